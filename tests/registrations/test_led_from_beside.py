"""Danh sách, công văn of an office that the leader of another one signs for: under whose head they go out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from common.workflow import perform
from registrations import workflow
from registrations.reminding import services as reminding
from registrations.reminding.papers import letter_of
from registrations.submittals import letters, services
from registrations.submittals import papers as desk_papers
from registrations.submittals import workflow as lists
from tests import builders

pytestmark = pytest.mark.django_db
OWN = ("ỦY BAN NHÂN DÂN", "XÃ MINH LẠC"), "TM. ỦY BAN NHÂN DÂN"
PARTY = ("ĐẢNG ỦY XÃ MINH LẠC",), "T/M BAN THƯỜNG VỤ"
SIGNED = {"signer_name": "Lường Văn Ký", "signer_title": "Phó Bí thư Thường trực"}


@pytest.fixture(params=[False, True], ids=["by its own leader", "by the leader of the Party committee"])
def signing(request, cast, tree):
    """Who signs, and the head that the paper then carries."""
    tree.commune_desk.signing_lines, tree.commune_desk.leader_approves = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", True
    tree.commune_desk.save()
    return (builders.led_by_the_party(cast, tree), PARTY) if request.param else (cast.commune_leader, OWN)


def on_top(head) -> tuple:
    return head.name, head.signature_lines[0]


def approved(cast, plan, tree, leader):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    item = services.put_on_list(
        by=cast.commune_officer, registration=record, move_name=workflow.CONFIRM.name, note="", token=uuid4()
    )
    for move, by, data in (
        (lists.SEND, cast.commune_officer, {}),
        (lists.APPROVE, leader, SIGNED | {"signed_on": timezone.localdate()}),
    ):
        perform(move, item.submittal, by=by, data=data, token=uuid4())
        item.submittal.refresh_from_db()
    return item.submittal


def test_the_list_and_the_letter_it_goes_out_with_carry_the_head_of_who_approved(cast, plan, tree, signing):
    leader, head = signing
    submittal = approved(cast, plan, tree, leader)
    assert on_top(desk_papers.submittal_annex(submittal, cast.commune_officer).letterhead) == head
    receipts = list(letters.without_letter(tree.commune_desk, cast.commune_clerk))
    letter = letters.write_letter(
        by=cast.commune_clerk, unit=tree.commune_desk, receipts=receipts, token=uuid4(), submittal=submittal, **SIGNED
    )
    assert on_top(desk_papers.letter_paper(letter, letter.receipts.seen_by(cast.commune_clerk)).letterhead) == head
    annex = desk_papers.letter_annex(letter, letter.receipts.seen_by(cast.commune_clerk))
    assert on_top(annex.letterhead) == head
    assert annex.attached_to.endswith(str(leader.unit))


def test_a_letter_without_a_list_carries_the_head_of_who_usually_signs(cast, plan, tree, signing):
    leader, head = signing
    letter = letters.write_letter(by=cast.commune_clerk, unit=tree.commune_desk, receipts=[], token=uuid4())
    assert (
        letter.issuer,
        on_top(desk_papers.letter_paper(letter, letter.receipts.seen_by(cast.commune_clerk)).letterhead),
    ) == (
        leader.unit,
        head,
    )


def test_the_letter_that_reminds_carries_the_head_of_who_usually_signs(cast, plan, tree, signing):
    leader, head = signing
    until = timezone.localdate() + timedelta(days=10)
    reminder = reminding.remind(
        by=cast.commune_officer, plan=plan, units={tree.village.pk}, until=until, token=uuid4(), **SIGNED
    )
    assert (reminder.issuer, on_top(letter_of(reminder).letterhead)) == (leader.unit, head)
