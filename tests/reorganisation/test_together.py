"""Carrying out while others work, in real threads: every row ends at exactly one right unit, desk and path."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position
from common.models import AuditRecord
from common.workflow import perform
from registrations import services as registration_services
from registrations import steps
from registrations import workflow as registration_moves
from registrations.enums import Kind, State
from registrations.models import Quota, Registration
from registrations.plans import services as planning
from reorganisation import carrying, services, workflow
from reorganisation.carrying import carry
from reorganisation.carrying.log import ACTION
from reorganisation.models import Operation
from tests import builders
from tests.registrations.test_together import together, told
from tests.reorganisation import builders as rearranging
from tests.reorganisation.test_laws import check_tree
from units import services as units
from units.models import Level, Unit, UnitVersion

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def approved(cast, second, tree, name="xã Lam Khê", code="09905"):
    """xã Minh Lạc and xã Phúc Khê become a new commune; only the carrying out is left."""
    op = rearranging.operation(cast.admin, title=name)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name=name, code=code, parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune, tree.other_commune], new)
    rearranging.step(workflow.PROPOSE, op, cast.admin)
    rearranging.step(workflow.APPROVE, op, second)
    return op


@pytest.fixture
def op(cast, tree, second):
    return approved(cast, second, tree)


def carry_out(op, by, token=None, move=workflow.CARRY_OUT):
    token = token or uuid4()
    return lambda: perform(move, Operation.objects.get(pk=op.pk), by=by, data={}, token=token)


def press(move, registration, by):
    return lambda: perform(move, Registration.objects.get(pk=registration.pk), by=by, data={}, token=uuid4())


@contextmanager
def stopping_at(monkeypatch, place, name):
    """The first to come to a function waits there until the block lets it go."""
    original, here, onward = getattr(place, name), threading.Event(), threading.Event()

    def waiting(*args, **kwargs):
        if not here.is_set():
            here.set()
            assert onward.wait(30)
        return original(*args, **kwargs)

    monkeypatch.setattr(place, name, waiting)
    yield here, onward
    onward.set()


def one_inside(monkeypatch, place, name, first, second):
    """What `first` and `second` gave, where `second` came while `first` was in the middle of its transaction."""

    def run(call):
        try:
            return call()
        except Exception as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool, stopping_at(monkeypatch, place, name) as (here, onward):
        before = pool.submit(run, first)
        assert here.wait(30)
        after = pool.submit(run, second)
        time.sleep(0.4)
        assert not after.done()
        onward.set()
        return before.result(30), after.result(30)


def new_unit(name):
    return Unit.objects.get(full_name=name, valid_to=None)


def lies(registration):
    found = Registration.objects.select_related("present_unit", "desk").get(pk=registration.pk)
    return str(found.present_unit), found.scope_path == found.present_unit.path, str(found.desk or "")


def begin(by, unit, plan):
    return lambda: (
        registration_services.start_registration(
            by=by, unit=unit, kind=Kind.COLLECTIVE, plan=plan, data={"title": "Một"}, token=uuid4()
        ).registration
    )


def test_two_people_carry_out_the_same_operation_and_the_second_is_told(op, cast, second):
    results = together(carry_out(op, cast.admin), carry_out(op, second))
    assert told(results) == ["Không thể thực hiện khi việc sắp xếp “đã thực hiện”."]
    assert (op.events.filter(move="carry_out").count(), Unit.objects.filter(code="09905").count()) == (1, 1)
    check_tree()


def test_the_same_button_pressed_twice_carries_out_once(op, cast):
    results = together(*[carry_out(op, cast.admin, uuid4())] * 2)
    assert len({event.pk for event in results}) == 1


def test_a_merge_into_a_unit_that_stands_pressed_twice_is_carried_out_once(cast, second, tree):
    """Its succession is written ahead by both presses."""
    op = rearranging.operation(cast.admin)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)
    rearranging.step(workflow.PROPOSE, op, cast.admin)
    rearranging.step(workflow.APPROVE, op, second)
    results = together(*[carry_out(op, cast.admin, uuid4())] * 2)
    assert len({event.pk for event in results}) == 1
    check_tree()


def test_a_unit_that_ends_is_put_right_by_somebody_while_the_reform_waits_at_the_gate(op, cast, tree, monkeypatch):
    """The reform has looked for it ahead; whoever puts it right locks it only then, and neither stops the other."""

    def correct():
        return units.correct_unit(by=cast.admin, unit=tree.commune, address="Phố Mới")

    put_right, done = one_inside(monkeypatch, units, "locked_row", correct, carry_out(op, cast.admin))
    tree.commune.refresh_from_db()
    assert (put_right, done.target, tree.commune.address) == (tree.commune, "done", "Phố Mới")
    check_tree()


def test_of_two_operations_on_one_unit_the_second_is_told(op, cast, second, tree):
    other = approved(cast, second, tree, "xã Khác", "09906")
    results = together(carry_out(op, cast.admin), carry_out(other, second))
    (problem,) = told(results)
    assert problem.startswith("Dòng “nhập, tách vào”") and problem.endswith("không còn.")
    assert sorted(Operation.objects.values_list("state", flat=True)) == ["approved", "done"]
    check_tree()


def test_a_registration_handed_in_meanwhile_is_moved_to_the_new_desk(op, cast, tree, plan, monkeypatch):
    registration = builders.draft(cast.women_registrant, plan, levels=[tree.commune_level])
    sent, done = one_inside(
        monkeypatch, steps, "first_desk", press(registration_moves.SUBMIT, registration, cast.women_registrant),
        carry_out(op, cast.admin),
    )  # fmt: skip
    assert (sent.target, done.target) == (State.SUBMITTED, "done")
    assert lies(registration) == ("Hội Liên hiệp Phụ nữ xã Lam Khê", True, "UBND xã Lam Khê")


def test_a_registration_handed_in_afterwards_goes_to_the_new_desk(op, cast, tree, plan, monkeypatch):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    done, sent = one_inside(
        monkeypatch, carry, "_refuse", carry_out(op, cast.admin),
        press(registration_moves.SUBMIT, registration, cast.registrant),
    )  # fmt: skip
    assert (done.target, sent.target) == ("done", State.SUBMITTED)
    assert lies(registration) == ("thôn Đông, xã Lam Khê", True, "UBND xã Lam Khê")


def test_who_sat_in_a_unit_that_has_ended_meanwhile_hands_nothing_in(op, cast, tree, plan, monkeypatch):
    registration = builders.draft(cast.women_registrant, plan, levels=[tree.commune_level])
    _, sent = one_inside(
        monkeypatch, carry, "_refuse", carry_out(op, cast.admin),
        press(registration_moves.SUBMIT, registration, cast.women_registrant),
    )  # fmt: skip
    assert isinstance(sent, PermissionDenied)
    assert lies(registration) == ("Hội Liên hiệp Phụ nữ xã Lam Khê", True, "")


def test_a_receipt_written_meanwhile_stays_and_the_record_waits_at_the_new_desk(op, cast, tree, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    receive = press(registration_moves.RECEIVE, registration, cast.commune_officer)
    received, done = together(receive, carry_out(op, cast.admin))
    registration.refresh_from_db()
    assert done.target == "done"
    assert isinstance(received, PermissionDenied) == (registration.state == State.SUBMITTED)
    assert lies(registration) == ("thôn Đông, xã Lam Khê", True, "UBND xã Lam Khê")


def test_a_registration_begun_meanwhile_goes_along(op, cast, tree, plan, monkeypatch):
    begun, done = one_inside(
        monkeypatch, registration_services, "next_number", begin(cast.women_registrant, tree.women, plan),
        carry_out(op, cast.admin),
    )  # fmt: skip
    assert (done.target, lies(begun)) == ("done", ("Hội Liên hiệp Phụ nữ xã Lam Khê", True, ""))


def test_a_registration_begun_afterwards_lies_where_its_unit_lies_now(op, cast, tree, plan, monkeypatch):
    """The page had the village in hand with its old path."""
    _, begun = one_inside(
        monkeypatch, carry, "_refuse", carry_out(op, cast.admin), begin(cast.registrant, tree.village, plan)
    )
    assert lies(begun) == ("thôn Đông, xã Lam Khê", True, "")


def test_nothing_is_begun_in_a_unit_that_has_ended_meanwhile(op, cast, tree, plan, monkeypatch):
    results = one_inside(
        monkeypatch, carry, "_refuse", carry_out(op, cast.admin), begin(cast.women_registrant, tree.women, plan)
    )
    assert told(results)[0].startswith("Hội Liên hiệp Phụ nữ xã Minh Lạc đã kết thúc hoạt động từ ngày")
    assert not Registration.objects.exists()


def opening(unit, user):
    return lambda: accounts.open_position(by=None, user=user, role=Role.REGISTRANT, unit=unit)


def test_a_position_opened_meanwhile_goes_along_and_afterwards_is_refused(op, cast, tree, monkeypatch):
    first, second = builders.person(), builders.person()
    opened, done = one_inside(
        monkeypatch, accounts, "refuse_double", opening(tree.women, first), carry_out(op, cast.admin)
    )
    opened.refresh_from_db()
    assert (done.target, str(opened.unit), opened.ends_on) == ("done", "Hội Liên hiệp Phụ nữ xã Lam Khê", None)
    assert told([*together(opening(tree.women, second))])[0].startswith("Hội Liên hiệp Phụ nữ xã Minh Lạc đã kết thúc")
    assert not Position.objects.filter(user=second).exists()


def test_quotas_given_afterwards_are_refused_for_what_has_ended(op, cast, tree, monkeypatch):
    plan = builders.plan(tree, cast.district_officer, issuer=tree.district_desk)

    def give():
        asked = [(tree.commune, Kind.COLLECTIVE, 3)]
        planning.set_quotas(by=cast.district_officer, plan=plan, asked=asked)

    results = one_inside(monkeypatch, carry, "_refuse", carry_out(op, cast.admin), give)
    assert told(results)[0].startswith("xã Minh Lạc đã kết thúc hoạt động")
    assert not Quota.objects.exists()


def in_between(act):
    """The move, with something done after the tree was made ready and before anything is locked."""

    def prepare(operation, by):
        ready = carrying.prepare(operation, by)
        assert ready is not None and ready.still_holds(operation)
        act()
        assert not ready.still_holds(operation)
        return ready

    return replace(workflow.CARRY_OUT, prepare=prepare)


def test_an_operation_carried_out_by_another_while_the_tree_is_read_is_told(op, cast, second, monkeypatch):
    plan_tree, others = carry.planned_tree, [carry_out(op, second)]

    def between(*reading):
        tree = plan_tree(*reading)
        if others:
            others.pop()()
        return tree

    monkeypatch.setattr(carry, "planned_tree", between)
    with pytest.raises(ValidationError, match="đã thực hiện"):
        carry_out(op, cast.admin)()


@pytest.mark.parametrize("what", ["named", "added", "letterhead", "time", "level"])
def test_what_changes_in_the_tree_after_it_was_made_ready_is_not_missed(op, cast, tree, what):
    def act():
        if what == "named":
            units.correct_unit(by=cast.admin, unit=tree.village, name="thôn Thượng")
        elif what == "added":
            units.add_unit(by=cast.admin, name="thôn Mới", parent=tree.commune, nature="area")
        elif what == "letterhead":
            units.correct_unit(by=cast.admin, unit=tree.commune_desk, address="Phố Mới")
        elif what == "level":
            Level.objects.filter(pk=tree.commune_level.pk).update(area_word="xã, phường")
        else:
            UnitVersion.objects.filter(unit=tree.village).update(valid_from=op.effective_on)

    carry_out(op, cast.admin, move=in_between(act))()
    tree.village.refresh_from_db()
    under_new = new_unit("xã Lam Khê").children.values_list("name", flat=True)
    assert tree.village.name == ("thôn Thượng" if what == "named" else "thôn Đông")
    assert ("thôn Mới" in under_new) == (what == "added")
    check_tree()


def test_lines_changed_and_approved_again_after_the_tree_was_made_ready_are_not_missed(op, cast, second, tree):
    def act():
        fresh = Operation.objects.get(pk=op.pk)
        rearranging.step(workflow.SEND_BACK, fresh, second, note="Còn thiếu.")
        rearranging.moving(cast.admin, fresh, [tree.far_village], tree.other_district)
        rearranging.step(workflow.PROPOSE, fresh, cast.admin)
        rearranging.step(workflow.APPROVE, fresh, second)

    carry_out(op, cast.admin, move=in_between(act))()
    tree.far_village.refresh_from_db()
    assert tree.far_village.parent == tree.other_district
    check_tree()


def test_a_row_given_to_a_unit_after_its_line_was_made_ready_is_told_by_a_line_more(op, cast, tree, plan):
    def prepare(operation, by):
        ready = carrying.prepare(operation, by)
        begin(cast.women_registrant, tree.women, plan)()
        return ready

    carry_out(op, cast.admin, move=replace(workflow.CARRY_OUT, prepare=prepare))()
    lines = AuditRecord.objects.filter(action=ACTION, kind="units.unit", object_id=str(tree.women.pk))
    said = [line.after for line in lines.order_by("pk")]
    assert (len(said), "valid_to" in said[0], said[1].get("đăng ký mô hình")) == (2, True, "1")


def test_undoing_and_registering_at_once_leaves_one_of_the_two(op, cast, tree, plan):
    carry_out(op, cast.admin)()
    holder = Position.objects.for_work().get(succeeds=cast.women_registrant)

    def undo():
        found = Operation.objects.get(pk=op.pk)
        return perform(workflow.UNDO, found, by=cast.admin, data={"note": "Thử."}, token=uuid4())

    results = together(undo, begin(holder, holder.unit, plan))
    (problem,) = told(results)
    if Registration.objects.exists():
        assert problem.startswith("Không hoàn tác được nữa.")
    else:
        assert problem.startswith("Hội Liên hiệp Phụ nữ xã Lam Khê không còn trong sơ đồ tổ chức")
    check_tree()
