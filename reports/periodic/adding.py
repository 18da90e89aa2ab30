"""Cộng từ các báo cáo: quarters into half a year, units below into the unit above. What is a stock is not added over time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import OuterRef, Subquery

from reports.models import Extension, Obligation, Report, ReportFigure
from reports.periodic.enums import TAKEN, Nature, Relief, ReportState

# Of the own earlier reports also what has been sent; of those below only what was accepted.
OWN = (ReportState.SENT, *TAKEN)
FROM_BELOW = "cộng từ báo cáo đã nhận của"


@dataclass(frozen=True)
class Piece:
    """One report that counts: whose, for which days (to excluded), and its newest version."""

    unit: int
    start: date
    end: date
    report: int
    type: int = 0


@dataclass(frozen=True)
class Added:
    """What was added, of how many units, from which reports."""

    value: Decimal
    units: int
    reports: tuple[int, ...]


def newest_of(states) -> Subquery:
    """Of an obligation, the newest version in one of `states`."""
    found = Report.objects.filter(obligation=OuterRef("pk"), state__in=states).order_by("-version")
    return Subquery(found.values("pk")[:1])


def pieces_of(obligations, states) -> list[Piece]:
    """That of each obligation that has one; one query."""
    found = obligations.annotate(counts=newest_of(states)).filter(counts__isnull=False).order_by("pk")
    columns = ("unit_id", "period__data_from", "period__data_to", "counts", "period__type_id")
    return [Piece(*row) for row in found.values_list(*columns)]


def chosen(pieces: Iterable[Piece], start: date, end: date) -> list[Piece]:
    """Of one unit: the report for exactly these days, else the fewest reports of one kind that follow each other without
    a gap from the first day to the last; nothing where there are none."""
    by_type = defaultdict(list)
    for piece in pieces:
        if start <= piece.start and piece.end <= end:
            by_type[piece.type].append(piece)
    rows = [row for own in by_type.values() if (row := _without_gap(own, start, end))]
    return min(rows, key=len, default=[])


def _without_gap(pieces: list[Piece], start: date, end: date) -> list[Piece]:
    after: Mapping[date, Piece] = {piece.start: piece for piece in pieces}
    row: list[Piece] = []
    while start < end and start in after:
        row.append(after[start])
        start = after[start].end
    return row if row and start == end else []


def owing_below(obligation: Obligation) -> int:
    """How many units below owe a report for days of this one, none excused; one query."""
    period, excused = obligation.period, Extension.objects.filter(ended_at__isnull=True, relief=Relief.NONE)
    owed = Obligation.objects.filter(
        period__type__unit=obligation.unit_id, period__data_from__gte=period.data_from, period__data_to__lte=period.data_to
    ).exclude(unit=obligation.unit_id)  # fmt: skip
    return owed.exclude(pk__in=excused.values("obligation")).values("unit").distinct().count()


def told_below(received: int, owing: int) -> str:
    """Of how many units the reports were added; where some are missing, of how many of all."""
    return f"{FROM_BELOW} {received} đơn vị" if received >= owing else f"{FROM_BELOW} {received}/{owing} đơn vị"


def from_below(obligation: Obligation) -> list[list[Piece]]:
    """Unit by unit, the accepted reports that units below owe to this unit for the days of an obligation."""
    period = obligation.period
    owed = Obligation.objects.filter(
        period__type__unit=obligation.unit_id, period__data_from__gte=period.data_from, period__data_to__lte=period.data_to
    ).exclude(unit=obligation.unit_id)  # fmt: skip
    return _by_unit(pieces_of(owed, TAKEN), period)


def from_earlier(obligation: Obligation) -> list[list[Piece]]:
    """The unit's own shorter reports that make up the days of an obligation: quarters of a half year."""
    period = obligation.period
    owed = Obligation.objects.filter(
        unit=obligation.unit_id, period__type__unit=period.type.unit_id, period__data_from__gte=period.data_from,
        period__data_to__lte=period.data_to,
    ).exclude(period__data_from=period.data_from, period__data_to=period.data_to)  # fmt: skip
    return _by_unit(pieces_of(owed, OWN), period)


def _by_unit(pieces: list[Piece], period) -> list[list[Piece]]:
    by_unit = defaultdict(list)
    for piece in pieces:
        by_unit[piece.unit].append(piece)
    rows = (chosen(own, period.data_from, period.data_to) for own in by_unit.values())
    return [row for row in rows if row]


def values_in(reports: Iterable[int]) -> dict[int, dict[str, Decimal]]:
    """The values that were reported, by report and key; one query."""
    values: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for report, key, value in ReportFigure.objects.filter(report__in=[*reports], value__isnull=False).values_list(
        "report_id", "key", "value"
    ):
        values[report][key] = value
    return values


def counting(row: list[Piece], nature: str) -> list[Piece]:
    """Of one unit's reports those whose numbers make up its own: of a flow all, of a stock the last one."""
    return row[-1:] if nature == Nature.STOCK else row


def of_row(row: list[Piece], values: Mapping[int, Mapping[str, Decimal]], key: str, nature: str) -> Decimal | None:
    """One unit's number over its reports. None where one is missing."""
    counted = counting(row, nature)
    found = [values.get(piece.report, {}).get(key) for piece in counted]
    known = [one for one in found if one is not None]
    return sum(known, Decimal(0)) if len(known) == len(counted) else None


def added(rows: list[list[Piece]], values, key: str, nature: str) -> Added | None:
    """The sum over the units; None where no unit has written the indicator."""
    found = [(row, number) for row in rows if (number := of_row(row, values, key, nature)) is not None]
    if not found:
        return None
    behind = tuple(piece.report for row, _ in found for piece in counting(row, nature))
    return Added(sum((number for _, number in found), Decimal(0)), len(found), behind)
