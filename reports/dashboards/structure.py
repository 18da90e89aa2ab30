"""Cơ cấu: the figures of some years by field, kind, newness and level."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.text import capfirst

from documents import drawings
from documents.table import Column, Table
from registrations.enums import Kind, Origin
from reports.by_unit import SHARE_PLACES, percent
from reports.dashboards.asked import Asked
from reports.dashboards.counting import Cube, counted
from reports.dashboards.pictures import Picture, behind, described, drawn_keys, fact_cells, fact_columns
from reports.enums import Fact
from reports.frames import Frame
from reports.questions import ORIGINS

# What a class of models is called, its value in the cube, and how Biểu 01 is narrowed to it (None: it cannot be).
Class = tuple[str, Any, dict[str, Any] | None]


def count(frame: Frame, asked: Asked, years: range) -> Cube:
    return counted(frame, asked, years, "kind", "origin", "sector", "level")


def pictures(frame: Frame, asked: Asked, years: range, cube: Cube) -> list[Picture]:
    asked_by: list[tuple[str, str, str, Sequence[Class]]] = [
        ("theo-linh-vuc", "Theo lĩnh vực", "sector", _sectors(frame, cube)),
        ("theo-loai", "Theo loại tập thể, cá nhân", "kind", _kinds()),
        ("theo-nguon", "Theo mô hình mới, mô hình tiếp tục", "origin", _origins()),
        ("theo-cap", "Theo cấp đăng ký cao nhất", "level", _levels(frame, cube)),
    ]
    return [
        _picture(frame, asked, years, cube, key=key, title=title, by=by, classes=classes)
        for key, title, by, classes in asked_by
    ]


def _picture(
    frame: Frame, asked: Asked, years: range, cube: Cube, *, key: str, title: str, by: str, classes
) -> Picture:
    numbers = cube.along(by)
    whole = sum(number for (fact, _value), number in numbers.items() if fact == Fact.REGISTERED)
    rows = []
    for label, value, narrowed in classes:
        link = partial(behind, frame, asked, years=years, **(narrowed or {})) if narrowed is not None else _nowhere
        share = percent(numbers[Fact.REGISTERED, value], whole) if whole else Decimal(0)
        rows.append({"label": label, **fact_cells(numbers, (value,), link), "share": share})
    columns = [
        Column("label", title.removeprefix("Theo ").capitalize(), width=26),
        *fact_columns(),
        Column("share", "% số đăng ký", numeric=True, width=9, places=SHARE_PLACES),
    ]
    table = described(Table(title, columns, rows, stated_totals={}), frame, asked, cube.at)
    draw = partial(drawings.bar_groups, label="label", keys=drawn_keys())
    return Picture(key, table, draw, is_empty=not cube.cells, at=cube.at)


def _nowhere(_fact: Fact) -> None:
    return None


def _sectors(frame: Frame, cube: Cube) -> list[Class]:
    known: list[Class] = [(capfirst(one.name), one.key, {"sector": one.key}) for one in frame.classes.sectors]
    return known + _unsaid(cube, "sector", "Chưa ghi lĩnh vực")


def _kinds() -> list[Class]:
    return [(capfirst(kind.label), kind.value, {"kind": kind.slug}) for kind in Kind]


def _origins() -> list[Class]:
    slugs = {origin: slug for slug, origin in ORIGINS.items()}
    return [(capfirst(origin.label), origin.value, {"origin": slugs[origin]}) for origin in Origin]


def _levels(frame: Frame, cube: Cube) -> list[Class]:
    """Every level there is; a level that has ended only where something was registered for it."""
    counted_for = {value for _fact, value in cube.along("level")}
    known: list[Class] = [
        (capfirst(level.name), level.key, {"level": level.key})
        for level in frame.classes.levels
        if level.ends is None or level.key in counted_for
    ]
    return known + _unsaid(cube, "level", "Chưa ghi cấp")


def _unsaid(cube: Cube, by: str, label: str) -> list[Class]:
    return [(label, None, None)] if any(value is None for _fact, value in cube.along(by)) else []
