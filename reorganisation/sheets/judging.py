"""Xét từng dòng: every row of a table judged against what is there and against the other rows. Reads only."""

from common.dates import day, parse_date
from common.vietnamese import fold
from reorganisation.enums import StepKind
from reorganisation.models import Operation
from reorganisation.services import OUTSIDE
from reorganisation.sheets.aims import Aims
from reorganisation.sheets.headings import KEEP, KINDS, LABELS, LONGEST, SPLIT_WORDS
from reorganisation.sheets.known import Known, is_called
from reorganisation.sheets.rows import Place, Planned, Row


def judge(lines: list[dict], *, by, operation: Operation) -> list[Row]:
    """Every row judged: a fixed number of questions to the database, however many rows."""
    known = Known(by, operation)
    rows = [_read(line["number"], line["values"], known) for line in lines]
    aims = Aims(known, rows)
    aims.find()
    by_unit: dict[int, list[Row]] = {}
    for row in rows:
        if row.unit and row.kind:
            by_unit.setdefault(row.unit.pk, []).append(row)
            if row.kind != KEEP:
                _judge_unit(row, row.unit, known)
    for together in by_unit.values():
        _judge_together(together, known)
    _judge_against_others(rows, by_unit)
    _judge_moves(by_unit, known)
    aims.judge_planned()
    _hold_back(by_unit, rows)
    return rows


def _read(number: int, values: dict[str, str], known: Known) -> Row:
    row = Row(number, values)
    row.kind = KINDS.get(fold(values["kind"]), "")
    row.is_split = fold(values["kind"]) in SPLIT_WORDS
    if not row.kind:
        written = f"“{values['kind'][:40]}” không có" if values["kind"] else "chưa ghi"
        row.refuse(f"Hình thức {written}; ghi nhập, tách, đổi tên, chuyển, kết thúc hoặc giữ nguyên.")
    for key, longest in LONGEST.items():
        if len(values[key]) > longest:
            row.refuse(f"“{values[key][:30]}…” dài quá {longest} ký tự.")
    row.unit = _unit_of(row, known)
    _read_day(row, known)
    return row


def _unit_of(row: Row, known: Known) -> Place | None:
    code, name = row.values["old_code"], row.values["old_name"]
    if not code and not name:
        row.refuse("Mã đơn vị cũ chưa ghi.")
        return None
    if not code:
        found = known.named(name)
        if len(found) != 1:
            several = "Có nhiều đơn vị tên" if found else "Không có đơn vị nào tên"
            row.refuse(f"{several} “{name[:60]}” trong phạm vi phụ trách; hãy ghi mã đơn vị cũ.")
        return found[0] if len(found) == 1 else None
    place, note = known.with_code(code)
    if place is None:
        row.refuse(f"Không có đơn vị nào mang mã “{code[:30]}” trong phạm vi phụ trách.")
        return None
    if note:
        row.notes.append(note)
    if name and not is_called(place, name):
        row.refuse(f"Mã {place.code} là {place.full_name or place.name}, không phải “{name[:60]}”.")
    return place


def _read_day(row: Row, known: Known) -> None:
    if not row.values["decided_on"]:
        return
    try:
        row.decided_on = parse_date(row.values["decided_on"])
    except ValueError as problem:
        row.refuse(f"Ngày quyết định: {problem}")
        return
    if row.decided_on > known.day:
        row.refuse(f"Ngày quyết định sau ngày hiệu lực {day(known.day)}.")


def _judge_unit(row: Row, unit: Place, known: Known) -> None:
    if not known.covers_above(unit):
        row.refuse(OUTSIDE.format(unit.full_name or unit.name))
    if unit.parent_id is None and row.kind != StepKind.RENAME:
        row.refuse(f"{unit.name} là gốc của sơ đồ tổ chức nên không kết thúc, không chuyển được.")
    if row.ends_unit and unit.valid_from and unit.valid_from >= known.day:
        row.refuse(f"{unit.name} mới có từ {day(unit.valid_from)}, không kết thúc trước ngày đó được.")
    # A line of the same kind to the same aim is told as a repetition further on.
    others = known.kinds_of.get(unit.pk, set()) - {row.kind}
    if others & {StepKind.PASS, StepKind.END} or (others and row.ends_unit):
        row.refuse(f"{unit.name} đã có dòng “{LABELS[StepKind(min(others))]}” trong việc sắp xếp này.")


def _judge_together(rows: list[Row], known: Known) -> None:
    """The rows of one old unit: they agree, and none is there twice."""
    unit = rows[0].unit
    seen: dict[tuple, Row] = {}
    for row in rows:
        key = row.kind, _key(row.aim), row.values["new_name"] if row.kind == StepKind.RENAME else ""
        if key in seen:
            row.refuse(f"Trùng dòng {seen[key].number}.")
        seen.setdefault(key, row)
        if _stands_already(row, known):
            row.refuse("Dòng này đã ghi trong việc sắp xếp.")
    kinds = {row.kind: row for row in reversed(rows)}
    if len(kinds) > 1 and not set(kinds) <= {StepKind.MOVE, StepKind.RENAME}:
        told = ", ".join(f"“{LABELS[kind]}” ở dòng {row.number}" for kind, row in kinds.items())
        for row in rows:
            row.refuse(f"{unit.name} ghi nhiều hình thức trái nhau: {told}.")
    aims = {_key(row.aim) for row in rows if row.kind == StepKind.PASS and row.aim}
    for row in rows:
        if row.kind == StepKind.PASS and row.is_split and len(aims) == 1 and row.aim:
            row.refuse("Ghi “tách” nhưng chỉ có một đơn vị nhận; ghi thêm dòng của đơn vị nhận kia, hoặc ghi “nhập”.")
        if row.kind in {StepKind.MOVE, StepKind.END, StepKind.RENAME} and sum(one.kind == row.kind for one in rows) > 1:
            row.refuse(f"{unit.name} có nhiều dòng “{LABELS[row.kind]}”; chỉ ghi một dòng.")
        row.is_split = row.kind == StepKind.PASS and len(aims) > 1


def _key(aim: Place | Planned | None):
    return aim.pk if isinstance(aim, Place) else id(aim) if aim else None


def _stands_already(row: Row, known: Known) -> bool:
    if row.unit is None or (row.aim is None and row.kind != StepKind.RENAME):
        return False
    to_unit = row.aim.pk if isinstance(row.aim, Place) else None
    to_new = row.aim.made.pk if isinstance(row.aim, Planned) and row.aim.made else None
    name = row.values["new_name"] if row.kind == StepKind.RENAME else ""
    if row.kind != StepKind.RENAME and not to_unit and not to_new:
        return False
    return (row.kind, row.unit.pk, to_unit, to_new, name) in known.steps


def _judge_against_others(rows: list[Row], by_unit: dict[int, list[Row]]) -> None:
    """What takes over does not end itself."""
    for row in rows:
        aim = row.aim
        if not isinstance(aim, Place) or row.kind == StepKind.RENAME:
            continue
        ending = next((one for one in by_unit.get(aim.pk, []) if one.ends_unit), None)
        if ending is not None and row.kind == StepKind.MOVE:
            row.refuse(f"Đơn vị cấp trên {aim.name} kết thúc ở dòng {ending.number}.")
        elif ending is not None:
            row.refuse(f"Đơn vị nhận {aim.name} cũng kết thúc ở dòng {ending.number}.")


def _judge_moves(by_unit: dict[int, list[Row]], known: Known) -> None:
    """No unit may hang under itself or under what hangs below it, other moves of the table counted in."""
    moves = {pk: row for pk, rows in by_unit.items() for row in rows if row.kind == StepKind.MOVE and row.aim}
    for pk, row in moves.items():
        above, seen = row.aim, set()
        while above is not None and id(above) not in seen:
            if isinstance(above, Place) and above.pk == pk:
                row.refuse(f"{row.unit.name} không chuyển về trực thuộc chính mình hoặc đơn vị bên dưới được.")
                break
            seen.add(id(above))
            above = _above(above, moves, known)


def _above(one: Place | Planned, moves: dict[int, Row], known: Known) -> Place | Planned | None:
    if isinstance(one, Planned):
        return one.parent
    return moves[one.pk].aim if one.pk in moves else known.places.get(one.parent_id)


def _hold_back(by_unit: dict[int, list[Row]], rows: list[Row]) -> None:
    """What would mean something else without its bad neighbour is held back: a split with one row left is a merge."""
    changed = True
    while changed:
        changed = False
        for together in by_unit.values():
            bad = next((row for row in together if not row.is_good), None)
            for row in together if bad else ():
                if row.is_good:
                    row.refuse(f"Dòng {bad.number} của cùng đơn vị còn lỗi.")
                    changed = True
        for row in rows:
            needed = row.aim if isinstance(row.aim, Planned) and row.kind != StepKind.PASS else None
            if row.opens and isinstance(row.aim.parent, Planned):
                needed = row.aim.parent
            if row.is_good and needed and not needed.will_exist:
                row.refuse(f"Đơn vị mới {needed.told} chưa lập được vì các dòng của đơn vị đó còn lỗi.")
                changed = True
