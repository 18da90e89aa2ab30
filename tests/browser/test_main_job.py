"""The main job from end to end: one model the whole way, each person in a window of their own."""

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from common.dates import day

COLLECTIVE = "Vận động Nhân dân hiến đất, chỉnh trang ngõ xóm, xây dựng thôn nông thôn mới kiểu mẫu"
INDIVIDUAL = "Vận động Nhân dân bàn giao mặt bằng đường liên xã trước thời hạn"
REASON = "Tên mô hình còn chung chung; đề nghị nêu rõ việc làm và địa chỉ cụ thể."
OPINION = "UBND xã đã kiểm tra thực tế ngày 12/10, mô hình được xây dựng đúng đăng ký, có 43 hộ tham gia."


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def writes_the_collective_form(person):
    person.follows("Đăng ký mô hình tập thể")
    person.writes("Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng", COLLECTIVE)
    person.chooses("Kinh tế")
    person.writes("Giá trị dự kiến làm lợi từ công trình đăng ký (nếu có)", "640 triệu")
    person.writes("Kết quả khác tiền", "1.260 m2 đất (trong đó 410 m2 đất ở)\n320 ngày công")
    person.writes("Thời gian thực hiện và hoàn thành", "từ 01/3 đến 30/11")
    person.chooses("Cấp huyện")
    person.takes("mau-tap-the")
    person.clicks("Xem bản in và nộp")
    person.page.get_by_role("button", name="Nộp đăng ký").wait_for()
    person.takes("xem-lai")
    return person.page.url


def writes_the_individual_form(person):
    person.opens("/")
    person.follows("Đăng ký cá nhân")
    person.page.get_by_label("Ông/Bà").select_option("Ông")
    person.writes("Họ và tên", "Phạm Đức Cần")
    person.writes("Chức vụ, nhiệm vụ được giao", "Bí thư Chi bộ, Trưởng thôn")
    person.writes("Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng", INDIVIDUAL)
    person.chooses("Kinh tế")
    person.writes("Thời gian thực hiện và hoàn thành", "cả năm")
    person.chooses("Cấp huyện")
    person.takes("mau-ca-nhan")
    person.clicks("Xem bản in và nộp")
    person.page.get_by_role("button", name="Nộp đăng ký").wait_for()
    return person.page.url


def reports_the_result(person, address):
    person.opens(address)
    person.follows("Viết báo cáo kết quả")
    person.writes("Cách làm", "Chi bộ ra nghị quyết chuyên đề; đảng viên hiến đất trước.")
    person.writes("Lực lượng tham gia", "Tổ vận động 07 người, 43 hộ dân.")
    person.writes("Kết quả đạt được so với đăng ký", "Mở rộng 1,85 km đường ngõ từ 3 m lên 5,5 m.")
    person.writes("Giá trị làm lợi thực tế (nếu có)", "668.000.000")
    person.clicks("Lưu và xem lại để gửi")
    person.moves("Gửi báo cáo kết quả")


@pytest.fixture
def registered(people, cast, plan):
    """Both forms written, printed and handed in; their addresses."""
    registrant = people(cast.registrant)
    collective = writes_the_collective_form(registrant)
    paper = text_of(registrant.downloads(f"{collective}ban-in.pdf"))
    assert COLLECTIVE in paper and "1.260 m2 đất (trong đó 410 m2 đất ở)" in paper and "Bản nháp" in paper
    registrant.moves("Nộp đăng ký")
    individual = writes_the_individual_form(registrant)
    registrant.moves("Nộp đăng ký")
    assert INDIVIDUAL in text_of(registrant.downloads(f"{individual}ban-in.pdf"))
    return collective, individual


@pytest.fixture
def confirmed(people, cast, registered):
    """The commune returns one with a reason, it comes back; both are confirmed and passed to the district."""
    collective, _individual = registered
    registrant, commune, district = (
        people(position) for position in (cast.registrant, cast.commune_officer, cast.district_officer)
    )
    commune.opens(collective)
    commune.moves("Tiếp nhận")
    commune.moves("Trả lại để bổ sung", REASON)
    registrant.opens(collective)
    registrant.reads(REASON)
    registrant.follows("Sửa nội dung")
    registrant.writes("Địa chỉ mô hình", "các ngõ 2, 4, 6, thôn Đông")
    registrant.clicks("Xem bản in và nộp")
    registrant.moves("Nộp đăng ký")
    for address in registered:
        commune.opens(address)
        commune.moves("Tiếp nhận")
        commune.moves("Xác nhận và chuyển cấp trên", "Đồng ý chuyển cấp trên.")
        district.opens(address)
        district.moves("Tiếp nhận")
        district.moves("Xác nhận đăng ký", "Đồng ý.")
    return registered


@pytest.fixture
def effective(people, cast, confirmed):
    """Results reported; the commune gives its opinion, the district confirms the effect."""
    for address in confirmed:
        reports_the_result(people(cast.registrant), address)
        people(cast.commune_officer).opens(address)
        people(cast.commune_officer).moves("Xác nhận hiệu quả và chuyển cấp trên", OPINION)
        people(cast.district_officer).opens(address)
        people(cast.district_officer).moves("Xác nhận hiệu quả", OPINION)
        people(cast.district_officer).reads("Có hiệu quả")
    return confirmed


def opens_a_round(officer):
    officer.opens("/danh-gia/tieu-chi/")
    officer.page.get_by_role("button", name="Dùng thang điểm tham khảo").click()
    officer.page.locator(".note-success").wait_for()
    officer.takes("tieu-chi")
    for address in [link.get_attribute("href") for link in officer.page.locator("main .todo a").all()]:
        officer.opens(address)
        officer.concludes("Ban hành")
    officer.opens("/danh-gia/dot/moi/")
    officer.field("Theo kế hoạch").select_option(index=1)
    officer.writes("Tên đợt đánh giá", "Đợt đánh giá cấp huyện")
    officer.writes("Chấm từ ngày", day(timezone.localdate()))
    officer.writes("Nhận phiếu đến hết ngày", day(timezone.localdate() + timedelta(days=7)))
    officer.takes("mo-dot")
    officer.clicks("Mở đợt đánh giá")
    officer.follows("Chọn hồ sơ")
    officer.takes("chon-ho-so")
    officer.clicks("Đưa các hồ sơ đã đánh dấu vào đợt đánh giá")
    officer.follows("Giao phiếu")
    for box in officer.page.get_by_role("checkbox").all():
        box.check()
    officer.takes("giao-phieu")
    officer.clicks("Giao các ô đã đánh dấu")
    officer.page.get_by_role("heading", name="Đợt đánh giá cấp huyện").wait_for()


def scores_everything(reviewer, shares):
    """Every sheet, each criterion at its share of the maximum; sending leads to the next sheet."""
    for share in shares:
        fields = reviewer.page.locator("[data-sheet] input[data-max]")
        fields.first.wait_for()
        for field in fields.all():
            maximum = float(field.get_attribute("data-max"))
            field.fill(f"{maximum * share:g}".replace(".", ","))
        reviewer.takes("phieu-cham")
        reviewer.clicks("Gửi phiếu và chấm hồ sơ tiếp")


def test_the_main_job_from_sign_in_to_the_quarterly_report(people, cast, effective):
    district = people(cast.district_officer)
    opens_a_round(district)
    round_address = district.page.url
    district.moves("Mở chấm điểm")
    for reviewer in (people(cast.reviewer), people(cast.other_reviewer)):
        reviewer.opens("/")
        reviewer.page.locator(".todo a").first.click()
        reviewer.takes("phieu-duoc-giao")
        reviewer.clicks("Ghi câu trả lời, bắt đầu chấm")
        scores_everything(reviewer, (0.9, 0.8))
    district.opens(round_address)
    district.concludes("Kết luận đợt đánh giá")
    district.follows("Bảng tổng hợp của hội đồng")
    district.reads("Tốt")
    district.takes("bang-tong-hop")

    clerk = people(cast.district_clerk)
    clerk.opens("/bao-cao/")
    clerk.takes("bao-cao")
    excel = clerk.downloads(clerk.page.get_by_role("link", name="Tải cả báo cáo (Excel)").get_attribute("href"))
    sheets = load_workbook(io.BytesIO(excel))
    written = {str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row}
    pdf = text_of(clerk.downloads(clerk.page.get_by_role("link", name="Tải cả báo cáo (PDF)").get_attribute("href")))
    for title in (COLLECTIVE, INDIVIDUAL):
        assert title in written
        assert title in pdf
