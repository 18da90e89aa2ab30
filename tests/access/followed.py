"""The village's confirmed model as it is followed: milestones, a note with a photo, inspections, an urging, a copy."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from common.workflow import perform
from registrations.following import workflow
from registrations.following.services import carrying, copies, inspections, milestones, notes, urgings
from tests.access.scanned import photo


def build(w) -> None:
    today, owner, officer = timezone.localdate(), w.cast.registrant, w.cast.commune_officer
    confirmed, soon = w.records["confirmed"], today + timedelta(days=9)
    milestone = milestones.add_milestone(
        by=owner, registration=confirmed, text="Gandong họp thôn", due_on=today - timedelta(days=2), token=uuid4()
    )
    note = notes.add_note(
        by=owner, registration=confirmed, on=today, text="Gandong đổ bê tông", photos=[photo(w)], token=uuid4()
    )
    urging = urgings.urge(
        by=officer, unit=w.tree.village, registration=confirmed, asked="Gandong làm nhanh", due_on=soon, token=uuid4()
    )
    copies.set_original(by=owner, registration=w.records["reported"], original=w.records["ineffective"])
    going, visit, wanted = _inspection(w, "Kiemtra đang đi")
    concluded, _, asked = _inspection(w, "Gandong kiểm tra giữa năm", conclude=True)
    _, _, fixed = _inspection(w, "Gandong kiểm tra lần hai", conclude=True)
    _move(workflow.REPORT_FIXED, fixed, owner, note="Gandong đã làm.")
    signed = carrying.keep_copy(
        by=owner, unit=w.tree.village, year=today.year, file=w.file("tiep-tuc.pdf", b" tiep tuc")
    )
    w.names |= {
        "year_copy": signed.pk, "milestone": milestone.pk, "photo": note.photos.get().pk, "urging": urging.pk, "inspection": going.pk,
        "visit": visit.pk, "wanted": wanted.pk, "concluded_inspection": concluded.pk, "asked": asked.pk, "fixed": fixed.pk,
        "original": w.records["ineffective"].pk, "inspection_seen": inspections.mark_of(going),
        "visit_seen": inspections.mark_of(visit),
    }  # fmt: skip


def _inspection(w, subject: str, *, conclude=False) -> tuple:
    today, officer = timezone.localdate(), w.cast.commune_officer
    facts = {"subject": subject, "plan_number": "45/KH-UBND", "plan_date": today, "starts_on": today, "ends_on": today}
    made = inspections.open_inspection(by=officer, facts=facts, members=[("head", "Hà Văn Thuấn")], token=uuid4())
    visit = inspections.add_visit(by=officer, inspection=made, registration=w.records["confirmed"])
    visit = inspections.write_findings(by=officer, visit=visit, findings=f"{subject}: mặt đường đã xong.")
    wanted = inspections.add_recommendation(
        by=officer, visit=visit, text=f"{subject}: cắm biển báo", addressee="thôn Đông",
        due_on=today + timedelta(days=20), token=uuid4(),
    )  # fmt: skip
    if conclude:
        _move(workflow.CONCLUDE, made, officer)
    return made, visit, wanted


def _move(move, obj, by, **data) -> None:
    perform(move, type(obj).objects.get(pk=obj.pk), by=by, data=data, token=uuid4())
