"""A letter as a Word file: the same data as its PDF, for people to finish in their own program."""

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.letterhead import Letterhead
from documents.letters import Letter
from documents.table import Line, Table

FONT = "Times New Roman"
SIZE, SMALL = 13.5, 11.5
CENTER, LEFT, RIGHT, EVEN = (
    WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip
SIDES = {"left": LEFT, "center": CENTER, "right": RIGHT}
WIDTH = 165
MOTTO, FREEDOM, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
DEMO = "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG"


def letter_to_docx(letter: Letter) -> bytes:
    """The letter on A4 with the margins of Nghị định 30/2020/NĐ-CP."""
    document = Document()
    _set_up(document, letter)
    _head(document, letter)
    _to(document, letter.to)
    for text in letter.before:
        _write(document.add_paragraph(), text, align=EVEN, indent=True)
    if letter.table:
        _table(document, letter.table)
    for text in letter.after:
        _write(document.add_paragraph(), text, align=EVEN, indent=True)
    _foot(document, letter.letterhead)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = f"V/v {letter.about}"[:255], "", ""
    if letter.is_demo:
        _write(section.footer.paragraphs[0], DEMO, align=CENTER, size=9, bold=True)


def _write(
    paragraph: Any, text: str, *, align: Any = LEFT, size: float = SIZE, bold: bool = False, italic: bool = False,
    underline: bool = False, indent: bool = False,
) -> None:  # fmt: skip
    run = paragraph.add_run("".join(sign for sign in text if sign >= " " or sign in "\n\t"))
    run.font.size, run.font.name = Pt(size), FONT
    run.bold, run.italic, run.underline = bold, italic, underline
    paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent, paragraph.paragraph_format.space_after = Mm(11), Pt(6)


def _lines(cell: Any, lines: list[tuple[str, dict[str, Any]]]) -> None:
    """Each line a paragraph of the cell; the cell's own empty one is the first."""
    for place, (text, look) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        _write(paragraph, text, **look)


def _head(document: Any, letter: Letter) -> None:
    """Who writes at the left, motto and date at the right, number and subject under the name."""
    head = letter.letterhead
    is_party = head.family == "party"
    left, right = _columns(document, (84, 81) if is_party else (68, 97))
    ruled = {"align": CENTER, "underline": True}
    said: list[tuple[str, dict[str, Any]]] = [
        (text, {"align": CENTER, "size": 12.5, "bold": bold}) for text, bold in head.left_lines
    ]
    said.append(("*" if is_party else "_______", {"align": CENTER, "size": 12 if is_party else 8}))
    _lines(left, [
        *said, (head.number_line, {"align": CENTER, "size": 13}),
        (f"V/v {letter.about}", {"align": CENTER, "size": 12}),
    ])  # fmt: skip
    top: list[tuple[str, dict[str, Any]]] = [(PARTY, {**ruled, "size": 14, "bold": True})]
    if head.has_motto:
        top = [(MOTTO, {"align": CENTER, "size": 12.5, "bold": True}), (FREEDOM, {**ruled, "bold": True})]
    _lines(right, [*top, ("", {}), (letter.dated, {"align": CENTER, "italic": True})])


def _columns(document: Any, widths: tuple[int, ...]) -> list[Any]:
    """The cells of one line without borders."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    cells = list(table.rows[0].cells)
    for cell, width in zip(cells, widths, strict=True):
        cell.width = Mm(width)
    return cells


def _to(document: Any, to: tuple[str, ...]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    if len(to) == 1:
        _write(paragraph, f"Kính gửi: {to[0]}", align=CENTER)
    else:
        _write(paragraph, "Kính gửi:", align=LEFT, indent=True)
        for place, one in enumerate(to, 1):
            line = document.add_paragraph()
            _write(line, f"- {one}{'.' if place == len(to) else ';'}")
            line.paragraph_format.left_indent = Mm(45)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _table(document: Any, table: Table) -> None:
    drawn = document.add_table(rows=0, cols=table.width, style="Table Grid")
    drawn.autofit = False
    heads = table.heads()
    for _line in heads:
        _repeated(drawn.add_row())
    for level, line in enumerate(heads):
        for head in line:
            cell = drawn.cell(level, head.column)
            last = drawn.cell(level + head.rowspan - 1, head.column + head.colspan - 1)
            cell = cell.merge(last) if last is not cell else cell
            _write(cell.paragraphs[0], head.label, align=CENTER, size=SMALL, bold=True)
    for drawn_line in table.lines():
        _table_line(drawn, drawn_line)
    _widen(drawn, [Mm(WIDTH * share / 100) for share in table.shares])
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _widen(drawn: Any, widths: list[int]) -> None:
    """Every cell says its width; one that covers several columns theirs together."""
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for row in drawn.rows:
        at = 0
        for cell in row._tr.tc_lst:
            cell.width = sum(widths[at : at + cell.grid_span])
            at += cell.grid_span


def _table_line(drawn: Any, line: Line) -> None:
    row = drawn.add_row()
    for slot in line.slots:
        cell = row.cells[slot.column]
        if slot.colspan > 1:
            cell = cell.merge(row.cells[slot.column + slot.colspan - 1])
        _write(cell.paragraphs[0], slot.text, align=SIDES[slot.alignment], size=SMALL, bold=line.kind != "row")


def _repeated(row: Any) -> None:
    """The head of a table stands on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _foot(document: Any, head: Letterhead) -> None:
    """Nơi nhận at the left, who signs at the right."""
    left, right = _columns(document, (70, 95))
    said = [(text, {"size": 11}) for text in (*head.recipients, head.last_recipient)]
    _lines(left, [("Nơi nhận:", {"size": 12, "bold": True, "italic": True}), *said])
    office = [(text, {"align": CENTER, "size": 13, "bold": True}) for text in head.signature_lines]
    room: list[tuple[str, dict[str, Any]]] = [("", {})] * 4
    _lines(right, [*office, *room, (head.signer_name, {"align": CENTER, "bold": True})])
