"""Biểu 04: every number is what plain SQL says of the rows, leads to them, and stands alike on page, Excel and PDF."""

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone

from documents.table import bare
from front.services import findings, keeping
from reports import sheets
from reports.campaign.behind import parts_of, rows_behind, total
from reports.campaign.tables import OF_BOOK, WORKED_OUT, activities_by_unit, resources_by_unit
from tests.front import builders as build
from tests.recognition.pages import pdf_text, text
from tests.reports.figures import frame

pytestmark = pytest.mark.django_db
PERIODS = (("2024-quy-1", "2024-01-01", "2024-04-01"), ("2024-6-thang", "2024-01-01", "2024-07-01"),
           ("2024-nam", "2024-01-01", "2025-01-01"))  # fmt: skip


@pytest.fixture
def worked(tree, cast):
    """Two communes and the district in 2024."""
    about, front = build.contents(), cast.commune_front
    other, district = build.other_front(tree), build.district_front(tree)
    build.activity(front, unit=tree.village, about=about[2:4], starts_on=date(2024, 3, 14), participants=86)
    build.activity(front, kind="training", starts_on=date(2024, 4, 22), participants=18)
    build.activity(front, kind="festival", starts_on=date(2024, 11, 14), ends_on=date(2024, 11, 18), participants=1260)
    build.activity(front, starts_on=timezone.localdate() + timedelta(9), participants=None)
    struck = build.activity(front, starts_on=date(2024, 3, 15), participants=999)
    keeping.strike(by=front, row=struck, reason="Sai.")
    build.activity(other, about=about[:1], starts_on=date(2024, 3, 31), participants=50)
    build.activity(district, kind="meeting", starts_on=date(2024, 1, 1), participants=120)
    seen = build.supervision(front, starts_on=date(2024, 2, 2), participants=9)
    for due in (3, 5):
        findings.add_finding(
            by=front, activity=seen, text="Niêm yết", addressee="UBND xã", due_on=date(2024, due, 1), token=uuid4()
        )
    findings.follow_up(
        by=front, finding=seen.findings.first(), on=date(2024, 5, 9), text="Xong.", settles=True, token=uuid4()
    )
    _resources(front, other, district, tree, about)
    return front, other, district


def _resources(front, other, district, tree, about):
    build.given(front, on=date(2024, 3, 1), amount=262_000_000, content=about[0], households=3)
    build.given(front, on=date(2024, 3, 1), amount=150_000_000, source="budget", donor_kind="state", donor="")
    build.given(front, on=date(2024, 5, 1), amount=186_500_000, for_fund=True)
    build.given(front, unit=tree.village, on=date(2024, 2, 1), kind="land", amount=None, quantity=Decimal("2340.5"))
    build.given(other, on=date(2024, 2, 1), kind="labour", amount=None, quantity=1860)
    build.given(other, on=date(2024, 2, 1), kind="goods", goods="42 suất quà", amount=21_000_000)
    book = build.fund(front, opened_on=date(2023, 1, 1), opening=20_000_000)
    build.came(front, book, 1_700_000, on=date(2023, 12, 31))
    build.came(front, book, 172_300_000, on=date(2024, 3, 20))
    build.went(front, book, 100_000_000, on=date(2024, 6, 30), use="build", houses_built=2)
    build.went(front, book, 5_000_000, on=date(2024, 7, 1), use="fund")
    above = build.fund(district, opened_on=date(2024, 2, 1), opening=3_000_000)
    build.came(district, above, 5_000_000, on=date(2024, 7, 1), donor_kind="fund")
    build.went(district, above, 1_000_000, on=date(2024, 8, 1), use="repair", houses_repaired=1, households=4)


def cells(table):
    return {bare(row["unit"]): {key: bare(value) for key, value in row.items()} for row in table.rows}


def one(sql, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return Decimal(cursor.fetchone()[0] or 0)


@pytest.mark.parametrize("tree_of", ["hien-nay", "khi-xac-nhan"])
@pytest.mark.parametrize(("period", "start", "end"), PERIODS)
def test_activities_are_those_of_plain_sql(worked, tree, cast, period, start, end, tree_of):
    told = cells(activities_by_unit(frame(cast.district_officer, period, tree=tree_of)))
    sql = (
        "SELECT {} FROM front_activity a JOIN units_unit u ON u.id=a.unit_id WHERE a.struck_at IS NULL AND"
        " a.participants IS NOT NULL AND a.starts_on >= %s AND a.starts_on < %s AND substr(u.path,1,%s)=%s {}"
    )
    for area in (tree.commune, tree.other_commune):
        row, inside = told[area.name], (start, end, len(area.path), area.path)
        assert row["all"] == one(sql.format("COUNT(*)", ""), *inside)
        assert row["participants"] == one(sql.format("SUM(participants)", ""), *inside)
        for kind in ("propaganda", "training", "festival", "supervision"):
            assert row[f"kind_{kind}"] == one(sql.format("COUNT(*)", "AND a.kind=%s"), *inside, kind)
        for content in build.Content.objects.all():
            has = "AND EXISTS (SELECT 1 FROM front_activity_contents c WHERE c.activity_id=a.id AND c.content_id=%s)"
            assert row[f"content_{content.pk}"] == one(sql.format("COUNT(*)", has), *inside, content.pk)
    assert (told[tree.commune.name]["findings"], told[tree.commune.name]["settled"]) == (
        2,
        0 if period == "2024-quy-1" else 1,
    )


@pytest.mark.parametrize(("period", "start", "end"), PERIODS)
def test_resources_are_those_of_plain_sql(worked, tree, cast, period, start, end):
    table = resources_by_unit(frame(cast.district_officer, period))
    sums = table.totals()
    given = 'SELECT SUM({}) FROM front_contribution WHERE struck_at IS NULL AND "on" >= %s AND "on" < %s AND {}'
    for key, column, where in (
        ("money_budget", "amount", "source='budget'"), ("fund_given", "amount", "for_fund"), ("land", "quantity", "kind='land'"),
        ("money_social", "amount", "kind='money' AND source='social' AND NOT for_fund"),
        ("labour", "quantity", "kind='labour'"), ("worth", "amount", "kind='goods'"),
    ):  # fmt: skip
        assert sums[key] == one(given.format(column, where), start, end), key
    entry = 'SELECT SUM(amount) FROM front_fundentry WHERE struck_at IS NULL AND "on" >= %s AND "on" < %s AND {}'
    assert sums["fund_in"] == one(entry.format("flow='in' AND donor_kind<>'fund'"), start, end)
    assert sums["fund_out"] == one(entry.format("flow='out' AND \"use\"<>'fund'"), start, end)
    left = one(
        "SELECT (SELECT SUM(opening) FROM front_fund WHERE opened_on < %s) + (SELECT COALESCE(SUM(CASE WHEN flow='in'"
        " THEN amount ELSE -amount END), 0) FROM front_fundentry WHERE struck_at IS NULL AND \"on\" < %s)", end, end,
    )  # fmt: skip
    assert sums["fund_left"] == left
    for name, row in cells(table).items():
        if name == tree.other_commune.name:
            assert {row[key] for key in OF_BOOK} == {None}, "where no book was opened, 0 would be a statement"
            continue
        assert row["fund_left"] == row["fund_carried"] + row["fund_in"] - row["fund_out"] + row["passed"]


def test_the_year_of_the_commune(worked, tree, cast):
    row = cells(resources_by_unit(frame(cast.district_officer, "2024-nam")))[tree.commune.name]
    told = {
        key: row[key]
        for key in ("land", "households", "houses_built", "fund_carried", "fund_in", "fund_out", "passed", "fund_left")
    }
    assert told == {
        "land": Decimal("2340.5"), "households": 3, "houses_built": 2, "fund_carried": 21_700_000,
        "fund_in": 172_300_000, "fund_out": 100_000_000, "passed": -5_000_000, "fund_left": 89_000_000,
    }  # fmt: skip


@pytest.mark.parametrize("build_table", [activities_by_unit, resources_by_unit])
def test_every_number_leads_to_rows_that_come_to_it(worked, cast, build_table):
    whole = frame(cast.district_officer, "2024-nam")
    table, seen = build_table(whole), 0
    for row, place in zip(table.rows, whole.rows, strict=False):
        for key, cell in row.items():
            if getattr(cell, "href", None) and key not in {"unit", *WORKED_OUT}:
                asked = frame(cast.district_officer, "2024-nam", **{
                    name: getattr(place.question, name) for name in ("unit", "part") if getattr(place.question, name)
                })  # fmt: skip
                assert total(rows_behind(asked, parts_of(asked, key))) == cell.value, key
                seen += 1
    assert seen >= 8


def test_page_excel_and_pdf_say_the_same(worked, cast, as_position):
    client = as_position(cast.district_officer)
    page = client.get("/bao-cao/2024-nam/bieu-04-nguon-luc/")
    assert "172.300.000" in text(page) and "/bao-cao/2024-nam/so-lieu-mat-tran/fund_in/" in text(page)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/bao-cao/2024-nam/cuoc-van-dong.xlsx").content))
    numbers = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert len(book.worksheets) == 2 and {172_300_000, 89_000_000} <= numbers
    paper = pdf_text(client.get("/bao-cao/2024-nam/cuoc-van-dong.pdf").content)
    assert "172.300.000" in paper and "89.000.000" in paper
    rows = client.get("/bao-cao/2024-nam/so-lieu-mat-tran/fund_in/")
    assert "Cộng: 172.300.000" in text(rows)
    assert client.get("/bao-cao/2024-nam/so-lieu-mat-tran/khong-co/").status_code == 404
    assert client.get("/bao-cao/2024-nam/bao-cao.xlsx").status_code == 200


def test_who_reads_what_is_inside_only(worked, tree, cast):
    """The other district has none of it; a commune has its own alone."""
    assert activities_by_unit(frame(cast.other_district_officer, "2024-nam")).totals()["all"] == 0
    assert activities_by_unit(frame(cast.commune_leader, "2024-nam")).totals()["all"] == 4


def test_the_pages_cost_little(worked, cast, as_position, django_assert_max_num_queries):
    client = as_position(cast.district_officer)
    client.get("/bao-cao/2024-nam/bieu-04/")
    for part in ("bieu-04", "bieu-04-nguon-luc", "so-lieu-mat-tran/households"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/bao-cao/2024-nam/{part}/").status_code == 200


def test_the_tables_go_to_the_front_of_the_area_above(worked, cast, tree):
    sheet = sheets.find_sheets("cuoc-van-dong")
    made = sheets.annexes(frame(cast.commune_front, "2024-nam"), sheet)
    assert {one.receiver_line for one in made} == {str(build.district_front(tree).unit)}
    (models,) = sheets.annexes(frame(cast.commune_front, "2024-nam"), sheets.find_sheets("bieu-02"))
    assert models.receiver_line == "Ban Dân vận Huyện ủy Lam Khê"
