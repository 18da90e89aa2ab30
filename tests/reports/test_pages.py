"""Trang báo cáo: who sees what, what a number leads to, what costs how much."""

import pytest
from django.urls import reverse

from documents.table import Cell, bare
from registrations.enums import Kind
from reports.by_unit import summary_by_unit
from tests.reports.figures import confirmed, frame

PAGES = ["/bao-cao/2024-quy-1/bieu-01/", "/bao-cao/2024-quy-1/bieu-02/"]
FILES = ["/bao-cao/2024-quy-1/bieu-02.xlsx", "/bao-cao/2024-quy-1/bao-cao.xlsx"]


@pytest.mark.parametrize("path", [*PAGES, *FILES, "/bao-cao/tep/"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("commune_officer", 200), ("district_officer", 200), ("province_officer", 200), ("commune_front", 200),
        ("commune_leader", 200), ("district_clerk", 200), ("registrant", 403), ("reviewer", 403), ("admin", 403),
    ],
)  # fmt: skip
def test_desks_read_reports_and_others_do_not(as_position, cast, path, who, status):
    assert as_position(getattr(cast, who)).get(path).status_code == status


@pytest.mark.parametrize("path", PAGES)
def test_an_area_outside_the_scope_does_not_exist(as_position, cast, tree, path):
    client = as_position(cast.commune_officer)
    for unit, status in [(tree.other_commune, 404), (tree.district, 404), (tree.village, 200), (tree.commune, 200)]:
        assert client.get(path, {"don-vi": unit.pk}).status_code == status


@pytest.mark.parametrize(
    "path",
    ["/bao-cao/2024-quy-5/bieu-01/", "/bao-cao/2024-quy-1/bieu-09/", "/bao-cao/x/x/", "/bao-cao/2024-quy-1/bieu-09.xlsx",
     "/bao-cao/?ky=quy-1&nam=abc", "/bao-cao/?bieu=x", "/bao-cao/2024-quy-1/bieu-02/?don-vi=abc",
     "/bao-cao/2024-quy-1/bieu-02/?don-vi=99999999999999999999999"],
)  # fmt: skip
def test_what_there_is_not_is_not_found(as_position, cast, path):
    assert as_position(cast.district_officer).get(path).status_code == 404


def test_the_door_leads_to_the_last_quarter_with_figures(as_position, cast, tree, plan):
    confirmed(cast, tree, plan, when="2024-05-20 08:00")
    assert as_position(cast.district_officer).get("/bao-cao/").url == "/bao-cao/2024-quy-2/bieu-02/"


def test_without_figures_the_door_leads_to_the_present_quarter(as_position, cast, time_machine):
    time_machine.move_to("2025-11-21 09:00+07:00")
    assert as_position(cast.district_officer).get("/bao-cao/").url == "/bao-cao/2025-quy-4/bieu-02/"


def test_the_choice_of_a_period_keeps_area_and_tree(as_position, cast, tree):
    query = {"ky": "6-thang", "nam": "2025", "bieu": "bieu-01", "don-vi": tree.village.pk, "cay": "khi-xac-nhan"}
    answer = as_position(cast.commune_officer).get("/bao-cao/", query)
    assert answer.url == f"/bao-cao/2025-6-thang/bieu-01/?don-vi={tree.village.pk}&cay=khi-xac-nhan"


def test_every_number_leads_to_as_many_models_as_it_says(as_position, cast, tree, plan):
    confirmed(cast, tree, plan)
    confirmed(cast, tree, plan, by=cast.women_registrant, kind=Kind.INDIVIDUAL, sector=plan.sectors.all()[2])
    confirmed(cast, tree, plan, by=cast.women_registrant, when="2024-02-02 08:00")
    client = as_position(cast.district_officer)
    table = summary_by_unit(frame(cast.district_officer))
    linked = [cell for row in table.rows for key, cell in row.items() if isinstance(cell, Cell) and key != "unit"]
    assert len(linked) > 5
    for cell in linked:
        assert client.get(cell.href).context["page"].total == cell.value


def test_the_numbers_above_the_table_lead_to_their_models(as_position, cast, tree, plan):
    confirmed(cast, tree, plan)
    client = as_position(cast.district_officer)
    figures = client.get(PAGES[1]).context["figures"]
    assert [(figure.value, client.get(figure.url).context["page"].total) for figure in figures] == [
        (1, 1), (0, 0), (0, 0), (0, 0),
    ]  # fmt: skip


def test_a_district_opens_the_row_of_a_commune_and_a_commune_that_of_a_village(as_position, cast, tree, plan):
    confirmed(cast, tree, plan)
    client = as_position(cast.district_officer)
    communes = list(client.get(PAGES[1]).context["table"].rows)
    villages = list(client.get(communes[0]["unit"].href).context["table"].rows)
    assert [bare(row["unit"]) for row in (communes[0], villages[1])] == ["xã Minh Lạc", "thôn Đông"]


def test_an_empty_period_says_how_figures_come_about(as_position, cast):
    page = as_position(cast.commune_officer).get("/bao-cao/2019-quy-1/bieu-02/").content.decode()
    assert "Mô hình được tính vào kỳ có ngày nơi tiếp nhận xác nhận đăng ký" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("bieu-01/", 11), ("bieu-02/", 11), ("bieu-02.xlsx", 11)],
)
def test_a_report_costs_the_same_whatever_its_length(
    as_position, cast, tree, plan, count, path, queries, django_assert_num_queries
):
    for _ in range(count):
        confirmed(cast, tree, plan)
    client = as_position(cast.province_officer)
    client.get(reverse("reports:sheet", args=["2024-quy-1", "bieu-02"]))
    with django_assert_num_queries(queries):
        assert client.get(f"/bao-cao/2024-quy-1/{path}").status_code == 200
