"""Biểu 01, Biểu 02 of one level: the highest for which a model is registered; screen, Excel and PDF say the same."""

import io

import pypdfium2
import pytest
from openpyxl import load_workbook

from documents.table import Cell, bare
from registrations import workflow
from registrations.models import Quota
from reports.by_unit import summary_by_unit
from tests import builders
from tests.reports.figures import MARCH, at, confirmed, frame, summary, titles

HERE = "/bao-cao/2024-quy-1/"


@pytest.fixture
def models(tree, cast, plan):
    """Two of the commune's own level; one that goes on to the district's, confirmed by the commune first."""
    confirmed(cast, tree, plan, title="Của xã, một")
    confirmed(cast, tree, plan, title="Của xã, hai", by=cast.women_registrant)
    record = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level], at=at(MARCH),
        title="Lên huyện",
    )  # fmt: skip
    builders.move(record, workflow.FORWARD, cast.commune_officer, at=at(MARCH))
    return record


def test_the_levels_sum_to_the_whole_and_each_has_its_own(tree, cast, models):
    of = {level: summary(cast.district_officer, level=str(level.pk))["Tổng cộng"]["all"]
          for level in (tree.province_level, tree.district_level, tree.commune_level)}  # fmt: skip
    assert list(of.values()) == [0, 1, 2]
    assert summary(cast.district_officer)["Tổng cộng"]["all"] == 3
    assert titles(cast.district_officer, level=str(tree.district_level.pk)) == ["Lên huyện"]


def test_what_came_of_them_is_narrowed_as_well(tree, cast, plan, models):
    effective = builders.effective(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=at(MARCH), title="Có hiệu quả"
    )
    of = {level: summary(cast.district_officer, level=str(level.pk))["Tổng cộng"]["effective_collective"]
          for level in (tree.district_level, tree.commune_level)}  # fmt: skip
    assert (list(of.values()), effective.highest_level) == ([0, 1], tree.commune_level)


def test_every_number_of_a_level_leads_to_as_many_models(as_position, tree, cast, models):
    client = as_position(cast.district_officer)
    for level in (tree.district_level, tree.commune_level):
        table = summary_by_unit(frame(cast.district_officer, level=str(level.pk)))
        linked = [cell for row in table.rows for key, cell in row.items() if isinstance(cell, Cell) and key != "unit"]
        assert linked and all(f"cap={level.pk}" in cell.href for cell in linked)
        assert [client.get(cell.href).context["page"].total for cell in linked] == [cell.value for cell in linked]


def test_a_unit_below_is_opened_for_the_same_level(as_position, tree, cast, models):
    page = as_position(cast.district_officer).get(f"{HERE}bieu-02/", {"cap": tree.district_level.pk})
    row = next(row for row in page.context["table"].rows if bare(row["unit"]) == "xã Minh Lạc")
    assert f"cap={tree.district_level.pk}" in row["unit"].href


def test_nothing_is_asked_of_one_level_so_no_share_is_told(tree, cast, plan, models):
    Quota.objects.create(
        plan=plan, unit=tree.commune, present_unit=tree.commune, kind="collective", models_asked=4
    )  # fmt: skip
    whole, one = (
        summary_by_unit(frame(cast.district_officer, level=level)) for level in ("", str(tree.commune_level.pk))
    )
    keys = [{column.key for column in table.columns} for table in (whole, one)]
    gone = {f"{name}_{kind}" for name in ("quota", "share") for kind in ("collective", "individual")}
    assert keys[0] - keys[1] == gone
    assert any("không ghi chỉ tiêu" in note for note in one.notes)
    assert not any("không ghi chỉ tiêu" in note for note in whole.notes)


def test_screen_excel_and_pdf_say_the_same(as_position, tree, cast, models):
    client, query = as_position(cast.district_officer), {"cap": tree.district_level.pk}
    page = client.get(f"{HERE}bieu-02/", query)
    words = f"huyện Lam Khê; đăng ký cao nhất ở {tree.district_level.name.lower()}"
    table = page.context["table"]
    assert words in page.text and words in table.subtitle
    files = page.context["files"]
    assert all(f"cap={tree.district_level.pk}" in files[one] for one in ("excel", "pdf"))
    assert not any("cap=" in files[one] for one in ("whole_excel", "whole_pdf"))
    book = client.get(files["excel"])
    cells = [[cell for cell in row if cell is not None]
             for row in load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True)]  # fmt: skip
    total = [int(value) for value in table.totals().values() if str(value).isdigit()]
    assert total == [one for one in next(row for row in cells if row and row[0] == "Tổng cộng") if isinstance(one, int)]
    assert any(words in str(cell) for row in cells for cell in row)
    with pypdfium2.PdfDocument(client.get(files["pdf"]).content) as paper:
        printed = " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    assert words in printed


def test_the_chart_by_level_leads_to_the_models_of_the_level(as_position, tree, cast, models):
    client = as_position(cast.district_officer)
    pictures = client.get("/bao-cao/bieu-do/co-cau/", {"tu-nam": "2024", "den-nam": "2024"}).context["pictures"]
    table = next(one.table for one in pictures if one.key == "theo-cap")
    counted = {bare(row["label"]).lower(): row["registered"] for row in table.rows}
    assert {name: bare(cell) for name, cell in counted.items()} == {
        "cấp tỉnh": 0, "cấp huyện": 1, tree.commune_level.name.lower(): 2,
    }  # fmt: skip
    for cell in (one for one in counted.values() if bare(one)):
        assert client.get(cell.href).context["page"].total == cell.value


def test_the_choice_is_kept_where_it_means_something(as_position, tree, cast, models):
    client, level = as_position(cast.commune_officer), tree.commune_level.pk
    query = {"ky": "nam", "nam": "2024", "cap": level}
    ways = {sheet: client.get("/bao-cao/", {**query, "bieu": sheet}).url for sheet in ("bieu-01", "bieu-02", "bieu-03")}
    assert {sheet: f"cap={level}" in way for sheet, way in ways.items()} == {
        "bieu-01": True, "bieu-02": True, "bieu-03": False
    }  # fmt: skip
    page = client.get(f"{HERE}bieu-02/", {"cap": level})
    assert f'<option value="{level}" selected>' in page.text
    assert {sheet.slug for sheet, address, _ in page.context["tabs"] if "cap=" in address} == {"bieu-01", "bieu-02"}
    assert 'name="cap"' not in client.get(f"{HERE}bieu-03/").text


@pytest.mark.parametrize("asked", ["x", "-1", "9" * 30, "1;drop", "٣"])
def test_what_is_no_level_counts_as_not_given(as_position, cast, models, asked):
    page = as_position(cast.district_officer).get(f"{HERE}bieu-02/", {"cap": asked})
    assert page.context["table"].totals()["all"] == 3


def test_a_level_there_is_not_has_nothing(as_position, cast, models):
    page = as_position(cast.district_officer).get(f"{HERE}bieu-02/", {"cap": "999"})
    assert (page.context["table"].totals()["all"], "cấp không có" in page.text) == (0, True)


def test_a_level_that_ended_before_the_period_is_not_offered(as_position, tree, cast, models):
    tree.district_level.valid_to = at(MARCH).date().replace(year=2023)
    tree.district_level.save()
    client = as_position(cast.province_officer)
    names = [one.name for one in client.get(f"{HERE}bieu-02/").context["levels"]]
    assert tree.district_level.name not in names
    asked = client.get(f"{HERE}bieu-02/", {"cap": tree.district_level.pk}).context["levels"]
    assert tree.district_level.name in [one.name for one in asked]


@pytest.mark.parametrize(
    ("path", "queries"), [("bieu-01/?cap={}", 11), ("bieu-02/?cap={}", 10), ("bieu-02.xlsx?cap={}", 10)]
)
def test_one_level_costs_no_more(as_position, tree, cast, models, path, queries, django_assert_num_queries):
    client = as_position(cast.province_officer)
    client.get(f"{HERE}bieu-02/")
    with django_assert_num_queries(queries):
        client.get(HERE + path.format(tree.commune_level.pk))
