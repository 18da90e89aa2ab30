"""Bảng sắp xếp từ Excel: which columns it has, and what each row would do. Reads only; `importing` writes."""

from reorganisation.sheets.headings import EXAMPLES, HEADINGS, KEEP, NOTES
from reorganisation.sheets.judging import judge
from reorganisation.sheets.rows import Planned, Row

__all__ = ["EXAMPLES", "HEADINGS", "KEEP", "NOTES", "Planned", "Row", "judge"]
