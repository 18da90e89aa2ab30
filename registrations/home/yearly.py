"""The year's registrations in sight, counted by sector for figures and chart, and by place for progress below."""

from django.db.models import CharField, Count, F, IntegerField, Value

from registrations.models import Registration
from registrations.plans.completion import COUNTED

SECTOR, PLACE = "sector", "place"
_NO_WORD, _NO_NUMBER = Value("", output_field=CharField()), Value(0, output_field=IntegerField())


def counts(position, year: int, *asked: str) -> dict[str, list[dict]]:
    """What was asked for, in one question. Of a Front officer: of its lines."""
    first, *others = (_question(position, year, what) for what in asked)
    found: dict[str, list[dict]] = {what: [] for what in asked}
    for row in first.union(*others, all=True):
        found[row["what"]].append(row)
    return found


def _question(position, year: int, what: str):
    """The columns of both are the same, so that they can be asked together; what one does not count by is empty."""
    seen = Registration.objects.visible_to(position).of_lines_of(position).of_year(year)
    by_sector = {"sector_name": F("sector__name"), "sector_number": F("sector__number"), "in_state": F("state"),
                 "of_kind": F("kind"), "place": _NO_WORD}  # fmt: skip
    by_place = {"sector_name": _NO_WORD, "sector_number": _NO_NUMBER, "in_state": _NO_WORD, "of_kind": _NO_WORD,
                "place": F("scope_path")}  # fmt: skip
    if what == PLACE:
        # Against what was asked for: what was withdrawn or turned down is not there, as on the plan's own page.
        seen = seen.filter(state__in=COUNTED)
    columns = {"what": Value(what, output_field=CharField())} | (by_sector if what == SECTOR else by_place)
    return seen.annotate(**columns).values(*columns).annotate(number=Count("pk")).order_by()
