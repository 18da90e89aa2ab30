"""Sổ quỹ to be signed, sums kept apart, what is missing told apart from 0; and what is typed in haste."""

import io
from datetime import date
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pypdfium2
import pytest

from accounts.models import Position
from common.dates import parse_near
from front.estimates import estimate_table
from front.forms.resources import OF_KIND, ContributionForm
from front.fundbook import book_of, book_table, signed_book
from front.funds import standings_seen, without_book
from front.models import Activity, Contribution, Estimate, Fund
from front.pasting.activities import understand
from front.services import board
from front.tables import annex_for
from tests.front import builders as build
from tests.front.test_resources import shown, today
from tests.recognition.pages import pdf_text, post, text
from units.models import Unit

pytestmark = pytest.mark.django_db
ROOM = "/mat-tran/"


def test_the_book_is_signed_by_treasurer_and_head_with_sums_in_words(as_position, front):
    book = build.fund(front, opening=21_700_000)
    build.came(front, book, 5_000_000)
    members = [("head", "Bùi Văn Chắt, Chủ tịch"), ("treasurer", "Mai Thị Lựu, kế toán")]
    board.set_board(by=front, number="05/QĐ", decided_on=today(), members=members, token=uuid4())
    paper = " ".join(pdf_text(as_position(front).get(f"{ROOM}quy/{book.pk}/so-quy.pdf").content).split())
    for said in ("KẾ TOÁN, THỦ QUỸ", "Mai Thị Lựu", "TRƯỞNG BAN VẬN ĐỘNG QUỸ", "Bùi Văn Chắt",
                 "bằng chữ: hai mươi sáu triệu bảy trăm nghìn đồng"):  # fmt: skip
        assert said in paper
    assert "Chủ tịch" not in paper


LISTS = ("hoat-dong/danh-sach.pdf", "nguon-luc/danh-sach.pdf", "ke-hoach/bang.pdf", "quy/du-toan/bang.pdf")


@pytest.fixture
def as_papers_say(front):
    """Its papers carry what the Front's plan in the sources does."""
    Unit.objects.filter(pk=front.unit_id).update(
        paper_family="front", signing_lines="TM. BAN THƯỜNG TRỰC\nPHÓ CHỦ TỊCH"
    )


@pytest.mark.parametrize("address", LISTS)
def test_its_lists_are_signed_in_its_own_words(as_position, front, as_papers_say, address):
    paper = " ".join(pdf_text(as_position(front).get(f"{ROOM}{address}").content).split())
    assert "TM. BAN THƯỜNG TRỰC PHÓ CHỦ TỊCH" in paper and "THỦ TRƯỞNG" not in paper


def test_the_book_is_the_boards_though_its_papers_are_signed_otherwise(front, as_papers_say):
    build.fund(front)
    annex = annex_for(Position.objects.get(pk=front.pk), book_table(book_of(Fund.objects.get(), today().year)))
    assert annex.offices == ("TM. BAN THƯỜNG TRỰC", "PHÓ CHỦ TỊCH")
    assert signed_book(annex, None).offices == ("TRƯỞNG BAN VẬN ĐỘNG QUỸ",)


def test_who_signs_a_book_is_whoever_was_in_office_at_the_end_of_its_year(front):
    for number, on, head in (("1", date(2023, 5, 1), "Ông Một"), ("2", date(2024, 5, 1), "Bà Hai")):
        board.set_board(by=front, number=number, decided_on=on, members=[("head", head)], token=uuid4())
    in_office = [board.FundBoard.objects.in_office(front.unit, date(year, 12, 31)) for year in (2022, 2023, 2024)]
    assert [one and one.number for one in in_office] == [None, "1", "2"]


def test_who_opened_no_book_is_told_so_on_the_board_above(as_position, district_front, front, other_front):
    build.fund(front)
    rows = standings_seen(district_front, today().year)
    assert set(without_book(district_front, rows)) == {district_front.unit, other_front.unit}
    page = text(as_position(district_front).get(f"{ROOM}quy/"))
    assert page.count("Chưa mở sổ") == 2 and "2 nơi chưa mở sổ" in page
    assert "Chưa mở sổ" not in text(as_position(front).get(f"{ROOM}quy/"))


def test_sums_of_different_kinds_stand_in_columns_of_their_own(as_position, front):
    build.given(front, amount=50)
    build.given(front, amount=150, source="budget", donor_kind="state", donor="")
    build.given(front, amount=7, for_fund=True)
    build.given(front, kind="goods", goods="42 suất quà", amount=21)
    file = as_position(front).get(f"{ROOM}nguon-luc/danh-sach.xlsx").content
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(file)).active.iter_rows()]
    total = next(row for row in rows if row[0] == "Tổng cộng")
    assert [one for one in total if one] == ["Tổng cộng", 150, 50, 7, 21]
    assert 228 not in total


def test_what_is_not_settled_is_not_printed_as_nothing(front):
    def saved(item, settled):
        facts = {"year": 2024, "item": item, "source": "budget", "planned": 10, "settled": settled}
        return board.save_estimate(by=front, facts=facts, token=uuid4())

    saved("Tập huấn", None)
    table = estimate_table(list(Estimate.objects.all()), 2024)
    assert table.totals() == {"planned": 10, "settled": None} and table.rows[0]["settled"] is None
    assert list(table.notes) == ["Còn 1 khoản chưa quyết toán."]
    saved("Hội nghị", 0)
    assert estimate_table(list(Estimate.objects.all()), 2024).totals()["settled"] == 0


@pytest.mark.parametrize(
    ("typed", "past", "meant"),
    [
        ("26/11", False, date(2026, 11, 26)), ("5/1", False, date(2027, 1, 5)), ("5.1", True, date(2026, 1, 5)),
        ("28-11", True, date(2025, 11, 28)), ("27/11", True, date(2026, 11, 27)), ("29/2", False, date(2028, 2, 29)),
        ("1/1/2020", False, date(2020, 1, 1)),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_nearest(typed, past, meant):
    assert parse_near(typed, date(2026, 11, 27), past=past) == meant


@pytest.mark.parametrize("typed", ["31/2", "32/1", "0/5", "hôm qua"])
def test_a_day_that_is_none_is_refused(typed):
    with pytest.raises(ValueError, match=r"Không có ngày|chưa đúng"):
        parse_near(typed, date(2026, 11, 27))


def test_the_year_that_was_meant_is_shown_back(as_position, front, about):
    typed = {"kind": "training", "name": "Tập huấn", "starts_on": f"{today():%d/%m}", "participants": "18"}
    page = as_position(front).post(
        f"{ROOM}hoat-dong/moi/", {**typed, "position": front.pk, "token": str(uuid4())}, follow=True
    )
    assert Activity.objects.get().starts_on == today()
    assert f"Đã ghi “Tập huấn” ngày {shown()}." in text(page)


HEADED = (
    ("STT\tNgày tổ chức\tTên hoạt động\tNội dung\tSố người dự\n1\t14/3\tHọp dân\t\t30\n2\t15/3\tTập huấn\t\t20", 2),
    ("Thời gian\tTên hoạt động\tNội dung\tSố người\n14/3/2024\tHọp dân\t\t30", 1),
    ("\tHoạt động\tNội dung\n14/3/2024\tHọp dân\t\t30", 1),
)


@pytest.mark.parametrize(("pasted", "good"), HEADED)
def test_a_row_of_headings_is_no_activity(pasted, good, about):
    lines = understand(pasted, contents=about, year=2024, known=set())
    assert all(line.is_good for line in lines)
    assert [line.cells[1] for line in lines] == ["Họp dân", "Tập huấn"][:good]


def test_a_first_row_that_is_an_activity_stays(about):
    rows = "14/3/2024\tHoạt động Ngày hội\t\t30\nsai ngày\tHọp\t\t3"
    lines = understand(rows, contents=about, year=2024, known=set())
    assert [line.is_good for line in lines] == [True, False]


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_contribution_is_asked_what_fits_its_kind(as_position, front, kind):
    form = as_position(front).get(f"{ROOM}nguon-luc/moi/?loai={kind.value}").context["form"]
    assert isinstance(form, ContributionForm)
    assert {"amount", "quantity", "goods", "for_fund"} & set(form.fields) == set(OF_KIND[kind])


def test_what_no_longer_fits_is_left_out_when_the_kind_is_corrected(as_position, front):
    one = build.given(front, for_fund=True)
    typed = {"kind": "land", "on": shown(), "quantity": "120", "source": "social", "donor_kind": "household",
             "purpose": "mở đường"}  # fmt: skip
    assert post(as_position(front), f"{ROOM}nguon-luc/{one.pk}/sua/?loai=land", front, **typed).status_code == 302
    one.refresh_from_db()
    assert (one.kind, one.quantity, one.amount, one.for_fund) == ("land", Decimal(120), None, False)
    assert Contribution.objects.count() == 1


def edges(page, searched):
    """Where the last find of the words on the page begins and ends, in points from the left."""
    finder, found = page.search(searched), None
    while (hit := finder.get_next()) is not None:
        found = hit
    first, count = found
    return page.get_charbox(first)[0], page.get_charbox(first + count - 1)[2]


def test_sums_of_billions_stand_in_their_columns_on_paper(as_position, front):
    build.given(front, amount=12_607_678_900)
    build.given(front, amount=11_186_500_000, for_fund=True)
    (page,) = pypdfium2.PdfDocument(as_position(front).get(f"{ROOM}nguon-luc/danh-sach.pdf").content)
    words = page.get_textpage()
    assert edges(words, "12.607.678.900")[1] < edges(words, "11.186.500.000")[0]
