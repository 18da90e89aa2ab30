"""Cột nào là gì: a heading understood by its words; a person looks at it and may choose otherwise."""

from collections.abc import Sequence
from hashlib import sha256

from documents.sheet_grid import Head
from documents.sheets_in import bare
from registrations.enums import RowKind
from registrations.imports.sheets.headings import COSTS, HEADINGS, LABELS, LEADS, LEVEL_PREFIX, NOT_OURS, SHORT, WORTH

EXACT, BEGINS, HOLDS = 200, 100, 0
LEAST_HELD = 6
"""A name as short as “mã” or “cấp” stands in too many other words."""

_NAMES = [(one.key, bare(name)) for one in HEADINGS for name in one.names]


def targets(levels: Sequence) -> dict[str, str]:
    """What a column may hold, by key, in words; levels that are ticked in columns of their own come last."""
    ticked = {f"{LEVEL_PREFIX}{level.pk}": f"{level.name} (đánh dấu)" for level in levels}
    return LABELS | ticked


def propose(head: Head, levels: Sequence) -> dict[str, int]:
    """Key → column: the strongest likeness first, each column and each key once."""
    found = [(strength, column, key) for column in range(len(head.labels))
             for key, strength in _likeness(head, column, levels).items()]  # fmt: skip
    columns: dict[str, int] = {}
    for _strength, column, key in sorted(found, key=lambda one: (-one[0], one[1])):
        if key not in columns and column not in columns.values():
            columns[key] = column
    return columns


def _likeness(head: Head, column: int, levels: Sequence) -> dict[str, int]:
    parts = head.parts(column)
    whole, last, first = bare("".join(parts)), bare(parts[-1]), bare(parts[0])
    if last in NOT_OURS or not last or _is_cost(whole):
        return {}
    strengths: dict[str, int] = {}
    if len(parts) > 1:
        if last in SHORT:
            strengths[SHORT[last]] = EXACT
        for level in levels if "cap" in first else ():
            if last in {bare(level.area_word), bare(level.name), bare(f"cấp {level.area_word}")}:
                strengths[f"{LEVEL_PREFIX}{level.pk}"] = EXACT
        if strengths:
            return strengths
    for key, name in _NAMES:
        for text, weight in ((whole, 1), (last, 0)):
            if strength := _strength(text, name):
                strengths[key] = max(strengths.get(key, 0), strength + weight)
    return strengths


def _is_cost(text: str) -> bool:
    return any(word in text for word in COSTS) and not any(word in text for word in WORTH)


def leads_unit(label: str) -> bool:
    """“Người phụ trách – Họ và tên”: who answers for the unit, and no individual who registers."""
    return any(word in bare(label) for word in LEADS)


def proposed_kind(head: Head, columns: dict[str, int]) -> str:
    """By the names of persons, unless these are who answers for the units beside them."""
    column = columns.get("person_name")
    if column is None or ("unit" in columns and leads_unit(head.labels[column])):
        return RowKind.COLLECTIVE
    return RowKind.BY_PERSON


def _strength(text: str, name: str) -> int:
    if text == name:
        return EXACT + len(name)
    if len(name) >= LEAST_HELD and text.startswith(name):
        return BEGINS + len(name)
    return HOLDS + len(name) if len(name) >= LEAST_HELD and name in text else 0


def quality(columns: dict[str, int]) -> int:
    """How much like a heading a row is."""
    return len(columns) + 2 * ("title" in columns)


def heading_mark(head: Head) -> str:
    """The same for the same heading, however it is spaced and capitalised."""
    return sha256("|".join(bare(label) for label in head.labels).encode()).hexdigest()


def scale_of(label: str) -> str:
    """“Giá trị (triệu đồng)”: in what the numbers under a heading are counted; empty for đồng."""
    folded = f" {bare(label.replace('(', ' ').replace(')', ' '))} "
    for word, scale in (("trieudong", "triệu"), ("tydong", "tỷ"), ("nghindong", "nghìn"), ("ngandong", "nghìn"),
                        ("dvttrieu", "triệu"), ("1000dong", "nghìn"), ("1000d", "nghìn"), ("trd", "triệu")):  # fmt: skip
        if word in folded:
            return scale
    return ""
