"""A line of the table, and who may be asked for it."""

from dataclasses import dataclass, field

from tests.access import people
from tests.access.rules import RULES
from tests.access.table import Rule
from tests.evaluation.sight.scene import PHASES

OF_A_ROLE = {
    "registrant": people.REGISTRANTS, "officer": people.OFFICERS, "front": people.FRONTS, "leader": people.LEADERS,
    "clerk": people.CLERKS, "reviewer": people.REVIEWERS, "admin": people.ADMINS,
}  # fmt: skip
NOTHING = "-"


def _rule(route: str) -> Rule:
    return next(one for one in RULES if one.route == route)


@dataclass(frozen=True)
class Cover:
    """A kind that a round keeps from these readers in these phases."""

    kind: str
    readers: set
    phases: list | tuple

    def left(self, page: "Page", name: str, phase: str) -> set[str]:
        """What still may be read; of the log whole lines go."""
        kinds = page.kinds(name, phase)
        if name not in self.readers or phase not in self.phases:
            return kinds
        return set() if page.route.startswith("audit_log") else kinds - {self.kind}


@dataclass(frozen=True, eq=False)
class Page:
    """One page and, by reader, what may be read there in each phase: letters of the kinds, `-` for nothing.

    Readers with nothing in any phase are not named. `once`: the only phase in which it is asked.
    """

    route: str
    address: str
    table: str = ""
    once: str = ""
    read: dict = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "read", dict(self._read()))

    def __str__(self):
        return f"{self.route} {self.address}"

    def _read(self):
        for line in self.table.strip().splitlines():
            *names, cells = (part.split() for part in line.split("|"))
            assert len(cells) == len(PHASES), f"{self}: {line}"
            for name in names[0]:
                yield name, dict(zip(PHASES, (set(cell) - {NOTHING} for cell in cells), strict=True))

    def kinds(self, name: str, phase: str) -> set[str]:
        return self.read.get(name, {}).get(phase, set())

    def admits(self, role: str) -> bool:
        """Whom the role alone keeps out is refused in every phase alike; tests/access asserts that."""
        return bool(OF_A_ROLE[role] & _rule(self.route).roles)


def files(route: str, address: str, *, once: str, table: str = "") -> list[Page]:
    """A paper with all its endings; they say the same, and those that take long to make are asked in one phase alone."""
    endings = [one for one in ("pdf", "docx", "xlsx") if any(rule.route == f"{route}_{one}" for rule in RULES)]
    return [Page(f"{route}_{one}", f"{address}.{one}", table, "" if one == "pdf" else once) for one in endings]
