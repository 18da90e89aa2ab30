"""Số liệu của câu chuyện: how many there are in each year, by unit, kind, origin, sector, level and what became of them."""

from collections import Counter
from dataclasses import dataclass

from danvan.demo.rows import Row
from registrations.enums import Kind, Origin, State

GROUPS = (
    "thị trấn Lam Khê", "xã Minh Lạc", "xã Phúc Khê", "cơ quan huyện Lam Khê", "xã Thượng Mộc", "xã Khe Lau", "xã Tiên Mộc",
    "cơ quan huyện Sơn Mộc", "cơ quan tỉnh Lạc Giang",
)  # fmt: skip


@dataclass(frozen=True)
class YearTotals:
    """The totals of one year; every tuple adds up to the same number."""

    groups: tuple[int, ...]
    kinds: tuple[int, int]
    origins: tuple[int, int]
    sectors: tuple[int, int, int, int]
    levels: tuple[int, int, int]
    states: dict[str, int]

    def budget(self) -> dict[str, Counter]:
        """What is to be given out, per quality of a row."""
        return {
            "group": Counter(dict(zip(GROUPS, self.groups, strict=True))),
            "kind": Counter(dict(zip((Kind.COLLECTIVE, Kind.INDIVIDUAL), self.kinds, strict=True))),
            "origin": Counter(dict(zip((Origin.NEW, Origin.CONTINUED), self.origins, strict=True))),
            "sector": Counter(dict(enumerate(self.sectors))),
            "level": Counter(dict(zip((3, 2, 1), self.levels, strict=True))),
            "state": Counter(self.states),
        }


# Two years ago, last year, this year; levels from the commune upwards.
YEARS = (
    YearTotals(
        (13, 16, 12, 8, 10, 8, 9, 6, 4), (70, 16), (60, 26), (27, 34, 12, 13), (62, 19, 5),
        {State.REJECTED: 2, State.WITHDRAWN: 1, State.STOPPED: 6, State.INEFFECTIVE: 6, State.EFFECTIVE: 71},
    ),
    YearTotals(
        (15, 19, 14, 9, 12, 10, 11, 7, 5), (83, 19), (65, 37), (31, 42, 14, 15), (73, 23, 6),
        {State.REJECTED: 3, State.WITHDRAWN: 1, State.STOPPED: 7, State.INEFFECTIVE: 7, State.EFFECTIVE: 84},
    ),
    YearTotals(
        (16, 21, 15, 10, 14, 12, 12, 7, 5), (91, 21), (68, 44), (33, 47, 16, 16), (80, 25, 7),
        {
            State.DRAFT: 6, State.SUBMITTED: 9, State.RETURNED: 5, State.REJECTED: 2, State.WITHDRAWN: 1, State.CONFIRMED: 58,
            State.RESULT_SENT: 16, State.EFFECTIVE: 11, State.INEFFECTIVE: 2, State.STOPPED: 2,
        },
    ),
)  # fmt: skip
# Minh Lạc's own quarter report of this year: 18 collective, 3 individual; 6, 9, 3, 3 by sector.
MINH_LAC = "xã Minh Lạc"
MINH_LAC_KINDS = {Kind.COLLECTIVE: 18, Kind.INDIVIDUAL: 3}
MINH_LAC_SECTORS = {0: 6, 1: 9, 2: 3, 3: 3}


def qualities(row: Row, group: str) -> dict[str, object]:
    """What one row takes out of the budget. Received ones count as handed in and not yet decided."""
    state = State.SUBMITTED if row.ends == State.RECEIVED else row.ends
    return {
        "group": group, "kind": row.kind, "origin": row.origin, "sector": row.sector, "level": row.counted_level,
        "state": state,
    }  # fmt: skip
