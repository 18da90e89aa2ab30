"""A whole nation before its reform: ten thousand communes in six hundred districts under one root, and who works there.

Too many to be built by the real services: the rows they would have written, written in bulk.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import count
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position, User
from common import vietnamese
from registrations.enums import Kind, State
from registrations.models import Plan, Quota, Registration, Sector
from registrations.starters import add_starter_rows
from units import memory
from units import services as units
from units.enums import COLLECTS_ALL, Change, Line, Nature
from units.models import Level, Unit, UnitVersion
from units.naming import derive

COMMUNES, DISTRICTS, POSITIONS = 10_000, 600, 5000
SINCE = date(2015, 1, 1)
STATES = (
    State.CONFIRMED, State.SUBMITTED, State.EFFECTIVE, State.RECEIVED, State.CONFIRMED, State.DRAFT, State.EFFECTIVE,
    State.RESULT_SENT,
)  # fmt: skip
WAITING = {State.SUBMITTED, State.RECEIVED, State.RESULT_SENT}
AT_ONCE = 2000


@dataclass
class Commune:
    """An old commune with its desk, its two other bodies and its villages."""

    area: Unit
    bodies: list[Unit]
    villages: list[Unit]


@dataclass
class Nation:
    """The tree as it is built; `communes` by district."""

    root: Unit
    districts: list[Unit] = field(default_factory=list)
    desks: dict[int, Unit] = field(default_factory=dict)
    communes: list[list[Commune]] = field(default_factory=list)
    admin: Position | None = None
    second: Position | None = None

    @property
    def all_communes(self) -> list[Commune]:
        return [commune for district in self.communes for commune in district]


class Builder:
    """Lays the rows out in memory, with the keys they will have, and writes them table by table."""

    def __init__(self, registrations: int) -> None:
        self.size = registrations
        self.keys, self.units = count(1), []
        self.flat: list[Commune] = []
        self.tokens = (UUID(int=number) for number in count(1))

    @transaction.atomic
    def build(self) -> Nation:
        names = (("Cấp trung ương", "nước"), ("Cấp huyện", "huyện"), ("Cấp cơ sở", "xã"))
        self.levels = [units.add_level(by=None, name=name, area_word=word, rank=rank)
                       for rank, (name, word) in enumerate(names, 1)]  # fmt: skip
        nation = self._tree()
        Unit.objects.bulk_create(self.units, batch_size=AT_ONCE)
        times = [memory.time_of(unit, change=Change.OPENED, since=SINCE) for unit in self.units]
        UnitVersion.objects.bulk_create(times, batch_size=AT_ONCE)
        _count_on(Unit)
        self._people(nation)
        self._records(nation)
        return nation

    def _unit(self, name: str, parent: Unit | None, level: Level | None, **fields) -> Unit:
        key = next(self.keys)
        unit = Unit(pk=key, name=name, parent=parent, level=level, valid_from=SINCE, **{"nature": Nature.AREA} | fields)
        unit.path = unit.scope_path = f"{parent.path if parent else '/'}{key}/"
        derive(unit)
        self.units.append(unit)
        return unit

    def _body(self, name: str, area: Unit, line: str, **fields) -> Unit:
        return self._unit(name, area, area.level, nature=Nature.BODY, line=line, **fields)

    def _tree(self) -> Nation:
        top, district_level, level = self.levels
        nation = Nation(self._unit("nước Lạc Giang", None, top, code="0", place_name="Lạc Giang"))
        self._body("Ban Dân vận trung ương", nation.root, Line.PARTY, collects=COLLECTS_ALL)
        numbers = count(1)
        for place in range(DISTRICTS):
            district = self._unit(f"huyện Số {place + 1}", nation.root, district_level, code=f"{place + 1:03}")
            nation.districts.append(district)
            desk = self._body(f"Ban Dân vận {district.name}", district, Line.PARTY, collects=COLLECTS_ALL)
            nation.desks[district.pk] = desk
            many = COMMUNES * (place + 1) // DISTRICTS - COMMUNES * place // DISTRICTS
            nation.communes.append([self._commune(next(numbers), district, level) for _ in range(many)])
        return nation

    def _commune(self, number: int, district: Unit, level: Level) -> Commune:
        name = f"xã Lam {number}"
        area = self._unit(name, district, level, code=f"{number:05}", place_name=f"Lam {number}")
        bodies = [
            self._body(f"UBND {name}", area, Line.STATE, collects=COLLECTS_ALL),
            self._body(f"Hội Liên hiệp Phụ nữ {name}", area, Line.MASS),
            self._body(f"Ủy ban MTTQ Việt Nam {name}", area, Line.FRONT),
        ]
        parts = ("Đông", "Đoài")[: 1 + number % 2]
        return Commune(area, bodies, [self._unit(f"thôn {part} {number}", area, None) for part in parts])

    def _people(self, nation: Nation) -> None:
        """Two positions to a district, three to every eighth commune, the others at the top."""
        seats = [(role, nation.desks[one.pk], one) for one in nation.districts for role in (Role.OFFICER, Role.LEADER)]
        for commune in nation.all_communes[::8]:
            desk, women, _ = commune.bodies
            seats += [(Role.OFFICER, desk, commune.area), (Role.CLERK, desk, commune.area)]
            seats += [(Role.REGISTRANT, women, women)]
        top = (Role.ADMIN, Role.LEADER)
        seats += [(top[place % 2], nation.root, nation.root) for place in range(POSITIONS - len(seats))]
        people = [
            User(username=f"nguoi.{place}", full_name=f"Người {place}", password="!") for place in range(len(seats))
        ]
        User.objects.bulk_create(people, batch_size=AT_ONCE)
        held = [Position(user=user, role=role, unit=unit, starts_on=SINCE)
                for user, (role, unit, _) in zip(people, seats, strict=True)]  # fmt: skip
        Position.objects.bulk_create(held, batch_size=AT_ONCE)
        through = Position.areas.through
        areas = [through(position=one, unit=area) for one, (_, _, area) in zip(held, seats, strict=True)]
        through.objects.bulk_create(areas, batch_size=AT_ONCE)
        nation.admin, nation.second = (Position.objects.for_work().get(pk=one.pk) for one in held[-2:])
        self.holder = held[0]

    def _records(self, nation: Nation) -> None:
        """A plan of every district and every commune, a quota for every commune, registrations spread over all."""
        movement, year = add_starter_rows(by=None), timezone.localdate().year
        sector = Sector.objects.first()

        def plan(desk: Unit, area: Unit) -> Plan:
            return Plan(
                number="1/KH", issued_on=date(year, 1, 1), issuer=desk, issuer_name=desk.name, year=year,
                movement=movement, theme="Chủ đề", opens_on=date(year, 1, 1), closes_on=date(year + 1, 1, 1),
                scope_path=area.path,
            )  # fmt: skip

        above = [plan(nation.desks[one.pk], one) for one in nation.districts]
        own = [plan(commune.bodies[0], commune.area) for commune in nation.all_communes]
        Plan.objects.bulk_create(above + own, batch_size=AT_ONCE)
        Quota.objects.bulk_create(
            [Quota(plan=one, unit=commune.area, present_unit=commune.area, kind=Kind.COLLECTIVE, models_asked=3)
             for one, communes in zip(above, nation.communes, strict=True) for commune in communes],
            batch_size=AT_ONCE,
        )  # fmt: skip
        self.flat = nation.all_communes
        for start in range(0, self.size, 10 * AT_ONCE):
            numbers = range(start, min(start + 10 * AT_ONCE, self.size))
            rows = [self._registration(number, nation, own, sector) for number in numbers]
            Registration.objects.bulk_create(rows, batch_size=AT_ONCE)

    def _registration(self, number: int, nation: Nation, plans: list[Plan], sector: Sector) -> Registration:
        place = number * 7 % COMMUNES
        commune = self.flat[place]
        unit = [*commune.bodies[1:], *commune.villages][number // COMMUNES % 3 if self.size > COMMUNES else number % 3]
        state, now = STATES[number % len(STATES)], timezone.now()
        desk = commune.bodies[0] if number % 5 else nation.desks[commune.area.parent_id]
        title = f"Mô hình số {number} của {unit.name}"
        sent = None if state == State.DRAFT else now
        return Registration(
            code=f"DVK-{now.year}-{number:06}", token=next(self.tokens), plan=plans[place], kind=Kind.COLLECTIVE,
            unit=unit, present_unit=unit, scope_path=unit.path, state=state, desk=desk if state in WAITING else None,
            created_by=self.holder, first_sent_at=sent, sent_at=sent, title=title, sector=sector,
            search_text=vietnamese.fold(title), sort_key=vietnamese.sort_key(title),
        )  # fmt: skip


def _count_on(*models) -> None:
    """The database gives the next keys after those that were given here."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
