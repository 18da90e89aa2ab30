"""Lịch: weeks from Monday, months, and the file that other calendars read."""

from calendar import Calendar as Weeks
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event

from common import dates
from front.models import Activity

WEEK, MONTH = "tuan", "thang"
MOST_IN_FILE = 1000
HOURS = timedelta(hours=2)


@dataclass(frozen=True)
class Shown:
    """An activity on one day of the calendar. It `leads` where a reader meets it first; a list of days shows only that."""

    activity: Activity
    on: date
    leads: bool

    @property
    def part(self) -> str:
        """“đến 17/11” where it leads, “ngày 2/5” after that; nothing of what lasts a day."""
        one = self.activity
        if not one.ends_on:
            return ""
        number, of = ((last - one.starts_on).days + 1 for last in (self.on, one.ends_on))
        told = [f"ngày {number}/{of}"] if number > 1 else []
        return ", ".join([*told, f"đến {one.ends_on:%d/%m}"] if self.leads else told)


@dataclass
class Day:
    """One day of the calendar; `outside`: it belongs to the month before or after."""

    on: date
    outside: bool = False
    shown: list[Shown] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Whether nothing is met here for the first time."""
        return not any(one.leads for one in self.shown)

    @property
    def name(self) -> str:
        return dates.weekday_date(self.on)


@dataclass(frozen=True)
class View:
    """A week or a month around a day."""

    kind: str
    on: date

    @property
    def weeks(self) -> list[list[date]]:
        if self.kind == WEEK:
            monday = self.on - timedelta(self.on.weekday())
            return [[monday + timedelta(number) for number in range(7)]]
        return Weeks().monthdatescalendar(self.on.year, self.on.month)

    @property
    def first(self) -> date:
        return self.weeks[0][0]

    @property
    def last(self) -> date:
        return self.weeks[-1][-1]

    @property
    def begins(self) -> date:
        """The first day that is the view's own: a month's weeks begin before it."""
        return self.first if self.kind == WEEK else self.on.replace(day=1)

    @property
    def title(self) -> str:
        if self.kind == WEEK:
            return f"Tuần từ {dates.day(self.first)} đến {dates.day(self.last)}"
        return f"Tháng {self.on.month} năm {self.on.year}"

    @property
    def before(self) -> date:
        return self.on - timedelta(7) if self.kind == WEEK else (self.on.replace(day=1) - timedelta(1)).replace(day=1)

    @property
    def after(self) -> date:
        return self.on + timedelta(7) if self.kind == WEEK else (self.on.replace(day=28) + timedelta(4)).replace(day=1)


def filled(view: View, activities: list[Activity]) -> list[list[Day]]:
    """The weeks of the view with what is on in each day."""
    weeks = [[Day(on, view.kind == MONTH and on.month != view.on.month) for on in week] for week in view.weeks]
    days, begins = [day for week in weeks for day in week], view.begins
    for one in activities:
        met = {one.starts_on, max(one.starts_on, begins)}
        first, last = ((on - days[0].on).days for on in (one.starts_on, one.last_day))
        for day in days[max(first, 0) : last + 1]:
            day.shown.append(Shown(one, day.on, leads=day.on in met))
    return weeks


def as_ics(activities: Iterable[Activity], *, host: str, address_of) -> bytes:
    """The activities for another calendar (RFC 5545); the same activity keeps its mark, so that it is not doubled."""
    calendar = Calendar()
    calendar.add("prodid", "-//danvan//Hoat dong Mat tran//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Hoạt động Mặt trận")
    for one in activities:
        calendar.add_component(_event(one, host, address_of(one)))
    return calendar.to_ical()


def _event(one: Activity, host: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"hoat-dong-{one.pk}@{host}")
    event.add("dtstamp", one.written_at)
    event.add("summary", one.name)
    start, end = _times(one)
    event.add("dtstart", start)
    event.add("dtend", end)
    if one.place:
        event.add("location", one.place)
    event.add("description", f"{one.get_kind_display()} – {one.unit}\n{one.about}".strip())
    event.add("url", address)
    return event


def _times(one: Activity) -> tuple[date | datetime, date | datetime]:
    """Whole days (the end excluded), or two hours from the hour that is written."""
    if one.starts_at is None or one.ends_on:
        return one.starts_on, one.last_day + timedelta(1)
    start = timezone.make_aware(datetime.combine(one.starts_on, one.starts_at))
    return start, start + HOURS
