"""A quarter's report in a browser: the district opens it, the commune writes and sends it, the district accepts it."""

import io
import re

import pytest
from django.utils import timezone
from docx import Document

from reports.models import Report
from reports.periodic.enums import ReportState
from reports.periods import quarter_of

ROOM = "/bao-cao/ky/"
# Figures are handed up once the quarter is over.
ENDED = quarter_of(timezone.localdate()).previous


def lays_down(officer):
    officer.opens(ROOM)
    officer.follows("Lập loại báo cáo")
    officer.writes("Tên báo cáo", "Báo cáo quý về phong trào “Dân vận khéo”")
    officer.page.get_by_label("Nhịp báo cáo").select_option("quy")
    officer.writes("Thực hiện", "Kế hoạch số 32-KH/HU ngày 05/01/2026 của Huyện ủy Lam Khê")
    officer.clicks("Lưu")
    officer.succeeds()
    officer.writes("Năm", str(ENDED.year))
    officer.writes("Khóa sau hạn gửi (ngày)", "")
    officer.clicks("Thêm các kỳ")
    officer.succeeds()
    officer.takes("cac-ky")
    officer.follows(f"Mở kỳ {ENDED.label}")
    officer.takes("mo-ky")
    officer.clicks("Mở kỳ")
    officer.succeeds()
    officer.takes("bang-theo-doi")


def writes(person):
    person.opens("/")
    person.page.get_by_role("link", name=re.compile(f"^Lập báo cáo {ENDED.in_sentence}")).click()
    person.clicks("Lập báo cáo")
    person.takes("ban-soan")
    person.follows("Ghi số liệu")
    boxes = person.page.locator("input[name^='so-']:visible")
    boxes.first.wait_for()
    for box in boxes.all():
        box.fill("3")
    person.takes("so-lieu")
    person.clicks("Lưu số liệu")
    person.succeeds()
    for title, text in (
        ("1. Ưu điểm", "Nhân dân đồng tình."),
        ("2. Hạn chế", "Còn chậm."),
        ("3. Nguyên nhân", "Mưa lũ kéo dài."),
        ("4. Bài học kinh nghiệm", "Bám sát cơ sở."),
        ("IV. Phương hướng, nhiệm vụ kỳ tới", "Nhân rộng."),
        ("V. Kiến nghị, đề xuất", "Không."),
    ):
        person.follows(f"Sửa mục {title}")
        # Nobody types before the page has come.
        person.page.wait_for_load_state()
        person.writes("Nội dung", text)
        person.page.get_by_text("Đã lưu lúc").wait_for()
        assert person.page.locator("#doc-thu").inner_text().endswith(text)
        person.takes("muc")
        person.clicks("Lưu, về báo cáo")


@pytest.mark.django_db(transaction=True)
def test_a_report_goes_from_the_calendar_to_the_accepted_paper(people, cast, tree, plan):
    district = people(cast.district_officer)
    lays_down(district)
    officer = people(cast.commune_officer)
    writes(officer)
    officer.moves("Trình lãnh đạo")
    report = Report.objects.get()
    leader = people(cast.commune_leader)
    leader.page.get_by_role("link", name=re.compile("^Duyệt báo cáo")).click()
    leader.follows("Duyệt")
    leader.writes("Chức vụ người ký", "Chủ tịch")
    leader.page.locator("main").get_by_role("button", name="Duyệt", exact=True).click()
    leader.succeeds()
    clerk = people(cast.commune_clerk)
    clerk.page.get_by_role("link", name=re.compile("^Phát hành báo cáo")).click()
    clerk.follows("Phát hành và gửi")
    clerk.writes("Số, ký hiệu", "45/BC-UBND")
    clerk.writes("Ngày văn bản", f"{timezone.localdate():%d/%m/%Y}")
    clerk.page.locator("main").get_by_role("button", name="Phát hành và gửi", exact=True).click()
    clerk.succeeds()
    clerk.takes("da-gui")
    district.opens("/")
    district.takes("ban-lam-viec")
    district.opens(f"/bao-cao/ky/ban/{report.pk}/")
    district.follows("Nhận báo cáo")
    district.page.locator("main").get_by_role("button", name="Nhận báo cáo", exact=True).click()
    district.succeeds()
    report.refresh_from_db()
    assert report.state == ReportState.ACCEPTED
    paper = Document(io.BytesIO(district.downloads(f"/bao-cao/ky/ban/{report.pk}/bao-cao.docx")))
    assert "Nhân dân đồng tình." in [one.text for one in paper.paragraphs]
