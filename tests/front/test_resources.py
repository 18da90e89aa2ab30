"""Nguồn lực và Quỹ: what is refused, what is asked once, and a balance that agrees on every day."""

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given as law
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from common.models import AuditRecord
from front.asked import Asked
from front.fundbook import book_of
from front.funds import standings
from front.listed import contributions_page
from front.models import Contribution, Estimate, Fund, FundBoard, FundEntry
from front.resources import sums
from front.services import board, contributions, fund, keeping
from tests import builders
from tests.front import builders as build
from tests.recognition.pages import post, text

pytestmark = pytest.mark.django_db
ROOM = "/mat-tran/"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def shown(days=0):
    return f"{today(days):%d/%m/%Y}"


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": None}, {"amount": 0}, {"kind": "land"}, {"kind": "labour", "amount": None, "quantity": 0},
        {"kind": "goods"}, {"donor_kind": "household"}, {"for_fund": True, "source": "budget"},
        {"for_fund": True, "kind": "land", "quantity": 5}, {"on": date(2999, 1, 1)}, {"source": "khac"}, {"purpose": ""},
    ],
)  # fmt: skip
def test_what_is_no_contribution(front, changes):
    with pytest.raises(ValidationError):
        build.given(front, **changes)
    assert Contribution.objects.count() == 0


def test_the_sums_are_those_of_plain_sql(front, other_front):
    build.given(front)
    build.given(front, amount=150_000_000, source="budget", donor_kind="state", donor="")
    build.given(front, amount=7_000_000, for_fund=True)
    build.given(front, kind="land", quantity=2340, amount=None, donor_kind="household", donor="")
    build.given(front, kind="labour", quantity=1860, amount=None, donor_kind="household", donor="")
    build.given(front, kind="goods", goods="42 suất quà", amount=21_000_000)
    keeping.strike(by=front, row=build.given(front, amount=99), reason="Sai.")
    build.given(other_front, amount=1)
    told = sums(Contribution.objects.visible_to(front).standing())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(CASE WHEN kind='money' AND source='social' AND NOT for_fund THEN amount ELSE 0 END),"
            " SUM(CASE WHEN source='budget' THEN amount ELSE 0 END), SUM(CASE WHEN for_fund THEN amount ELSE 0 END),"
            " SUM(CASE WHEN kind='land' THEN quantity ELSE 0 END), SUM(CASE WHEN kind='labour' THEN quantity ELSE 0 END)"
            " FROM front_contribution WHERE struck_at IS NULL AND keeper_id=%s",
            [front.unit_id],
        )
        row = [int(one) for one in cursor.fetchone()]
    assert [int(told[name]) for name in ("social", "budget", "fund", "land", "labour")] == row
    assert row == [50_000_000, 150_000_000, 7_000_000, 2340, 1860] and int(told["worth"]) == 21_000_000


def test_the_list_tells_the_same_sums_whether_a_unit_is_named_or_not(front, other_front):
    year = timezone.localdate().year
    nothing = contributions_page(front, Asked(year), None)
    assert (nothing[0].rows, nothing[1]["count"], nothing[1]["social"], nothing[1]["land"]) == ([], 0, 0, 0)
    build.given(front)
    build.given(front, kind="labour", amount=None, quantity="17.5")
    build.given(other_front)
    (page, told), (named, of_unit) = (
        contributions_page(front, Asked(year, unit=unit), None) for unit in (None, front.unit_id)
    )
    assert page.rows == named.rows and page.total == named.total == 2
    assert told == of_unit and told["labour"] == Decimal("17.5") and told["social"] > 0


def test_only_the_book_keeper_corrects_and_the_log_tells_both(front, district_front):
    one = build.given(front)
    with pytest.raises(PermissionDenied):
        contributions.correct_contribution(by=district_front, contribution=one, facts={"amount": 5})
    contributions.correct_contribution(by=front, contribution=one, facts={"amount": 60_000_000})
    line = AuditRecord.objects.latest("pk")
    assert (line.action, line.before["amount"], line.after["amount"]) == ("Sửa nguồn lực", "50000000", "60000000")


def test_a_household_is_never_named(as_position, front):
    typed = {"kind": "money", "on": shown(), "amount": "500.000", "source": "social", "donor_kind": "household",
             "donor": "Bà Lò Thị Mẩy", "purpose": "giúp nhau"}  # fmt: skip
    answer = post(as_position(front), f"{ROOM}nguon-luc/moi/", front, **typed)
    assert "donor" in answer.context["form"].errors and Contribution.objects.count() == 0


def test_the_year_of_the_commune_as_in_the_example(front):
    """demo-examples.md section 9: 21,7 + 172,3 − 148 = 46 triệu."""
    book = build.fund(front, opening=21_700_000)
    build.came(front, book, 172_300_000)
    build.went(front, book, 100_000_000, use="build", houses_built=2)
    build.went(front, book, 20_000_000, use="repair", houses_repaired=1)
    build.went(front, book, 28_000_000, use="tet", households=56)
    told = book_of(book, today().year)
    assert (told.carried, told.came, told.went, told.left) == (21_700_000, 172_300_000, 148_000_000, 46_000_000)
    assert book_of(book, today().year + 1).carried == 46_000_000


def test_no_day_may_end_below_nothing(front):
    book = build.fund(front, opening=10, opened_on=today(-30))
    build.came(front, book, 100, on=today(-5))
    with pytest.raises(ValidationError, match="Quỹ không đủ"):
        build.went(front, book, 50, on=today(-10))
    build.went(front, book, 110, on=today(-5))
    entry = FundEntry.objects.get(flow="in")
    with pytest.raises(ValidationError, match="sẽ thiếu 100 đồng"):
        fund.strike_entry(by=front, entry=entry, reason="Sai.")
    with pytest.raises(ValidationError):
        fund.open_fund(by=front, opened_on=today(-30), opening=9)
    entry.refresh_from_db()
    assert not entry.is_struck and Fund.objects.get().opening == 10


def test_an_entry_outside_the_book_or_in_the_future_is_refused(front, district_front):
    book = build.fund(front, opened_on=today(-3))
    for on in (today(-4), today(1)):
        with pytest.raises(ValidationError):
            build.came(front, book, 5, on=on)
    with pytest.raises(PermissionDenied):
        build.came(district_front, book, 5)


def test_a_double_press_pays_once_and_a_struck_entry_counts_no_more(front):
    book, token = build.fund(front, opening=0), uuid4()
    facts = {"on": today(), "amount": 5, "source": "social", "donor_kind": "household"}
    for _press in range(2):
        entry = fund.add_entry(by=front, fund=book, flow="in", facts=facts, token=token)
    assert book_of(book, today().year).left == 5
    fund.strike_entry(by=front, entry=entry, reason="Ghi nhầm.")
    told = book_of(book, today().year)
    assert (told.left, len(told.lines)) == (0, 1), "struck, and still to be read"


BY_SQL = """SELECT opening + COALESCE((SELECT SUM(CASE WHEN flow='in' THEN amount ELSE -amount END)
    FROM front_fundentry WHERE fund_id=front_fund.id AND struck_at IS NULL AND "on" <= %s), 0) FROM front_fund WHERE id=%s"""
ACTS = st.lists(
    st.tuples(st.sampled_from(["in", "out", "strike"]), st.integers(0, 400), st.integers(1, 200)), max_size=14
)


class TestTheBalance(TestCase):
    """Whatever is written and struck, in whatever order: what the book says is what plain SQL says, never below zero."""

    @law(opening=st.integers(0, 100), acts=ACTS)
    @settings(max_examples=15)
    def test_agrees_with_plain_sql_on_every_day(self, opening, acts):
        tree = builders.tree()
        by, start = builders.position("front", tree.commune_front), today(-400)
        book = fund.open_fund(by=by, opened_on=start, opening=opening)
        for act, days, amount in acts:
            try:
                with transaction.atomic():
                    _do(by, book, act, start + timedelta(days), amount)
            except ValidationError:
                pass
        days = {start, today(), *FundEntry.objects.values_list("on", flat=True)}
        with connection.cursor() as cursor:
            lefts = {}
            for day in days:
                cursor.execute(BY_SQL, [day, book.pk])
                lefts[day] = int(cursor.fetchone()[0])
        assert min(lefts.values()) >= 0
        years = {day.year for day in days}
        for year in years:
            last = min(date(year, 12, 31), today())
            with connection.cursor() as cursor:
                cursor.execute(BY_SQL, [last, book.pk])
                by_sql = int(cursor.fetchone()[0])
            (row,) = standings(Fund.objects.filter(pk=book.pk), year)
            assert book_of(book, year).left == row.left == by_sql


def _do(by, book, act, on, amount):
    if act == "strike":
        entry = book.entries.standing().order_by("on", "pk").first()
        if entry:
            fund.strike_entry(by=by, entry=entry, reason="Sai.")
        return
    (build.came if act == "in" else build.went)(by, book, amount, on=on)


def test_a_board_has_one_head_and_the_one_before_stays(front):
    rows = [("member", "Bà Ba"), ("head", "Ông Một, Chủ tịch"), ("deputy", "Ông Hai")]
    first = board.set_board(by=front, number="05/QĐ", decided_on=today(-9), members=rows, token=uuid4())
    assert str(first.members.all()[0]) == "Ông Một, Chủ tịch, Trưởng ban"
    with pytest.raises(ValidationError):
        board.set_board(by=front, number="06/QĐ", decided_on=today(), members=rows[:1], token=uuid4())
    second = board.set_board(by=front, number="06/QĐ", decided_on=today(), members=rows[1:], token=uuid4())
    assert list(FundBoard.objects.visible_to(front)) == [second, first]


def test_the_board_is_typed_line_by_line(as_position, front):
    typed = {"number": "05/QĐ-MTTQ", "decided_on": shown(),
             "members": "Bùi Văn Chắt, Chủ tịch MTTQ xã; Trưởng ban\nHà Văn Thuấn\nMai Thị Lựu, kế toán; Kế toán, thủ quỹ"}  # fmt: skip
    assert post(as_position(front), f"{ROOM}quy/ban-van-dong/moi/", front, **typed).status_code == 302
    seats = list(FundBoard.objects.get().members.values_list("seat", "name"))
    assert seats == [
        ("head", "Bùi Văn Chắt, Chủ tịch MTTQ xã"),
        ("treasurer", "Mai Thị Lựu, kế toán"),
        ("member", "Hà Văn Thuấn"),
    ]


def test_a_seat_that_is_not_known_is_not_taken_for_a_name(as_position, front):
    typed = {"number": "05/QĐ-MTTQ", "decided_on": shown(), "members": "Bùi Văn Chắt; Trưởng ban\nMai Thị Lựu; Thủ kho"}
    client, address = as_position(front), f"{ROOM}quy/ban-van-dong/moi/"
    refused = post(client, address, front, **typed).context["form"].errors["members"]
    assert refused == ["Dòng “Mai Thị Lựu; Thủ kho”: sau dấu chấm phẩy ghi vai trong Ban, một trong: "
                       "Trưởng ban, Phó Trưởng ban, Thư ký, Kế toán, thủ quỹ, Ủy viên."]  # fmt: skip
    typed["members"] = typed["members"].replace("Thủ kho", "Thủ quỹ")
    assert post(client, address, front, **typed).status_code == 302
    assert FundBoard.objects.get().members.get(name="Mai Thị Lựu").seat == "treasurer"


def test_estimates_add_up_by_source(as_position, front):
    year = today().year
    for item, source, planned, settled in (
        ("Tuyên truyền", "budget", 10, 9), ("Tập huấn", "budget", 20, None), ("Làm đường", "social", 70, 75),
    ):  # fmt: skip
        facts = {"year": year, "item": item, "source": source, "planned": planned, "settled": settled}
        board.save_estimate(by=front, facts=facts, token=uuid4())
    client = as_position(front)
    page = client.get(f"{ROOM}quy/du-toan/?nam={year}")
    assert page.context["table"].totals() == {"planned": 100, "settled": 84}
    heads = [(row["planned"], row["settled"]) for row in page.context["table"].rows if "_group" in row]
    assert heads == [(30, 9), (70, 75)]
    one = Estimate.objects.get(item="Tập huấn")
    typed = {"item": "Tập huấn", "source": "budget", "planned": "20 triệu", "settled": "18 triệu"}
    post(client, f"{ROOM}quy/du-toan/{one.pk}/", front, **typed)
    one.refresh_from_db()
    assert one.settled == 18_000_000


def test_the_pages_of_the_fund_from_opening_to_paper(as_position, front, cast):
    client, year = as_position(front), today().year
    first = f"01/01/{year}"
    post(client, f"{ROOM}quy/mo-so/", front, opened_on=first, opening="21,7 triệu")
    book = Fund.objects.get()
    post(client, f"{ROOM}quy/{book.pk}/thu/", front, on=shown(), amount="172,3 triệu", source="social",
         donor_kind="enterprise", donor="Công ty Chè")  # fmt: skip
    over = post(
        client, f"{ROOM}quy/{book.pk}/chi/", front, on=shown(), amount="200 triệu", use="build", houses_built="4"
    )
    assert over.context["form"].errors == {"amount": [f"Quỹ không đủ: cuối ngày {shown()} sẽ thiếu 6.000.000 đồng."]}
    post(client, f"{ROOM}quy/{book.pk}/chi/", front, on=shown(), amount="100 triệu", use="build", houses_built="2")
    page = text(client.get(f"{ROOM}quy/{book.pk}/"))
    assert "94.000.000" in page and "chín mươi tư triệu đồng" in page
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{ROOM}quy/{book.pk}/so-quy.xlsx?nam={year}").content)).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {21_700_000, 172_300_000, 100_000_000, 94_000_000} <= {one for one in cells if isinstance(one, int)}
    assert client.get(f"{ROOM}quy/{book.pk}/so-quy.pdf?nam={year}").content.startswith(b"%PDF")
    reader = as_position(cast.commune_leader)
    assert reader.get(f"{ROOM}quy/{book.pk}/").status_code == 200
    assert reader.get(f"{ROOM}quy/{book.pk}/thu/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_whatever_their_length(as_position, front, count, django_assert_max_num_queries):
    book = build.fund(front)
    for _one in range(count):
        build.given(front)
        build.came(front, book, 5)
    client = as_position(front)
    client.get(ROOM)
    parts = ("nguon-luc/", "nguon-luc/moi/", "quy/", f"quy/{book.pk}/", "quy/ban-van-dong/", "quy/du-toan/")
    for part in parts:
        with django_assert_max_num_queries(12):
            assert client.get(ROOM + part).status_code == 200
