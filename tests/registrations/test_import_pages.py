"""From the file to the list of drafts in the browser; hostile files refused beside the field; pages cost the same."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from documents.sheets_in import read_sheets
from registrations.enums import Becomes, Task
from registrations.imports import services as importing
from registrations.imports.services import MOST_UNWRITTEN
from registrations.imports.sheets.headings import EXAMPLES
from registrations.models import ImportRun, RegisterImport, Registration
from tests import builders
from tests.registrations.registers import HEAD, book, do, judged, kept, line, understood, worked, written

PAGE = "/dang-ky/nhap-bang/"


def sent(client, file):
    return client.post(PAGE, {"token": str(uuid4()), "file": SimpleUploadedFile(file.name, file.read())})


def pressed(client, address, **typed):
    return client.post(address, {"token": str(uuid4()), **typed}, follow=True).content.decode()


def understanding(batch, plan, **changes):
    columns = {f"column-{column}": key for key, column in batch.columns.items()}
    return {"token": str(uuid4()), "plan": plan.pk, "kind": "collective", "becomes": "draft", "encoding": batch.encoding,
            "sheet": batch.sheet, "head_row": batch.head_row, **columns, **changes}  # fmt: skip


def test_from_the_file_to_the_drafts(cast, plan, as_position):
    client = as_position(cast.commune_clerk)
    answer = sent(client, book([["SỔ ĐĂNG KÝ"], HEAD, line(), line(2, unit="không có"), line(3, "Đường hoa")]))
    batch = RegisterImport.objects.get()
    shown = client.get(answer.url).content.decode()
    assert answer.url == f"{PAGE}{batch.pk}/cot/" and "Dòng 2: STT | Tên mô hình, điển hình" in shown
    answer = client.post(answer.url, understanding(batch, plan))
    preview = client.get(answer.url).content.decode()
    assert "<strong>2</strong> trên 3 dòng ghi được" in preview and "Không có đơn vị nào tên “không có”" in preview
    assert "Không có đơn vị" not in client.get(f"{answer.url}?xem=good").content.decode()
    assert not Registration.objects.exists()
    assert "đang chờ đến lượt" in pressed(client, answer.url, ghi="1")
    do(ImportRun.objects.latest("pk"))
    assert "Đã ghi 2 đăng ký" in client.get(answer.url).content.decode()
    pressed(client, f"{answer.url}nop/")
    do(ImportRun.objects.latest("pk"))
    assert set(Registration.objects.values_list("state", flat=True)) == {"submitted"}
    pressed(client, f"{answer.url}huy/")
    do(ImportRun.objects.latest("pk"))
    assert "2 bản giữ lại" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(("who", "is_told"), [("commune_officer", True), ("commune_clerk", False)])
def test_only_who_may_enter_the_paper_register_is_told_what_that_needs(cast, plan, as_position, who, is_told):
    by = getattr(cast, who)
    page = as_position(by).get(f"{PAGE}{kept(by, book([HEAD, line()])).pk}/cot/").content.decode()
    assert ("đã vào sổ giấy cần cột ngày vào sổ" in page, "vào sổ giấy ở nơi này" in page) == (is_told, is_told)


def test_what_was_chosen_comes_back_beside_its_fault(cast, plan, as_position):
    client, batch = as_position(cast.commune_officer), kept(cast.commune_officer, book([HEAD, line()]))
    address = f"{PAGE}{batch.pk}/cot/"
    doubled = client.post(address, understanding(batch, plan, **{"column-0": "title"}))
    assert doubled.context["form"].non_field_errors() == ["Hai cột cùng chọn “Tên mô hình, điển hình”. Hãy để một cột."]
    without = client.post(address, understanding(batch, plan, **{"column-1": ""}))
    assert without.context["form"].non_field_errors() == ["Chưa có cột nào là “Tên mô hình, điển hình”."]
    nonsense = {"sheet": "99", "head_row": "77777", "encoding": "ebcdic", "plan": "0", "column-0": "state"}
    page = client.post(address, understanding(batch, plan) | nonsense)
    assert set(page.context["form"].errors) >= {"encoding", "plan"}
    assert client.get(f"{address}?sheet=99&head_row=x&encoding=y").status_code == 200


def test_another_row_may_be_the_heading(cast, plan, as_position):
    client = as_position(cast.commune_officer)
    batch = kept(cast.commune_officer, book([["A", "B"], ["C", "D"], ["Đường hoa", "thôn Đông"]]))
    page = client.get(f"{PAGE}{batch.pk}/cot/?head_row=2")
    assert [label for _, label, *_ in page.context["columns"]] == ["C", "D"]
    said = understanding(batch, plan, head_row="2", **{"column-0": "title", "column-1": "unit"})
    client.post(f"{PAGE}{batch.pk}/cot/", said)
    batch.refresh_from_db()
    assert [(row["number"], row["status"]) for row in batch.judged] == [(3, "good")]


def test_choices_of_a_page_are_kept_and_the_rows_judged_again(cast, plan, as_position):
    client = as_position(cast.commune_officer)
    batch = understood(cast.commune_officer, plan, book([HEAD, line(), line()]))
    worked(cast.commune_officer, batch)
    client.post(
        f"{PAGE}{batch.pk}/",
        {"token": str(uuid4()), "dong-3": "lay", "dong-x": "bo", "dong-99999999999999999999": "lay"},
    )
    batch.refresh_from_db()
    assert ([row["status"] for row in batch.judged], batch.choices) == (["good", "good"], {"3": "lay"})


def test_the_bar_moves_on_by_itself_and_a_failed_piece_of_work_is_run_again(cast, plan, as_position, monkeypatch):
    client, by = as_position(cast.commune_officer), cast.commune_officer
    batch = understood(by, plan, book([HEAD, line()]))
    monkeypatch.setattr(importing, "JUDGED_AT_ONCE", 0)
    run = importing.start(by=by, batch=batch, task=Task.PREVIEW, token=uuid4())
    page = client.get(f"{PAGE}{batch.pk}/").content.decode()
    assert "<progress" in page and "đang chờ đến lượt" in page and "http-equiv" in page
    batch.runs.filter(pk=run.pk).update(state="failed", problem="Hỏng.")
    assert "Chạy lại" in client.get(f"{PAGE}{batch.pk}/").content.decode()
    monkeypatch.setattr(importing, "JUDGED_AT_ONCE", 10)
    client.post(f"{PAGE}{batch.pk}/chay-lai/", {"token": str(uuid4())})
    part = client.get(f"{PAGE}{batch.pk}/", headers={"hx-request": "true"})
    assert part.headers["HX-Redirect"] == f"{PAGE}{batch.pk}/"


def test_columns_that_are_written_in_and_not_taken_are_named_before_writing(cast, plan, as_position):
    head = [*HEAD, "Số hộ", "Người theo dõi", "Ghi chú", "", "Cột để trống"]
    rows = [head, [*line(), "12 hộ", "", "", "x"], [*line(2, "Đường hoa"), "", "Vũ Tú", "làm điểm", ""]]
    client, batch = as_position(cast.commune_officer), understood(cast.commune_officer, plan, book(rows))
    worked(cast.commune_officer, batch)
    page = client.get(f"{PAGE}{batch.pk}/")
    assert page.context["left_out"] == ["Số hộ", "Người theo dõi", "Ghi chú", "Cột 11"]
    assert "4 cột có ghi chữ nhưng không nhập" in page.content.decode()
    batch = understood(cast.commune_officer, plan, book([HEAD, line()]))
    worked(cast.commune_officer, batch)
    assert "không nhập, để lại trong sổ" not in client.get(f"{PAGE}{batch.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 60])
def test_pages_cost_the_same_whatever_their_length(cast, plan, as_position, rows, django_assert_max_num_queries):
    client = as_position(cast.commune_officer)
    file = book([HEAD, *(line(n, f"Mô hình thứ {n}") for n in range(rows))])
    batch = understood(cast.commune_officer, plan, file)
    worked(cast.commune_officer, batch)
    client.get(PAGE)
    for address in (PAGE, f"{PAGE}{batch.pk}/", f"{PAGE}{batch.pk}/cot/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200
    worked(cast.commune_officer, batch, Task.WRITE)
    with django_assert_max_num_queries(12):
        client.get(f"{PAGE}{batch.pk}/")


def packed(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def with_macro():
    out = io.BytesIO(book([HEAD, line()]).read())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "không có nội dung"), (b"<html>", "không phải loại nhận được"), (b"%PDF-1.4", "không phải loại nhận được"),
        (b"PK\x03\x04" + bytes(50), "bị hỏng"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "không phải loại nhận được"),
        (with_macro(), "có chương trình tự chạy"), (book([[], ["", ""]]).read(), "không có ô nào ghi chữ"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_beside_its_field(cast, as_position, content, sentence):
    form = {"token": str(uuid4()), "file": SimpleUploadedFile("a.xlsx", content)}
    page = as_position(cast.commune_officer).post(PAGE, form)
    (message,) = page.context["form"].errors["file"]
    assert sentence in message and not RegisterImport.objects.exists()


def test_a_stray_cell_and_a_bomb_are_refused(cast, as_position):
    client = as_position(cast.commune_officer)
    bomb = io.BytesIO(book([HEAD, line()]).read())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/trang.xml", bytes(301 * 1024 * 1024))
    page = client.post(PAGE, {"token": str(uuid4()), "file": SimpleUploadedFile("a.xlsx", bomb.getvalue())})
    assert page.context["form"].errors["file"] == ["Tệp “a.xlsx” mở ra quá lớn."]


def test_a_register_without_lines_or_with_too_many_is_refused(cast, plan, as_position, monkeypatch):
    client, batch = as_position(cast.commune_officer), kept(cast.commune_officer, book([HEAD]))
    answer = client.post(f"{PAGE}{batch.pk}/cot/", understanding(batch, plan))
    assert "Dưới dòng tiêu đề không có dòng nào" in answer.content.decode()
    monkeypatch.setattr(importing, "MOST_LINES", 1)
    batch = kept(cast.commune_officer, book([HEAD, line(), line()]))
    assert "tối đa 1 dòng" in client.post(f"{PAGE}{batch.pk}/cot/", understanding(batch, plan)).content.decode()


def test_no_text_of_a_file_runs_on_a_page(cast, plan, as_position):
    client = as_position(cast.commune_officer)
    bad = "<script>alert(1)</script>"
    batch = understood(cast.commune_officer, plan, book([HEAD, line(title=bad, unit=bad)], name=f"{bad}.xlsx"))
    worked(cast.commune_officer, batch)
    for address in (PAGE, f"{PAGE}{batch.pk}/", f"{PAGE}{batch.pk}/cot/"):
        assert "<script>alert" not in client.get(address).content.decode()


def test_the_template_comes_back_as_it_is(cast, plan, as_position):
    answer = as_position(cast.commune_officer).get(f"{PAGE}mau.xlsx")
    file = SimpleUploadedFile("mau.xlsx", answer.content)
    assert [row.title for row in judged(cast.commune_officer, plan, file)] == [example[2] for example in EXAMPLES]
    assert read_sheets(file)[0]["name"] == "Danh sách"


def test_control_signs_and_long_cells_are_kept_without_harm(cast, plan):
    rows = [HEAD, line(title="Đường\u200b hoa\u202e" + "x" * 400), line(2, title="\u0110u\u031bo\u031b\u0300ng hoa")]
    batch = written(cast.commune_officer, plan, book(rows))
    assert [row["status"] for row in batch.judged] == ["bad", "good"]
    assert Registration.objects.get().title == "Đường hoa"


def test_a_sheet_without_end_to_the_right_is_cut(cast, plan, as_position):
    batch = kept(cast.commune_officer, book([[*HEAD, *[f"Cột {n}" for n in range(900)]], line()]))
    page = as_position(cast.commune_officer).get(f"{PAGE}{batch.pk}/cot/")
    assert (page.status_code, len(page.context["columns"])) == (200, 100)


def test_rows_left_out_are_told_with_their_reasons(cast, plan, as_position):
    rows = [
        HEAD,
        line(),
        line(2, unit="không có"),
        line(3, "Thắp sáng đường quê"),
        line(4, "Đường hoa", sector="vũ trụ"),
    ]
    batch = written(cast.commune_officer, plan, book(rows))
    page = as_position(cast.commune_officer).get(f"{PAGE}{batch.pk}/").content.decode()
    left = [row for row in batch.judged if row["status"] != "good"]
    assert f"{len(left)} dòng không ghi" in page and len(left) >= 2
    assert "Gần trùng với dòng" in page and "Dòng 4:" in page


def test_the_record_that_a_row_repeats_is_a_link_before_and_after_writing(cast, plan, tree, as_position):
    there = builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title="Thắp sáng đường quê")
    link = f'Gần trùng với <a href="/dang-ky/{there.code}/">{there.code}</a>'
    batch = understood(cast.commune_officer, plan, book([HEAD, line(1, "Thắp sáng đường quê"), line(2, "Đường hoa")]))
    seen = []
    for task in (Task.PREVIEW, Task.WRITE):
        worked(cast.commune_officer, batch, task)
        seen.append(link in as_position(cast.commune_officer).get(f"{PAGE}{batch.pk}/").content.decode())

    assert seen == [True, True]


def colleague_of(position):
    return builders.position(
        position.role, position.unit, user=builders.person("Mai Văn Cộng"), areas=position.all_areas()
    )


def test_a_colleague_opens_a_register_and_is_led_only_to_what_they_may_open(cast, plan, tree, as_position):
    officer, colleague = cast.commune_officer, colleague_of(cast.commune_officer)
    typed = builders.draft(officer, plan, levels=[tree.commune_level], unit=tree.village, title="Thắp sáng đường quê")
    batch = understood(officer, plan, book([HEAD, line(1, "Thắp sáng đường quê"), line(2, "Đường hoa")]))
    link = f'<a href="/dang-ky/{typed.code}/">{typed.code}</a>'
    for task in (Task.PREVIEW, Task.WRITE):
        worked(officer, batch, task)
        own, theirs = (as_position(one).get(f"{PAGE}{batch.pk}/").content.decode() for one in (officer, colleague))
        assert (link in own, link in theirs, typed.code in theirs) == (True, False, True)
    assert f"{officer.user} gửi lúc" in as_position(colleague).get(PAGE).content.decode()
    assert as_position(cast.commune_clerk).get(f"{PAGE}{batch.pk}/").status_code == 404


def test_a_colleague_in_charge_of_less_does_not_open_it(cast, tree, plan):
    batch = understood(cast.commune_officer, plan, book([HEAD, line()]))
    limited = builders.position(cast.commune_officer.role, cast.commune_officer.unit, areas=[tree.village])
    wider = colleague_of(cast.commune_officer)
    assert [RegisterImport.objects.visible_to(one).filter(pk=batch.pk).exists() for one in (limited, wider)] == [
        False,
        True,
    ]


def test_a_second_file_leaves_the_first_and_only_the_oldest_of_many_is_forgotten(cast, plan, as_position):
    client = as_position(cast.commune_officer)
    written(cast.commune_officer, plan, book([HEAD, line()], name="da-ghi.xlsx"))
    for number in range(MOST_UNWRITTEN + 1):
        assert sent(client, book([HEAD, line()], name=f"so-{number}.xlsx")).status_code == 302
    names = list(RegisterImport.objects.values_list("file_name", flat=True))
    assert names == [*(f"so-{number}.xlsx" for number in range(MOST_UNWRITTEN, 0, -1)), "da-ghi.xlsx"]
    page = client.get(PAGE).content.decode()
    assert page.count("Chưa ghi</span>") == MOST_UNWRITTEN and f"giữ {MOST_UNWRITTEN} sổ chưa ghi" in page


def test_a_plan_whose_window_fits_is_named_and_each_says_its_window(cast, plan, tree, as_position):
    today = timezone.localdate()
    spring = builders.plan(
        tree, cast.commune_officer, number="20/KH-UBND", opens_on=today - timedelta(days=90),
        closes_on=today - timedelta(days=60),
    )  # fmt: skip
    day = f"{today - timedelta(days=70):%d/%m/%Y}"
    batch = understood(
        cast.commune_officer, plan, book([[*HEAD, "Ngày vào sổ"], [*line(), day]]), becomes=Becomes.REGISTERED
    )
    worked(cast.commune_officer, batch)
    officer = as_position(cast.commune_officer)
    assert f"{spring} nhận đăng ký từ" in officer.get(f"{PAGE}{batch.pk}/").content.decode()
    columns = officer.get(f"{PAGE}{batch.pk}/cot/").content.decode()
    assert f"(nhận {spring.opens_on:%d/%m/%Y} – {spring.last_day:%d/%m/%Y})" in columns
    batch = understood(
        cast.commune_officer, spring, book([[*HEAD, "Ngày vào sổ"], [*line(), day]]), becomes=Becomes.REGISTERED
    )
    worked(cast.commune_officer, batch)
    page = officer.get(f"{PAGE}{batch.pk}/").content.decode()
    assert ("ghi rồi thì không xóa được nữa" in page, "hợp với các dòng của sổ" in page) == (True, False)
