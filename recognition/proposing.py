"""Ai được đề nghị: which models may stand on a decision, and what a concluded round says of them."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from common.vietnamese import fold
from evaluation.council import Result, results_for
from evaluation.models import Grade, Nomination, Round
from recognition.enums import Act
from recognition.models import Award, Decision, Elevation
from registrations.enums import Kind, State
from registrations.models import Registration

ANY_GRADE = "moi"
MOST_OFFERED = 300


@dataclass(frozen=True)
class Candidate:
    """A model that may be put on a decision, with what the council gave where there was one."""

    registration: Registration
    points: Decimal | None = None
    verdict: str = ""
    is_proposed: bool = False
    # By whom below it was put forward, and with which paper.
    nominated: str = ""


def in_the_running(position, decision: Decision):
    """Effective models of the year that the position sees; for recognition only those not yet recognised at the level.

    `recognised`, `rewarded`: whether one already is, at the level in the year.
    """
    models = Registration.objects.visible_to(position).of_year(decision.year).filter(state=State.EFFECTIVE)
    models = models.select_related("present_unit", "unit", "highest_level", "sector")
    given = Award.objects.standing().filter(level=decision.level_id, year=decision.year, registration=OuterRef("pk"))
    found = models.annotate(recognised=Exists(given.recognitions()), rewarded=Exists(given.filter(act=Act.REWARD)))
    return found.filter(recognised=False) if decision.act == Act.RECOGNITION else found


def rounds_for(position, *, year: int | None = None):
    """The concluded rounds the position sees, the latest first."""
    seen = Round.objects.visible_to(position).concluded().select_related("plan")
    return (seen.filter(plan__year=year) if year else seen).order_by("-concluded_at", "-pk")


def grades_of(round: Round) -> list[Grade]:
    """The grades of the round's criteria sets, best first; one name once."""
    sets = [key for key in (round.collective_set_id, round.individual_set_id) if key]
    grades = Grade.objects.filter(criteria_set__in=sets).order_by("-lower", "pk")
    return list({grade.name: grade for grade in grades}.values())


def from_round(position, decision: Decision, grade: str) -> list[Candidate]:
    """The dossiers of the decision's round that may stand on it, in the council's order; reached `grade`: proposed."""
    nominations = Nomination.objects.visible_to(position).filter(round=decision.round)
    nominations = nominations.for_results()
    allowed = {one.pk: one for one in in_the_running(position, decision)
               .filter(nominations__round=decision.round).exclude(awards__decision=decision)}  # fmt: skip
    reached = _names_from(decision.round, grade)
    return [
        _candidate(result, allowed[key], reached)
        for result in results_for(nominations, named=False)
        if (key := result.nomination.registration_id) in allowed
    ]


def _names_from(round: Round, grade: str) -> set[str]:
    """The chosen grade and all better ones, by name."""
    names = [one.name for one in grades_of(round)]
    if grade == ANY_GRADE or grade not in names:
        return set(names)
    return set(names[: names.index(grade) + 1])


def _candidate(result: Result, registration: Registration, reached: set[str]) -> Candidate:
    return Candidate(registration, result.shown_final, result.verdict, result.grade in reached)


def from_effective(position, decision: Decision, *, text: str = "", kind: str = "", own_level: bool = True):
    """Effective models by a search; those registered at the decision's level unless all are asked for."""
    models = in_the_running(position, decision).exclude(awards__decision=decision)
    if own_level:
        models = models.filter(levels=decision.level_id)
    if kind in Kind.values:
        models = models.filter(kind=kind)
    for word in fold(text).split():
        models = models.filter(search_text__contains=word)
    return models.order_by("kind", "sort_key", "pk")


def nominated_to(decision: Decision):
    """What offices below have put forward to the level of the decision."""
    return Elevation.objects.open().filter(level=decision.level_id)


def from_below(position, decision: Decision):
    """Được cấp dưới đề nghị: models put forward to this level that may stand on the decision."""
    asked = nominated_to(decision).filter(award__registration=OuterRef("pk"))
    models = in_the_running(position, decision).exclude(awards__decision=decision)
    return models.filter(Exists(asked)).order_by("kind", "sort_key", "pk")


def with_nominations(decision: Decision, candidates: list[Candidate]) -> list[Candidate]:
    """The same candidates with what was written from below; one question for all."""
    keys = [one.registration.pk for one in candidates]
    asked = nominated_to(decision).filter(award__registration__in=keys).select_related("award__decision__unit")
    told = {one.award.registration_id: one.told for one in asked.order_by("at")}
    return [replace(one, nominated=told.get(one.registration.pk, "")) for one in candidates]


def standing_of(decision: Decision, text: str = ""):
    """What the office has given and may take back."""
    awards = Award.objects.standing().filter(decision__unit=decision.unit_id).exclude(revocations__decision=decision)
    for word in fold(text).split():
        awards = awards.filter(Q(search_text__contains=word) | Q(serial=word))
    return awards.select_related("decision", "registration").order_by("-issued_on", "kind", "sort_key", "pk")
