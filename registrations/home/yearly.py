"""The year's registrations in sight: sent, by state for the figures; confirmed, by sector for the chart; by place for progress below."""

from django.db.models import CharField, F, IntegerField, Sum, Value

from common import written
from common.parts import together
from registrations.models import ConfirmedTally, SentTally
from registrations.plans.completion import COUNTED

SENT, CONFIRMED, PLACE = "sent", "confirmed", "place"
_NO_WORD, _NO_NUMBER = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
_EMPTY = {"sector_name": _NO_WORD, "sector_number": _NO_NUMBER, "in_state": _NO_WORD, "of_kind": _NO_WORD,
          "place": _NO_WORD}  # fmt: skip


def counts(position, year: int, *asked: str) -> dict[str, list[dict]]:
    """What was asked for, in one question. Of a Front officer: of its lines."""
    found: dict[str, list[dict]] = {what: [] for what in asked}
    for row in written.ask(_questions, position, year, asked):
        found[row["what"]].append(row)
    return found


def _questions(position, year: int, asked: tuple[str, ...]):
    return together(*(_question(position, year, what) for what in asked))


def _question(position, year: int, what: str):
    """The columns of all are the same, so that they can be asked together; what one does not count by is empty."""
    if what == CONFIRMED:
        rows = ConfirmedTally.objects.filter(year=year)
        own = {"sector_name": F("sector__name"), "sector_number": F("sector__number")}
    else:
        rows, own = SentTally.objects.of_year(year), {"in_state": F("state"), "of_kind": F("kind")}
        if what == PLACE:
            # Against what was asked for: what was withdrawn or turned down is not there, as on the plan's own page.
            rows, own = rows.filter(state__in=COUNTED), {"place": F("scope_path")}
    seen = rows.visible_to(position).of_lines_of(position)
    columns = {"what": Value(what, output_field=CharField())} | _EMPTY | own
    return seen.annotate(**columns).values(*columns).annotate(number=Sum("more")).filter(number__gt=0).order_by()
