"""Kế hoạch hợp với sổ: where no row falls into the window of the chosen plan, another one may have been meant."""

from datetime import date

from django.db.models import prefetch_related_objects
from django.utils import timezone

from common.dates import parse_date
from registrations.enums import Becomes
from registrations.imports.forms import plans_for
from registrations.models import Plan, RegisterImport


def fitting_plan(batch: RegisterImport, position) -> Plan | None:
    """Another plan over the unit whose windows hold all days of the rows; None where the chosen one holds any."""
    days = _days(batch)
    if not days:
        return None
    plans = plans_for(position)
    prefetch_related_objects(plans, "windows")
    if any(_holds(plan, day) for plan in plans if plan.pk == batch.plan_id for day in days):
        return None
    over = (plan for plan in plans if position.unit.path.startswith(plan.scope_path))
    return next((plan for plan in over if all(_holds(plan, day) for day in days)), None)


def _days(batch: RegisterImport) -> list[date]:
    """The days on which the rows would come in: as written in the register, or today; drafts come in on no day."""
    if batch.becomes == Becomes.REGISTERED:
        return [parse_date(row["registered_on"]) for row in batch.judged if row["registered_on"]]
    return [timezone.localdate()] if batch.becomes == Becomes.SENT else []


def _holds(plan: Plan, day: date) -> bool:
    windows = [(plan.opens_on, plan.closes_on), *((one.opens_on, one.closes_on) for one in plan.windows.all())]
    return any(opens_on <= day < closes_on for opens_on, closes_on in windows)
