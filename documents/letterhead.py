"""Đầu giấy và chữ ký: who issues a paper, in the three families of office papers.

State papers follow Nghị định 30/2020/NĐ-CP; Party papers carry no national motto and write “Số 05-BC/HU” without a
colon; papers of the Front look like State papers unless the unit sets it otherwise.
"""

import datetime
import re
import textwrap
from dataclasses import dataclass
from typing import Literal

from common import dates

MOTTO, FREEDOM, PARTY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"
DEMO_LINE = "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ SỬ DỤNG"
Family = Literal["state", "party", "front"]

ARCHIVE_LINES: dict[Family, str] = {
    "state": "- Lưu: VT, VP.",
    "party": "- Lưu Văn phòng Huyện ủy.",
    "front": "- Lưu VP.",
}
# Characters that fit beside what stands at the right, in capitals of 12 to 14 points.
LONGEST_LINE: dict[Family, int] = {"state": 24, "party": 26, "front": 24}
CHAIRMAN, STANDING = "CHỦ TỊCH", " THƯỜNG TRỰC"
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
    def left_lines(self) -> list[tuple[str, bool]]:
        """The lines at the left and whether each is bold: the superior body plain, the issuing body bold."""
        most = LONGEST_LINE[self.family]
        superior = [(part, False) for line in self.superior for part in balanced(line, most)]
        return superior + [(part, True) for line in self.name for part in balanced(line, most)]

    @property
    def has_motto(self) -> bool:
        return self.family != "party" if self.motto is None else self.motto

    @property
    def number_line(self) -> str:
        """“Số: 05/BC-UBND”, for the Party “Số 05-BC/HU”; a gap to write in where the number is not yet given."""
        if not self.symbol:
            return self._called(self.number) if self.number else ""
        return self._called(self.with_symbol(self.number or GAP))

    def with_symbol(self, number: str) -> str:
        """“45/BC-UBND”, for the Party “45-BC/HU”."""
        return f"{number}{'-' if self.family == 'party' else '/'}{self.symbol}"

    def signed_by(self, title: str) -> tuple[str, ...]:
        """In whose name and office somebody of this `title` signs the papers of this head."""
        return signed_as(self.signature_lines, title, family=self.family)

    @property
    def last_recipient(self) -> str:
        return self.archive_line or ARCHIVE_LINES[self.family]

    @property
    def template(self) -> str:
        """Papers of the Front are laid out as those of the State; those of the Party are not."""
        return f"documents/_head_{'party' if self.family == 'party' else 'state'}.html"

    def _called(self, number: str) -> str:
        return f"Số {number}" if self.family == "party" else f"Số: {number}"


def authority(head: Letterhead) -> str:
    """Who decides: a State office by its chairman (“CHỦ TỊCH ỦY BAN NHÂN DÂN …”), a Party committee by those in whose
    name it is signed (“BAN THƯỜNG VỤ HUYỆN ỦY …”), the others in their own name.
    """
    name = " ".join(head.name)
    if is_chaired(head):
        return f"{CHAIRMAN} {name}"
    collective = next((line for line in head.signature_lines if line.upper().startswith("T/M")), "")
    return f"{collective[len('T/M') :].strip().upper()} {name}".strip()


def is_chaired(head: Letterhead) -> bool:
    return head.family == "state" and bool(head.signature_lines) and head.signature_lines[-1].upper() == CHAIRMAN


def place_and_date(place: str, day: datetime.date | None, *, year: int | str = "") -> str:
    """“Minh Lạc, ngày 05 tháng 02 năm 2026”; dots to write on where place or date is not given."""
    if day:
        return f"{place or DOTS}, {dates.paper_date(day)}"
    return f"{place or DOTS}, ngày {DOTS} tháng {DOTS} năm {year or DOTS}"


def duty_for(lines: tuple[str, ...], title: str) -> str:
    """Of all duties in a `title` the one somebody signs such papers with, without the body it is held in.

    For a People's Committee “Phó Bí thư Đảng ủy, Chủ tịch UBND xã” is “Chủ tịch”; where no duty is that of its head or a
    deputy, the first one is meant.
    """
    duties = [_BODY.sub("", duty).strip() for duty in re.split(r"[,;]", title) if duty.strip()]
    head = _office_of_head(lines)
    own = (duty for duty in duties if _is_of(duty, head) or _is_of(duty, f"PHÓ {head}"))
    return next(own, duties[0] if duties else "")


def signed_as(lines: tuple[str, ...], title: str, *, family: Family = "state") -> tuple[str, ...]:
    """In whose name and office somebody of this `title` signs a unit's papers, `lines` being what they usually carry.

    “TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH” becomes “TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH” for the deputy. A Ban
    Thường vụ or Ban Thường trực is a collective: whoever of it signs signs in its name, and for nobody. A Ban of the
    Party has one head: “TRƯỞNG BAN”, and for him “K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN”.
    """
    office = duty_for(lines, title).upper()
    if not office or (lines and lines[-1].upper() == office):
        return lines
    for_whom = lines[:-1]
    kept = tuple(line for line in for_whom if line.upper().startswith(("TM.", "T/M")))
    head = _office_of_head(lines)
    if head and _is_of(office, head):
        return (*kept, head)
    deputy = f"PHÓ {head}"
    if not head or not _is_of(office, deputy):
        return (*kept, office)
    if any("BAN THƯỜNG" in line.upper() for line in kept):
        return (*kept, f"{deputy}{STANDING}" if _is_of(office, f"{deputy}{STANDING}") else deputy)
    return (*kept, f"{'K/T' if family == 'party' else 'KT.'} {head}", deputy)


# Where the name of the body begins in “Phó Chủ tịch UBND xã”, “Bí thư Đảng ủy xã”.
_BODY = re.compile(
    r"\s(?:UBND|HĐND|MTTQ|Ủy ban|Hội đồng nhân dân|Mặt trận|(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ?ủy|tỉnh|huyện|quận|xã|phường"
    r"|thị trấn|thị xã|thành phố)(?:\s.*)?$",
    re.IGNORECASE,
)
_FOR_THE_HEAD = re.compile(r"^(?:KT\.|K/T)\s*", re.IGNORECASE)


def _office_of_head(lines: tuple[str, ...]) -> str:
    """“CHỦ TỊCH”: the line a deputy signs for, else the last one, of a deputy who usually signs the office above."""
    instead = next((line for line in lines if _FOR_THE_HEAD.match(line)), "")
    last = _FOR_THE_HEAD.sub("", instead) if instead else (lines[-1] if lines else "")
    return last.upper()


def _is_of(duty: str, office: str) -> bool:
    """“Trưởng ban Dân vận” is the office “TRƯỞNG BAN”."""
    return bool(office) and f"{duty.upper()} ".startswith(f"{office} ")


def balanced(line: str, most: int) -> list[str]:
    """A line too long for its column, cut between words into parts of about the same length."""
    count = max(1, -(-len(line) // most))
    for width in range(max(1, -(-len(line) // count)), most + 1):
        parts = _wrapped(line, width)
        if len(parts) <= count:
            return parts
    return _wrapped(line, most)


def _wrapped(line: str, width: int) -> list[str]:
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
