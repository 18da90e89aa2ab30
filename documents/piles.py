"""Many papers as one PDF: drawn a few at a time and laid one behind the other, so that memory stays flat."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

import pypdfium2

from documents.pdf import pages_to_pdf

JOINED_AT_ONCE = 25


def pages_to_pile(papers: Iterable[str], file: BinaryIO) -> bool:
    """Each HTML paper begins on a new page and numbers its own pages from 1; false, and nothing written, without any.

    The next paper is asked for when the one before is drawn. Raises PdfUnavailable.
    """
    waiting = iter(papers)
    pile = pypdfium2.PdfDocument.new()
    try:
        while few := _few(waiting):
            part = pypdfium2.PdfDocument(pages_to_pdf(few))
            pile.import_pages(part)
            part.close()
        if not len(pile):
            return False
        pile.save(file)
        return True
    finally:
        pile.close()


def _few(waiting: Iterator[str]) -> Iterator[str] | None:
    """The next papers, taken one by one; None at the end."""
    first = next(waiting, None)
    return None if first is None else chain([first], islice(waiting, JOINED_AT_ONCE - 1))
