"""Danh sách của phòng Mặt trận, page by page: asked by questions written once, where the address says all."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from common.paging import COUNTED_TO, Page, page_of, page_of_written
from common.written import ask, ask_records
from front.asked import Asked, activities_asked, contributions_asked, within
from front.calendars import MOST_IN_FILE
from front.models import Activity, Contribution, Finding
from front.querysets import ACTIVITY_LISTED, CONTRIBUTION_LISTED, FINDING_LISTED, ON_A_DAY
from front.resources import summed, sums
from front.tables import in_words
from registrations.models import Content
from units.models import Unit

IN_CONTENT = Activity.contents.through
CONTENT_TOLD = ("activity", "content__number", "content__short_name")


def path_of(position, key: int | None) -> str:
    """Where a unit asked for lies today, if the position sees it; else nothing."""
    if not key:
        return ""
    return Unit.objects.visible_to(position).filter(pk=key).values_list("scope_path", flat=True).first() or ""


def activities_of(position, asked: Asked, *, by_unit: bool = False) -> QuerySet:
    """The activities in sight that are asked for."""
    seen = Activity.objects.visible_to(position, by_unit=by_unit)
    return activities_asked(seen, asked, path_of(position, asked.unit))


def activities_page(position, asked: Asked, number: str | None) -> Page:
    """A page of them, each with `told_contents`."""
    if asked.is_chosen_alone:
        of = (position, asked)
        page = page_of_written(Activity, _activities, _counted_activities, *of, asked=number, only=ACTIVITY_LISTED)
    else:
        page = page_of(_activities(position, asked), number)
    _tell_contents(page.rows)
    return page


def _activities(position, asked: Asked) -> QuerySet:
    return activities_of(position, asked).for_list()


def _counted_activities(position, asked: Asked) -> QuerySet:
    return activities_of(position, asked, by_unit=True)


def _tell_contents(activities: list[Activity]) -> None:
    """The contents of the campaign that each is about, in one question for all."""
    told: dict[int, list[Content]] = defaultdict(list)
    keys = tuple(one.pk for one in activities)
    for link in ask_records(IN_CONTENT, _in_contents, only=CONTENT_TOLD, about=keys) if keys else ():
        told[link.activity_id].append(link.content)
    for one in activities:
        one.told_contents = in_words(told[one.pk])


def _in_contents(activities: Iterable[int]) -> QuerySet:
    links = IN_CONTENT.objects.filter(activity__in=activities)
    return links.order_by("content__movement", "content__number")


def contributions_of(position, asked: Asked, *, by_unit: bool = False) -> QuerySet:
    """The contributions in sight that are asked for and count."""
    seen = Contribution.objects.visible_to(position, by_unit=by_unit)
    return contributions_asked(seen, asked, path_of(position, asked.unit))


def contributions_page(position, asked: Asked, number: str | None) -> tuple[Page, dict[str, Decimal]]:
    """A page of them, and what all of them come to."""
    if not asked.is_chosen_alone:
        found = contributions_of(position, asked)
        told = sums(found)
        return page_of(found.for_list(), number, total=_counted(told)), told
    (told,) = ask(_sums, position, asked)
    page = page_of_written(
        Contribution, _contributions, contributions_of, position, asked, asked=number, only=CONTRIBUTION_LISTED,
        total=_counted(told),
    )  # fmt: skip
    return page, told


def _contributions(position, asked: Asked) -> QuerySet:
    return contributions_of(position, asked).for_list()


def _sums(position, asked: Asked) -> QuerySet:
    return summed(contributions_of(position, asked, by_unit=True))


def _counted(told: dict) -> int:
    return min(told["count"], COUNTED_TO + 1)


def findings_page(position, number: str | None, *, everything: bool) -> Page:
    """What is followed, or all of it."""
    return page_of_written(Finding, _findings, _seen_findings, position, everything, asked=number, only=FINDING_LISTED)


def _findings(position, everything: bool) -> QuerySet:
    return _seen_findings(position, everything).for_list()


def _seen_findings(position, everything: bool) -> QuerySet:
    found = Finding.objects.visible_to(position)
    return found if everything else found.waiting()


def on_days(position, first: date, last: date, unit: int | None) -> QuerySet:
    """What stands on these days, in the areas or at and below the unit asked for."""
    found = Activity.objects.visible_to(position, by_unit=True).standing().between(first, last)
    if path := path_of(position, unit):
        found = found.filter(within(path))
    return found.select_related("unit").order_by("starts_on", "starts_at", "pk")[:MOST_IN_FILE]


def shown_on_days(position, first: date, last: date, unit: int | None) -> list[Activity]:
    """The same with what a calendar shows of it."""
    if unit:
        return list(on_days(position, first, last, unit))
    return ask_records(Activity, on_days, position, first, last, None, only=ON_A_DAY)
