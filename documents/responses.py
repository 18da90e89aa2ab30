"""Answers that carry a file. Names stay Vietnamese (RFC 5987) and the browser may not guess another type."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_response(data: bytes, filename: str, *, attachment: bool = False) -> HttpResponse:
    """A PDF, shown in the browser unless `attachment`."""
    return _file_response(data, filename, "application/pdf", attachment=attachment)


def xlsx_response(data: bytes, filename: str) -> HttpResponse:
    """A workbook, always downloaded."""
    return _file_response(data, filename, XLSX, attachment=True)


def csv_response(data: bytes, filename: str) -> HttpResponse:
    """A CSV file, always downloaded."""
    return _file_response(data, filename, "text/csv; charset=utf-8", attachment=True)


def docx_response(data: bytes, filename: str) -> HttpResponse:
    """A Word document, always downloaded."""
    return _file_response(data, filename, DOCX, attachment=True)


def _file_response(data: bytes, filename: str, content_type: str, *, attachment: bool) -> HttpResponse:
    disposition = content_disposition_header(attachment, filename)
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=content_type, headers=headers)
