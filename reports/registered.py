"""Biểu 01: danh sách mô hình."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from documents.table import Cell, Column, Table
from registrations import benefits
from registrations.enums import Kind, Stage, State
from registrations.models import Registration
from reports import facts, notes
from reports.enums import Fact, Tree
from reports.frames import Frame
from reports.questions import KINDS, ORIGINS, Question

CHUNK = 500
UNDER_WAY = "Đang thực hiện"
STANDINGS = {
    State.RESULT_SENT: "Đã báo cáo kết quả, chờ xác nhận hiệu quả",
    State.EFFECTIVE: "Có hiệu quả",
    State.INEFFECTIVE: "Chưa đạt hiệu quả",
    State.STOPPED: "Dừng thực hiện",
    State.REJECTED: "Cấp trên không xác nhận",
    State.WITHDRAWN: "Đã rút đăng ký",
}
COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("title", "Tên mô hình, điển hình", width=34),
    Column("owner", "Đơn vị/cá nhân", width=24),
    Column("address", "Địa chỉ mô hình", width=20),
    Column("sector", "Lĩnh vực", width=13),
    Column("kind", "Tập thể/Cá nhân", width=9),
    Column("levels", "Cấp đăng ký", width=11),
    Column("time", "Thời gian thực hiện", width=16),
    Column("benefit", "Giá trị làm lợi", width=24),
    Column("standing", "Kết quả", width=14),
    Column("remark", "Ghi chú", width=11),
)


def registrations_in_period(frame: Frame, *, models: Iterable[Registration] | None = None, first: int = 1) -> Table:
    """Biểu 01 – Danh sách mô hình of the frame's question; `models` gives one page of it, counted from `first`."""
    fact = Fact(frame.question.fact)
    return Table(
        title="Biểu 01 – Danh sách mô hình, điển hình “Dân vận khéo”",
        subtitle=f"{capfirst(fact.label)} {frame.period.in_sentence} – {frame.heading}{_narrowing(frame)}",
        columns=COLUMNS,
        rows=Rows(frame, all_models(frame)) if models is None else Rows(frame, models, first=first, linked=True),
        notes=notes.under_table(frame, notes.REGISTERED, notes.RESULTS),
        empty=f"Không có mô hình nào {fact.label}.",
    )


def all_models(frame: Frame) -> QuerySet[Registration]:
    """The models of the list in its order: unit by unit, then by the alphabet."""
    models = facts.models_behind(frame, frame.question)
    unit = "unit" if frame.tree == Tree.THEN else "present_unit"
    models = models.select_related(unit, "sector", "result").prefetch_related("levels", "benefits")
    models = models.annotate(standing=facts.standing_at(frame.period.ends_at))
    return models.order_by(frame.tree.path_field, "sort_key", "pk")


class Rows:
    """The lines of the list, read from the database in pieces each time they are asked for: memory stays flat.

    `linked` titles lead to their records, on a page; in a file of thousands addresses cost time and lead nowhere.
    """

    def __init__(self, frame: Frame, models: Iterable[Registration], *, first: int = 1, linked: bool = False) -> None:
        self.frame, self.models, self.first, self.linked = frame, models, first, linked
        self.told: Callable[[int], None] | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        models = self.models.iterator(CHUNK) if isinstance(self.models, QuerySet) else self.models
        for number, registration in enumerate(models, self.first):
            if self.told and number % CHUNK == 0:
                self.told(number)
            title = self._linked(registration) if self.linked else registration.title
            yield {"number": number, "title": title, **_row(registration, self.frame)}

    def _linked(self, registration: Registration) -> Cell:
        return Cell(registration.title, reverse("registrations:record", args=[registration.code]))


def _row(registration: Registration, frame: Frame) -> dict[str, Any]:
    return {
        "owner": _owner(registration, frame.tree),
        "address": registration.model_address or registration.unit_address,
        "sector": registration.sector.name if registration.sector else "",
        "kind": capfirst(registration.get_kind_display()),
        "levels": ", ".join(level.name for level in registration.levels.all()),
        "time": registration.time_text,
        "benefit": _benefit(registration, frame),
        "standing": STANDINGS.get(registration.standing, UNDER_WAY),  # type: ignore[attr-defined]
        "remark": capfirst(registration.get_origin_display()),
    }


def _owner(registration: Registration, tree: Tree) -> str:
    unit = registration.unit_name_then if tree == Tree.THEN else str(registration.present_unit)
    if registration.kind == Kind.COLLECTIVE:
        return unit
    return ", ".join(filter(None, [f"{registration.person_title} {registration.person_name}".strip(), unit]))


def _benefit(registration: Registration, frame: Frame) -> str:
    """What was achieved if it was reported before the period ended, else what is expected."""
    result = getattr(registration, "result", None)
    if result and result.sent_at < frame.period.ends_at:
        achieved = benefits.as_text(result.benefit_amount, benefits.of_stage(registration, Stage.ACTUAL))
        if achieved:
            return "; ".join(achieved)
    expected = benefits.as_text(registration.benefit_amount, benefits.of_stage(registration, Stage.PLANNED))
    return f"Dự kiến: {'; '.join(expected)}" if expected else ""


def _narrowing(frame: Frame) -> str:
    """What the list was narrowed to, in words."""
    question: Question = frame.question
    row = next((row for row in frame.rows if question.part and row.question.part == question.part), None)
    sectors = frame.classes.sectors if question.sector else []
    sector = next((one for one in sectors if str(one.key) == question.sector), None)
    words = [
        row.label if row else "",
        f"lĩnh vực {sector.name}" if sector else "",
        KINDS[question.kind].label if question.kind else "",
        ORIGINS[question.origin].label if question.origin else "",
    ]
    return "".join(f"; {word}" for word in words if word)
