"""Các biểu của báo cáo: the tables, their addresses, and how each becomes a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from documents.annex import Annex
from documents.excel import annexes_to_xlsx
from documents.papers import annexes_to_pdf
from documents.table import Table
from reports.annexes import annexes_of
from reports.by_unit import summary_by_unit
from reports.campaign.tables import activities_by_unit, resources_by_unit
from reports.enums import Format
from reports.evaluated import evaluation_results
from reports.facts import models_behind
from reports.frames import Frame
from reports.registered import Rows, registrations_in_period
from units.enums import Line

# The first three together; the two of the Front together.
WHOLE_REPORT, FRONT_REPORT = "bao-cao", "cuoc-van-dong"
# What may be asked of one level alone; results are told round by round, and a round is of one level already.
BY_LEVEL = ("bieu-01", "bieu-02")


@dataclass(frozen=True)
class Sheet:
    """Một biểu."""

    slug: str
    label: str
    name: str
    number: str
    measure: str
    build: Callable[[Frame], Table]
    report: str = WHOLE_REPORT


SHEETS = (
    Sheet("bieu-01", "Biểu 01", "Danh sách mô hình", "I", "", registrations_in_period),
    Sheet("bieu-02", "Biểu 02", "Tổng hợp theo đơn vị", "II", "mô hình", summary_by_unit),
    Sheet("bieu-03", "Biểu 03", "Kết quả đánh giá", "III", "điểm", evaluation_results),
    Sheet("bieu-04", "Biểu 04a", "Hoạt động Mặt trận", "I", "", activities_by_unit, FRONT_REPORT),
    Sheet("bieu-04-nguon-luc", "Biểu 04b", "Nguồn lực, Quỹ", "II", "", resources_by_unit, FRONT_REPORT),
)


def find_sheets(slug: str) -> tuple[Sheet, ...]:
    """The sheet of an address, those of a whole report, none for anything else."""
    return tuple(sheet for sheet in SHEETS if slug in (sheet.slug, sheet.report))


def rows_of_list(frame: Frame, sheets: tuple[Sheet, ...]) -> int:
    """How many lines the list of models among these sheets has: what decides whether a file is made at once."""
    return models_behind(frame, frame.question).count() if any(sheet.slug == "bieu-01" for sheet in sheets) else 0


def annexes(frame: Frame, sheets: tuple[Sheet, ...], told: Callable[[int], None] | None = None) -> list[Annex]:
    """The sheets as annexes; `told` hears how many lines of the list are read."""
    tables = [sheet.build(frame) for sheet in sheets]
    for table in tables:
        if told and isinstance(table.rows, Rows):
            table.rows.told = told
    line = Line.FRONT if sheets[0].report == FRONT_REPORT else ""
    numbered = [(sheet.number, table, sheet.measure) for sheet, table in zip(sheets, tables, strict=True)]
    return annexes_of(frame, numbered, line=line)


def write_file(annexes: list[Annex], form: Format, file: BinaryIO) -> None:
    """The annexes as one workbook or one PDF. Raises PdfUnavailable."""
    if form == Format.EXCEL:
        annexes_to_xlsx(annexes, file)
    else:
        file.write(annexes_to_pdf(annexes))


def file_name(frame: Frame, sheets: tuple[Sheet, ...], form: Format) -> str:
    """“Biểu 02 - Quý I năm 2026 - huyện Lam Khê.xlsx”."""
    together = "Biểu 04" if sheets[0].report == FRONT_REPORT else "Phụ lục báo cáo"
    name = sheets[0].label if len(sheets) == 1 else together
    level = f" - {frame.level_name}" if frame.level_name and sheets[0].slug in BY_LEVEL else ""
    return f"{name} - {frame.period} - {frame.area_name[:60]}{level}.{form.value}".replace("/", "-")
