"""Records and positions made ready before the lock: written as they were found, made anew where anything is different."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Position
from common.models import AuditRecord
from common.workflow import perform
from registrations.models import Registration
from reorganisation import carrying, workflow
from reorganisation.carrying.log import ACTION, differing
from reorganisation.models import Operation
from reorganisation.rehearsal import rehearse
from tests.reorganisation.test_laws import check_tree
from tests.reorganisation.test_together import approved, begin


@pytest.fixture
def op(cast, second, tree, plan):
    """xã Minh Lạc and xã Phúc Khê become xã Lam Khê; one registration waits, an officer of the district has the commune."""
    begin(cast.women_registrant, tree.women, plan)()
    cast.district_officer.areas.add(tree.commune)
    return approved(cast, second, tree)


@pytest.fixture
def carry_out(op, cast):
    """Carries out with something done after all was made ready: whether the rows made ready still hold."""

    def carry(act=lambda: None) -> bool:
        held = []

        def holds(ready, operation):
            return ready.rows.hold_for(rehearse(operation, ready.tree), timezone.localdate())

        def prepare(operation, by):
            ready = carrying.prepare(operation, by)
            assert holds(ready, operation)
            act()
            held.append(holds(ready, operation))
            return ready

        move = replace(workflow.CARRY_OUT, prepare=prepare)
        perform(move, Operation.objects.get(pk=op.pk), by=cast.admin, data={}, token=uuid4())
        check_tree()
        return held[0]

    return carry


def lie_at():
    return set(Registration.objects.values_list("present_unit__full_name", flat=True))


def test_where_nothing_changed_all_is_written_as_it_was_made_ready(carry_out, cast):
    made_ready = carry_out()
    went_on = Position.objects.get(succeeds=cast.women_registrant)
    assert (made_ready, lie_at(), str(went_on.unit)) == (
        True, {"Hội Liên hiệp Phụ nữ xã Lam Khê"}, "Hội Liên hiệp Phụ nữ xã Lam Khê",
    )  # fmt: skip


def test_a_registration_begun_since_goes_along_and_is_counted_in_a_line_more_of_its_unit(carry_out, cast, tree, plan):
    made_ready = carry_out(lambda: begin(cast.women_registrant, tree.women, plan)())
    lines = AuditRecord.objects.filter(action=ACTION, kind="units.unit", object_id=str(tree.women.pk))
    told = [line.after["đăng ký mô hình"] for line in lines.order_by("pk")]
    assert (made_ready, Registration.objects.count(), lie_at()) == (False, 2, {"Hội Liên hiệp Phụ nữ xã Lam Khê"})
    assert told == ["1", "2"]


def test_a_position_goes_on_with_the_title_it_was_given_since(carry_out, cast):
    holders = Position.objects.filter(pk=cast.women_registrant.pk)
    made_ready = carry_out(lambda: holders.update(title="Chủ tịch"))
    assert (made_ready, Position.objects.get(succeeds=cast.women_registrant).title) == (False, "Chủ tịch")


def test_an_area_taken_and_given_again_since_passes_to_the_new_commune(carry_out, cast, tree):
    def give_again():
        cast.district_officer.areas.remove(tree.commune)
        cast.district_officer.areas.add(tree.commune)

    made_ready = carry_out(give_again)
    areas = sorted(str(area) for area in cast.district_officer.areas.all())
    assert (made_ready, areas) == (False, sorted([str(tree.district), "xã Lam Khê"]))


def test_positions_made_ready_to_end_on_one_day_do_not_hold_for_another(op, cast):
    ready = carrying.prepare(op, cast.admin)
    assert not ready.rows.hold_for(rehearse(op, ready.tree), timezone.localdate() + timedelta(days=1))


def test_of_units_whose_rows_became_more_or_fewer_the_log_says_how_many_they_are():
    before, after = {1: {"đăng ký": "2"}, 2: {"chỉ tiêu": "1"}}, {2: {"chỉ tiêu": "1"}, 3: {"chỉ tiêu": "4"}}
    assert dict(differing(before, after)) == {1: {"đăng ký": "0"}, 3: {"chỉ tiêu": "4"}}
