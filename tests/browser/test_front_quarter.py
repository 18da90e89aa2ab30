"""A district Front officer's quarter: who has not reported, a letter, a report accepted, compared with the books, printed."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from front.models import Activity
from reports.models import Report
from tests import builders
from tests.front import builders as build
from tests.front.test_work import given
from tests.recognition.pages import pdf_text
from tests.reports import duties
from tests.reports.test_front_reports_sent import QUARTER, written

ROOM = "/mat-tran/"


@pytest.fixture
def cast(transactional_db):
    tree = builders.tree()
    made = builders.cast(tree)
    build.contents()
    made.district_front, made.other_front = build.district_front(tree), build.other_front(tree)
    made.front_leader = builders.position(
        "leader", tree.commune_front, title="Phó Chủ tịch", user=builders.person("Hà Thị Sen")
    )
    return made


def chases(officer, period, late):
    """The board says who has not reported; the letter goes to those who are ticked."""
    officer.opens(f"/bao-cao/ky/{period.pk}/")
    officer.reads("2 ngày, từ")
    officer.takes("bang-theo-doi")
    officer.page.get_by_label(f"Đôn đốc {late}").check()
    officer.writes("Đề nghị gửi báo cáo trước hoặc trong ngày", f"{timezone.localdate():%d/%m/%Y}")
    officer.clicks("Lập công văn đôn đốc")
    officer.page.get_by_role("link", name=re.compile("PDF")).first.wait_for()
    officer.takes("don-doc")


def reports(commune, leader, report):
    """By hand: put before the leader, approved by another, numbered, sent."""
    commune.opens(f"/bao-cao/ky/ban/{report.pk}/")
    commune.moves("Trình lãnh đạo")
    leader.opens("/")
    leader.page.set_viewport_size({"width": 390, "height": 844})
    leader.page.get_by_role("link", name=re.compile("^Duyệt báo cáo")).click()
    figures = leader.page.locator(".three-periods")
    figures.wait_for()
    leader.takes("bao-cao-dien-thoai")
    assert figures.evaluate("table => table.parentElement.scrollWidth <= table.parentElement.clientWidth")
    leader.follows("Duyệt")
    leader.page.locator("main").get_by_role("button", name="Duyệt", exact=True).click()
    leader.succeeds()
    commune.opens(f"/bao-cao/ky/ban/{report.pk}/")
    commune.follows("Phát hành và gửi")
    commune.writes("Số, ký hiệu", "21/BC-MTTQ-BTT")
    commune.writes("Ngày văn bản", f"{timezone.localdate():%d/%m/%Y}")
    commune.page.locator("main").get_by_role("button", name="Phát hành và gửi", exact=True).click()
    commune.succeeds()


def accepts(officer, report):
    officer.opens("/")
    officer.takes("ban-lam-viec-co-bao-cao")
    officer.opens(f"/bao-cao/ky/ban/{report.pk}/")
    officer.follows("Nhận báo cáo")
    officer.page.locator("main").get_by_role("button", name="Nhận báo cáo", exact=True).click()
    officer.succeeds()
    officer.takes("da-nhan")
    assert "21/BC-MTTQ-BTT" in pdf_text(officer.downloads(f"/bao-cao/ky/ban/{report.pk}/bao-cao.pdf"))


def compares(officer, cast):
    """The own report begins; what came from below stands beside the books."""
    own = duties.report_type(cast.district_front, name="Báo cáo gửi tỉnh", subject="mat-tran")
    above = duties.opened(cast.district_front, [cast.district_front.unit], type=own, **QUARTER)
    owed = duties.owed(above, cast.district_front.unit)
    officer.opens(f"/bao-cao/ky/don-vi/{owed.pk}/")
    officer.clicks("Lập báo cáo")
    officer.page.get_by_role("link", name="Tổng hợp từ cấp dưới").click()
    officer.page.get_by_role("heading", name="Tổng hợp từ cấp dưới").wait_for()
    officer.reads("cộng từ báo cáo đã nhận của 1/2 đơn vị")
    officer.takes("tong-hop")
    return Report.objects.get(obligation=owed)


def test_a_quarter_of_the_district(cast, people):
    front = cast.commune_front
    build.activity(front, starts_on=date(2024, 2, 1), participants=86)
    type = duties.report_type(cast.district_front, name="Báo cáo quý của Mặt trận", subject="mat-tran")
    period = duties.opened(cast.district_front, [front.unit, cast.other_front.unit], type=type,
                           due=timezone.localdate() - timedelta(days=2), **QUARTER)  # fmt: skip
    officer = people(cast.district_front)
    chases(officer, period, cast.other_front.unit)
    report = written(front, period)
    reports(people(front), people(cast.front_leader), report)
    accepts(officer, report)
    draft = compares(officer, cast)
    assert officer.downloads(f"/bao-cao/ky/ban/{draft.pk}/cap-duoi/tong-hop.xlsx")
    report.refresh_from_db()
    assert report.state == "accepted"


def test_a_member_organisation_at_work(cast, people):
    given(cast.commune_front, [cast.commune_front.unit, cast.women_registrant.unit])
    chair = people(cast.women_registrant)
    chair.opens(f"{ROOM}ke-hoach/")
    chair.page.get_by_role("link", name=re.compile("^Báo đã làm")).click()
    chair.writes("Kết quả", "42 chị dự.")
    chair.clicks("Báo đã làm")
    chair.succeeds()
    chair.opens(f"{ROOM}hoat-dong/moi/")
    chair.page.locator("[name=kind]").select_option("care")
    chair.writes("Tên hoạt động", "Ra quân vệ sinh đường hoa")
    chair.page.locator("[name=starts_on]").fill(f"{timezone.localdate():%d/%m}")
    chair.page.locator("[name=participants]").fill("64")
    chair.clicks("Ghi hoạt động")
    chair.succeeds()
    assert Activity.objects.get(keeper=cast.women_registrant.unit_id).starts_on == timezone.localdate()
