"""A small commune: ten villages with a registrant each, a desk with an officer and a clerk, a plan that is open."""

from datetime import date, timedelta

from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from registrations import starters
from registrations.models import Plan
from registrations.plans import services as planning
from torture import PASSWORD, VILLAGES
from units.enums import COLLECTS_ALL, Line, Nature
from units.services import add_level, add_unit


def build() -> list[str]:
    """The user names of the registrants; the officer is “canbo”, the clerk “vanthu”."""
    level = add_level(by=None, name="Cấp cơ sở", area_word="xã", rank=3)
    commune = add_unit(by=None, name="xã Thử Nghiệm", parent=None, nature=Nature.AREA, level=level, code="00001")
    desk = add_unit(
        by=None, name="UBND xã Thử Nghiệm", parent=commune, nature=Nature.BODY, level=level, line=Line.STATE,
        collects=COLLECTS_ALL,
    )  # fmt: skip
    officer = _seat("canbo", "Cán bộ Thử", Role.OFFICER, desk)
    _seat("vanthu", "Văn thư Thử", Role.CLERK, desk)
    names = []
    for number in range(1, VILLAGES + 1):
        village = add_unit(by=None, name=f"thôn {number}", parent=commune, nature=Nature.AREA)
        names.append(f"thon{number}")
        _seat(names[-1], f"Trưởng thôn {number}", Role.REGISTRANT, village)
    _issue_plan(officer, desk)
    return names


def _seat(username: str, full_name: str, role: str, unit):
    user = accounts.open_account(by=None, username=username, full_name=full_name, password=PASSWORD)
    return accounts.open_position(by=None, user=user, role=role, unit=unit)


def _issue_plan(officer, desk) -> None:
    today, movement = timezone.localdate(), starters.add_starter_rows(by=None)
    plan = Plan(
        number="01/KH-UBND", issued_on=date(today.year, 1, 1), issuer=desk, issuer_name=desk.name, year=today.year,
        movement=movement, theme="Thử nghiệm", opens_on=today - timedelta(days=30),
        closes_on=today + timedelta(days=30),
    )  # fmt: skip
    planning.save_plan(by=officer, plan=plan, sectors=list(starters.Sector.objects.all()))
