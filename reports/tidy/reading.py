"""Đọc dữ liệu: which registrations are in the set, and what of theirs is dated, piece by piece.

Plain values, never objects: a province has twenty thousand records a year, each with some fifty columns.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from accounts.enums import DESK_ROLES
from common import dates
from evaluation.council import Result, results_for
from evaluation.models import Nomination
from recognition.models import Award
from registrations.models import Plan, Registration, RegistrationEvent, Sector
from registrations.models import Result as Told
from reports.dashboards.asked import Asked
from reports.enums import OUTCOMES, Tree
from reports.frames import Frame
from reports.reading import NAME_THEN, PRESENT_NAME
from units import scope
from units.enums import Nature
from units.models import Level, Unit

OF_REGISTRATION = "registration__"
# What of a registration its rows are made of.
COLUMNS = (
    "pk", "code", "plan_id", "kind", "origin", "title", "sector_id", "highest_level_id", "starts_on", "ends_on", "state",
    "names_then", "path_then", "scope_path", "present_unit_id", "first_sent_at", "confirmed_on", "benefit_amount",
)  # fmt: skip
JOINED = {
    "name_then": NAME_THEN, "unit_nature": F("unit__nature"), "unit_line": F("unit__line"),
    "present_name": PRESENT_NAME, "told_at": F("result__sent_at"),
    "told_amount": F("result__benefit_amount"),
}  # fmt: skip


def models_of(frame: Frame, asked: Asked) -> QuerySet:
    """The keys of everything of the area that was sent, confirmed, reported, judged, decided on or scored in the years:
    one question, of a range of days for each."""
    period = frame.period
    within = {"gte": period.starts_at, "lt": period.ends_at}
    own = (
        Registration.objects.filter(_between("first_sent_at", within)),
        Registration.objects.confirmed_within(period.start, period.end),
    )
    others = (
        Told.objects.filter(_between("sent_at", within)),
        _words(within),
        Award.objects.issued_within(period.start, period.end),
        _concluded(frame),
    )
    sent, confirmed = (_keys(rows, frame, asked, "") for rows in own)
    return sent.union(confirmed, *(_keys(rows, frame, asked, OF_REGISTRATION) for rows in others))


def _keys(rows: QuerySet, frame: Frame, asked: Asked, prefix: str) -> QuerySet:
    """The registrations of some rows, as far as they are in sight (`RegistrationQuerySet.visible_to`), in the area of
    any of the years and asked for."""
    if frame.position.role not in DESK_ROLES:
        return rows.none().values_list(f"{prefix}pk")
    sight = Q(scope.inside(frame.position, f"{prefix}scope_path"), **{f"{prefix}first_sent_at__isnull": False})
    place = frame.inside_any(prefix)
    if frame.area and frame.tree == Tree.THEN:
        place |= Q(frame.inside_now(prefix), **{f"{prefix}path_then": ""})
    return rows.filter(sight, place, asked.of_units(prefix)).order_by().values_list(f"{prefix}pk")


@dataclass
class Dated:
    """What happened to one registration in the years of the set, as far as the set tells."""

    words: list["Word"] = field(default_factory=list)
    awards: list["Given"] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    @property
    def years(self) -> set[int]:
        """In which anything did."""
        told = (*(word.on for word in self.words), *(award.issued_on for award in self.awards))
        return {day.year for day in (*told, *map(concluded_on, self.results))}

    def of_year(self, year: int) -> "Dated":
        return Dated(
            words=[word for word in self.words if word.on.year == year],
            awards=[award for award in self.awards if award.issued_on.year == year],
            results=[one for one in self.results if concluded_on(one).year == year],
        )


class Word(NamedTuple):
    """A word on the effect, on the day by the clock here."""

    move: str
    on: date


class Given(NamedTuple):
    """A line of a published decision."""

    act: str
    level: int
    name: str
    form: str
    money: int | None
    number: str
    issued_on: date
    revoked_on: date | None


@dataclass(frozen=True)
class Known:
    """The few things of which every registration names some, read once."""

    areas: dict[int, tuple[int, str, str]]
    levels: dict[int, str]
    plan_years: dict[int, int]
    sectors: dict[int, tuple[int, str]]


def known() -> Known:
    return Known(
        _known_areas(),
        {level.pk: level.name for level in known_levels()},
        dict(Plan.objects.values_list("pk", "year")),
        {pk: (number, name) for pk, number, name in Sector.objects.values_list("pk", "number", "name")},
    )


def _known_areas() -> dict[int, tuple[int, str, str]]:
    """Areas with a level of their own, those that have ended included: rank, name of today, official code."""
    areas = Unit.objects.filter(nature=Nature.AREA, level__isnull=False)
    return {pk: (rank, name, code) for pk, rank, name, code in areas.values_list("pk", "level__rank", "name", "code")}


def known_levels() -> list[Level]:
    return list(Level.objects.all())


def records(keys: list[int]) -> list[dict[str, Any]]:
    """The registrations of one piece, in the order of their keys."""
    rows = Registration.objects.filter(pk__in=keys).order_by("pk")
    return list(rows.values(*COLUMNS, **JOINED))


def dated_facts(frame: Frame, keys: list[int]) -> dict[int, Dated]:
    """Of one piece of the set; the same few questions whatever its length."""
    period = frame.period
    found: dict[int, Dated] = defaultdict(Dated)
    words = _words({"gte": period.starts_at, "lt": period.ends_at}).filter(registration__in=keys).order_by("at", "pk")
    for registration, move, at in words.values_list("registration", "move", "at"):
        found[registration].words.append(Word(move, dates.day_of(at)))
    given = Award.objects.issued_within(period.start, period.end).filter(registration__in=keys)
    columns = ("act", "level", "name", "form", "money", "decision__number", "issued_on", "revoked_on")
    for registration, *line in given.order_by("issued_on", "pk").values_list("registration", *columns):
        found[registration].awards.append(Given(*line))
    nominations = _concluded(frame).filter(registration__in=keys).for_results().order_by("pk")
    for result in results_for(nominations, named=False):
        found[result.nomination.registration_id].results.append(result)
    return found


def concluded_on(result: Result) -> date:
    return dates.day_of(result.nomination.round.concluded_at)


def _words(within: dict[str, Any]) -> QuerySet[RegistrationEvent]:
    return RegistrationEvent.objects.filter(_between("at", within), move__in=OUTCOMES)


def _concluded(frame: Frame) -> QuerySet[Nomination]:
    """As Biểu 03 reads them: what the position may see of concluded rounds."""
    period = frame.period
    return Nomination.objects.visible_to(frame.position).filter(
        round__concluded_at__gte=period.starts_at, round__concluded_at__lt=period.ends_at
    )


def _between(name: str, bounds: dict[str, Any]) -> Q:
    return Q(**{f"{name}__{how}": bound for how, bound in bounds.items()})
