"""Số liệu của Biểu 04: of which rows each is made, said once for counting and for showing the rows behind it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from front.enums import ActivityKind, Donor, Flow, Resource, Source, Use
from front.models import Activity, Contribution, Finding, FundEntry
from registrations.models import Content
from reports.enums import Tree
from reports.frames import Frame
from reports.periods import Stretch

ACTIVITIES, CONTENTS, FINDINGS, GIVEN, FUND = "activities", "contents", "findings", "given", "fund"
MONEY, DIRECT = Q(kind=Resource.MONEY), Q(for_fund=False)
# What passes from one fund to another is neither given anew nor spent.
PASSED_IN, PASSED_OUT = Q(flow=Flow.IN, donor_kind=Donor.FUND), Q(flow=Flow.OUT, use=Use.FUND)


@dataclass(frozen=True)
class Part:
    """The rows of one kind that a figure counts, or whose `value` it adds."""

    rows: str
    where: Q
    value: str = ""


@dataclass(frozen=True)
class Place:
    """Where the rows of a kind are found: their model, their day, the way to their unit now and to their path of then."""

    model: type[Model]
    day: str
    now: str
    then: str = ""


PLACES = {
    ACTIVITIES: Place(Activity, "starts_on", "unit__"),
    # Joined with their contents, they are counted apart from the others.
    CONTENTS: Place(Activity, "starts_on", "unit__"),
    FINDINGS: Place(Finding, "activity__starts_on", "activity__unit__", "activity__"),
    GIVEN: Place(Contribution, "on", "unit__"),
    FUND: Place(FundEntry, "on", "fund__keeper__"),
}
Parts = Mapping[str, tuple[Part, ...]]


def of_activities(period: Stretch, contents: list[Content]) -> Parts:
    """Biểu 04a. An activity of several contents counts in each; what is settled is, by the end of the period."""
    parts = {"all": (Part(ACTIVITIES, Q()),)}
    parts |= {f"kind_{kind}": (Part(ACTIVITIES, Q(kind=kind)),) for kind in ActivityKind.values}
    parts |= {f"content_{one.pk}": (Part(CONTENTS, Q(contents=one.pk)),) for one in contents}
    return parts | {
        "content_none": (Part(CONTENTS, Q(contents__isnull=True)),),
        "participants": (Part(ACTIVITIES, Q(participants__gt=0), "participants"),),
        "findings": (Part(FINDINGS, Q()),),
        "settled": (Part(FINDINGS, Q(settled_on__lt=period.end)),),
    }


def of_resources() -> Parts:
    """Biểu 04b. What was mobilised for the fund, what was paid into it and what was used stand apart."""
    return {
        "money_budget": (Part(GIVEN, MONEY & DIRECT & Q(source=Source.BUDGET), "amount"),),
        "money_social": (Part(GIVEN, MONEY & DIRECT & Q(source=Source.SOCIAL), "amount"),),
        "land": (Part(GIVEN, Q(kind=Resource.LAND), "quantity"),),
        "labour": (Part(GIVEN, Q(kind=Resource.LABOUR), "quantity"),),
        "worth": (Part(GIVEN, Q(kind=Resource.GOODS, amount__gt=0), "amount"),),
        **{
            name: (Part(GIVEN, Q(**{f"{name}__gt": 0}), name), Part(FUND, Q(**{f"{name}__gt": 0}), name))
            for name in ("households", "houses_built", "houses_repaired")
        },
        "fund_given": (Part(GIVEN, Q(for_fund=True), "amount"),),
        "fund_in": (Part(FUND, Q(flow=Flow.IN) & ~Q(donor_kind=Donor.FUND), "amount"),),
        "fund_out": (Part(FUND, Q(flow=Flow.OUT) & ~Q(use=Use.FUND), "amount"),),
        "passed_in": (Part(FUND, PASSED_IN, "amount"),),
        "passed_out": (Part(FUND, PASSED_OUT, "amount"),),
    }


def placed(frame: Frame, rows: str, *, in_period: bool = True) -> QuerySet:
    """The rows of a kind inside the frame, each with the key of the row of the table it belongs to."""
    place = PLACES[rows]
    found = _standing(place.model.objects.visible_to(frame.position))
    if in_period:
        found = found.filter(**{f"{place.day}__gte": frame.period.start, f"{place.day}__lt": frame.period.end})
    return inside(frame, found, place.now, place.then)


def inside(frame: Frame, found: QuerySet, now: str, then: str = "") -> QuerySet:
    """Inside the frame's area by its tree, with `bucket`."""
    by_tree = now if frame.tree == Tree.PRESENT else then
    found = found.filter(frame.inside(now if frame.looks_back else by_tree))
    return found.annotate(bucket=frame.bucket(by_tree))


def _standing(found: QuerySet) -> QuerySet:
    """What counts: activities that were held, what was not struck out."""
    if found.model is Activity:
        return found.held()
    return found if found.model is Finding else found.standing()
