"""Kỳ báo cáo: quarters, half year, nine months, year, and any other stretch of days. From included, to excluded."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from common import dates
from common.vietnamese import lower_first

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Span:
    """Which months of a year a kind of period covers, and how it is called before the year."""

    words: str
    first_month: int
    months: int


SPANS = {
    "quy-1": Span("Quý I năm", 1, 3),
    "quy-2": Span("Quý II năm", 4, 3),
    "quy-3": Span("Quý III năm", 7, 3),
    "quy-4": Span("Quý IV năm", 10, 3),
    "6-thang": Span("6 tháng đầu năm", 1, 6),
    "9-thang": Span("9 tháng đầu năm", 1, 9),
    "nam": Span("Năm", 1, 12),
}
QUARTERS = ("quy-1", "quy-2", "quy-3", "quy-4")


class Stretch:
    """Từ ngày đến ngày under a label: what figures are counted in. `year_start` is where the year's figures begin."""

    year: int
    label: str
    start: date
    end: date
    year_start: date

    def __str__(self) -> str:
        return self.label

    @property
    def in_sentence(self) -> str:
        """The label in the middle of a sentence: “quý I năm 2026”."""
        return lower_first(self.label)

    @property
    def begins_the_year(self) -> bool:
        return self.start == self.year_start

    @property
    def starts_at(self) -> datetime:
        """The first instant, by the clock here."""
        return dates.start_of(self.start)

    @property
    def ends_at(self) -> datetime:
        """The first instant after the period, by the clock here."""
        return dates.start_of(self.end)

    @property
    def days(self) -> str:
        """“từ ngày 01/01/2026 đến hết ngày 31/03/2026”."""
        last = date.fromordinal(self.end.toordinal() - 1)
        return f"từ ngày {dates.day(self.start)} đến hết ngày {dates.day(last)}"


@dataclass(frozen=True)
class Period(Stretch):
    """Một kỳ báo cáo, for instance “Quý I năm 2026”. Raises ValueError for a kind or year there is not."""

    year: int
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in SPANS or not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"Không có kỳ báo cáo {self.year}-{self.kind}.")

    @property
    def span(self) -> Span:
        return SPANS[self.kind]

    @property
    def label(self) -> str:
        """“Quý I năm 2026”, “6 tháng đầu năm 2026”, “Năm 2026”."""
        return f"{self.span.words} {self.year}"

    @property
    def slug(self) -> str:
        """As it stands in an address: “2026-quy-1”."""
        return f"{self.year}-{self.kind}"

    @property
    def start(self) -> date:
        return date(self.year, self.span.first_month, 1)

    @property
    def end(self) -> date:
        """The first day after the period."""
        after = self.span.first_month + self.span.months
        return date(self.year + 1, 1, 1) if after > 12 else date(self.year, after, 1)

    @property
    def year_start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def previous(self) -> "Period":
        """The quarter before; for periods that begin the year, the same period of last year."""
        if self.kind in QUARTERS[1:]:
            return Period(self.year, QUARTERS[QUARTERS.index(self.kind) - 1])
        return Period(self.year - 1, QUARTERS[-1]) if self.kind == QUARTERS[0] else self.same_period_last_year

    @property
    def same_period_last_year(self) -> "Period":
        return Period(self.year - 1, self.kind)


@dataclass(frozen=True)
class OwnPeriod(Stretch):
    """A period of an office's own calendar. `months` is how far back the one before it lies (0: as many days)."""

    year: int
    label: str
    start: date
    end: date
    year_start: date
    months: int = 0

    @property
    def kind(self) -> str:
        """None of the ready kinds of the tables."""
        return ""

    @property
    def slug(self) -> str:
        """The period of the tables with the same days, else the year."""
        found = (Period(self.year, kind) for kind in SPANS)
        same = next((one for one in found if (one.start, one.end) == (self.start, self.end)), None)
        return (same or Period(self.year, "nam")).slug

    @property
    def spans_years(self) -> bool:
        """More than twelve months: the same days a year earlier would count most of it again."""
        return self.start < back(self.end, 12)

    @property
    def previous(self) -> "OwnPeriod":
        if self.begins_the_year and self.months > 3:
            return self.same_period_last_year
        if self.months:
            return self._moved(self.months, "Kỳ trước")
        days = self.end - self.start
        return replace(self, label="Kỳ trước", start=self.start - days, end=self.start, year_start=self.start - days)

    @property
    def same_period_last_year(self) -> "OwnPeriod":
        return self._moved(12, "Cùng kỳ năm trước")

    @property
    def follows_last_year(self) -> bool:
        """Whether the period before it is the same period of last year: of six, nine months, a year."""
        return self.previous.start == self.same_period_last_year.start

    def _moved(self, months: int, label: str) -> "OwnPeriod":
        start, end = back(self.start, months), back(self.end, months)
        year_start = self.year_start if start >= self.year_start else back(self.year_start, 12)
        year = self.year if year_start == self.year_start else self.year - 1
        return replace(self, year=year, label=label, start=start, end=end, year_start=year_start)


def back(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of a shorter month where it has none."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    after = date(year + 1, 1, 1) if month == 11 else date(year, month + 2, 1)
    return date(year, month + 1, min(day.day, (after - date(year, month + 1, 1)).days))


def quarter_of(day: date) -> Period:
    """The quarter a day lies in."""
    return Period(day.year, QUARTERS[(day.month - 1) // 3])


def period_of(slug: str) -> Period:
    """“2026-quy-1” as a period. Raises ValueError."""
    year, _, kind = slug.partition("-")
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise ValueError(f"Không có kỳ báo cáo {slug}.")
    return Period(int(year), kind)
