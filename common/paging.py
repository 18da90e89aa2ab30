"""Pages of a list. Exact counts cost more than pages: beyond a thousand it says “hơn 1.000”."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import F, Model, QuerySet

from common import numbers, written
from common.keys import key_in
from common.walking import FoundFirst

ROWS = 50
COUNTED_TO = 1000


@dataclass(frozen=True)
class Page:
    """One page of rows: two queries, however long the list."""

    rows: list[Any]
    number: int
    has_next: bool
    total: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def total_text(self) -> str:
        if self.total > COUNTED_TO:
            return f"hơn {numbers.quantity(COUNTED_TO)}"
        return numbers.quantity(self.total)

    def __iter__(self):
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page_of(queryset: QuerySet, asked: str | None, *, rows: int = ROWS, total: int | None = None) -> Page:
    """The page that `?trang=` asks for; nonsense and what lies beyond the last page is the first.

    `total` where the caller knows it already: one query then.
    """
    return _page(
        lambda first, last: list(queryset[first:last]),
        lambda: queryset.order_by().values("pk")[: COUNTED_TO + 1].count() if total is None else total,
        asked,
        rows=rows,
    )


def page_of_written(
    model: type[Model], rows: written.Question, counted: written.Question, *of: Any, asked: str | None,
    only: Iterable[str] = (), about: int | str | None = None, by_key: bool = False, total: int | None = None,
) -> Page:  # fmt: skip
    """The same of questions that are written once: the records in their order with the columns `only`, and those records
    for being counted, with none of what the rows tell besides.

    `by_key`: the page is found first, in what is counted, where an index knows the order: then `rows` are any records, in
    the same order. `total` where the caller knows it already.
    """
    some = _some_by_key if by_key else _some
    return _page(
        lambda first, last: written.ask_records(model, some, rows, counted, first, last, *of, only=only, about=about),
        lambda: written.count(_first_keys, counted, *of, about=about) if total is None else total,
        asked,
    )


def page_of_values(rows: written.Question, counted: written.Question, *of: Any, asked: str | None) -> Page:
    """The same of plain values, found by their keys first: `rows` are any records, in the order of what is `counted`."""
    return _page(
        lambda first, last: written.ask_values(_some_by_key, rows, counted, first, last, *of),
        lambda: written.count(_first_keys, counted, *of),
        asked,
    )


def _some(rows: written.Question, counted: written.Question, first: int, last: int, *of: Any) -> QuerySet:
    return rows(*of)[first:last]


def _some_by_key(rows: written.Question, counted: written.Question, first: int, last: int, *of: Any) -> QuerySet:
    return rows(*of).filter(FoundFirst(F("pk"), counted(*of).values("pk")[first:last].query))


def _first_keys(rows: written.Question, *of: Any) -> QuerySet:
    return rows(*of).order_by().values("pk")[: COUNTED_TO + 1]


def _page(
    read: Callable[[int, int], list[Any]], count: Callable[[], int], asked: str | None, *, rows: int = ROWS
) -> Page:
    number = _number(asked)
    found = read((number - 1) * rows, number * rows + 1)
    if not found and number > 1:
        number, found = 1, read(0, rows + 1)
    return Page(rows=found[:rows], number=number, has_next=len(found) > rows, total=count())


def _number(asked: str | None) -> int:
    number = key_in(asked or "") or 1
    return number if number <= COUNTED_TO else 1


def page_of_found(
    found: QuerySet, read: Callable[[list[int]], Iterable[Any]], asked: str | None, *, rows: int = ROWS
) -> Page:
    """The same where looking takes long, as a search does: it is looked for once, for the page and for the number.

    `found` in its order; `read` gives the records of some keys, in any order.
    """
    number = _number(asked)
    last = number * rows
    keys = list(found.values_list("pk", flat=True)[: max(COUNTED_TO, last) + 1])
    if len(keys) <= last - rows:
        number, last = 1, rows
    shown = keys[last - rows : last]
    known = {one.pk: one for one in read(shown)} if shown else {}
    there = [known[key] for key in shown if key in known]
    return Page(rows=there, number=number, has_next=len(keys) > last, total=min(len(keys), COUNTED_TO + 1))


def page_of_list(found: list[Any], asked: str | None, *, rows: int = ROWS) -> Page:
    """As `page_of`, of rows that are in hand."""
    number = key_in(asked or "") or 1
    first = (number - 1) * rows
    if first >= len(found):
        number, first = 1, 0
    return Page(rows=found[first : first + rows], number=number, has_next=first + rows < len(found), total=len(found))


def in_pieces(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Of rows too many to hold, one piece after the other."""
    left = iter(rows)
    while piece := list(islice(left, size)):
        yield piece
