"""Bộ dữ liệu: one row a registration and year, whose sums are Biểu 02; inside the scope, harmless, explained."""

import csv
import io
from datetime import date
from uuid import uuid4

import openpyxl
import pytest

from registrations import workflow
from registrations.enums import Kind
from reports import tasks
from reports.dashboards.asked import read_asked
from reports.models import Export
from reports.tidy import files
from reports.tidy.reading import known_levels
from reports.tidy.rows import Rows
from reports.tidy.variables import all_variables
from reports.views import data
from tests import builders
from tests.reports.figures import at, confirmed, summary
from tests.reports.test_dashboards import amid, rewarded, story

__all__ = ["amid", "rewarded", "story"]
HERE = "/bao-cao/bieu-do/du-lieu/"
YEARS = {"tu-nam": "2024", "den-nam": "2025"}
MARKS = {"dang_ky": "", "hieu_qua": "effective", "chua_dat": "ineffective", "dung": "stopped",
         "cong_nhan": "recognised", "khen_thuong": "rewarded"}  # fmt: skip


def read(position, **query):
    asked = read_asked({**YEARS, **query})
    return list(Rows(files.frame_of(position, asked), asked))


def csv_of(client, **query):
    text = client.get(f"{HERE}bo-du-lieu.csv", {**YEARS, **query}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("who", ["commune_officer", "district_officer", "province_officer"])
@pytest.mark.parametrize("by", ["hien-nay", "khi-xac-nhan"])
def test_the_marks_of_a_year_sum_to_the_summary_of_that_year(cast, rewarded, who, by):
    position = getattr(cast, who)
    rows = read(position, cay=by)
    for year in (2024, 2025):
        totals = summary(position, f"{year}-nam", tree=by)["Tổng cộng"]
        expected = {
            mark: sum(totals[f"{name}_{kind.value}"] for kind in Kind) if name else totals["all"]
            for mark, name in MARKS.items()
        }
        assert {mark: sum(row[mark] for row in rows if row["nam"] == year) for mark in MARKS} == expected


@pytest.mark.parametrize("by", ["hien-nay", "khi-xac-nhan"])
def test_of_an_area_that_began_amid_the_years_each_has_its_own_rows(cast, amid, by):
    rows = read(cast.district_officer, cay=by, **{"don-vi": str(amid.pk)})
    for year in (2024, 2025):
        table = summary(cast.district_officer, f"{year}-nam", tree=by, unit=str(amid.pk))
        assert sum(row["dang_ky"] for row in rows if row["nam"] == year) == table["Tổng cộng"]["all"]


def test_a_model_has_a_row_for_each_year_in_which_something_happened(cast, rewarded):
    rows = [(row["ten_mo_hinh"], row["nam"]) for row in read(cast.commune_officer)]
    assert sorted(rows) == [
        ("Chưa xác nhận", 2024), ("Dừng", 2024), ("Hiệu quả ngay", 2024), ("Một người", 2024),
        ("Năm sau mới đạt", 2024), ("Năm sau mới đạt", 2025),
    ]  # fmt: skip


def test_amounts_stand_once(cast, tree, plan):
    model = confirmed(cast, tree, plan, benefit_amount="70.000.000")
    builders.write_result(model, cast.registrant, benefit_amount="90.000.000")

    builders.move(model, workflow.SEND_RESULT, cast.registrant, at("2025-02-01 08:00"))
    builders.move(model, workflow.CONFIRM_EFFECT, cast.commune_officer, at("2025-02-02 08:00"), note="Đạt.")
    rows = read(cast.commune_officer)
    assert [(row["nam"], row["loi_du_kien"], row["loi_thuc_te"]) for row in rows] == [
        (2024, 70_000_000, None), (2025, None, 90_000_000),
    ]  # fmt: skip


def test_every_column_is_filled_and_explained_and_no_person_is_named(cast, rewarded):
    variables = [one.name for one in all_variables(known_levels())]
    rows = read(cast.commune_officer)
    assert {key for row in rows for key in row} - set(variables) == set()
    assert len(variables) == len(set(variables))
    row = next(row for row in rows if row["ten_mo_hinh"] == "Hiệu quả ngay")
    assert (row["khoi"], row["dia_ban_3_khi_do"], row["dia_ban_3_nay"], row["ma_dia_ban_3_nay"]) == (
        "dia-ban", "xã Minh Lạc", "xã Minh Lạc", "09902",
    )  # fmt: skip
    assert (row["cong_nhan"], row["quyet_dinh"], row["hinh_thuc"]) == (
        1, "45/QĐ-UBND, 20/12/2024; 46/QĐ-UBND, 21/12/2024", "Giấy khen",
    )  # fmt: skip
    assert "Phạm Đức Cần" not in str(rows)


def test_only_what_lies_inside_is_in_the_set(as_position, cast, tree, story):
    assert csv_of(as_position(cast.other_commune_officer)) == []
    client = as_position(cast.commune_officer)
    assert client.get(f"{HERE}bo-du-lieu.csv", {"don-vi": tree.other_commune.pk}).status_code == 404
    assert {row["don_vi_nay"] for row in csv_of(client, **{"don-vi": str(tree.village.pk)})} == {
        "thôn Đông, xã Minh Lạc"
    }


@pytest.mark.parametrize("who", ["registrant", "reviewer", "admin"])
def test_others_have_no_data_set(as_position, cast, who):
    client = as_position(getattr(cast, who))
    assert [client.get(HERE + path).status_code for path in ("", "bo-du-lieu.csv", "chu-thich.csv")] == [403] * 3


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_becomes_a_formula(as_position, cast, tree, plan, start):
    confirmed(cast, tree, plan, title=f"{start} đường hoa")
    client = as_position(cast.commune_officer)
    assert csv_of(client)[0]["ten_mo_hinh"] == f"'{start} đường hoa"
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{HERE}bo-du-lieu.xlsx", YEARS).content))
    cell = next(cell for cell in book["Dữ liệu"][2] if "đường hoa" in str(cell.value))
    assert (cell.value, cell.data_type) == (f"{start} đường hoa", "s")


def test_the_page_tells_how_the_file_for_statistics_is_written(as_position, cast, rewarded):
    client = as_position(cast.commune_officer)
    file = client.get(f"{HERE}bo-du-lieu.csv", YEARS).content
    assert "mã UTF-8, các cột cách nhau bằng dấu phẩy, phần lẻ sau dấu chấm" in client.get(HERE).content.decode()
    assert file.startswith(b'\xef\xbb\xbf"ma_ho_so","nam"')


def test_the_workbook_carries_data_dictionary_and_scope(as_position, cast, rewarded):
    answer = as_position(cast.commune_officer).get(f"{HERE}bo-du-lieu.xlsx", YEARS)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    head, *rows = book["Dữ liệu"].iter_rows(values_only=True)
    assert book.sheetnames == ["Dữ liệu", "Chú thích", "Phạm vi"]
    assert list(head) == [row[0] for row in book["Chú thích"].iter_rows(min_row=2, values_only=True)]
    assert len(rows) == 6
    confirmed_on = rows[0][head.index("ngay_xac_nhan")]
    assert (confirmed_on.date(), rows[0][head.index("nam")]) == (date(2024, 3, 15), 2024)
    assert "Các năm 2024–2025 – xã Minh Lạc" in [row[1] for row in book["Phạm vi"].iter_rows(values_only=True)]


def test_a_long_set_is_made_in_the_background_once(as_position, cast, rewarded, monkeypatch):
    monkeypatch.setattr(data, "MOST_ROWS_AT_ONCE", 2)
    client, query = as_position(cast.commune_officer), "?tu-nam=2024&den-nam=2025"
    assert "Lập tệp CSV" in client.get(f"{HERE}bo-du-lieu.csv{query}").content.decode()
    form = {"token": str(uuid4()), "position": cast.commune_officer.pk}
    first, second = (client.post(f"{HERE}bo-du-lieu.csv{query}", form).url for _ in range(2))
    export = Export.objects.get()
    assert (first == second, export.total, export.period) == (True, 5, "2024-2025")
    tasks.make_export.func(export.pk)
    export.refresh_from_db()
    with export.file.open("rb") as file:
        made = file.read().decode("utf-8-sig")
    assert (export.is_done, len(list(csv.DictReader(io.StringIO(made))))) == (True, 6)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("", 8), ("bo-du-lieu.csv", 17)])
def test_the_set_costs_the_same_whatever_its_length(
    as_position, cast, tree, plan, count, path, queries, django_assert_num_queries
):
    for _ in range(count):
        confirmed(cast, tree, plan)
    client = as_position(cast.province_officer)
    client.get(HERE)
    with django_assert_num_queries(queries):
        assert client.get(f"{HERE}{path}?tu-nam=2024").status_code == 200
