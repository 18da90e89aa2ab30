"""The pages people use most, each with the yardstick it is held against."""

import re
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.cache import caches
from django.http import HttpResponse
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Position
from bench import words
from bench.bigtree import BigTree
from bench.council import Council
from bench.country import Country
from bench.measure import Act, Case
from bench.people import Browser, unpacked
from bench.views import bare_page, bare_registration
from registrations import services
from registrations.drafts import registration_form
from registrations.enums import Kind, Purpose, State
from registrations.models import Registration
from registrations.views.writing import SHEET
from units.models import Unit

# What a council's sheets say together is held, as the round itself, to the budget of a record: a list shows rows as they
# stand, a council's pages work something out of all sheets before they show the first line. So is Biểu 01, which gathers
# for each model its levels and benefits.
LIST, RECORD, HOME, FORM, WRITE = 1.5, 2.0, 3.0, 2.0, 3.0
SEARCH_MS = 100.0
# Of pages that rank or share out hundreds of dossiers before they show the first.
GATHERED_MS = 100.0
# Of a table of figures no row stands as it is shown: it is counted out of all that lies below.
FIGURES_MS = 500.0
# What stands in rows on a page: of tables, facts and lists. The menu and the header, which a bare page has too, have none.
ROW, CELL = re.compile(r"<(?:tr|dt|li)[\s>]"), re.compile(r"<(?:td|th|dt|dd|li)[\s>]")


class World:
    """The data that the cases speak of, and one browser per person."""

    def __init__(self, country: Country, council: Council | None) -> None:
        self.country, self.council = country, council
        self.browsers: dict[int, Browser] = {}

    def browser(self, position: Position) -> Browser:
        return self.browsers.setdefault(position.pk, Browser(position))

    def at_desk(self, role: str, level: str) -> Browser:
        return self.browser(self.country.holder(role, self.country.desk(level)))

    def villages(self) -> list[Unit]:
        """Villages of different communes."""
        return [unit for unit in self.country.registering if unit.name == "thôn Đông"]

    def registrant(self, place: int = 0) -> Browser:
        return self.browser(self.country.holder(Role.REGISTRANT, self.villages()[place]))


def page(
    name: str, browser: Browser, address: str, budget: float | None, most_ms: float | None = None, **query
) -> Case:  # fmt: skip
    """A page against a bare page of the same person, of as many rows and cells as it answers itself."""
    found = rows_and_cells(unpacked(browser.get(address, query)).decode())
    address_of_bare = reverse(bare_page, args=found)
    yardstick = "bare page of {} rows, {} cells".format(*found)
    return Case(name, browser.getting(address, **query), yardstick, browser.getting(address_of_bare), budget, most_ms)


def rows_and_cells(html: str) -> tuple[int, int]:
    """How many rows a page has, in tables, facts and lists, and how many cells in all of them together."""
    return max(1, len(ROW.findall(html))), max(1, len(CELL.findall(html)))


def all_cases(world: World) -> list[Case]:
    made = [*list_cases(world), *record_cases(world), *form_cases(world), *home_cases(world)]
    if world.council:
        made += council_cases(world, world.council)
    return made + report_cases(world)


def list_cases(world: World) -> list[Case]:
    """The list of registrations, most of them of the person who sees all."""
    province, here = world.at_desk(Role.OFFICER, "tỉnh"), reverse("registrations:list")
    year, sector = world.country.this_year - 1, world.country.sectors[0].pk
    narrowed = {"nam": year, "trang-thai": State.EFFECTIVE.value, "linh-vuc": sector}
    return [
        page("list, first page (province)", province, here, LIST),
        page("list, page 10 (province)", province, here, LIST, trang=10),
        page("list, filtered by year, state, sector (province)", province, here, LIST, **narrowed),
        page("list, by title (province)", province, here, LIST, xep="ten"),
        page("list, first page (district)", world.at_desk(Role.OFFICER, "huyện"), here, LIST),
        page("list, first page (commune)", world.at_desk(Role.OFFICER, "xã"), here, LIST),
        page("list, waiting at the desk (commune)", world.at_desk(Role.OFFICER, "xã"), here, LIST, xem="cho"),
        *[
            page(f"search that finds {found} (province)", province, here, None, SEARCH_MS, tim=text)
            for found, text in words.SEARCHES.items()
        ],
    ]


def tree_cases(world: World, big: BigTree) -> list[Case]:
    """The organisation of a whole province: 130 communes, 3,000 villages and bodies, 5,000 people."""
    here = reverse("units:tree")
    province, commune = world.browser(big.officer), world.browser(big.clerk_below)
    unit, area = (reverse("units:unit", args=[one.pk]) for one in (big.commune, big.province))
    return [
        page("tree, today (province)", province, here, LIST),
        page("tree, on a day before the reform (province)", province, here, LIST, ngay="30/06/2025"),
        page("tree, today (commune)", commune, here, LIST),
        page("tree, on a day before the reform (commune)", commune, here, LIST, ngay="30/06/2025"),
        page("tree, searched (province)", province, here, None, SEARCH_MS, tim="khê 12"),
        page("tree, page of a commune (province)", province, unit, RECORD),
        page("tree, page of the province (province)", province, area, RECORD),
    ]


def record_cases(world: World) -> list[Case]:
    district, commune = world.at_desk(Role.OFFICER, "huyện"), world.at_desk(Role.OFFICER, "xã")
    seen = Registration.objects.order_by("pk")
    done = seen.effective().in_area(district.position.unit.parent).filter(highest_level=world.country.levels["huyện"])
    waiting = seen.filter(desk=commune.position.unit, state=State.RECEIVED)
    found = [
        ("record, effective, two desks (district officer)", district, done.first()),
        ("record, to be decided (commune officer)", commune, waiting.first()),
    ]
    return [page(name, browser, _record(one), RECORD) for name, browser, one in found if one]


def _record(registration: Registration) -> str:
    return reverse("registrations:record", args=[registration.code])


def form_cases(world: World) -> list[Case]:
    registrant = world.registrant()
    draft = drafts_of(world, [registrant])[0]
    offered = len(registration_form(draft, None).earlier)
    bare, insert = registrant.getting(reverse(bare_registration, args=[offered])), inserting(registrant)
    edit = reverse("registrations:edit", args=[draft.code])
    # Every empty sheet has an address of its own.
    empty = registrant.getting(_new(), **{SHEET: str(uuid4())})
    return [
        Case("form, new (registrant)", empty, "bare form", bare, FORM),
        Case("form, draft (registrant)", registrant.getting(edit), "bare form", bare, FORM),
        Case("draft saved (registrant)", saving_draft(registrant, draft), "bare insert", insert, WRITE, is_page=False),
    ]


def _new() -> str:
    return reverse("registrations:new", args=[Kind.COLLECTIVE.slug])


def drafts_of(world: World, browsers: list[Browser]) -> list[Registration]:
    """A fresh draft of each registrant, begun through the service."""
    return [_begun(world.country, browser.position) for browser in browsers]


def _begun(country: Country, position: Position) -> Registration:
    plan = country.plan_over(position.unit, country.this_year)
    data = {
        "plan": str(plan.pk), "title": "Tuyến đường hoa phụ nữ tự quản", "sector": str(country.sectors[0].pk),
        "time_text": "cả năm", "levels": [str(country.levels["xã"].pk)], "origin": "new", "benefit_amount": "70.000.000",
        "benefit_lines": "1.260 m2 đất\n320 ngày công",
    }  # fmt: skip
    begun = services.start_registration(
        by=position, unit=position.unit, kind=Kind.COLLECTIVE, plan=plan, data=data, token=uuid4()
    )
    return begun.registration


def saving_draft(browser: Browser, registration: Registration) -> Act:
    """Saves the draft again and again, each time another text on the revision of the last save."""
    draft = registration.drafts.get(purpose=Purpose.REGISTRATION)
    saves = count(draft.revision)
    address = reverse("registrations:edit", args=[registration.code])

    def save():
        revision = next(saves)
        typed = {**draft.data, "title": f"{draft.data['title']} {revision}", "revision": revision, "next": "here"}
        return posted(browser, address, typed)

    return save


def inserting(browser: Browser) -> Act:
    return lambda: posted(browser, "/bench/insert/", {})


def posted(browser: Browser, address: str, data: dict):
    """A form sent with its guard. The person sees the page and its message afterwards: none is piled up."""
    answer = browser.post(address, {"token": str(uuid4()), "position": browser.position.pk, **data})
    browser.client.cookies.pop("messages", None)
    return answer


def home_cases(world: World) -> list[Case]:
    home, at = reverse("home"), world.at_desk
    people: list[tuple[str, Callable[[], Browser]]] = [
        ("registrant", world.registrant),
        ("commune officer", lambda: at(Role.OFFICER, "xã")),
        ("district officer", lambda: at(Role.OFFICER, "huyện")),
        ("province officer", lambda: at(Role.OFFICER, "tỉnh")),
        ("district leader", lambda: at(Role.LEADER, "huyện")),
        ("district clerk", lambda: at(Role.CLERK, "huyện")),
    ]
    if world.council:
        reviewer = world.council.reviewers[0]
        people.append(("reviewer", lambda: world.browser(reviewer)))
    return [page(f"home ({name})", browser(), home, HOME) for name, browser in people]


def council_cases(world: World, council: Council) -> list[Case]:
    reviewer, officer = world.browser(council.reviewers[0]), world.at_desk(Role.OFFICER, "huyện")
    sheet, bare = council.open_sheets[0], reviewer.getting("/bench/form/sheet/")
    address = reverse("evaluation:sheet", args=[sheet.pk])
    table, saving = reverse("evaluation:council", args=[council.round.pk]), saving_scores(reviewer, sheet)
    return [
        Case("score sheet (reviewer)", reviewer.getting(address), "bare form", bare, FORM),
        Case("score saved (reviewer)", saving, "bare insert", inserting(reviewer), WRITE, is_page=False),
        page("round (district officer)", officer, reverse("evaluation:round", args=[council.round.pk]), RECORD),
        page("council table, 25 dossiers of 5 members (district officer)", officer, table, RECORD),
    ]


def saving_scores(browser: Browser, sheet, points: str = "10,5") -> Act:
    """Saves the sheet again and again, each time with another first score and remark."""
    criteria = list(sheet.nomination.criteria_set.criteria.values_list("pk", flat=True))
    saves = count(1)
    address = reverse("evaluation:sheet", args=[sheet.pk])

    def save():
        number = next(saves)
        scores = {f"tieu-chi-{pk}": points for pk in criteria}
        first = f"{number % 5},25"
        return posted(
            browser, address, {**scores, f"tieu-chi-{criteria[0]}": first, "comment": f"Lần {number}", "luu": ""}
        )

    return save


def report_cases(world: World) -> list[Case]:
    province, year = world.at_desk(Role.CLERK, "tỉnh"), world.country.this_year - 1
    table = {slug: reverse("reports:sheet", args=[f"{year}-nam", slug]) for slug in ("bieu-01", "bieu-02")}
    drawn = [
        ("chart, five years (province)", "xu-huong", {}),
        ("chart, units of a year (province)", "don-vi", {"tu-nam": year}),
        ("chart, funnel of a year (province)", "pheu", {"tu-nam": year}),
    ]
    return [
        page("Biểu 01, a year (province)", province, table["bieu-01"], RECORD),
        page("Biểu 02, a year (province)", province, table["bieu-02"], None, FIGURES_MS),
        *[
            page(name, Forgetful(province), reverse("reports:dashboard", args=[slug]), None, **asked)
            for name, slug, asked in drawn
        ],
        page(
            "chart, five years, seen again (province)", province, reverse("reports:dashboard", args=["xu-huong"]), None
        ),
    ]


class Forgetful(Browser):
    """Finds no figures that somebody has counted before."""

    def __init__(self, browser: Browser) -> None:
        self.position, self.client = browser.position, browser.client

    def get(self, address: str, query: Mapping[str, Any] | None = None) -> HttpResponse:
        caches["figures"].clear()
        return super().get(address, query)
