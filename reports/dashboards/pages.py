"""Các trang biểu đồ: which drawings stand on which page, the choices above them, and their files."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from accounts.models import Position
from common import installation
from documents.excel import annexes_to_xlsx
from documents.papers import paper_to_pdf
from registrations.enums import Kind
from reports.dashboards import below, funnel, structure, tiles, trends
from reports.dashboards.asked import LAID_OUT, LINE_LABELS, MOST_YEARS, ORDERS, SHADES, USUAL_YEARS, Asked, stretch_of
from reports.dashboards.pictures import Picture
from reports.enums import Format, Tree
from reports.frames import Frame, open_frame
from reports.pages import depths
from units.letterheads import annex_by

HOW_TO_FILL = (
    "Chưa có mô hình nào trong các năm và phạm vi đã chọn. Mô hình được tính vào năm nơi tiếp nhận xác nhận đăng ký; "
    "chọn năm khác hoặc bỏ bớt điều kiện ở trên."
)
ALL = "tat-ca"


@dataclass(frozen=True)
class Dashboard:
    """Một trang biểu đồ; `years`: how many it shows where none were asked for.

    What it has to `count` is handed on to what builds its drawings: pages that count the same share it in one file.
    """

    slug: str
    label: str
    years: int
    count: Callable[[Frame, Asked, range], Any]
    build: Callable[[Frame, Asked, range, Any], list[Picture]]
    of_units: bool = False


DASHBOARDS = (
    Dashboard("xu-huong", "Xu hướng", USUAL_YEARS, trends.count, trends.pictures),
    Dashboard("co-cau", "Lĩnh vực, loại, cấp", 1, structure.count, structure.pictures),
    Dashboard("pheu", "Từ đăng ký đến khen thưởng", 1, funnel.count, funnel.pictures),
    Dashboard("don-vi", "So sánh đơn vị", 1, below.count, below.compared, of_units=True),
    Dashboard("luoc-do", "Lược đồ", 1, below.count, below.mapped, of_units=True),
)


def find(slug: str) -> tuple[Dashboard, ...]:
    """The page of an address, all of them for a file of everything, none for anything else."""
    return DASHBOARDS if slug == ALL else tuple(one for one in DASHBOARDS if one.slug == slug)


def frame_of(position: Position, asked: Asked, dashboard: Dashboard) -> Frame:
    """Raises NoSuchUnit outside the position's areas."""
    return _frame_of_years(position, asked, asked.years(dashboard.years))


def _frame_of_years(position: Position, asked: Asked, years: range) -> Frame:
    return open_frame(position, period=stretch_of(years), question=asked.question.of_everything)


def drawn(frame: Frame, asked: Asked, dashboard: Dashboard) -> list[Picture]:
    years = asked.years(dashboard.years)
    return dashboard.build(frame, asked, years, dashboard.count(frame, asked, years))


def context(frame: Frame, asked: Asked, dashboard: Dashboard) -> dict[str, Any]:
    """Everything the page shows."""
    begun, years, pictures = timezone.now(), asked.years(dashboard.years), drawn(frame, asked, dashboard)
    counted_at = pictures[0].at or begun
    return {
        "frame": frame,
        "asked": asked,
        "dashboard": dashboard,
        "pictures": pictures,
        "notes": pictures[0].table.notes,
        "counted_at": counted_at,
        # Only what stood already can have become stale.
        "recount": asked.recounted_after(counted_at, _path("dashboard", dashboard.slug)) if counted_at < begun else "",
        "is_empty": all(picture.is_empty for picture in pictures),
        "how_to_fill": HOW_TO_FILL,
        "tabs": [(one, asked.address(_path("dashboard", one.slug)), one == dashboard) for one in DASHBOARDS],
        "files": [
            ("Tải PDF", asked.address(_path("dashboard_pdf", dashboard.slug)), "btn-main"),
            ("Tải Excel", asked.address(_path("dashboard_excel", dashboard.slug)), ""),
        ],
        "all_files": [
            ("Tất cả biểu đồ (PDF)", asked.address(_path("dashboard_pdf", ALL))),
            ("Tất cả bảng số liệu (Excel)", asked.address(_path("dashboard_excel", ALL))),
        ],
        **choices(frame, asked, years, with_tiles=dashboard.build is below.mapped),
    }


def choices(frame: Frame, asked: Asked, years: range, *, with_tiles: bool = False) -> dict[str, Any]:
    """What the form above the drawings offers."""
    orders = [(slug, capfirst(label)) for slug, label in ORDERS.items() if with_tiles or slug != LAID_OUT]
    return {
        "chosen_years": (years[0], years[-1]),
        "years": offered_years(years),
        "trees": Tree.choices,
        "units": [(unit, "\u2003" * depth) for unit, depth in depths(frame)],
        "kinds": [(kind.slug, kind.label.capitalize()) for kind in Kind],
        "lines": [(slug, capfirst(label)) for slug, label in LINE_LABELS.items()],
        "shades": SHADES.items(),
        "orders": orders,
        "lay_out": frame.area if with_tiles and frame.area and tiles.lays_out(frame.position, frame.area.pk) else None,
    }


def offered_years(chosen: range) -> list[int]:
    now = timezone.localdate().year
    return sorted({*range(now - MOST_YEARS + 1, now + 1), *chosen}, reverse=True)


def file_of(position: Position, asked: Asked, chosen: tuple[Dashboard, ...], form: Format) -> tuple[bytes, str]:
    """The drawings as one PDF, a sheet each, or their tables as one workbook; and its name. Raises PdfUnavailable."""
    frame = cache(partial(_frame_of_years, position, asked))
    counted = cache(lambda count, years: count(frame(years), asked, years))
    pages = [(one, asked.years(one.years)) for one in chosen]
    pictures = [
        picture for one, years in pages for picture in one.build(frame(years), asked, years, counted(one.count, years))
    ]
    first = frame(pages[0][1])
    label = chosen[0].label if len(chosen) == 1 else "Biểu đồ"
    name = f"{label} - {first.period} - {first.area_name[:60]}.{form.value}".replace("/", "-")
    return (_pdf(position, pictures) if form == Format.PDF else _excel(position, pictures)), name


def _pdf(position: Position, pictures: list[Picture]) -> bytes:
    now = timezone.localtime()
    return paper_to_pdf(
        "drawings.html",
        {"pictures": pictures, "unit": position.unit, "now": now, "is_demo": installation.is_demo()},
    )


def _excel(position: Position, pictures: list[Picture]) -> bytes:
    file = io.BytesIO()
    first = annex_by(position, pictures[0].table)
    annexes_to_xlsx([replace(first, table=picture.table) for picture in pictures], file)
    return file.getvalue()


def _path(route: str, slug: str) -> str:
    return reverse(f"reports:{route}", args=[slug])
