"""Registrations by the ten thousand: the rows the services would have written, written in bulk.

Audit lines are left out: no measured page reads them, and they would double the time of building.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.enums import Role
from bench import words
from bench.country import YEARS, Country
from bench.lives import Biographer, Life
from common.models import Counter
from registrations import benefits, papers, tallies
from registrations.enums import Kind, Origin, Purpose, Stage
from registrations.models import (
    BenefitRow,
    Draft,
    Receipt,
    Registration,
    RegistrationEvent,
    RegistrationVersion,
    Result,
)
from registrations.search import search_text, sort_key
from units.models import Level, Unit

AT_ONCE = 2000


class Builder:
    """Adds registrations to a country; can be asked again for more."""

    def __init__(self, country: Country) -> None:
        self.country, self.random = country, Random(2026)
        self.registers: Tally[tuple[int, int]] = Tally()
        self.codes: Tally[int] = Tally()
        self.built = 0
        self.tokens = (UUID(int=number) for number in count(1))

    def up_to(self, size: int, told: Callable[[int], None] = lambda built: None) -> None:
        """Until `size` registrations are built; others may have taken codes meanwhile."""
        given = Counter.objects.filter(key__startswith="code:").values_list("key", "value")
        self.codes = Tally({int(key.removeprefix("code:")): value for key, value in given})
        while self.built < size:
            number = min(AT_ONCE, size - self.built)
            with transaction.atomic():
                Batch(self, number).write()
                self._keep_counters()
            self.built += number
            told(self.built)
        # As every night does.
        tallies.draw_together()

    def _keep_counters(self) -> None:
        """Whoever registers next gets the next code and number."""
        values = {f"code:{year}": value for year, value in self.codes.items()}
        values |= {f"register:{desk}:{year}": value for (desk, year), value in self.registers.items()}
        rows = [Counter(key=key, value=value) for key, value in values.items()]
        Counter.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["value"])


class Batch:
    """Some registrations and all that hangs on them, written table by table."""

    def __init__(self, builder: Builder, number: int) -> None:
        self.builder, self.country, self.random = builder, builder.country, builder.random
        biographer = Biographer(self.country, self.random, builder.registers)
        self.rows: dict[type, list] = defaultdict(list)
        self.made = [self._registration(biographer) for _ in range(number)]

    def write(self) -> None:
        Registration.objects.bulk_create([registration for registration, *_ in self.made])
        for registration, life, levels in self.made:
            self._hang_on(registration, life, levels)
        self._keep()
        # The paper of a result sets the registered benefit, which is kept by now, beside the achieved one.
        done = {registration: life.result_at for registration, life, _ in self.made if life.result_at}
        prefetch_related_objects(list(done), "benefits")
        for registration, at in done.items():
            self._result(registration, at)
        self._keep()

    def _keep(self) -> None:
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows)
        self.rows.clear()

    def _registration(self, biographer: Biographer) -> tuple[Registration, Life, list[Level]]:
        random, country = self.random, self.country
        unit = random.choice(country.registering)
        year = country.this_year - random.randrange(YEARS)
        levels = self._levels(unit)
        life, begun = biographer.life(year=year, unit=unit, highest_rank=levels[0].rank)
        owner = country.holder(Role.REGISTRANT, unit)
        self.builder.codes[year] += 1
        registration = Registration(
            code=f"DVK-{year}-{self.builder.codes[year]:05d}", token=next(self.builder.tokens), unit=unit, present_unit=unit,
            plan=country.plan_over(unit, year), kind=random.choices(Kind.values, weights=(4, 1))[0], created_by=owner,
            scope_path=unit.path, created_at=begun, title=words.title(random), state=life.state, desk=life.desk,
            first_sent_at=life.moved[0].at if life.moved else None, sent_at=life.sent_at,
        )  # fmt: skip
        if registration.kind == Kind.INDIVIDUAL:
            registration.person_title, registration.person_name = "Bà", words.person(random)
            registration.person_duty = "Trưởng ban công tác Mặt trận"
        if life.moved:
            self._sent(registration, life, levels)
        registration.search_text, registration.sort_key = search_text(registration), sort_key(registration)
        return registration, life, levels

    def _levels(self, unit: Unit) -> list[Level]:
        """The levels a unit registers at, the highest first; mostly its own desk's alone."""
        route = self.country.routes[unit.pk]
        highest = self.random.choices(range(len(route)), weights=(70, 22, 8)[: len(route)])[0]
        return [desk.level for desk in reversed(route[: highest + 1])]

    def _sent(self, registration: Registration, life: Life, levels: list[Level]) -> None:
        """What a submitted paper leaves in the columns of the record."""
        random, unit = self.random, registration.unit
        registration.sector, registration.highest_level = random.choice(self.country.sectors), levels[0]
        registration.unit_address = f"{unit.name}, {unit.place_name}"
        registration.benefit_amount = random.choice((None, random.randrange(5, 900) * 1_000_000))
        registration.time_text = random.choice(words.TIMES)
        registration.origin = Origin.NEW
        registration.signer_name = words.person(random)
        if life.due_days:
            registration.due_on = timezone.localdate(life.moved[-1].at) + timedelta(days=life.due_days)
        if any(entry.number for entry in life.entries):
            registration.confirmed_on = timezone.localdate(life.entries[0].confirmed_at)
            registration.path_then = unit.path
            registration.names_then = {"unit": str(unit), "above": self.country.names_above[unit.pk]}

    def _hang_on(self, registration: Registration, life: Life, levels: list[Level]) -> None:
        planned = words.benefit_lines(self.random)
        self._draft(
            registration, Purpose.REGISTRATION, registration.created_at, self._typed(registration, planned, levels)
        )
        if not life.moved:
            return
        self._paper(registration, life, planned, levels)
        self._events(registration, life)
        self._receipts(registration, life)

    def _typed(self, registration: Registration, planned: str, levels: list[Level]) -> dict:
        amount, sector = registration.benefit_amount, registration.sector_id or self.country.sectors[0].pk
        return {
            "plan": str(registration.plan_id), "unit_address": registration.unit_address, "title": registration.title,
            "model_address": "", "sector": str(sector), "other_sectors": [], "benefit_lines": planned,
            "benefit_amount": f"{amount:,}".replace(",", ".") if amount else "",
            "time_text": registration.time_text or "cả năm", "starts_on": "", "ends_on": "",
            "levels": [str(level.pk) for level in levels], "origin": registration.origin, "continues": "",
            "signer_name": registration.signer_name, "signed_on": "", "person_title": registration.person_title,
            "person_name": registration.person_name, "person_duty": registration.person_duty,
        }  # fmt: skip

    def _draft(self, registration: Registration, purpose: str, at: datetime, data: dict) -> None:
        by = registration.created_by
        draft = Draft(registration=registration, purpose=purpose, data=data, saved_at=at, saved_by=by)
        self.rows[Draft].append(draft)

    def _paper(self, registration: Registration, life: Life, planned: str, levels: list[Level]) -> None:
        lines = self._benefits(registration, Stage.PLANNED, planned)
        content = {
            **{name: getattr(registration, name) for name in ("sector", "title", "unit_address", "time_text", "signer_name",
                                                             "benefit_amount", "person_title", "person_name", "person_duty")},
            "benefit_lines": lines, "levels": levels, "levels_offered": list(self.country.levels.values()),
            "sectors_offered": self.country.sectors,
        }  # fmt: skip
        paper = papers.registration_paper(
            kind=registration.kind, unit=registration.unit, plan=registration.plan, content=content
        )
        self._version(registration, Purpose.REGISTRATION, paper, life.moved[0].at)
        through = Registration.levels.through
        self.rows[through] += [through(registration=registration, level=level) for level in levels]

    def _benefits(self, registration: Registration, stage: str, text: str) -> list[benefits.BenefitLine]:
        lines = benefits.read_lines(text)
        self.rows[BenefitRow] += [
            BenefitRow(registration=registration, stage=stage, number=number, text=line.text, quantity=line.quantity,
                       measure=line.measure)
            for number, line in enumerate(lines, 1)
        ]  # fmt: skip
        return lines

    def _version(self, registration: Registration, purpose: str, paper: dict, at: datetime) -> None:
        version = RegistrationVersion(
            registration=registration,
            purpose=purpose,
            number=1,
            paper=paper,
            sent_at=at,
            sent_by=registration.created_by,
        )
        self.rows[RegistrationVersion].append(version)

    def _events(self, registration: Registration, life: Life) -> None:
        self.rows[RegistrationEvent] += [
            RegistrationEvent(registration=registration, by=one.by, at=one.at, move=one.move, source=one.source,
                              target=one.target, note=one.note, token=next(self.builder.tokens))
            for one in life.moved
        ]  # fmt: skip

    def _receipts(self, registration: Registration, life: Life) -> None:
        for place, entry in enumerate(life.entries):
            receipt = Receipt(
                registration=registration, desk=entry.desk, received_at=entry.received_at, received_by=entry.by
            )
            if entry.confirmed_at:
                receipt.confirmed_on = timezone.localdate(entry.confirmed_at)
                receipt.register_year, receipt.register_number = receipt.confirmed_on.year, entry.number
                receipt.is_first = place == 0
            self.rows[Receipt].append(receipt)

    def _result(self, registration: Registration, at: datetime) -> None:
        """The report of the result: its draft, its version, its row and the achieved benefit."""
        typed = {
            "how": words.STORY * 3, "forces": "41 hộ dân, 12 đảng viên, Chi đoàn thanh niên.", "outcome": words.STORY * 2,
            "benefit_amount": "", "benefit_lines": words.benefit_lines(self.random), "upkeep": "Duy trì hằng tháng.",
            "proposals": "",
        }  # fmt: skip
        self._draft(registration, Purpose.RESULT, at, typed)
        lines = self._benefits(registration, Stage.ACTUAL, typed["benefit_lines"])
        amount = registration.benefit_amount
        paper = papers.result_paper(
            registration=registration, content={**typed, "benefit_lines": lines, "benefit_amount": amount}
        )
        self._version(registration, Purpose.RESULT, paper, at)
        told = {name: typed[name] for name in ("how", "forces", "outcome", "upkeep", "proposals")}
        self.rows[Result].append(Result(registration=registration, benefit_amount=amount, sent_at=at, **told))
