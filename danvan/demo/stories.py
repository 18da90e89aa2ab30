"""Diễn lại từng hồ sơ: every row walked through the real moves, each step on its day.

A story is a generator: it yields the moment of its next step, then takes it. Whoever runs many stories at once by
their moments gets register numbers in the order of the days.
"""

import heapq
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.utils import timezone

from accounts.models import Position
from common.workflow import Move, perform
from danvan.demo import phrases
from danvan.demo.days import Clock
from danvan.demo.people import People
from danvan.demo.plans import Plans
from danvan.demo.rows import Row
from danvan.demo.tree import Tree
from registrations import workflow
from registrations.enums import Kind, Purpose, State
from registrations.models import Registration
from registrations.routes import confirming_desks
from registrations.services import save_draft, start_registration
from units.desks import desks_above
from units.enums import Line
from units.models import Unit

# Who else decides on the lines of the Front, and who else receives, by desk.
FRONT_OFFICERS = {"UBND xã Minh Lạc": "mattran.xa", "Ban Dân vận Huyện ủy Lam Khê": "mattran.huyen"}
CLERKS = {"UBND xã Minh Lạc": "vanphong.xa"}
UNDECIDED = {State.DRAFT, State.SUBMITTED, State.RECEIVED, State.RETURNED}


class Stage:
    """Everything a story needs: who sits where, the plans, the clock."""

    def __init__(self, tree: Tree, people: People, plans: Plans, clock: Clock, rng: Random):
        self.tree, self.people, self.plans, self.clock, self.rng = tree, people, plans, clock, rng
        self.front_officers, self.clerks = FRONT_OFFICERS, CLERKS
        self.routes: dict[int, list[Unit]] = {}
        self.waiting: list[tuple[datetime, int, Story, Iterator[datetime]]] = []
        self.numbers = count()

    def token(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def run(self, rows: list[Row]) -> None:
        """All stories side by side, the earliest step first."""
        self.begin(rows)
        self.go_on()

    def begin(self, rows: list[Row]) -> None:
        """Each story says when its first step is."""
        for row in rows:
            story = Story(self, row)
            steps = story.steps()
            heapq.heappush(self.waiting, (next(steps), next(self.numbers), story, steps))

    def go_on(self, until: datetime | None = None) -> None:
        """Take every step before a moment (None: to the end)."""
        while self.waiting and (until is None or self.waiting[0][0] < until):
            _, number, story, steps = heapq.heappop(self.waiting)
            if moment := next(steps, None):
                heapq.heappush(self.waiting, (moment, number, story, steps))

    def writer_of(self, unit: Unit) -> Position:
        """The unit's own registrant, else the officer of its first desk, who types what comes on paper."""
        own = self.people.registrants.get(unit.pk)
        return own or self.people.officer_at(self._desk_above(unit), unit)

    def _desk_above(self, unit: Unit) -> Unit:
        above = [desk for desk in self.tree.desks if unit.path.startswith(desk.parent.path)]
        return max(above, key=lambda desk: len(desk.path))

    def desks_for(self, unit: Unit, level: int) -> list[Unit]:
        """The desks a registration of this unit passes, up to the level asked for."""
        if unit.pk not in self.routes:
            self.routes[unit.pk] = desks_above(unit, unit.line)
        above = self.routes[unit.pk]
        reached = next((place for place, desk in enumerate(above) if desk.level.rank <= level), len(above) - 1)
        return above[: reached + 1]

    def officer_at(self, desk: Unit, unit: Unit) -> Position:
        """Whoever decides at the desk; the Front's officers often do for their own lines."""
        front = self.front_officers.get(desk.name)
        if front and unit.line in (Line.FRONT, Line.MASS) and self.rng.random() < 0.5:
            return self.people.by_account[front]
        return self.people.officer_at(desk, unit)

    def receiver_at(self, desk: Unit, unit: Unit) -> Position:
        """At some desks the clerk receives now and then."""
        clerk = self.clerks.get(desk.name)
        if clerk and self.rng.random() < 0.3:
            return self.people.by_account[clerk]
        return self.officer_at(desk, unit)


class Story:
    """One row on its way."""

    def __init__(self, stage: Stage, row: Row):
        self.stage, self.row, self.clock = stage, row, stage.clock
        self.unit = stage.tree.units[row.unit]
        self.plan = stage.plans.of_group(stage.tree.group_of[row.unit], row.year, supplementary=row.supplementary)
        self.by = stage.writer_of(self.unit)
        self.desks = stage.desks_for(self.unit, row.counted_level)
        self.desk = self.desks[0]
        self.told = False

    def steps(self) -> Iterator[datetime]:
        row, sent_at = self.row, self._sent_at()
        started_at = sent_at - timedelta(minutes=self.stage.rng.randint(15, 90))
        yield started_at
        draft = start_registration(
            by=self.by, unit=self.unit, kind=row.kind, plan=self.plan, data=self._typed(), token=self.stage.token(),
            at=started_at,
        )  # fmt: skip
        self.registration = row.registration = draft.registration
        if row.ends == State.DRAFT:
            return
        yield from self._hand_in(sent_at)
        if row.ends in UNDECIDED or row.ends in {State.REJECTED, State.WITHDRAWN}:
            yield from self._undecided()
            return
        yield from self._confirm()
        if row.ends == State.STOPPED:
            yield from self._move(workflow.STOP, self._day_of((6, 1), (8, 28)), note=row.note)
        elif row.ends != State.CONFIRMED:
            yield from self._report()

    def follow(self) -> None:
        """Units were rearranged: who writes now, and which desks answer for what was confirmed."""
        self.registration = self.row.registration = Registration.objects.get(pk=self.registration.pk)
        self.unit, self.desk = self.registration.present_unit, self.registration.desk
        self.by, self.desks = self.stage.writer_of(self.unit), confirming_desks(self.registration)

    def _sent_at(self) -> datetime:
        row, plan = self.row, self.plan
        if row.sent_on:
            return self.clock.at(row.sent_on, *(row.sent_at_hour or ()))
        if row.supplementary:
            today = timezone.localdate(self.clock.now)
            return self.clock.between(max(plan.opens_on, today - timedelta(18)), today - timedelta(8))
        return self.clock.between(plan.opens_on + timedelta(2), min(plan.last_day, date(row.year, 4, 8)))

    def _typed(self) -> dict:
        """What a person would type into the form."""
        row, tree = self.row, self.stage.tree
        data = {
            "plan": str(self.plan.pk), "title": row.title, "unit_address": self.unit.address, "model_address": row.address,
            "sector": str(self.stage.plans.sectors[row.sector].pk),
            "other_sectors": [str(self.stage.plans.sectors[number].pk) for number in row.also],
            "contents": [str(self.stage.plans.contents[number].pk) for number in row.contents],
            "benefit_amount": row.money, "benefit_lines": "\n".join(row.lines), "time_text": row.time_text,
            "levels": [str(tree.levels[row.level].pk)], "origin": str(row.origin),
            "continues": str(row.continues.registration.pk) if row.continues else "",
            "signer_name": "" if row.kind == Kind.INDIVIDUAL or self.by.unit_id != self.unit.pk else str(self.by.user),
        }  # fmt: skip
        if row.days:
            data |= {"starts_on": f"{row.days[0]:%d/%m/%Y}", "ends_on": f"{row.days[1]:%d/%m/%Y}"}
        if row.person:
            data |= {"person_title": row.person.title, "person_name": row.person.name, "person_duty": row.person.duty}
        return data

    def _move(self, move: Move, at: datetime, by: Position | None = None, **data) -> Iterator[datetime]:
        """Yield the moment, then take the step."""
        yield at
        self.at = at
        by = by or self.stage.officer_at(self.desk, self.unit)
        perform(move, self.registration, by=by, data=data, token=self.stage.token(), at=at)

    def _later(self, least: int, most: int) -> datetime:
        return self.clock.after(self.at, least, most)

    def _day_of(self, first: tuple[int, int], last: tuple[int, int]) -> datetime:
        return self.clock.between(date(self.row.year, *first), date(self.row.year, *last))

    def _receive(self) -> Iterator[datetime]:
        yield from self._move(workflow.RECEIVE, self._later(0, 2), self.stage.receiver_at(self.desk, self.unit))

    def _hand_in(self, sent_at: datetime) -> Iterator[datetime]:
        """Submitted; where the story says so, returned once and handed in again."""
        yield from self._move(workflow.SUBMIT, sent_at, self.by)
        if not self.row.returned or self.row.ends == State.RETURNED:
            return
        note, due_on, days = self.row.returned
        yield from self._receive()
        yield from self._move(workflow.RETURN, self._later(0, 0), note=note, due_on=due_on)
        yield from self._move(workflow.SUBMIT, self._later(days, days), self.by)

    def _undecided(self) -> Iterator[datetime]:
        row = self.row
        if row.ends == State.WITHDRAWN:
            yield from self._move(workflow.WITHDRAW, self._later(1, 3), self.by, note=row.note)
            return
        for upper in self.desks[1 : row.passed + 1]:
            yield from self._receive()
            yield from self._move(workflow.FORWARD, self._later(0, 2))
            self.desk = upper
        if row.ends == State.SUBMITTED:
            return
        yield from self._receive()
        if row.ends == State.REJECTED:
            yield from self._move(workflow.REJECT, self._later(0, 2), note=row.note)
        elif row.ends == State.RETURNED:
            note, due_on, _ = row.returned
            yield from self._move(workflow.RETURN, self._later(0, 1), note=note, due_on=due_on)

    def _confirm(self) -> Iterator[datetime]:
        """Received and confirmed desk by desk, up to the level asked for."""
        yield from self._receive()
        if self.row.lowered:
            yield from self._move(workflow.CONFIRM_LOWER, self._later(3, 6), note=self.row.lowered)
            return
        for upper in self.desks[1:]:
            yield from self._move(workflow.FORWARD, self._later(0, 3))
            self.desk = upper
            yield from self._receive()
        yield from self._move(workflow.CONFIRM, self._later(0, 3))

    def _report(self) -> Iterator[datetime]:
        done, waits = self.row.done, self.row.ends == State.RESULT_SENT
        sent_at = self._day_of((10, 1), (10, 25)) if waits and not self.row.seen_on else self._day_of((9, 14), (10, 6))
        data = {
            "how": done.how, "forces": done.forces, "outcome": done.outcome, "benefit_amount": done.money,
            "benefit_lines": "\n".join(done.lines), "upkeep": done.upkeep, "proposals": done.proposals,
        }  # fmt: skip
        yield sent_at
        save_draft(by=self.by, registration=self.registration, purpose=Purpose.RESULT, data=data, revision=0)
        yield from self._move(workflow.SEND_RESULT, sent_at, self.by)
        self.desk = self.desks[0]
        for upper in self.desks[1 : self.row.passed + 1] if waits else self.desks[1:]:
            at = self._seen_at()
            yield from self._move(workflow.PASS_RESULT_UP, at, note=self._opinion(at))
            self.desk = upper
        if not waits:
            effective, at = self.row.ends == State.EFFECTIVE, self._seen_at()
            move = workflow.CONFIRM_EFFECT if effective else workflow.DENY_EFFECT
            yield from self._move(move, at, note=self._opinion(at) if effective else self.row.note)

    def _seen_at(self) -> datetime:
        return self.clock.at(self.row.seen_on) if self.row.seen_on else self._later(2, 9)

    def _opinion(self, at: datetime) -> str:
        """What the first desk saw is told by the story; the others say it in usual words."""
        if self.row.note and self.row.ends != State.INEFFECTIVE and not self.told:
            self.told = True
            return self.row.note
        day = timezone.localdate(at) - timedelta(1)
        return self.stage.rng.choice(phrases.SEEN).format(self.desk, f"{day:%d/%m}")
