"""Sổ đăng ký từ Excel: which columns it has, what each row says, what it would become. Reads only; `importing` writes."""

from registrations.imports.sheets.judging import judge
from registrations.imports.sheets.rows import Row
from registrations.imports.sheets.table import SheetText, Table

__all__ = ["Row", "SheetText", "Table", "judge"]
