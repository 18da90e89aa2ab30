"""Báo cáo của Mặt trận: the ready-made set, figures and Biểu 04 kept with the report, a section for each content."""

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from documents.table import bare
from front.services import keeping
from reports.campaign.tables import activities_by_unit, resources_by_unit
from reports.models import Report, ReportType
from reports.periodic import services
from reports.periodic.figures import frame_of
from reports.periodic.fronted import unpacked
from tests.front import builders as build
from tests.recognition.pages import pdf_text, text
from tests.reports import duties

pytestmark = pytest.mark.django_db
QUARTER = {"start": date(2024, 1, 1), "end": date(2024, 4, 1)}


@pytest.fixture
def district(tree, cast):
    unit = build.district_front(tree)
    unit.unit.level = cast.district_officer.unit.level
    unit.unit.save()
    return unit


@pytest.fixture
def type(district):
    return duties.report_type(district, name="Báo cáo quý của Mặt trận", subject="mat-tran")


@pytest.fixture
def report(district, type, tree, cast):
    """Of the commune's Front, begun."""
    front, about = cast.commune_front, build.contents()
    build.activity(front, unit=tree.village, about=about[2:3], starts_on=date(2024, 3, 14), participants=86)
    build.activity(front, kind="training", starts_on=date(2024, 2, 1), participants=18)
    build.activity(front, starts_on=date(2023, 12, 31), participants=5)
    build.given(front, on=date(2024, 3, 1), amount=1_262_000_000_000, content=about[2], households=3)
    build.given(front, unit=tree.village, on=date(2024, 2, 1), kind="land", amount=None, quantity=Decimal("2340.5"))
    book = build.fund(front, opened_on=date(2023, 1, 1), opening=20_000_000)
    build.came(front, book, 5_000_000, on=date(2024, 3, 20))
    period = duties.opened(district, [front.unit], type=type, **QUARTER)
    begun = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    begun.refresh_from_db(fields=["tables"])
    return begun


def values(report: Report) -> dict:
    return dict(report.figures.values_list("key", "value"))


def test_figures_are_those_of_bieu_04_for_the_area_of_the_body(report, cast, tree):
    found = values(report)
    assert report.obligation.area == tree.commune
    assert (found["hoat-dong"], found["hd-training"], found["luot-nguoi"]) == (2, 1, 104)
    assert (found["nd-3"], found["nd-3-luot-nguoi"], found["nd-3-tien"]) == (1, 86, 1_262_000_000_000)
    assert (found["dat"], found["ho-duoc-giup"]) == (Decimal("2340.5"), 3)
    assert (found["quy-dau-ky"], found["quy-thu"], found["quy-cuoi-ky"]) == (20_000_000, 5_000_000, 25_000_000)
    assert report.figures.get(key="hoat-dong").before == 1
    frame = frame_of(cast.commune_front, report.obligation)
    for kept, table in zip(report.tables, (activities_by_unit(frame), resources_by_unit(frame)), strict=True):
        rows = [{key: bare(value) for key, value in row.items()} for row in table.rows]
        assert [dict(row) for row in unpacked(kept).rows] == rows


def test_each_content_has_its_section_drafted_from_its_figures(report):
    sections = {one.key: one for one in report.sections.all()}
    assert [key for key in sections if key.startswith("mt-noi-dung-")] == [f"mt-noi-dung-{n}" for n in range(1, 6)]
    assert "{{nd-3}}" in sections["mt-noi-dung-3"].text and "{{nd-3-tien}}" in sections["mt-noi-dung-3"].text
    assert "không có hoạt động" in sections["mt-noi-dung-1"].text
    assert "{{quy-cuoi-ky}}" in sections["mt-quy"].text


def test_what_was_begun_stays_until_it_is_counted_anew(report, cast):
    before, tables = values(report), report.tables
    row = build.activity(cast.commune_front, starts_on=date(2024, 3, 1), participants=40)
    report.refresh_from_db()
    assert (values(report), report.tables) == (before, tables)
    services.recompute(by=cast.commune_front, report=report)
    report.refresh_from_db()
    assert values(report)["hoat-dong"] == 3 and report.tables != tables
    keeping.strike(by=cast.commune_front, row=row, reason="Sai.")
    assert values(report)["hoat-dong"] == 3


def test_the_rows_behind_a_number_are_shown(report, cast, as_position, django_assert_max_num_queries):
    client = as_position(cast.commune_front)
    client.get("/")
    with django_assert_max_num_queries(12):
        page = text(client.get(f"/bao-cao/ky/ban/{report.pk}/so-lieu/nd-3-tien/"))
    assert "làm đường thôn Bến" in page and "1.262.000.000.000" in page
    with django_assert_max_num_queries(12):
        page = text(client.get(f"/bao-cao/ky/ban/{report.pk}/"))
    assert "Vận động được 1.262.000.000.000 đồng" in page and "III. Kết quả thực hiện các nội dung" in page


def test_a_balance_is_no_sum_of_rows_of_the_period_and_leads_nowhere(report, cast, as_position):
    report.figures.filter(key__startswith="quy-").update(before=Decimal(1))
    client, here = as_position(cast.commune_front), f"/bao-cao/ky/ban/{report.pk}/"
    for page in ("so-lieu/", "ghi-so-lieu/"):
        told = client.get(f"{here}{page}").content.decode()
        assert "Quỹ: số dư cuối kỳ" in told and f'href="{here}so-lieu/quy-thu/"' in told
        assert "so-lieu/quy-dau-ky/" not in told and "so-lieu/quy-cuoi-ky/" not in told


def test_paper_and_annexes_come_from_what_is_kept(report, cast, as_position):
    client = as_position(cast.commune_front)
    paper = pdf_text(client.get(f"/bao-cao/ky/ban/{report.pk}/bao-cao.pdf").content)
    assert "Toàn dân đoàn kết" in paper and "Dân vận khéo" not in paper
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/bao-cao/ky/ban/{report.pk}/phu-luc.xlsx").content))
    assert len(book.sheetnames) == 3
    assert client.get(f"/bao-cao/ky/ban/{report.pk}/bao-cao.docx").status_code == 200
    assert client.get(f"/bao-cao/ky/ban/{report.pk}/phu-luc.pdf").status_code == 200


def test_the_set_is_laid_down_once_by_officers_of_the_front(district, cast):
    year, token = timezone.localdate().year, uuid4()
    assert services.lay_front_set(by=district, year=year, token=token) == 12 + 4 + 1 + 1
    assert services.lay_front_set(by=district, year=year, token=token) == 0
    assert services.lay_front_set(by=district, year=year, token=uuid4()) == 0
    assert ReportType.objects.filter(unit=district.unit, subject="mat-tran").count() == 4
    with pytest.raises(PermissionDenied):
        services.lay_front_set(by=cast.district_officer, year=year, token=uuid4())


def test_what_lacks_of_the_set_is_offered_whatever_the_others_are_called(district, as_position):
    client = as_position(district)
    assert "Lập bộ báo cáo của Mặt trận" in text(client.get("/bao-cao/ky/"))
    duties.report_type(district, name="Báo cáo hằng quý của huyện", subject="mat-tran")
    assert "Lập thêm báo cáo tháng, 6 tháng, năm" in text(client.get("/bao-cao/ky/"))
    services.lay_front_set(by=district, year=2024, token=uuid4())
    assert sorted(ReportType.objects.filter(unit=district.unit).values_list("name", flat=True)) == [
        "Báo cáo 6 tháng của Mặt trận", "Báo cáo hằng quý của huyện", "Báo cáo năm của Mặt trận",
        "Báo cáo tháng của Mặt trận",
    ]  # fmt: skip
    assert "Lập thêm báo cáo" not in text(client.get("/bao-cao/ky/"))


def test_of_the_time_before_the_books_nothing_is_said(district, type, cast):
    front = cast.commune_front
    build.activity(front, starts_on=date(2024, 2, 1), participants=86)
    period = duties.opened(district, [front.unit], type=type, **QUARTER)
    report = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    held = report.figures.get(key="hoat-dong")
    assert (held.value, held.before, held.last_year) == (1, None, None)
    assert "so với" not in report.sections.get(key="mt-chung").text


def test_who_can_only_report_itself_is_ticked(tree, as_position):
    front = build.other_front(tree)
    type = duties.report_type(front, name="Báo cáo quý của Mặt trận", subject="mat-tran")
    period = services.add_period(by=front, type=type, token=uuid4(), label="Quý I", data_from=date(2024, 1, 1),
                                 last_day=date(2024, 3, 31), due_on=date(2024, 4, 5), locks_on=None)  # fmt: skip
    client = as_position(front)
    assert client.get(f"/bao-cao/ky/{period.pk}/mo/").context["form"]["units"].value() == [str(front.unit_id)]
    services.open_period(by=front, period=period, units=[front.unit], token=uuid4())
    report = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    paper = pdf_text(client.get(f"/bao-cao/ky/ban/{report.pk}/bao-cao.pdf").content)
    assert "Nơi nhận" in paper and "Như trên" not in paper, "nobody is named above"


def test_what_a_report_tells_of_stays_once_there_is_a_period(type, report, district):
    facts = {"name": type.name, "rhythm": type.rhythm, "cut_off": type.cut_off}
    with pytest.raises(ValidationError):
        services.save_type(by=district, token=uuid4(), type=type, subject="dan-van", **facts)


def test_the_bodies_of_the_front_below_are_ticked(district, type, cast, as_position):
    period = services.add_period(by=district, type=type, token=uuid4(), label="Quý I", data_from=date(2024, 1, 1),
                                 last_day=date(2024, 3, 31), due_on=date(2024, 4, 5), locks_on=None)  # fmt: skip
    page = text(as_position(district).get(f"/bao-cao/ky/{period.pk}/mo/"))
    assert str(cast.commune_front.unit) in page


def test_late_below_stands_on_the_home_page_of_the_front_above(district, type, cast, as_position):
    yesterday = timezone.localdate() - timedelta(days=1)
    duties.opened(district, [cast.commune_front.unit], type=type, due=yesterday, **QUARTER)
    assert "1 đơn vị quá hạn báo cáo quý I năm 2024" in text(as_position(district).get("/"))
    assert "Lập báo cáo quý I năm 2024" in text(as_position(cast.commune_front).get("/"))
