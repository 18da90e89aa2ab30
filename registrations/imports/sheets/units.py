"""Đơn vị của dòng: by its code, by its name, by the group it stands in; else as the person said when asked."""

from common.vietnamese import clean
from documents.sheet_grid import GridLine
from registrations.imports.sheets.known import UNITS, Known, plain
from registrations.imports.sheets.rows import ELSEWHERE, LONGEST_SAID, TYPED, Place, Row
from registrations.imports.sheets.table import Table


class UnitFinder:
    """Finds the units of one table's lines. `choices` is what was said in this batch, row by row."""

    def __init__(self, table: Table, known: Known, choices: dict[str, str]) -> None:
        self.table, self.known = table, known
        self.chosen = {number: said for number, said in choices.items() if said}
        self.answers = self._answers() if self.chosen else {}

    def _answers(self) -> dict[str, Place]:
        """What a name means → the unit: said at one row, it holds for all that say the same."""
        lines = {str(line.number): line for line in self.table.lines}
        found = {}
        for number, said in self.chosen.items():
            if number in lines and (place := self._meant(said)):
                found[self._said(lines[number])] = place
        return found

    def _meant(self, said: str) -> Place | None:
        if said.startswith(TYPED):
            return self.known.labelled(said.removeprefix(TYPED))
        return self.known.places.get(int(said)) if said.isdecimal() else None

    def _said(self, line: GridLine) -> str:
        """By which an answer is remembered: the name, and what it stands under where that is a unit."""
        over = [clean(self.table.value(line, "unit_above")), *line.groups]
        over = [name for name in over if name and self.known.named(name)]
        return plain(" ".join([clean(self.table.value(line, "unit")), *over]), UNITS)[:LONGEST_SAID]

    def find(self, row: Row, line: GridLine) -> None:
        code = clean(self.table.value(line, "unit_code"))
        name = clean(self.table.value(line, "unit"))
        above = clean(self.table.value(line, "unit_above"))
        row.unit_text = name or code
        if code:
            row.unit, note = self.known.with_code(code)
            row.notes += [note] if note else []
            if row.unit is None and not name:
                row.refuse(f"Không có đơn vị nào mang mã “{code[:30]}” trong phạm vi phụ trách.")
        if row.unit is None and name:
            self._by_name(row, name, above, line.groups)
        if not code and not name:
            self._by_group(row, above, line.groups)
        if row.asks:
            self._as_said(row, line)

    def _by_name(self, row: Row, name: str, above: str, groups: list[str]) -> None:
        found: list[Place] = []
        for over in filter(None, [above, *groups, ""]) if above or groups else [""]:
            found = self.known.named(name, over)
            if len(found) == 1:
                break
        found = found or self.known.named(name)
        if not found:
            found = self._as_called(name, above, groups)
            if len(found) == 1:
                row.notes.append(f"“{name[:80]}” hiểu là {found[0].told}.")
        self._take(row, found)

    def _as_called(self, name: str, above: str, groups: list[str]) -> list[Place]:
        """By abbreviations and without the area's name, in the area that the row stands under where it names one."""
        found = self.known.called(name)
        for over in filter(None, [above, *groups]):
            paths = [place.path for place in self.known.named(over)]
            if within := [place for place in found if any(place.path.startswith(path) for path in paths)]:
                return within
        return found

    def _by_group(self, row: Row, above: str, groups: list[str]) -> None:
        """A heading between the rows names the unit of those below it; else the column of the communes does."""
        for name in [*groups, above] if above else groups:
            if found := self.known.named(name):
                row.unit_text = name
                self._take(row, found)
                return
        row.refuse("Chưa ghi đơn vị đăng ký.")

    def _take(self, row: Row, found: list[Place]) -> None:
        if len(found) == 1:
            row.unit = found[0]
        else:
            row.candidates, row.asks = found, True

    def _as_said(self, row: Row, line: GridLine) -> None:
        """What was said at this row, at another of the same name, or the last time; else the row asks."""
        row.said, chosen = self._said(line), self.chosen.get(str(row.number), "")
        own = self._meant(chosen)
        row.unit = own or self.answers.get(row.said)
        row.answered = row.unit is not None
        row.elsewhere = chosen == ELSEWHERE or (chosen.startswith(TYPED) and own is None)
        if row.elsewhere:
            row.unit, row.answered, row.typed = None, False, chosen.removeprefix(TYPED)
        elif row.unit is None and (place := self.known.remembered(row.said)):
            row.unit = place
            row.notes.append(f"“{row.unit_text[:80]}” hiểu là {place.told}, như đơn vị mình chọn lần trước.")
        if row.unit is None:
            self._ask(row)
        else:
            row.typed = self.known.label_of[row.unit.pk]

    def _ask(self, row: Row) -> None:
        if row.typed:
            row.refuse(f"Không rõ “{row.typed[:80]}” là đơn vị nào; hãy chọn một tên trong danh sách.")
        elif not row.candidates:
            row.refuse(f"Không có đơn vị nào tên “{row.unit_text[:80]}” trong phạm vi phụ trách.")
