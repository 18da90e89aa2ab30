"""Bảng trên trang: head and body of a table as a page shows it, each drawn in one piece: a summary has some thousand cells."""

from collections.abc import Callable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from common.cells import link, opening
from documents.table import GROUP, Cell, Column, Head, Line, Slot, Table
from documents.values import display

CSS = {"right": "num", "center": "center"}


def head_of(table: Table) -> SafeString:
    """The lines of the head."""
    lines = [f"<tr>{''.join(map(_head, line))}</tr>" for line in table.heads()]
    return mark_safe("\n".join(lines))  # every part is escaped


def _head(head: Head) -> str:
    across = f' colspan="{head.colspan}"' if head.colspan > 1 else ""
    down = f' rowspan="{head.rowspan}"' if head.rowspan > 1 else ""
    css = ' class="num"' if head.numeric else ""
    return f'<th scope="{"col" if head.leaf else "colgroup"}"{across}{down}{css}>{escape(head.label)}</th>'


def body_of(table: Table) -> SafeString:
    """Every line of it; one that says so where there is none."""
    begins = [_opening(column) for column in table.columns]
    cells = [(column.key, _drawing(column)) for column in table.columns]
    lines = [
        _labelled(table.group_line(row), begins) if GROUP in row
        else f'<tr class="row-row">{"".join([draw(row.get(key)) for key, draw in cells])}</tr>'
        for row in table.rows
    ]  # fmt: skip
    if table.has_totals:
        lines.append(_labelled(table.total_line(), begins))
    empty = f'<tr><td colspan="{table.width}" class="table-empty">{escape(table.empty)}</td></tr>'
    return mark_safe("\n".join(lines or [empty]))  # every part is escaped


def _opening(column: Column) -> str:
    return opening(column.full_label, CSS.get(column.alignment, ""))


def _drawing(column: Column) -> Callable[[Any], str]:
    """How the cells of a column are drawn."""
    begin, places = _opening(column), column.places

    def drawn(cell: Any) -> str:
        if not isinstance(cell, Cell):
            return f"{begin}{escape(display(cell, grouped=column.numeric, places=places))}</td>"
        text = display(cell.value, grouped=column.numeric, places=cell.places or places)
        return f"{begin}{link(cell.href, text) if cell.href else escape(text)}</td>"

    return drawn


def _labelled(line: Line, begins: list[str]) -> str:
    """A heading and a total begin with their words, over as many columns as they cover."""
    first, *others = line.slots
    return f'<tr class="row-{line.kind}">{_label(first)}{"".join([_cell(slot, begins) for slot in others])}</tr>'


def _label(slot: Slot) -> str:
    over = f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
    return f'<th scope="row"{over}>{escape(slot.text)}</th>'


def _cell(slot: Slot, begins: list[str]) -> str:
    return f"{begins[slot.column]}{link(slot.href, slot.text) if slot.href else escape(slot.text)}</td>"
