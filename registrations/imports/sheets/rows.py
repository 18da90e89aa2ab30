"""One row of the register as it is judged: what it says, and what stands in its way."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from common.dates import day as told_day
from registrations.imports.sheets import values

GOOD, BAD, ASKS, DOUBLE, SKIPPED = "good", "bad", "asks", "double", "skipped"
MOST_CANDIDATES = 8
SKIP, TAKE, ELSEWHERE = "bo", "lay", "khac"
TYPED = "?"
"""In front of a unit that was typed and not chosen by its key."""
LONGEST_SAID = 200
MOST_CHOSEN_FROM = 2000


class Place(NamedTuple):
    """A unit, as far as the register asks."""

    pk: int
    code: str
    name: str
    full_name: str
    short_name: str
    path: str
    parent_id: int | None
    line: str
    nature: str
    address: str

    @property
    def told(self) -> str:
        return self.full_name or self.name


@dataclass(eq=False)
class Row:
    """Một dòng. `data` is what its draft would hold; `problems` keep it out, `notes` tell how it was understood.

    `lacking` is what must still be written before it can be sent; `same` tells what it seems to repeat. Where no unit or
    several are called so, the row `asks`: `said` is what the answer is remembered by, `typed` what the box holds.
    """

    number: int
    title: str
    unit_text: str = ""
    kind: str = ""
    unit: Place | None = None
    candidates: list[Place] = field(default_factory=list)
    data: dict = field(default_factory=dict)
    sector_name: str = ""
    level_rank: int = 0
    register_number: int | None = None
    registered_on: date | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    same: str = ""
    choice: str = ""
    asks: bool = False
    answered: bool = False
    elsewhere: bool = False
    said: str = ""
    typed: str = ""

    @property
    def status(self) -> str:
        if self.choice == SKIP:
            return SKIPPED
        if self.asks and self.unit is None:
            return ASKS
        if self.problems:
            return BAD
        return DOUBLE if self.same and self.choice != TAKE else GOOD

    def refuse(self, problem: str) -> None:
        if problem and problem not in self.problems:
            self.problems.append(problem)

    def read_day(self, label: str, typed: str) -> date:
        """The day in a cell, and a note where Excel took its leading zero. Raises ValueError with a Vietnamese sentence."""
        found = values.read_day(typed)
        if values.lost_a_zero(typed):
            self.notes.append(f"{label} “{typed}” thiếu số 0 ở đầu; hiểu là {told_day(found)}.")
        return found

    def offered(self) -> list[Place]:
        """What stands beside the question; none where they are many or none is meant: then all units are."""
        few = self.candidates if len(self.candidates) <= MOST_CANDIDATES and not self.elsewhere else []
        return few if self.unit is None or self.unit in few else []

    def shown(self) -> dict:
        """What the preview keeps and shows of it."""
        return {
            "number": self.number, "title": self.title, "status": self.status, "kind": self.kind,
            "unit": self.unit.told if self.unit else self.unit_text, "person": self.data.get("person_name", ""),
            "sector": self.sector_name, "benefit": self.data.get("benefit_amount", ""),
            "results": self.data.get("benefit_lines", ""), "time": self.data.get("time_text", ""),
            "register_number": self.register_number, "problems": self.problems, "notes": self.notes,
            "registered_on": f"{self.registered_on:%d/%m/%Y}" if self.registered_on else "",
            "lacking": self.lacking, "same": self.same, "choice": self.choice,
            "candidates": [[place.pk, place.told] for place in self.offered()], "asks": self.asks,
            "unit_text": self.unit_text, "typed": self.typed,
            "unit_key": self.unit.pk if self.unit else None,
        }  # fmt: skip
