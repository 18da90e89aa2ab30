"""Kế hoạch năm: the items with how far they are, and how far each body is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

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


@dataclass(frozen=True)
class Progress:
    """How many of its tasks a body has done, how many are late."""

    name: str
    total: int
    done: int
    late: int

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def with_counts(items, tasks):
    """`total`, `done` over those tasks that the reader sees."""
    seen = Q(tasks__in=tasks.order_by().values("pk"))
    return items.annotate(
        total=Count("tasks", filter=seen, distinct=True),
        done=Count("tasks", filter=seen & Q(tasks__done_on__isnull=False), distinct=True),
    )


def progress_by_unit(tasks, year: int) -> list[Progress]:
    """One line for each body that was given something: one query."""
    late = Q(done_on__isnull=True, item__due_on__lt=timezone.localdate())
    rows = (
        tasks.standing()
        .filter(item__year=year)
        .order_by("unit__path")
        .values("unit__full_name", "unit__name", "unit__path")
    )
    counted = rows.annotate(
        total=Count("pk"), done=Count("pk", filter=Q(done_on__isnull=False)), late=Count("pk", filter=late)
    )
    return [
        Progress(row["unit__full_name"] or row["unit__name"], row["total"], row["done"], row["late"]) for row in counted
    ]


def plan_table(items: Iterable[WorkItem], year: int) -> Table:
    """The plan as it is handed round; `items` with their counts and tasks."""
    rows = [
        {"number": number, "title": one.title, "kind": one.get_kind_display(), "issuer": str(one.issuer),
         "due": f"{one.due_on:%d/%m/%Y}", "units": "; ".join(str(task.unit) for task in one.seen), "done": one.done,
         "all": one.total}
        for number, one in enumerate(items, 1)
    ]  # fmt: skip
    return Table(title="Kế hoạch công tác Mặt trận", subtitle=f"Năm {year}", columns=COLUMNS, rows=rows,
                 empty="Chưa có việc nào.")  # fmt: skip


def tasks_of(position):
    """The tasks a position sees."""
    return WorkTask.objects.visible_to(position)
