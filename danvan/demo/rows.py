"""One line of the story: a model of a unit in a year, what becomes of it, and when."""

from dataclasses import dataclass, field
from datetime import date

from registrations.enums import Kind, Origin, State
from registrations.models import Registration

ECONOMY, CULTURE, DEFENCE, POLITICS = range(4)
PROVINCE, DISTRICT, COMMUNE = 1, 2, 3


@dataclass
class Person:
    """Ông/bà, họ tên, chức vụ của người đăng ký cá nhân."""

    title: str
    name: str
    duty: str


@dataclass
class Done:
    """Báo cáo kết quả: as the unit writes it."""

    how: str
    forces: str
    outcome: str
    money: str = ""
    lines: tuple[str, ...] = ()
    upkeep: str = "Duy trì thường xuyên, có thể nhân rộng ra các thôn khác trong xã."
    proposals: str = ""


@dataclass(eq=False)
class Row:
    """A registration to be made, and how far it goes. Days that are not given are chosen plausibly."""

    year: int
    unit: str
    title: str
    sector: int
    level: int = COMMUNE
    kind: str = Kind.COLLECTIVE
    ends: str = State.CONFIRMED
    continues: "Row | None" = None
    carried_on: bool = False
    person: Person | None = None
    money: str = ""
    lines: tuple[str, ...] = ()
    time_text: str = ""
    days: tuple[date, date] | None = None
    address: str = ""
    also: tuple[int, ...] = ()
    # Numbers of the campaign's contents that the model is joined to.
    contents: tuple[int, ...] = ()
    # What the desks say at the end: the reason, or the opinion.
    note: str = ""
    # Returned once before it went on: the reason, the day it was due, days until it came back.
    returned: tuple[str, date, int] | None = None
    # Confirmed at a lower level than asked for, and why.
    lowered: str = ""
    sent_on: date | None = None
    sent_at_hour: tuple[int, int] | None = None
    # How many desks have passed it on when it comes to rest.
    passed: int = 0
    supplementary: bool = False
    done: Done | None = None
    seen_on: date | None = None
    registration: Registration | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return Origin.CONTINUED if self.continues or self.carried_on else Origin.NEW

    @property
    def counted_level(self) -> int:
        """The level at which it is registered in the end."""
        return COMMUNE if self.lowered else self.level
