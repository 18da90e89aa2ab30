"""Decisions in any state, on top of tests.builders: the commune recognises and rewards models of its village."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from common.workflow import perform
from recognition import services, workflow
from recognition.corrections import services as corrections
from recognition.corrections import workflow as correcting_moves
from recognition.dossiers import services as dossiers
from recognition.dossiers import workflow as merits
from recognition.enums import Act
from recognition.models import Decision
from registrations.enums import Kind
from tests import builders
from tests.remembered import remembered


class Office:
    """A commune with its plan, effective models and people, as attributes."""


@remembered
def office(*, models: int = 1, persons: int = 0) -> Office:
    o = Office()
    o.tree = builders.tree()
    o.cast = builders.cast(o.tree)
    o.plan = builders.plan(o.tree, o.cast.commune_officer)
    o.officer, o.leader, o.clerk = o.cast.commune_officer, o.cast.commune_leader, o.cast.commune_clerk
    o.models = [effective(o, title=f"Mô hình số {number}") for number in range(1, models + 1)]
    o.persons = [
        effective(o, kind=Kind.INDIVIDUAL, title=f"Điển hình số {number}", person_name=f"Phạm Đức Cần {number}")
        for number in range(1, persons + 1)
    ]
    return o


@remembered
def effective(o: Office, **changes):
    changes = {"levels": [o.tree.commune_level], **changes}
    return builders.effective(o.cast.registrant, o.plan, o.officer, **changes)


@remembered
def drafted(o: Office, *, act=Act.RECOGNITION, by=None, records=None, money=None, form="Giấy khen") -> Decision:
    by = by or o.officer
    decision = services.draft_decision(by=by, act=act, plan=o.plan, token=uuid4())
    chosen = o.models + o.persons if records is None else records
    if act != Act.REVOCATION and chosen:
        services.add_awards(by=by, decision=decision, registrations=chosen, names={}, form=form, money=money)
    return decision


@remembered
def move(decision, step, by, **data):
    event = perform(step, decision, by=by, data=data, token=uuid4())
    decision.refresh_from_db()
    return event


@remembered
def proposed(o: Office, **how) -> Decision:
    decision = drafted(o, **how)
    move(decision, workflow.PROPOSE, how.get("by") or o.officer)
    return decision


SIGNED = {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch", "note": ""}


@remembered
def publish(o: Office, decision: Decision, *, number="45/QĐ-UBND", on=None, by=None) -> Decision:
    issued_on = on or timezone.localdate() - timedelta(days=1)
    move(decision, workflow.PUBLISH, by or o.leader, number=number, issued_on=issued_on, **SIGNED)
    return decision


@remembered
def published(o: Office, *, number="45/QĐ-UBND", on=None, **how) -> Decision:
    return publish(o, proposed(o, **how), number=number, on=on)


@remembered
def revoked(o: Office, award, *, number="60/QĐ-UBND") -> Decision:
    decision = drafted(o, act=Act.REVOCATION)
    services.add_revocations(by=o.officer, decision=decision, awards=[award], reason="Không còn duy trì.")
    move(decision, workflow.PROPOSE, o.officer)
    return publish(o, decision, number=number, on=timezone.localdate())


MERIT = {"about": "Hội viên 120.", "achieved": "Làm 3 km đường hoa.", "asked": "Đề nghị tặng Giấy khen.",
         "signer_name": "Vi Thị Sen", "signer_title": "Chi hội trưởng"}  # fmt: skip


@remembered
def merit(o: Office, record, *, by=None, **changes):
    """Báo cáo thành tích as its owner is writing it."""
    texts = MERIT | changes
    return dossiers.write_merit_report(by=by or o.cast.registrant, registration=record, token=uuid4(), **texts)


@remembered
def confirmed_merit(o: Office, record):
    report = merit(o, record)
    move(report, merits.SEND, o.cast.registrant)
    move(report, merits.CONFIRM, o.officer, note="Đúng như báo cáo.")
    return report


def correcting(o: Office, decision, *, kind="decision", **right):
    """Đính chính being drawn up: the decision's own facts but for `right`."""
    facts = {name: getattr(decision, name) for name in ("number", "issued_on", "signer_name", "signer_title")} | right
    return corrections.draft_correction(
        by=o.officer, decision=decision, kind=kind, reason="Sai sót khi soạn thảo.", token=uuid4(), **facts
    )


def publish_correction(o: Office, correction, *, number="90/QĐ-UBND", on=None):
    move(correction, correcting_moves.PROPOSE, o.officer)
    move(correction, correcting_moves.PUBLISH, o.leader, number=number, issued_on=on or timezone.localdate(), **SIGNED)
    return correction
