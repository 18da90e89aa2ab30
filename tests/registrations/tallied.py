"""Sổ đếm against the records: what every test of the numbers kept by the database holds side by side."""

from django.db.models import Count, Sum
from django.db.models.functions import ExtractYear

from registrations.enums import WAITING
from registrations.models import ConfirmedTally, Registration, SentTally, WaitingTally

SENT = ("plan", "unit", "scope_path", "state", "kind")
WAITS = ("desk", "unit", "scope_path", "state")
CONFIRMED = ("unit", "scope_path", "year", "sector")


def kept() -> tuple[dict, dict, dict]:
    """What the books say, by all they count by; what has come to nothing is not there."""
    return _sums(SentTally, SENT), _sums(WaitingTally, WAITS), _sums(ConfirmedTally, CONFIRMED)


def counted() -> tuple[dict, dict, dict]:
    """The same, counted in the records."""
    sent = Registration.objects.filter(first_sent_at__isnull=False)
    confirmed = sent.filter(confirmed_on__isnull=False).annotate(year=ExtractYear("confirmed_on"))
    waiting = sent.filter(state__in=WAITING)
    return _numbers(sent, SENT), _numbers(waiting, WAITS), _numbers(confirmed, CONFIRMED)


def _sums(book, by: tuple) -> dict:
    rows = book.objects.values(*by).annotate(number=Sum("more")).exclude(number=0).order_by()
    return {tuple(row[name] for name in by): row["number"] for row in rows}


def _numbers(records, by: tuple) -> dict:
    rows = records.values(*by).annotate(number=Count("pk")).order_by()
    return {tuple(row[name] for name in by): row["number"] for row in rows}
