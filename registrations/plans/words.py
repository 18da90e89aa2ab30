"""Căn cứ, lĩnh vực: what a plan lists line by line, in one question: its page has none to spare."""

from django.db.models import F

from common.parts import answered, part
from registrations.models import Plan


def bases_and_sectors(plan: Plan) -> tuple[list[str], list[str]]:
    """The texts of the legal bases and the names of the sectors, each in the order of the paper."""
    rows = answered(
        part("basis", plan.bases.all(), said=F("text"), count=F("number")),
        part("sector", plan.sectors.all(), said=F("name"), count=F("number")),
    )
    rows.sort(key=lambda row: (row["count"], row["key"]))
    bases, sectors = ([row["said"] for row in rows if row["what"] == what] for what in ("basis", "sector"))
    return bases, sectors
