"""Bản ghi và những gì nối vào: a record and those joined to it, out of one row of plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model

from common import replica
from common.reading import record_of


@dataclass(frozen=True)
class Part:
    """A record of a row, or one joined to it: the path there, how it hangs on the one before, its columns of the row, its
    key's place.
    """

    model: type[Model]
    path: str
    before: str
    by: Any
    named: tuple[str, ...]
    names: tuple[str, ...]
    columns: slice
    key_at: int


@cache
def parts_of(model: type[Model], joined: tuple[str, ...], only: tuple[str, ...]) -> list[Part]:
    """The record and each record joined to it, after that on which it hangs."""
    further = [name.rpartition("__")[0] for name in only]
    paths = _with_steps([*joined, *filter(None, further)])
    # What is joined hangs by its key, which is read with it.
    wanted = (*only, *paths) if only else ()
    made: list[Part] = []
    for path in ("", *paths):
        made.append(_part(model, path, wanted, made[-1].columns.stop if made else 0))
    return made


def _part(model: type[Model], path: str, only: tuple[str, ...], first: int) -> Part:
    own, names = _model_at(model, path), [field.attname for field in _fields(model, path, only)]
    before, _, step = path.rpartition("__")
    by = _model_at(model, before)._meta.get_field(step) if path else None
    named, columns = tuple(_at(path, name) for name in names), slice(first, first + len(names))
    return Part(own, path, before, by, named, tuple(names), columns, first + names.index(own._meta.pk.attname))


def _fields(model: type[Model], path: str, only: tuple[str, ...]) -> list:
    """The fields of the record there: of those that are wanted only some, its key and what leads on always."""
    fields, there = _model_at(model, path)._meta.concrete_fields, _at(path, "")
    wanted = {name.removeprefix(there).partition("__")[0] for name in only if name.startswith(there)}
    return [field for field in fields if not only or field.primary_key or field.name in wanted]


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


def record_from(parts: list[Part], row: tuple, further: tuple[str, ...], known: dict[tuple[str, Any], Model]) -> Any:
    """The record, what is joined hung on it; what remains of the row are annotations, called as `further` says.
    `known`: what was joined before.
    """
    found: dict[str, Any] = {}
    for part in parts:
        key = (part.path, row[part.key_at])
        one = known.get(key) if part.path else None
        if one is None and row[part.key_at] is not None:
            one = known[key] = record_of(part.model, part.names, row[part.columns], replica.alias())
        found[part.path] = one
        if part.path and found[part.before] is not None:
            _hang(one, found[part.before], part.by)
    if further:
        vars(found[""]).update(zip(further, row[parts[-1].columns.stop :], strict=True))
    return found[""]


def _hang(one: Any, on: Any, by: Any) -> None:
    """What is joined, or that there is nothing, as by `select_related`: the key is there already."""
    by.set_cached_value(on, one)
    if one is not None and by.one_to_one:
        by.remote_field.set_cached_value(one, on)
