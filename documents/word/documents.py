"""A document as a Word file."""

from typing import Any

from docx.shared import Mm, Pt

from documents.document import Block, Document, Dots, Heading, Middle, Rows, Signature, Text
from documents.letterhead import Letterhead
from documents.word.sheet import (
    CENTER,
    EVEN,
    LEFT,
    UPRIGHT,
    as_bytes,
    columns,
    new_sheet,
    write,
    write_dots,
    write_head,
    write_lines,
    write_table,
)  # fmt: skip


def document_to_docx(document: Document) -> bytes:
    """The document on A4 with the margins of Nghị định 30/2020/NĐ-CP."""
    sheet = new_sheet(document.title, is_demo=document.is_demo, is_draft=document.is_draft)
    write_head(sheet, document.letterhead, document.dated, "" if document.kind else f"V/v {document.about}")
    if document.kind:
        _title(sheet, document)
    if document.to:
        _to(sheet, document.to)
    for block in document.body:
        _block(sheet, block)
    # Who signs is never alone on a page.
    sheet.paragraphs[-1].paragraph_format.keep_with_next = True
    if document.signatures:
        _signatures(sheet, document.signatures)
    else:
        _foot(sheet, document.letterhead)
    return as_bytes(sheet)


def _title(sheet: Any, document: Document) -> None:
    for place, text in enumerate((document.kind, document.about, "_______")):
        paragraph = sheet.add_paragraph()
        write(paragraph, text, align=CENTER, size=14 if place < 2 else 8, bold=True)
        paragraph.paragraph_format.space_before = Pt(12 if place == 0 else 0)
    sheet.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _to(sheet: Any, to: tuple[str, ...]) -> None:
    paragraph = sheet.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    if len(to) == 1:
        write(paragraph, f"Kính gửi: {to[0]}", align=CENTER)
    else:
        write(paragraph, "Kính gửi:", align=LEFT, indent=True)
        for place, one in enumerate(to, 1):
            line = sheet.add_paragraph()
            write(line, f"- {one}{'.' if place == len(to) else ';'}")
            line.paragraph_format.left_indent = Mm(45)
    sheet.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _block(sheet: Any, block: Block) -> None:
    match block:
        case Heading(text):
            paragraph = sheet.add_paragraph()
            write(paragraph, text, bold=True, indent=True)
            paragraph.paragraph_format.keep_with_next = True
        case Middle(text):
            paragraph = sheet.add_paragraph()
            write(paragraph, text, align=CENTER, bold=True)
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(6)
            paragraph.paragraph_format.keep_with_next = True
        case Text(text, lead, slanted):
            paragraph = sheet.add_paragraph()
            if lead:
                write(paragraph, lead, bold=True)
            write(paragraph, text, align=EVEN, indent=True, italic=slanted)
        case Dots():
            for _line in block.lines:
                write_dots(sheet.add_paragraph())
        case Rows(table):
            write_table(sheet, table)


def _signatures(sheet: Any, signatures: tuple[Signature, ...]) -> None:
    cells = columns(sheet, (UPRIGHT / len(signatures),) * len(signatures))
    tallest = max(len(one.office) for one in signatures)
    for cell, one in zip(cells, signatures, strict=True):
        office = [(text, {"align": CENTER, "size": 13, "bold": True}) for text in one.office]
        # The names stand in one line, however many lines the offices have.
        room: list[tuple[str, dict[str, Any]]] = [("", {})] * (4 + tallest - len(one.office))
        how = [(one.how, {"align": CENTER, "size": 12.5, "italic": True})]
        write_lines(cell, [*office, *how, *room, (one.name, {"align": CENTER, "bold": True})])


def _foot(sheet: Any, head: Letterhead) -> None:
    """Nơi nhận at the left, who signs at the right."""
    left, right = columns(sheet, (70, 95))
    said = [(text, {"size": 11}) for text in (*head.recipients, head.last_recipient)]
    write_lines(left, [("Nơi nhận:", {"size": 12, "bold": True, "italic": True}), *said])
    office = [(text, {"align": CENTER, "size": 13, "bold": True}) for text in head.signature_lines]
    room: list[tuple[str, dict[str, Any]]] = [("", {})] * 4
    write_lines(right, [*office, *room, (head.signer_name, {"align": CENTER, "bold": True})])
