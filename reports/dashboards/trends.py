"""Xu hướng: the figures of an area from year to year."""

from functools import partial
from typing import Any

from django.utils.text import capfirst

from documents import drawings
from documents.table import Column, Table
from registrations.enums import Kind, Origin
from reports.dashboards.asked import Asked
from reports.dashboards.counting import YEAR, Cube, counted
from reports.dashboards.pictures import (
    Picture,
    behind,
    described,
    drawn_keys,
    fact_cells,
    fact_columns,
    linked,
)
from reports.enums import Fact
from reports.frames import Frame
from reports.questions import ORIGINS

# What can be told apart in one drawing.
MOST_LINES = 6
NO_SECTOR = "Chưa ghi lĩnh vực"


def count(frame: Frame, asked: Asked, years: range) -> Cube:
    return counted(frame, asked, years, "kind", "origin", "sector")


def pictures(frame: Frame, asked: Asked, years: range, cube: Cube) -> list[Picture]:
    empty = not cube.cells
    milestones, kinds, sectors = _milestones(frame, asked, years, cube), _kinds(frame, asked, years, cube), _sectors(frame, asked, years, cube)  # fmt: skip
    lines = [column.key for column in sectors.columns[1:-1]][:MOST_LINES]
    kind_keys = [kind.value for kind in Kind]
    return [
        Picture("cac-moc", milestones, partial(drawings.line_chart, label="year", keys=drawn_keys()), empty, cube.at),
        Picture("theo-loai", kinds, partial(drawings.bar_groups, label="year", keys=kind_keys), empty, cube.at),
        Picture("theo-linh-vuc", sectors, partial(drawings.line_chart, label="year", keys=lines), empty, cube.at),
    ]


def _milestones(frame: Frame, asked: Asked, years: range, cube: Cube) -> Table:
    numbers = cube.along(YEAR)
    rows = [
        {"year": str(year), **fact_cells(numbers, (year,), partial(behind, frame, asked, years=range(year, year + 1)))}
        for year in years
    ]
    table = Table("Đăng ký, hiệu quả, công nhận, khen thưởng qua các năm", [_year_column(), *fact_columns()], rows)
    return described(table, frame, asked, cube.at)


def _kinds(frame: Frame, asked: Asked, years: range, cube: Cube) -> Table:
    """Mô hình đăng ký: collective and individual, new and continued."""
    kinds, origins = cube.along(YEAR, "kind"), cube.along(YEAR, "origin")
    slugs = {origin: slug for slug, origin in ORIGINS.items()}

    def row(year: int) -> dict[str, Any]:
        to = partial(behind, frame, asked, Fact.REGISTERED, years=range(year, year + 1))
        parts = {kind: kinds[Fact.REGISTERED, year, kind] for kind in Kind}
        return {
            "year": str(year),
            **{kind.value: linked(number, to(kind=kind.slug)) for kind, number in parts.items()},
            **{
                origin.value: linked(origins[Fact.REGISTERED, year, origin], to(origin=slugs[origin]))
                for origin in Origin
            },
            "all": linked(sum(parts.values()), to()),
        }

    columns = [
        _year_column(),
        *[_figure(kind.value, kind.label.capitalize(), "Đối tượng") for kind in Kind],
        *[_figure(origin.value, origin.label.capitalize(), "Mới hay tiếp tục") for origin in Origin],
        _figure("all", "Tổng số"),
    ]
    return described(
        Table("Mô hình đăng ký theo loại qua các năm", columns, [row(year) for year in years]), frame, asked, cube.at
    )


def _sectors(frame: Frame, asked: Asked, years: range, cube: Cube) -> Table:
    """Mô hình đăng ký: a column a sector."""
    numbers = cube.along(YEAR, "sector")
    names: dict[int | None, str] = {sector.key: sector.name for sector in frame.classes.sectors}
    if any(sector is None for _fact, _year, sector in numbers):
        names[None] = NO_SECTOR

    def row(year: int) -> dict[str, Any]:
        to = partial(behind, frame, asked, Fact.REGISTERED, years=range(year, year + 1))
        parts = {key: numbers[Fact.REGISTERED, year, key] for key in names}
        cells = {f"s{key}": linked(number, to(sector=key) if key else None) for key, number in parts.items()}
        return {"year": str(year), **cells, "all": linked(sum(parts.values()), to())}

    columns = [
        _year_column(),
        *[_figure(f"s{key}", capfirst(name)) for key, name in names.items()],
        _figure("all", "Tổng số"),
    ]
    return described(
        Table("Mô hình đăng ký theo lĩnh vực qua các năm", columns, [row(year) for year in years]),
        frame,
        asked,
        cube.at,
    )


def _year_column() -> Column:
    return Column("year", "Năm", width=8, align="center")


def _figure(key: str, label: str, group: str = "") -> Column:
    return Column(key, label, numeric=True, total=True, width=9, group=group)
