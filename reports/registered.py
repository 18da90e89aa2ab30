"""Biểu 01: danh sách mô hình."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from common.paging import in_pieces
from documents.table import Cell, Column, Table
from registrations import benefits
from registrations.enums import KIND_WORDS, ORIGIN_WORDS, Kind, Stage, State
from registrations.models import Registration
from reports import facts, notes
from reports.enums import Fact
from reports.frames import Frame
from reports.questions import KINDS, ORIGINS, Question
from reports.reading import Listed, as_listed, benefits_of, levels_of

Results = Mapping[tuple[int, str], list[str]]

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


def registrations_in_period(frame: Frame, *, models: Iterable[tuple] | None = None, first: int = 1) -> Table:
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


def all_models(frame: Frame) -> QuerySet:
    """What the list tells of its models, in its order."""
    return as_listed(models_in_order(frame), frame)


def any_models(frame: Frame) -> QuerySet:
    """The same of any models at all, for those of a page that is found already."""
    return as_listed(Registration.objects.order_by(*_order(frame)), frame)


def models_in_order(frame: Frame) -> QuerySet:
    """The models of the list: unit by unit, then by the alphabet."""
    return facts.models_behind(frame, frame.question).order_by(*_order(frame))


def _order(frame: Frame) -> tuple[str, ...]:
    return frame.tree.path_field, "sort_key", "pk"


class Rows:
    """The lines of the list, read from the database in pieces each time they are asked for: memory stays flat.

    `models` are what `as_listed` asks for. `linked` titles lead to their records, on a page; in a file of thousands
    addresses cost time and lead nowhere.
    """

    def __init__(self, frame: Frame, models: Iterable[tuple], *, first: int = 1, linked: bool = False) -> None:
        self.frame, self.models, self.first, self.linked = frame, models, first, linked
        self.told: Callable[[int], None] | None = None
        self.here = reverse("registrations:list")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        models = self.models.iterator(CHUNK) if isinstance(self.models, QuerySet) else self.models
        numbers, end = count(self.first), self.frame.period.ends_at
        for piece in in_pieces(map(Listed._make, models), CHUNK):
            keys = [one.pk for one in piece]
            levels, results = levels_of(keys, said="level__name"), benefits_of(keys)
            for one, number in zip(piece, numbers, strict=False):
                yield {"number": number, "title": self._title(one), **_line(one, levels[one.pk], results, end)}
            if self.told:
                self.told(number)

    def _title(self, one: Listed) -> Any:
        return Cell(one.title, f"{self.here}{one.code}/") if self.linked else one.title


def _line(one: Listed, levels: list[str], results: Results, end: datetime) -> dict[str, Any]:
    return {
        "owner": _owner(one),
        "address": one.model_address or one.unit_address,
        "sector": one.sector_name or "",
        "kind": KIND_WORDS[one.kind],
        "levels": ", ".join(levels),
        "time": one.time_text,
        "benefit": _benefit(one, results, end),
        "standing": STANDINGS.get(one.standing, UNDER_WAY),
        "remark": ORIGIN_WORDS[one.origin],
    }


def _owner(one: Listed) -> str:
    if one.kind == Kind.COLLECTIVE:
        return one.unit_name
    return ", ".join(filter(None, [f"{one.person_title} {one.person_name}".strip(), one.unit_name]))


def _benefit(one: Listed, results: Results, end: datetime) -> str:
    """What was achieved if it was reported before the period ended, else what is expected."""
    if one.told_at and one.told_at < end:
        achieved = benefits.as_text(one.told_amount, results.get((one.pk, Stage.ACTUAL), ()))
        if achieved:
            return "; ".join(achieved)
    expected = benefits.as_text(one.benefit_amount, results.get((one.pk, Stage.PLANNED), ()))
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
