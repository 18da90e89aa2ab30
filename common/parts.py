"""Một câu hỏi, nhiều phần: rows of several models in the same columns, so that a page asks for all of them at once."""

from collections.abc import Callable, Mapping

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from common import written


class Ungrouped:
    """Of an expression that is the same for all rows of a group: they are not grouped by it as well."""

    def get_group_by_cols(self) -> list:
        return []


class OnceAGroup(Ungrouped, Subquery):
    """Read beside a group by what the group goes by."""


class Empty(Ungrouped, Cast):
    """Nothing, of a kind: PostgreSQL does not know of what kind a NULL is. The database may group along an index."""


# `what` says which part a row belongs to; what a part does not fill is empty.
# key: of the row · within: the record around it (a desk, a plan) · of: its code · said: its words · stands: its state ·
# again: why an answer was not enough · count: how many, or how urgent · since, due, ends: its days.
COLUMNS = {
    "key": Empty(Value(None), BigIntegerField()), "within": Empty(Value(None), BigIntegerField()),
    "of": Value("", output_field=CharField()), "said": Value("", output_field=CharField()),
    "stands": Value("", output_field=CharField()), "again": Value("", output_field=CharField()),
    "count": Value(0, output_field=IntegerField()), "since": Empty(Value(None), DateTimeField()),
    "due": Empty(Value(None), DateField()), "ends": Empty(Value(None), DateField()),
}  # fmt: skip
ORDER = ("what", *COLUMNS)
Question = Callable[..., QuerySet]


def part(what: str, rows: QuerySet, **filled) -> QuerySet:
    """One row of the answer for each of these rows, the columns that are `filled` by expressions."""
    columns = COLUMNS | {"key": F("pk")} | filled
    return rows.annotate(what=_named(what), **columns).values(*ORDER).order_by()


def most(what: str, rows: QuerySet, limit: int, **filled) -> QuerySet:
    """As `part`, of the first rows in their order alone."""
    return part(what, rows.model._base_manager.filter(pk__in=rows.values("pk")[:limit]), **filled)


def counted(what: str, rows: QuerySet, *, by: dict, **sums) -> QuerySet:
    """One row of the answer for each group of these rows: what it goes `by`, and the `sums` over it."""
    same = {name: empty for name, empty in COLUMNS.items() if name not in sums} | by
    groups = rows.annotate(what=_named(what), **same).values("what", *same)
    return groups.annotate(**sums).values(*ORDER).order_by()


def answered(first: QuerySet, *others: QuerySet) -> list[dict]:
    """All parts in one question."""
    return list(together(first, *others))


def together(first: QuerySet, *others: QuerySet) -> QuerySet:
    """All parts as one question."""
    return first.union(*others, all=True) if others else first


def ask_at_once(holder, questions: Mapping[str, Question]) -> None:
    """What several want to know about one holder, in one question; `rows_of` finds it there.

    The holder's `shape` and the questions make the words: these are written once.
    """
    known: dict[str, list[dict]] = {what: [] for what in questions}
    for row in written.ask(_at_once, holder, tuple(questions.values())) if questions else ():
        known[row["what"]].append(row)
    holder.__dict__["_parts"] = known


def rows_of(holder, what: str, question: Question) -> list[dict]:
    """One part, remembered on the holder; asked by itself where it was not asked at once with others."""
    known = holder.__dict__.setdefault("_parts", {})
    if what not in known:
        known[what] = written.ask(question, holder)
    return known[what]


@written.often
def _at_once(holder, questions: tuple[Question, ...]) -> QuerySet:
    return together(*(question(holder) for question in questions))


def _named(what: str) -> Value:
    return Value(what, output_field=CharField())
