"""Câu hỏi của các danh sách, as it stands in the address."""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from common.keys import key_in
from common.vietnamese import fold
from front.enums import ActivityKind, Resource
from units.querysets import range_end

MONTHS = range(1, 13)
FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS_BACK = 6
# In the address → what is meant.
HELD, PLANNED, TO_TELL, STRUCK = "da-to-chuc", "du-kien", "cho-ghi", "da-huy"
STANDINGS = {
    HELD: "Đã tổ chức", PLANNED: "Dự kiến", TO_TELL: "Chờ ghi kết quả", STRUCK: "Đã hủy",
}  # fmt: skip
GENERAL = "chung"
KINDS = {*ActivityKind.values, *Resource.values}


@dataclass(frozen=True)
class Asked:
    """Which rows: a year (this one, where none is named), perhaps a month, a unit, a kind, a content, a word."""

    year: int
    month: int | None = None
    unit: int | None = None
    kind: str = ""
    content: str = ""
    standing: str = ""
    text: str = ""

    @property
    def days(self) -> tuple[date, date]:
        """First and last day asked for."""
        first, last = self.month or 1, self.month or 12
        return date(self.year, first, 1), date(self.year, last, monthrange(self.year, last)[1])

    @property
    def in_words(self) -> str:
        return f"tháng {self.month} năm {self.year}" if self.month else f"năm {self.year}"

    @property
    def is_chosen_alone(self) -> bool:
        """Whether nothing was typed, and no unit is named: then a question about it may be written beforehand."""
        return not (self.text or self.unit)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.month or self.unit or self.kind or self.content or self.standing or self.text)


def read(data: Mapping[str, str]) -> Asked:
    """The question of an address; what is not known counts as not asked."""
    year, month = key_in(data.get("nam", "")), key_in(data.get("thang", ""))
    kind, content = data.get("loai", ""), data.get("noi-dung", "")
    return Asked(
        year=year if year and FIRST_YEAR <= year <= LAST_YEAR else timezone.localdate().year,
        month=month if month in MONTHS else None,
        unit=key_in(data.get("don-vi", "")),
        kind=kind if kind in KINDS else "",
        content=content if content == GENERAL or key_in(content) else "",
        standing=data.get("tinh-trang", "") if data.get("tinh-trang", "") in STANDINGS else "",
        text=data.get("tim", "").strip()[:100],
    )


def years_offered(chosen: int) -> list[int]:
    """The years to choose from, the latest first."""
    now = timezone.localdate().year
    return sorted({*range(now - YEARS_BACK, now + 2), chosen}, reverse=True)


def activities_asked(activities, asked: Asked, unit_path: str = ""):
    """The activities asked for; `unit_path`: where the unit asked for lies today."""
    found = _narrowed(activities, asked, unit_path, day="starts_on", content="contents", kinds=ActivityKind.values)
    for word in fold(asked.text).split():
        found = found.filter(search_text__contains=word)
    return _of_standing(found, asked.standing)


def contributions_asked(rows, asked: Asked, unit_path: str = ""):
    """The contributions asked for that count."""
    return _narrowed(rows.standing(), asked, unit_path, day="on", content="content", kinds=Resource.values)


def _narrowed(
    rows: QuerySet, asked: Asked, unit_path: str, *, day: str, content: str, kinds: Collection[str]
) -> QuerySet:
    """What every list is asked: the days, the unit, the kind, the content; `day` and `content` are the rows' columns."""
    first, last = asked.days
    found = rows.filter(**{f"{day}__gte": first, f"{day}__lte": last})
    if unit_path:
        found = found.filter(within(unit_path))
    if asked.kind in kinds:
        found = found.filter(kind=asked.kind)
    if asked.content == GENERAL:
        found = found.filter(**{f"{content}__isnull": True})
    elif key := key_in(asked.content):
        found = found.filter(**{content: key})
    return found


def _of_standing(found, standing: str):
    today = timezone.localdate()
    if standing == HELD:
        return found.held()
    if standing == TO_TELL:
        return found.to_tell(today)
    if standing == PLANNED:
        return found.standing().filter(participants__isnull=True, starts_on__gte=today)
    return found.filter(struck_at__isnull=False) if standing == STRUCK else found.standing()


def within(path: str, field: str = "unit__scope_path") -> Q:
    """At and below a path."""
    return Q(**{f"{field}__gte": path, f"{field}__lt": range_end(path)})
