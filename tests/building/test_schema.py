"""What the models declare stands in the database, after all migrations, on either engine."""

import re

import pytest
from django.apps import apps
from django.db import connection

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
