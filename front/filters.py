"""Lọc danh sách: what a list of the room may be narrowed by, drawn as options with what is asked for marked."""

from django.utils.safestring import SafeString

from common.choosing import Choices, options
from common.written import ask_records
from front.asked import GENERAL, MONTHS, Asked, years_offered
from registrations.models import Content
from units.models import Unit

GENERAL_CHOICE = (GENERAL, "Chung")


def filters_for(position, asked: Asked, *, kinds: Choices, standings: Choices = ()) -> dict[str, SafeString]:
    """The options of each select of the bar; none of a select that has nothing to choose from."""
    contents = tuple(
        (str(one.pk), str(one))
        for one in ask_records(Content, Content.objects.of_campaign, only=("number", "short_name"))
    )
    return {
        "years": year_options(asked.year),
        "months": options(tuple((str(month), f"Tháng {month}") for month in MONTHS), str(asked.month)),
        "units": unit_options(position, asked.unit),
        "kinds": options(kinds, asked.kind),
        "contents": options((GENERAL_CHOICE, *contents), asked.content),
        "standings": options(standings, asked.standing),
    }


def year_options(chosen: int) -> SafeString:
    return options(tuple((str(year), str(year)) for year in years_offered(chosen)), str(chosen))


def unit_options(position, chosen: int | None) -> SafeString:
    """Areas with a level, and what lies directly in the own areas; nothing where there is but one."""
    units = ask_records(Unit, _units_seen, position, only=("name", "full_name"))
    return options(tuple((str(one.pk), str(one)) for one in units) if len(units) > 1 else (), str(chosen))


def _units_seen(position):
    areas = [area.pk for area in position.all_areas()]
    units = Unit.objects.visible_to(position).filter(valid_to__isnull=True)
    below = units.filter(level__isnull=False, nature="area") | units.filter(parent__in=areas)
    return below.order_by("sort_key")
