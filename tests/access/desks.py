"""At the desks: lists put before the district's leader, a letter of the commune, what was said, a wish for changes."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Purpose
from registrations.models import Comment, Registration
from registrations.submittals import letters
from registrations.submittals import services as lists
from registrations.submittals import workflow as list_moves
from registrations.talk import reasons
from registrations.talk import services as talking
from tests import builders


def build(w) -> None:
    _talk(w)
    _wishes(w)
    _letter(w)
    _lists(w)
    reason = reasons.keep_reason(by=w.cast.commune_officer, text="Chưa ghi rõ cách làm của xã.")
    w.names["reason"] = reason.pk


def _talk(w) -> None:
    """The village asks and notes are kept; on another record both sides have something to read."""
    sent = w.records["sent"]
    asked = talking.say(
        by=w.cast.registrant, registration=sent, text="Traodoi: hỏi hạn nộp.", internal=False, token=uuid4()
    )
    talking.say(
        by=w.cast.commune_officer, registration=sent, text="Noibo: xem lại số hộ.", internal=True, token=uuid4()
    )
    # It may be taken back however long the tests take.
    Comment.objects.filter(pk=asked.pk).update(at=timezone.now() + timedelta(days=1))
    both = w.records["reported"]
    Registration.objects.filter(pk=both.pk).update(asks_desk_at=timezone.now(), asks_owner_at=timezone.now())
    w.names["comment"] = asked.pk


def _wishes(w) -> None:
    """One being written, one that waits for the desk."""
    owner, officer = w.cast.registrant, w.cast.commune_officer
    for name in ("wishing", "wished"):
        record = builders.confirmed(owner, w.plan, officer, levels=[w.tree.commune_level], title="Gandong điều chỉnh")
        data = {
            "title": "Nhaprieng tên mới" if name == "wishing" else "Gandong tên mới",
            "time_text": "Quý III",
            "reason": "Mưa lũ.",
        }
        services.save_draft(by=owner, registration=record, purpose=Purpose.AMENDMENT, data=data, revision=0)
        if name == "wished":
            builders.move(record, workflow.AMEND, owner)
        w.names[name] = record.code


def _letter(w) -> None:
    """The commune has sent some of what it confirmed."""
    free = list(letters.without_letter(w.tree.commune_desk, w.cast.commune_clerk))
    letter = letters.write_letter(
        by=w.cast.commune_clerk, unit=w.tree.commune_desk, receipts=free[1:3], token=uuid4(), number="45/UBND",
        issued_on=timezone.localdate(),
    )  # fmt: skip
    copy = letters.keep_copy(by=w.cast.commune_clerk, letter=letter, file=w.file("cong-van.pdf", b" cong van"))
    w.names |= {
        "letter_copy": copy.pk,
        "letter": letter.pk,
        "lettered": letter.receipts.first().pk,
        "free_receipt": free[0].pk,
    }


def _lists(w) -> None:
    """Of the district's officer: one sent, one being drawn up, and a record that lies on neither."""
    officer, levels = w.cast.district_officer, [w.tree.commune_level, w.tree.district_level]
    records = []
    for _ in range(3):
        one = builders.received(
            w.cast.registrant, w.plan, w.cast.commune_officer, levels=levels, title="Gandong lên huyện"
        )
        builders.move(one, workflow.FORWARD, w.cast.commune_officer)
        builders.move(one, workflow.RECEIVE, officer)
        records.append(one)
    w.tree.district_desk.leader_approves = True
    w.tree.district_desk.save()
    sent = lists.put_on_list(by=officer, registration=records[0], move_name="confirm", note="", token=uuid4())
    perform(list_moves.SEND, sent.submittal, by=officer, data={}, token=uuid4())
    draft = lists.put_on_list(by=officer, registration=records[1], move_name="confirm", note="", token=uuid4())
    w.names |= {
        "sent_list": sent.submittal_id, "sent_item": sent.pk, "draft_list": draft.submittal_id, "draft_item": draft.pk,
        "to_propose": records[2].code, "to_propose_key": records[2].pk,
    }  # fmt: skip
