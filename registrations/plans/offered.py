"""Kế hoạch cho chọn những gì: sectors and levels, asked for by every form in the same words."""

from datetime import date

from common import written
from registrations.models import Plan, Sector
from units.models import Level


def sectors_of(plan: Plan) -> list[Sector]:
    """The sectors of the plan, in the order of the paper."""
    return written.ask_related(Sector, plans=plan.pk)


def levels_on(day: date) -> list[Level]:
    """The levels one may register at on a day, the lowest first."""
    return written.ask_records(Level, _levels, day)


def _levels(day: date):
    return Level.objects.offered_on(day).order_by("-rank")
