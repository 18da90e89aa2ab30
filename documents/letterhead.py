"""Đầu giấy và chữ ký: who issues a paper, in the three families of office papers.

State papers follow Nghị định 30/2020/NĐ-CP; Party papers carry no national motto and write “Số 05-BC/HU” without a
colon; papers of the Front look like State papers unless the unit sets it otherwise.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from common import dates

Family = Literal["state", "party", "front"]

ARCHIVE_LINES: dict[Family, str] = {
    "state": "- Lưu: VT, VP.",
    "party": "- Lưu Văn phòng Huyện ủy.",
    "front": "- Lưu VP.",
}
DOTS = "....."
# No-break spaces: the gap where the clerk writes the number by hand must not collapse or wrap.
GAP = "\u00a0" * 8


@dataclass(frozen=True)
class Letterhead:
    """Đầu giấy. `number` and `symbol` are kept apart: “05” and “BC-UBND”, or “05” and “BC/HU” for the Party.

    `motto` says whether the national motto stands at the right; by default it does except on Party papers.
    """

    family: Family
    superior: tuple[str, ...]
    name: tuple[str, ...]
    place: str
    number: str = ""
    symbol: str = ""
    signature_lines: tuple[str, ...] = ()
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    archive_line: str = ""
    motto: bool | None = None

    @property
    def has_motto(self) -> bool:
        return self.family != "party" if self.motto is None else self.motto

    @property
    def number_line(self) -> str:
        """“Số: 05/BC-UBND”, for the Party “Số 05-BC/HU”; a gap to write in where the number is not yet given."""
        if not self.symbol:
            return self._called(self.number) if self.number else ""
        mark = "-" if self.family == "party" else "/"
        return self._called(f"{self.number or GAP}{mark}{self.symbol}")

    @property
    def last_recipient(self) -> str:
        return self.archive_line or ARCHIVE_LINES[self.family]

    @property
    def template(self) -> str:
        return f"documents/_head_{self.family}.html"

    def _called(self, number: str) -> str:
        return f"Số {number}" if self.family == "party" else f"Số: {number}"


def place_and_date(place: str, day: datetime.date | None, *, year: int | str = "") -> str:
    """“Minh Lạc, ngày 05 tháng 02 năm 2026”; dots to write on where place or date is not given."""
    if day:
        return f"{place or DOTS}, {dates.paper_date(day)}"
    return f"{place or DOTS}, ngày {DOTS} tháng {DOTS} năm {year or DOTS}"
