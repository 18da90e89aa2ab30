"""A round from its opening to the published decision with a certificate; the council's papers in hand."""

import io
import re
from datetime import timedelta

import docx
import pypdfium2
import pytest
from django.utils import timezone

from common.dates import day
from evaluation.models import Round, Sheet
from evaluation.starters import add_starter_criteria
from recognition.models import Award
from tests import builders
from tests.evaluation import builders as build

NAME = "Đánh giá mô hình năm nay, cấp huyện"


def text_of_pdf(data):
    document = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def text_of_docx(data):
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(line.text for line in document.paragraphs), *cells]).split())


@pytest.fixture
def council(tree, cast):
    """Three effective models of a commune, criteria, two reviewers; no round yet."""
    c = build.Council()
    c.tree, c.cast, c.officer = tree, cast, cast.district_officer
    c.reviewer, c.other_reviewer = cast.reviewer, cast.other_reviewer
    c.plan = builders.plan(tree, c.officer, issuer=tree.district_desk, number="32-KH/HU")
    c.sets = [build.issued(c.officer, one) for one in add_starter_criteria(by=c.officer, plan=c.plan)]
    c.registrations = [build.effective(c, title=f"Mô hình số {number}") for number in range(1, 4)]
    return c


def opens(officer, c):
    """The round, its dossiers, its sheets: shared out by two numbers and looked at before they are given."""
    today = timezone.localdate()
    officer.opens("/danh-gia/")
    officer.follows("Mở đợt đánh giá")
    officer.field("Theo kế hoạch").select_option(str(c.plan.pk))
    officer.writes("Tên đợt đánh giá", NAME)
    officer.writes("Chấm từ ngày", day(today))
    officer.writes("Nhận phiếu đến hết ngày", day(today + timedelta(days=7)))
    officer.page.get_by_label("Phải họp hội đồng").check()
    officer.writes("Chênh lệch cho phép giữa các phiếu (điểm)", "5")
    officer.takes("dot-moi")
    officer.page.locator("main").get_by_role("button", name="Mở đợt đánh giá").click()
    officer.succeeds()
    officer.follows("Chọn hồ sơ")
    officer.page.get_by_label("Cấp đăng ký").select_option("moi")
    officer.clicks("Lọc")
    officer.clicks("Đưa các hồ sơ đã đánh dấu vào đợt đánh giá")
    officer.succeeds()
    officer.follows("Giao phiếu")
    officer.follows("Chia phiếu tự động")
    officer.writes("Mỗi hồ sơ ít nhất bao nhiêu thành viên chấm", "2")
    officer.clicks("Xem cách chia")
    officer.takes("chia-phieu")
    officer.clicks("Giao 6 phiếu này")
    officer.succeeds()
    officer.moves("Mở chấm điểm")
    return Round.objects.get(name=NAME)


def everybody_scores(round):
    """By the services: a reviewer at the keyboard has a journey of its own."""
    for number, sheet in enumerate(Sheet.objects.filter(nomination__round=round).order_by("nomination", "pk")):
        build.send(sheet, *(build.FULL if number == 0 else ("12", "12", "16", "16", "24")))


def meets(officer, round):
    """The council: named, called together, the dossier too far apart spoken about and agreed on."""
    officer.opens(f"/danh-gia/dot/{round.pk}/")
    officer.concludes("Kết thúc chấm, họp hội đồng")
    officer.page.get_by_role("link", name="Hội đồng, cuộc họp").first.click()
    officer.clicks("Đưa các thành viên đang chấm vào hội đồng")
    officer.succeeds()
    officer.writes("Họ và tên", "Phan Trọng Nghị")
    officer.writes("Chức vụ, đơn vị", "Phó Bí thư Thường trực Huyện ủy")
    officer.field("Chức danh trong hội đồng").select_option("1")
    officer.clicks("Cử thành viên")
    officer.succeeds()
    officer.takes("hoi-dong")
    founding = f"/danh-gia/dot/{round.pk}/hoi-dong/quyet-dinh"
    for text in (
        text_of_pdf(officer.downloads(f"{founding}.pdf")),
        text_of_docx(officer.downloads(f"{founding}.docx")),
    ):
        assert "Phan Trọng Nghị" in text and "Chủ tịch Hội đồng" in text
    officer.follows("Ghi cuộc họp")
    officer.writes("Nơi họp", "Phòng họp Huyện ủy")
    officer.clicks("Ghi cuộc họp")
    officer.succeeds()
    meeting = officer.page.url
    officer.page.get_by_role("link", name="Ghi điểm").first.click()
    officer.writes("Điểm thống nhất", "86,5")
    officer.writes("Lý do, căn cứ", "Hội đồng xem lại báo cáo kết quả và thống nhất.")
    officer.takes("thong-nhat")
    officer.clicks("Ghi điểm thống nhất")
    officer.succeeds()
    officer.takes("bang-tong-hop")
    officer.opens(meeting)
    officer.page.get_by_label("Đồng ý: ").first.fill("9")
    officer.clicks("Ghi biên bản")
    officer.reads("Tổng 9 phiếu, nhiều hơn 3 thành viên có mặt.")
    officer.page.get_by_label("Đồng ý: ").first.fill("3")
    officer.writes("Kết luận của hội đồng", "Nhất trí kết quả xếp loại.")
    officer.takes("bien-ban")
    officer.clicks("Ghi biên bản")
    officer.succeeds()
    for ending, read in (("pdf", text_of_pdf), ("docx", text_of_docx)):
        text = read(officer.downloads(f"{meeting}bien-ban.{ending}"))
        assert "Phòng họp Huyện ủy" in text and "86,5" in text and "3 / 0 / 0" in text


def is_told(officer, round):
    """Concluded, hung out yesterday, an opinion answered, published."""
    officer.opens(f"/danh-gia/dot/{round.pk}/")
    officer.concludes("Kết luận đợt đánh giá")
    yesterday = day(timezone.localdate() - timedelta(days=1))
    officer.page.locator(".moves").get_by_text("Công khai, lấy ý kiến", exact=True).click()
    officer.writes("Ngày đăng", yesterday)
    officer.writes("Lấy ý kiến đến hết ngày", yesterday)
    officer.writes("Nơi đăng, niêm yết", "Trụ sở xã")
    officer.page.locator("main").get_by_role("button", name="Công khai, lấy ý kiến").click()
    officer.succeeds()
    officer.follows("Ý kiến về kết quả")
    officer.writes("Người có ý kiến", "Bà Lường Thị Xuân")
    officer.writes("Nội dung ý kiến", "Đề nghị làm rõ số hộ tham gia.")
    officer.clicks("Ghi ý kiến")
    officer.succeeds()
    officer.opens(f"/danh-gia/dot/{round.pk}/")
    officer.reads("Còn 1 ý kiến chưa giải trình.")
    officer.follows("Ý kiến về kết quả")
    officer.follows("Giải trình")
    officer.writes("Nội dung giải trình", "Đã kiểm tra: 43 hộ tham gia, có danh sách.")
    officer.clicks("Ghi giải trình")
    officer.succeeds()
    officer.takes("y-kien")
    officer.opens(f"/danh-gia/dot/{round.pk}/")
    officer.concludes("Công bố kết quả")
    officer.takes("da-cong-bo")


def is_recognised(officer, leader, round):
    officer.opens(f"/cong-nhan/moi/?dot={round.pk}")
    officer.page.locator("main form button.btn-main").click()
    officer.succeeds()
    # The agreed 86,5 stands first; the decision is about it alone.
    for box in officer.page.locator("[name=chon]").all()[1:]:
        box.uncheck()
    officer.clicks("Đưa vào quyết định")
    officer.succeeds()
    address = officer.page.url
    officer.page.locator(".moves").get_by_text("Trình ký", exact=True).click()
    if officer.page.locator("main").get_by_role("button", name="Trình ký", exact=True).count():
        officer.page.locator("main").get_by_role("button", name="Trình ký", exact=True).first.click()
    officer.page.wait_for_load_state()
    leader.opens(address)
    leader.page.locator(".moves").get_by_text("Phát hành", exact=True).click()
    leader.page.get_by_label("Số", exact=False).first.fill("12-QĐ/HU")
    leader.page.locator("[name=issued_on]").fill(day(timezone.localdate()))
    leader.page.locator("[name=signer_name]").fill("Phan Trọng Nghị")
    leader.page.locator("[name=signer_title]").fill("Phó Bí thư")
    leader.page.locator("main").get_by_role("button", name="Phát hành", exact=True).click()
    leader.succeeds()
    leader.takes("quyet-dinh")
    assert "12-QĐ/HU" in text_of_pdf(leader.downloads(f"{address}quyet-dinh.pdf"))
    return address


def is_certified(officer, address):
    """Every certificate of the decision printed, its code verified; printing again is a new run, says so and why."""
    award, papers = Award.objects.get(issued_on__isnull=False), []
    for run in (1, 2):
        officer.opens(f"{address}giay-chung-nhan/")
        officer.page.locator("[name=chon]").check()
        if run == 2:
            officer.page.get_by_label("Lý do in lại").fill("tờ trước in lệch")
        officer.takes("in-giay")
        papers.append(printed(officer, papers))
        paper = text_of_pdf(officer.downloads(papers[-1]))
        assert award.title in paper and award.serial in paper and "12-QĐ/HU" in paper
        assert ("In lại" in paper) is (run == 2)
    officer.opens(f"{address}giay-chung-nhan/")
    told = officer.page.locator("td[data-label='Đã in'] small").all_inner_texts()
    assert len(told) == 2 and told[1].endswith("; tờ trước in lệch")
    officer.opens(f"/xac-minh/{award.code}/")
    officer.takes("xac-minh")
    assert award.title not in officer.page.content()


def printed(officer, before) -> str:
    """Press “In cả trang”; the address of the paper that opens beside. The window of a paper printed before may ask for
    its own once more meanwhile: a browser loads a PDF to show it."""

    def is_new(response) -> bool:
        return is_paper(response) and response.url not in before

    with officer.page.context.expect_event("response", is_new, timeout=90_000) as opened:
        officer.clicks("In cả trang")
    return opened.value.url


def is_paper(response) -> bool:
    return response.request.method == "GET" and re.search(r"/giay-chung-nhan/[^/]+/$", response.url) is not None


def test_a_round_from_its_opening_to_the_published_decision_and_its_certificates(council, people):
    officer, owner = people(council.officer), people(council.cast.registrant)
    round = opens(officer, council)
    everybody_scores(round)
    owner.opens("/danh-gia/")
    owner.reads("Chưa có kết quả.")
    meets(officer, round)
    owner.opens("/danh-gia/")
    owner.reads("Chưa có kết quả.")
    is_told(officer, round)
    owner.opens("/danh-gia/")
    owner.reads("86,5")
    owner.takes("ket-qua")
    address = is_recognised(officer, people(council.cast.district_leader), round)
    is_certified(officer, address)
