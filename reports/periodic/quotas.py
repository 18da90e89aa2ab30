"""Chỉ tiêu giao đứng sau số của báo cáo: which plan asks how many models of whom."""

from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from common import dates, numbers
from documents.table import Column, Table
from registrations.models import Quota
from reports import facts
from reports.frames import Frame
from reports.models import Report

KEY = "chi-tieu"
COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("plan", "Kế hoạch", width=40),
    Column("unit", "Đơn vị được giao", width=36),
    Column("kind", "Tập thể/Cá nhân", width=14),
    Column("asked", "Số mô hình", numeric=True, total=True, width=11),
)


def quota_table(report: Report, frame: Frame | None, number: Decimal) -> Table:
    """One row for each quota of the plans as they stand now; where the `number` was worked out of others, it says so.

    None of them to who sees nothing of the area.
    """
    rows = [
        {"number": place, "plan": str(one.plan), "unit": str(one.present_unit), "kind": one.get_kind_display(),
         "asked": one.models_asked} for place, one in enumerate(_asked(frame) if frame else (), 1)
    ]  # fmt: skip
    label = frame.period.label if frame else report.obligation.period.label
    return Table(
        title="Chỉ tiêu giao trong năm", subtitle=f"{label} – {report.obligation.unit_name}",
        columns=COLUMNS, rows=rows, notes=_notes(number, sum(row["asked"] for row in rows)), empty="Không có chỉ tiêu nào.",
    )  # fmt: skip


def _asked(frame: Frame) -> QuerySet[Quota]:
    found = facts.quotas_in(frame).filter(models_asked__gt=0)
    whole = found.select_related("plan", "present_unit__level")
    return whole.order_by("plan", "present_unit__sort_key", "present_unit", "-kind")


def _notes(number: Decimal, total: int) -> list[str]:
    today = dates.day(timezone.localdate())
    notes = [f"Theo các kế hoạch trên cổng ngày {today}."]
    if number != total:
        notes.append(f"Báo cáo tính theo kế hoạch lúc đó: {numbers.quantity(number)} mô hình.")
    return notes
