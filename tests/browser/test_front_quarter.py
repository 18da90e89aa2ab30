"""A district Front officer's quarter: who has not reported, a letter, a report accepted, compared with the books, printed;
and axe on every page of the Front's room."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from front.models import Activity, Contribution, Finding, Fund
from front.services import board, disclosing
from front.services.findings import add_finding
from reports.models import Report
from tests import builders
from tests.browser.test_accessibility import problems
from tests.front import builders as build
from tests.front.test_work import given
from tests.recognition.pages import pdf_text
from tests.reports import duties
from tests.reports.test_front_reports_sent import QUARTER, written

ROOM = "/mat-tran/"
OF_FRONT = (
    "", "hoat-dong/moi/", "hoat-dong/dan/", "hoat-dong/{activity}/", "hoat-dong/{activity}/sua/", "hoat-dong/{activity}/huy/",
    "hoat-dong/{activity}/anh/them/", "hoat-dong/{activity}/kien-nghi/", "kien-nghi/", "kien-nghi/{finding}/", "lich/",
    "lich/?xem=tuan", "nguon-luc/", "nguon-luc/moi/", "nguon-luc/moi/?loai=goods", "nguon-luc/{contribution}/sua/", "quy/",
    "quy/mo-so/", "quy/{fund}/", "quy/{fund}/thu/", "quy/{fund}/chi/", "quy/ban-van-dong/", "quy/ban-van-dong/moi/",
    "quy/du-toan/", "quy/du-toan/moi/", "ke-hoach/", "ke-hoach/moi/", "ke-hoach/viec/{item}/", "cong-khai/",
)  # fmt: skip


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


def fill(cast) -> dict[str, int]:
    """Rows of every kind in the commune's book."""
    front = cast.commune_front
    seen = build.supervision(front)
    add_finding(
        by=front, activity=seen, text="Niêm yết.", addressee="UBND xã", due_on=timezone.localdate(), token=uuid4()
    )
    build.given(front)
    build.came(front, build.fund(front), 5_000_000)
    members = [("head", "Bùi Văn Chắt"), ("treasurer", "Mai Thị Lựu")]
    board.set_board(by=front, number="05/QĐ", decided_on=timezone.localdate(), members=members, token=uuid4())
    facts = {"year": timezone.localdate().year, "item": "Tập huấn", "source": "budget", "planned": 9, "settled": None}
    board.save_estimate(by=front, facts=facts, token=uuid4())
    disclosing.set_disclosure(by=front, is_open=True)
    return {
        "activity": seen.pk, "finding": Finding.objects.get().pk, "contribution": Contribution.objects.get().pk,
        "fund": Fund.objects.get().pk, "item": given(front, [front.unit, cast.women_registrant.unit]).pk,
    }  # fmt: skip


def test_axe_finds_nothing_in_the_room(cast, people):
    keys = fill(cast)
    officer = people(cast.commune_front)
    found = [one for part in OF_FRONT for one in problems(officer, ROOM + part.format(**keys))]
    public = ("/cong-khai/mat-tran/", f"/cong-khai/mat-tran/{cast.commune_front.unit_id}/")
    found += [one for address in public for one in problems(officer, address)]
    assert found == []


def test_a_member_organisation_at_work(cast, people):
    fill(cast)
    chair = people(cast.women_registrant)
    for address in (ROOM, f"{ROOM}ke-hoach/", f"{ROOM}nguon-luc/", "/bao-cao/ky/"):
        assert problems(chair, address) == []
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
