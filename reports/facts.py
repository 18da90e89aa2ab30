"""Sự kiện có ngày: receipts and events counted inside a frame. What happens later never changes them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from accounts.enums import DESK_ROLES
from common.written import ask, ask_values
from recognition.models import Award
from registrations.models import Quota, Registration, RegistrationEvent
from registrations.querysets import in_sight
from reports.enums import GIVEN, OUTCOMES, Fact, Tree
from reports.frames import REST, Frame, RowUnit
from reports.periods import Stretch
from reports.questions import KINDS, NO_SECTOR, ORIGINS, Question

Figures = Mapping[int, Counter[str]]


def registered_within(frame: Frame, start, end) -> QuerySet[Registration]:
    """Those inside the frame's area that were first confirmed from `start` (included) to `end` (excluded)."""
    return Registration.objects.filter(_seen(frame)).confirmed_within(start, end)


def _seen(frame: Frame, prefix: str = "") -> Q:
    """In sight and inside the frame. Only offices count: not a registrant, who sees the own models."""
    sight = in_sight(frame.position, prefix) if frame.position.role in DESK_ROLES else Q(pk__in=[])
    return sight & frame.inside(prefix) & frame.of_level(prefix)


def registered_since(frame: Frame) -> date | None:
    """The first day on which anything was confirmed inside the frame's area, if before the end of its period."""
    return registered_within(frame, date.min, frame.period.end).aggregate(first=Min("confirmed_on"))["first"]


def outcomes_in(frame: Frame) -> QuerySet[RegistrationEvent]:
    """The last word on the effect of each model in the period: effective, not effective, or stopped."""
    period = frame.period
    spoken = RegistrationEvent.objects.filter(move__in=OUTCOMES, at__gte=period.starts_at, at__lt=period.ends_at)
    return last_words(spoken.filter(_seen(frame, "registration__")), spoken)


def last_words(seen: QuerySet[RegistrationEvent], spoken: QuerySet[RegistrationEvent], *same: str) -> QuerySet:
    """Of the words that are `seen`, those after which nothing was `spoken` of the same model, and the `same` besides.

    Few models are spoken of twice: only for those a later word is looked for.
    """
    twice = spoken.order_by().values("registration").annotate(words=Count("pk")).filter(words__gt=1)
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    after = spoken.filter(later, **{name: OuterRef(name) for name in ("registration", *same)})
    return seen.exclude(Q(registration__in=twice.values("registration")) & Q(Exists(after)))


def _registered(frame: Frame) -> QuerySet:
    periods = (frame.period, frame.period.previous, frame.period.same_period_last_year)
    first = min(frame.period.year_start, *(period.start for period in periods))
    return (
        registered_within(frame, first, frame.period.end)
        .annotate(bucket=frame.bucket())
        .values("bucket", "kind", "origin", "sector")
        .annotate(
            now=Count("pk", filter=_in(frame.period)),
            since=Count("pk", filter=Q(confirmed_on__gte=frame.period.year_start)),
            previous=Count("pk", filter=_in(periods[1])),
            last_year=Count("pk", filter=_in(periods[2])),
        )
        .order_by()
    )


def count_registered(frame: Frame) -> dict[int, Counter[str]]:
    """Per row: all, by kind, by origin and kind, by sector; since new year; and in the periods to compare with."""
    figures: dict[int, Counter[str]] = {}
    for group in ask(_registered, frame):
        kind, origin, sector = group["kind"], group["origin"], group["sector"]
        now = group["now"]
        added = {
            "all": now, f"all_{kind}": now, f"{origin}_{kind}": now, f"sector_{sector}": now,
            "since": group["since"], f"since_{kind}": group["since"],
            "previous": group["previous"], "last_year": group["last_year"],
        }  # fmt: skip
        figures.setdefault(group["bucket"], Counter()).update(added)
    return figures


def _by_outcome(frame: Frame) -> QuerySet:
    return (
        outcomes_in(frame)
        .annotate(bucket=frame.bucket("registration__"))
        .values("bucket", "registration__kind", "move")
        .annotate(models=Count("pk"))
        .order_by()
    )


def count_outcomes(frame: Frame) -> dict[int, Counter[str]]:
    """Per row: effective, not effective, stopped, each by kind."""
    figures: dict[int, Counter[str]] = {}
    for group in ask(_by_outcome, frame):
        name = f"{OUTCOMES[group['move']].name.lower()}_{group['registration__kind']}"
        figures.setdefault(group["bucket"], Counter())[name] += group["models"]
    return figures


def awards_in(frame: Frame) -> QuerySet[Award]:
    """What decisions dated in the period gave; one that was taken back later was given all the same."""
    given = Award.objects.visible_to(frame.position).issued_within(frame.period.start, frame.period.end)
    return given.filter(frame.inside("registration__"), frame.of_level("registration__"))


def _by_act(frame: Frame) -> QuerySet:
    return (
        awards_in(frame)
        .annotate(bucket=frame.bucket("registration__"))
        .values("bucket", "kind", "act")
        .annotate(models=Count("registration", distinct=True))
        .order_by()
    )


def count_awards(frame: Frame) -> dict[int, Counter[str]]:
    """Per row: models recognised and rewarded, each by kind; one that several levels recognised counts once."""
    figures: dict[int, Counter[str]] = {}
    for group in ask(_by_act, frame):
        name = f"{GIVEN[group['act']].name.lower()}_{group['kind']}"
        figures.setdefault(group["bucket"], Counter())[name] += group["models"]
    return figures


def count_quotas(frame: Frame) -> dict[int, Counter[str]]:
    """Chỉ tiêu giao per row: what plans of the year ask of exactly these units (their own units below not added).

    By the tree of then it stands with the unit that was asked; by the present tree with the one that answers for it
    now, which may be the area itself where a unit below it has ended. Of one level nothing is asked: none.
    """
    rows = {place.pk: row.key for row in frame.rows for place in row.units if place.of_year}
    figures: dict[int, Counter[str]] = {}
    for unit, kind, asked in ask_values(_asked_of, frame):
        figures.setdefault(rows.get(unit, REST), Counter())[f"quota_{kind}"] += asked
    return figures


def _asked_of(frame: Frame) -> QuerySet:
    return quotas_in(frame).values_list(_answers(frame), "kind", "models_asked")


def quotas_in(frame: Frame) -> QuerySet[Quota]:
    """The rows those numbers are added up from."""
    if frame.question.level:
        return Quota.objects.none()
    asked = [place.pk for row in frame.rows for place in row.units if place.of_year]
    asked_of = Q(**{f"{_answers(frame)}__in": asked})
    if frame.tree == Tree.PRESENT and frame.area and frame.area.pk not in asked:
        asked_of |= Q(present_unit=frame.area.pk, plan__scope_path__in=frame.area.paths)
    return Quota.objects.filter(asked_of, plan__year=frame.period.year)


def _answers(frame: Frame) -> str:
    return "unit" if frame.tree == Tree.THEN else "present_unit"


def merged(*parts: Figures) -> dict[int, Counter[str]]:
    """One set of figures per row out of several."""
    figures: dict[int, Counter[str]] = {}
    for part in parts:
        for key, counter in part.items():
            figures.setdefault(key, Counter()).update(counter)
    return figures


def models_behind(frame: Frame, question: Question) -> QuerySet[Registration]:
    """The registrations that make a number: what a click on it shows."""
    models = Registration.objects.visible_to(frame.position).filter(frame.inside(), frame.of_level())
    models = _of_fact(models, frame, Fact(question.fact))
    if question.part:
        row = next((row for row in frame.rows if row.question.part == question.part), None)
        models = in_row(models, frame, row) if row else models.none()
    if question.kind:
        models = models.filter(kind=KINDS[question.kind])
    if question.origin:
        models = models.filter(origin=ORIGINS[question.origin])
    if question.sector:
        models = models.filter(_of_sector(question.sector))
    return models


def in_row(models: QuerySet[Registration], frame: Frame, row: RowUnit) -> QuerySet[Registration]:
    """Only those that belong to one row of the frame."""
    return models.annotate(bucket=frame.bucket()).filter(bucket=row.key)


def _of_sector(sector: str) -> Q:
    return Q(sector=None) if sector == NO_SECTOR else Q(sector__in=keys_in(sector))


def _of_fact(models: QuerySet[Registration], frame: Frame, fact: Fact) -> QuerySet[Registration]:
    period = frame.period
    if fact in OUTCOMES.values():
        move = next(move for move, meant in OUTCOMES.items() if meant == fact)
        return models.filter(pk__in=outcomes_in(frame).filter(move=move).values("registration"))
    if fact in GIVEN.values():
        act = next(act for act, meant in GIVEN.items() if meant == fact)
        return models.filter(pk__in=awards_in(frame).filter(act=act).order_by().values("registration"))
    start = period.year_start if fact == Fact.SINCE_NEW_YEAR else period.start
    return models.confirmed_within(start, period.end)


def standing_at(instant) -> Subquery:
    """The state in which the history leaves a registration just before an instant."""
    events = RegistrationEvent.objects.filter(registration=OuterRef("pk"), at__lt=instant)
    return Subquery(events.order_by("-at", "-pk").values("target")[:1])


def keys_in(text: str) -> list[int]:
    """The key written in an address, or none."""
    return [int(text)] if text.isascii() and text.isdigit() and len(text) < 18 else []


def _in(period: Stretch) -> Q:
    return Q(confirmed_on__gte=period.start, confirmed_on__lt=period.end)
