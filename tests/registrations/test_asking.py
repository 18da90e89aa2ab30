"""Hỏi lại trước khi bỏ: what was written is not lost by one bare press."""

import pytest

from common.models import AuditRecord
from registrations.following.services import inspections
from registrations.models import PlanTask, Recommendation, Visit
from registrations.plans import services as planning
from tests.registrations.following import day, guard, held, inspection_of


@pytest.fixture
def made(tree, cast, plan):
    return inspection_of(cast, models=[held(tree, cast, plan)], conclude=False)


def test_a_place_with_findings_is_asked_about_and_goes_once(as_position, cast, made):
    officer, visit = as_position(cast.commune_officer), made.visits.get()
    page = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/"
    address = f"{page}noi-den/{visit.pk}/bo/"
    assert f'<a href="{address}">' in officer.get(page).content.decode()
    for answer in (officer.get(address), officer.post(address, guard(cast.commune_officer))):
        told = answer.content.decode()
        assert ("Đã làm 300 m, còn thiếu biển." in told, "Cắm biển báo" in told, "Không, quay lại" in told) == (
            True,
        ) * 3
    assert Visit.objects.count() == 1
    answer = officer.post(address, {"chac": "1"} | guard(cast.commune_officer))
    assert (answer.url, Visit.objects.count(), Recommendation.objects.count()) == (page, 0, 0)
    assert AuditRecord.objects.filter(action="Bỏ nơi kiểm tra").count() == 1


def test_an_empty_place_goes_at_once(as_position, cast, made):
    visit = inspections.add_visit(by=cast.commune_officer, inspection=made, unit=cast.registrant.unit)
    address = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/noi-den/{visit.pk}/bo/"
    as_position(cast.commune_officer).post(address, guard(cast.commune_officer))
    assert not Visit.objects.filter(pk=visit.pk).exists()


def test_a_recommendation_is_asked_about(as_position, cast, made):
    officer, one = as_position(cast.commune_officer), Recommendation.objects.get()
    address = f"/dang-ky/theo-doi/kiem-tra/{made.pk}/noi-den/{one.visit_id}/kien-nghi/{one.pk}/bo/"
    assert "Cắm biển báo" in officer.post(address, guard(cast.commune_officer)).content.decode()
    assert Recommendation.objects.exists()
    officer.post(address, {"chac": "1"} | guard(cast.commune_officer))
    assert not Recommendation.objects.exists()


def test_a_task_is_asked_about_and_one_told_done_stays(as_position, tree, cast, plan):
    officer = as_position(cast.commune_officer)
    task = planning.give_task(by=cast.commune_officer, plan=plan, text="Họp dân.", due_on=day(3), unit=tree.village)
    address = f"/dang-ky/ke-hoach/{plan.pk}/viec/{task.pk}/bo/"
    assert "Họp dân." in officer.post(address, guard(cast.commune_officer)).content.decode()
    planning.tell_task_done(by=cast.registrant, task=task, done_on=day())
    told = officer.get(address).content.decode()
    assert ("không thôi giao được" in told, 'name="chac"' in told) == (True, False)
    task.done.all().delete()
    officer.post(address, {"chac": "1"} | guard(cast.commune_officer))
    assert not PlanTask.objects.exists()
