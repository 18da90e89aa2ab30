"""Sổ đăng ký từ Excel: which columns it has, what each row says, what it would become. Reads only; `importing` writes."""

from registrations.sheets.judging import judge
from registrations.sheets.rows import Row
from registrations.sheets.table import SheetText, Table

__all__ = ["Row", "SheetText", "Table", "judge"]
