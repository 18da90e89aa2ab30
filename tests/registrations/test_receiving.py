"""Còn nhận không: the form, its list of plans and the record say whether a plan takes registrations, and by which permit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from registrations import services, workflow
from registrations.enums import Purpose
from registrations.plans import services as planning
from registrations.receiving import receiving
from tests import builders
from tests.registrations.following import guard


def shown(day) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def closed(tree, cast, today):
    return builders.plan(
        tree, cast.commune_officer, number="20/KH-UBND", opens_on=today - timedelta(days=30), closes_on=today
    )


@pytest.fixture
def written(tree, cast, closed):
    return builders.draft(cast.registrant, closed, levels=[tree.commune_level])


def permit_of(cast, tree, plan, today):
    return planning.grant_late_permit(
        by=cast.commune_officer, plan=plan, unit=tree.village, until=today + timedelta(days=9), reason="Mưa lũ"
    )


def test_a_closed_plan_is_marked_and_the_missing_list_says_so(as_position, cast, tree, plan, closed, written, today):
    owner, address = as_position(cast.registrant), f"/dang-ky/{written.code}/sua/"
    page = owner.get(address).content.decode()
    assert f"{closed} (đã hết hạn)" in page and f"{plan} (đã hết hạn)" not in page
    over = f"đã hết hạn nhận đăng ký (ngày cuối {shown(today - timedelta(days=1))})"
    assert (over in page, "chưa nộp được theo kế hoạch này" in page) == (True, True)
    # Another plan chosen: what the page lays in place when it saves itself.
    typed = builders.typed(plan, levels=[tree.commune_level]) | {"revision": "1"} | guard(cast.registrant)
    saved = owner.post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert f'<span id="han-nhan" hx-swap-oob="true">nhận đăng ký đến hết {shown(plan.last_day)}</span>' in saved
    assert "chưa nộp được" not in saved and "Đã đổi kế hoạch" not in saved
    other = owner.post(address, typed | {"revision": "2", "theo-mau": closed.pk}, headers={"HX-Request": "true"})
    assert 'Đã đổi kế hoạch: <a href="">mở mẫu của kế hoạch này</a>' in other.content.decode()
    assert f"nhận đăng ký đến hết {shown(plan.last_day)}" in owner.get(address).content.decode()


def test_the_day_of_a_late_permit_is_named(as_position, cast, tree, closed, written, today):
    permit = permit_of(cast, tree, closed, today)
    page = as_position(cast.registrant).get(f"/dang-ky/{written.code}/sua/").content.decode()
    assert f"đơn vị được phép nộp muộn đến hết {shown(permit.until)}" in page
    assert "chưa nộp được theo kế hoạch này" not in page
    assert receiving(closed, cast.other_registrant.unit, today).is_closed


def test_a_record_says_by_which_permit_it_came(as_position, cast, tree, closed, written, today):
    permit = permit_of(cast, tree, closed, today)
    builders.move(written, builders.workflow.SUBMIT, cast.registrant)
    address, told = f"/dang-ky/{written.code}/", f"Nộp theo phép nộp muộn đến hết {shown(permit.until)}: Mưa lũ."
    for who in (cast.registrant, cast.commune_officer):
        page = as_position(who).get(address).content.decode()
        assert told in page and "đăng ký vẫn giữ nguyên" not in page
    planning.withdraw_late_permit(by=cast.commune_officer, permit=permit, reason="Đã nộp đủ.")
    page = as_position(cast.registrant).get(address).content.decode()
    assert f"đã thu hồi ngày {shown(today)}; đăng ký vẫn giữ nguyên, nhưng rút về thì không nộp lại được" in page
    builders.move(written, builders.workflow.RECEIVE, cast.commune_officer)
    page = as_position(cast.registrant).get(address).content.decode()
    assert f"đã thu hồi ngày {shown(today)}; đăng ký vẫn giữ nguyên." in page


def test_what_is_taken_back_comes_in_again_by_its_own_permit(as_position, cast, tree, closed, written, today):
    """The last use of a permit is its own: the form does not call the plan closed. To another draft it is."""
    permit = planning.grant_late_permit(
        by=cast.commune_officer,
        plan=closed,
        unit=tree.village,
        until=today + timedelta(days=9),
        reason="Mưa lũ",
        uses=1,
    )
    other = builders.draft(cast.registrant, closed, levels=[tree.commune_level])
    builders.move(written, workflow.SUBMIT, cast.registrant)
    builders.move(written, workflow.TAKE_BACK, cast.registrant)
    owner, late = as_position(cast.registrant), f"được phép nộp muộn đến hết {shown(permit.until)}"
    pages = [owner.get(f"/dang-ky/{one.code}/sua/").content.decode() for one in (written, other)]
    assert [(late in page, "chưa nộp được theo kế hoạch này" in page) for page in pages] == [
        (True, False),
        (False, True),
    ]
    record = owner.get(f"/dang-ky/{written.code}/").content.decode()
    assert f"Đã rút về; được nộp lại theo phép nộp muộn đến hết {shown(permit.until)}: Mưa lũ." in record
    builders.move(written, workflow.SUBMIT, cast.registrant)
    builders.move(written, workflow.TAKE_BACK, cast.registrant)
    planning.withdraw_late_permit(by=cast.commune_officer, permit=permit, reason="Đã nộp đủ.")
    record = owner.get(f"/dang-ky/{written.code}/").content.decode()
    assert (f"đã bị thu hồi ngày {shown(today)}: Đã nộp đủ." in record, "vẫn giữ nguyên" in record) == (True, False)


def test_what_was_returned_may_come_back_and_its_form_says_so(as_position, cast, tree, plan, closed, written, today):
    permit_of(cast, tree, closed, today)
    builders.move(written, workflow.SUBMIT, cast.registrant)
    builders.move(written, workflow.RECEIVE, cast.commune_officer)
    builders.move(written, workflow.RETURN, cast.commune_officer, note="Ghi rõ địa chỉ.")
    planning.withdraw_late_permit(by=cast.commune_officer, permit=closed.late_permits.get(), reason="Đã nộp đủ.")
    page = as_position(cast.registrant).get(f"/dang-ky/{written.code}/sua/").content.decode()
    told = ("hồ sơ được trả lại vẫn nộp lại được" in page, "chưa nộp được theo kế hoạch này" in page)
    assert told == (True, False)


def test_the_unit_reads_that_its_permit_was_withdrawn(as_position, cast, tree, closed, written, today):
    permit = permit_of(cast, tree, closed, today)
    officer, address = as_position(cast.commune_officer), f"/dang-ky/ke-hoach/{closed.pk}/nop-muon/{permit.pk}/thu-hoi/"
    answer = officer.post(address, {"reason": "Cấp nhầm đơn vị."} | guard(cast.commune_officer), follow=True)
    said = answer.content.decode()
    assert ("Đã thu hồi phép nộp muộn của" in said, "vẫn giữ nguyên" in said) == (True, False)
    page = as_position(cast.registrant).get(f"/dang-ky/{written.code}/").content.decode()
    assert f"đã bị thu hồi ngày {shown(today)}: Cấp nhầm đơn vị." in page
    again = as_position(cast.commune_officer).get(address, follow=True)
    assert again.redirect_chain == [(f"/dang-ky/ke-hoach/{closed.pk}/", 302)]
    assert "đã được thu hồi ngày" in again.content.decode()
    permit_of(cast, tree, closed, today)
    assert "đã bị thu hồi" not in as_position(cast.registrant).get(f"/dang-ky/{written.code}/").content.decode()


def test_the_list_of_drafts_shows_what_is_typed(as_position, cast, tree, plan):
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    sector, level = plan.sectors.first().name, tree.commune_level.name
    page = as_position(cast.registrant).get("/dang-ky/?xem=nhap").content.decode()
    assert f">{sector[:1].upper()}{sector[1:]}</td>" in page and f">{level[:1].upper()}{level[1:]}</td>" in page
    services.save_draft(
        by=cast.registrant,
        registration=draft,
        purpose=Purpose.REGISTRATION,
        data={"title": "A", "levels": []},
        revision=1,
    )
    assert as_position(cast.registrant).get("/dang-ky/?xem=nhap").status_code == 200
