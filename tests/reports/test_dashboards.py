"""Biểu đồ: the numbers of Biểu 02, year by year, cut in every way; who sees what; what it costs."""

import io
import re
from collections import Counter
from datetime import date
from types import SimpleNamespace

import openpyxl
import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from documents.table import Cell, bare
from recognition.enums import Act
from registrations import workflow
from registrations.enums import Kind
from registrations.home import yearly
from registrations.models import Receipt, Registration
from reports.dashboards import pages, remembered
from reports.dashboards.asked import AREAS, Asked, read_asked
from reports.dashboards.counting import Cube
from reports.enums import Fact
from tests import builders, past
from tests.recognition.builders import Office, published
from tests.reports.figures import at, confirmed, summary
from units.enums import Passing
from units.models import Succession

HERE = "/bao-cao/bieu-do/"
YEARS = {"tu-nam": "2024", "den-nam": "2025"}
SLUGS = [one.slug for one in pages.DASHBOARDS]


def drawn(position, slug, **query):
    asked, one = read_asked({"tu-nam": "2024", "den-nam": "2024", **query}), pages.find(slug)[0]
    return {picture.key: picture.table for picture in pages.drawn(pages.frame_of(position, asked, one), asked, one)}


def rows(table):
    """{label: {column: value}} of a table."""
    first = table.columns[0].key
    return {bare(row[first]): {key: bare(value) for key, value in row.items() if key != first} for row in table.rows}


def effective(registration, owner, officer, when):
    builders.write_result(registration, owner)
    builders.move(registration, workflow.SEND_RESULT, owner, at(when))
    builders.move(registration, workflow.CONFIRM_EFFECT, officer, at(when), note="Đúng đăng ký.")


@pytest.fixture
def story(cast, tree, plan):
    """Five models of 2024: two effective (one of them in 2025, denied before), one stopped; one of a person."""
    first = confirmed(cast, tree, plan, title="Hiệu quả ngay")
    effective(first, cast.registrant, cast.commune_officer, "2024-11-02 08:00")
    second = confirmed(
        cast, tree, plan, by=cast.women_registrant, sector=plan.sectors.all()[2], title="Năm sau mới đạt"
    )
    builders.write_result(second, cast.women_registrant)
    builders.move(second, workflow.SEND_RESULT, cast.women_registrant, at("2024-12-01 08:00"))
    builders.move(second, workflow.DENY_EFFECT, cast.commune_officer, at("2024-12-02 08:00"), note="Mới ký cam kết.")
    builders.move(second, workflow.REPORT_AGAIN, cast.commune_officer, at("2024-12-03 08:00"), note="Làm thêm.")
    builders.move(second, workflow.SEND_RESULT, cast.women_registrant, at("2025-01-04 08:00"))
    builders.move(second, workflow.CONFIRM_EFFECT, cast.commune_officer, at("2025-01-05 08:00"), note="Đạt.")
    stopped = confirmed(cast, tree, plan, by=cast.other_registrant, title="Dừng")
    builders.move(stopped, workflow.STOP, cast.commune_officer, at("2024-08-02 08:00"), note="Hộ chủ trì chuyển đi.")
    confirmed(cast, tree, plan, kind=Kind.INDIVIDUAL, title="Một người")
    builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=at("2024-05-02 08:00"),
        title="Chưa xác nhận",
    )  # fmt: skip
    return first


def decided(cast, models, act, on, **how):
    """A published decision of the commune on these models."""
    office = Office()
    office.plan, office.models, office.persons = models[0].plan, models, []
    office.officer, office.leader = cast.commune_officer, cast.commune_leader
    return published(office, act=act, on=on, **how)


@pytest.fixture
def rewarded(cast, story):
    decided(cast, [story], Act.RECOGNITION, date(2024, 12, 20), number="45/QĐ-UBND")
    decided(cast, [story], Act.REWARD, date(2024, 12, 21), number="46/QĐ-UBND")
    return story


NAMES = {"registered": "all", "effective": "effective", "ineffective": "ineffective", "stopped": "stopped",
         "recognised": "recognised", "rewarded": "rewarded"}  # fmt: skip


def of_table(figures, name):
    return figures["all"] if name == "registered" else sum(figures[f"{name}_{kind.value}"] for kind in Kind)


@pytest.mark.parametrize("who", ["commune_officer", "district_leader", "province_officer", "commune_front"])
@pytest.mark.parametrize("by", ["hien-nay", "khi-xac-nhan"])
def test_every_year_of_the_trend_is_the_summary_of_that_year(cast, rewarded, who, by):
    position = getattr(cast, who)
    table = rows(drawn(position, "xu-huong", cay=by, **YEARS)["cac-moc"])
    for year in ("2024", "2025"):
        table_02 = summary(position, f"{year}-nam", tree=by)["Tổng cộng"]
        assert {name: table[year][name] for name in NAMES} == {name: of_table(table_02, name) for name in NAMES}
    assert (table["2024"]["registered"], table["2024"]["recognised"], table["2025"]["effective"]) == (4, 1, 1)


def test_the_units_side_by_side_are_the_rows_of_table(cast, rewarded):
    for slug, key in (("don-vi", "don-vi"), ("luoc-do", "luoc-do")):
        table = rows(drawn(cast.district_officer, slug)[key])
        table_02 = summary(cast.district_officer, "2024-nam")
        table_02.pop("Tổng cộng")
        expected = {unit: {name: of_table(figures, name) for name in NAMES} for unit, figures in table_02.items()}
        assert {unit: {name: cells[name] for name in NAMES} for unit, cells in table.items()} == expected


def test_the_numbers_agree_with_plain_sql(cast, tree, rewarded):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM registrations_receipt r JOIN registrations_registration g ON g.id = r.registration_id "
            "WHERE r.is_first AND r.confirmed_on >= '2024-01-01' AND r.confirmed_on < '2025-01-01' AND g.scope_path LIKE %s",
            [tree.commune.path + "%"],
        )
        (registered,) = cursor.fetchone()
        cursor.execute(
            "SELECT COUNT(DISTINCT a.registration_id) FROM recognition_award a JOIN registrations_registration g "
            "ON g.id = a.registration_id WHERE a.act = 'recognition' AND a.issued_on >= '2024-01-01' "
            "AND a.issued_on < '2025-01-01' AND g.scope_path LIKE %s",
            [tree.commune.path + "%"],
        )
        (recognised,) = cursor.fetchone()
    totals = drawn(cast.commune_officer, "xu-huong")["cac-moc"].totals()
    assert (totals["registered"], totals["recognised"]) == (registered, recognised) == (4, 1)


@pytest.mark.parametrize("who", ["commune_officer", "district_officer"])
def test_the_home_page_and_its_list_count_as_confirmed_what_the_charts_count(
    as_position, cast, tree, story, district_plan, who
):
    """One was stopped later, one stands unconfirmed; one was confirmed below and waits at the next desk."""
    upward = builders.received(
        cast.registrant, district_plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level],
        at=at("2024-06-03 08:00"), title="Chuyển cấp trên",
    )  # fmt: skip
    builders.move(upward, workflow.FORWARD, cast.commune_officer, at("2024-06-04 08:00"))
    position = getattr(cast, who)
    charted = drawn(position, "xu-huong")["cac-moc"].totals()["registered"]
    at_home = sum(row["number"] for row in yearly.counts(position, 2024, yearly.CONFIRMED)[yearly.CONFIRMED])
    listed = as_position(position).get("/dang-ky/?nam=2024&trang-thai=vao-so").context["page"].total

    assert (charted, at_home, listed) == (5, 5, 5)
    assert sum(row["number"] for row in yearly.counts(position, 2024, yearly.SENT)[yearly.SENT]) == 6


@pytest.mark.parametrize("query", [{}, {"loai": "tap-the"}, {"khoi": AREAS}, {"khoi": "doan-the"}, YEARS])
def test_however_it_is_cut_the_parts_sum_to_the_whole(cast, rewarded, query):
    whole = Counter(drawn(cast.district_officer, "xu-huong", **query)["cac-moc"].totals())
    cuts = [
        *drawn(cast.district_officer, "co-cau", **query).values(),
        drawn(cast.district_officer, "don-vi", **query)["don-vi"],
    ]
    for table in cuts:
        totals = table.totals()
        assert {name: totals[name] for name in NAMES} == {name: whole[name] for name in NAMES}


def test_lines_and_areas_are_told_apart(cast, story):
    counted = {line: rows(drawn(cast.commune_officer, "xu-huong", khoi=line)["cac-moc"])["2024"]["registered"]
               for line in (AREAS, "doan-the", "chinh-quyen")}  # fmt: skip
    assert counted == {AREAS: 3, "doan-the": 1, "chinh-quyen": 0}


def test_the_funnel_follows_each_model_and_shows_who_left_it(cast, rewarded):
    table = rows(drawn(cast.commune_officer, "pheu")["pheu"])
    assert [cells["models"] for cells in table.values()] == [5, 4, 2, 1, 1]
    assert [cells["individual"] for cells in table.values()] == [1, 1, 0, 0, 0]
    assert table["Được xác nhận đăng ký"]["models"] == summary(cast.commune_officer, "2024-nam")["Tổng cộng"]["all"]


def test_what_skipped_a_step_stands_beside_the_funnel(cast, rewarded):
    rewarded_only = Registration.objects.get(title="Năm sau mới đạt")
    decided(cast, [rewarded_only], Act.REWARD, date(2025, 2, 1), number="9/QĐ-UBND")
    table = rows(drawn(cast.commune_officer, "pheu")["pheu"])
    assert (table["Được khen thưởng"]["models"], table["Được khen thưởng"]["beside"]) == (1, 1)


@given(st.lists(st.tuples(st.sampled_from(list(Fact)), st.integers(2020, 2024), st.integers(1, 4), st.integers(0, 99))))
def test_a_cube_loses_and_doubles_nothing_along_any_side(cells):
    cube = Cube(("year", "kind"), Counter())
    for fact, year, kind, number in cells:
        cube.cells[fact, year, kind] += number
    for asked in ((), ("year",), ("kind",), ("kind", "year")):
        sums = cube.along(*asked)
        for fact in Fact:
            assert sum(n for key, n in sums.items() if key[0] == fact) == sum(n for f, *_, n in cells if f == fact)


def test_every_linked_number_leads_to_as_many_models_as_it_says(as_position, cast, rewarded):
    client, linked = as_position(cast.district_officer), 0
    for slug in SLUGS:
        for table in drawn(cast.district_officer, slug).values():
            for row in table.rows:
                for key, cell in row.items():
                    if isinstance(cell, Cell) and key != "unit":
                        linked += 1
                        assert client.get(cell.href).context["page"].total == cell.value
    assert linked > 20


def test_years_in_any_order_and_too_many_are_put_right():
    asked = read_asked({"tu-nam": "2025", "den-nam": "2001", "khoi": "lạ", "hinh": "lạ", "xep": "'"})
    assert (asked.years(1), asked.line, asked.shade, asked.order) == (range(2016, 2026), "", "dang-ky", "cho")
    assert read_asked({"tu-nam": "99999999999999999999", "den-nam": "-1"}) == Asked()


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("commune_officer", 200), ("district_leader", 200), ("commune_front", 200), ("district_clerk", 200),
     ("registrant", 403), ("reviewer", 403), ("admin", 403)],
)  # fmt: skip
def test_desks_see_charts_and_others_do_not(as_position, cast, slug, who, status):
    client = as_position(getattr(cast, who))
    assert [client.get(f"{HERE}{slug}{ending}").status_code for ending in ("/", ".xlsx")] == [status, status]


@pytest.mark.parametrize(
    "path", ["la/", "tat-ca/", "la.pdf", "la.xlsx", "?trang=la", "xu-huong/?don-vi=abc", "pheu.pdf?don-vi=9999999"]
)
def test_what_there_is_not_is_not_found(as_position, cast, path):
    assert as_position(cast.district_officer).get(HERE + path).status_code == 404


def test_nothing_outside_the_areas_is_counted_or_named(as_position, cast, tree, story):
    client = as_position(cast.other_commune_officer)
    for slug in SLUGS:
        page = client.get(f"{HERE}{slug}/", YEARS).content.decode()
        assert "Minh Lạc" not in page
        assert "Chưa có mô hình nào" in page
    assert client.get(f"{HERE}don-vi/", {"don-vi": tree.commune.pk}).status_code == 404


def test_the_form_leads_on_with_everything_chosen(as_position, cast, tree):
    query = {"trang": "luoc-do", "tu-nam": "2023", "den-nam": "2024", "don-vi": str(tree.village.pk), "cay": "khi-xac-nhan",
             "loai": "ca-nhan", "khoi": "mat-tran", "hinh": "hieu-qua", "xep": "so"}  # fmt: skip
    url = as_position(cast.commune_officer).get(HERE, query).url
    path, _, rest = url.partition("?")
    assert (path, dict(part.split("=") for part in rest.split("&"))) == (
        f"{HERE}luoc-do/", {name: value for name, value in query.items() if name != "trang"}
    )  # fmt: skip


def test_page_workbook_and_paper_show_the_same_numbers(as_position, cast, rewarded):
    client = as_position(cast.district_officer)
    table = client.get(f"{HERE}don-vi/", {"tu-nam": "2024"}).context["pictures"][0].table
    expected = [[bare(row["unit"]), bare(row["registered"]), bare(row["recognised"])] for row in table.rows]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HERE}don-vi.xlsx", {"tu-nam": "2024"}).content))
    found = {row[0]: [row[0], row[1], row[5]] for row in book.active.iter_rows(values_only=True) if row[0]}
    assert [found[name] for name, *_ in expected] == expected
    with pypdfium2.PdfDocument(client.get(f"{HERE}don-vi.pdf", {"tu-nam": "2024"}).content) as paper:
        text = re.sub(r"\s+", " ", "".join(page.get_textpage().get_text_range() for page in paper))
        size = paper[0].get_size()
    for name, registered, _recognised in expected:
        assert f"{name} {registered} " in text
    assert (len(book.sheetnames), size[0] > size[1]) == (1, True)


def test_all_charts_are_one_sheet_each(as_position, cast, rewarded):
    answer = as_position(cast.commune_officer).get(f"{HERE}tat-ca.pdf", {"tu-nam": "2024"})
    with pypdfium2.PdfDocument(answer.content) as paper:
        sheets = len(paper)
    assert sheets == sum(len(drawn(cast.commune_officer, slug)) for slug in SLUGS) == 10


@pytest.fixture
def long_counts(monkeypatch):
    """As if every count took long."""
    monkeypatch.setattr(remembered, "LONG", 0)


def registered_in(answer):
    return answer.context["pictures"][0].table.totals()["registered"]


@pytest.mark.parametrize(
    ("slug", "fewer"), [("xu-huong", 3), ("co-cau", 3), ("pheu", 2), ("don-vi", 3), ("luoc-do", 3)]
)
def test_a_second_view_counts_nothing_again(as_position, cast, rewarded, long_counts, slug, fewer):
    client, asked, seen = as_position(cast.province_officer), [], []
    client.get(f"{HERE}{slug}/")
    for _ in range(2):
        with CaptureQueriesContext(connection) as found:
            seen.append(client.get(f"{HERE}{slug}/", YEARS))
        asked.append(len(found))
    assert asked[0] - asked[1] == fewer
    first, second = ([table_lines(one.table) for one in answer.context["pictures"]] for answer in seen)
    assert first == second


def table_lines(table):
    return [[slot.text for slot in line.slots] for line in table.lines()]


def test_figures_that_stand_say_since_when_and_are_counted_again_on_demand(
    as_position, cast, tree, plan, story, long_counts, monkeypatch
):
    client, address = as_position(cast.commune_officer), f"{HERE}xu-huong/?tu-nam=2024"

    def seen_at(clock, link=address):
        monkeypatch.setattr(remembered, "timezone", SimpleNamespace(now=lambda: at(f"2024-12-31 {clock}")))
        answer = client.get(link)
        assert f"Số liệu tính lúc {timezone.localtime(answer.context['counted_at']):%H:%M}." in answer.content.decode()
        return answer

    seen_at("08:00")
    confirmed(cast, tree, plan)
    stands = seen_at("08:05")
    again = stands.context["recount"]
    answers = [stands, seen_at("08:06", again), seen_at("08:07"), seen_at("08:08", again)]
    found = [(registered_in(one), timezone.localtime(one.context["counted_at"]).minute) for one in answers]
    assert found == [(4, 0), (5, 6), (5, 6), (5, 6)]
    assert "tổng hợp lúc 08:00 ngày 31/12/2024" in stands.context["notes"][0]


def test_what_was_counted_quickly_is_counted_again(as_position, cast, tree, plan, story):
    client = as_position(cast.commune_officer)
    client.get(f"{HERE}xu-huong/", YEARS)
    confirmed(cast, tree, plan)
    assert registered_in(client.get(f"{HERE}xu-huong/", YEARS)) == 5


def test_figures_that_stand_are_of_one_scope_and_question(as_position, cast, tree, story, long_counts):
    questions = [YEARS, {**YEARS, "cay": "khi-xac-nhan"}, {**YEARS, "loai": "ca-nhan"}, {**YEARS, "khoi": "doan-the"},
                 {"tu-nam": "2025", "den-nam": "2025"}, {**YEARS, "don-vi": str(tree.village.pk)}]  # fmt: skip
    officers = (cast.district_officer, cast.commune_officer, cast.other_commune_officer)
    found = []
    for _ in range(2):
        for officer in officers:
            client = as_position(officer)
            answers = [client.get(f"{HERE}xu-huong/", question) for question in questions]
            found.append([registered_in(one) if one.status_code == 200 else None for one in answers])
    assert found[:3] == found[3:] == [[4, 4, 1, 1, 0, 2], [4, 4, 1, 1, 0, 2], [0, 0, 0, 0, 0, None]]


@pytest.fixture
def amid(tree, cast, plan):
    """xã Minh Đông left xã Minh Lạc in the middle of 2024 with thôn Đông; in 2026 thôn Đông went elsewhere, and thôn
    Đoài came. One model of each village in 2024; in 2025 one of thôn Đông, two of thôn Đoài.
    """
    for title, by in (("Đông 2024", cast.registrant), ("Đông 2025", cast.registrant), ("Đoài 2024", cast.other_registrant),
                      ("Đoài 2025", cast.other_registrant), ("Đoài 2025, hai", cast.other_registrant)):  # fmt: skip
        confirmed(cast, tree, plan, by=by, title=title)
    Receipt.objects.filter(registration__title__contains="2025").update(confirmed_on=date(2025, 3, 3))
    Registration.objects.filter(title__contains="2025").update(confirmed_on=date(2025, 3, 3))
    new = builders.area("xã Minh Đông", tree.district, tree.commune_level, valid_from=past.REFORM)
    past.move(tree.village, new)
    Succession.objects.create(old=tree.commune, new=new, kind=Passing.SPLIT, effective_on=past.REFORM, **past.DECISION)
    Registration.objects.filter(title="Đông 2025").update(path_then=past.fresh(tree.village).path)
    past.move(tree.village, tree.other_commune, on=date(2026, 1, 1))
    past.move(tree.other_village, new, on=date(2026, 1, 1))
    return new


@pytest.mark.parametrize("by", ["hien-nay", "khi-xac-nhan"])
def test_an_area_that_began_amid_the_years_counts_each_as_its_summary(cast, amid, by):
    asked = {"cay": by, "don-vi": str(amid.pk), "tu-nam": "2023", "den-nam": "2025"}
    trend = rows(drawn(cast.district_officer, "xu-huong", **asked)["cac-moc"])
    found = [trend[year]["registered"] for year in ("2023", "2024", "2025")]
    tables = [summary(cast.district_officer, f"{year}-nam", tree=by, unit=str(amid.pk)) for year in (2023, 2024, 2025)]
    assert found == [table["Tổng cộng"]["all"] for table in tables] == [0, 1, 2 if by == "hien-nay" else 1]
    funnel = rows(drawn(cast.district_officer, "pheu", **asked)["pheu"])
    compared = drawn(cast.district_officer, "don-vi", **asked)["don-vi"].totals()
    assert (funnel["Được xác nhận đăng ký"]["models"], compared["registered"]) == (sum(found), sum(found))


def test_many_units_are_drawn_on_an_upright_sheet(as_position, cast, tree, story):
    for number in range(12):
        builders.area(f"thôn {number + 1}", tree.commune)
    answer = as_position(cast.commune_officer).get(f"{HERE}don-vi.pdf", {"tu-nam": "2024"})
    with pypdfium2.PdfDocument(answer.content) as paper:
        width, height = paper[0].get_size()
    assert height > width


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("slug", "queries"), [("xu-huong", 10), ("co-cau", 10), ("pheu", 8), ("don-vi", 10), ("luoc-do", 11)]
)
def test_charts_cost_the_same_whatever_there_is(
    as_position, cast, tree, plan, count, slug, queries, django_assert_num_queries
):
    for _ in range(count):
        confirmed(cast, tree, plan)
    client = as_position(cast.province_officer)
    client.get(f"{HERE}{slug}/")
    with django_assert_num_queries(queries):
        assert client.get(f"{HERE}{slug}/?tu-nam=2024").status_code == 200


@pytest.mark.parametrize("slug", SLUGS)
def test_no_number_of_a_drawing_has_a_comma(as_position, cast, rewarded, slug):
    page = as_position(cast.district_officer).get(f"{HERE}{slug}/", YEARS).content.decode()
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert drawings
    said = re.compile(r'(?:points|aria-label|font-family)="[^"]*"')
    for drawing in drawings:
        tags = " ".join(said.sub("", tag) for tag in re.findall(r"<[a-z][^>]*>", drawing))
        assert re.findall(r'[\w-]+="[^"]*\d,\d[^"]*"', tags) == []
