"""Đọc dữ liệu: which registrations are in the set, and what of theirs is dated, piece by piece."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from evaluation.council import Result, results_for
from evaluation.models import Nomination
from recognition.models import Award
from registrations.models import Receipt, Registration, RegistrationEvent
from reports import facts
from reports.dashboards.asked import Asked
from reports.enums import OUTCOMES
from reports.frames import Frame
from units.enums import Nature
from units.models import Level, Unit

JOINED = ("plan", "sector", "unit", "present_unit", "highest_level", "result")


def models_of(frame: Frame, asked: Asked) -> QuerySet[Registration]:
    """Everything of the area that was sent, confirmed, reported, judged, decided on or scored in the years."""
    period = frame.period
    within = {"gte": period.starts_at, "lt": period.ends_at}
    dated = (
        Q(_between("first_sent_at", within))
        | Q(_between("result__sent_at", within))
        | Q(pk__in=facts.registered_within(frame, period.start, period.end).values("registration"))
        | Q(pk__in=_words(within).values("registration"))
        | Q(pk__in=facts.awards_in(frame).order_by().values("registration"))
        | Q(pk__in=_concluded(frame).order_by().values("registration"))
    )
    place = frame.inside() | Q(frame.inside_now(), path_then="")
    return Registration.objects.visible_to(frame.position).filter(place, asked.of_units()).filter(dated)


@dataclass
class Dated:
    """What happened to one registration, as far as the set tells."""

    confirmed_on: Any = None
    words: list[RegistrationEvent] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)


def dated_facts(frame: Frame, models: list[Registration]) -> dict[int, Dated]:
    """Of one piece of the set; the same few questions whatever its length."""
    keys = [one.pk for one in models]
    period, found = frame.period, defaultdict(Dated)
    for receipt in Receipt.objects.visible_to(frame.position).filter(registration__in=keys, is_first=True):
        found[receipt.registration_id].confirmed_on = receipt.confirmed_on
    within = {"gte": period.starts_at, "lt": period.ends_at}
    for event in _words(within).filter(registration__in=keys).order_by("at", "pk"):
        found[event.registration_id].words.append(event)
    given = Award.objects.visible_to(frame.position).issued_within(period.start, period.end)
    for award in given.filter(registration__in=keys).select_related("decision", "level").order_by("issued_on", "pk"):
        found[award.registration_id].awards.append(award)
    nominations = _concluded(frame).filter(registration__in=keys).for_results().order_by("pk")
    for result in results_for(nominations):
        found[result.nomination.registration_id].results.append(result)
    return found


def known_areas() -> dict[int, tuple[int, str, str]]:
    """Areas with a level of their own, those that have ended included: rank, name of today, official code."""
    areas = Unit.objects.filter(nature=Nature.AREA, level__isnull=False)
    return {pk: (rank, name, code) for pk, rank, name, code in areas.values_list("pk", "level__rank", "name", "code")}


def known_levels() -> list[Level]:
    return list(Level.objects.all())


def local_day(instant: Any) -> Any:
    return timezone.localdate(instant) if instant else None


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


def pieces(models: QuerySet[Registration], size: int) -> Iterable[list[Registration]]:
    """The set in its order, so many at a time."""
    piece: list[Registration] = []
    for one in models.select_related(*JOINED).prefetch_related("levels").order_by("pk").iterator(size):
        piece.append(one)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece
