"""Danh sách hoạt động as a table: page of paper, Excel, Word."""

from collections.abc import Iterable
from dataclasses import replace

from documents.annex import Annex
from documents.table import Column, Table
from front.asked import Asked
from front.models import Activity
from registrations.models import Content
from units.letterheads import annex_by
from units.models import Unit

ACTIVITIES = (
    Column("number", "STT", width=8, align="center"),
    Column("days", "Ngày", width=17),
    Column("name", "Hoạt động", width=34),
    Column("kind", "Loại", width=17),
    Column("unit", "Đơn vị", width=22),
    Column("place", "Địa điểm", width=18),
    Column("contents", "Nội dung cuộc vận động", width=22),
    Column("participants", "Số người dự, người nghe", numeric=True, width=10, total=True),
    Column("outcome", "Kết quả", width=26),
)
GENERAL = "Chung"


def activity_table(activities: Iterable[Activity], asked: Asked) -> Table:
    """The activities as asked for, in the order of their days."""
    rows = [_row(number, one) for number, one in enumerate(activities, 1)]
    return Table(
        title="Danh sách hoạt động thực hiện Cuộc vận động", subtitle=asked.in_words.capitalize(), columns=ACTIVITIES, rows=rows,
        total_label=f"Cộng {len(rows)} hoạt động", empty="Không có hoạt động nào.",
    )  # fmt: skip


def _row(number: int, one: Activity) -> dict:
    return {
        "number": number, "days": one.days, "name": one.name, "kind": one.get_kind_display(), "unit": str(one.unit),
        "place": one.place, "contents": in_words(one.contents.all()), "participants": one.participants,
        "outcome": one.outcome or ("" if one.is_held else one.standing),
    }  # fmt: skip


def in_words(contents: Iterable[Content]) -> str:
    """The contents of the campaign that an activity is about."""
    return "; ".join(map(str, contents)) or GENERAL


def annex_for(position, table: Table, *, of: Unit | None = None) -> Annex:
    """The table under the head of the office whose paper it is: of whoever asks, unless another is named."""
    return annex_by(position, replace(table, title=table.title.upper()), of=of)
