"""CSV that a spreadsheet opens as it is meant: Vietnamese letters, nothing divided or calculated that was typed."""

import csv
import io
from datetime import date

import pytest

from documents.csv_out import table_to_csv
from documents.table import GROUP, Column, Table

COLUMNS = [Column("a", "Tên mô hình"), Column("b", "Số", numeric=True)]


def written(rows, columns=COLUMNS) -> bytes:
    file = io.BytesIO()
    table_to_csv(Table(title="Bảng", columns=columns, rows=rows), file)
    return file.getvalue()


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_it_begins_with_the_mark_that_makes_excel_read_vietnamese():
    assert written([]).startswith('\ufeff"Tên mô hình"'.encode())


@pytest.mark.parametrize("text", ["a;b", "a,b", 'nói “"vậy"”', "hai\ndòng", "Đường hoa phụ nữ tự quản"])
def test_what_was_typed_stays_in_its_cell(text):
    data = written([{"a": text, "b": 3}])

    assert read(data)[1] == [text, "3"]
    assert f'"{text.replace(chr(34), chr(34) * 2)}"'.encode() in data


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_like_a_formula_becomes_text(start):
    assert read(written([{"a": f"{start}1+1", "b": None}]))[1] == [f"'{start}1+1", ""]


def test_numbers_are_numbers_and_days_are_written_as_people_write_them():
    assert b'\r\n"05/02/2026",-70\r\n' in written([{"a": date(2026, 2, 5), "b": -70}])


def test_a_heading_among_the_rows_stands_in_the_first_cell():
    assert read(written([{GROUP: "=Khối"}]))[1] == ["'=Khối"]
