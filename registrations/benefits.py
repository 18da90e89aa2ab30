"""Giá trị làm lợi: real answers are “1.260 m2 đất”, “14,873 km”, “75 - 80 triệu đồng/ha/vụ”: text first, number if it is one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from common import numbers
from registrations.enums import Stage
from registrations.models import BenefitRow

# A number, then a measure in words; a range or a percentage stays text.
_QUANTITY = re.compile(r"^(\d[\d.,]*)\s+(?![-–—\d])(\S.*)$")
LONGEST_LINE = 300


@dataclass(frozen=True)
class BenefitLine:
    """One line as typed; quantity and measure where the line begins with a number."""

    text: str
    quantity: Decimal | None = None
    measure: str = ""


def read_lines(text: str) -> list[BenefitLine]:
    """One result per line. Raises ValueError with a Vietnamese sentence that names the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_read(number, line) for number, line in enumerate(lines, 1)]


def _read(number: int, line: str) -> BenefitLine:
    if len(line) > LONGEST_LINE:
        raise ValueError(f"Dòng {number} dài quá {LONGEST_LINE} ký tự; hãy tách thành nhiều dòng.")
    match = _QUANTITY.match(line)
    if not match:
        return BenefitLine(line)
    try:
        return BenefitLine(line, numbers.parse_quantity(match[1].rstrip(".,")), match[2][:200])
    except ValueError as problem:
        raise ValueError(f"Dòng {number}: {problem}") from problem


def replace(registration, stage: str, lines: Iterable[BenefitLine]) -> None:
    """Put these lines in the place of the earlier ones of the stage. Called by services and moves only."""
    registration.__dict__.pop("_benefit_rows", None)
    registration.benefits.filter(stage=stage).delete()
    BenefitRow.objects.bulk_create(
        BenefitRow(
            registration=registration, stage=stage, number=number, text=line.text,
            quantity=line.quantity, measure=line.measure,
        )
        for number, line in enumerate(lines, 1)
    )  # fmt: skip


def as_text(amount: int | None, texts: Iterable[str]) -> list[str]:
    """The lines of item 3 on paper: the amount in đồng first, then each result as typed."""
    money = [f"{numbers.amount(amount)} đồng"] if amount is not None else []
    return [*money, *texts]


def of_stage(registration, stage: str = Stage.PLANNED) -> list[str]:
    """The texts of one stage; the rows are asked for once, whatever the page says of them."""
    if "_benefit_rows" not in registration.__dict__:
        registration._benefit_rows = list(registration.benefits.all())
    return [row.text for row in registration._benefit_rows if row.stage == stage]
