"""The list: columns to choose, views to keep, and files that hold exactly what is shown."""

import csv
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from openpyxl import load_workbook

from accounts.handover import hand_over
from common import vietnamese
from common.models import AuditRecord
from registrations import search
from registrations.enums import Kind, ListForm, State
from registrations.lists import files as list_files
from registrations.lists import saved_views
from registrations.lists import tasks as list_tasks
from registrations.lists.columns import COLUMNS
from registrations.lists.listing import KEYS, Listing, address_of
from registrations.models import ListFile, Registration, SavedView
from registrations.views import lists
from tests import builders
from tests.registrations.stories import in_state
from tests.registrations.test_pages import guard, told

LIST, KEPT = "/dang-ky/", "/dang-ky/cach-xem/"


@pytest.fixture
def officer(as_position, cast):
    return as_position(cast.commune_officer)


@pytest.fixture
def records(tree, cast, plan):
    known = {"officer": cast.commune_officer, "plan": plan, "levels": [tree.commune_level]}
    written = {"title": "=1+1; đường hoa", "benefit_amount": "70 triệu", "signer_name": "Lê Thị Thoa"}
    return [
        in_state(State.CONFIRMED, owner=cast.registrant, **known, **written),
        in_state(State.SUBMITTED, owner=cast.women_registrant, kind=Kind.INDIVIDUAL, **known, title="Bữa sáng 0 đồng"),
        in_state(State.DRAFT, owner=cast.registrant, **known, title="Đang viết"),
    ]


def rows_of_csv(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def rows_of_excel(data):
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(number for number, row in enumerate(rows) if row[:2] == ["(1)", "(2)"])
    found = rows[start + 1 :]
    return found[: next(number for number, row in enumerate(found) if not any(row))]


# Columns


def test_the_chosen_columns_are_shown_and_say_what_the_record_says(officer, records):
    asked = "&".join(f"cot={column.slug}" for column in COLUMNS)
    page = officer.get(f"{LIST}?{asked}&trang-thai=confirmed")
    row = page.context["rows"]
    cells = re.findall(r'<td data-label="([^"]*)"[^>]*>([^<]*)<', row)
    said = {column.slug: text for column, (label, text) in zip(COLUMNS, cells, strict=True) if not column.usual}

    number = records[0].receipts.get()
    assert [label for label, _ in cells] == [column.label for column in COLUMNS]
    assert said == {
        "so-vao-so": number.register_text,
        "ngay-xac-nhan": f"{number.confirmed_on:%d/%m/%Y}",
        "noi-xu-ly": "UBND xã Minh Lạc", "han-bo-sung": "", "khoi": "Địa bàn", "dia-chi": "", "thoi-gian": "cả năm",
        "gia-tri": "70.000.000", "ke-hoach": f"12/KH-UBND, năm {timezone.localdate().year}",
        "phong-trao": "Phong trào thi đua “Dân vận khéo”", "moi-tiep-tuc": "Mô hình mới", "nguoi-ky": "Lê Thị Thoa", "chuc-vu": "",
        "nop-gan-nhat": f"{timezone.localdate():%d/%m/%Y}",
    }  # fmt: skip


def test_what_is_typed_is_text_on_the_page_and_never_mark_up(officer, records):
    Registration.objects.update(title="<b>Đường & hoa</b>", person_name='"><script>', search_text="duong hoa")
    page = officer.get(LIST).content.decode()

    assert "&lt;b&gt;Đường &amp; hoa&lt;/b&gt;" in page and "&gt;&lt;script&gt;" in page
    assert ("<b>Đường" in page, "<script>," in page) == (False, False)


def test_a_draft_names_its_sector_and_level_as_typed_on_the_page_and_in_the_file(as_position, cast, tree, plan):
    builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    owner = as_position(cast.registrant)
    sector = plan.sectors.first().name.capitalize()
    page = owner.get(f"{LIST}?xem=nhap").content.decode()

    assert f'data-label="Lĩnh vực">{sector}<' in page and 'data-label="Cấp">Cấp cơ sở<' in page
    assert {sector, "Cấp cơ sở"} <= set(rows_of_csv(owner.get(f"{LIST}danh-sach.csv?xem=nhap"))[-1])


def test_a_column_left_out_is_not_shown(officer, records):
    page = officer.get(f"{LIST}?cot=don-vi").content.decode()

    assert ('<td data-label="Đơn vị, cá nhân"' in page, '<td data-label="Trạng thái"' in page) == (True, False)


@pytest.mark.parametrize("query", ["cot=khong-co", "xem=khong-co", "xem=khoi", "chon=9", "trang=x&cot=%00"])
def test_nonsense_in_the_address_shows_the_usual(officer, records, query):
    listing = officer.get(f"{LIST}?{query}").context["listing"]

    assert (listing.tab, listing.has_usual_columns) == ("", True)


def test_the_usual_columns_need_no_naming_in_an_address():
    usual = "&".join(f"cot={column.slug}" for column in COLUMNS if column.usual)

    assert address_of(QueryDict(f"{usual}&nam=2026&trang=3&la=1")) == "nam=2026"


# Files


def test_the_workbook_holds_what_is_shown(officer, records):
    rows = rows_of_excel(officer.get("/dang-ky/danh-sach.xlsx?xep=ten&cot=don-vi&cot=gia-tri").content)

    assert rows == [
        [1, records[0].code, "=1+1; đường hoa", "Tập thể", "thôn Đông, xã Minh Lạc", 70_000_000],
        [2, records[1].code, "Bữa sáng 0 đồng", "Cá nhân", "Ông Phạm Đức Cần, Hội Liên hiệp Phụ nữ xã Minh Lạc", None],
    ]  # fmt: skip


def test_csv_and_excel_say_the_same(officer, records):
    query = "?nam=" + str(timezone.localdate().year) + "&cot=don-vi&cot=gia-tri&cot=ngay-xac-nhan&xep=ten"
    in_excel = rows_of_excel(officer.get(f"/dang-ky/danh-sach.xlsx{query}").content)
    head, *in_csv = rows_of_csv(officer.get(f"/dang-ky/danh-sach.csv{query}"))

    assert head == [
        "STT", "Mã hồ sơ", "Tên mô hình, điển hình", "Tập thể/Cá nhân", "Đơn vị, cá nhân", "Ngày xác nhận",
        "Giá trị dự kiến (đồng)",
    ]  # fmt: skip
    as_text = [
        ["" if value is None else f"{value:%d/%m/%Y}" if hasattr(value, "day") else str(value) for value in row]
        for row in in_excel
    ]
    assert [[cell.removeprefix("'") for cell in row] for row in in_csv] == as_text
    assert [row[2] for row in in_csv if "1+1" in row[2]] == ["'=1+1; đường hoa"]


def test_a_file_keeps_to_tab_and_filters(officer, as_position, cast, records):
    only = rows_of_csv(officer.get("/dang-ky/danh-sach.csv?xem=cho"))[1:]
    drafts = rows_of_csv(as_position(cast.registrant).get("/dang-ky/danh-sach.csv?xem=nhap"))[1:]

    assert ([row[2] for row in only], [row[2] for row in drafts]) == (["Bữa sáng 0 đồng"], ["Đang viết"])


def test_a_file_holds_every_page(officer, records, monkeypatch):
    monkeypatch.setattr("common.paging.ROWS", 1)

    assert len(rows_of_csv(officer.get("/dang-ky/danh-sach.csv"))) == 3


def test_a_file_is_a_download_under_its_name(officer, records):
    answer = officer.get("/dang-ky/danh-sach.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Danh%20s%C3%A1ch")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.fixture
def long_list(records, monkeypatch):
    monkeypatch.setattr(lists, "MOST_ROWS_AT_ONCE", 1)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_long_list_is_made_in_the_background_and_is_the_same(officer, cast, long_list, form, monkeypatch):
    address = f"/dang-ky/danh-sach.{form}?xep=ten&cot=gia-tri"
    assert officer.get(address).context["rows"] == 2
    token = uuid4()
    answers = [officer.post(address, guard(cast.commune_officer, token)) for _ in range(2)]
    made = ListFile.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {f"/dang-ky/tep/{made.pk}/"}
    list_tasks.make_list_file.call(made.pk)
    in_background = b"".join(officer.get(f"/dang-ky/tep/{made.pk}/tai-ve/").streaming_content)
    monkeypatch.setattr(lists, "MOST_ROWS_AT_ONCE", 2000)
    at_once = officer.get(address).content

    if form == "csv":
        assert in_background == at_once
    else:
        assert rows_of_excel(in_background) == rows_of_excel(at_once)


def test_progress_is_told_while_the_list_is_read(cast, records, monkeypatch):
    monkeypatch.setattr("registrations.lists.listing.CHUNK", 1)
    listing, heard = Listing(cast.commune_officer, QueryDict("")), []
    made = list_files.start_list(by=cast.commune_officer, listing=listing, form=ListForm.CSV, rows=2, token=uuid4())
    list_tasks.write_file(made, heard.append, io.BytesIO())

    assert (heard, made.total) == ([1, 2], 2)


# Kept views


def keep(client, position, name="Chờ xác nhận", query="xem=cho&nam=2026&cot=gia-tri&trang=2", **typed):
    return client.post(KEPT, guard(position) | {"name": name, "query": query} | typed)


def test_a_view_is_kept_and_leads_back_to_itself(officer, cast, records):
    answer = keep(officer, cast.commune_officer)
    view = SavedView.objects.get()

    assert told(answer) == (f"{LIST}?xem=cho&nam=2026&cot=gia-tri", ["Đã lưu cách xem “Chờ xác nhận”."])
    assert (view.owner, view.is_start) == (cast.commune_officer, False)
    page = officer.get(answer.headers["Location"])
    assert page.context["listing"].kept_view == "Chờ xác nhận"
    assert 'href="?xem=cho&amp;nam=2026&amp;cot=gia-tri"' in page.content.decode()
    assert AuditRecord.objects.filter(action="Lưu cách xem danh sách").count() == 1


def test_a_view_pressed_twice_is_kept_once(officer, cast):
    first, second = (keep(officer, cast.commune_officer) for _ in range(2))

    assert (first.headers["Location"], SavedView.objects.count()) == (second.headers["Location"], 1)


def test_another_view_under_a_taken_name_is_refused_and_the_name_kept(officer, cast):
    keep(officer, cast.commune_officer)
    answer = keep(officer, cast.commune_officer, query="xem=&nam=2025")

    assert answer.context["form"].errors == {"name": ["Đã có cách xem tên “Chờ xác nhận”. Hãy đặt tên khác."]}
    assert 'value="nam=2025"' in answer.content.decode()
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "a" * 61])
def test_a_view_needs_a_name_of_reasonable_length(officer, cast, name):
    answer = keep(officer, cast.commune_officer, name=name)

    assert (answer.status_code, list(answer.context["form"].errors), SavedView.objects.count()) == (200, ["name"], 0)


def test_one_view_may_be_the_first_to_be_seen(officer, cast, records):
    keep(officer, cast.commune_officer, name="A", is_start="on")
    keep(officer, cast.commune_officer, name="B", query="nam=2025", is_start="on")

    assert list(SavedView.objects.filter(is_start=True).values_list("name", flat=True)) == ["B"]
    assert officer.get(LIST).headers["Location"] == f"{LIST}?nam=2025"
    assert officer.get(f"{LIST}?xem=").status_code == 200


def test_kept_again_with_the_tick_it_is_the_first(officer, cast):
    keep(officer, cast.commune_officer)
    keep(officer, cast.commune_officer, is_start="on")
    assert SavedView.objects.get().is_start


def test_a_view_removed_meanwhile_is_told(cast, officer):
    keep(officer, cast.commune_officer)
    view = SavedView.objects.get()
    saved_views.remove_view(by=cast.commune_officer, view=SavedView.objects.get())
    with pytest.raises(ValidationError, match="vừa được xóa"):
        saved_views.change_view(by=cast.commune_officer, view=view, name="B", is_start=False)
    assert not SavedView.objects.exists()


def test_a_view_is_renamed_stops_being_first_and_is_removed(officer, cast):
    keep(officer, cast.commune_officer, is_start="on")
    view = SavedView.objects.get()
    officer.post(f"{KEPT}{view.pk}/", guard(cast.commune_officer) | {"name": "Của xã"})
    view.refresh_from_db()
    assert (view.name, view.is_start) == ("Của xã", False)
    officer.post(f"{KEPT}{view.pk}/bo/", guard(cast.commune_officer))

    assert not SavedView.objects.exists()


def test_renaming_to_a_taken_name_keeps_what_was_typed(officer, cast):
    keep(officer, cast.commune_officer, name="A")
    keep(officer, cast.commune_officer, name="B", query="nam=2025")
    view = SavedView.objects.get(name="B")
    answer = officer.post(f"{KEPT}{view.pk}/", guard(cast.commune_officer) | {"name": "A"})

    assert answer.content.decode().count("Đã có cách xem tên “A”. Hãy đặt tên khác.") == 2
    assert SavedView.objects.filter(name="B").exists()


def test_a_view_belongs_to_the_position_and_goes_along_when_it_is_handed_over(as_position, cast, plan):
    keep(as_position(cast.commune_officer), cast.commune_officer)
    view = SavedView.objects.get()
    assert as_position(cast.commune_leader).post(f"{KEPT}{view.pk}/bo/", guard(cast.commune_leader)).status_code == 404
    assert as_position(cast.commune_leader).get(f"{LIST}?xem=").context["listing"].options.views == ()

    tomorrow = timezone.localdate() + timedelta(days=1)
    successor = hand_over(
        by=cast.district_officer, position=cast.commune_officer, to=builders.person(), starts_on=tomorrow, token=uuid4()
    )
    assert list(SavedView.objects.visible_to(successor)) == [view]


def test_no_more_views_than_anybody_can_use(officer, cast, monkeypatch):
    monkeypatch.setattr("registrations.lists.saved_views.MOST_VIEWS", 1)
    keep(officer, cast.commune_officer, name="A")
    answer = keep(officer, cast.commune_officer, name="B", query="nam=2025")

    assert answer.context["form"].non_field_errors() == [
        "Mỗi vị trí giữ nhiều nhất 1 cách xem. Hãy xóa bớt cách xem không dùng."
    ]


def test_every_condition_belongs_to_the_view(cast):
    listing = Listing(cast.district_officer, QueryDict())
    assert {select.name for select in [*listing.filters.selects, listing.filters.orders]} < set(KEYS)


# Searching


@pytest.mark.parametrize("typed", ["sáng đường", "đường sáng đường", "SÁNG", "[bài*?", "bài*", "]"])
def test_all_that_is_typed_is_looked_for_letter_by_letter(cast, plan, tree, typed):
    one = builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title="Đường thắp sáng [bài*?]")
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title="Đường hoa, bài")
    assert list(search.found(Registration.objects.all(), typed)) == [one]


@pytest.mark.parametrize("typed", ["b*i", "b?i", "[b]ài", "%", "_"])
def test_no_sign_stands_for_letters(cast, plan, tree, typed):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level], title="Đường hoa, bài")
    assert list(search.found(Registration.objects.all(), typed)) == []


def test_what_units_are_called_by_is_looked_for_last(cast):
    called = vietnamese.fold(cast.registrant.unit.name).split()[0]
    looked_for = str(search.found(Registration.objects.all(), f"{called} cần nguyện").query)
    places = [re.search(rf"\W{word}\W", looked_for).start() for word in ("can", "nguyen", called)]
    assert max(places[:2]) < places[2]


@pytest.mark.parametrize(
    ("vendor", "order"),
    [
        ("sqlite", ["sang", "vuon", "nguyen", "2026", "[moi]", "xa"]),
        ("postgresql", ["nguyen", "[moi]", "2026", "vuon", "sang", "xa"]),
    ],
)
def test_the_word_that_is_cheapest_to_miss_is_looked_for_first(vendor, order):
    words = ["xa", "nguyen", "[moi]", "2026", "vuon", "sang"]
    assert search.cheapest_first(words, {"xa"}, vendor) == order
