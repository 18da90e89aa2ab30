"""Tệp dữ liệu: the set as CSV, or as a workbook with its dictionary."""

from collections.abc import Callable
from typing import BinaryIO

from accounts.models import Position
from documents.csv_out import table_to_csv
from documents.data_book import MOST_ROWS, tables_to_book
from documents.table import Table
from reports import notes
from reports.dashboards.asked import Asked, stretch_of
from reports.enums import Format
from reports.frames import Frame, open_frame
from reports.tidy.reading import known_levels, models_of
from reports.tidy.rows import Rows
from reports.tidy.variables import all_variables, dictionary

SLUG = "du-lieu"
USUAL_YEARS = 1
TOO_LONG = f"Bộ dữ liệu dài hơn {MOST_ROWS} dòng, Excel không chứa được: chọn ít năm hơn, hoặc tải tệp CSV."


class TooLong(Exception):
    """More rows than a workbook holds."""


def frame_of(position: Position, asked: Asked) -> Frame:
    """Raises NoSuchUnit outside the position's areas."""
    return open_frame(position, period=stretch_of(asked.years(USUAL_YEARS)), question=asked.question.of_everything)


def count(frame: Frame, asked: Asked) -> int:
    """How many registrations are in the set; some have a row in several years."""
    return models_of(frame, asked).count()


def count_up_to(frame: Frame, asked: Asked, most: int) -> int:
    """The same, but never further than one more than `most`: a page does not count a hundred thousand."""
    return models_of(frame, asked).order_by()[: most + 1].count()


def write(frame: Frame, asked: Asked, form: Format, file: BinaryIO, told: Callable[[int], None] | None = None) -> None:
    """Raises TooLong."""
    variables = all_variables(known_levels())
    table = Table("Bộ dữ liệu", [one.column for one in variables], Rows(frame, asked, told))
    if form == Format.CSV:
        table_to_csv(table, file)
        return
    try:
        tables_to_book(
            [("Dữ liệu", table), ("Chú thích", dictionary(variables)), ("Phạm vi", about(frame, asked))], file
        )
    except OverflowError as problem:
        raise TooLong(TOO_LONG) from problem


def about(frame: Frame, asked: Asked) -> Table:
    """What the set covers, by which tree, cut off when."""
    from_columns = dictionary([]).columns[:2]
    told = [
        ("Bộ dữ liệu", f"{frame.period} – {frame.area_name}{asked.narrowing}"),
        ("Cách ghi", "Mỗi dòng là một hồ sơ trong một năm có việc được ghi ngày; cộng các cột 0/1 theo năm ra số của Biểu 02."),
        ("Cá nhân", "Không có họ tên cá nhân; tìm theo mã hồ sơ trong cổng khi cần."),
        *(("Số liệu", line) for line in notes.under_table(frame, notes.REGISTERED, notes.OUTCOMES, notes.GIVEN)),
    ]  # fmt: skip
    return Table("Phạm vi", from_columns, [{"name": name, "meaning": meaning} for name, meaning in told])


def file_name(frame: Frame, form: Format) -> str:
    """“Bộ dữ liệu - Năm 2026 - huyện Lam Khê.csv”."""
    return f"Bộ dữ liệu - {frame.period} - {frame.area_name[:60]}.{form.value}".replace("/", "-")
