"""Những dòng đứng sau một số của Biểu 04: what a click on it shows, and what they come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from front.models import Activity, Contribution, Finding
from registrations.models import Content
from reports.campaign.counting import plain
from reports.campaign.measures import Part, of_activities, of_resources, placed
from reports.frames import Frame

MOST_SHOWN = 1000
JOINED = {
    "activities": ("unit",), "contents": ("unit",), "findings": ("activity__unit",), "given": ("unit",),
    "fund": ("fund__keeper",),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row behind a figure."""

    on: date
    name: str
    unit: str
    value: Any
    url: str


def parts_of(frame: Frame, key: str) -> tuple[Part, ...]:
    """Of which rows a figure is made; none for a key there is not."""
    parts = of_resources()
    if key not in parts:
        parts = of_activities(frame.period, list(Content.objects.of_campaign()))
    return parts.get(key, ())


def rows_behind(frame: Frame, parts: tuple[Part, ...]) -> list[Row]:
    """The rows, by day; of the one row of the table the question names, or of all."""
    wanted = _key_of_row(frame)
    found = [row for part in parts for row in _rows(frame, part, wanted)]
    return sorted(found, key=lambda row: row.on)[:MOST_SHOWN]


def total(rows: list[Row]) -> Any:
    return sum(row.value for row in rows)


def _key_of_row(frame: Frame) -> int | None:
    part = frame.question.part
    return next((row.key for row in frame.rows if part and row.question.part == part), None)


def _rows(frame: Frame, part: Part, wanted: int | None) -> Iterator[Row]:
    found: QuerySet = placed(frame, part.rows).filter(part.where)
    if frame.question.part:
        found = found.filter(bucket=wanted) if wanted is not None else found.none()
    for one in found.select_related(*JOINED[part.rows]):
        yield row_of(one, part.value)


def row_of(one, column: str) -> Row:
    """A row of the book with what its `column` adds; without one it counts as 1."""
    value = plain(getattr(one, column)) if column else 1
    if isinstance(one, Activity):
        return Row(one.starts_on, one.name, str(one.unit), value, reverse("front:activity", args=[one.pk]))
    if isinstance(one, Finding):
        activity = one.activity
        return Row(
            activity.starts_on, one.text, str(activity.unit), value, reverse("front:activity", args=[activity.pk])
        )
    if isinstance(one, Contribution):
        address = f"{reverse('front:contributions')}?nam={one.on.year}&thang={one.on.month}&don-vi={one.unit_id}"
        return Row(one.on, one.purpose, str(one.unit), value, address)
    address = f"{reverse('front:fund', args=[one.fund_id])}?nam={one.on.year}"
    return Row(one.on, f"{one.get_flow_display()}: {one.about}", str(one.fund.keeper), value, address)
