"""Báo cáo và phụ lục as files, all from what is kept with the report."""

from functools import partial
from itertools import islice

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from common.copies import take_copy
from documents.annex import Annex
from documents.document_files import document_response
from documents.excel import annexes_to_xlsx
from documents.papers import annexes_to_pdf
from documents.responses import docx_response, pdf_response, xlsx_response
from documents.word.annexes import annex_to_docx
from registrations.views.files import file_response
from reports.periodic import papers, services
from reports.views.opening import for_readers, report_of

# So many rows a Word file is made of while somebody waits.
MOST_IN_WORD = 300


def _fits_word(annex: Annex) -> bool:
    return sum(1 for _row in islice(annex.table.rows, MOST_IN_WORD + 1)) <= MOST_IN_WORD


def name_of(report) -> str:
    """What its files are called by."""
    return f"{report.number or 'dự thảo'} {report.obligation.period.label}".replace("/", "-")


@require_GET
@for_readers
def paper(request, pk, ending):
    """Báo cáo as PDF, or as a Word file an office goes on with."""
    one = report_of(request, pk)
    document = papers.report_paper(one, one.sections.all(), one.figures.all())
    return document_response(document, f"Báo cáo {name_of(one)}", ending)


@require_GET
@for_readers
def annexes(request, pk, ending):
    """Các phụ lục in one workbook, PDF or Word file; a list of models too long for Word is left to the other two."""
    one = report_of(request, pk)
    made = papers.annexes_of(one, one.figures.all(), request.position)
    name = f"Phụ lục báo cáo {name_of(one)}.{ending}"
    if ending == "xlsx":
        return xlsx_response(annexes_to_xlsx(made), name)
    if ending == "pdf":
        return pdf_response(annexes_to_pdf(made), name)
    return docx_response(annex_to_docx(*filter(_fits_word, made)), name)


@require_POST
@for_readers
def attach_copy(request, pk):
    """Lưu bản ký."""
    keep = partial(services.attach_copy, by=request.position, report=report_of(request, pk))
    return take_copy(request, keep, reverse("reports:report", args=[pk]))


@require_GET
@for_readers
def copy(request, pk, copy):
    """Tải bản ký, for everybody who reads the report."""
    return file_response(get_object_or_404(report_of(request, pk).copies, pk=copy))
