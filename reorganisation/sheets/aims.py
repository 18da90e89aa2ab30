"""Đơn vị nhận của từng dòng: one that exists, or one that the table opens."""

from common.vietnamese import fold
from reorganisation.enums import StepKind
from reorganisation.services import OUTSIDE
from reorganisation.sheets.headings import KEEP
from reorganisation.sheets.known import Known, is_called
from reorganisation.sheets.rows import Place, Planned, Row


class Aims:
    """Finds what each row leads to; new units are put together from all the rows that name them."""

    def __init__(self, known: Known, rows: list[Row]) -> None:
        self.known, self.rows = known, rows
        self.planned: dict[tuple, Planned] = {}
        for one in known.planned:
            self.planned[self._planned_key(one.code, one.name)] = one
        self.planned_named: dict[str, list[Planned]] = {}
        self.ended: set[int] = set()
        self._rows_of: dict[int, list[Row]] = {}
        for row in rows:
            if row.unit:
                self._rows_of.setdefault(row.unit.pk, []).append(row)

    def find(self) -> None:
        for row in self.rows:
            if row.kind == StepKind.PASS and row.unit:
                self._aim_of_pass(row, row.unit)
            elif row.kind == StepKind.RENAME and row.unit:
                self._read_renaming(row, row.unit)
        self.ended = {row.unit.pk for row in self.rows if row.ends_unit and row.unit}
        for one in self.planned.values():
            self.planned_named.setdefault(fold(one.name), []).append(one)
        for row in self.rows:
            if row.kind in {StepKind.END, StepKind.MOVE} and row.unit:
                self._aim_of_other(row, row.unit)
            if row.kind in {StepKind.END, StepKind.PASS} and row.aim and row.unit:
                self._judge_aim(row, row.unit, row.aim)
        for one in {id(row.aim): row.aim for row in self.rows if isinstance(row.aim, Planned)}.values():
            self._complete(one)

    @staticmethod
    def _planned_key(code: str, name: str) -> tuple:
        return ("code", code) if code else ("name", fold(name))

    def _aim_of_pass(self, row: Row, unit: Place) -> None:
        code, name = row.values["new_code"], row.values["new_name"]
        if not code and not name:
            row.refuse("Mã đơn vị mới chưa ghi.")
            return
        place = self._existing(row, code, name)
        if place is None:
            if code and code in self.known.used:
                row.refuse(f"Mã {code} đang dùng cho một đơn vị khác ngoài phạm vi phụ trách.")
            else:
                self._plan(row, code, name)
        elif place.pk == unit.pk:
            # The unit keeps its code: it goes on and takes the others in.
            row.kind = KEEP if not name or is_called(place, name) else StepKind.RENAME
        else:
            row.aim = place
            if name and not is_called(place, name) and not self._is_renamed_to(place, name):
                row.refuse(f"Mã {place.code} đang là {place.name}, không phải “{name[:60]}”. "
                           "Nếu đổi tên thì ghi thêm một dòng “đổi tên”.")  # fmt: skip

    def _existing(self, row: Row, code: str, name: str) -> Place | None:
        if not code:
            if ("name", fold(name)) in self.planned:
                return None
            found = [one for one in self.known.named(name) if one.is_area]
            return found[0] if len(found) == 1 else None
        if ("code", code) in self.planned:
            return None
        place, note = self.known.with_code(code)
        if note:
            row.notes.append(note)
        return place

    def _is_renamed_to(self, place: Place, name: str) -> bool:
        return any(
            row.unit and row.unit.pk == place.pk and fold(row.values["new_name"]) == fold(name)
            and (row.kind == StepKind.RENAME or row.values["new_code"] == place.code)
            for row in self._rows_of.get(place.pk, [])
        )  # fmt: skip

    def _plan(self, row: Row, code: str, name: str) -> None:
        old = row.unit.code
        if code.isascii() and code.isdigit() and old.isdigit() and len(code) == len(old) - 1:
            row.notes.append(f"Mã “{code}” thiếu số 0 ở đầu; hiểu là 0{code}.")
            code = f"0{code}"
            if code in self.known.used:
                row.refuse(f"Mã {code} đang dùng cho một đơn vị khác.")
        planned = self.planned.setdefault(self._planned_key(code, name), Planned(code, name))
        if name not in {"", planned.name} and planned.name and fold(name) != fold(planned.name):
            where = f"ở dòng {planned.rows[0].number}" if planned.rows else "trong việc sắp xếp này"
            row.refuse(f"Đơn vị mới mã {code} {where} tên là “{planned.name}”.")
        planned.name = planned.name or name
        planned.rows.append(row)
        row.aim = planned

    def _read_renaming(self, row: Row, unit: Place) -> None:
        code, name = row.values["new_code"], row.values["new_name"]
        if code and code != unit.code and code in self.known.used:
            row.refuse(f"Mã {code} đang dùng cho một đơn vị khác.")
        if (not name and not code) or (name in {"", unit.name} and code in {"", unit.code}):
            row.refuse("Đổi tên nhưng chưa ghi tên mới.")

    def _aim_of_other(self, row: Row, unit: Place) -> None:
        """Kết thúc: who keeps the records, by default the unit above. Chuyển: the unit above from then on."""
        values = row.values
        written = values["parent"] or values["new_code"] or values["new_name"]
        if row.kind == StepKind.END:
            written = values["new_code"] or values["new_name"] or values["parent"]
            if not written:
                row.aim = self._above_that_stays(unit)
                return
        if not written:
            row.refuse("Chuyển nhưng chưa ghi “Thuộc đơn vị” nào.")
            return
        row.aim = self._found(row, written)
        if row.aim and row.kind == StepKind.MOVE and isinstance(row.aim, Place):
            if not row.aim.is_area:
                row.refuse(f"Chỉ địa bàn mới có đơn vị trực thuộc, {row.aim.name} thì không.")
            elif row.aim.pk == unit.parent_id:
                row.refuse(f"{unit.name} đang trực thuộc {row.aim.name} rồi.")
            elif not self.known.covers(row.aim.path):
                row.refuse(OUTSIDE.format(row.aim.name))

    def _above_that_stays(self, unit: Place) -> Place | None:
        above = self.known.places.get(unit.parent_id)
        while above is not None and above.pk in self.ended:
            above = self.known.places.get(above.parent_id)
        return above

    def _found(self, row: Row, text: str) -> Place | Planned | None:
        """What a code or a name under “Thuộc đơn vị” means: a unit of the table first, then one that exists."""
        place, note = self.known.with_code(text)
        if note:
            row.notes.append(note)
        if found := place or self.planned.get(("code", text)) or self.planned.get(("code", f"0{text}")):
            return found
        new = self.planned_named.get(fold(text), [])
        new = [one for one in new if one.name == text] or new
        standing = [one for one in self.known.named(text) if one.pk not in self.ended]
        found_all: list[Place | Planned] = [*new, *standing]
        if len(found_all) == 1:
            return found_all[0]
        several = "Có nhiều đơn vị tên" if found_all else "Không tìm thấy đơn vị"
        row.refuse(f"{several} “{text[:60]}”" + ("; hãy ghi mã." if found_all else " ở cột “Thuộc đơn vị”."))
        return None

    def _judge_aim(self, row: Row, unit: Place, aim: Place | Planned) -> None:
        if unit.is_area and not aim.is_area:
            row.refuse(f"{unit.name} là địa bàn, phải nhập vào một địa bàn, không phải {aim.name}.")
        if not unit.is_area and isinstance(aim, Planned):
            row.refuse(f"{unit.name} là cơ quan, tổ chức; bảng này chỉ lập địa bàn mới.")
        if isinstance(aim, Place) and not self.known.covers(aim.path):
            row.refuse(OUTSIDE.format(aim.name))

    def _complete(self, one: Planned) -> None:
        """Name, unit above and level of a new unit, from the rows that name it."""
        if one.made is not None:
            return
        texts: dict[str, Row] = {}
        for row in one.rows:
            if row.values["parent"]:
                texts.setdefault(fold(row.values["parent"]), row)
        for row in list(texts.values())[1:]:
            first = next(iter(texts.values()))
            row.refuse(f"Đơn vị mới {one.told} ở dòng {first.number} thuộc “{first.values['parent']}”.")
        if texts:
            first = next(iter(texts.values()))
            one.parent = self._found(first, first.values["parent"])
        else:
            above = {row.unit.parent_id for row in one.rows}
            one.parent = self.known.places.get(above.pop()) if len(above) == 1 else None
        self._find_level(one)

    def _find_level(self, one: Planned) -> None:
        written = {row.values["level"]: row for row in one.rows if row.values["level"]}
        levels = {text: self.known.level_named(text) for text in written}
        for text, level in levels.items():
            if level is None:
                names = ", ".join(f"“{known.name}”" for known in self.known.levels)
                written[text].refuse(f"Cấp “{text[:40]}” không có; ghi {names}.")
        found = {level.pk for level in levels.values() if level} or {row.unit.level_id for row in one.rows}
        if len(found) > 1:
            one.rows[0].refuse(f"Ghi cột “Cấp” của đơn vị mới {one.told}: các dòng của đơn vị này khác cấp nhau.")
        one.level_id = next(iter(found)) if len(found) == 1 else None

    def judge_planned(self) -> None:
        """What stands in the way of opening a unit is told on every row that would open it."""
        taken: dict[tuple, Planned] = {}
        for one in self.planned.values():
            if one.made is None:
                problem = self._problem_of(one, taken)
                for row in one.rows if problem else ():
                    row.refuse(problem)

    def _problem_of(self, one: Planned, taken: dict[tuple, Planned]) -> str:
        parent = one.parent
        if not one.name:
            return f"Mã {one.code} chưa có trong sơ đồ tổ chức. Ghi tên đơn vị mới, hoặc xem lại mã."
        if parent is None:
            return f"Đơn vị mới {one.told}: ghi cột “Thuộc đơn vị”."
        key = id(parent) if isinstance(parent, Planned) else parent.pk, one.name
        first = taken.setdefault(key, one)
        if first is not one:
            return f"Đơn vị mới tên “{one.name}” đã có ở dòng {first.rows[0].number} với mã khác."
        if isinstance(parent, Planned):
            return self._problem_of_chain(one)
        if parent.pk in self.ended:
            return f"Đơn vị cấp trên {parent.name} kết thúc trong bảng này; ghi cột “Thuộc đơn vị”."
        if not parent.is_area:
            return f"Chỉ địa bàn mới có đơn vị trực thuộc, {parent.name} thì không."
        if not self.known.covers(parent.path):
            return OUTSIDE.format(parent.name)
        twin = self.known.siblings.get((parent.pk, one.name))
        if (
            twin
            and twin.pk not in self.ended
            and not any(r.kind == StepKind.RENAME for r in self._rows_of.get(twin.pk, []))
        ):
            return f"“{one.name}” đã có trong {parent.name}" + (f" với mã {twin.code}." if twin.code else ".")
        return ""

    @staticmethod
    def _problem_of_chain(one: Planned) -> str:
        above, seen = one.parent, {id(one)}
        while isinstance(above, Planned):
            if id(above) in seen:
                return f"Đơn vị mới {one.told} không thể thuộc chính mình hoặc đơn vị bên dưới."
            seen.add(id(above))
            above = above.parent
        return ""
