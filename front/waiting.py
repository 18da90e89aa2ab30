"""Bàn làm việc của cán bộ Mặt trận: what waits, the figures and the models by content, as parts of one question."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import BigIntegerField, Count, F, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone

from common import dates
from common.cells import address_by_key
from common.desk import WorkLine
from common.parts import Question, counted, most, rows_of
from front.enums import Resource
from front.models import Activity, Contribution, Finding, WorkTask
from registrations.models import Content, Registration
from units import scope

# A task is told of so many days before it is due.
SOON = timedelta(days=14)
MOST_LINES = 6
MINE, GIVEN, TO_TELL, OVERDUE, BELOW = "front-mine", "front-given", "front-to-tell", "front-overdue", "front-below"
HELD, MOBILISED, CONTENTS = "front-held", "front-mobilised", "front-contents"
THIS_YEAR, LAST_YEAR = "nay", "truoc"
OF_PLAN = "kế hoạch năm của Mặt trận"


def _mine(position) -> QuerySet:
    """Tasks of the own body that are due soon or late, and not told done."""
    due = _due(position).filter(scope.of_office(position, "unit")).order_by("item__due_on", "pk")
    return most(MINE, due, MOST_LINES, said=F("item__title"), due=F("item__due_on"))


def _given(position) -> QuerySet:
    """Items of the own plan given to others: how many of them have not told it done."""
    others = _due(position).filter(scope.of_office(position, "item__issuer")).exclude(scope.of_office(position, "unit"))
    by = {"within": F("item"), "said": F("item__title"), "due": F("item__due_on")}
    return counted(GIVEN, others, by=by, count=Count("pk"))


def _due(position) -> QuerySet:
    return WorkTask.objects.visible_to(position).waiting().filter(item__due_on__lte=timezone.localdate() + SOON)


def _to_tell(position) -> QuerySet:
    """Activities of the own book whose day has passed, without a word of how they went."""
    passed = (
        Activity.objects.visible_to(position).to_tell(timezone.localdate()).filter(scope.of_office(position, "keeper"))
    )
    return most(TO_TELL, passed.order_by("starts_on", "pk"), MOST_LINES + 1, said=F("name"), due=F("starts_on"))


def _overdue(position) -> QuerySet:
    """Findings of the own book past the day by which they were to be settled."""
    own = Finding.objects.visible_to(position).overdue().filter(scope.of_office(position, "activity__keeper"))
    facts = {"said": F("text"), "of": F("addressee"), "due": F("due_on")}
    return most(OVERDUE, own.order_by("due_on", "pk"), MOST_LINES, **facts)


def _below(position) -> QuerySet:
    """How many findings in the books of others in sight are overdue."""
    others = Finding.objects.visible_to(position).overdue().exclude(scope.of_office(position, "activity__keeper"))
    return counted(BELOW, others, by={}, count=Count("pk"))


def _held(position) -> QuerySet:
    """Activities held this month, and how many took part (`within`)."""
    today = timezone.localdate()
    held = (
        Activity.objects.visible_to(position, by_unit=True)
        .held()
        .filter(starts_on__gte=today.replace(day=1), starts_on__lte=today)
    )
    return counted(HELD, held, by={}, count=Count("pk"), within=_sum("participants"))


def _mobilised(position) -> QuerySet:
    """Money from the first day of the year until today, and on the same days of the year before (`of` says which)."""
    seen = Contribution.objects.visible_to(position, by_unit=True).standing().filter(kind=Resource.MONEY)
    today = timezone.localdate()
    now = _money(seen, THIS_YEAR, today)
    return now.union(_money(seen, LAST_YEAR, dates.years_later(today, -1)), all=True)


def _money(seen: QuerySet, which: str, until: date) -> QuerySet:
    days = seen.filter(on__gte=until.replace(month=1, day=1), on__lte=until)
    return counted(MOBILISED, days, by={"of": Value(which)}, within=_sum("amount"), count=Count("pk"))


def _contents(position) -> QuerySet:
    """Models of the year in sight by content of the campaign; one of several contents counts in each."""
    seen = Registration.objects.visible_to(position).of_year(timezone.localdate().year)
    joined = seen.filter(contents__in=Content.objects.of_campaign().order_by().values("pk"))
    by = {"key": F("contents"), "said": F("contents__short_name"), "within": F("contents__number")}
    return counted(CONTENTS, joined, by=by, count=Count("pk"))


def _sum(field: str):
    """As a whole number, whatever the database adds it into."""
    return Cast(Coalesce(Sum(field), 0), BigIntegerField())


QUESTIONS: dict[str, Question] = {
    MINE: _mine, GIVEN: _given, TO_TELL: _to_tell, OVERDUE: _overdue, BELOW: _below, HELD: _held, MOBILISED: _mobilised,
    CONTENTS: _contents,
}  # fmt: skip


def rows(position, what: str) -> list[dict]:
    return rows_of(position, what, QUESTIONS[what])


def lines(position) -> list[WorkLine]:
    """Việc cần làm: what has a day first, by its day."""
    found = [*_task_lines(rows(position, MINE)), *_given_lines(rows(position, GIVEN))]
    found += _finding_lines(rows(position, OVERDUE))
    found.sort(key=lambda line: (line.due_on, line.title))
    return [*_told_lines(rows(position, TO_TELL)), *found, *_below_lines(rows(position, BELOW))]


def _task_lines(given: list[dict]) -> Iterator[WorkLine]:
    address = address_by_key("front:tell_done")
    return _dated((f"Báo đã làm: {row['said']}", address(row["key"]), OF_PLAN, row["due"]) for row in given)


def _given_lines(items: list[dict]) -> Iterator[WorkLine]:
    address = address_by_key("front:work_item")
    return _dated(
        (f"{row['count']} nơi chưa báo đã làm: {row['said']}", address(row["within"]), OF_PLAN, row["due"])
        for row in items
    )


def _finding_lines(overdue: list[dict]) -> Iterator[WorkLine]:
    address = address_by_key("front:follow_up")
    return _dated(
        (f"Kiến nghị chưa giải quyết: {row['said']}", address(row["key"]), f"kiến nghị với {row['of']}", row["due"])
        for row in overdue
    )


def _dated(lines: Iterable[tuple[str, str, str, date]]) -> Iterator[WorkLine]:
    """The lines with their days, late or not."""
    today = timezone.localdate()
    return (WorkLine(title, address, note, due_on=due, late=due < today) for title, address, note, due in lines)


def _told_lines(passed: list[dict]) -> list[WorkLine]:
    """One for each of the first; one for all the others."""
    passed = sorted(passed, key=lambda row: (row["due"], row["key"]))
    found = [
        WorkLine(f"Ghi kết quả: {row['said']}", reverse("front:edit_activity", args=[row["key"]]),
                 f"hoạt động ngày {dates.day(row['due'])}")
        for row in passed[:MOST_LINES]
    ]  # fmt: skip
    if len(passed) > MOST_LINES:
        found.append(
            WorkLine("Còn hoạt động khác chờ ghi kết quả", f"{reverse('front:activities')}?tinh-trang=cho-ghi")
        )
    return found


def _below_lines(others: list[dict]) -> list[WorkLine]:
    return [
        WorkLine(f"{row['count']} kiến nghị của các nơi bên dưới quá hạn giải quyết", reverse("front:findings"))
        for row in others
        if row["count"]
    ]
