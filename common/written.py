"""Câu hỏi viết sẵn: the SQL of a question is written down once for whoever asks it, and sent as often as it is asked.

Writing a long question out of querysets takes ten times as long as the database takes to answer it. What may be kept:
a question for rows of values whose words follow from its key alone. The answer is never kept.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from sys import intern
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.http import Http404

from common import prepared, replica
from common.joined import parts_of, record_from
from common.spelled import numbered, spelled

# So many questions are kept by one process; then the older half of them is let go.
MOST = 2000
# Keys are of 64 bits.
LARGEST = 2**63
# What stands in a question for the one record it is about, each time another.
GAP, TEXT_GAP = -(2**60), "\N{REPLACEMENT CHARACTER}gap"
# For the records of one page of a list (paging.ROWS); a gap that is left over is the key of none.
GAPS = tuple(GAP - place for place in range(1, 51))

About = int | str | tuple[int, ...] | None
Row = dict[str, Any]
M = TypeVar("M", bound=Model)
Question = Callable[..., QuerySet]
Q = TypeVar("Q", bound=Question)

_kept: dict[Hashable, "Written | None"] = {}
_often: set[Question] = set()
_UNKNOWN: Any = object()


@dataclass(frozen=True)
class Written:
    """SQL with its values, the names of its columns, and how the database's values become Python's."""

    sql: str
    params: tuple
    names: tuple[str, ...]
    converters: dict

    def counted(self) -> "Written":
        """How many rows, in place of the rows."""
        return replace(self, sql=f"SELECT COUNT(*) FROM ({self.sql}) counted", names=("count",), converters={})

    @cached_property
    def named(self) -> str:
        """The words with a name at the place of each value, which Django hands to SQLite without searching all of them."""
        return numbered(self.sql, "%(v{})s", "%%")

    def rows(self, about: About, *, often: bool) -> list[tuple]:
        """The answer as it is now, the gaps filled with what it is `about`."""
        filled = _filled(about)
        params = [filled.get(param, param) if isinstance(param, int | str) else param for param in self.params]
        database = connections[replica.alias()]
        with database.cursor() as cursor:
            if database.vendor == "sqlite":
                cursor.execute(self.named, {f"v{place}": param for place, param in enumerate(params, 1)})
            elif often:
                prepared.execute(cursor, self.sql, params)
            else:
                cursor.execute(self.sql, params)
            found = cursor.fetchall()
        return self._as_python(found, database) if found and self.converters else found

    def _as_python(self, rows: list[tuple], database: Any) -> list[tuple]:
        """Most of what a record may hold is empty, and stays so: it is not asked for what it would be in Python."""
        made = [list(row) for row in rows]
        for place, (converters, expression) in self.converters.items():
            for row in made:
                if row[place] is not None:
                    for convert in converters:
                        row[place] = convert(row[place], expression, database)
        return [tuple(row) for row in made]


def often(question: Q) -> Q:
    """A long question of pages that are opened all day: PostgreSQL keeps how it is answered (common/prepared.py).

    It is answered the same way whatever its values, so not one whose rows lie elsewhere with each value, as those of an
    area and a year do. Decision 48.
    """
    _often.add(question)
    return question


def ask(question: Question, *of: Any, about: About = None) -> list[Row]:
    """The rows of `question(*of)`, a queryset after `.values()`, written anew only for what was not met before.

    The question is a function of a module, made of nothing but what it is `of`: what has a `shape`, as records have, counts
    by that. One `about` a single record is called with what stands for its key as well, and may only hand that to the
    database; one `about` the records of a page, with what stands for their keys.
    """
    written = _kept_or_written(question, of, about)
    rows = _rows(question, written, about)
    return [dict(zip(written.names, row, strict=True)) for row in rows] if written else []


def ask_values(question: Question, *of: Any, about: About = None) -> list[tuple]:
    """The same as plain values, in the order of the columns that are asked for: of thousands of rows no names are told."""
    return _rows(question, _kept_or_written(question, of, about), about)


def count(question: Question, *of: Any, about: int | str | None = None) -> int:
    """How many rows the question has, within the bounds it sets itself."""
    written = _kept_or_written(question, of, about, counted=True)
    return next((number for (number,) in _rows(question, written, about)), 0)


def ask_records(
    model: type[M], question: Question, *of: Any, joined: Iterable[str] = (), only: Iterable[str] = (),
    about: About = None,
) -> list[M]:  # fmt: skip
    """The same for records of a model, each with its annotations and, as by `select_related`, what is `joined`; records
    that hang on the same one share it.

    `only`: the columns wanted, as for the queryset's `only`, in place of all of the record and what is joined.
    """
    of_it = (model, tuple(joined), tuple(only))
    written = _kept_or_written(_flat, (*of_it, question, *of), about)
    parts = parts_of(*of_it)
    known: dict[tuple[str, Any], Model] = {}
    further = written.names[parts[-1].columns.stop :] if written else ()
    return [record_from(parts, row, further, known) for row in _rows(question, written, about)]


def ask_related(model: type[M], *, joined: Iterable[str] = (), **record: int) -> list[M]:
    """The records of a model that hang on one `record`, told as the name of the relation and its key."""
    ((relation, key),) = record.items()
    return ask_records(model, _related, model, relation, joined=joined, about=key)


def record_or_404(model: type[M], question: Question, *of: Any, joined: Iterable[str], about: int | str) -> M:
    """The one record of that key or code; Http404 where there is none, or none that the question shows."""
    for record in ask_records(model, question, *of, joined=joined, about=about):
        return record
    raise Http404


def shape_of(record: Model) -> str:
    """Every column of a record: what a question about it may follow from."""
    return repr([getattr(record, field.attname) for field in record._meta.concrete_fields])


def _rows(question: Question, written: Written | None, about: About) -> list[tuple]:
    return written.rows(about, often=question in _often) if written and _can_be(about) else []


def _kept_or_written(question: Question, of: tuple, about: Any, *, counted: bool = False) -> Written | None:
    key = (question, counted, type(about).__name__, *(_shape(one) for one in of))
    found = _kept.get(key, _UNKNOWN)
    if found is _UNKNOWN:
        # Other threads keep and let go at the same time: what was found or written is held here.
        for old in list(_kept)[: -(MOST // 2)] if len(_kept) >= MOST else ():
            _kept.pop(old, None)
        rows = _written(partial(question, *of, *_gap(about)))
        found = _kept[key] = rows.counted() if rows and counted else rows
    return found


def _written(question: Callable[[], QuerySet]) -> Written | None:
    """None for a question that nothing can answer."""
    rows = question()
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    words, values = spelled(sql, params)
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    # Many askers ask in the same words about other keys: the words are held once.
    return Written(intern(words), values, tuple(rows.query.selected or ()), compiler.get_converters(columns))


def _shape(one: Any) -> Hashable:
    return one if isinstance(one, type) else getattr(one, "shape", one)


def _gap(about: About) -> tuple:
    if isinstance(about, tuple):
        return (GAPS,)
    return () if about is None else (TEXT_GAP if isinstance(about, str) else GAP,)


def _filled(about: About) -> dict[int | str, int | str]:
    """What stands in each gap."""
    if not isinstance(about, tuple):
        return {} if about is None else {_gap(about)[0]: about}
    if len(about) > len(GAPS):
        raise ValueError(f"A question is about {len(GAPS)} records at most.")
    return dict(zip(GAPS, about, strict=False))


def _can_be(about: About) -> bool:
    """What no column can hold, as an address may name it, is found nowhere."""
    if isinstance(about, str):
        return "\0" not in about
    return not isinstance(about, int) or -LARGEST <= about < LARGEST


def _related(model: type[Model], relation: str, key: int) -> QuerySet:
    return model._default_manager.filter(**{relation: key})


def _flat(model: type[Model], joined: tuple[str, ...], only: tuple[str, ...], question: Question, *of: Any) -> QuerySet:
    """The records as rows of values: their own columns, those of what is joined, their annotations."""
    records = question(*of)
    return records.values(
        *chain.from_iterable(part.named for part in parts_of(model, joined, only)), *records.query.annotation_select
    )
