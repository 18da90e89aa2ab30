"""Phụ lục as a Word file, across the sheet."""

from typing import Any

from docx.shared import Twips

from documents.annex import Annex
from documents.word.sheet import (
    ACROSS,
    CENTER,
    LEFT,
    RIGHT,
    as_bytes,
    columns,
    keep_last_lines,
    new_sheet,
    write,
    write_head,
    write_lines,
    write_table,
)  # fmt: skip


def annex_to_docx(*annexes: Annex) -> bytes:
    """Each annex with its head, table and signatures, on a page of its own."""
    first = annexes[0]
    sheet = new_sheet(first.table.title, across=True, is_demo=first.is_demo, is_draft=first.is_draft)
    for annex in annexes:
        if annex is not first:
            sheet.add_page_break()
        _write(sheet, annex)
    return as_bytes(sheet)


def _write(sheet: Any, annex: Annex) -> None:
    if annex.letterhead:
        write_head(sheet, annex.letterhead, width=ACROSS)
    titles = (
        (annex.heading, True),
        (annex.title, True),
        (annex.table.subtitle, False),
        (annex.attached_line, False),
    )
    for text, bold in titles:
        if text:
            write(sheet.add_paragraph(), text, align=CENTER, size=14 if bold else 13, bold=bold, italic=not bold)
    if annex.facts or annex.measure:
        left, right = columns(sheet, (ACROSS * 0.7, ACROSS * 0.3))
        write_lines(left, [(fact, {"size": 12}) for fact in annex.facts])
        write_lines(right, [(annex.measure, {"size": 12, "italic": True, "align": RIGHT})])
    write_table(sheet, annex.table, width=ACROSS)
    # Who signs stands on one page with the last rows and all that is said of them, as in PDF.
    keep_last_lines(sheet)
    for note in annex.table.notes:
        paragraph = sheet.add_paragraph()
        write(paragraph, note, align=LEFT, size=10, italic=True)
        paragraph.paragraph_format.keep_together = paragraph.paragraph_format.keep_with_next = True
    _signatures(sheet, annex)


def _signatures(sheet: Any, annex: Annex) -> None:
    left, right = columns(sheet, (ACROSS / 2, ACROSS / 2))
    dated = [(annex.place_line, {"align": CENTER, "italic": True})] if annex.place_line else []
    room: list[tuple[str, dict[str, Any]]] = [("", {})] * 3
    office, person = {"align": CENTER, "size": 13, "bold": True}, {"align": CENTER, "bold": True}
    blank: list[tuple[str, dict[str, Any]]] = [("", {}) for _ in dated]
    spare: list[tuple[str, dict[str, Any]]] = [("", {}) for _ in annex.offices[1:]]
    write_lines(left, [*blank, (annex.compiler_title, office), *spare, *room, (annex.compiler_name, person)])
    write_lines(right, [*dated, *((line, office) for line in annex.offices), *room, (annex.head_name, person)])
    # What Word wants after a table, as low as can be: a full page of signatures is not followed by an empty one.
    sheet.add_paragraph().paragraph_format.line_spacing = Twips(1)
