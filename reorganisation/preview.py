"""Bảng của bản diễn tập: what an operation would do, as tables for page and Excel."""

from collections.abc import Iterable, Iterator

from accounts.models import Position
from common.dates import day
from documents.table import Column, Table
from reorganisation.enums import Content
from reorganisation.planned import Node
from reorganisation.rehearsal import Rehearsal
from reorganisation.seats import Seat
from reorganisation.sight import LABELS, SeatSight
from units.enums import Passing

MOST_SHOWN = 100
UNIT_COLUMNS = (
    Column("unit", "Đơn vị", width=34), Column("what", "Thay đổi", width=26), Column("before", "Trước", width=34),
    Column("after", "Sau", width=34),
)  # fmt: skip
RECORD_COLUMNS = (
    Column("label", "Loại hồ sơ", width=30), Column("unit", "Sang đơn vị khác", numeric=True),
    Column("path", "Theo địa bàn cấp trên mới", numeric=True), Column("open", "Chưa giao", numeric=True),
)  # fmt: skip
SEAT_COLUMNS = (
    Column("person", "Cán bộ", width=24), Column("position", "Vị trí hiện nay", width=40),
    Column("after", "Sau sắp xếp", width=44),
)  # fmt: skip


def units_table(found: Rehearsal, most: int | None = MOST_SHOWN) -> Table:
    """Đơn vị: opened, ended, moved, renamed, carried along."""
    rows = list(_unit_rows(found))
    return _cut("Đơn vị thay đổi", UNIT_COLUMNS, rows, most, "Không đơn vị nào thay đổi.")


def _unit_rows(found: Rehearsal) -> Iterator[dict]:
    for node in sorted(found.tree.ended, key=lambda one: one.path):
        what = (
            "kết thúc, hồ sơ giao cho"
            if node.passing == Passing.DISSOLVED
            else f"kết thúc, {Passing(node.passing).label} vào"
        )
        yield {"unit": node.was[3], "what": what, "before": _above(found, node.was[0]), "after": _names(node.aims)}
    for node in sorted(found.tree.opened, key=lambda one: one.after.count("/")):
        desk = ", nơi tiếp nhận đăng ký" if node.collects else ""
        yield {"unit": node.full_name, "what": f"lập mới{desk}", "before": "", "after": f"thuộc {node.parent.name}"}
    for node in sorted(found.tree.changed, key=lambda one: one.path):
        if node.is_renamed:
            yield {
                "unit": node.was[3],
                "what": "đổi tên",
                "before": node.was[1],
                "after": node.name if node.code == node.was[2] else f"{node.name} (mã {node.code})",
            }
        if node.is_moved:
            yield {
                "unit": node.was[3], "what": "chuyển về trực thuộc", "before": _above(found, node.was[0]),
                "after": node.parent.name,
            }  # fmt: skip


def _above(found: Rehearsal, key: int | None) -> str:
    node = found.tree.nodes.get(key)
    return f"thuộc {node.was[1]}" if node else ""


def _names(nodes: Iterable[Node]) -> str:
    return ", ".join(node.full_name or node.name for node in nodes)


def records_table(found: Rehearsal) -> Table:
    """Hồ sơ: how many rows of each table go along."""
    rows = [
        {
            "label": Content(content).label.capitalize(), "unit": moves.new_units, "path": moves.new_paths,
            "open": len(moves.unassigned),
        }
        for content, moves in found.moves.items()
    ]  # fmt: skip
    rows.append({"label": "Hồ sơ đổi nơi xử lý", "unit": len(found.desks), "path": 0, "open": 0})
    rows.append({"label": "Hồ sơ trong đợt đánh giá", "unit": 0, "path": len(found.nominations), "open": 0})
    return Table("Hồ sơ đi theo đơn vị", RECORD_COLUMNS, rows)


def seats_table(found: Rehearsal, most: int | None = MOST_SHOWN) -> Table:
    """Vị trí công tác: which go on elsewhere, get other areas, or end."""
    rows = [_seat_row(seat) for seat in found.seat_changes()]
    rows.sort(key=lambda row: (row["position"], row["person"]))
    return _cut("Vị trí công tác", SEAT_COLUMNS, rows, most, "Không vị trí công tác nào thay đổi.")


def _seat_row(seat: Seat) -> dict:
    if seat.ends:
        after = "thôi giữ"
    else:
        places = _names(seat.areas_after) or "không còn địa bàn nào"
        after = f"{seat.unit_after.full_name or seat.unit_after.name}; địa bàn: {places}"
    return {"person": str(seat.position.user), "position": _named(seat.position), "after": after}


def _named(position: Position) -> str:
    return f"{position.office} – {position.unit}"


def sights_table(found: Rehearsal, most: int | None = MOST_SHOWN) -> Table:
    """Ai thấy thêm, thôi thấy gì: the set difference of what may be seen, position by position."""
    sights = found.sights()
    changing = [sight for sight in map(sights.of, found.seats.all) if sight.changes]
    names = [name for name in LABELS if any(sight.tables.get(name) for sight in changing)]
    columns = [Column("person", "Cán bộ", width=24), Column("position", "Vị trí hiện nay", width=36)]
    for name in names:
        columns += [
            Column(f"{name}_gained", "Thấy thêm", numeric=True, group=LABELS[name].capitalize()),
            Column(f"{name}_lost", "Thôi thấy", numeric=True, group=LABELS[name].capitalize()),
        ]
    rows = sorted((_sight_row(sight, names) for sight in changing), key=lambda row: (row["position"], row["person"]))
    notes = [
        "Tính từ phạm vi của từng vị trí trước và sau khi sắp xếp; bản nháp chưa nộp không tính.",
        f"Vị trí đi theo đơn vị được so ở đơn vị mới. Số liệu đến ngày {day(found.operation.effective_on)} nếu không có hồ sơ mới.",
    ]
    return _cut("Ai thấy thêm, ai thôi thấy", columns, rows, most, "Không ai thấy thêm hay thôi thấy gì.", notes)


def _sight_row(sight: SeatSight, names: list[str]) -> dict:
    row = {"person": str(sight.seat.position.user), "position": _named(sight.seat.position)}
    for name in names:
        table = sight.tables.get(name)
        row |= {f"{name}_gained": len(table.gained) if table else 0, f"{name}_lost": len(table.lost) if table else 0}
    return row


def _cut(title: str, columns, rows: list[dict], most: int | None, empty: str, notes: Iterable[str] = ()) -> Table:
    """At most `most` rows on a page, and how many there are; a file holds all."""
    notes, number = list(notes), len(rows)
    if most is not None and len(rows) > most:
        notes.insert(0, f"Có {len(rows)} dòng; trang này hiện {most} dòng đầu, tệp Excel có đủ.")
        rows = rows[:most]
    return Table(title, columns, rows, subtitle=f"{number} dòng", notes=notes, empty=empty)
