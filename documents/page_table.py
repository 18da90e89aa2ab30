"""Thân bảng trên trang: the body of a table as a page shows it, drawn in one piece: a summary has some thousand cells."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from common.cells import link, opening
from documents.table import Line, Slot, Table

CSS = {"right": "num", "center": "center"}


def body_of(table: Table) -> SafeString:
    """Every line of it; one that says so where there is none."""
    begins = [opening(column.full_label, CSS.get(column.alignment, "")) for column in table.columns]
    lines = [_line(line, begins) for line in table.lines()]
    empty = f'<tr><td colspan="{table.width}" class="table-empty">{escape(table.empty)}</td></tr>'
    return mark_safe("\n".join(lines or [empty]))  # every part is escaped


def _line(line: Line, begins: list[str]) -> str:
    """A heading and a total begin with their words, over as many columns as they cover."""
    first, *others = line.slots
    head = _cell(first, begins) if line.kind == "row" else _label(first)
    return f'<tr class="row-{line.kind}">{head}{"".join([_cell(slot, begins) for slot in others])}</tr>'


def _label(slot: Slot) -> str:
    over = f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    return f'<th scope="row"{over}>{escape(slot.text)}</th>'


def _cell(slot: Slot, begins: list[str]) -> str:
    return f"{begins[slot.column]}{link(slot.href, slot.text) if slot.href else escape(slot.text)}</td>"
