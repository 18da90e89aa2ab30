"""Báo cáo và phụ lục as files, all from what is kept with the report."""

from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES
from documents.document_files import document_response
from documents.excel import annexes_to_xlsx
from documents.papers import annexes_to_pdf
from documents.responses import docx_response, pdf_response, xlsx_response
from documents.word.annexes import annex_to_docx
from reports.periodic import papers
from reports.views.opening import report_of


def _name(report) -> str:
    return f"{report.number or 'dự thảo'} {report.obligation.period.label}".replace("/", "-")


@require_GET
@for_roles(*DESK_ROLES)
def paper(request, pk, ending):
    """Báo cáo as PDF, or as a Word file an office goes on with."""
    one = report_of(request, pk)
    document = papers.report_paper(one, one.sections.all(), one.figures.all())
    return document_response(document, f"Báo cáo {_name(one)}", ending)


@require_GET
@for_roles(*DESK_ROLES)
def annexes(request, pk, ending):
    """Các phụ lục in one workbook or PDF; in Word the table of figures."""
    one = report_of(request, pk)
    made = papers.annexes_of(one, one.figures.all(), request.position)
    name = f"Phụ lục báo cáo {_name(one)}.{ending}"
    if ending == "xlsx":
        return xlsx_response(annexes_to_xlsx(made), name)
    if ending == "pdf":
        return pdf_response(annexes_to_pdf(made), name)
    return docx_response(annex_to_docx(made[0]), name)
