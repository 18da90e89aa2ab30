"""A small commune: villages with a registrant each, a desk with two officers and a clerk, a plan that is open; where scores are asked for, a council."""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position
from bench.council import begin_scoring, open_round
from common.workflow import perform
from evaluation import workflow
from evaluation.starters import add_starter_criteria
from registrations import starters
from registrations.models import Plan, Sector
from registrations.plans import services as planning
from tests import builders
from torture import PASSWORD, VILLAGES
from units.enums import COLLECTS_ALL, Line, Nature
from units.models import Unit
from units.services import add_level, add_unit

MEMBERS = 5


@dataclass
class Scene:
    """The user names: of registrants and of the council's members; the officers are “canbo” and “canbo2”, the clerk “vanthu”."""

    registrants: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


def build(scores: int = 0) -> Scene:
    """With a council whose members have at least so many sheets to score together, or without one."""
    level = add_level(by=None, name="Cấp cơ sở", area_word="xã", rank=3)
    commune = add_unit(by=None, name="xã Thử Nghiệm", parent=None, nature=Nature.AREA, level=level, code="00001")
    desk = add_unit(
        by=None, name="UBND xã Thử Nghiệm", parent=commune, nature=Nature.BODY, level=level, line=Line.STATE,
        collects=COLLECTS_ALL,
    )  # fmt: skip
    officer = _seat("canbo", "Cán bộ Thử", Role.OFFICER, desk)
    _seat("canbo2", "Cán bộ Thử Hai", Role.OFFICER, desk)
    _seat("vanthu", "Văn thư Thử", Role.CLERK, desk)
    scene, seats = Scene(), []
    for number in range(1, VILLAGES + 1):
        village = add_unit(by=None, name=f"thôn {number}", parent=commune, nature=Nature.AREA)
        scene.registrants.append(f"thon{number}")
        seats.append(_seat(scene.registrants[-1], f"Trưởng thôn {number}", Role.REGISTRANT, village))
    plan = _issue_plan(officer, desk)
    if scores:
        scene.members = _council(officer, seats, plan, math.ceil(scores / MEMBERS))
    return scene


def _seat(username: str, full_name: str, role: str, unit: Unit) -> Position:
    user = accounts.open_account(by=None, username=username, full_name=full_name, password=PASSWORD)
    opened = accounts.open_position(by=None, user=user, role=role, unit=unit)
    return Position.objects.for_work().get(pk=opened.pk)


def _issue_plan(officer: Position, desk: Unit) -> Plan:
    today, movement = timezone.localdate(), starters.add_starter_rows(by=None)
    plan = Plan(
        number="01/KH-UBND", issued_on=date(today.year, 1, 1), issuer=desk, issuer_name=desk.name, year=today.year,
        movement=movement, theme="Thử nghiệm", opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=30),
    )  # fmt: skip
    return planning.save_plan(by=officer, plan=plan, sectors=list(Sector.objects.all()))


def _council(officer: Position, registrants: list[Position], plan: Plan, dossiers: int) -> list[str]:
    """A round that is being scored: models done and confirmed this year, each with a sheet of every member."""
    levels = builders.levels_of(plan)
    effective = [
        builders.effective(
            registrants[number % VILLAGES], plan, officer, levels=levels, title=f"Mô hình đã xong {number}"
        )
        for number in range(dossiers)
    ]
    for one in add_starter_criteria(by=officer, plan=plan):
        perform(workflow.PUBLISH_CRITERIA, one, by=officer, data={}, token=uuid4())
    opened, nominations = open_round(officer, plan, "Đánh giá mô hình, xã Thử Nghiệm", effective, uuid4())
    names = [f"thamdinh{number}" for number in range(1, MEMBERS + 1)]
    members = [_seat(name, f"Thành viên {number}", Role.REVIEWER, officer.unit) for number, name in enumerate(names, 1)]
    begin_scoring(officer, opened, [(one, member) for one in nominations for member in members], uuid4())
    return names
