"""Nhập danh sách cán bộ: looked at line by line, opened whole or not at all, undone, slips printed once."""

import io
import re
from uuid import uuid4

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from accounts import intake, keeping, lists, slip_tasks
from accounts.enums import Role
from accounts.models import AccountList, Position, SlipRun, User
from common import jobs
from common.models import AuditRecord
from documents.sheets_in import Line, read_table
from tests import builders

HEAD = ["Họ và tên", "Tên đăng nhập", "Vai trò", "Đơn vị", "Chức vụ", "Địa bàn phụ trách", "Từ ngày"]
PAGE = "/tai-khoan/can-bo/danh-sach/"


def row(name="Trần Thị Mận", username="", role="Người đăng ký", unit="thôn Đông", title="", areas="", starts=""):
    return [name, username, role, unit, title, areas, starts]


def lines(*rows):
    keys = [heading.key for heading in intake.HEADINGS]
    return [Line(number, dict(zip(keys, one, strict=True))) for number, one in enumerate(rows, 4)]


def judged(by, *rows, **choices):
    kept = [{"number": line.number, "values": line.values, "choice": choices.get(f"n{line.number}", "")}
            for line in lines(*rows)]  # fmt: skip
    return intake.judge(kept, by=by)


def kept(by, *rows):
    return lists.keep_list(by=by, token=uuid4(), file_name="can-bo.xlsx", lines=lines(*rows))


def opened(by, *rows):
    return lists.open_list(by=by, accounts=kept(by, *rows))


def workbook(*rows):
    book, out = Workbook(), io.BytesIO()
    for one in [["DANH SÁCH"], HEAD, *rows]:
        book.active.append(one)
    book.save(out)
    return SimpleUploadedFile("can-bo.xlsx", out.getvalue())


def passwords_set(run):
    jobs.carry_out(SlipRun, run.pk, slip_tasks.set_passwords)
    run.refresh_from_db()
    return run


def text_of(pdf):
    return ["\n".join(page.get_textpage().get_text_bounded().splitlines()) for page in pypdfium2.PdfDocument(pdf)]


def test_a_good_line_is_read_with_a_proposed_user_name(cast, tree):
    (one,) = judged(cast.commune_officer, row(title="Trưởng thôn", starts="01/07/2025"))
    assert (one.problems, one.role, one.unit, one.areas, one.username, str(one.starts_on)) == (
        [], Role.REGISTRANT, tree.village, [tree.village], "tran.thi.man", "2025-07-01"
    )  # fmt: skip


@pytest.mark.parametrize(
    "unit", ["thôn Đông", "THON DONG", "thôn Đông, xã Minh Lạc", "thon dong, xa minh lac", "UBND xã Minh Lạc", "09902"]
)
def test_units_are_found_by_name_and_by_code(cast, unit):
    (one,) = judged(cast.commune_officer, row(unit=unit))
    assert one.problems == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": ""}, "Họ và tên chưa ghi."),
        ({"name": "x" * 151}, "Họ và tên dài quá 150 ký tự."),
        ({"role": ""}, "Vai trò chưa ghi."),
        ({"role": "Vua"}, "Vai trò “Vua” không có hoặc không giao được."),
        ({"role": "Quản trị hệ thống"}, "Vai trò “Quản trị hệ thống” không có hoặc không giao được."),
        ({"unit": ""}, "Đơn vị chưa ghi."),
        ({"unit": "bản Nà Lau"}, "Không có đơn vị nào tên “bản Nà Lau” trong phạm vi phụ trách."),
        ({"areas": "xã Khe Lau"}, "Không có đơn vị nào tên “xã Khe Lau” trong phạm vi phụ trách."),
        ({"starts": "31/02/2026"}, "Từ ngày: Không có ngày 31/02/2026."),
        ({"username": "Mận"}, "Tên đăng nhập “Mận”: Chỉ ghi chữ thường không dấu và số, cách nhau bằng dấu chấm; "
                              "ví dụ: nguyen.van.an."),
        ({"role": "Lãnh đạo", "unit": "UBND xã Minh Lạc"}, "Vị trí công tác này không giao được từ vị trí đang dùng."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said(cast, changes, problem):
    (one,) = judged(cast.commune_officer, row(**changes))
    assert one.problems == [problem]


def test_user_names_are_unique_in_the_list_and_beside_what_is_there(cast):
    builders.person(username="tran.thi.man")
    names = [one.username for one in judged(cast.commune_officer, row(), row(unit="thôn Đoài"), row(name="Đỗ 9"))]
    assert names == ["tran.thi.man2", "tran.thi.man3", "do.9"]


def test_a_person_who_is_there_already_is_offered_one_more_position(cast):
    found = judged(
        cast.commune_officer,
        row("Lê Thị Thoa", role="Văn phòng, văn thư"),
        row("Lê Thị Thoa", role="Văn phòng, văn thư"),
        n5="moi",
    )
    assert (found[0].account, found[0].opens_account) == (cast.registrant.user, False)
    assert found[1].problems == ["Trùng dòng 4."]
    (again,) = judged(cast.commune_officer, row("Lê Thị Thoa", role="Văn phòng, văn thư"), n4="moi")
    assert (again.opens_account, again.username) == (True, "le.thi.thoa")
    (skipped,) = judged(cast.commune_officer, row("Lê Thị Thoa", role="Văn phòng, văn thư"), n4="bo")
    assert not skipped.is_good


def test_who_holds_the_position_already_is_said(cast):
    (one,) = judged(cast.commune_officer, row("Lê Thị Thoa"))
    assert one.problems == ["Lê Thị Thoa đã giữ vai trò này ở đơn vị này."]


def test_a_taken_user_name_of_somebody_else_is_refused(cast):
    (one,) = judged(cast.commune_officer, row(username=cast.registrant.user.username))
    assert one.problems == [f"Tên đăng nhập “{cast.registrant.user.username}” đã có người dùng: Lê Thị Thoa."]


def test_two_lines_of_one_person_open_one_account_with_two_positions(cast):
    opened(cast.commune_officer, row(), row(role="Văn phòng, văn thư"))
    user = User.objects.get(username="tran.thi.man")
    assert sorted(Position.objects.of(user).values_list("role", flat=True)) == ["clerk", "registrant"]


def test_only_good_lines_are_opened_and_on_the_record(cast, tree):
    found = opened(cast.commune_officer, row(), row(name=""), row("Lê Thị Thoa", role="Văn phòng, văn thư"))
    user = User.objects.get(username="tran.thi.man")
    position = Position.objects.get(user=user)
    assert (position.role, position.unit, position.all_areas(), user.has_usable_password()) == (
        Role.REGISTRANT, tree.village, [tree.village], False
    )  # fmt: skip
    assert Position.objects.of(cast.registrant.user).count() == 2
    assert [line.get("new") for line in found.lines] == [True, None, False]
    kinds = {"Mở tài khoản", "Giao vị trí công tác", "Mở tài khoản theo danh sách"}
    assert kinds <= set(
        AuditRecord.objects.filter(actor_id=cast.commune_officer.user_id).values_list("action", flat=True)
    )
    assert user.search_text == "tran thi man tran.thi.man"


def test_a_second_click_opens_nothing_more(cast):
    found = kept(cast.commune_officer, row())
    lists.open_list(by=cast.commune_officer, accounts=found)
    lists.open_list(by=cast.commune_officer, accounts=found)
    assert User.objects.filter(full_name="Trần Thị Mận").count() == 1


def test_nothing_is_half_opened(cast, monkeypatch):
    found, before = kept(cast.commune_officer, row()), User.objects.count()
    monkeypatch.setattr(lists, "_open_positions", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        lists.open_list(by=cast.commune_officer, accounts=found)
    found.refresh_from_db()
    assert (User.objects.count(), found.opened_at) == (before, None)


def test_a_list_without_a_good_line_opens_nothing(cast):
    with pytest.raises(ValidationError, match="Không có dòng nào mở được"):
        opened(cast.commune_officer, row(name=""))


def test_somebody_elses_list_does_not_exist(cast, as_position):
    found = kept(cast.commune_officer, row())
    for address in ("", "huy/", "mat-khau/"):
        client = as_position(cast.district_officer)
        method = client.post if address else client.get
        assert method(f"{PAGE}{found.pk}/{address}", {"token": str(uuid4())}).status_code == 404
    with pytest.raises(PermissionDenied):
        lists.open_list(by=cast.district_officer, accounts=found)


def test_the_list_is_undone_while_nobody_has_signed_in(cast):
    found = opened(cast.commune_officer, row(), row("Lê Thị Thoa", role="Văn phòng, văn thư"))
    lists.undo_list(by=cast.commune_officer, accounts=found)
    assert not User.objects.filter(username="tran.thi.man").exists()
    assert Position.objects.get(user=cast.registrant.user) == cast.registrant
    assert AuditRecord.objects.filter(action="Hủy tài khoản vừa nhập", label="Trần Thị Mận").exists()


def test_once_somebody_has_signed_in_it_stays(cast):
    found = opened(cast.commune_officer, row(), row("Phạm Đức Cầu"))
    User.objects.filter(username="tran.thi.man").update(last_login=timezone.now())
    with pytest.raises(ValidationError, match="đã đăng nhập"):
        lists.undo_list(by=cast.commune_officer, accounts=found)
    assert User.objects.filter(full_name="Phạm Đức Cầu").exists()


def test_slips_sign_in_and_are_printed_once(cast, as_position, client):
    found = opened(cast.commune_officer, *[row(f"Trần Thị Mận {'I' * n}") for n in range(1, 10)])
    run = passwords_set(lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4()))
    officer, page = as_position(cast.commune_officer), f"{PAGE}phieu/{run.pk}/"
    assert "9 tài khoản" in officer.get(page).content.decode()
    answer = officer.post(page, {"token": str(uuid4())})
    pages = text_of(answer.content)
    assert [text.count("PHIẾU GIAO TÀI KHOẢN") for text in pages] == [8, 1]
    again = officer.post(page, {"token": str(uuid4())})
    assert (again.status_code, again.url) == (302, page)
    run.refresh_from_db()
    assert (run.seed, run.printed_at is None) == (None, False)
    secret = re.search(r"tran.thi.man.i\b.*?([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})", pages[0], re.DOTALL)[1]
    client.logout()
    assert client.post("/dang-nhap/", {"login": "tran.thi.man.i", "password": secret}).status_code == 302
    assert client.get("/").url == "/tai-khoan/mat-khau-rieng/"


def test_no_password_is_kept_anywhere(cast):
    found = opened(cast.commune_officer, row())
    run = passwords_set(lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4()))
    (slip,) = lists.slips_of(by=cast.commune_officer, run=run)
    stored = [str(value) for model in (SlipRun, AccountList, User, AuditRecord) for value in model.objects.values()]
    assert [text for text in stored if slip["password"] in text] == []
    assert not run.file


def test_whose_password_changed_meanwhile_gets_no_slip(cast):
    found = opened(cast.commune_officer, row(), row("Phạm Đức Cầu"))
    run = passwords_set(lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4()))
    user = User.objects.get(username="tran.thi.man")
    user.set_password("mat-khau-cua-rieng-toi")
    user.save()
    assert [slip["full_name"] for slip in lists.slips_of(by=cast.commune_officer, run=run)] == ["Phạm Đức Cầu"]


def test_a_new_run_ends_the_old_one(cast):
    found = opened(cast.commune_officer, row())
    first = passwords_set(lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4()))
    passwords_set(lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4()))
    first.refresh_from_db()
    with pytest.raises(ValidationError, match="chỉ in một lần"):
        lists.slips_of(by=cast.commune_officer, run=first)


def test_nobody_sets_the_password_of_one_who_was_given_more_meanwhile(cast, tree):
    found = opened(cast.commune_officer, row())
    builders.position(Role.LEADER, tree.district_desk, user=User.objects.get(username="tran.thi.man"))
    with pytest.raises(ValidationError, match="Không còn ai"):
        lists.start_slips(by=cast.commune_officer, accounts=found, token=uuid4())


def test_nobody_sets_the_password_of_one_who_came_to_see_more(cast, tree):
    opened(cast.commune_officer, row())
    position = Position.objects.get(user__username="tran.thi.man")
    keeping.change_areas(by=cast.province_officer, position=position, areas=[tree.commune, tree.far_commune])
    with pytest.raises(ValidationError, match="Không còn ai"):
        lists.start_slips(by=cast.commune_officer, accounts=AccountList.objects.get(), token=uuid4())


def test_from_file_to_accounts_in_the_browser(cast, as_position):
    client = as_position(cast.commune_officer)
    answer = client.post(PAGE, {"token": str(uuid4()), "file": workbook(row(), row(name="", unit="không có"))})
    shown = client.get(answer.url).content.decode()
    assert "<strong>1</strong> trên 2 dòng mở được" in shown and "Họ và tên chưa ghi." in shown
    assert not User.objects.filter(username="tran.thi.man").exists()
    client.post(answer.url, {"token": str(uuid4()), "mo": "1"})
    assert "Đã mở 1 tài khoản" in client.get(answer.url).content.decode()
    client.post(f"{answer.url}huy/", {"token": str(uuid4())})
    assert "Danh sách này đã hủy" in client.get(answer.url).content.decode()


def test_the_choice_about_a_known_person_is_kept(cast, as_position):
    client, found = (
        as_position(cast.commune_officer),
        kept(cast.commune_officer, row("Lê Thị Thoa", role="Văn phòng, văn thư")),
    )
    client.post(
        f"{PAGE}{found.pk}/", {"token": str(uuid4()), "dong-4": "moi", "dong-99999999999": "bo", "dong-x": "bo"}
    )
    found.refresh_from_db()
    assert found.lines[0]["choice"] == "moi"


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_a_bad_file_is_refused_beside_its_field(cast, as_position, content):
    form = {"token": str(uuid4()), "file": SimpleUploadedFile("a.xlsx", content)}
    page = as_position(cast.commune_officer).post(PAGE, form)
    assert list(page.context["form"].errors) == ["file"]
    assert not AccountList.objects.exists()


def test_no_file_at_all_is_said(cast, as_position):
    page = as_position(cast.commune_officer).post(PAGE, {"token": str(uuid4())})
    assert page.context["form"].errors == {"file": ["Chưa chọn tệp."]}


def test_the_template_can_be_sent_back_as_it_is(cast, as_position):
    answer = as_position(cast.commune_officer).get(f"{PAGE}tep-mau.xlsx")
    file = SimpleUploadedFile("mau.xlsx", answer.content)
    assert [line.values["full_name"] for line in read_table(file, intake.HEADINGS)] == [
        "Nguyễn Văn Ví Dụ", "Trần Thị Ví Dụ"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"), [("commune_officer", 200), ("admin", 200), ("commune_leader", 403), ("registrant", 403)]
)
def test_who_may_bring_lists(cast, as_position, who, status):
    assert as_position(getattr(cast, who)).get(PAGE).status_code == status


@pytest.mark.parametrize("count", [1, 40])
def test_the_preview_costs_the_same_whatever_its_length(cast, as_position, count, django_assert_num_queries):
    found = kept(cast.commune_officer, *[row(f"Trần Văn {n}") for n in range(count)])
    client = as_position(cast.commune_officer)
    client.get(f"{PAGE}{found.pk}/")
    with django_assert_num_queries(10):
        client.get(f"{PAGE}{found.pk}/")
