"""Decisions of the commune in every state: a model of the village recognised, one rewarded, one taken back."""

from uuid import uuid4

from django.utils import timezone

from common.files import KINDS
from recognition import services, workflow
from recognition.afterwards import services as afterwards
from recognition.corrections import services as correcting
from recognition.corrections import workflow as correcting_moves
from recognition.dossiers import services as dossiers
from recognition.dossiers import workflow as merits
from recognition.enums import Act
from registrations.enums import Kind
from registrations.following.services.notes import add_note
from tests import builders
from tests.recognition.builders import SIGNED, move
from tests.registrations.following import picture


def build(w) -> None:
    o, levels = w.cast.commune_officer, [w.tree.commune_level]
    model = builders.effective(w.cast.registrant, w.plan, o, levels=levels, title="Mô hình được công nhận")
    person = builders.effective(
        w.cast.registrant, w.plan, o, levels=levels, kind=Kind.INDIVIDUAL, title="Điển hình được công nhận",
        person_name="Phạm Đức Cần",
    )  # fmt: skip
    given = _published(w, _drafted(w, Act.RECOGNITION, [model, person]), "45/QĐ-UBND")
    draft, proposed, signed = (_drafted(w, Act.REWARD, [model]) for _ in range(3))
    services.correct_decision(
        by=o, decision=draft, bases=["Căn cứ kế hoạch."], about="Quyetrieng khen thưởng", proposer="", addressee="",
        carried_out_by="",
    )  # fmt: skip
    for one in (proposed, signed):
        move(one, workflow.PROPOSE, o)
    move(signed, workflow.SIGN, w.cast.commune_leader, **SIGNED)
    taking = _drafted(w, Act.REVOCATION, [])
    public, private = given.awards.get(registration=model), given.awards.get(registration=person)
    (line,) = services.add_revocations(by=o, decision=taking, awards=[public], reason="Ngừng.")
    copy = services.attach_copy(by=o, decision=given, file=w.file("ban-ky.pdf", b" da co"), token=uuid4())
    run = uuid4()
    services.log_prints(by=o, decision=given, awards=[public], on_blank=False, token=run)
    _dossiers(w, model, person, draft)
    _corrections(w, given, public)
    (up,) = afterwards.elevate(
        by=o, decision=given, awards=[public], level=w.tree.district_level, sent_on=timezone.localdate(), token=uuid4()
    )
    note = add_note(
        by=w.cast.registrant,
        registration=model,
        on=timezone.localdate(),
        text="Đang làm.",
        token=uuid4(),
        photos=[picture("anh.jpg")],
    )
    chosen = [f"p{note.photos.get().pk}"]
    afterwards.tell_story(by=o, award=public, how="Cách làm.", outcome="", is_public=True, pictures=chosen)
    w.names |= {"elevation": up.pk, "elevated_with": up.bundle, "higher_level": w.tree.province_level.pk}
    w.names |= {
        "decision": given.pk, "draft_decision": draft.pk, "proposed_decision": proposed.pk,
        "signed_decision": signed.pk, "taking": taking.pk, "taking_line": line.pk, "draft_award": draft.awards.get().pk,
        "public_award": public.pk, "private_award": private.pk, "award_code": public.code, "decision_copy": copy.pk,
        "printing": run,
        "rewardable": w.candidate.pk,
    }  # fmt: skip


def _corrections(w, given, award) -> None:
    """The published decision corrected in every state; what is drawn up is the office's own."""
    o, leader = w.cast.commune_officer, w.cast.commune_leader
    facts = {name: getattr(given, name) for name in ("number", "issued_on", "signer_name")}
    draft, proposed, signed, published = (
        correcting.draft_correction(
            by=o, decision=given, kind="letter", reason="Quyetrieng." if number == 0 else "Sai sót.", token=uuid4(),
            signer_title=f"Chủ tịch {number}", **facts,
        )
        for number in range(4)
    )  # fmt: skip
    for one in (proposed, signed, published):
        move(one, correcting_moves.PROPOSE, o)
    move(signed, correcting_moves.SIGN, leader, **SIGNED)
    move(published, correcting_moves.PUBLISH, leader, number="90/QĐ-UBND", issued_on=timezone.localdate(), **SIGNED)
    w.names |= {
        "draft_correction": draft.pk, "proposed_correction": proposed.pk, "signed_correction": signed.pk,
        "correction": published.pk,
    }  # fmt: skip


def _dossiers(w, model, person, draft) -> None:
    """A merit report sent, another still being written, a third confirmed; two offices asked about the draft reward."""
    o, owner = w.cast.commune_officer, w.cast.registrant
    third = builders.effective(owner, w.plan, o, levels=[w.tree.commune_level], title="Mô hình có thành tích")
    written = {
        "about": "Thanhtichrieng.",
        "achieved": "Đã làm.",
        "asked": "Đề nghị.",
        "signer_name": "",
        "signer_title": "",
    }
    sent, _, confirmed = (
        dossiers.write_merit_report(by=owner, registration=one, token=uuid4(), **written)
        for one in (model, person, third)
    )
    for one in (sent, confirmed):
        move(one, merits.SEND, owner)
    move(confirmed, merits.CONFIRM, o, note="Đúng.")
    asked = {"asked_number": "", "asked_on": None, "verdict": "", "answered_on": None, "text": ""}
    waits, answered = (
        dossiers.write_consultation(by=o, decision=draft, token=uuid4(), body=body, **asked)
        for body in ("Công an", "Thuế")
    )
    file = w.file("tra-loi.pdf")
    file.kind = KINDS["pdf"]
    given = asked | {"verdict": "agrees", "answered_on": timezone.localdate()}
    dossiers.write_consultation(
        by=o, decision=draft, token=uuid4(), consultation=answered, body="Thuế", file=file, **given
    )
    w.names |= {
        "merit_sent": model.code, "merit_draft": person.code, "merit_confirmed": third.code, "asked_body": waits.pk,
        "answer_file": answered.files.get().pk,
    }  # fmt: skip


def _drafted(w, act, records):
    by = w.cast.commune_officer
    decision = services.draft_decision(by=by, act=act, plan=w.plan, token=uuid4())
    if records:
        services.add_awards(by=by, decision=decision, registrations=records, names={}, form="Giấy khen")
    return decision


def _published(w, decision, number):
    move(decision, workflow.PROPOSE, w.cast.commune_officer)
    move(decision, workflow.PUBLISH, w.cast.commune_leader, number=number, issued_on=timezone.localdate(), **SIGNED)
    return decision
