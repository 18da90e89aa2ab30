"""Tổng hợp từ cấp dưới: the live counts lead to what is counted, a difference to what is on one side only."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from documents.table import GROUP, bare
from front.models import Activity
from registrations.models import Registration
from reports.models import Report, ReportFigure
from reports.periodic import services
from tests import builders
from tests.front import builders as front_build
from tests.reports import duties
from tests.reports.figures import confirmed

pytestmark = pytest.mark.django_db


def words(response):
    text = response.content.decode()
    return " ".join(strip_tags(text[text.index("<h1>") :].replace("<", " <")).split())


def titles(response):
    return re.findall(r">(Mô hình \w+)</a>", response.content.decode())


@pytest.fixture
def models(cast, tree, plan):
    return [confirmed(cast, tree, plan, title=f"Mô hình {name}") for name in ("một", "hai")]


@pytest.fixture
def below(cast, tree, models):
    """The commune states one more than the two that were counted."""
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    stated = {"dang-ky-moi-tap-the": (Decimal(3), "Một mô hình vào sổ sau.")}
    duties.state(cast.commune_officer, report, stated)
    return duties.accepted(cast, report)


@pytest.fixture
def upper(cast, tree, below):
    period = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    return duties.started(cast.district_officer, duties.owed(period, tree.district_desk))


@pytest.fixture
def here(upper):
    return f"/bao-cao/ky/ban/{upper.pk}/cap-duoi/"


@pytest.fixture
def changed(cast, tree, plan, upper, models):
    """Since the report was accepted one model went into another period, and two were confirmed."""
    Registration.objects.filter(pk=models[1].pk).update(confirmed_on=date(2024, 6, 1))
    return [confirmed(cast, tree, plan, title=f"Mô hình {name}") for name in ("ba", "bốn")]


def cell(client, here, tree, name):
    table = client.get(here).context["table"]
    return next(row for row in table.rows if tree.commune.name in str(bare(row["unit"])))[name]


def test_every_number_of_the_roll_up_leads_to_its_rows(as_position, cast, tree, below, here, changed):
    client = as_position(cast.district_officer)
    apart = [cell(client, here, tree, f"{way}_dang-ky") for way in ("reported", "live", "apart")]
    of_commune = f"{here}dang-ky/{tree.commune.pk}/"
    assert [(bare(one), one.href) for one in apart[:2]] == [
        (3, f"/bao-cao/ky/ban/{below.pk}/so-lieu/dang-ky/"),
        (3, of_commune),
    ]
    # Nothing apart, nothing to tell.
    assert apart[2] == 0
    page = client.get(of_commune)
    assert titles(page) == ["Mô hình ba", "Mô hình bốn", "Mô hình một"]
    assert f"Đăng ký, {tree.commune}: 3" in words(page)


def test_a_difference_leads_to_what_is_on_one_side_only(as_position, cast, tree, plan, below, here, changed):
    confirmed(cast, tree, plan, title="Mô hình năm")
    client = as_position(cast.district_officer)
    number = cell(client, here, tree, "apart_dang-ky")
    assert (number.value, number.href) == (-1, f"{here}dang-ky/{tree.commune.pk}/chenh-lech/")
    page = client.get(number.href)
    told = words(page)
    assert titles(page) == ["Mô hình hai", "Mô hình ba", "Mô hình bốn", "Mô hình năm"]
    assert f"Đăng ký, {tree.commune}: chênh lệch -1" in told and "Báo cáo số 05/BC-UBND" in told
    ways = [(row["step"], bare(row["value"])) for row in page.context["tables"][0].rows[1:]]
    assert ways == [
        ("Đơn vị nêu khác số tính được", -1),
        ("Có trong báo cáo, nay không đếm", -1),
        ("Nay đếm, không có trong báo cáo", 3),
        ("Nay đếm trên cổng", 4),
    ]
    assert "Mô hình mới, tập thể: tính được 2, nêu 3. Một mô hình vào sổ sau." in told


def test_a_difference_that_is_only_stated_has_no_rows(as_position, cast, tree, here):
    client = as_position(cast.district_officer)
    page = client.get(cell(client, here, tree, "apart_dang-ky").href)
    assert len(page.context["tables"]) == 1 and titles(page) == []
    assert "Đơn vị nêu khác số tính được -1" in words(page)


def test_what_a_unit_owes_besides_for_the_same_days_does_not_hide_its_report(as_position, cast, tree, here):
    other = duties.report_type(cast.district_officer, name="Báo cáo chuyên đề")
    duties.opened(cast.district_officer, [tree.commune_desk], type=other)
    client = as_position(cast.district_officer)
    assert bare(cell(client, here, tree, "reported_dang-ky")) == 3
    assert f"Đăng ký, {tree.commune}: chênh lệch 1" in words(client.get(cell(client, here, tree, "apart_dang-ky").href))


def test_a_report_without_figures_says_nought_and_its_difference_is_told(as_position, cast, tree, below, here):
    below.figures.all().delete()
    client = as_position(cast.district_officer)
    number = cell(client, here, tree, "apart_dang-ky")
    assert number.value == -2
    page = client.get(number.href)
    assert "chênh lệch -2" in words(page) and titles(page) == ["Mô hình hai", "Mô hình một"]


def test_what_no_unit_below_reports_leads_to_what_is_counted(as_position, cast, tree, district_plan, here):
    union = builders.position("registrant", tree.district_union)
    confirmed(cast, tree, district_plan, title="Mô hình đoàn", by=union, officer=cast.district_officer)
    client = as_position(cast.district_officer)
    row = list(client.get(here).context["table"].rows)[-1]
    assert row["reported_dang-ky"].href == row["live_dang-ky"].href
    assert titles(client.get(row["live_dang-ky"].href)) == ["Mô hình đoàn"]
    assert client.get(f"{row['live_dang-ky'].href}chenh-lech/").status_code == 404


@pytest.mark.parametrize("tail", ["khong-co/{commune}/", "dang-ky/999999/", "dang-ky/{commune}x/"])
def test_what_is_not_in_the_roll_up_is_not_there(as_position, cast, tree, here, tail):
    client = as_position(cast.district_officer)
    assert client.get(here + tail.format(commune=tree.commune.pk)).status_code == 404


@pytest.mark.parametrize("tail", ["", "chenh-lech/"])
def test_these_pages_cost_the_same_with_more_models(as_position, cast, tree, plan, here, changed, tail):
    client = as_position(cast.district_officer)
    client.get("/")
    asked = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{here}dang-ky/{tree.commune.pk}/{tail}").status_code == 200
        asked.append(len(queries))
        for more in range(3):
            confirmed(cast, tree, plan, title=f"Mô hình thêm {number} {more}")

    assert asked[0] == asked[1] <= 12


def test_the_computed_numbers_of_ghi_so_lieu_lead_to_their_rows(as_position, cast, upper, models):
    client = as_position(cast.district_officer)
    page = client.get(f"/bao-cao/ky/ban/{upper.pk}/ghi-so-lieu/").content.decode()
    assert f"/bao-cao/ky/ban/{upper.pk}/so-lieu/dang-ky-moi-tap-the/" in page
    # Nought leads nowhere.
    assert "so-lieu/dang-ky-moi-ca-nhan/" not in page


@pytest.fixture
def front(tree, cast):
    """The district's Front draws up a quarter; that of the commune reported 18 people and 50 million, then went on."""
    own, district = cast.commune_front, front_build.district_front(tree)
    held = front_build.activity(own, starts_on=date(2024, 2, 1), participants=18, name="Hội nghị đã sửa")
    front_build.given(own, on=date(2024, 3, 1))
    quarter = {"start": date(2024, 1, 1), "end": date(2024, 4, 1)}
    period = duties.opened(district, [own.unit], type=duties.report_type(
        district, name="Của Mặt trận", subject="mat-tran"), **quarter)  # fmt: skip
    report = services.start_report(by=own, obligation=duties.owed(period, own.unit), token=uuid4())
    Report.objects.filter(pk=report.pk).update(
        state="accepted", number="21/BC-MTTQ", issued_on=date(2024, 4, 3), signer_name="Hà Thị Sen"
    )
    Activity.objects.filter(pk=held.pk).update(participants=20)
    front_build.activity(own, starts_on=date(2024, 3, 20), participants=10, name="Hội nghị ghi sau")
    upper = duties.opened(district, [district.unit], type=duties.report_type(
        district, name="Gửi tỉnh", subject="mat-tran"), **quarter)  # fmt: skip
    draft = services.start_report(by=district, obligation=duties.owed(upper, district.unit), token=uuid4())
    return district, f"/bao-cao/ky/ban/{draft.pk}/cap-duoi/"


def test_of_the_front_it_is_the_rows_of_the_books_and_what_was_edited_in_them(
    as_position, tree, front, django_assert_max_num_queries
):
    district, here = front
    client = as_position(district)
    client.get("/")
    with django_assert_max_num_queries(12):
        people = cell(client, here, tree, "apart_luot-nguoi")
    assert people.value == -12
    with django_assert_max_num_queries(12):
        page = client.get(people.href)
    ways = [(row["step"], bare(row["value"])) for row in page.context["tables"][0].rows[1:]]
    assert ways == [
        ("Nay đếm, không có trong báo cáo", 10),
        ("Sửa trong sổ sau khi lập báo cáo", 2),
        ("Nay đếm trên cổng", 30),
    ]
    assert "Hội nghị ghi sau" in words(page) and "Hội nghị đã sửa" not in words(page)
    address = cell(client, here, tree, "live_luot-nguoi").href
    with django_assert_max_num_queries(12):
        counted = words(client.get(address))
    assert "Hội nghị ghi sau" in counted and "Hội nghị đã sửa" in counted and "Tổng cộng 30" in counted


def test_rows_of_the_books_on_one_side_are_not_added_to_those_on_the_other(as_position, tree, front):
    district, here = front
    Activity.objects.filter(name="Hội nghị đã sửa").update(starts_on=date(2024, 6, 1))
    # As if a row had been kept that is outside the sight of the district.
    figure = ReportFigure.objects.get(key="luot-nguoi", report__state="accepted")
    ReportFigure.objects.filter(pk=figure.pk).update(ids=[*figure.ids, "activities:999999"])
    client = as_position(district)
    listed = client.get(cell(client, here, tree, "apart_luot-nguoi").href).context["tables"][1]
    assert [row["number"] for row in listed.rows if GROUP not in row] == [1, 2]
    assert not listed.has_totals
    assert "Còn 1 dòng ngoài phạm vi của người xem." in listed.notes
