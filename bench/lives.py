"""The life of one made-up registration: which moves it went through, when, by whom, and what they left on the record.

The same columns that the moves of registrations/workflow.py write; tests/building/test_bench.py holds the two together.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from bench import words
from bench.country import Country
from registrations import workflow
from registrations.enums import State
from units.models import Unit

# How many of a hundred registrations end in a state: in years that are over, and in the present one.
PAST = {
    State.EFFECTIVE: 60, State.INEFFECTIVE: 7, State.CONFIRMED: 10, State.STOPPED: 5, State.REJECTED: 5,
    State.WITHDRAWN: 4, State.RESULT_SENT: 6, State.RETURNED: 3,
}  # fmt: skip
PRESENT = {
    State.DRAFT: 7, State.SUBMITTED: 10, State.RECEIVED: 9, State.RETURNED: 7, State.CONFIRMED: 36,
    State.RESULT_SENT: 9, State.EFFECTIVE: 15, State.INEFFECTIVE: 2, State.REJECTED: 2, State.WITHDRAWN: 2,
    State.STOPPED: 1,
}  # fmt: skip
REPORTED = {State.RESULT_SENT, State.EFFECTIVE, State.INEFFECTIVE}


@dataclass(frozen=True)
class Moved:
    """One line of history to be."""

    move: str
    source: str
    target: str
    by: Position
    at: datetime
    note: str = ""


@dataclass
class Entry:
    """One receipt to be; without a number the desk has received and not confirmed."""

    desk: Unit
    received_at: datetime
    by: Position
    confirmed_at: datetime | None = None
    number: int | None = None


@dataclass
class Life:
    """Where a registration stands after its moves."""

    state: str = State.DRAFT
    desk: Unit | None = None
    moved: list[Moved] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    sent_at: datetime | None = None
    result_at: datetime | None = None
    due_days: int = 0


class Biographer:
    """Tells lives; keeps the register numbers of the desks."""

    def __init__(self, country: Country, random: Random, registers: Counter[tuple[int, int]]) -> None:
        self.country, self.random, self.registers = country, random, registers
        self.now = timezone.now()

    def life(self, *, year: int, unit: Unit, highest_rank: int) -> tuple[Life, datetime]:
        """A life that begins in a year, and when it began."""
        present = year == self.country.this_year
        shares = PRESENT if present else PAST
        end = self.random.choices(list(shares), weights=list(shares.values()))[0]
        self.at = self._beginning(year)
        begun, life = self.at, Life()
        if end != State.DRAFT:
            self._send(life, unit, end, _climbed(self.country.routes[unit.pk], highest_rank))
        return life, begun

    def _beginning(self, year: int) -> datetime:
        first = timezone.make_aware(datetime(year, 1, 1, 8))
        last = min(first + timedelta(days=300), self.now)
        return first + (last - first) * self.random.random() if last > first else self.now

    def _later(self, days: int = 6) -> datetime:
        """Some time later, never in the future."""
        self.at = min(self.at + timedelta(hours=self.random.randrange(1, 24 * days)), self.now)
        return self.at

    def _move(self, life: Life, move, by: Position, note: str = "", days: int = 6) -> datetime:
        at = self._later(days)
        life.moved.append(Moved(move.name, life.state, move.target, by, at, note))
        life.state = move.target
        return at

    def _send(self, life: Life, unit: Unit, end: str, route: list[Unit]) -> None:
        owner = self.country.holder(Role.REGISTRANT, unit)
        life.sent_at, life.desk = self._move(life, workflow.SUBMIT, owner), route[0]
        if end == State.WITHDRAWN:
            self._move(life, workflow.WITHDRAW, owner, "Đơn vị chuyển sang mô hình khác.")
        elif end != State.SUBMITTED:
            self._climb(life, end, route)
            if end in REPORTED:
                self._report(life, end, owner, route)

    def _climb(self, life: Life, end: str, route: list[Unit]) -> None:
        refusals: dict[str, Callable] = {State.RETURNED: self._return, State.REJECTED: self._reject}
        for place, desk in enumerate(route):
            officer = self.country.holder(Role.OFFICER, desk)
            entry = Entry(desk, self._move(life, workflow.RECEIVE, officer), officer)
            life.entries.append(entry)
            if end == State.RECEIVED:
                return
            if end in refusals:
                refusals[end](life, officer)
                return
            last = place == len(route) - 1
            at = self._move(life, workflow.CONFIRM if last else workflow.FORWARD, officer, "Nhất trí.")
            self._enter(entry, at)
            if not last:
                life.desk, life.sent_at = route[place + 1], at
        if end == State.STOPPED:
            self._move(life, workflow.STOP, officer, "Không còn điều kiện thực hiện.", days=90)

    def _return(self, life: Life, officer: Position) -> None:
        self._move(life, workflow.RETURN, officer, self.random.choice(words.REASONS))
        life.due_days = 10

    def _reject(self, life: Life, officer: Position) -> None:
        self._move(life, workflow.REJECT, officer, self.random.choice(words.REASONS))

    def _enter(self, entry: Entry, at: datetime) -> None:
        key = entry.desk.pk, timezone.localdate(at).year
        self.registers[key] += 1
        entry.confirmed_at, entry.number = at, self.registers[key]

    def _report(self, life: Life, end: str, owner: Position, route: list[Unit]) -> None:
        life.result_at = self._move(life, workflow.SEND_RESULT, owner, days=150)
        life.desk = route[0]
        if end == State.RESULT_SENT:
            return
        for desk, above in zip(route, [*route[1:], None], strict=True):
            officer = self.country.holder(Role.OFFICER, desk)
            if above is not None:
                self._move(life, workflow.PASS_RESULT_UP, officer, "Đúng thực tế.")
                life.desk = above
                continue
            final = workflow.CONFIRM_EFFECT if end == State.EFFECTIVE else workflow.DENY_EFFECT
            self._move(life, final, officer, "Đã kiểm tra thực tế tại cơ sở.", days=30)


def _climbed(route: list[Unit], highest_rank: int) -> list[Unit]:
    """The desks up to that of the highest registered level."""
    climbed = []
    for desk in route:
        climbed.append(desk)
        if desk.level.rank <= highest_rank:
            break
    return climbed
