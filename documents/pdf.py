"""HTML into PDF by one of two engines behind one function.

WeasyPrint draws the papers; PlutoPrint draws long tables, twenty times as fast. Both are imported when first used:
without their system libraries everything else of the portal keeps working. Neither may read anything but our fonts,
our QR codes and what stands inside the page itself: the text of a paper comes from users.
"""

import io
import logging
from collections.abc import Iterable
from typing import Any

from documents import fonts, qr
from documents.errors import PdfUnavailable
from documents.styles import styles

LIBRARIES_MISSING = (
    "Chưa in được ra PDF vì máy chủ thiếu thư viện hệ thống. Cài bằng lệnh: "
    "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)

# How the body of a page says that it may be set tighter, and is (templates/documents/_paper.css).
ROOMY, TIGHT = '<body class="roomy">', '<body class="tight">'
# A longer paper is not drawn twice for the sake of one sheet.
MOST_DRAWN_TWICE = 4

logger = logging.getLogger("danvan.documents")


def html_to_pdf(html: str, *, long: bool = False) -> bytes:
    """The PDF of a whole HTML page; `long` for tables of hundreds of rows. Raises PdfUnavailable."""
    return pages_to_pdf([html], long=long)


def pages_to_pdf(pages: Iterable[str], *, long: bool = False) -> bytes:
    """Several HTML pages as one PDF, each numbering its own pages from 1. Raises PdfUnavailable."""
    fonts.folder()
    return _by_plutoprint(pages) if long else _by_weasyprint(pages)


def _by_weasyprint(pages: Iterable[str]) -> bytes:
    try:
        import weasyprint
    except OSError as error:
        raise PdfUnavailable(LIBRARIES_MISSING) from error
    fetcher = weasyprint_fetcher(weasyprint)
    drawn = [_drawn(weasyprint, html, fetcher) for html in pages]
    sheets = [sheet for document in drawn for sheet in document.pages]
    return bytes(drawn[0].copy(sheets).write_pdf())


def _drawn(weasyprint: Any, html: str, fetcher: Any) -> Any:
    """A page that may be set tighter is, where that saves a sheet: a form that runs a little over would leave the end of
    its sheet empty, because the signatures stay together."""
    document = _laid_out(weasyprint, html, fetcher)
    if not 1 < len(document.pages) <= MOST_DRAWN_TWICE or ROOMY not in html:
        return document
    tighter = _laid_out(weasyprint, html.replace(ROOMY, TIGHT, 1), fetcher)
    return tighter if len(tighter.pages) < len(document.pages) else document


def _laid_out(weasyprint: Any, html: str, fetcher: Any) -> Any:
    """The first style sheet of a page, which all papers of its kind share, is not read again for each.

    To the engine it is a reader's own sheet: one that stays in the page, with what is of this paper alone, goes before it.
    """
    before, _, rest = html.partition("<style>")
    shared, _, after = rest.partition("</style>")
    kept = styles(weasyprint, fetcher)
    page = weasyprint.HTML(string=before + after, url_fetcher=fetcher)
    return page.render(font_config=kept.fonts, stylesheets=[kept.read(shared)])


def weasyprint_fetcher(weasyprint: Any) -> Any:
    """What the engine of papers may fetch."""

    class OwnOnly(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(fonts.ADDRESS):
                return weasyprint.urls.URLFetcherResponse(url, _font(url), {"Content-Type": "font/ttf"})
            if url.startswith(qr.ADDRESS):
                drawing = qr.qr_drawing(url)
                return weasyprint.urls.URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})
            return super().fetch(url, headers)

    return OwnOnly(allowed_protocols={"data"})


def _by_plutoprint(pages: Iterable[str]) -> bytes:
    try:
        import plutoprint
    except (ImportError, OSError) as error:
        raise PdfUnavailable(LIBRARIES_MISSING) from error
    out = io.BytesIO()
    fetcher = plutoprint_fetcher(plutoprint)
    with plutoprint.PDFCanvas.create_for_stream(out, plutoprint.PAGE_SIZE_A4) as canvas:
        for html in pages:
            book = plutoprint.Book(plutoprint.PAGE_SIZE_A4)
            book.custom_resource_fetcher = fetcher
            book.load_html(html)
            for index in range(book.get_page_count()):
                _draw_sheet(plutoprint, canvas, book, index)
    return out.getvalue()


def _draw_sheet(plutoprint: Any, canvas: Any, book: Any, index: int) -> None:
    """One page on the canvas: the engine lays out in pixels, the canvas measures in points."""
    canvas.set_size(book.get_page_size_at(index))
    canvas.save_state()
    canvas.scale(plutoprint.UNITS_PX, plutoprint.UNITS_PX)
    book.render_page(canvas, index)
    canvas.restore_state()
    canvas.show_page()


def plutoprint_fetcher(plutoprint: Any) -> Any:
    """What the engine of long tables may fetch."""

    class OwnFontsOnly(plutoprint.ResourceFetcher):
        def fetch_url(self, url: str) -> Any:
            if url.startswith(fonts.ADDRESS):
                return plutoprint.ResourceData(_font(url), "font/ttf", "")
            # An exception here would be printed by the engine with its trace; nothing is what the page gets.
            logger.warning("A paper asked for %.200s and was refused", url)
            return plutoprint.ResourceData(b"", "text/plain", "")

    return OwnFontsOnly()


def _font(url: str) -> bytes:
    return fonts.font_file(url.removeprefix(fonts.ADDRESS))
