"""Kiểm tra số liệu: what looks wrong is said to the compiler, who confirms it or mends it; nothing is corrected by itself."""

from collections.abc import Iterable
from decimal import Decimal

from common import numbers
from reports.models import ReportFigure
from reports.periodic.enums import Source

TIMES = 10
# Below this, ten times as much is no slip of a nought.
SMALL = 10
MOST_NAMED = 3


def doubts(figures: Iterable[ReportFigure]) -> list[str]:
    """One sentence for each number that may be wrong."""
    rows = list(figures)
    few = [told] if (told := short(rows)) else []
    return [*few, *(told for row in rows if not row.is_worked_out for told in _against_before(row)), *_sectors(rows)]


def short(figures: Iterable[ReportFigure]) -> str:
    """That reports of units below were missing when their numbers were added, as it is kept with the figures."""
    told = sorted({row.origin for row in figures if row.below_missing})
    return f"Chưa đủ báo cáo của cấp dưới: số liệu {'; '.join(told)}." if told else ""


def _against_before(row: ReportFigure) -> list[str]:
    if row.value is None or row.before is None:
        return []
    now, then = numbers.quantity(row.value), numbers.quantity(row.before)
    if row.value >= SMALL and row.before > 0 and row.value >= TIMES * row.before:
        return [f"{row.name}: {now} {row.measure}, gấp từ {TIMES} lần trở lên kỳ trước ({then})."]
    if row.before >= SMALL and row.value > 0 and row.before >= TIMES * row.value:
        return [f"{row.name}: {now} {row.measure}, chưa bằng một phần {TIMES} kỳ trước ({then})."]
    return []


def _sectors(rows: list[ReportFigure]) -> list[str]:
    """Sectors and kinds are two ways to part the same models."""
    total = next((row.value for row in rows if row.key == "dang-ky"), None)
    own = [row.value for row in rows if row.key.startswith("linh-vuc-") and row.value is not None]
    if total is None or sum(own, Decimal(0)) == total:
        return []
    by_sector, all_models = numbers.quantity(sum(own, Decimal(0))), numbers.quantity(total)
    return [f"Cộng các lĩnh vực được {by_sector} mô hình, khác tổng số đăng ký trong kỳ ({all_models})."]


def missing(figures: Iterable[ReportFigure]) -> list[ReportFigure]:
    """Typed indicators nobody has written: 0 is an answer, nothing is none."""
    return [row for row in figures if row.source == Source.TYPED and row.value is None]


def unexplained(figures: Iterable[ReportFigure]) -> list[ReportFigure]:
    """Stated otherwise than the records say, without a reason."""
    return [row for row in figures if row.differs and not row.reason]


def occurred(figures: Iterable[ReportFigure]) -> list[ReportFigure]:
    """What speaks against “không phát sinh”: numbers of the period itself that are not 0, as stated or as the records
    and the reports below have them."""
    return [row for row in figures if (row.value or row.computed) and not row.is_worked_out and row.nature == "flow"]


def against_nil(figures: Iterable[ReportFigure]) -> str:
    """Why “không phát sinh” may not be signed; nothing where it may."""
    found = occurred(figures)
    return f"Trong kỳ có phát sinh: {named(found)}. Báo cáo không phát sinh không được trái số liệu." if found else ""


def named(found: list) -> str:
    """The first of them by name, and how many more there are."""
    shown = "; ".join(str(one) for one in found[:MOST_NAMED])
    return f"{shown} và {len(found) - MOST_NAMED} mục khác" if len(found) > MOST_NAMED else shown
