"""So sánh hai bộ tiêu chí: what was added, removed, changed, criterion by criterion, the words that went and came marked."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from common.dates import day
from common.numbers import score
from common.vietnamese import fold
from evaluation.criteriaforms import band_lines
from evaluation.scales import CriterionSpec, ScaleSpec
from registrations.comparing import Part, pieces

ADDED, REMOVED, CHANGED, SAME = "thêm", "bỏ", "sửa", "giữ nguyên"
TONES = {ADDED: "ok", REMOVED: "back", CHANGED: "wait", SAME: "quiet"}
# Two names this alike are one criterion under a new name.
ALIKE = 0.6


@dataclass(frozen=True)
class Change:
    """One criterion, or the set itself, in both texts; the parts that are the same are left out of a changed one."""

    name: str
    what: str
    parts: tuple[Part, ...]

    @property
    def tone(self) -> str:
        return TONES[self.what]


def compare(old: ScaleSpec, new: ScaleSpec) -> list[Change]:
    """The set itself first, then the criteria in the order of the new text, those that went last."""
    criteria = [_change((one or was).name, was and _texts(was), one and _texts(one))
                for was, one in _pairs(old.criteria, new.criteria)]  # fmt: skip
    return [_change("Bộ tiêu chí", _set_texts(old), _set_texts(new)), *criteria]


def _pairs(old, new) -> list[tuple[CriterionSpec | None, CriterionSpec | None]]:
    """Each criterion of the new text beside the one it was: by name, then by a name much alike; at last what went."""
    left, found = list(old), {}
    for is_same in (_same_name, _like_name):
        for number, one in enumerate(new):
            match = next((was for was in left if number not in found and is_same(was, one)), None)
            if match is not None:
                found[number] = match
                left.remove(match)
    return [*((found.get(number), one) for number, one in enumerate(new)), *((was, None) for was in left)]


def _same_name(was: CriterionSpec, one: CriterionSpec) -> bool:
    return fold(was.name) == fold(one.name)


def _like_name(was: CriterionSpec, one: CriterionSpec) -> bool:
    return SequenceMatcher(None, fold(was.name), fold(one.name), autojunk=False).ratio() >= ALIKE


def _change(name: str, old: dict[str, str] | None, new: dict[str, str] | None) -> Change:
    what = ADDED if old is None else REMOVED if new is None else SAME if old == new else CHANGED
    before, after = old or {}, new or {}
    labels = [label for label in dict.fromkeys([*before, *after]) if before.get(label, "") != after.get(label, "")]
    parts = tuple(Part(label, *pieces(before.get(label, ""), after.get(label, ""))) for label in labels)
    return Change(name, what, parts)


def _texts(one: CriterionSpec) -> dict[str, str]:
    nature = "đạt hay không đạt" if one.is_gate else "điểm thưởng" if one.is_bonus else "chấm điểm"
    flags = {
        "cần minh chứng riêng": one.needs_evidence, "chỉ cấp ban hành kế hoạch trở lên chấm": one.superior_only,
        "xét khi bằng điểm": one.breaks_ties,
    }  # fmt: skip
    return {
        "Tên tiêu chí": one.name, "Nhóm": one.group,
        "Điểm tối đa": "" if one.is_gate else score(one.max_points),
        "Cách chấm": "; ".join([nature, *(name for name, holds in flags.items() if holds)]),
        "Hướng dẫn chấm": one.guidance, "Các mức điểm": band_lines(one.bands),
    }  # fmt: skip


def _set_texts(scale: ScaleSpec) -> dict[str, str]:
    issue = scale.issue
    told = {
        "Tên bộ tiêu chí": scale.name, "Ghi chú": scale.note, "Điểm thưởng tối đa": score(scale.bonus_cap),
        "Xếp loại": "\n".join(f"{grade.name}: từ {score(grade.lower)}" for grade in scale.grades),
    }  # fmt: skip
    if issue is None:
        return told
    return told | {
        "Nơi ban hành": str(issue.issuer or ""), "Số, ký hiệu": issue.number,
        "Ngày văn bản": day(issue.issued_on) if issue.issued_on else "",
        "Dùng cho cấp": issue.level.name if issue.level else "Mọi cấp",
        "Có hiệu lực từ": day(issue.valid_from) if issue.valid_from else "",
        "Hết hiệu lực từ": day(issue.valid_to) if issue.valid_to else "",
        "Đơn vị tự chấm": "có" if issue.self_scored else "không",
    }  # fmt: skip
