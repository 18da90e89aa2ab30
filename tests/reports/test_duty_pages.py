"""Trang và giấy của báo cáo định kỳ: one source for screen, Word, PDF and Excel; what each page costs; typing is kept."""

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from accounts.enums import Role
from common import numbers
from documents.table import bare
from reports import notes
from reports.models import Report
from reports.periodic import papers, rollup, services, workflow
from reports.periodic.narrative import MOVEMENT
from tests import builders
from tests.registrations.test_cost import asked
from tests.reports import duties
from tests.reports.figures import confirmed
from tests.reports.test_files import cells, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(tree, cast):
    return duties.opened(cast.district_officer, [tree.commune_desk, tree.other_commune_desk])


@pytest.fixture
def report(cast, tree, plan, period):
    confirmed(cast, tree, plan, title="Đường hoa phụ nữ tự quản")
    confirmed(cast, tree, plan, kind="individual")
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.fill(cast.commune_officer, report, doi_thoai=3, tiep_cong_dan=1234)
    return report


def words(data):
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


@pytest.mark.parametrize("is_sent", [False, True])
def test_word_pdf_excel_and_screen_hold_the_same_numbers(as_position, cast, report, is_sent):
    if is_sent:
        duties.sent(cast, report)
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    word, paper = words(client.get(f"{here}bao-cao.docx").content), text_of(client.get(f"{here}bao-cao.pdf").content)
    for sentence in ("Trong kỳ có 02 mô hình, điển hình “Dân vận khéo” được xác nhận đăng ký (01 tập thể, 01 cá nhân)",
                     "tiếp 1.234 lượt công dân; tổ chức 03 cuộc đối thoại với Nhân dân", "Các đơn vị chủ động."):  # fmt: skip
        assert sentence in word
        assert sentence in paper
        assert sentence in " ".join(client.get(here).content.decode().split())
    shown = {figure.name: figure.value for figure in report.figures.exclude(value=None)}
    sheet = {
        str(row[1]).strip(): row[3] for row in cells(client.get(f"{here}phu-luc.xlsx").content) if row[3] is not None
    }
    assert sheet == {name: float(value) for name, value in shown.items()}
    annex = words(client.get(f"{here}phu-luc.docx").content)
    screen = client.get(f"{here}so-lieu/").content.decode()
    assert all(numbers.quantity(value) in annex and numbers.quantity(value) in screen for value in shown.values())


def test_the_paper_of_an_issued_report_carries_number_day_signer_and_recipients(as_position, cast, report):
    duties.sent(cast, report)
    word = words(as_position(cast.district_officer).get(f"/bao-cao/ky/ban/{report.pk}/bao-cao.docx").content)
    for part in ("05/BC-UBND", "BÁO CÁO", "Hà Văn Thuấn", "CHỦ TỊCH", "Kính gửi: Ban Dân vận Huyện ủy Lam Khê",
                 "- Ban Dân vận Huyện ủy Lam Khê;", "Thực hiện Kế hoạch số 32-KH/HU"):  # fmt: skip
        assert part in word
    assert "Bản nháp" not in word


def test_word_pdf_and_page_name_the_annexes_that_go_along(as_position, cast, report):
    made = papers.annexes_of(report, report.figures.all(), cast.commune_officer)
    named = [f"Phụ lục I: Biểu số liệu báo cáo {MOVEMENT}", "Phụ lục II: Danh sách mô hình, điển hình đăng ký trong kỳ"]
    assert papers.annex_names(report, report.figures.all()) == named
    assert [f"{one.heading}: {one.table.title}".upper() for one in made] == [one.upper() for one in named]

    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    told = f"(Kèm theo {'; '.join(named)})"
    assert told in words(client.get(f"{here}bao-cao.docx").content)
    assert told in text_of(client.get(f"{here}bao-cao.pdf").content)
    page = " ".join(client.get(here).content.decode().split())
    assert all(f"<li>{one}</li>" in page for one in named)


def test_every_table_that_goes_along_says_its_tree_its_cut_off_and_what_it_counts(as_position, cast, report):
    made = papers.annexes_of(report, report.figures.all(), cast.commune_officer)
    rows = rollup.rows_below(cast.commune_officer, report)
    below = papers.rollup_annex(report, rollup.rollup_table(report, rows))
    cut_off = "Đơn vị: tổng hợp theo đơn vị hiện nay. Số liệu từ ngày 01/01/2024 đến hết ngày 31/03/2024, t"
    for one in (*made, below):
        assert (one.table.notes[0].startswith(cut_off), notes.REGISTERED in one.table.notes) == (True, True), (
            one.heading
        )
    file = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/phu-luc.xlsx").content
    sheets = openpyxl.load_workbook(io.BytesIO(file)).worksheets
    assert [str(list(sheet.values)).count(cut_off) for sheet in sheets] == [1] * len(made)


def test_the_list_of_duties_leads_who_writes_to_what_is_being_written(as_position, cast, tree, report):
    draft, begin = f'href="/bao-cao/ky/ban/{report.pk}/">Đang soạn</a>', ">Lập báo cáo</a>"
    pages = {
        one: as_position(getattr(cast, one)).get("/bao-cao/ky/").content.decode()
        for one in ("commune_officer", "commune_clerk", "commune_leader", "district_officer", "other_commune_officer")
    }
    assert {one: draft in page for one, page in pages.items()} == {
        "commune_officer": True, "commune_clerk": True, "commune_leader": False, "district_officer": False,
        "other_commune_officer": False,
    }  # fmt: skip
    assert begin in pages["other_commune_officer"]
    assert begin not in pages["commune_leader"]


def test_who_owes_nothing_here_is_led_to_the_position_that_does(as_position, cast, tree, period):
    office = builders.position(Role.CLERK, tree.district_desk, user=cast.commune_clerk.user, areas=[tree.district])
    client = as_position(office)
    page = client.get("/bao-cao/ky/").content.decode()
    assert f"Chưa có kỳ báo cáo nào mở cho {tree.district_desk}." in page
    assert f"Báo cáo của {tree.commune_desk}</button>" in page
    assert "Báo cáo của" not in as_position(cast.commune_clerk).get("/bao-cao/ky/").content.decode()


def test_where_nothing_can_be_done_no_heading_says_so(as_position, cast, report):
    duties.accepted(cast, report)
    here = f"/bao-cao/ky/ban/{report.pk}/"
    shown = ["Việc có thể làm" in as_position(who).get(here).content.decode()
             for who in (cast.commune_clerk, cast.district_officer)]  # fmt: skip
    assert shown == [False, True]


def test_who_waits_reads_whose_approval_it_waits_for(as_position, cast, report):
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    leader = cast.commune_leader
    named = f"{leader.user} ({leader.office})"
    assert named in client.get(f"{here}viec/trinh-lanh-dao/").content.decode()
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    assert f"<dt>Chờ duyệt</dt><dd>{named}</dd>" in client.get(here).content.decode()
    assert asked(client, here) <= 12


def test_where_only_who_wrote_it_leads_the_page_says_how_it_goes_on(as_position, cast, report):
    leader = cast.commune_leader
    leader.user = cast.commune_officer.user
    leader.save()
    page = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/viec/trinh-lanh-dao/").content.decode()
    assert "chưa có lãnh đạo nào duyệt được (người soạn không tự duyệt)" in page


def test_who_approves_finds_the_office_as_papers_of_the_unit_are_signed(as_position, cast, report):
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    form = as_position(cast.commune_leader).get(f"/bao-cao/ky/ban/{report.pk}/viec/duyet/").context["form"]
    assert form["signer_title"].initial == "Chủ tịch"
    assert form["signer_title"].help_text == "Báo cáo in: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"


def test_every_number_leads_to_the_models_behind_it(as_position, cast, report):
    page = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/so-lieu/dang-ky-moi-tap-the/")
    assert "Đường hoa phụ nữ tự quản" in page.content.decode()
    assert as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/so-lieu/khong-co/").status_code == 404


def test_a_section_saved_elsewhere_comes_back_with_both_texts(as_position, cast, report):
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/muc/kien-nghi/"
    typed = {"token": uuid4(), "position": cast.commune_officer.pk, "revision": 2, "next": "back"}
    assert client.post(here, typed | {"text": "Ý thứ nhất."}).status_code == 302
    clash = client.post(here, typed | {"text": "Ý thứ hai.", "token": uuid4()})
    assert clash.status_code == 409
    assert "Ý thứ nhất." in clash.content.decode()
    assert "Ý thứ hai." in clash.content.decode()


def test_a_number_that_cannot_be_read_is_kept_and_nothing_is_saved(as_position, cast, report):
    here = f"/bao-cao/ky/ban/{report.pk}/ghi-so-lieu/"
    for wrong in ("-3", "ba", "1.2.3", "=1+1", "9" * 40):
        typed = {"token": uuid4(), "position": cast.commune_officer.pk, "so-doi-thoai": wrong}
        page = as_position(cast.commune_officer).post(here, typed)
        assert page.status_code == 200
        assert wrong in page.content.decode()
        assert report.figures.get(key="doi-thoai").value == 3


def test_colleagues_hand_in_parts_and_accepted_texts_of_below_stand_beside(as_position, cast, tree, report):
    typed = {
        "token": uuid4(),
        "position": cast.commune_clerk.pk,
        "section": report.sections.get(key="han-che").pk,
        "text": "Văn thư bổ sung.",
    }
    as_position(cast.commune_clerk).post(f"/bao-cao/ky/ban/{report.pk}/gui-noi-dung/", typed)
    assert (
        "Văn thư bổ sung."
        in as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/muc/han-che/").content.decode()
    )
    duties.accepted(cast, report)
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    upper = services.start_report(
        by=cast.district_officer, obligation=duties.owed(above, tree.district_desk), token=uuid4()
    )
    assert (
        "Một số nơi còn chậm."
        in as_position(cast.district_officer).get(f"/bao-cao/ky/ban/{upper.pk}/muc/han-che/").content.decode()
    )


def test_numbers_of_colleagues_are_offered_and_only_the_compiler_writes_them(as_position, cast, report):
    client, here = as_position(cast.commune_clerk), f"/bao-cao/ky/ban/{report.pk}/"
    report.figures.filter(key="hoi-nghi").update(stated=None, value=None)
    typed = {"token": uuid4(), "position": cast.commune_clerk.pk}
    assert "ít nhất một số liệu" in client.post(f"{here}gui-noi-dung/", typed).content.decode()
    assert "Hãy chọn mục" in client.post(f"{here}gui-noi-dung/", typed | {"text": "Chưa rõ mục."}).content.decode()
    for number in ("4", "5"):
        client.post(f"{here}gui-noi-dung/", typed | {"token": uuid4(), "so-hoi-nghi": number})
    assert report.figures.get(key="hoi-nghi").stated is None
    client = as_position(cast.commune_officer)
    assert "1 số liệu" in client.get(here).content.decode()
    page = client.get(f"{here}ghi-so-lieu/")
    assert page.context["form"]["so-hoi-nghi"].initial == 5
    assert page.context["form"]["so-doi-thoai"].initial == 3
    assert f"{cast.commune_clerk.user.full_name} gửi: 5" in page.content.decode()


def test_the_signed_copy_stands_with_the_report_and_is_read_above(as_position, cast, report):
    here, file = f"/bao-cao/ky/ban/{report.pk}/", b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"

    def send(data=file, name="ban-ky.pdf"):
        typed = {"token": uuid4(), "position": cast.commune_clerk.pk, "file": SimpleUploadedFile(name, data)}
        return as_position(cast.commune_clerk).post(f"{here}ban-ky/", typed, follow=True).content.decode()

    with pytest.raises(ValidationError, match="đã gửi"):
        services.attach_copy(by=cast.commune_clerk, report=report, file=SimpleUploadedFile("a.pdf", file))
    duties.sent(cast, report)
    send()
    assert "không phải loại nhận được" in send(b"GIF89a khac", "ban-ky.pdf")
    send(name="lan-hai.pdf")
    (copy,) = report.copies.all()
    above = as_position(cast.district_officer)
    assert "ban-ky.pdf" in above.get(here).content.decode()
    assert b"".join(above.get(f"{here}ban-ky/{copy.pk}/").streaming_content) == file


def test_what_came_from_below_is_taken_along_as_it_stands_on_the_page(as_position, cast, tree, report):
    duties.accepted(cast, report)
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    upper = duties.started(cast.district_officer, duties.owed(above, tree.district_desk))
    client, here = as_position(cast.district_officer), f"/bao-cao/ky/ban/{upper.pk}/cap-duoi/"
    table = client.get(here).context["table"]
    (row,) = [
        row for row in cells(client.get(f"{here}tong-hop.xlsx").content, "Phụ lục III") if str(row[1]) == "xã Minh Lạc"
    ]
    shown = next(one for one in table.rows if "Minh Lạc" in str(bare(one["unit"])))
    assert row[2] == float(bare(shown["reported_dang-ky"])) == 2
    assert shown["reported_dang-ky"].href == f"/bao-cao/ky/ban/{report.pk}/so-lieu/dang-ky/"
    assert "xã Minh Lạc" in text_of(client.get(f"{here}tong-hop.pdf").content)
    assert "xã Minh Lạc" in words(client.get(f"{here}tong-hop.docx").content)


def test_the_board_tells_who_is_late_since_when_and_reminded_when(as_position, cast, tree):
    today = timezone.localdate()
    period = duties.opened(
        cast.district_officer, [tree.commune_desk, tree.other_commune_desk], due=today - timedelta(days=4)
    )
    client, here = as_position(cast.district_officer), f"/bao-cao/ky/{period.pk}/"
    owed = period.obligations.get(unit=tree.commune_desk)
    typed = {"token": uuid4(), "position": cast.district_officer.pk, "obligations": [owed.pk], "note": "",
             "until": f"{today + timedelta(days=3):%d/%m/%Y}"}  # fmt: skip
    made = [client.post(here, typed)["Location"] for _ in range(2)]
    assert made[0] == made[1]
    page = client.get(here).content.decode()
    assert "4 ngày, từ" in page
    assert page.count(f"{today:%d/%m/%Y}") >= 1
    letter = words(client.get(f"{made[0]}cong-van.docx").content)
    assert "Kính gửi: UBND xã Minh Lạc" in letter
    assert "các đơn vị sau đây chưa gửi báo cáo quý I năm 2024 về phong trào" in letter


# page: (who, address, questions). {report}, {period} …: those of the world below.
COSTS = {
    "periods of the district": ("district_officer", "/bao-cao/ky/", 10),
    "periods of the commune": ("commune_officer", "/bao-cao/ky/", 9),
    "board": ("district_officer", "/bao-cao/ky/{period}/", 9),
    "obligation": ("commune_officer", "/bao-cao/ky/don-vi/{owed}/", 9),
    "type": ("district_officer", "/bao-cao/ky/loai/{type}/", 8),
    "open": ("district_officer", "/bao-cao/ky/{unopened}/mo/", 8),
    "report": ("commune_officer", "/bao-cao/ky/ban/{report}/", 11),
    "report above": ("district_officer", "/bao-cao/ky/ban/{sent}/", 11),
    "section": ("commune_officer", "/bao-cao/ky/ban/{report}/muc/han-che/", 10),
    "state figures": ("commune_officer", "/bao-cao/ky/ban/{report}/ghi-so-lieu/", 8),
    "figures": ("commune_officer", "/bao-cao/ky/ban/{report}/so-lieu/", 7),
    "models": ("commune_officer", "/bao-cao/ky/ban/{report}/so-lieu/dang-ky/", 11),
    "below": ("district_officer", "/bao-cao/ky/ban/{upper}/cap-duoi/", 11),
    "home of the officer": ("commune_officer", "/", 11),
    "home above": ("district_officer", "/", 11),
    "home of the leader": ("commune_leader", "/", 11),
}


def fill(tree, cast, plan, count):
    type = duties.report_type(cast.district_officer)
    units = [tree.commune_desk, tree.other_commune_desk]
    for _ in range(count):
        confirmed(cast, tree, plan)
    for number in range(count):
        start = timezone.localdate() - timedelta(days=300 + 10 * number)
        period = duties.opened(
            cast.district_officer, units, type=type, start=start, end=start + timedelta(days=9), label=f"Kỳ {number}"
        )
        sent = duties.sent(
            cast, duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)), number=f"{number}/BC"
        )
    period = duties.opened(cast.district_officer, units[: 1 if count == 1 else 2], type=type)
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    upper = duties.started(cast.district_officer, duties.owed(above, tree.district_desk))
    day = timezone.localdate() - timedelta(days=900)
    unopened = services.add_period(by=cast.district_officer, type=type, token=uuid4(), label="Kỳ sau", data_from=day,
                                   last_day=day, due_on=timezone.localdate(), locks_on=None)  # fmt: skip
    return {"type": type.pk, "period": period.pk, "owed": report.obligation_id, "report": report.pk, "sent": sent.pk,
            "upper": upper.pk, "unopened": unopened.pk}  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_their_length(as_position, tree, cast, plan, count):
    names = fill(tree, cast, plan, count)
    costs = {
        page: asked(as_position(getattr(cast, who)), address.format(**names))
        for page, (who, address, _most) in COSTS.items()
    }
    assert costs == {page: most for page, (_who, _address, most) in COSTS.items()}


def test_the_whole_way_by_hand_needs_no_script(as_position, cast, tree, report):
    client = as_position(cast.commune_officer)

    def press(position, address, **typed):
        return as_position(position).post(address, {"token": uuid4(), "position": position.pk, **typed})

    here = f"/bao-cao/ky/ban/{report.pk}/viec/"
    press(cast.commune_officer, f"{here}{workflow.PROPOSE.slug}/")
    press(cast.commune_leader, f"{here}{workflow.APPROVE.slug}/", **duties.SIGNED)
    press(
        cast.commune_clerk,
        f"{here}{workflow.ISSUE.slug}/",
        number="7/BC-UBND",
        issued_on=f"{timezone.localdate():%d/%m/%Y}",
    )
    press(cast.district_officer, f"{here}{workflow.ACCEPT.slug}/")
    assert Report.objects.get(pk=report.pk).state == "accepted"
    assert client.get(f"/bao-cao/ky/ban/{report.pk}/").status_code == 200


def test_the_page_of_a_type_keeps_the_letters_of_a_paper(as_position, cast):
    type = duties.report_type(cast.district_officer, cut_off="nha-nuoc")
    page = as_position(cast.district_officer).get(f"/bao-cao/ky/loai/{type.pk}/").content.decode()
    assert "hằng quý · chốt số liệu ngày 14 (Nghị định 09/2019/NĐ-CP)" in page


def test_what_was_returned_is_owed_again_and_late_after_its_day(as_position, cast, tree, report):
    duties.sent(cast, report)
    period = report.obligation.period
    client, here = as_position(cast.district_officer), f"/bao-cao/ky/{period.pk}/"
    assert client.get(here).context["measures"].received == 1
    duties.move(report, workflow.GIVE_BACK, cast.district_officer, note="Thiếu số liệu.")
    page = client.get(here)
    (line,) = [one for one in page.context["lines"] if one.obligation == report.obligation]
    told = page.context["measures"]
    assert (told.received, told.on_time, line.standing, line.owes) == (0, 0, "open", True)
    today = timezone.localdate()
    type(period).objects.filter(pk=period.pk).update(due_on=today - timedelta(days=3))
    line = next(one for one in client.get(here).context["lines"] if one.obligation == report.obligation)
    assert (line.standing, line.days_late, line.told) == ("late", 3, "Quá hạn, phải gửi lại")
    assert "2 đơn vị quá hạn" in client.get("/").content.decode()
    again = report.obligation.reports.get(version=2)
    duties.sent(cast, again, number="06/BC-UBND")
    line = next(one for one in client.get(here).context["lines"] if one.obligation == report.obligation)
    assert (line.owes, line.days_late) == (False, 0 if line.standing == "on-time" else 3)


def test_what_the_portal_drafted_is_marked_until_the_unit_writes_it(as_position, cast, report):
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    marks = client.get(here).content.decode().count("soạn sẵn từ số liệu")
    assert "cổng soạn sẵn từ số liệu, đơn vị chưa sửa" in client.get(f"{here}muc/mo-hinh/").content.decode()
    section = report.sections.get(key="mo-hinh")
    written = f"{section.text} Nhân dân đồng tình."
    services.save_section(
        by=cast.commune_officer, report=report, key=section.key, text=written, revision=section.revision
    )
    assert client.get(here).content.decode().count("soạn sẵn từ số liệu") == marks - 1 > 0
    assert "Lời văn đã viết sẽ được thay" in client.get(f"{here}muc/mo-hinh/").content.decode()


def test_what_only_the_unit_can_write_is_not_drafted_over(as_position, cast, report):
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/muc/"
    offered = ["soan-lai" in client.get(f"{here}{key}/").content.decode() for key in ("mo-hinh", "uu-diem")]
    client.post(f"{here}uu-diem/soan-lai/", {"token": uuid4(), "position": cast.commune_officer.pk})
    assert (offered, report.sections.get(key="uu-diem").text) == ([True, False], "Các đơn vị chủ động.")


@pytest.mark.parametrize("receiver", ["", "Ban Thường vụ Huyện ủy"])
def test_who_accepts_its_own_report_sends_it_to_whom_it_names_and_not_to_itself(as_position, cast, tree, receiver):
    type = duties.report_type(cast.district_officer, receiver=receiver)
    owed = duties.owed(duties.opened(cast.district_officer, [tree.district_desk], type=type), tree.district_desk)
    report, client = duties.started(cast.district_officer, owed), as_position(cast.district_officer)
    itself = str(tree.district_desk)
    page = client.get(f"/bao-cao/ky/don-vi/{owed.pk}/").content.decode()
    assert f"{itself}{receiver and f' gửi {receiver}'} · hạn" in page
    facts = client.get(f"/bao-cao/ky/ban/{report.pk}/").content.decode()
    assert (f"<dt>Gửi</dt><dd>{receiver}</dd>" in facts, "<dt>Gửi</dt>" in facts) == (bool(receiver), bool(receiver))
    assert f'<td data-label="Gửi">{receiver or "–"}</td>' in client.get("/bao-cao/ky/").content.decode()


def test_a_section_nobody_has_written_is_not_called_drafted(as_position, cast, tree, period):
    owed = duties.owed(period, tree.other_commune_desk)
    fresh = services.start_report(by=cast.other_commune_officer, obligation=owed, token=uuid4())
    page = as_position(cast.other_commune_officer).get(f"/bao-cao/ky/ban/{fresh.pk}/muc/uu-diem/").content.decode()
    assert '<span class="due">chưa viết</span>' in page and "soạn sẵn" not in page
    assert '<p class="due">Chưa viết.</p>' in page and '<p class="written">Không.</p>' not in page


def test_what_nobody_wrote_is_said_to_be_unwritten_until_somebody_confirms_it(as_position, cast, report):
    section = report.sections.get(key="kien-nghi")
    services.save_section(by=cast.commune_officer, report=report, key="kien-nghi", text="", revision=section.revision)
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/"
    assert "V. Kiến nghị, đề xuất (chưa viết)" in words(client.get(f"{here}bao-cao.docx").content)
    with pytest.raises(ValidationError, match="Còn mục chưa viết: V"):
        duties.move(report, workflow.PROPOSE, cast.commune_officer)
    address = f"{here}muc/kien-nghi/"
    assert "Không có nội dung" in client.get(address).content.decode()
    revision = report.sections.get(key="kien-nghi").revision
    typed = {"token": uuid4(), "position": cast.commune_officer.pk, "text": "", "revision": revision, "next": "none"}
    client.post(address, typed)
    assert report.sections.get(key="kien-nghi").text == "Không."
    duties.sent(cast, report)
    assert "V. Kiến nghị, đề xuất Không." in words(client.get(f"{here}bao-cao.docx").content)
