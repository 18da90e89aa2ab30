"""What waits when units are rearranged: it goes on from where it was, and whoever took over may finish it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from registrations import routes, workflow
from registrations.enums import State
from reorganisation import services
from tests import builders
from tests.reorganisation import builders as rearranging


def district_ends(tree, cast, second, *, keeper=None):
    """huyện Lam Khê ends; its desk's records go to `keeper` (none: with the area, to the province)."""
    op = rearranging.operation(cast.admin)
    rearranging.ending(cast.admin, op, [tree.district], tree.province)
    if keeper:
        rearranging.ending(cast.admin, op, [tree.district_desk], keeper)
    return rearranging.carried_out(op, cast.admin, second)


def communes_merge(tree, cast, second):
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Lam Khê", code="", parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune, tree.other_commune], new)
    return rearranging.carried_out(op, cast.admin, second)


@pytest.fixture
def forwarded(tree, cast, plan):
    """Confirmed by the commune, waiting at the district."""
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.district_level])
    builders.move(record, workflow.FORWARD, cast.commune_officer)
    return record


def test_what_waited_at_a_dissolved_level_goes_on_to_the_next_one_up(tree, cast, second, forwarded):
    district_ends(tree, cast, second)

    forwarded.refresh_from_db()
    assert (forwarded.state, forwarded.desk) == (State.SUBMITTED, tree.province_desk)
    builders.move(forwarded, workflow.RECEIVE, cast.province_officer)
    builders.move(forwarded, workflow.CONFIRM, cast.province_officer)
    assert forwarded.state == State.CONFIRMED


def confirmed_by_both(tree, cast, forwarded):
    builders.move(forwarded, workflow.RECEIVE, cast.district_officer)
    builders.move(forwarded, workflow.CONFIRM, cast.district_officer)
    return forwarded


def test_a_result_climbs_to_who_took_over_from_the_desk_that_confirmed(tree, cast, second, forwarded):
    record = confirmed_by_both(tree, cast, forwarded)
    district_ends(tree, cast, second, keeper=tree.province_desk)

    builders.write_result(record, cast.registrant)
    builders.move(record, workflow.SEND_RESULT, cast.registrant)
    assert record.desk == tree.commune_desk
    builders.move(record, workflow.PASS_RESULT_UP, cast.commune_officer, note="Có hiệu quả.")
    builders.move(record, workflow.CONFIRM_EFFECT, cast.province_officer, note="Có hiệu quả.")
    assert (record.state, record.desk) == (State.EFFECTIVE, tree.province_desk)


def test_where_nobody_took_over_the_desk_below_decides(tree, cast, second, forwarded):
    record = confirmed_by_both(tree, cast, forwarded)
    district_ends(tree, cast, second)

    record.refresh_from_db()
    assert (record.desk, routes.confirming_desks(record)) == (tree.commune_desk, [tree.commune_desk])
    builders.move(record, workflow.STOP, cast.commune_officer, note="Hộ chủ trì chuyển nơi cư trú.")
    assert record.state == State.STOPPED


def test_what_an_old_desk_had_received_the_new_one_confirms_with_the_day_it_came_in(tree, cast, second, plan):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    old = record.receipts.get()
    communes_merge(tree, cast, second)

    record.refresh_from_db()
    officer = Position.objects.for_work().get(succeeds=cast.commune_officer)
    builders.move(record, workflow.CONFIRM, officer)
    receipt = record.receipts.get(desk=officer.unit)
    assert (receipt.received_at, receipt.received_by, receipt.register_number, receipt.is_first) == (
        old.received_at, cast.commune_officer, 1, True,
    )  # fmt: skip
    assert record.state == State.CONFIRMED


def test_what_waits_at_a_desk_that_alone_ends_goes_to_the_body_that_took_over(tree, cast, second, plan):
    record = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="Văn phòng xã Minh Lạc", code="", parent=tree.commune, line="state"
    )
    rearranging.passing(cast.admin, op, [tree.commune_desk], new)
    rearranging.carried_out(op, cast.admin, second)

    record.refresh_from_db()
    assert (record.desk.name, record.desk.collects) == ("Văn phòng xã Minh Lạc", "all")


def test_positions_change_hands_on_the_day_the_operation_is_carried_out(tree, cast, second):
    """What paper dates in the past is entered with its day."""
    day = timezone.localdate() - timedelta(days=5)
    op = rearranging.operation(cast.admin, effective_on=day)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Lam Khê", code="", parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune], new)
    rearranging.carried_out(op, cast.admin, second, at=timezone.now() - timedelta(days=5))

    cast.commune_officer.refresh_from_db()
    after = Position.objects.get(succeeds=cast.commune_officer)
    assert (cast.commune_officer.ends_on, after.starts_on, after.role) == (day, day, Role.OFFICER)
    op.refresh_from_db()
    assert timezone.localdate(op.done_at) == day
