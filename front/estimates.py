"""Dự toán – quyết toán by source as a table."""

from itertools import groupby

from documents.table import GROUP, Column, Table
from front.enums import Source
from front.models import Estimate

COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("item", "Nội dung chi", width=36),
    Column("source", "Nguồn", width=18),
    Column("planned", "Dự toán (đồng)", numeric=True, width=17, total=True),
    Column("settled", "Quyết toán (đồng)", numeric=True, width=17, total=True),
    Column("note", "Ghi chú", width=22),
)


def estimate_table(rows: list[Estimate], year: int) -> Table:
    """One group for each body and source, headed by its sums; in the order given."""
    lines: list[dict] = []
    waiting = sum(one.settled is None for one in rows)
    for (keeper, source), items in groupby(rows, key=lambda one: (one.keeper, one.source)):
        group = list(items)
        lines.append({
            GROUP: f"{keeper} – {Source(source).label.lower()}", "planned": sum(one.planned for one in group),
            "settled": _settled(group),
        })  # fmt: skip
        lines += [
            {"number": number, "item": one.item, "source": one.get_source_display(), "planned": one.planned,
             "settled": one.settled, "note": one.note}
            for number, one in enumerate(group, 1)
        ]  # fmt: skip
    return Table(
        title="Dự toán, quyết toán kinh phí Cuộc vận động", subtitle=f"Năm {year}", columns=COLUMNS, rows=lines,
        stated_totals={"settled": _settled(rows)}, empty="Chưa ghi khoản nào.",
        notes=[f"Còn {waiting} khoản chưa quyết toán."] if waiting else (),
    )  # fmt: skip


def _settled(rows: list[Estimate]) -> int | None:
    """What those that are settled come to; nothing, and not 0, where none is."""
    known = [one.settled for one in rows if one.settled is not None]
    return sum(known) if known else None
