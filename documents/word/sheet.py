"""What every Word file is made of: the sheet with its margins, lines of text, columns without borders, tables, the head."""

import io
import re
from copy import deepcopy
from functools import cache
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from documents.letterhead import DEMO_LINE, FREEDOM, MOTTO, PARTY, Letterhead
from documents.table import Head, Line, Table

FONT = "Times New Roman"
SIZE, SMALL = 13.5, 11.5
# The letters of a table's head and of its lines, and the millimetres beside them in a cell: the more columns the smaller.
LOOSE, CROWDED, DENSE = (SMALL, SMALL, 1), (10, 10.5, 0.4), (8.5, 9.5, 0.4)
MOST_LOOSE = 8
# A total with the last two rows, else the last three.
GO_ALONG = 3
CENTER, LEFT, RIGHT, EVEN = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
SIDES = {"left": LEFT, "center": CENTER, "right": RIGHT}
# Millimetres between the margins of Nghị định 30/2020/NĐ-CP, upright and across.
UPRIGHT, ACROSS = 165, 262
# A no-break space: an empty line takes the height of ordinary letters whatever is asked of it.
NOTHING = "\u00a0"
# Within a code or the number of a paper no line ends. Word has a sign of its own for that, read as the plain hyphen.
_TIED = re.compile("(?<=[A-ZĐ0-9])-(?=[A-ZĐ0-9])")


def new_sheet(title: str, *, across: bool = False, is_demo: bool = False, is_draft: bool = False) -> Any:
    """An empty A4 sheet; what is a draft or demo data says so on every page."""
    sheet = docx.Document()
    section = sheet.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if across else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = (Mm(20), Mm(15)) if across else (Mm(30), Mm(15))
    style = sheet.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    properties = sheet.core_properties
    properties.title, properties.author, properties.comments = title[:255], "", ""
    # The number of a page stands in the middle above it, but on the first.
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])
    if is_demo:
        for footer in (section.first_page_footer, section.footer):
            write(footer.paragraphs[0], DEMO_LINE, align=CENTER, size=9, bold=True)
    if is_draft:
        for header in (section.first_page_header, section.header):
            write(header.add_paragraph(), "Bản nháp", align=RIGHT, size=12, italic=True)
    return sheet


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def as_bytes(sheet: Any) -> bytes:
    out = io.BytesIO()
    sheet.save(out)
    return out.getvalue()


def write(
    paragraph: Any, text: str, *, align: Any = LEFT, size: float = SIZE, bold: bool = False, italic: bool = False,
    underline: bool = False, indent: bool = False,
) -> None:  # fmt: skip
    """Append a run of text, without the signs a Word file may not hold."""
    run = paragraph.add_run()
    run._r.append(deepcopy(_look(size, bold, italic, underline)))
    for place, part in enumerate(_TIED.split("".join(sign for sign in text if sign >= " " or sign in "\n\t"))):
        if place:
            run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent, paragraph.paragraph_format.space_after = Mm(11), Pt(6)


@cache
def _look(size: float, bold: bool, italic: bool, underline: bool) -> Any:
    """How the letters of a run look. The library takes long to say it, so every run is given a copy."""
    nowhere: Any = None
    run = Run(OxmlElement("w:r"), nowhere)
    run.font.size, run.font.name = Pt(size), FONT
    run.bold, run.italic, run.underline = bold, italic, underline
    return run._r.rPr


def write_lines(cell: Any, lines: list[tuple[str, dict[str, Any]]]) -> None:
    """Each line a paragraph of the cell; the cell's own empty one is the first."""
    for place, (text, look) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        write(paragraph, text, **look)


def columns(sheet: Any, widths: tuple[float, ...]) -> list[Any]:
    """The cells of one line without borders; widths in millimetres."""
    table = sheet.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    # The motto needs the whole width of its column.
    _pad(table, 0)
    _together(table.rows[0])
    _widen(table, [Mm(width) for width in widths])
    return list(table.rows[0].cells)


def _pad(table: Any, sides: float, lines: float = 0) -> None:
    """How far, in millimetres, the words of a cell keep from its sides, and from the lines above and below."""
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", lines), ("left", sides), ("bottom", lines), ("right", sides)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(Mm(room).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    # Word minds the order of what a table says of itself.
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def write_dots(paragraph: Any, *, width: int = UPRIGHT) -> None:
    """A dotted line to write on by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    write(paragraph, "\t")
    paragraph.paragraph_format.space_after = Pt(4)


def write_head(sheet: Any, head: Letterhead, dated: str = "", about: str = "", *, width: int = UPRIGHT) -> None:
    """Who writes at the left with number and subject, motto and date at the right."""
    is_party = head.family == "party"
    left_share = 0.51 if is_party else 0.41
    left, right = columns(sheet, (width * left_share, width * (1 - left_share)))
    ruled = {"align": CENTER, "underline": True}
    said: list[tuple[str, dict[str, Any]]] = [
        (text, {"align": CENTER, "size": 12.5, "bold": bold}) for text, bold in head.left_lines
    ]
    said.append(("*" if is_party else "_______", {"align": CENTER, "size": 12 if is_party else 8}))
    if head.number_line:
        said.append((head.number_line, {"align": CENTER, "size": 13}))
    if about:
        said.append((about, {"align": CENTER, "size": 12}))
    write_lines(left, said)
    _set_apart(left.paragraphs[len(head.left_lines)])
    top: list[tuple[str, dict[str, Any]]] = [(PARTY, {**ruled, "size": 14, "bold": True})]
    if head.has_motto:
        top = [(MOTTO, {"align": CENTER, "size": 12.5, "bold": True}), (FREEDOM, {**ruled, "bold": True})]
    if dated:
        # On the line of the number: beside every other line at the left stands one of its height, words in it or not.
        lower = [(NOTHING, {"size": 12.5})] * (len(head.left_lines) - len(top))
        top += [*lower, (NOTHING, {}), (dated, {"align": CENTER, "italic": True, "size": 13})]
    write_lines(right, top)
    if dated:
        _set_apart(right.paragraphs[-2])


def _set_apart(paragraph: Any) -> None:
    """The line of the rule under a name, of the same height at both sides."""
    paragraph.paragraph_format.line_spacing = Pt(12)


def write_table(sheet: Any, table: Table, *, width: int = UPRIGHT) -> None:
    """The table with its head on every page. The line before it keeps it from growing into a table above."""
    before = sheet.add_paragraph().paragraph_format
    # What announces the table, and the table's own head, stay with its first line.
    before.line_spacing, before.keep_with_next = Pt(2), True
    heads, lines = table.heads(), list(table.lines())
    # All rows at once: the library takes long to add them one by one.
    drawn = sheet.add_table(rows=len(heads) + 1 + len(lines), cols=table.width, style="Table Grid")
    drawn.autofit = False
    head_size, size, sides = DENSE if table.is_dense else LOOSE if table.width <= MOST_LOOSE else CROWDED
    _pad(drawn, sides, 0.7)
    rows = list(drawn.rows)
    head, numbers, body = rows[: len(heads)], rows[len(heads)], rows[len(heads) + 1 :]
    _table_head(head, heads, head_size)
    _repeated(numbers)
    for cell, number in zip(numbers.cells, table.numbers, strict=True):
        write(cell.paragraphs[0], f"({number})", align=CENTER, size=9.5, italic=True)
    for place, line in enumerate(lines):
        _table_line(body[place], line, size)
        if line.kind == "group":
            _with_next(body[place])
    if table.has_totals:
        _with_next(rows[-2])
    _widen(drawn, [Mm(width * share / 100) for share in table.shares])
    sheet.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _table_head(rows: list[Any], heads: list[list[Head]], size: float) -> None:
    for row in rows:
        _repeated(row)
    cells = [row.cells for row in rows]  # found anew by the library at every call
    for level, line in enumerate(heads):
        for head in line:
            cell = cells[level][head.column]
            last = cells[level + head.rowspan - 1][head.column + head.colspan - 1]
            cell = cell.merge(last) if last is not cell else cell
            write(cell.paragraphs[0], head.label, align=CENTER, size=size, bold=True)


def _widen(drawn: Any, widths: list[int]) -> None:
    """Every cell says its width; one that covers several columns theirs together."""
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for row in drawn.rows:
        at = 0
        for cell in row._tr.tc_lst:
            cell.width = sum(widths[at : at + cell.grid_span])
            at += cell.grid_span


def _table_line(row: Any, line: Line, size: float) -> None:
    _together(row)
    cells = row.cells
    for slot in line.slots:
        cell = cells[slot.column]
        if slot.colspan > 1:
            cell = cell.merge(cells[slot.column + slot.colspan - 1])
        write(cell.paragraphs[0], slot.text, align=SIDES[slot.alignment], size=size, bold=line.kind != "row")


def _repeated(row: Any) -> None:
    """A head that stands on every page, and at the foot of none without a line under it."""
    _marked(row, "w:tblHeader")
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _together(row: Any) -> None:
    """A row that no page divides, as who signs and the name under it."""
    _marked(row, "w:cantSplit")


def keep_last_lines(sheet: Any) -> None:
    """The last lines of the table just written stand on the page of what follows."""
    for row in sheet.tables[-1].rows[-GO_ALONG:]:
        _with_next(row)
    sheet.paragraphs[-1].paragraph_format.keep_with_next = True


def _with_next(row: Any) -> None:
    """A row that stands on the page of the next one: the last one before a total, a heading."""
    for paragraph in (one for cell in row.cells for one in cell.paragraphs):
        paragraph.paragraph_format.keep_with_next = True


def _marked(row: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
