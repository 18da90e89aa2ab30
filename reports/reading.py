"""Đọc hồ sơ: what tables of many registrations are made of, as plain columns, piece by piece.

Plain values, never objects: of ten thousand lines the objects cost several times what the finished file does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf

from common import written
from registrations.models import BenefitRow, Registration
from reports import facts
from reports.enums import Tree
from reports.frames import Frame


def _called(unit: str) -> Coalesce:
    """As a unit calls itself."""
    return Coalesce(NullIf(f"{unit}__full_name", Value("")), f"{unit}__name")


PRESENT_NAME = _called("present_unit")
# As `Registration.unit_name_then` has it.
NAME_THEN = Coalesce(NullIf(KT("names_then__unit"), Value("")), _called("unit"), output_field=CharField())
NAMES = {Tree.PRESENT: PRESENT_NAME, Tree.THEN: NAME_THEN}


class Listed(NamedTuple):
    """One registration as a list of models tells it: the columns of `as_listed`, in their order."""

    pk: int
    code: str
    title: str
    kind: str
    origin: str
    person_title: str
    person_name: str
    unit_name: str
    model_address: str
    unit_address: str
    sector_name: str | None
    time_text: str
    benefit_amount: int | None
    told_at: datetime | None
    told_amount: int | None
    standing: str | None


def as_listed(models: QuerySet[Registration], frame: Frame) -> QuerySet:
    """The columns of each that make a `Listed`; its unit by the frame's tree, its standing at the end of the period."""
    told = {
        "unit_name": NAMES[frame.tree], "sector_name": F("sector__name"), "told_at": F("result__sent_at"),
        "told_amount": F("result__benefit_amount"), "standing": facts.standing_at(frame.period.ends_at),
    }  # fmt: skip
    return models.annotate(**told).values_list(*Listed._fields)


def levels_of(keys: Sequence[int], said: str = "level") -> dict[int, list[Any]]:
    """Every level each was registered for, in the order of the levels: its key, or what else of it is `said`."""
    found: dict[int, list[Any]] = defaultdict(list)
    for registration, level in _of_models(keys, _levels, said):
        found[registration].append(level)
    return found


def _levels(said: str, keys: Iterable[int]) -> QuerySet:
    through = Registration.levels.through.objects.filter(registration__in=keys)
    return through.order_by("level__rank", "level").values_list("registration", said)


def benefits_of(keys: Sequence[int]) -> dict[tuple[int, str], list[str]]:
    """What each expects and has achieved beside money, as typed, by registration and stage."""
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for registration, stage, text in _of_models(keys, _benefits):
        found[registration, stage].append(text)
    return found


def _benefits(keys: Iterable[int]) -> QuerySet:
    rows = BenefitRow.objects.filter(registration__in=keys).order_by("stage", "number")
    return rows.values_list("registration", "stage", "text")


def _of_models(keys: Sequence[int], question: written.Question, *of: Any) -> Iterable[tuple]:
    """Of the models of a page the question is written once; of the piece of a file it is short beside its answer."""
    if len(keys) > len(written.GAPS):
        return question(*of, keys)
    return written.ask_values(question, *of, about=tuple(keys))
