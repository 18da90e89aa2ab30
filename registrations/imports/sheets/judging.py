"""Xét từng dòng: every row read, its unit found, held against what is registered and against the other rows. Reads only."""

from collections.abc import Callable
from uuid import UUID, uuid5

from common.dates import day as told_day
from common.vietnamese import clean
from documents.sheet_grid import GridLine
from registrations.enums import Becomes, Kind
from registrations.forms import form_class
from registrations.imports.sheets import values
from registrations.imports.sheets.known import Known, plain
from registrations.imports.sheets.reading import Reader
from registrations.imports.sheets.rows import SKIP, TAKE, Row
from registrations.imports.sheets.table import table_of
from registrations.imports.sheets.units import UnitFinder
from registrations.likeness import Seen

TOLD_EVERY = 200


def row_token(batch, number: int, part: str = "") -> UUID:
    """The one-time token of a row: whoever writes the batch again finds what is written already."""
    return uuid5(batch.token, f"{number}{part}")


def judge(batch, *, by, told: Callable[[int], None] = lambda done: None, without: set[int] = frozenset()) -> list[Row]:
    """Every row judged: a fixed number of questions to the database, however many rows.

    `without` are records that this very batch has made: a row does not repeat itself.
    """
    table, known = table_of(batch), Known(by, batch.plan)
    judging, rows = _Judging(batch, known, Reader(table, known, batch.kind)), []
    for done, line in enumerate(table.lines, 1):
        rows.append(judging.row(line))
        if done % TOLD_EVERY == 0:
            told(done)
    judging.against_others(rows, without)
    return rows


class _Judging:
    """Judges the rows of one batch."""

    def __init__(self, batch, known: Known, reader: Reader) -> None:
        self.batch, self.known, self.reader, self.table = batch, known, reader, reader.table
        self.units = UnitFinder(self.table, known, batch.choices)
        # A register has no columns for what a plan asks beyond the five items.
        further = tuple(item.field for item, is_needed in known.plan.form_items() if is_needed)
        self.needed = {kind: (*form_class(kind).needed, *further) for kind in Kind.values}
        self.labels = {kind: {name: str(field.label) for name, field in form_class(kind).base_fields.items()}
                       | {item.field: item.label for item, _ in known.plan.form_items()} for kind in Kind.values}  # fmt: skip

    def row(self, line: GridLine) -> Row:
        row = self.reader.read(line)
        chosen = str(self.batch.choices.get(str(line.number), ""))
        row.choice = chosen if chosen in {SKIP, TAKE} else ""
        self.units.find(row, line)
        row.lacking = [self._label(row.kind, name) for name in self.needed[row.kind] if not row.data.get(name)]
        if row.unit:
            self._judge_unit(row)
        if self.batch.becomes != Becomes.DRAFT and row.lacking:
            row.refuse(f"Còn thiếu: {'; '.join(row.lacking)}.")
        if self.batch.becomes == Becomes.REGISTERED:
            self._judge_register(row, line)
        return row

    def _label(self, kind: str, name: str) -> str:
        return self.labels[kind][name]

    def _judge_unit(self, row: Row) -> None:
        unit, plan = row.unit, self.known.plan
        if not unit.path.startswith(plan.scope_path):
            row.refuse(f"Kế hoạch số {plan.number} không áp dụng cho {unit.told}.")
        row.data["unit_address"] = row.data["unit_address"] or unit.address
        if self.batch.becomes == Becomes.DRAFT:
            return
        if not self.known.route(unit):
            row.refuse(f"Chưa có nơi tiếp nhận đăng ký của {unit.told}.")
        if self.batch.becomes == Becomes.SENT and not self.known.is_open_for(unit, self.known.today):
            row.refuse(
                f"Kế hoạch nhận đăng ký từ {told_day(plan.opens_on)} đến hết {told_day(plan.last_day)}; {unit.told} chưa được phép nộp muộn."
            )

    def _judge_register(self, row: Row, line: GridLine) -> None:
        """Number and day of the paper register, and whether this desk is where the paper was confirmed."""
        typed, day = clean(self.table.value(line, "register_number")), clean(self.table.value(line, "registered_on"))
        try:
            row.register_number = values.read_register_number(typed) if typed else None
        except ValueError as problem:
            row.refuse(f"Số vào sổ: {problem}")
        try:
            row.registered_on = row.read_day("Ngày vào sổ", day) if day else None
        except ValueError as problem:
            row.refuse(f"Ngày vào sổ: {problem}")
            return
        if not row.registered_on:
            row.refuse("Chưa ghi ngày vào sổ.")
        elif row.registered_on > self.known.today:
            row.refuse(f"Ngày vào sổ {told_day(row.registered_on)} chưa đến.")
        elif row.unit and not self.known.is_open_for(row.unit, row.registered_on):
            plan = self.known.plan
            row.refuse(
                f"Ngày vào sổ {told_day(row.registered_on)} ngoài thời gian nhận đăng ký của kế hoạch ({told_day(plan.opens_on)} – {told_day(plan.last_day)})."
            )
        if row.unit:
            self._judge_desk(row)

    def _judge_desk(self, row: Row) -> None:
        route = self.known.route(row.unit)
        if not route:
            return
        desk = route[0]
        reached = desk.level and desk.level.rank <= row.level_rank
        if not self.known.sits_at(desk, row.unit):
            row.refuse(f"Nơi tiếp nhận của {row.unit.told} là {desk}; sổ của nơi đó do nơi đó nhập.")
        elif not reached and len(route) > 1:
            row.refuse("Đăng ký cấp cao hơn nơi này thì còn phải chuyển cấp trên; hãy nhập thành bản đã nộp.")

    def against_others(self, rows: list[Row], without: set[int]) -> None:
        """What is registered already, then the rows among themselves; a register number is given once."""
        seen = Seen()
        for unit, kind, person, title, code in self.known.registered(without):
            seen.meet((unit, kind, plain(person)), title, code)
        taken = {(desk, year, number): "hồ sơ khác" for desk, year, number in self.known.numbers_taken(without)}
        for row in rows:
            if row.unit and row.title and row.choice != SKIP:
                key = (row.unit.pk, row.kind, plain(row.data.get("person_name", "")))
                row.same = seen.meet(key, row.title, f"dòng {row.number}")
            if row.register_number and row.registered_on and row.unit and self.known.route(row.unit):
                self._give_number(row, taken)

    def _give_number(self, row: Row, taken: dict[tuple, str]) -> None:
        key = self.known.route(row.unit)[0].pk, row.registered_on.year, row.register_number
        if key in taken and row.choice != SKIP:
            row.refuse(f"Số {row.register_number} của sổ năm {key[1]} đã cấp cho {taken[key]}.")
        taken.setdefault(key, f"dòng {row.number}")
