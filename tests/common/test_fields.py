import pytest
from django.db import connection
from django.db.migrations.writer import MigrationWriter

from common.fields import BytewiseCharField


@pytest.mark.parametrize(("vendor", "collation"), [("postgresql", "C"), ("sqlite", None)])
def test_only_postgresql_is_told_to_compare_bytes(monkeypatch, vendor, collation):
    monkeypatch.setattr(connection, "vendor", vendor)

    assert BytewiseCharField(max_length=255).db_parameters(connection)["collation"] == collation


def test_migrations_name_the_field_and_nothing_more():
    written, imports = MigrationWriter.serialize(BytewiseCharField("khóa sắp xếp", max_length=255))

    assert written == "common.fields.BytewiseCharField(max_length=255, verbose_name='khóa sắp xếp')"
    assert imports == {"import common.fields"}
