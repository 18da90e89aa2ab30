"""So sánh đơn vị: the units below side by side, as bars and as tiles; the same rows as Biểu 02."""

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.urls import reverse

from common.vietnamese import sort_key
from documents import drawings
from documents.table import Cell, Column, Table, bare
from reports import facts, notes
from reports.by_unit import NO_QUOTA, SHARE_PLACES, percent
from reports.dashboards import tiles
from reports.dashboards.asked import LAID_OUT, SHADES, SHARE, Asked
from reports.dashboards.counting import BUCKET, FACTS, Cube, counted
from reports.dashboards.pictures import Picture, behind, described, drawn_keys, fact_cells, fact_columns
from reports.enums import Fact
from reports.frames import Frame, RowUnit
from reports.questions import KINDS

# More than these would make the bars too small to be read; the table has all units.
MOST_BARS = 20
FEWER_DRAWN = f"Hình vẽ {MOST_BARS} đơn vị có số đăng ký cao nhất; bảng có đủ các đơn vị."
SCHEME = "Mỗi ô là một đơn vị, xếp theo thứ tự đã chọn; đây là sơ đồ thống kê, không thể hiện ranh giới và vị trí thật."
QUOTA, DONE, PLACE = "quota", "done", "place"
SLUGS = {"units": "don-vi", "tiles": "luoc-do"}
TITLES = {"units": "So sánh các đơn vị", "tiles": "Lược đồ thống kê: {}"}


@dataclass(frozen=True)
class Quotas:
    """Per row: how many models plans ask for, and how many were registered of the kinds asked for."""

    models: Counter[int]
    reached: Counter[int]


@dataclass(frozen=True)
class UnitFigures:
    """What both drawings of the units show; quotas where one year and no line are asked for: they are of a unit and kind."""

    cube: Cube
    quotas: Quotas | None


def count(frame: Frame, asked: Asked, years: range) -> UnitFigures:
    cube = counted(frame, asked, years, BUCKET, "kind")
    return UnitFigures(cube, _quotas(frame, asked, cube) if len(years) == 1 and not asked.line else None)


def compared(frame: Frame, asked: Asked, years: range, found: UnitFigures) -> list[Picture]:
    """The bars of the units below."""
    table = table_of(frame, asked, years, found, "units")
    many = sum(1 for _ in table.rows) > MOST_BARS
    table = replace(table, notes=[*table.notes, FEWER_DRAWN]) if many else table
    draw = partial(drawings.bar_groups, label="unit", keys=drawn_keys(), most=MOST_BARS)
    return [Picture("don-vi", table, draw, _is_empty(table), found.cube.at)]


def mapped(frame: Frame, asked: Asked, years: range, found: UnitFigures) -> list[Picture]:
    """The tiles of the units below, shaded by the figure asked for."""
    if asked.shade == SHARE and (len(years) > 1 or asked.line):
        asked = asked.changed(shade=Fact.REGISTERED.value)
    placed = tiles.places_of(frame.area.pk) if frame.area and asked.order == LAID_OUT else {}
    table = table_of(frame, asked, years, found, "tiles", placed)
    key = DONE if asked.shade == SHARE else Fact(asked.shade).name.lower()
    table = replace(table, notes=[*table.notes, SCHEME])
    draw = partial(drawings.tile_map, label="unit", key=key, place=PLACE)
    return [Picture("luoc-do", table, draw, _is_empty(table), found.cube.at)]


def table_of(
    frame: Frame, asked: Asked, years: range, found: UnitFigures, view: str, placed: tiles.Places | None = None
) -> Table:
    """One row a unit. `placed`: where the tiles stand; their rows come first, in reading order."""
    numbers, quotas, at = found.cube.along(BUCKET), found.quotas, found.cube.at
    shown = [row for row in frame.rows if not row.optional or _has_figures(numbers, row)]
    ordered = _in_order(shown, asked, numbers, placed or {})
    rows = [
        {**_row(frame, asked, years, row, numbers, quotas, view), PLACE: (placed or {}).get(row.key)} for row in ordered
    ]
    columns = [Column("unit", "Đơn vị", width=26), *fact_columns()]
    title = TITLES[view].format(SHADES[asked.shade].lower())
    if quotas is None:
        return described(Table(title, columns, rows), frame, asked, at)
    columns += [
        Column(QUOTA, "Chỉ tiêu giao", numeric=True, total=True, width=9),
        Column(DONE, SHADES[SHARE], numeric=True, width=9, places=SHARE_PLACES),
    ]
    stated = {DONE: _done(quotas, [row.key for row in shown])}
    meant = (notes.REGISTERED, notes.OUTCOMES, notes.GIVEN, notes.SHARE)
    return described(Table(title, columns, rows, stated_totals=stated), frame, asked, at, *meant)


def _row(
    frame: Frame, asked: Asked, years: range, row: RowUnit, numbers: Counter, quotas: Quotas | None, view: str
) -> dict[str, Any]:
    link = partial(behind, frame, asked, years=years, question=row.question)
    cells = {"unit": _unit_cell(row, frame, asked, view), **fact_cells(numbers, (row.key,), link)}
    if quotas is not None:
        cells |= {QUOTA: quotas.models[row.key], DONE: _done(quotas, [row.key])}
    return cells


def _done(quotas: Quotas, keys: list[int]) -> Any:
    models = sum(quotas.models[key] for key in keys)
    return percent(sum(quotas.reached[key] for key in keys), models) if models else NO_QUOTA


def _unit_cell(row: RowUnit, frame: Frame, asked: Asked, view: str) -> Any:
    """The name leads to the same drawing one step down."""
    if not row.question.unit or row.question.unit == frame.question.unit:
        return row.label
    further = asked.changed(question=asked.question.narrowed(unit=row.question.unit))
    return Cell(row.label, further.address(reverse("reports:dashboard", args=[SLUGS[view]])))


def _quotas(frame: Frame, asked: Asked, cube: Cube) -> Quotas:
    """Of the kind asked for or of both; what is of a kind that was not asked of a unit does not fulfil its quota."""
    registered, quotas = cube.along(BUCKET, "kind"), Quotas(Counter(), Counter())
    kinds = [KINDS[asked.question.kind]] if asked.question.kind else list(KINDS.values())
    for key, counter in facts.count_quotas(frame).items():
        for kind in kinds:
            if models := counter[f"quota_{kind.value}"]:
                quotas.models[key] += models
                quotas.reached[key] += registered[Fact.REGISTERED, key, kind.value]
    return quotas


def _has_figures(numbers: Counter, row: RowUnit) -> bool:
    return any(numbers[fact, row.key] for fact in FACTS)


def _in_order(rows: list[RowUnit], asked: Asked, numbers: Counter, placed: tiles.Places) -> list[RowUnit]:
    """As they were placed and as the frame has them (areas by their code), by the alphabet, or the highest first."""
    if asked.order == "ten":
        return sorted(rows, key=lambda row: (row.key <= 0, sort_key(row.label)))
    if asked.order == "so":
        return sorted(rows, key=lambda row: -numbers[Fact.REGISTERED, row.key])
    return sorted(rows, key=lambda row: placed.get(row.key, (math.inf,)))


def _is_empty(table: Table) -> bool:
    return not any(bare(row[fact.name.lower()]) for row in table.rows for fact in FACTS)
