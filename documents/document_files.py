"""A document as the file that was asked for: on paper, or to finish in Word."""

from django.http import HttpResponse

from documents.document import Document, document_to_pdf
from documents.responses import docx_response, pdf_response
from documents.word.documents import document_to_docx


def document_response(document: Document, name: str, ending: str) -> HttpResponse:
    """The document as `ending` (documents.addresses.DOCUMENT) says. Raises PdfUnavailable."""
    filename = f"{name}.{ending}".replace("/", "-")
    if ending == "pdf":
        return pdf_response(document_to_pdf(document), filename)
    return docx_response(document_to_docx(document), filename)
