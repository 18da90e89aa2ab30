"""Câu hỏi của người xem: what a report is asked for, as it stands in the address, so that it can be sent and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from common.keys import key_in
from registrations.enums import Kind, Origin
from reports.enums import Fact, Tree

# The names in addresses: Vietnamese without marks.
NAMES = {
    "unit": "don-vi", "tree": "cay", "part": "phan", "fact": "so-lieu", "sector": "linh-vuc", "kind": "loai",
    "origin": "nguon", "level": "cap",
}  # fmt: skip
KINDS = {kind.slug: kind for kind in Kind}
ORIGINS = {"moi": Origin.NEW, "tiep-tuc": Origin.CONTINUED}
PARTS = ("co-quan", "rieng")
# Of which sector nothing was written.
NO_SECTOR = "khac"
CLOSED = {"tree": Tree.values, "fact": Fact.values, "kind": KINDS, "origin": ORIGINS, "part": PARTS}


@dataclass(frozen=True)
class Question:
    """Which area, by which tree, registered for which highest level; for lists also which rows. Empty means no narrowing."""

    unit: str = ""
    tree: str = Tree.PRESENT.value
    part: str = ""
    fact: str = Fact.REGISTERED.value
    sector: str = ""
    kind: str = ""
    origin: str = ""
    level: str = ""

    def narrowed(self, **changes: Any) -> "Question":
        return replace(self, **{name: str(value) for name, value in changes.items()})

    @property
    def of_everything(self) -> "Question":
        """The same area and tree without any narrowing of the rows."""
        return Question(unit=self.unit, tree=self.tree)

    @property
    def of_table(self) -> "Question":
        """What Biểu 02 is asked: the same area, tree and level."""
        return self.of_everything.narrowed(level=self.level)

    def as_query(self) -> dict[str, str]:
        """Only what differs from the default, under the names of the address."""
        given = ((field, getattr(self, field.name)) for field in fields(self))
        return {NAMES[field.name]: value for field, value in given if value != field.default}

    def address(self, path: str) -> str:
        return path + self._tail

    @cached_property
    def _tail(self) -> str:
        """What follows the path of every address with this question; a table has one behind each of its cells."""
        query = urlencode(self.as_query())
        return f"?{query}" if query else ""


def read_question(data: Mapping[str, str]) -> Question:
    """The question of an address; a value outside a closed list counts as not given."""
    given = {field.name: data.get(NAMES[field.name], "") for field in fields(Question)}
    known = {name: value for name, value in given.items() if value and _is_known(name, value)}
    return Question(**known)


def _is_known(name: str, value: str) -> bool:
    """A part is one of those with a name, or the key of one row; a level is a key."""
    if name == "level":
        return key_in(value) is not None
    return value in CLOSED.get(name, (value,)) or (name == "part" and key_in(value) is not None)
