"""One row of the table as it is judged, and a unit that rows will open."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from reorganisation.enums import StepKind
from reorganisation.models import NewUnit
from reorganisation.sheets.headings import KEEP
from units.enums import Nature


class Place(NamedTuple):
    """A unit that exists, as far as the table asks."""

    pk: int
    code: str
    name: str
    full_name: str
    short_name: str
    nature: str
    level_id: int | None
    parent_id: int | None
    path: str
    valid_from: date | None

    @property
    def is_area(self) -> bool:
        return self.nature == Nature.AREA

    @property
    def told(self) -> str:
        return f"{self.full_name or self.name} ({self.code})" if self.code else self.full_name or self.name


@dataclass(eq=False)
class Planned:
    """Đơn vị mới: named by one or more rows, opened once; `made` when the operation plans it already."""

    code: str
    name: str = ""
    parent: "Place | Planned | None" = None
    level_id: int | None = None
    rows: list["Row"] = field(default_factory=list, repr=False)
    made: NewUnit | None = None

    @property
    def is_area(self) -> bool:
        return True

    @property
    def told(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name

    @property
    def openers(self) -> list["Row"]:
        """The good rows by which it is opened."""
        return [row for row in self.rows if row.is_good]

    @property
    def will_exist(self) -> bool:
        return self.made is not None or bool(self.openers)


@dataclass(eq=False)
class Row:
    """Một dòng: what it would do, and what is wrong with it. `notes` tell how something was understood."""

    number: int
    values: dict[str, str]
    kind: str = ""
    unit: Place | None = None
    aim: Place | Planned | None = None
    decided_on: date | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_split: bool = False

    @property
    def is_good(self) -> bool:
        return not self.problems

    @property
    def ends_unit(self) -> bool:
        return self.kind in {StepKind.PASS, StepKind.END}

    @property
    def opens(self) -> bool:
        return self.kind == StepKind.PASS and isinstance(self.aim, Planned) and self.aim.made is None

    @property
    def does(self) -> str:
        """What it would do, in words."""
        aim = self.aim.told if self.aim else ""
        new = " (lập mới)" if self.opens else ""
        return {
            StepKind.PASS: f"{'tách' if self.is_split else 'nhập'} vào {aim}{new}",
            StepKind.END: f"kết thúc, hồ sơ giao cho {aim}",
            StepKind.MOVE: f"chuyển về trực thuộc {aim}",
            StepKind.RENAME: f"đổi tên thành {self.values['new_name']}",
            KEEP: "giữ nguyên",
        }.get(self.kind, "")

    def refuse(self, problem: str) -> None:
        if problem and problem not in self.problems:
            self.problems.append(problem)
