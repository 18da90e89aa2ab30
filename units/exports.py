"""Sơ đồ tổ chức tại một ngày as a table: every unit in sight with its place, its time and the decision behind it."""

from datetime import date

from django.utils.text import capfirst

from common import dates
from documents.annex import Annex
from documents.table import Column, Table
from units import tree
from units.enums import Line, Nature
from units.letterheads import annex_by

COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("code", "Mã đơn vị", width=12),
    Column("name", "Tên đơn vị", width=38),
    Column("nature", "Loại", width=18),
    Column("level", "Cấp", width=14),
    Column("line", "Khối", width=16),
    Column("parent", "Thuộc", width=30),
    Column("begin", "Từ ngày", width=12, align="center"),
    Column("end", "Đến trước ngày", width=12, align="center"),
    Column("decision", "Quyết định", width=30),
)
NOTE = (
    "“Từ ngày”, “Đến trước ngày”: thời kỳ đơn vị có tên, cấp và đơn vị cấp trên như ghi ở dòng này. "
    "Để trống “Từ ngày”: có từ trước khi dùng phần mềm. Để trống “Đến trước ngày”: vẫn như vậy đến nay."
)


def tree_annex(position, day: date) -> Annex:
    """The tree on a day, in the layout of an office paper of the position's unit."""
    return annex_by(position, tree_table(position, day))


def tree_table(position, day: date) -> Table:
    """One row for each unit in sight that was in force on the day, those below after those above."""
    times = list(tree.times_on(position, day).select_related("unit", "level"))
    names = {time.unit_id: time.full_name for time in times}
    return Table(
        title="Sơ đồ tổ chức",
        subtitle=f"Tại ngày {dates.day(day)}",
        columns=COLUMNS,
        rows=[_row(number, time, names) for number, time in enumerate(tree.nested(times), 1)],
        notes=[NOTE],
        empty="Chưa có đơn vị nào trong phạm vi.",
    )


def _row(number: int, time, names: dict[int, str]) -> dict:
    is_area = time.unit.is_area
    return {
        "number": number,
        "code": time.code,
        "name": time.full_name,
        "nature": capfirst(Nature(time.unit.nature).label),
        "level": time.level.name if time.level else "",
        "line": "" if is_area else capfirst(Line(time.line).label),
        "parent": names.get(time.parent_id, ""),
        "begin": dates.day(time.valid_from) if time.valid_from else "",
        "end": dates.day(time.valid_to) if time.valid_to else "",
        "decision": time.decision,
    }
