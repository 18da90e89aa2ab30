"""One province with its districts, communes, villages and bodies, the people in them and five years of plans.

Few enough to be built by the real services; only the registrations are written in bulk.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from random import Random

from django.db import transaction
from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position, User
from bench import words
from registrations.models import Plan, Sector
from registrations.plans import services as planning
from registrations.starters import add_starter_rows
from units import services as units
from units.desks import desks_above
from units.enums import COLLECTS_ALL, Line, Nature
from units.models import Level, Unit

YEARS = 5
SINCE = date(2015, 1, 1)
_numbers = count(1)


@dataclass
class Country:
    """Everything registrations hang on. `routes`: the collecting desks above a unit, lowest first."""

    levels: dict[str, Level] = field(default_factory=dict)
    province: Unit | None = None
    desks: list[Unit] = field(default_factory=list)
    registering: list[Unit] = field(default_factory=list)
    routes: dict[int, list[Unit]] = field(default_factory=dict)
    names_above: dict[int, list[str]] = field(default_factory=dict)
    positions: dict[tuple[str, int], Position] = field(default_factory=dict)
    plans: dict[tuple[int, int], Plan] = field(default_factory=dict)
    sectors: list[Sector] = field(default_factory=list)
    this_year: int = 0

    def holder(self, role: str, unit: Unit) -> Position:
        return self.positions[role, unit.pk]

    def desk(self, level: str, place: int = 0) -> Unit:
        """The collecting desk of one area of a level."""
        return [desk for desk in self.desks if desk.level == self.levels[level]][place]

    def plan_over(self, unit: Unit, year: int) -> Plan:
        """The plan of the nearest desk."""
        return self.plans[self.routes[unit.pk][0].pk, year]


@transaction.atomic
def build_country() -> Country:
    country = Country(this_year=timezone.localdate().year)
    for rank, (name, word) in enumerate((("Cấp tỉnh", "tỉnh"), ("Cấp huyện", "huyện"), ("Cấp cơ sở", "xã")), 1):
        country.levels[word] = units.add_level(by=None, name=name, area_word=word, rank=rank)
    _province(country)
    random = Random(7)
    for unit in country.registering:
        _position(country, random, Role.REGISTRANT, unit)
    for desk in country.desks:
        for role in (Role.OFFICER, Role.CLERK, Role.LEADER):
            _position(country, random, role, desk)
    for unit in country.registering:
        country.routes[unit.pk] = desks_above(unit, unit.line)
        country.names_above[unit.pk] = [one.name for one in Unit.objects.around(unit)][:-1]
    _plans(country)
    return country


def _province(country: Country) -> None:
    country.province = _area("tỉnh Lạc Giang", None, country.levels["tỉnh"], "Lạc Giang")
    _desk(country, "Ban Dân vận Tỉnh ủy", country.province, Line.PARTY)
    communes = iter(words.COMMUNES)
    for name in words.DISTRICTS:
        district = _area(f"huyện {name}", country.province, country.levels["huyện"], name)
        _desk(country, f"Ban Dân vận Huyện ủy {name}", district, Line.PARTY)
        country.registering.append(_body(f"Liên đoàn Lao động huyện {name}", district, Line.MASS))
        for _ in range(len(words.COMMUNES) // len(words.DISTRICTS)):
            _commune(country, next(communes), district)


def _commune(country: Country, name: str, district: Unit) -> None:
    commune = _area(f"xã {name}", district, country.levels["xã"], name)
    _desk(country, f"UBND xã {name}", commune, Line.STATE)
    bodies = [_body(f"Hội Liên hiệp Phụ nữ xã {name}", commune, Line.MASS)]
    bodies.append(_body(f"Ủy ban MTTQ Việt Nam xã {name}", commune, Line.FRONT))
    villages = [_area(f"thôn {part}", commune, None, name) for part in ("Đông", "Đoài")]
    country.registering += bodies + villages


def _area(name: str, parent: Unit | None, level: Level | None, place: str) -> Unit:
    return units.add_unit(by=None, name=name, parent=parent, level=level, nature=Nature.AREA, place_name=place)


def _body(name: str, parent: Unit, line: str, **more) -> Unit:
    fields = {"nature": Nature.BODY, "line": line, "level": parent.level, "place_name": parent.place_name, **more}
    return units.add_unit(by=None, name=name, parent=parent, **fields)


def _desk(country: Country, name: str, parent: Unit, line: str) -> None:
    country.desks.append(_body(name, parent, line, collects=COLLECTS_ALL, number_suffix="BDV"))


def _position(country: Country, random: Random, role: str, unit: Unit, areas: Iterable[Unit] = ()) -> Position:
    """Nobody signs in by a password here, so none is hashed."""
    user = User(username=f"{role}.{next(_numbers)}", full_name=words.person(random))
    user.set_unusable_password()
    user.save()
    position = accounts.open_position(by=None, user=user, role=role, unit=unit, areas=areas, starts_on=SINCE)
    country.positions[role, unit.pk] = Position.objects.for_work().get(pk=position.pk)
    return country.positions[role, unit.pk]


def _plans(country: Country) -> None:
    """One plan of every desk in every year; this year's takes registrations today."""
    movement = add_starter_rows(by=None)
    country.sectors = list(Sector.objects.all())
    for desk in country.desks:
        for year in range(country.this_year - YEARS + 1, country.this_year + 1):
            plan = Plan(
                number=f"{12 + len(country.plans)}/KH", issued_on=date(year, 1, 1), issuer=desk, issuer_name=desk.name,
                year=year, movement=movement, theme="Năm đẩy mạnh phong trào thi đua “Dân vận khéo”",
                opens_on=date(year, 1, 1), closes_on=date(year + 1, 1, 1),
            )  # fmt: skip
            officer = country.holder(Role.OFFICER, desk)
            country.plans[desk.pk, year] = planning.save_plan(by=officer, plan=plan, sectors=country.sectors)


def add_reviewers(country: Country, district_desk: Unit, count: int) -> list[Position]:
    """Reviewers of a district who sit at its desk and hold nothing else."""
    random, area = Random(11), district_desk.parent
    return [_position(country, random, Role.REVIEWER, district_desk, [area]) for _ in range(count)]
