"""Model fields."""

from decimal import Decimal
from functools import lru_cache
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


class HundredthsField(models.PositiveIntegerField):
    """A Decimal of two places kept as a whole number: exact on both databases, and read many at a time."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else _of_hundredths(value)

    def to_python(self, value):
        return value if value is None or isinstance(value, Decimal) else Decimal(value)

    def get_prep_value(self, value):
        """Raises ValueError rather than round."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        hundredths = Decimal(value).scaleb(2)
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} has more than two places")
        return super().get_prep_value(int(hundredths))


# A council's table reads some thousand scores, none above a few hundred points.
@lru_cache(maxsize=10_000)
def _of_hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)
