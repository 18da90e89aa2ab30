"""Danh sách giao phiếu: two columns, mã hồ sơ and tên đăng nhập, read as text; each line told what is wrong with it."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import Position
from common.vietnamese import clean, fold
from evaluation.models import Nomination

MOST_LINES = 3000
TWICE = "dòng trước đã giao hồ sơ này cho người này"


@dataclass(frozen=True)
class Line:
    """One line as it was written, and what becomes of it: a pair, or a sentence why not."""

    number: int
    code: str
    username: str
    nomination: Nomination | None = None
    reviewer: Position | None = None
    problem: str = ""


def read_lines(text: str) -> list[tuple[int, str, str]]:
    """(line number, code, user name); blank lines and a heading are passed over. Raises ValueError with a sentence."""
    sample = next((line for line in text.splitlines() if line.strip()), "")
    sign = next((one for one in ("\t", ";", ",") if one in sample), ",")
    found = []
    for number, cells in enumerate(csv.reader(text.splitlines(), delimiter=sign), 1):
        cells = [clean(cell) for cell in cells]
        if not any(cells) or (not found and _is_heading(cells)):
            continue
        found.append((number, cells[0], cells[1] if len(cells) > 1 else ""))
        if len(found) > MOST_LINES:
            raise ValueError(f"Danh sách dài hơn {MOST_LINES} dòng; hãy chia làm nhiều lần.")
    if not found:
        raise ValueError("Danh sách không có dòng nào.")
    return found


def _is_heading(cells: list[str]) -> bool:
    return fold(cells[0]).startswith(("ma ", "ma_")) or fold(cells[0]) == "ma"


def judged(
    lines: list[tuple[int, str, str]], nominations: Mapping[str, Nomination], reviewers: Mapping[str, Position],
    bound: Mapping[tuple[int, int], str], there: set[tuple[int, int]],
) -> list[Line]:  # fmt: skip
    """`nominations` by code in capitals, `reviewers` by user name in small letters."""
    found, seen = [], set(there)
    for number, code, username in lines:
        nomination, reviewer = nominations.get(code.upper()), reviewers.get(username.lower())
        problem = _problem(nomination, reviewer, bound, seen, there)
        found.append(Line(number, code, username, nomination, reviewer, problem))
        if nomination and reviewer:
            seen.add((nomination.pk, reviewer.pk))
    return found


def _problem(nomination, reviewer, bound, seen, there) -> str:
    if nomination is None:
        return "không có hồ sơ mã này trong đợt"
    if reviewer is None:
        return "không có thành viên tổ thẩm định nào của địa bàn dùng tên đăng nhập này"
    pair = nomination.pk, reviewer.pk
    if pair in there:
        return "đã giao từ trước"
    if pair in seen:
        return TWICE
    return bound.get(pair, "")
