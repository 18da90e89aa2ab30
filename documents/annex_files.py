"""An annex as the file that was asked for: on paper, to calculate with, to finish in Word."""

from django.http import HttpResponse

from documents.annex import Annex
from documents.excel import annex_to_xlsx
from documents.papers import annexes_to_pdf
from documents.responses import docx_response, pdf_response, xlsx_response
from documents.word.annexes import annex_to_docx


def annex_response(annex: Annex, name: str, ending: str) -> HttpResponse:
    """The annex as `ending` (documents.addresses.ANNEX) says. Raises PdfUnavailable."""
    filename = f"{name}.{ending}".replace("/", "-")
    if ending == "pdf":
        return pdf_response(annexes_to_pdf([annex]), filename)
    if ending == "xlsx":
        return xlsx_response(annex_to_xlsx(annex), filename)
    return docx_response(annex_to_docx(annex), filename)
