"""Câu hỏi viết sẵn: the SQL of a question is written down once for whoever asks it, and sent as often as it is asked.

Writing a long question out of querysets takes ten times as long as the database takes to answer it. What may be kept:
a question for rows of values whose words follow from its key alone. The answer is never kept.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from sys import intern
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.http import Http404

# Questions of so many askers are kept by one process; then it begins anew.
MOST = 2000
# Keys are of 64 bits.
LARGEST = 2**63
# What stands in a question for the one record it is about, each time another.
GAP, TEXT_GAP = -(2**60), "\N{REPLACEMENT CHARACTER}gap"

Row = dict[str, Any]
M = TypeVar("M", bound=Model)
Question = Callable[..., QuerySet]

_kept: dict[Hashable, "Written | None"] = {}


@dataclass(frozen=True)
class Written:
    """SQL with its values, the names of its columns, and how the database's values become Python's."""

    sql: str
    params: tuple
    names: tuple[str, ...]
    converters: dict

    def rows(self, about: Any) -> list[Row]:
        """The answer as it is now, the gaps filled with what it is `about`."""
        params = [about if param in (GAP, TEXT_GAP) else param for param in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return [dict(zip(self.names, self._as_python(row), strict=True)) for row in cursor.fetchall()]

    def _as_python(self, row: tuple) -> list[Any]:
        values = list(row)
        for place, (converters, expression) in self.converters.items():
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return values


def ask(key: Hashable, question: Question, *, about: int | str | None = None) -> list[Row]:
    """The rows of `question()`, a queryset after `.values()`, written anew only for a key not met before.

    The key must hold everything the question is made of: the day, and whose it is (`Position.shape`). A question `about`
    one record takes what stands for its key: `question(gap)`, and may only hand it to the database.
    """
    if key not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = _written(question if about is None else partial(question, gap_of(about)))
    written = _kept[key]
    return written.rows(about) if written and _can_be(about) else []


def _can_be(about: int | str | None) -> bool:
    """What no column can hold, as an address may name it, is found nowhere."""
    return -LARGEST <= about < LARGEST if isinstance(about, int) else about is None or "\0" not in about


def gap_of(about: int | str) -> int | str:
    """What stands for it while the question is written."""
    return TEXT_GAP if isinstance(about, str) else GAP


def ask_records(
    key: Hashable, model: type[M], question: Question, *, joined: Iterable[str] = (), about: int | str | None = None
) -> list[M]:
    """The same for records of a model, each with its annotations and, as by `select_related`, what is `joined`."""
    paths = _with_steps(joined)
    fields = {path: _model_at(model, path)._meta.concrete_fields for path in ("", *paths)}
    names = {path: [_at(path, field.attname) for field in own] for path, own in fields.items()}

    def flat(*gap: int | str) -> QuerySet:
        records = question(*gap)
        return records.values(*chain.from_iterable(names.values()), *records.query.annotations)

    return [_record(model, names, row) for row in ask((key, model), flat, about=about)]


def record_or_404(key: Hashable, model: type[M], question: Question, *, joined: Iterable[str], about: int | str) -> M:
    """The one record of that key or code; Http404 where there is none, or none that the question shows."""
    for record in ask_records(key, model, question, joined=joined, about=about):
        return record
    raise Http404


def forget() -> None:
    """Nothing is kept any more; for tests, which change what is no part of a key."""
    _kept.clear()


def _written(question: Callable[[], QuerySet]) -> Written | None:
    """None for a question that nothing can answer."""
    rows = question()
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
    # Many askers ask in the same words about other keys: the words are held once.
    return Written(intern(sql), tuple(params), tuple(rows.query.selected or ()), compiler.get_converters(columns))


def _at(path: str, name: str) -> str:
    return f"{path}__{name}" if path else name


def _with_steps(joined: Iterable[str]) -> list[str]:
    """The paths and those they lead over, a shorter one first: “unit” before “unit__parent”."""
    steps = {path[:end] for path in joined for end in [*_ends(path), len(path)]}
    return sorted(steps, key=lambda path: path.count("__"))


def _ends(path: str) -> list[int]:
    return [place for place in range(len(path)) if path.startswith("__", place)]


def _model_at(model: Any, path: str) -> type[Model]:
    step, _, further = path.partition("__")
    return _model_at(model._meta.get_field(step).related_model, further) if path else model


def _record(model: type[M], names: dict[str, list[str]], row: Row) -> M:
    """The record, what is joined hung on it; what remains of the row are annotations."""
    found: dict[str, Any] = {}
    for path, columns in names.items():
        values = [row.pop(name) for name in columns]
        own = _model_at(model, path)
        there = own.from_db(connection.alias, [field.attname for field in own._meta.concrete_fields], values)
        found[path] = there if there.pk is not None else None
        before, _, step = path.rpartition("__")
        if path and found[before] is not None:
            setattr(found[before], step, found[path])
    vars(found[""]).update(row)
    return found[""]
