"""Annexes into one Excel workbook, in the layout of an office paper.

openpyxl's write-only mode keeps the memory flat. Two things make it quick: one cell object per column and kind of line
is filled again and again (`Pen`), and the sheet takes those cells as they are instead of testing each value for its type.
"""

import io
from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from documents.annex import KEPT_WITH_SIGNATURES, Annex
from documents.excel_layout import BOLD_SIGN, Band, after_table, before_table, height_of, lines_needed
from documents.excel_pages import LINE, page_breaks
from documents.excel_style import Pens, measured_in_letters
from documents.letterhead import DEMO_LINE
from documents.table import GROUP, Column, Head, Line, Table, bare, places_of

A4 = 9
MILLIMETRES = 1 / 25.4
SHEET_NAME_LENGTH = 31
FORBIDDEN_IN_SHEET_NAME = str.maketrans("[]:*?/\\", "()-----")
LINE_HEIGHT = 16.5
# So many columns as a dense table has print in readable letters only where each is as narrow as its figures allow.
DENSE_ROOM = -0.8
# So many characters print across A4 in letters of 9 points; a wider table would print in smaller ones.
READABLE = 160
# A column of text keeps room for a day, “16/10/2026”, and most of what it was given.
NARROWEST, KEPT_SHARE = 10, 0.7
DRAFT = "Bản nháp"
MARK_FONT = "Times New Roman,Regular"


class PreparedSheet(WriteOnlyWorksheet):
    """A write-only sheet that takes finished cells only."""

    def _values_to_row(self, values: Iterable[Any], row_idx: int) -> Iterator[Any]:
        for cell in values:
            cell.row = row_idx
            yield cell


def annexes_to_xlsx(annexes: Iterable[Annex], file: Any = None) -> bytes:
    """One workbook with a sheet for each annex; also written to `file` if one is given (then returns nothing)."""
    book = Workbook(write_only=True)
    measured_in_letters(book)
    for annex in annexes:
        _Sheet(book, annex).write()
    out = io.BytesIO() if file is None else file
    book.save(out)
    return out.getvalue() if file is None else b""


def annex_to_xlsx(annex: Annex, file: Any = None) -> bytes:
    """A workbook with one annex."""
    return annexes_to_xlsx([annex], file)


class _Sheet:
    """One annex being written, line by line from the top."""

    def __init__(self, book: Workbook, annex: Annex) -> None:
        self.annex, self.table = annex, annex.table
        self.sheet = PreparedSheet(book, _free_name(book, annex))
        book._add_sheet(self.sheet)
        self.pens = Pens(self.sheet)
        self.at = 0
        # Of every row: as numbers alone, for there may be a hundred thousand.
        self.heights = array("f")

    def write(self) -> None:
        widths = _column_widths(self.table)
        for index, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = width
        _set_up_page(self.sheet, self.annex)
        for band in before_table(self.annex, widths):
            self._band(band)
        first = self.at + 1
        self._head(widths)
        self.sheet.print_title_rows, body = f"{first}:{self.at}", self.at
        self._body(widths)
        # The first row stays where the head is.
        head, kept = range(first, body + 1), max(body + 2, self.at + 1 - KEPT_WITH_SIGNATURES)
        for band in after_table(self.annex, widths):
            self._band(band)
        for one in page_breaks(self.heights, widths, head=head, kept=kept):
            self.sheet.row_breaks.append(one)

    def _append(self, cells: list[Any], *, height: float | None = None) -> None:
        self.at += 1
        self.heights.append(height or LINE)
        if height:
            # Of all that openpyxl could tell of a line, and forgotten once it is written: ten thousand would be kept.
            self.sheet.row_dimensions[self.at] = {"ht": f"{height:g}", "customHeight": "1"}
        self.sheet.append(cells)
        self.sheet.row_dimensions.pop(self.at, None)

    def _band(self, band: Band) -> None:
        cells = []
        for start, span, text, style in band.texts:
            cells.append(self.pens.text(style, start, text))
            self._merge(self.at + 1, start, 1, span)
        self._append(cells, height=band.lines * LINE_HEIGHT)

    def _head(self, widths: list[float]) -> None:
        """The head, every cell of a merged one drawn so that its border is whole; then (1) (2) (3)."""
        heads = self.table.heads()
        for line in heads:
            for head in line:
                self._merge(self.at + 1 + heads.index(line), head.column, head.rowspan, head.colspan)
        for line, lines in zip(heads, _lines_of_heads(heads, widths), strict=True):
            labels = {head.column: head.label for head in line}
            cells = [self.pens.text("head", index, labels.get(index, "")) for index in range(self.table.width)]
            self._append(cells, height=LINE_HEIGHT * lines)
        self._append([self.pens.text("count", index, f"({n})") for index, n in enumerate(self.table.numbers)])

    def _body(self, widths: list[float]) -> None:
        table, start = self.table, self.at
        columns = [(index, c.key, c.places, (c.alignment, c.numeric)) for index, c in enumerate(table.columns)]
        value = self.pens.value
        for row in table.rows:
            if GROUP in row:
                self._labelled(table.group_line(row))
            else:
                given = [(one := row.get(key), places_of(one) or places) for _i, key, places, _look in columns]
                found = [bare(one) for one, _places in given]
                cells = [
                    value("body", i, one, *look, places)
                    for (i, _key, _usual, look), one, (_cell, places) in zip(columns, found, given, strict=True)
                ]
                self._append(cells, height=height_of(found, widths))
        if self.at == start:
            self._band(Band([(0, table.width, table.empty, "note")]))
        if table.has_totals:
            self._labelled(table.total_line())

    def _labelled(self, line: Line) -> None:
        first, *rest = line.slots
        empty = [self.pens.text(line.kind, index, "") for index in range(1, first.colspan)]
        figures = [self.pens.value(line.kind, s.column, s.value, s.alignment, s.numeric, s.places) for s in rest]
        self._merge(self.at + 1, 0, 1, first.colspan)
        self._append([self.pens.text(line.kind, 0, first.text), *empty, *figures])

    def _merge(self, row: int, column: int, rows: int, columns: int) -> None:
        if rows * columns > 1:
            area = CellRange(
                min_row=row, min_col=column + 1, max_row=row + rows - 1, max_col=column + columns, title=None
            )
            # The set itself: MultiCellRange.add() walks all ranges each time.
            self.sheet.merged_cells.ranges.add(area)


def _lines_of_heads(heads: list[list[Head]], widths: list[float]) -> list[int]:
    """How many lines of letters each line of the head has; a head over several adds to the last what it still lacks."""
    needed = {
        head: lines_needed(head.label, sum(widths[head.column :][: head.colspan])) for line in heads for head in line
    }
    lines = [max([1, *(needed[head] for head in line if head.rowspan == 1)]) for line in heads]
    for at, line in enumerate(heads):
        for head in line:
            last = at + head.rowspan
            lines[last - 1] += max(0, needed[head] - sum(lines[at:last]))
    return lines


def _column_widths(table: Table) -> list[float]:
    """What the table asks for, but never less than its totals need: a figure too wide for its cell shows as “###”."""
    room = DENSE_ROOM if table.is_dense else 1
    widths = [max(column.characters + room, _longest_word(column)) for column in table.columns]
    if table.has_totals:
        for slot in table.total_line().slots[1:]:
            widths[slot.column] = max(widths[slot.column], len(slot.text) + 1)
    return _narrowed(table, widths)


def _narrowed(table: Table, widths: list[float]) -> list[float]:
    """What a table is too wide for readable letters its columns of text give up, each by what it can spare."""
    excess = sum(widths) - READABLE
    spare = [
        0.0 if column.numeric or column.keeps_width else max(0.0, width - max(_narrowest(column), width * KEPT_SHARE))
        for column, width in zip(table.columns, widths, strict=True)
    ]
    if excess <= 0 or not any(spare):
        return widths
    share = min(1, excess / sum(spare))
    return [width - share * one for width, one in zip(widths, spare, strict=True)]


def _narrowest(column: Column) -> float:
    return max(NARROWEST, _longest_word(column))


def _longest_word(column: Column) -> float:
    """No word of its head may break."""
    return max(map(len, column.label.split()), default=0) * BOLD_SIGN + 1


def _free_name(book: Workbook, annex: Annex) -> str:
    wanted = (annex.heading or annex.table.title).translate(FORBIDDEN_IN_SHEET_NAME)[:SHEET_NAME_LENGTH]
    taken = set(book.sheetnames)
    names = [wanted, *(f"{wanted[: SHEET_NAME_LENGTH - 4]} ({n})" for n in range(2, 100))]
    return next(name for name in names if name not in taken)


def _set_up_page(sheet: Any, annex: Annex) -> None:
    """A4 landscape, as wide as the page, page number centred on top but not on the first page."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    setup = sheet.page_setup
    setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight = "landscape", A4, 1, 0
    setup.firstPageNumber, setup.useFirstPageNumber = 1, True
    edge, side = 20 * MILLIMETRES, 15 * MILLIMETRES
    sheet.page_margins = PageMargins(left=side, right=side, top=edge, bottom=edge, header=side / 2, footer=side / 2)
    sheet.print_options.horizontalCentered = True
    furniture = sheet.HeaderFooter
    furniture.differentFirst = True
    marks = [(furniture.oddHeader.center, "&P")]
    if annex.is_draft:
        marks += [(furniture.oddHeader.right, DRAFT), (furniture.firstHeader.right, DRAFT)]
    if annex.is_demo:
        marks += [(furniture.oddFooter.center, DEMO_LINE), (furniture.firstFooter.center, DEMO_LINE)]
    for place, text in marks:
        place.text, place.font, place.size = text, MARK_FONT, 11
