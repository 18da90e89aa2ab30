"""Tiếp tục mô hình năm trước: a new registration begun with what earlier ones said."""

import re

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from registrations import benefits
from registrations.enums import HELD, Item, Kind, Origin, Stage
from registrations.models import Registration

_YEAR = re.compile(r"[0-9]{4}")
# Copied as they stand.
SAME = ("title", "model_address", "signer_name", "person_title", "person_name", "person_duty")


def last_signer() -> Coalesce:
    """Người đại diện ký of the last collective paper that a unit handed in, as a column of units; else empty."""
    sent = Registration.objects.filter(present_unit=OuterRef("pk"), kind=Kind.COLLECTIVE, first_sent_at__isnull=False)
    last = sent.exclude(signer_name="").order_by("-first_sent_at", "-pk")
    return Coalesce(Subquery(last.values("signer_name")[:1]), Value(""))


def may_be_continued(registration: Registration, year: int) -> bool:
    """An earlier year's model that was confirmed and not stopped."""
    return registration.plan.year < year and registration.state in HELD


def carried_on(earlier: Registration) -> dict:
    """The first values of the form that continues `earlier`. A time that names its year is not carried over."""
    benefit = earlier.benefit_amount
    return {
        **{name: getattr(earlier, name) for name in SAME},
        "sector": earlier.sector_id,
        "other_sectors": [sector.pk for sector in earlier.other_sectors.all()],
        "other_movements": [movement.pk for movement in earlier.other_movements.all()],
        "contents": [content.pk for content in earlier.contents.all()],
        "levels": [level.pk for level in earlier.levels.all()],
        "benefit_amount": benefit if benefit is not None else "",
        "benefit_lines": "\n".join(benefits.of_stage(earlier, Stage.PLANNED)),
        "time_text": "" if _YEAR.search(earlier.time_text) else earlier.time_text,
        **{Item(item).field: text for item, text in earlier.form_items.items()},
        "origin": Origin.CONTINUED,
        "continues": earlier.pk,
    }
