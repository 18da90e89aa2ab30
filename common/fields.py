"""Model fields."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class BytewiseCharField(models.CharField):
    """A text compared byte by byte on both databases: paths, codes, sort keys.

    SQLite compares bytes anyway and does not know the collation "C", so only PostgreSQL is told. Compare such a column
    with values or with columns of this class only: PostgreSQL refuses to compare two collations.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
