"""The Front's room: two years of books of every commune's Front of a province, and the pages of a commune and a district."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position, User
from bench import words
from bench.country import SINCE, Country
from bench.measure import Case
from bench.pages import FIGURES_MS, FORM, HOME, LIST, RECORD, World, page
from bench.people import Browser
from front.enums import ActivityKind, Donor, Flow, Resource, Source, Use, Work
from front.models import Activity, Contribution, Finding, Fund, FundEntry, WorkItem, WorkTask
from registrations.models import Content
from units import services as units
from units.enums import Line, Nature
from units.models import Unit

ACTIVITIES, GIVEN, ENTRIES, ITEMS = 200, 120, 80, 25


@dataclass
class Fronts:
    """The officers of one district's Front and of one commune's in it."""

    district: Position
    commune: Position


@transaction.atomic
def build_fronts(country: Country) -> Fronts:
    """Books of all communes, written in bulk; a district's Front gives its communes the work of the year."""
    area = country.desk("huyện").parent
    above = units.add_unit(
        by=None, name=f"Ủy ban MTTQ Việt Nam {area.name}", parent=area, level=area.level, nature=Nature.BODY, line=Line.FRONT,
        place_name=area.place_name,
    )  # fmt: skip
    district = _officer("mattran.huyen", above)
    communes = Unit.objects.filter(line=Line.FRONT, level=country.levels["xã"]).order_by("path")
    tokens = (UUID(int=number << 96) for number in count(1))
    officers = [_officer(f"mattran.{unit.pk}", unit) for unit in communes]
    for officer in officers:
        _book(officer, tokens)
    own = [one for one in officers if one.unit.path.startswith(area.path)]
    _plan(district, own, tokens)
    return Fronts(district, own[0])


def _officer(username: str, unit: Unit) -> Position:
    user = User(username=username, full_name=words.person(Random(unit.pk)))
    user.set_unusable_password()
    user.save()
    position = accounts.open_position(by=None, user=user, role=Role.FRONT, unit=unit, areas=(), starts_on=SINCE)
    return Position.objects.for_work().get(pk=position.pk)


def _book(by: Position, tokens: Iterator[UUID]) -> None:
    """Activities with their contents, what was given, the fund, what supervisions asked for."""
    random, contents = Random(by.pk), list(Content.objects.of_campaign())
    kept = {"unit": by.unit, "keeper": by.unit, "path_then": by.unit.path, "written_by": by}
    held = Activity.objects.bulk_create(
        Activity(kind=random.choice(ActivityKind.values), name=words.title(random), starts_on=_day(random), token=next(tokens),
                 participants=random.randrange(10, 400), place="nhà văn hóa thôn", search_text="tuyen truyen", **kept)
        for _ in range(ACTIVITIES)
    )  # fmt: skip
    link = Activity.contents.through
    link.objects.bulk_create(link(activity=one, content=random.choice(contents)) for one in held)
    Contribution.objects.bulk_create(
        Contribution(kind=Resource.MONEY, on=_day(random), amount=random.randrange(1, 90) * 1_000_000, source=Source.SOCIAL,
                     donor_kind=Donor.HOUSEHOLD, purpose=words.title(random), content=random.choice(contents),
                     for_fund=random.random() < 0.3, token=next(tokens), **kept)
        for _ in range(GIVEN)
    )  # fmt: skip
    _fund(by, random, tokens)
    Finding.objects.bulk_create(
        Finding(activity=one, text="Niêm yết các khoản đóng góp tại thôn.", addressee="UBND xã", token=next(tokens),
                due_on=one.starts_on + timedelta(days=30))
        for one in held if one.kind == ActivityKind.SUPERVISION
    )  # fmt: skip


def _fund(by: Position, random: Random, tokens: Iterator[UUID]) -> None:
    first = date(timezone.localdate().year - 1, 1, 1)
    book = Fund.objects.create(
        keeper=by.unit, path_then=by.unit.path, opened_on=first, opening=10**9, written_by=by
    )  # fmt: skip
    whence = {"flow": Flow.IN, "source": Source.SOCIAL, "donor_kind": Donor.HOUSEHOLD}
    what_for = {"flow": Flow.OUT, "use": Use.TET, "households": 4}
    FundEntry.objects.bulk_create(
        FundEntry(fund=book, path_then=by.unit.path, on=_day(random), amount=random.randrange(1, 9) * 1_000_000, written_by=by,
                  token=next(tokens), **random.choice((whence, what_for)))
        for _ in range(ENTRIES)
    )  # fmt: skip


def _day(random: Random) -> date:
    return timezone.localdate() - timedelta(days=random.randrange(700))


def _plan(by: Position, below: list[Position], tokens: Iterator[UUID]) -> None:
    year = timezone.localdate().year
    items = WorkItem.objects.bulk_create(
        WorkItem(issuer=by.unit, year=year, kind=Work.PROPAGANDA, title=words.title(Random(place)), written_by=by,
                 due_on=date(year, 1 + place % 12, 20), token=next(tokens))
        for place in range(ITEMS)
    )  # fmt: skip
    WorkTask.objects.bulk_create(WorkTask(item=item, unit=one.unit) for item in items for one in below)


def front_cases(world: World, fronts: Fronts) -> list[Case]:
    """The pages of the room, of whoever writes and of whoever sees all communes of a district."""
    commune, district = world.browser(fronts.commune), world.browser(fronts.district)
    seen = Activity.objects.filter(keeper=fronts.commune.unit, kind=ActivityKind.SUPERVISION).first()
    book = Fund.objects.get(keeper=fronts.commune.unit)
    figures = reverse("reports:sheet", args=[f"{timezone.localdate().year}-nam", "bieu-04"])
    people = [("commune", commune), ("district", district)]
    both = [
        ("home", reverse("home"), HOME), ("activities", reverse("front:activities"), LIST),
        ("contributions", reverse("front:contributions"), LIST), ("calendar", reverse("front:calendar"), LIST),
        ("findings", reverse("front:findings"), LIST), ("funds", reverse("front:funds"), LIST),
        ("plan", reverse("front:plan"), LIST),
    ]  # fmt: skip
    one = [
        ("activity", reverse("front:activity", args=[seen.pk]), RECORD),
        ("book of the fund", reverse("front:fund", args=[book.pk]), LIST),
    ]
    return [
        *[page(f"front, {name} ({who})", browser, address, budget) for who, browser in people for name, address, budget in both],
        *[page(f"front, Biểu 04a ({who})", browser, figures, None, FIGURES_MS) for who, browser in people],
        *[page(f"front, {name} (commune)", commune, address, budget) for name, address, budget in one],
        *[_form(f"front, form, new {name} (commune)", commune, name) for name in ("activity", "contribution")],
    ]  # fmt: skip


def _form(name: str, browser: Browser, what: str) -> Case:
    """An empty form against the bare form of the same fields."""
    bare = browser.getting(f"/bench/form/{what}/")
    return Case(name, browser.getting(reverse(f"front:new_{what}")), "bare form", bare, FORM)
