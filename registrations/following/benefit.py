"""Dự kiến và thực hiện: the benefit as registered, as noted so far, and as reported at the end, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registrations import benefits
from registrations.enums import Stage
from registrations.models import ProgressNote, Registration, Result


@dataclass(frozen=True)
class Comparison:
    """Three columns of lines; `noted_on` is the day of the note that tells the middle one."""

    planned: list[str]
    so_far: list[str]
    noted_on: date | None
    reported: list[str] | None

    @property
    def has_any(self) -> bool:
        return bool(self.planned or self.so_far or self.reported)


def comparison(registration: Registration, notes: Iterable[ProgressNote], result: Result | None) -> Comparison:
    """`notes` newest first: the last one that tells an amount, and the last that tells lines."""
    amount = next((note for note in notes if note.benefit_amount is not None), None)
    lines = next((note for note in notes if note.benefit_text), None)
    so_far = benefits.as_text(
        amount.benefit_amount if amount else None, lines.benefit_text.splitlines() if lines else []
    )
    reported = None
    if result is not None:
        reported = benefits.as_text(result.benefit_amount, benefits.of_stage(registration, Stage.ACTUAL))
    return Comparison(
        planned=benefits.as_text(registration.benefit_amount, benefits.of_stage(registration, Stage.PLANNED)),
        so_far=so_far,
        noted_on=max((note.on for note in (amount, lines) if note), default=None),
        reported=reported,
    )
