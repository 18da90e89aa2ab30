"""Kế hoạch theo mẫu năm trước: what a new plan takes over, every day a year later."""

from datetime import date
from typing import Any

from registrations.models import Plan


def as_next_year(plan: Plan) -> dict[str, Any]:
    """The beginnings of a plan for the following year. Number and date of issue are written anew."""
    return {
        "movement": plan.movement_id, "year": plan.year + 1, "issuer": plan.issuer, "issuer_name": plan.issuer_name,
        "theme": plan.theme, "opens_on": a_year_later(plan.opens_on), "last_day": a_year_later(plan.last_day),
        "late_rule": plan.late_rule, "needs_signed_scan": plan.needs_signed_scan, "sectors": plan.sectors.all(),
        "form_version": plan.form_version,
        "items_on": list(plan.asked_items), "items_needed": [item for item, needed in plan.form_items() if needed],
        "bases": "\n".join(map(str, plan.bases.all())), "ask_as_before": True,
    }  # fmt: skip


def a_year_later(day: date) -> date:
    """29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
