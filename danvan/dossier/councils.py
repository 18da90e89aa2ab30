"""What the councils of the year left: who sat, what each sheet gave, how they voted, what came of it."""

from collections.abc import Iterator

from django.utils import timezone

from danvan.dossier.entries import Entry, put_printed
from danvan.dossier.shelf import Shelf
from documents.document import document_to_pdf
from documents.papers import annexes_to_pdf, paper_to_pdf
from evaluation.blind import code_of
from evaluation.council import results_of
from evaluation.councilpapers import founding_decision, minutes_of
from evaluation.counciltable import council_annex
from evaluation.enums import SheetState
from evaluation.marks import scored_criteria
from evaluation.models import Meeting, Round, Sheet
from evaluation.papers import score_sheet_paper
from registrations.papers import printed

JOINED = ("nomination__registration", "nomination__criteria_set", "nomination__round__plan__movement",
          "nomination__round__unit__parent", "reviewer__user", "reviewer__unit")  # fmt: skip


def councils(year: int, shelf: Shelf) -> Iterator[Entry]:
    """Every round that was concluded, with the names of owners and reviewers: hidden while they scored, not afterwards."""
    rounds = Round.objects.filter(plan__year=year).concluded()
    rounds = rounds.select_related("plan__movement", "unit__parent", "present_unit__parent")
    for one in rounds.order_by("concluded_at", "pk"):
        entry = Entry(
            f"Đợt {one.pk}", one.name, (str(one.unit), one.get_state_display()), timezone.localdate(one.concluded_at)
        )
        folder = ("Đánh giá", f"{one.name} ({one.pk})")
        put_printed(shelf, entry, _papers_of(one), *folder)
        for name, pdf in _sheets_of(one):
            put_printed(shelf, entry, {name: pdf}, *folder, "Phiếu chấm điểm")
        yield entry


def _papers_of(round: Round) -> dict[str, bytes]:
    table = council_annex(round, results_of([round]), is_ranked=True)
    made = {"Bảng tổng hợp kết quả chấm điểm.pdf": annexes_to_pdf([table])}
    if members := list(round.members.all()):
        made["Quyết định thành lập hội đồng.pdf"] = document_to_pdf(founding_decision(round, members))
    for meeting in Meeting.objects.filter(round=round).with_present().order_by("held_on", "pk"):
        meeting.round = round
        made[f"Biên bản họp {meeting.held_on:%d-%m-%Y} ({meeting.pk}).pdf"] = document_to_pdf(minutes_of(meeting))
    return made


def _sheets_of(round: Round) -> Iterator[tuple[str, bytes]]:
    """The sheets that were sent and count, one after the other: a round may have thousands."""
    sheets = Sheet.objects.filter(nomination__round=round, state=SheetState.LOCKED).select_related(*JOINED)
    for sheet in sheets.in_order().iterator(chunk_size=100):
        code = code_of(sheet.nomination)
        paper = printed(score_sheet_paper(sheet, *scored_criteria(sheet)), code=code)
        yield f"{code}, {sheet.reviewer.user.full_name}.pdf", paper_to_pdf("score_sheet.html", paper)
