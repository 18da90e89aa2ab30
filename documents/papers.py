"""Plain data into the HTML and the PDF of one paper.

A paper is a template of `templates/documents/` and a mapping `paper`; the words are in the template. What is not given
is blank: a form without answers prints as a form to fill in by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from documents import fonts
from documents.annex import KEPT_WITH_SIGNATURES, Annex
from documents.pdf import html_to_pdf, pages_to_pdf

# Above this many rows the engine for long tables draws them: the other takes some 10 ms a row.
LONG_TABLE = 200


class Blank(dict[str, Any]):
    """Answers of a form: what was not answered is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def render_paper(template: str, paper: Mapping[str, Any]) -> str:
    """The whole HTML page of a paper; `template` is its file name in templates/documents/. Raises PdfUnavailable."""
    context = {"paper": Blank(paper), "font_faces": fonts.face_css(), "font_family": fonts.FAMILY}
    return render_to_string(f"documents/{template}", context)


def paper_to_pdf(template: str, paper: Mapping[str, Any], *, long: bool = False) -> bytes:
    """The PDF of a paper; `long` for hundreds of pages. Raises PdfUnavailable."""
    return html_to_pdf(render_paper(template, paper), long=long)


def render_annex(annex: Annex, *, long: bool = False) -> str:
    """The HTML page of one annex, `long` for the engine of long tables. Raises PdfUnavailable."""
    kept = annex.table.parted(KEPT_WITH_SIGNATURES) if long else None
    paper = {"annex": annex, "kept": kept, "is_demo": annex.is_demo, "is_draft": annex.is_draft}
    return render_paper("annex.html", paper)


def annexes_to_pdf(annexes: Sequence[Annex]) -> bytes:
    """The annexes as one PDF, each numbered from page 1. Raises PdfUnavailable."""
    read = [_read(annex) for annex in annexes]
    long = sum(1 for annex in read for _ in annex.table.rows) > LONG_TABLE
    return pages_to_pdf([render_annex(annex, long=long) for annex in read], long=long)


def _read(annex: Annex) -> Annex:
    """With its rows in hand: a list is read from the database each time it is gone through, here to be counted and drawn."""
    return replace(annex, table=replace(annex.table, rows=list(annex.table.rows)))
