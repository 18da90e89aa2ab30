"""Số liệu công khai of a Front body in a year: sums of its area and of its own fund; no row of any book."""

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Count, Q, Sum

from front.asked import Asked, activities_asked, contributions_asked
from front.funds import standings
from front.models import Activity, Contribution, Fund, FundEntry
from front.resources import sums
from registrations.models import Content
from units.models import Unit

# Seconds: a figure a few minutes old is told to the public all the same.
STANDS = 10 * 60
HELPED = ("households", "houses_built", "houses_repaired")


@dataclass(frozen=True)
class Figures:
    """What is told. `contents`: (name, how many activities); `fund` is None where no book was opened."""

    held: int
    people: int
    contents: list[tuple[str, int]]
    given: dict
    helped: dict[str, int]
    fund: dict[str, int] | None


def figures_of(keeper: Unit, year: int) -> Figures:
    """Those that stand, else counted now."""
    cache, key = caches["figures"], f"front-public:{keeper.pk}:{year}"
    found = cache.get(key)
    if not isinstance(found, Figures):
        found = _counted(keeper, year)
        cache.set(key, found, STANDS)
    return found


def _counted(keeper: Unit, year: int) -> Figures:
    path, asked = (keeper.parent or keeper).scope_path, Asked(year)
    held = activities_asked(Activity.objects.held(), asked, path).order_by()
    given = contributions_asked(Contribution.objects.all(), asked, path)
    whole = held.aggregate(held=Count("pk"), people=Sum("participants", default=0))
    by_content = Count("pk", filter=Q(contents__isnull=False))
    told = dict(held.values_list("contents").annotate(number=by_content))
    contents = [(one.name, told.get(one.pk, 0)) for one in Content.objects.of_campaign().offered()]
    standing = next(iter(standings(Fund.objects.filter(keeper=keeper), year)), None)
    fund = {name: getattr(standing, name) for name in ("carried", "came", "went", "left")} if standing else None
    return Figures(whole["held"], int(whole["people"]), contents, sums(given), _helped(given, keeper, year), fund)


def _helped(given, keeper: Unit, year: int) -> dict[str, int]:
    """Households and houses: directly, and from the own fund."""
    spent = FundEntry.objects.standing().filter(fund__keeper=keeper, on__year=year)
    added = {name: Sum(name, default=0) for name in HELPED}
    direct, paid = given.order_by().aggregate(**added), spent.order_by().aggregate(**added)
    return {name: int(direct[name]) + int(paid[name]) for name in HELPED}
