"""So sánh hai bản: two papers of one record side by side, the words that went and came marked."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from common.dates import day
from registrations.enums import Purpose

# The parts of each paper that people write, in its order; an office's own words around them are not compared.
PARTS: dict[str, dict[str, str]] = {
    Purpose.REGISTRATION: {
        "plan_number": "Kế hoạch số", "person_title": "Ông/Bà", "person_name": "Họ và tên",
        "person_duty": "Chức vụ, nhiệm vụ được giao", "unit_name": "Đơn vị", "unit_address": "Địa chỉ",
        "title": "Tên mô hình, điển hình", "model_address": "Địa chỉ mô hình", "sectors": "Lĩnh vực",
        "movements": "Lồng ghép", "contents": "Nội dung cuộc vận động",
        "benefit_lines": "Giá trị dự kiến làm lợi", "time_text": "Thời gian thực hiện và hoàn thành",
        "levels": "Đăng ký mô hình cấp", "signer_name": "Người ký", "signed_on": "Ngày ký",
    },
    Purpose.RESULT: {
        "title": "Tên mô hình, điển hình", "method_text": "Cách làm", "force_text": "Lực lượng tham gia",
        "result_text": "Kết quả đạt được so với đăng ký", "comparison": "Giá trị làm lợi thực tế, kết quả",
        "durability_text": "Khả năng duy trì, nhân rộng", "proposal_text": "Kiến nghị, đề xuất",
        "signer_name": "Người ký",
    },
}  # fmt: skip
_WORDS = re.compile(r"\s*\S+|\s+")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Words are held against words up to here (one long page against another); beyond that lines against lines.
MOST_PAIRS = 1_000_000


@dataclass(frozen=True)
class Piece:
    """A run of text, and whether the other paper has it too."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Part:
    """One part of the paper in both texts."""

    label: str
    old: list[Piece]
    new: list[Piece]

    @property
    def is_changed(self) -> bool:
        return any(piece.is_changed for piece in [*self.old, *self.new])


def compare(purpose: str, old: dict[str, Any], new: dict[str, Any]) -> list[Part]:
    """Every part that at least one of the two papers has filled in."""
    found = []
    for key, label in PARTS[purpose].items():
        before, after = _text(key, old.get(key)), _text(key, new.get(key))
        if before or after:
            found.append(Part(label, *pieces(before, after)))
    items = [{item["label"]: item["text"] for item in paper.get("form_items", [])} for paper in (old, new)]
    for label in dict.fromkeys([*items[0], *items[1]]):
        before, after = (given.get(label, "") for given in items)
        found += [Part(label, *pieces(before, after))] if before or after else []
    return found


def _text(key: str, value: Any) -> str:
    if key == "signed_on":
        return day(date.fromisoformat(value)) if value else ""
    if key == "comparison":
        return "\n".join(row["done"] for row in value or [])
    return "\n".join(value) if isinstance(value, list) else value or ""


def pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Word by word: a changed word stands out in a long text, and a text written anew as a whole."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > MOST_PAIRS:
        before, after = _LINES.findall(old), _LINES.findall(new)
    left, right = [], []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        changed = what != "equal"
        left += [Piece("".join(before[a:b]), changed)] if b > a else []
        right += [Piece("".join(after[c:d]), changed)] if d > c else []
    return left, right
