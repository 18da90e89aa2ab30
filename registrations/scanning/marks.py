"""Dấu trên giấy: what the QR code of a printed form says – the record, the paper, the version, a check of its text.

“…/dang-ky/DVK-2026-00012/#dk-2-3fa9c1d0-1”: bản đăng ký, lần 2, kiểm tra 3fa9c1d0, trang 1. The check is taken from the
version itself, so that the paper of another installation under the same code and number is told apart.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from registrations.enums import CODE, Purpose

DRAFT = "nhap"
PREFIXES = {Purpose.REGISTRATION: "dk", Purpose.RESULT: "kq"}
_PURPOSES = {prefix: purpose for purpose, prefix in PREFIXES.items()}
_ADDRESS = re.compile(rf"/dang-ky/({CODE})/#(.{{1,60}})")
_MARK = re.compile(r"(dk|kq)-([0-9]{1,4})-([0-9a-f]{8})(?:-([0-9]{1,3}))?")
_DRAFT = re.compile(rf"(?:{DRAFT}|nháp)(?:-[0-9]{{1,3}})?")
# Papers printed before the mark carried the kind of paper and a check.
_FORMER = re.compile(r"lần ([0-9]{1,4})(?:-[0-9]{1,3})?")


@dataclass(frozen=True)
class Mark:
    """What one code says. Without a number it is of a draft; a former one names neither paper nor check."""

    code: str
    purpose: Purpose | None = None
    number: int | None = None
    check: str = ""
    sheet: int | None = None


def check_of(paper: dict[str, Any]) -> str:
    """Eight signs that change with any letter of the paper."""
    text = json.dumps(paper, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def mark_of(version) -> str:
    """The mark of a version, without the page."""
    return f"{PREFIXES[Purpose(version.purpose)]}-{version.number}-{check_of(version.paper)}"


def read_mark(text: str) -> Mark | None:
    """What a code says, if it is one of ours, whatever host it names."""
    found = _ADDRESS.search(text)
    if not found:
        return None
    code, rest = found[1], found[2]
    if _DRAFT.fullmatch(rest):
        return Mark(code)
    if former := _FORMER.fullmatch(rest):
        return Mark(code, number=int(former[1]))
    if mark := _MARK.fullmatch(rest):
        return Mark(code, _PURPOSES[mark[1]], int(mark[2]), mark[3], int(mark[4]) if mark[4] else None)
    return None
