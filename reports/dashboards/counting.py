"""Đếm cho biểu đồ: the dated facts of Biểu 02 (reports.facts), year by year, in three questions whatever is asked.

A figure of several years is the sum of its years, each as Biểu 02 of that year has it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from accounts.enums import DESK_ROLES
from recognition.models import Award
from registrations.models import Registration, RegistrationEvent
from reports.dashboards.asked import Asked
from reports.dashboards.remembered import remembered
from reports.enums import GIVEN, OUTCOMES, Fact
from reports.facts import last_words
from reports.frames import Frame
from reports.periods import Period
from units import scope

FACTS = (Fact.REGISTERED, Fact.EFFECTIVE, Fact.INEFFECTIVE, Fact.STOPPED, Fact.RECOGNISED, Fact.REWARDED)
# What may be counted by, and the column of the registration it is.
COLUMNS = {"kind": "kind", "origin": "origin", "sector": "sector", "level": "highest_level"}
BUCKET, YEAR = "bucket", "year"
OF_REGISTRATION = "registration__"


@dataclass(frozen=True)
class Cube:
    """How many models: by fact, year and whatever else was asked for, in the order of `by`; `at`: counted when."""

    by: tuple[str, ...]
    cells: Counter[tuple]
    at: datetime | None = None

    def along(self, *asked: str) -> Counter[tuple]:
        """The sums by fact and these alone."""
        places = [self.by.index(name) for name in asked]
        sums: Counter[tuple] = Counter()
        for (fact, *values), number in self.cells.items():
            sums[fact, *(values[place] for place in places)] += number
        return sums


def counted(frame: Frame, asked: Asked, years: range, *by: str) -> Cube:
    """The facts of the frame in these years, by year and by names of COLUMNS, or by BUCKET, the row of the frame."""
    found = remembered(frame, asked, f"facts by {by}", lambda: _cells(frame, asked, years, by))
    return Cube((YEAR, *by), found.value, found.at)


def _cells(frame: Frame, asked: Asked, years: range, by: tuple[str, ...]) -> Counter[tuple]:
    cells: Counter[tuple] = Counter()
    for question in (_registered, _outcomes, _given):
        for fact, year, values, number in question(frame, asked, years, by):
            cells[fact, year, *values] += number
    return cells


Found = Iterator[tuple[Fact, int, tuple[Any, ...], int]]


def first_confirmed(frame: Frame, asked: Asked, years: range) -> QuerySet[Registration]:
    """The registrations of Biểu 02 of every year, each with its `counted_year`."""
    confirmed = Registration.objects.confirmed_within(frame.period.start, frame.period.end)
    return inside(confirmed.annotate(counted_year=year_of("confirmed_on", years)), frame, asked, years, prefix="")


def _registered(frame: Frame, asked: Asked, years: range, by: tuple[str, ...]) -> Found:
    confirmed = first_confirmed(frame, asked, years)
    for row in _grouped(confirmed, frame, by, ["counted_year"], Count("pk"), prefix=""):
        yield Fact.REGISTERED, row["counted_year"], _values(row, by, prefix=""), row["models"]


def _outcomes(frame: Frame, asked: Asked, years: range, by: tuple[str, ...]) -> Found:
    """The last word of each year on each model."""
    period = frame.period
    spoken = RegistrationEvent.objects.filter(move__in=OUTCOMES, at__gte=period.starts_at, at__lt=period.ends_at)
    spoken = spoken.annotate(counted_year=year_of("at", years, instants=True))
    last = last_words(inside(spoken, frame, asked, years), spoken, "counted_year")
    for row in _grouped(last, frame, by, ["counted_year", "move"], Count("pk")):
        yield OUTCOMES[row["move"]], row["counted_year"], _values(row, by), row["models"]


def _given(frame: Frame, asked: Asked, years: range, by: tuple[str, ...]) -> Found:
    """A model that several levels recognised in one year counts once in it."""
    issued = Award.objects.issued_within(frame.period.start, frame.period.end)
    awards = inside(issued.annotate(counted_year=year_of("issued_on", years)), frame, asked, years)
    for row in _grouped(awards, frame, by, ["counted_year", "act"], Count("registration", distinct=True)):
        yield GIVEN[row["act"]], row["counted_year"], _values(row, by), row["models"]


def inside(rows: QuerySet, frame: Frame, asked: Asked, years: range, *, prefix: str = OF_REGISTRATION) -> QuerySet:
    """Rows, each of a `counted_year`, of registrations in sight, in the area of that year and asked for.

    The sight as `RegistrationQuerySet.visible_to` has it; that all of it was sent goes without saying, and without reading.
    """
    if frame.position.role not in DESK_ROLES:
        return rows.none()
    sight = scope.inside(frame.position, f"{prefix}scope_path")
    area = frame.inside_each("counted_year", years, prefix)
    return rows.filter(sight, area, asked.of_units(prefix))


def _grouped(
    rows: QuerySet,
    frame: Frame,
    by: tuple[str, ...],
    own: Iterable[str],
    models: Count,
    *,
    prefix: str = OF_REGISTRATION,
) -> QuerySet:
    if BUCKET in by:
        rows = rows.annotate(bucket=frame.bucket(prefix))
    return rows.order_by().values(*own, *_columns(by, prefix)).annotate(models=models)


def _values(row: dict[str, Any], by: tuple[str, ...], *, prefix: str = OF_REGISTRATION) -> tuple[Any, ...]:
    return tuple(row[column] for column in _columns(by, prefix))


def _columns(by: tuple[str, ...], prefix: str) -> list[str]:
    return [name if name == BUCKET else prefix + COLUMNS[name] for name in by]


def year_of(field: str, years: range, *, instants: bool = False) -> Case:
    """The year a day or an instant lies in, by its bounds: no function of the database walks every row."""
    periods = [Period(year, "nam") for year in years]
    ends = [(one.year, one.ends_at if instants else one.end) for one in periods]
    whens = [When(Q(**{f"{field}__lt": end}), then=Value(year)) for year, end in ends]
    return Case(*whens, default=Value(years[-1]), output_field=IntegerField())
