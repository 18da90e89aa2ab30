"""Một câu hỏi, nhiều phần: rows of several models in the same columns, so that a page asks for all of them at once."""

from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

# `what` says which part a row belongs to; what a part does not fill is empty.
# key: of the row · within: the record around it (a desk, a plan) · of: its code · said: its words · stands: its state ·
# again: why an answer was not enough · number: how many, or how urgent · since, due, ends: its days.
# Cast, for PostgreSQL does not know of what kind a NULL is.
COLUMNS = {
    "key": Cast(None, BigIntegerField()), "within": Cast(None, BigIntegerField()),
    "of": Value("", output_field=CharField()), "said": Value("", output_field=CharField()),
    "stands": Value("", output_field=CharField()), "again": Value("", output_field=CharField()),
    "number": Value(0, output_field=IntegerField()), "since": Cast(None, DateTimeField()),
    "due": Cast(None, DateField()), "ends": Cast(None, DateField()),
}  # fmt: skip
ORDER = ("what", *COLUMNS)


def part(what: str, rows: QuerySet, **filled) -> QuerySet:
    """One row of the answer for each of these rows, the columns that are `filled` by expressions."""
    columns = COLUMNS | {"key": F("pk")} | filled
    return rows.annotate(what=_named(what), **columns).values(*ORDER).order_by()


def counted(what: str, rows: QuerySet, *, by: dict, **sums) -> QuerySet:
    """One row of the answer for each group of these rows: what it goes `by`, and the `sums` over it."""
    same = {name: empty for name, empty in COLUMNS.items() if name not in sums} | by
    groups = rows.annotate(what=_named(what), **same).values("what", *same)
    return groups.annotate(**sums).values(*ORDER).order_by()


def answered(first: QuerySet, *others: QuerySet) -> list[dict]:
    """All parts in one question."""
    return list(first.union(*others, all=True))


def _named(what: str) -> Value:
    return Value(what, output_field=CharField())
