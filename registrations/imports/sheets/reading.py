"""Đọc một dòng: what each cell says, as the draft of a registration would hold it."""

import re
from functools import lru_cache

from common.vietnamese import clean
from documents.sheet_grid import GridLine
from registrations.benefits import LONGEST_LINE
from registrations.enums import Kind, Origin, RowKind, Salutation
from registrations.imports.sheets import values
from registrations.imports.sheets.headings import LEVEL_PREFIX
from registrations.imports.sheets.known import Known, plain
from registrations.imports.sheets.rows import Row
from registrations.imports.sheets.table import Table

LONGEST = {
    "title": (300, "Tên mô hình"), "person_name": (150, "Họ và tên"), "person_duty": (300, "Chức vụ"),
    "unit_address": (300, "Địa chỉ"), "model_address": (300, "Địa chỉ mô hình"), "time_text": (200, "Thời gian thực hiện"),
    "signer_name": (150, "Người đại diện ký"),
}  # fmt: skip
PLAIN_TEXTS = ("person_name", "person_duty", "unit_address", "model_address", "time_text", "signer_name")
_APART = re.compile(r"[;,/\n+]| và ")
_SALUTATION = re.compile(r"(ông|bà|đ/c|đồng chí)[. :]+(\S.*)", re.IGNORECASE)
_KINDS = {"tap the": Kind.COLLECTIVE, "ca nhan": Kind.INDIVIDUAL, "tt": Kind.COLLECTIVE, "cn": Kind.INDIVIDUAL}

# A register says “cả năm” and “kinh tế” thousands of times.
_cleaned = lru_cache(maxsize=20_000)(clean)


class Reader:
    """Reads the lines of one table for one plan."""

    def __init__(self, table: Table, known: Known, kind: str) -> None:
        self.table, self.known, self.kind = table, known, kind
        self.ticked = [level for level in known.levels if f"{LEVEL_PREFIX}{level.pk}" in table.columns]

    def read(self, line: GridLine) -> Row:
        row = Row(line.number, self._text(line, "title"))
        if not row.title:
            row.refuse("Còn thiếu: tên mô hình.")
        data = dict.fromkeys(("starts_on", "ends_on", "signed_on", "benefit_amount", "benefit_lines", "continues"), "")
        row.data = data | {"plan": str(self.known.plan.pk), "title": row.title, "other_sectors": []}
        row.data |= {key: self._text(line, key) for key in PLAIN_TEXTS}
        self._kind(row, line)
        self._sector(row, line)
        self._benefit(row, line)
        self._time(row, line)
        self._levels(row, line)
        self._origin(row, line)
        for key, (longest, label) in LONGEST.items():
            if len(row.data.get(key, "")) > longest:
                row.refuse(f"{label} dài {len(row.data[key])} ký tự; ghi tối đa {longest}.")
        return row

    def _text(self, line: GridLine, key: str) -> str:
        value = self.table.value(line, key)
        return _cleaned(value) if value else ""

    def _kind(self, row: Row, line: GridLine) -> None:
        written = _KINDS.get(plain(self._text(line, "kind")), "")
        if values.is_marked(self._text(line, "is_individual")):
            written = Kind.INDIVIDUAL
        elif values.is_marked(self._text(line, "is_collective")):
            written = Kind.COLLECTIVE
        of_group = next((_KINDS[plain(name)] for name in line.groups if plain(name) in _KINDS), "")
        row.kind = written or of_group or self._kind_unsaid(row)
        if (typed := self._text(line, "kind")) and not written:
            row.notes.append(f"“{typed[:40]}” không rõ tập thể hay cá nhân; hiểu là {Kind(row.kind).label}.")
        if row.kind == Kind.INDIVIDUAL:
            self._person(row)
        else:
            if left := [LONGEST[key][1] for key in ("person_name", "person_duty") if row.data.pop(key)]:
                row.notes.append(f"{', '.join(left).capitalize()} không ghi ở bản đăng ký tập thể, để lại trong sổ.")

    def _kind_unsaid(self, row: Row) -> str:
        if self.kind == RowKind.BY_PERSON:
            return Kind.INDIVIDUAL if row.data["person_name"] else Kind.COLLECTIVE
        return Kind(self.kind)

    def _person(self, row: Row) -> None:
        row.data["person_title"] = ""
        if called := _SALUTATION.fullmatch(row.data["person_name"]):
            word = called[1].capitalize()
            row.data["person_name"] = called[2]
            row.data["person_title"] = word if word in Salutation.values else ""

    def _sector(self, row: Row, line: GridLine) -> None:
        typed = self._text(line, "sector")
        row.data["sector"] = ""
        if not typed:
            found = next((one for name in line.groups if (one := self.known.sector_named(name))), None)
            self._take_sectors(row, [found] if found else [])
            return
        whole = self.known.sector_named(typed)
        parts = [clean(part) for part in re.split(r"[;\n]", self.table.value(line, "sector")) if part.strip()]
        named = [whole] if whole else [self.known.sector_named(part) for part in parts]
        if None in named:
            unknown = next(part for part, one in zip(parts, named, strict=False) if one is None)
            row.notes.append(f"Lĩnh vực “{unknown[:60]}” không có trong kế hoạch; để trống.")
        self._take_sectors(row, [one for one in named if one])

    def _take_sectors(self, row: Row, sectors: list) -> None:
        if sectors:
            main, *others = dict.fromkeys(sectors)
            row.data["sector"], row.sector_name = str(main.pk), main.name
            row.data["other_sectors"] = [str(one.pk) for one in others]

    def _benefit(self, row: Row, line: GridLine) -> None:
        typed, lines = self.table.value(line, "benefit"), []
        for part in values.result_lines(typed):
            try:
                amount = values.read_amount(part, self.table.benefit_scale)
            except ValueError as problem:
                row.refuse(f"Giá trị làm lợi: {problem}")
                continue
            if amount is None or row.data["benefit_amount"]:
                lines.append(values.with_scale(part, self.table.benefit_scale))
            else:
                row.data["benefit_amount"] = values.amount_text(amount)
        if lines:
            row.notes.append(f"“{lines[0][:40]}” không phải số tiền nên ghi ở Kết quả khác tiền.")
        lines += values.result_lines(self.table.value(line, "results"))
        if any(len(one) > LONGEST_LINE for one in lines):
            row.refuse(f"Có kết quả ghi dài quá {LONGEST_LINE} ký tự; hãy tách bằng dấu chấm phẩy.")
        row.data["benefit_lines"] = "\n".join(lines)

    def _time(self, row: Row, line: GridLine) -> None:
        start, end = values.read_time(row.data["time_text"], self.known.plan.year)
        days = {"starts_on": start, "ends_on": end}
        for key, label in (("starts_on", "Bắt đầu"), ("ends_on", "Hoàn thành"), ("signed_on", "Ngày ký")):
            if typed := self._text(line, key):
                days[key] = self._day(row, typed, label, last=key == "ends_on")
        if days["starts_on"] and days["ends_on"] and days["ends_on"] < days["starts_on"]:
            row.refuse("Ngày hoàn thành trước ngày bắt đầu.")
        row.data |= {key: f"{day:%d/%m/%Y}" if day else "" for key, day in days.items()}
        if not row.data["time_text"]:
            words = {"starts_on": "từ", "ends_on": "đến"}
            row.data["time_text"] = " ".join(f"{word} {row.data[key]}" for key, word in words.items() if row.data[key])

    def _day(self, row: Row, typed: str, label: str, *, last: bool):
        """A day, or the first or last one of “tháng 5/2026”, “Quý III/2026”."""
        try:
            return row.read_day(label, typed)
        except ValueError as problem:
            whole = values.read_time(typed, self.known.plan.year)
            if not whole[0]:
                row.refuse(f"{label}: {problem}")
            return whole[last]

    def _levels(self, row: Row, line: GridLine) -> None:
        levels = [one for one in self.ticked if values.is_marked(self._text(line, f"{LEVEL_PREFIX}{one.pk}"))]
        for part in _APART.split(self.table.value(line, "levels")):
            if not (word := _cleaned(part)):
                continue
            if level := self.known.level_named(word):
                levels.append(level)
            else:
                row.refuse(f"Cấp “{word[:40]}” không có trong năm {self.known.plan.year}.")
        levels = list(dict.fromkeys(levels)) or self.known.levels[:1]
        row.data["levels"] = [str(level.pk) for level in levels]
        row.level_rank = min((level.rank for level in levels), default=0)

    def _origin(self, row: Row, line: GridLine) -> None:
        row.data["origin"] = Origin.CONTINUED if "tiep tuc" in plain(self._text(line, "origin")) else Origin.NEW
