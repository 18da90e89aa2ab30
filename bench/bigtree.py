"""A province of the size of a real one: 130 communes, 3,000 villages and bodies, 5,000 people, and a reform behind it.

Written in bulk, as `units.services` and a reorganisation would leave it: until the reform the communes stood under ten
districts. It has a root of its own, so that the registrations of the other province are measured as before.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count, islice
from random import Random

from django.db import transaction

from accounts.enums import Role
from accounts.models import Position, User
from bench import words
from units import memory, services
from units.enums import COLLECTS_ALL, Change, Line, Nature, Passing
from units.models import Level, Succession, Unit, UnitVersion
from units.naming import derive

COMMUNES, BELOW, PEOPLE, DISTRICTS = 130, 3000, 5000, 10
REFORM = date(2025, 7, 1)
BODIES = ("UBND", "Đảng ủy", "Ủy ban MTTQ Việt Nam", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Công an", "Trường THCS")
BATCH = 500


@dataclass
class BigTree:
    """The root, one of its communes, and who looks at them."""

    province: Unit
    commune: Unit
    officer: Position
    clerk_below: Position
    units: int


@transaction.atomic
def build_big_tree(levels: dict[str, Level]) -> BigTree:
    province = services.add_unit(
        by=None, name="tỉnh Sông Giang", parent=None, nature=Nature.AREA, level=levels["tỉnh"], place_name="Sông Giang"
    )
    desk = services.add_unit(
        by=None, name="Ban Dân vận Tỉnh ủy Sông Giang", parent=province, nature=Nature.BODY, level=levels["tỉnh"],
        line=Line.PARTY, collects=COLLECTS_ALL,
    )  # fmt: skip
    communes = _units([_new(f"xã Khê {number}", province, levels["xã"]) for number in range(1, COMMUNES + 1)])
    below = _units(list(_below(communes)))
    _remember(province, communes, below, levels["huyện"])
    officer, *others = _people([desk, *below], province)
    clerk = next(one for one in others if one.unit.parent_id == communes[0].pk)
    return BigTree(province, communes[0], officer, clerk, Unit.objects.within(province).count())


def _new(name: str, parent: Unit, level: Level | None, nature: str = Nature.AREA, **fields) -> Unit:
    unit = Unit(name=name, parent=parent, level=level, nature=nature, **fields)
    derive(unit)
    return unit


def _below(communes: list[Unit]):
    """Villages and bodies by turns, as many in each commune."""
    each = BELOW // len(communes)
    for place, commune in enumerate(communes):
        more = 1 if place < BELOW % len(communes) else 0
        bodies = [_new(f"{word} {commune.name}", commune, commune.level, Nature.BODY) for word in BODIES]
        bodies[0].collects = COLLECTS_ALL
        yield from bodies
        yield from (_new(f"thôn {number}", commune, None) for number in range(1, each + more - len(bodies) + 1))


def _units(units: list[Unit]) -> list[Unit]:
    Unit.objects.bulk_create(units, batch_size=BATCH)
    for unit in units:
        unit.path = unit.scope_path = f"{unit.parent.path}{unit.pk}/"
    Unit.objects.bulk_update(units, ["path", "scope_path"], batch_size=BATCH)
    return units


def _remember(province: Unit, communes: list[Unit], below: list[Unit], level: Level) -> None:
    """Until the reform every commune stood under one of the districts, which have ended since."""
    ended = {"valid_to": REFORM, "code": ""}
    districts = _units([_new(f"huyện {name}", province, level, **ended) for name in _names(DISTRICTS)])
    Unit.objects.filter(pk__in=[one.pk for one in districts]).update(scope_path=province.path)
    before = {commune.pk: districts[place % DISTRICTS] for place, commune in enumerate(communes)}
    times = [memory.time_of(one, change=Change.OPENED, since=None) for one in districts]
    for unit in [*communes, *below]:
        first = memory.time_of(unit, change=Change.OPENED, since=None)
        district = before[unit.pk if unit.pk in before else unit.parent_id]
        first.valid_to, first.path = REFORM, district.path + unit.path.removeprefix(province.path)
        first.parent = district if unit.pk in before else unit.parent
        change = Change.MOVED if unit.pk in before else Change.CARRIED
        times += [first, memory.time_of(unit, change=change, since=REFORM, decision_number="1/NQ", decided_on=REFORM)]
    UnitVersion.objects.bulk_create(times, batch_size=BATCH)
    Succession.objects.bulk_create(
        Succession(
            old=one, new=province, kind=Passing.DISSOLVED, effective_on=REFORM, decision_number="1/NQ", decided_on=REFORM
        )
        for one in districts
    )  # fmt: skip


def _names(number: int) -> list[str]:
    return [f"Sông {place}" for place in islice(count(1), number)]


def _people(units: list[Unit], province: Unit) -> list[Position]:
    """5,000 people, the first of them the officer of the whole province."""
    random = Random(13)
    users = [User(username=f"nguoi.{number}", full_name=words.person(random), password="!") for number in range(PEOPLE)]
    User.objects.bulk_create(users, batch_size=BATCH)
    held = [
        Position(
            user=user, role=Role.CLERK if place else Role.OFFICER, unit=units[place % len(units)], starts_on=REFORM
        )
        for place, user in enumerate(users)
    ]
    Position.objects.bulk_create(held, batch_size=BATCH)
    areas = [
        Position.areas.through(position_id=one.pk, unit_id=one.unit.parent_id if one.unit.level_id else one.unit_id)
        for one in held
    ]
    Position.areas.through.objects.bulk_create(areas, batch_size=BATCH)
    return held
