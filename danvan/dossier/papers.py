"""The papers of one record, decision or report as they print, beside the files kept with it."""

from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.urls import reverse

from danvan.dossier.entries import Entry, put_kept, put_printed
from danvan.dossier.shelf import Shelf
from documents.document import document_to_pdf
from documents.papers import annexes_to_pdf, paper_to_pdf
from recognition import papers as decision_papers
from recognition.corrections.steps import as_first_issued
from recognition.models import Decision
from recognition.views.opening import awards_of, revocations_of
from registrations import papers
from registrations.enums import Kind, Purpose
from registrations.models import Letter, Plan, Registration, RegistrationVersion, YearListCopy
from registrations.submittals import papers as letter_papers
from reports.models import Report
from reports.periodic import papers as report_papers

PRINTED = {Purpose.REGISTRATION: "Bản đăng ký", Purpose.RESULT: "Báo cáo kết quả"}


def registrations(year: int, shelf: Shelf) -> Iterator[Entry]:
    """Every record of the year's plans that was ever sent, by code."""
    records = Registration.objects.filter(plan__year=year, first_sent_at__isnull=False)
    records = records.select_related("unit", "sector").prefetch_related("versions", "attachments", "scans")
    for one in records.order_by("code").iterator(chunk_size=100):
        entry = Entry(one.code, one.title, (one.unit_name_then, one.get_kind_display(), one.get_state_display()))
        for version in one.versions.all():
            if version.purpose in PRINTED:
                name = f"{PRINTED[version.purpose]}, lần {version.number}.pdf"
                entry.files.append((name, shelf.put(_version_pdf(one, version), "Hồ sơ", one.code, name)))
        put_kept(shelf, entry, one.attachments.all(), "Hồ sơ", one.code, "Tệp đính kèm")
        put_kept(shelf, entry, one.scans.all(), "Hồ sơ", one.code, "Bản ký")
        yield entry


def _version_pdf(record: Registration, version: RegistrationVersion) -> bytes:
    address = f"{settings.DANVAN_ADDRESS}{reverse('registrations:record', args=[record.code])}"
    paper = papers.printed_version(version, code=record.code, address=address if settings.DANVAN_ADDRESS else "")
    template = papers.TEMPLATES[Kind(record.kind)] if version.purpose == Purpose.REGISTRATION else "result_report.html"
    return paper_to_pdf(template, paper)


def plans(year: int, shelf: Shelf) -> Iterator[Entry]:
    """The year's plans with their signed copies."""
    for one in Plan.objects.filter(year=year).select_related("issuer").prefetch_related("copies"):
        entry = Entry(one.number, one.theme, (one.issuer_name,), one.issued_on)
        put_kept(shelf, entry, one.copies.all(), "Kế hoạch", one.number)
        yield entry


def letters(year: int, shelf: Shelf) -> Iterator[Entry]:
    """The letters that sent records of the year up, whole, as drawn up and as signed; then the lists of what goes on."""
    sent = Letter.objects.filter(receipts__registration__plan__year=year).distinct()
    for one in sent.select_related("unit__parent", "headed_by", "created_by__user").prefetch_related("copies"):
        made = {
            "Công văn.pdf": document_to_pdf(letter_papers.letter_paper(one, one.receipts.all())),
            "Danh sách kèm theo.pdf": annexes_to_pdf([letter_papers.letter_annex(one, one.receipts.all())]),
        }
        entry = Entry(one.number, f"Gửi {one.receiver}" if one.receiver else str(one), (str(one.unit),), one.issued_on)
        folder = ("Công văn", f"{one.number or 'chưa có số'} ({one.pk})")
        put_printed(shelf, entry, made, *folder)
        put_kept(shelf, entry, one.copies.all(), *folder, "Bản ký")
        yield entry
    yield from _year_lists(year, shelf)


def _year_lists(year: int, shelf: Shelf) -> Iterator[Entry]:
    copies = YearListCopy.objects.filter(year=year).select_related("unit").order_by("unit__sort_key", "pk")
    for unit, own in groupby(copies, key=lambda one: one.unit):
        entry = Entry("", f"Danh sách tiếp tục, dừng năm {year}", (str(unit),))
        put_kept(shelf, entry, own, "Công văn", f"Danh sách tiếp tục, dừng, {unit} ({unit.pk})")
        yield entry


def decisions(year: int, shelf: Shelf) -> Iterator[Entry]:
    """What was published in the year's recognition, as it was signed."""
    kept = Decision.objects.filter(year=year).select_related("unit__parent", "plan__movement", "created_by__user")
    for one in kept.prefetch_related("copies", "bases").order_by("issued_on", "pk"):
        if one.is_draft:
            continue
        awards, revocations = awards_of(one), revocations_of(one)
        as_first_issued(one, awards)
        paper = decision_papers.decision_paper(one, [base.text for base in one.bases.all()], awards, revocations)
        table = decision_papers.decision_table(one, awards, revocations)
        made = {
            "Quyết định.pdf": document_to_pdf(paper),
            "Danh sách kèm theo.pdf": annexes_to_pdf([decision_papers.decision_annex(one, table)]),
        }
        entry = Entry(one.number, one.about, (str(one.unit), f"{len(awards or revocations)} dòng"), one.issued_on)
        put_printed(shelf, entry, made, "Quyết định", f"{one.number} ({one.pk})")
        put_kept(shelf, entry, one.copies.all(), "Quyết định", f"{one.number} ({one.pk})", "Bản ký")
        yield entry


def reports(year: int, shelf: Shelf) -> Iterator[Entry]:
    """Periodic reports that were sent, each version with its annexes."""
    kept = Report.objects.filter(obligation__period__year=year).select_related(
        "obligation__period__type__unit", "obligation__unit__parent", "obligation__area", "created_by__user"
    )
    for one in kept.prefetch_related("sections", "figures", "copies").order_by("obligation__period__data_to", "pk"):
        if not one.is_issued:
            continue
        figures = list(one.figures.all())
        made = {"Báo cáo.pdf": document_to_pdf(report_papers.report_paper(one, one.sections.all(), figures))}
        if not one.is_nil:
            made["Phụ lục.pdf"] = annexes_to_pdf(report_papers.annexes_of(one, figures, one.created_by))
        period, unit = one.obligation.period, one.obligation.unit_name
        entry = Entry(one.number, f"{period.type.name}, {period.label}", (unit, f"bản {one.version}"), one.issued_on)
        folder = ("Báo cáo", period.label, f"{unit}, bản {one.version} ({one.pk})")
        put_printed(shelf, entry, made, *folder)
        put_kept(shelf, entry, one.copies.all(), *folder, "Bản ký")
        yield entry
