"""What the models declare stands in the database, after all migrations, on either engine."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
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
