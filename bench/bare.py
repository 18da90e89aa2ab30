"""Yardsticks of files, worked out of the file itself: the same cells, paragraphs or pages by the library alone."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
import plutoprint
import pypdfium2
import weasyprint
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from documents.pdf import plutoprint_fetcher, weasyprint_fetcher

Cells = Sequence[Sequence[Any]]
# The engine for long tables names itself in the file.
LONG_TABLES = "PlutoBook"


def write_excel(sheets: Iterable[Cells]) -> bytes:
    """The same values, each with the same kind of style."""
    book, out = Workbook(write_only=True), io.BytesIO()
    for rows in sheets:
        _fill(book.create_sheet(), rows)
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: Cells) -> None:
    cells = [_cell(sheet) for _ in range(max(map(len, rows), default=0))]
    for row in rows:
        for cell, value in zip(cells, row, strict=False):
            cell.value = value
        sheet.append(cells[: len(row)])


def _cell(sheet: Any) -> WriteOnlyCell:
    cell, thin = WriteOnlyCell(sheet), Side(style="thin")
    cell.font = Font(name="Times New Roman", size=12)
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def write_csv(rows: Cells) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return text.getvalue().encode()


def write_word(paragraphs: Sequence[str], tables: Sequence[Cells]) -> bytes:
    sheet, out = docx.Document(), io.BytesIO()
    for text in paragraphs:
        sheet.add_paragraph(text)
    for texts in tables:
        made = sheet.add_table(rows=len(texts), cols=max(map(len, texts)))
        for row, line in zip(made.rows, texts, strict=True):
            for cell, text in zip(row.cells, line, strict=False):
                cell.text = text
    sheet.save(out)
    return out.getvalue()


def render(pages: Iterable[str]) -> int:
    """The engine of papers."""
    fetcher = weasyprint_fetcher(weasyprint)
    return sum(len(weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf()) for html in pages)


def render_long(pages: Iterable[str]) -> int:
    """The engine of long tables."""
    size = 0
    for html in pages:
        book, out = plutoprint.Book(plutoprint.PAGE_SIZE_A4), io.BytesIO()
        book.custom_resource_fetcher = plutoprint_fetcher(plutoprint)
        book.load_html(html)
        book.write_to_pdf_stream(out)
        size += out.tell()
    return size


def like_excel(content: bytes) -> Callable[[], bytes]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]
    return lambda: write_excel(sheets)


def like_csv(content: bytes) -> Callable[[], bytes]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return lambda: write_csv(rows)


def like_word(content: bytes) -> Callable[[], bytes]:
    sheet = docx.Document(io.BytesIO(content))
    paragraphs = [one.text for one in sheet.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in sheet.tables]
    return lambda: write_word(paragraphs, tables)


def like_pdf(content: bytes, pages: list[str]) -> Callable[[], int]:
    """`pages`: the HTML of which the file was made."""
    engine = pypdfium2.PdfDocument(content).get_metadata_value("Producer")
    return (lambda: render_long(pages)) if LONG_TABLES in engine else (lambda: render(pages))
