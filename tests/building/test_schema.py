"""What the models declare stands in the database, after all migrations, on either engine."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from common.indexes import WithoutOwnIndex
from registrations.models import Plan, Registration
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


# A path has two on PostgreSQL; an index of the same column that a model asks for stands beside the desk's, and a rule
# beside the unit's, which Django's own way of taking an index away took along.
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "name", "made"), [(Registration, "desk", 1), (Plan, "scope_path", 2), (UnitVersion, "unit", 1)]
)
def test_the_index_of_a_column_alone_comes_and_goes_and_takes_nothing_along(model, name, made):
    label, table, step = model._meta.app_label, model._meta.db_table, WithoutOwnIndex(model._meta.model_name, name)
    without = MigrationLoader(connection).project_state()
    indexed = without.clone()
    field = indexed.models[label, step.model_name].fields[name].clone()
    field.db_index = True
    indexed.alter_field(label, step.model_name, name, field, preserve_default=True)
    editor, before = connection.schema_editor(atomic=False), _names(table)

    step.database_backwards(label, editor, without, indexed)
    came_back = _names(table) - before
    step.database_forwards(label, editor, indexed, without)

    assert len(came_back) == (made if connection.vendor == "postgresql" else 1)
    assert _names(table) == before


def _indexes(table: str) -> dict[str, list[str]]:
    """The columns of each index that keeps no rule."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            found = connection.introspection.get_constraints(cursor, table)
            return {name: one["columns"] for name, one in found.items() if one["index"] and not one["unique"]}
        # Where a rule holds a list of choices Django fails to read the words of the table.
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
