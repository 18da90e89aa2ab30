"""Bộ kỳ có sẵn: the periods of one year by rhythm and cut-off, and each as the figures are counted in it."""

from dataclasses import dataclass
from datetime import date, timedelta

from reports.models import ReportPeriod
from reports.periodic.enums import CutOff, Rhythm
from reports.periods import OwnPeriod, back

ROMAN = ("I", "II", "III", "IV")
MONTHS = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.HALF: 6, Rhythm.NINE: 9, Rhythm.YEAR: 12, Rhythm.SPAN: 0}
# The State's figures end with the 14th (Nghị định 09/2019/NĐ-CP, Điều 12): the first day after is the 15th.
STATE_DAY = 15


@dataclass(frozen=True)
class Slot:
    """One period to be laid down: its label, its days (to excluded), until when it is due, from when it is locked."""

    label: str
    data_from: date
    data_to: date
    due_on: date
    locks_on: date | None


def ready_made(rhythm: str, cut_off: str, year: int, *, due_after: int, locks_after: int | None) -> list[Slot]:
    """The periods of a year: due so many days after the last day of the figures, locked so many days after that.

    Several years together have no ready-made set.
    """
    months = MONTHS[Rhythm(rhythm)]
    if not months:
        return []
    begins = range(0, 12, months) if rhythm in (Rhythm.MONTH, Rhythm.QUARTER) else [0]
    slots = []
    for first in begins:
        start, end = _cut(year, first, cut_off), _cut(year, first + months, cut_off)
        due = end - timedelta(days=1) + timedelta(days=max(1, due_after))
        locks = due + timedelta(days=locks_after) if locks_after else None
        slots.append(Slot(_label(rhythm, first, year), start, end, due, locks))
    return slots


def _cut(year: int, months: int, cut_off: str) -> date:
    """The day that begins after so many months of the year, by the calendar or half a month earlier."""
    first = date(year + months // 12, months % 12 + 1, 1)
    return first if cut_off == CutOff.CALENDAR else back(first, 1).replace(day=STATE_DAY)


def _label(rhythm: str, first: int, year: int) -> str:
    if rhythm == Rhythm.MONTH:
        return f"Tháng {first + 1} năm {year}"
    if rhythm == Rhythm.QUARTER:
        return f"Quý {ROMAN[first // 3]} năm {year}"
    if rhythm == Rhythm.YEAR:
        return f"Năm {year}"
    return f"{6 if rhythm == Rhythm.HALF else 9} tháng đầu năm {year}"


def counted(period: ReportPeriod) -> OwnPeriod:
    """The period as figures are counted in it."""
    rhythm = Rhythm(period.type.rhythm)
    start = _cut(period.year, 0, period.type.cut_off)
    year_start = start if rhythm != Rhythm.SPAN and start <= period.data_from else period.data_from
    return OwnPeriod(
        period.year, period.label, period.data_from, period.data_to, year_start, _months(period, rhythm)
    )  # fmt: skip


def _months(period: ReportPeriod, rhythm: Rhythm) -> int:
    """By the days themselves, which may have been corrected; 0 where they are no whole months."""
    months = MONTHS[rhythm]
    return months if months and back(period.data_to, months) == period.data_from else 0
