"""Kế hoạch theo mẫu năm trước: what a new plan takes over, every day a year later."""

from typing import Any

from common.dates import years_later
from registrations.models import Plan


def as_next_year(plan: Plan) -> dict[str, Any]:
    """The beginnings of a plan for the following year. Number and date of issue are written anew."""
    return {
        "movement": plan.movement_id, "year": plan.year + 1, "issuer": plan.issuer, "issuer_name": plan.issuer_name,
        "theme": plan.theme, "opens_on": years_later(plan.opens_on, 1), "last_day": years_later(plan.last_day, 1),
        "late_rule": plan.late_rule, "needs_signed_scan": plan.needs_signed_scan, "sectors": plan.sectors.all(),
        "form_version": plan.form_version, **plan.item_answers(), "bases": "\n".join(map(str, plan.bases.all())), "ask_as_before": True,
    }  # fmt: skip
