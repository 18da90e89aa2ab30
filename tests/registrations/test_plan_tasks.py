"""Việc kế hoạch giao: told done by whom it was given to, opened again, counted for the issuer. Permits taken back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from common.models import AuditRecord
from registrations import desk, obstacles, workflow
from registrations.enums import State
from registrations.models import LateUse, Plan, PlanTask
from registrations.plans import assigned
from registrations.plans import services as planning
from tests import builders
from units.models import Unit


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def given(cast, tree, plan, today):
    """A task for all units of the commune, and one for the village alone."""
    to_all = planning.give_task(by=cast.commune_officer, plan=plan, text="Tuyên truyền.", due_on=today)
    alone = planning.give_task(by=cast.commune_officer, plan=plan, text="Họp dân.", due_on=today, unit=tree.village)
    return to_all, alone


def standing(position, plan, task, day):
    rows = assigned.standings(position, plan, Unit.objects.visible_to(position), day)
    return next(row for row in rows if row.task == task)


def guard(position):
    return {"token": str(uuid4()), "position": str(position.pk)}


def test_the_unit_tells_its_task_done_and_the_issuer_sees_it_counted(as_position, cast, plan, given, today):
    address = f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[0].pk}/"
    unit = as_position(cast.registrant)
    assert f"{address}xong/" in unit.get(f"/dang-ky/ke-hoach/{plan.pk}/").content.decode()
    typed = {"done_on": f"{today:%d/%m/%Y}", "note": "Phát thanh 4 buổi.", "reference": "12/BC-TĐ"}
    answers = [unit.post(f"{address}xong/", typed | guard(cast.registrant)) for _ in range(2)]
    done = given[0].done.get()
    asked = assigned.units_for_all(plan, today).count()

    assert {answer.url for answer in answers} == {f"/dang-ky/ke-hoach/{plan.pk}/"}
    assert (done.note, done.reference, done.unit) == ("Phát thanh 4 buổi.", "12/BC-TĐ", cast.registrant.unit)
    assert asked > 1
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{plan.pk}/").content.decode()
    assert f"1/{asked} đơn vị đã xong" in page
    told = as_position(cast.commune_officer).get(address).content.decode()
    assert ("Phát thanh 4 buổi." in told, f"1/{asked} đơn vị đã xong" in told) == (True, True)
    assert "đơn vị đã xong" not in as_position(cast.other_registrant).get(address).content.decode()


def test_a_day_to_come_is_refused_and_the_text_kept(as_position, cast, plan, given, today):
    typed = {"done_on": f"{today + timedelta(days=1):%d/%m/%Y}", "note": "Phát thanh."}
    address = f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/xong/"
    answer = as_position(cast.registrant).post(address, typed | guard(cast.registrant))

    assert answer.context["form"].errors == {"done_on": ["Ngày này chưa đến."]}
    assert "Phát thanh." in answer.content.decode()


def test_only_whom_it_is_given_to_tells_it_done(cast, given, today):
    for by in (cast.other_registrant, cast.commune_officer, cast.district_officer, cast.commune_leader):
        with pytest.raises(PermissionDenied):
            planning.tell_task_done(by=by, task=given[1], done_on=today)


def test_a_task_is_overdue_until_all_have_told_it(cast, plan, given, today):
    tomorrow = today + timedelta(days=1)
    before = standing(cast.commune_officer, plan, given[1], tomorrow)
    planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today)
    after = standing(cast.commune_officer, plan, given[1], tomorrow)

    assert [(row.done, row.asked, row.is_overdue) for row in (before, after)] == [(0, 1, True), (1, 1, False)]
    assert standing(cast.commune_officer, plan, given[0], tomorrow).is_overdue


def test_what_was_told_in_error_is_opened_again_with_its_reason(as_position, cast, plan, given, today):
    done = planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today)
    with pytest.raises(ValidationError):
        planning.take_task_back(by=cast.commune_officer, task=given[1])
    address = f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/xong/{done.pk}/mo-lai/"
    as_position(cast.commune_officer).post(address, {"reason": "Chưa có biên bản."} | guard(cast.commune_officer))
    done.refresh_from_db()

    assert (done.undone_by, done.undone_reason) == (cast.commune_officer, "Chưa có biên bản.")
    assert standing(cast.registrant, plan, given[1], today).own_done_on is None
    assert AuditRecord.objects.filter(action="Mở lại việc kế hoạch giao").count() == 1
    again = planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today)
    assert again != done
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/").content.decode()
    assert "Chưa có biên bản." in page


def test_the_home_page_names_no_task_that_the_own_unit_has_done(cast, plan, given, today):
    def named(position):
        Plan.objects.all()
        position.__dict__.pop("_plans", None)
        return [one.label for one in desk.deadlines(position) if "giao)" in one.label]

    first = named(cast.registrant)
    for task in given:
        planning.tell_task_done(by=cast.registrant, task=task, done_on=today)
    assert (len(first), named(cast.registrant)) == (1, [])
    assert len(named(cast.other_registrant)) == 1


def home_lines(client):
    return [line for place in client.get("/").context["work"] for line in place.lines]


def test_a_late_task_stands_on_the_home_page_of_whom_it_is_given_to(as_position, cast, tree, plan, given, today):
    PlanTask.objects.filter(pk=given[1].pk).update(due_on=today - timedelta(days=2))
    address = f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/"
    lines = home_lines(as_position(cast.registrant))
    assert [(line.title, line.late) for line in lines if "/viec/" in line.url] == [
        ("Họp dân.", True),
        ("Tuyên truyền.", False),
    ]
    assert [line.due_on for line in lines] == sorted((line.due_on for line in lines), key=lambda day: day or date.max)
    others = home_lines(as_position(cast.other_registrant))
    assert [line.title for line in others if "/viec/" in line.url] == ["Tuyên truyền."]
    planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today)
    assert address not in [line.url for line in home_lines(as_position(cast.registrant))]
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{plan.pk}/").content.decode()
    assert "đơn vị quá hạn" not in page
    PlanTask.objects.filter(pk=given[0].pk).update(due_on=today - timedelta(days=1))
    page = as_position(cast.commune_officer).get(f"/dang-ky/ke-hoach/{plan.pk}/").content.decode()
    assert f"{assigned.units_for_all(plan, today).count()} đơn vị quá hạn" in page


def test_officer_leader_and_clerk_of_a_commune_find_what_the_district_gave_it(as_position, cast, tree, today):
    above = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="9/KH-UBND")
    task = planning.give_task(by=cast.district_officer, plan=above, text="Sơ kết.", due_on=today)
    address = f"/dang-ky/ke-hoach/{above.pk}/viec/{task.pk}/"
    for who in (cast.commune_officer, cast.commune_leader, cast.commune_clerk):
        client = as_position(who)
        assert ("Sơ kết.", address) in [(line.title, line.url) for line in home_lines(client)]
        assert "không giao cho đơn vị" not in client.get(address).content.decode()
    assert address not in [line.url for line in home_lines(as_position(cast.registrant))]


def test_home_page_and_task_say_the_same_of_a_body(as_position, cast, tree, plan, today):
    """A task for all units of the district is given to its communes, not to the bodies of a commune."""
    above = builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="9/KH-UBND")
    task = planning.give_task(by=cast.district_officer, plan=above, text="Sơ kết.", due_on=today)
    labels = [one.label for one in desk.deadlines(cast.women_registrant)]
    assert not any("Sơ kết." in label for label in labels)
    assert not assigned.unit_asked(cast.women_registrant, above, task)


def test_the_unit_reads_why_its_task_was_opened_again(as_position, cast, plan, given, today):
    done = planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today, note="Họp một buổi.")
    planning.reopen_task(by=cast.commune_officer, done=done, reason="Chưa có biên bản.")
    unit, address = as_position(cast.registrant), f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/"
    for page in (address, f"{address}xong/"):
        told = unit.get(page).content.decode()
        found = [word in told for word in ("Chưa có biên bản.", "Họp một buổi.", cast.commune_officer.user.full_name)]
        assert found == [True, True, True]
    assert f"Mở lại: Chưa có biên bản. (kế hoạch số {plan.number} giao)" in [line.note for line in home_lines(unit)]
    planning.tell_task_done(by=cast.registrant, task=given[1], done_on=today)
    assert "Chưa có biên bản." not in unit.get(address).content.decode()


def test_days_of_tasks_are_judged(as_position, cast, plan, given, today):
    before = {"done_on": f"{plan.issued_on - timedelta(days=1):%d/%m/%Y}"} | guard(cast.registrant)
    answer = as_position(cast.registrant).post(f"/dang-ky/ke-hoach/{plan.pk}/viec/{given[1].pk}/xong/", before)
    assert "Ngày này trước ngày của kế hoạch" in answer.context["form"].errors["done_on"][0]
    late = {"text": "Báo cáo.", "due_on": f"{today - timedelta(days=1):%d/%m/%Y}"} | guard(cast.commune_officer)
    answer = as_position(cast.commune_officer).post(f"/dang-ky/ke-hoach/{plan.pk}/viec/", late)
    assert answer.context["form"].errors == {"due_on": ["Hạn không được trước hôm nay."]}


@pytest.fixture
def late(tree, cast, today):
    """A plan whose days are over, with a permit for the village."""
    plan = builders.plan(
        tree, cast.commune_officer, number="20/KH-UBND", opens_on=today - timedelta(days=30), closes_on=today
    )
    permit = planning.grant_late_permit(
        by=cast.commune_officer, plan=plan, unit=tree.village, until=today + timedelta(days=9), reason="Mưa lũ."
    )
    return plan, permit


def test_a_withdrawn_permit_counts_no_more_and_what_came_by_it_stands(as_position, tree, cast, late, today):
    plan, permit = late
    sent = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    waiting = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    address = f"/dang-ky/ke-hoach/{plan.pk}/"
    officer = as_position(cast.commune_officer)
    assert f"{address}nop-muon/{permit.pk}/thu-hoi/" in officer.get(address).content.decode()
    answer = officer.post(
        f"{address}nop-muon/{permit.pk}/thu-hoi/", {"reason": "Đã nộp đủ."} | guard(cast.commune_officer)
    )
    permit.refresh_from_db()
    sent.refresh_from_db()

    assert (answer.url, permit.withdrawn_by, permit.withdrawn_reason) == (address, cast.commune_officer, "Đã nộp đủ.")
    assert (sent.state, LateUse.objects.get().permit) == (State.SUBMITTED, permit)
    assert obstacles.permit_for(waiting, plan, today) is None
    with pytest.raises(ValidationError):
        builders.move(waiting, workflow.SUBMIT, cast.registrant)
    assert "thu hồi ngày" in officer.get(address).content.decode()
    assert AuditRecord.objects.filter(action="Thu hồi phép nộp muộn").count() == 1


def test_a_permit_is_withdrawn_once_and_may_be_granted_anew(tree, cast, late):
    plan, permit = late
    planning.withdraw_late_permit(by=cast.commune_officer, permit=permit, reason="Đã nộp đủ.")
    with pytest.raises(ValidationError):
        planning.withdraw_late_permit(by=cast.commune_officer, permit=permit, reason="Lần nữa.")
    again = planning.grant_late_permit(
        by=cast.commune_officer, plan=plan, unit=tree.village, until=permit.until, reason="Mưa lũ."
    )
    assert again != permit


def test_an_empty_reason_withdraws_nothing(as_position, cast, late):
    plan, permit = late
    address = f"/dang-ky/ke-hoach/{plan.pk}/nop-muon/{permit.pk}/thu-hoi/"
    answer = as_position(cast.commune_officer).post(address, {"reason": " "} | guard(cast.commune_officer))
    permit.refresh_from_db()

    assert (answer.status_code, permit.withdrawn_at) == (200, None)
