"""What hangs on a plan: corrections on the record, numbers asked for, late permits granted once."""

import pytest

from common.models import AuditRecord
from registrations.models import LatePermit, Quota
from registrations.plans import services as planning


@pytest.fixture
def officer(as_position, cast):
    return as_position(cast.commune_officer)


def test_a_correction_is_on_the_record_with_before_and_after(cast, plan):
    before, plan.theme = plan.theme, "Chủ đề đã sửa"
    planning.save_plan(by=cast.commune_officer, plan=plan, sectors=plan.sectors.all()[:1])
    line = AuditRecord.objects.get(action="Sửa kế hoạch")

    assert (line.before["theme"], line.after["theme"]) == (before, "Chủ đề đã sửa")
    assert (set(line.after), line.after["sectors"]) == ({"theme", "sectors"}, "kinh tế")


def test_a_number_that_is_emptied_asks_for_none(officer, tree, cast, plan):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, "collective", 3)])
    officer.post(f"/dang-ky/ke-hoach/{plan.pk}/chi-tieu/", {f"collective-{tree.village.pk}": ""})

    assert [(quota.unit, quota.models_asked) for quota in Quota.objects.all()] == [(tree.village, 0)]


def test_a_late_permit_pressed_twice_is_granted_once(officer, tree, plan):
    form = {"unit": tree.village.pk, "until": "31/12/2026", "reason": "Mưa lũ."}
    places = [officer.post(f"/dang-ky/ke-hoach/{plan.pk}/nop-muon/", form).url for _ in range(2)]

    assert (places, LatePermit.objects.count()) == ([f"/dang-ky/ke-hoach/{plan.pk}/"] * 2, 1)
    assert AuditRecord.objects.filter(action="Cho phép nộp muộn").count() == 1
