"""What builders are given and return: compared by value, and kept so that every test gets copies of its own."""

import io
import pickle
from collections.abc import Hashable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import FunctionType
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise

from common.workflow import Move

PLAIN = (str, int, float, bytes, date, datetime, timedelta, Decimal, Enum, UUID, type(None))
# Rows of a table of moves and the like: there is one of each.
FIXED = (Move, FunctionType, type)


class Unknown(Exception):
    """Told of what cannot be compared by value."""


def value(one: object) -> Hashable:
    """What makes it what it is; of a record its own columns."""
    if isinstance(one, PLAIN):
        return type(one), one
    if isinstance(one, FIXED):
        return id(one)
    if isinstance(one, Promise):
        return str(one)
    if isinstance(one, list | tuple | set):
        return type(one), *(value(part) for part in one)
    if isinstance(one, dict):
        return dict, *((value(key), value(part)) for key, part in one.items())
    if isinstance(one, Model):
        return type(one), *(value(vars(one).get(field.attname)) for field in one._meta.concrete_fields)
    if _is_of_the_tests(one):
        return type(one), value(vars(one))
    raise Unknown(type(one))


def objects(given: object) -> list:
    """The records and gatherings of records in what is given, which a builder may change."""
    if isinstance(given, dict):
        return objects(list(given.values()))
    if isinstance(given, list | tuple):
        return [one for part in given for one in objects(part)]
    return [given] if isinstance(given, Model) or _is_of_the_tests(given) else []


class Pickled:
    """A copy to make copies from; what it shares with the `arguments` is, in each copy, the arguments given then."""

    def __init__(self, one: object, arguments: list) -> None:
        self.fixed: list = []
        places = {id(argument): place for place, argument in enumerate(arguments)}
        out = io.BytesIO()
        pickler = pickle.Pickler(out, protocol=pickle.HIGHEST_PROTOCOL)
        pickler.persistent_id = lambda part: self._called(part, places)
        pickler.dump(one)
        self.content = out.getvalue()

    def load(self, arguments: list) -> object:
        unpickler = pickle.Unpickler(io.BytesIO(self.content))
        unpickler.persistent_load = lambda name: (arguments if name[0] == "argument" else self.fixed)[name[1]]
        return unpickler.load()

    def _called(self, part: object, places: dict[int, int]) -> tuple[str, int] | None:
        if id(part) in places:
            return "argument", places[id(part)]
        if isinstance(part, Move | FunctionType):
            self.fixed.append(part)
            return "fixed", len(self.fixed) - 1
        return None


def _is_of_the_tests(one: object) -> bool:
    return type(one).__module__.startswith("tests.") and hasattr(one, "__dict__")
