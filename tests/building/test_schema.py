"""What the models declare stands in the database, after all migrations, on either engine."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from units.models import UnitVersion

MODELS = [
    model for model in apps.get_models() if model._meta.managed and (model._meta.constraints or model._meta.indexes)
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_every_rule_and_index_of_a_model_stands_in_the_database(model):
    kept = [one for one in model._meta.constraints if _can_be_kept(one)]

    assert sorted({one.name for one in (*kept, *model._meta.indexes)} - _names(model._meta.db_table)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=[model._meta.label for model in MODELS])
def test_no_index_is_kept_that_a_model_does_not_ask_for(model):
    declared = {one.name for one in model._meta.indexes}
    bare = {field.column for field in model._meta.local_concrete_fields if not field.db_index and not field.unique}

    assert [
        name for name, columns in _indexes(model._meta.db_table).items()
        if name not in declared and len(columns) == 1 and bare.issuperset(columns)
    ] == []  # fmt: skip


@pytest.mark.django_db
def test_an_index_taken_away_comes_back_with_a_step_back():
    """Of the rule that one column keeps nothing is lost either way (units' migration 0008 tells how it was)."""
    step = import_module("units.migrations.0009_fewer_indexes").Migration.operations[-1]
    without = MigrationLoader(connection).project_state(("units", "0009_fewer_indexes"))
    before = MigrationLoader(connection).project_state(("units", "0008_one_present_time"))
    editor, table = connection.schema_editor(atomic=False), UnitVersion._meta.db_table
    kept, rules = set(_indexes(table)), _names(table)

    step.database_backwards("units", editor, without, before)
    came_back = set(_indexes(table)) - kept
    step.database_forwards("units", editor, before, without)

    assert len(came_back) == 1
    assert (set(_indexes(table)), _names(table)) == (kept, rules)


def _indexes(table: str) -> dict[str, list[str]]:
    """The columns of each index that keeps no rule."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            found = connection.introspection.get_constraints(cursor, table)
            return {name: one["columns"] for name, one in found.items() if one["index"] and not one["unique"]}
        cursor.execute(
            "SELECT one.name, place.name FROM pragma_index_list(%s) AS one, pragma_index_info(one.name) AS place"
            ' WHERE NOT one."unique" ORDER BY one.name, place.seqno',
            [table],
        )
        columns: dict[str, list[str]] = {}
        for name, column in cursor.fetchall():
            columns.setdefault(name, []).append(column)
        return columns


def _can_be_kept(constraint) -> bool:
    """SQLite takes two rows that name nothing for different ones: there the services alone see to it."""
    return connection.features.supports_nulls_distinct_unique_constraints or (
        getattr(constraint, "nulls_distinct", None) is None
    )


def _names(table: str) -> set[str]:
    """Of rules and indexes. What Django reads of a table's words on SQLite ends at the first list in a rule."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            return set(connection.introspection.get_constraints(cursor, table))
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name = %s", [table])
        return {
            name for row in cursor.fetchall() for name in (row[0], *re.findall(r'CONSTRAINT "(\w+)"', row[1] or ""))
        }


@pytest.fixture
def put_back():
    """Units' migration 0008 in a database that lost the rule: the rules it sets up again."""

    def run() -> list[str]:
        made: list[str] = []
        editor = SimpleNamespace(connection=connection, add_constraint=lambda model, rule: made.append(rule.name))
        import_module("units.migrations.0008_one_present_time").put_back(apps, editor)
        return made

    return run


def test_the_rule_of_one_present_time_is_put_back_where_it_was_lost(tree, put_back):
    assert put_back() == []
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX unitversion_one_at_present")

    assert put_back() == ["unitversion_one_at_present"]


def test_two_present_times_are_named_before_the_rule_is_put_back(tree, put_back):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX unitversion_one_at_present")
    time = UnitVersion.objects.get(unit=tree.commune)
    time.pk, time.valid_from = None, timezone.localdate()
    time.save()

    with pytest.raises(RuntimeError, match=re.escape(f"{tree.commune.full_name} ({tree.commune.pk})")):
        put_back()
