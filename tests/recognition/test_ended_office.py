"""Drafts of an office that ended: left to the one that took over, which goes on with them or drops them."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from common.workflow import perform
from recognition import workflow
from recognition.corrections import workflow as corrections
from recognition.enums import DecisionState
from recognition.models import Correction, Decision
from recognition.papers import decision_paper
from tests import builders
from tests.recognition import builders as build
from units.models import Unit

pytestmark = pytest.mark.django_db


def ended(o):
    """The commune's office ends today; that of the other commune takes over."""
    o.successor = o.cast.other_commune_officer
    Unit.objects.filter(pk=o.tree.commune_desk.pk).update(
        valid_to=timezone.localdate(), scope_path=o.tree.other_commune_desk.path
    )
    return o


def refused(step, obj, by):
    with pytest.raises(ValidationError) as caught:
        perform(step, obj, by=by, data=build.SIGNED, token=uuid4())
    return caught.value.messages[0]


def test_the_successor_finds_the_draft_among_its_work_and_takes_it_over(as_position):
    o = build.office()
    draft = build.drafted(o)
    assert draft not in Decision.objects.visible_to(o.cast.other_commune_officer)
    ended(o)
    assert list(Decision.objects.waiting_for(o.successor)) == [draft]
    draft.refresh_from_db()
    assert "đã kết thúc hoạt động" in refused(workflow.PROPOSE, draft, o.successor)
    page = as_position(o.successor).get(f"/cong-nhan/{draft.pk}/")
    assert page.status_code == 200 and "Nhận soạn tiếp" in page.text
    build.move(draft, workflow.TAKE_OVER, o.successor)
    assert (draft.unit, draft.state) == (o.tree.other_commune_desk, DecisionState.DRAFT)
    assert decision_paper(draft, [], list(draft.awards.all()), []).letterhead.name == ("ỦY BAN NHÂN DÂN", "XÃ PHÚC KHÊ")
    build.move(draft, workflow.PROPOSE, o.successor)


def test_the_successor_may_drop_it():
    o = build.office()
    draft = build.drafted(o)
    ended(o)
    draft.refresh_from_db()
    build.move(draft, workflow.DROP, o.successor)
    assert draft.state == DecisionState.DROPPED and not draft.awards.exists()


def test_what_had_been_proposed_is_recalled_first():
    o = build.office()
    waiting = build.proposed(o)
    ended(o)
    waiting.refresh_from_db()
    assert "rút về" in refused(workflow.SIGN, waiting, o.leader)
    build.move(waiting, workflow.RECALL, o.successor)
    build.move(waiting, workflow.TAKE_OVER, o.successor)
    assert waiting.unit == o.tree.other_commune_desk


def test_while_the_office_stands_nobody_else_takes_its_draft():
    o = build.office()
    draft = build.drafted(o)
    for other in (o.officer, o.cast.other_commune_officer, o.cast.district_officer):
        with pytest.raises(PermissionDenied):
            perform(workflow.TAKE_OVER, draft, by=other, data={}, token=uuid4())


def test_a_published_decision_stays_with_the_office_that_issued_it():
    o = build.office()
    decision = build.published(o)
    ended(o)
    decision.refresh_from_db()
    with pytest.raises(ValidationError):
        perform(workflow.TAKE_OVER, decision, by=o.successor, data={}, token=uuid4())
    assert decision not in Decision.objects.waiting_for(o.successor)


def test_a_correction_being_drawn_up_is_taken_over_likewise():
    o = build.office()
    correction = build.correcting(o, build.published(o), number="46/QĐ-UBND")
    ended(o)
    correction = Correction.objects.get(pk=correction.pk)
    assert "đã kết thúc hoạt động" in refused(corrections.PROPOSE, correction, o.successor)
    build.move(correction, corrections.TAKE_OVER, o.successor)
    assert correction.unit == o.tree.other_commune_desk
    build.move(correction, corrections.PROPOSE, o.successor)


def test_what_waits_of_corrections_is_what_may_be_read():
    """Whoever took over and is in charge of some areas alone finds nothing at home that does not open."""
    o = build.office()
    build.correcting(o, build.published(o), number="46/QĐ-UBND")
    ended(o)
    desk = o.tree.other_commune_desk
    some = [builders.position(role, desk, areas=[o.tree.village]) for role in DESK_ROLES]
    for position in [o.successor, o.officer, o.leader, *some, builders.position(Role.REGISTRANT, desk)]:
        waiting = set(Correction.objects.waiting_for(position))
        assert waiting <= set(Correction.objects.visible_to(position))
        assert bool(waiting) == (position in {o.successor, o.officer})
