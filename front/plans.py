"""Kế hoạch năm: the items with how far they are, and how far each body is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Case, F, QuerySet, When
from django.utils import timezone

from common.written import ask, ask_records
from documents.table import Column, Table
from front.models import WorkItem, WorkTask

COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("title", "Việc", width=40),
    Column("kind", "Loại việc", width=20),
    Column("issuer", "Kế hoạch của", width=24),
    Column("due", "Hạn", width=12),
    Column("units", "Nơi làm", width=30),
    Column("done", "Đã làm", numeric=True, width=8),
    Column("all", "Số nơi", numeric=True, width=8),
)


# What a line of the plan says.
ITEM = ("kind", "title", "due_on", "issuer__name", "issuer__full_name")


class Given(NamedTuple):
    """A task that the reader may know, as far as the plan tells of it."""

    pk: int
    item: int
    unit: int
    name: str
    due_on: date
    done_on: date | None

    @property
    def is_late(self) -> bool:
        return self.done_on is None and self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Progress:
    """How many tasks are done, how many are late: those of an item, or those of a body."""

    name: str
    total: int
    done: int
    late: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class Plan:
    """Kế hoạch năm as a position sees it: its items, and what is given to whom, body by body."""

    items: list[WorkItem]
    given: list[Given]

    @property
    def by_item(self) -> dict[int, list[Given]]:
        return _grouped(self.given, "item")

    @property
    def by_unit(self) -> list[Progress]:
        """How far each body is that was given something."""
        return [progress(given[0].name, given) for given in _grouped(self.given, "unit").values()]


def plan_of(position, year: int) -> Plan:
    """The plan of a year: two questions, however long it is."""
    items = ask_records(WorkItem, _items, position, year, only=ITEM)
    return Plan(items, [Given(**row) for row in ask(_given, position, year)])


def progress(name: str, given: list[Given]) -> Progress:
    """What these tasks come to."""
    done = sum(one.done_on is not None for one in given)
    return Progress(name, len(given), done, late=sum(one.is_late for one in given))


def _grouped(given: list[Given], by: str) -> dict[int, list[Given]]:
    groups: dict[int, list[Given]] = defaultdict(list)
    for one in given:
        groups[getattr(one, by)].append(one)
    return groups


def _items(position, year: int) -> QuerySet:
    return WorkItem.objects.visible_to(position).standing().filter(year=year).order_by("due_on", "pk")


def _given(position, year: int) -> QuerySet:
    tasks = tasks_of(position).standing().filter(item__year=year).order_by("unit__path", "pk")
    name = Case(When(unit__full_name="", then="unit__name"), default="unit__full_name")
    return tasks.values("pk", "item", "unit", "done_on", name=name, due_on=F("item__due_on"))


def plan_table(plan: Plan, year: int) -> Table:
    """The plan as it is handed round."""
    given = plan.by_item
    rows = [
        {"number": number, "title": one.title, "kind": one.get_kind_display(), "issuer": str(one.issuer),
         "due": f"{one.due_on:%d/%m/%Y}", "units": "; ".join(task.name for task in given[one.pk]),
         "done": progress(one.title, given[one.pk]).done, "all": len(given[one.pk])}
        for number, one in enumerate(plan.items, 1)
    ]  # fmt: skip
    return Table(title="Kế hoạch công tác Mặt trận", subtitle=f"Năm {year}", columns=COLUMNS, rows=rows,
                 empty="Chưa có việc nào.")  # fmt: skip


def tasks_of(position):
    """The tasks a position sees."""
    return WorkTask.objects.visible_to(position)
