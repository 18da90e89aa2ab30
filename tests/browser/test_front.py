"""A commune Front officer's month: an activity on a phone, what was given, the fund, the plan, Biểu 04 read back."""

import io

import openpyxl
import pytest
from django.utils import timezone

from front.models import Activity, Contribution, WorkTask
from front.services.fund import open_fund
from tests import builders
from tests.browser.person import Person
from tests.front import builders as build
from tests.front.test_work import given

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def cast(transactional_db):
    tree = builders.tree()
    made = builders.cast(tree)
    build.contents()
    made.district_front = build.district_front(tree)
    given(made.district_front, [made.commune_front.unit], title="Tập huấn công tác Mặt trận")
    return made


def fits(person):
    assert person.page.evaluate("document.documentElement.scrollWidth") <= person.page.viewport_size["width"]


def writes_an_activity(officer):
    officer.opens("/mat-tran/")
    officer.takes("mat-tran")
    fits(officer)
    officer.page.get_by_role("link", name="Ghi hoạt động", exact=True).first.click()
    officer.page.locator("[name=kind]").select_option("training")
    officer.page.locator("[name=name]").fill("Tập huấn cho Trưởng Ban công tác Mặt trận")
    officer.page.locator("[name=participants]").fill("18")
    officer.page.locator("[name=contents]").nth(4).check()
    officer.takes("ghi-hoat-dong")
    fits(officer)
    officer.clicks("Ghi hoạt động")
    officer.succeeds()
    officer.takes("hoat-dong")
    fits(officer)


def writes_what_was_given(officer):
    officer.opens("/mat-tran/nguon-luc/")
    officer.follows("Ghi nguồn lực")
    officer.page.locator("[name=quantity]").wait_for(state="detached")
    officer.page.locator("[name=amount]").fill("6 tỷ")
    officer.page.locator("[name=donor_kind]").select_option("enterprise")
    officer.page.locator("[name=donor]").fill("Hợp tác xã Chè Minh Lạc")
    officer.page.locator("[name=purpose]").fill("làm đường thôn Đông")
    officer.clicks("Ghi nguồn lực")
    officer.reads("sáu tỷ đồng")
    officer.takes("hoi-lai-so-tien")
    fits(officer)
    officer.page.get_by_label("Đã kiểm tra, “Số tiền” ghi như trên là đúng").check()
    officer.clicks("Ghi nguồn lực")
    officer.succeeds()
    officer.takes("nguon-luc")


def keeps_the_fund(officer, fund):
    officer.opens(f"/mat-tran/quy/{fund.pk}/")
    officer.follows("Ghi thu")
    officer.page.locator("[name=amount]").fill("5 triệu")
    officer.page.locator("[name=donor_kind]").select_option("household")
    officer.clicks("Ghi thu")
    officer.succeeds()
    officer.reads("hai mươi sáu triệu bảy trăm nghìn đồng")
    officer.takes("so-quy")


def tells_work_done(officer):
    officer.opens("/mat-tran/ke-hoach/")
    officer.takes("ke-hoach")
    officer.page.get_by_role("link", name="Báo đã làm Tập huấn công tác Mặt trận").click()
    officer.page.locator("[name=told]").fill("18 người dự.")
    officer.clicks("Báo đã làm")
    officer.succeeds()


def test_a_month_of_the_commune(cast, new_context, screenshot):
    front, today = cast.commune_front, timezone.localdate()
    fund = open_fund(by=front, opened_on=today.replace(month=1, day=1), opening=21_700_000)
    officer = Person(new_context().new_page(), screenshot, front)
    officer.page.set_viewport_size(PHONE)
    officer.signs_in()
    writes_an_activity(officer)
    officer.opens("/mat-tran/lich/")
    officer.reads("Tập huấn cho Trưởng Ban công tác Mặt trận")
    fits(officer)
    writes_what_was_given(officer)
    fits(officer)
    officer.page.set_viewport_size({"width": 1366, "height": 768})
    keeps_the_fund(officer, fund)
    tells_work_done(officer)
    assert (Activity.objects.get().participants, Contribution.objects.get().amount) == (18, 6_000_000_000)
    assert WorkTask.objects.get().told == "18 người dự."
    quarter = f"{today.year}-quy-{(today.month + 2) // 3}"
    officer.opens(f"/bao-cao/{quarter}/bieu-04-nguon-luc/")
    officer.takes("bieu-04")
    book = openpyxl.load_workbook(io.BytesIO(officer.downloads(f"/bao-cao/{quarter}/cuoc-van-dong.xlsx")))
    activities, resources = (
        {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int)} for sheet in book
    )
    assert {1, 18} <= activities and {6_000_000_000, 21_700_000, 5_000_000, 26_700_000} <= resources
