"""Đọc một phần: records of which a few columns are asked for."""

from collections.abc import Collection, Iterable
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models.base import ModelState

M = TypeVar("M", bound=models.Model)


def record_of(model: type[M], names: Iterable[str], values: Iterable[Any], using: str | None) -> M:
    """A record with these columns alone, as by `from_db`, which walks through all of a model's for each of them."""
    record = model.__new__(model)
    record._state = ModelState()
    record._state.adding, record._state.db = False, using
    vars(record).update(zip(names, values, strict=True))
    return record


class ReadInPart(models.Model):
    """A model whose rows lists read in part: of those only the columns read are walked through, not every field."""

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **how: Any) -> Self:
        if len(values) == len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values, **how)
        return record_of(cls, field_names, values, db)
