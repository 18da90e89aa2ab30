"""What the rows are judged by, read once: units, sectors, levels, desks, what is registered already."""

from datetime import date
from functools import cached_property, lru_cache

from django.utils import timezone

from common.vietnamese import words
from registrations.enums import LateRule, State
from registrations.imports.sheets.names import SHORT_WORDS, CommonNames, labels
from registrations.imports.sheets.rows import MOST_CHOSEN_FROM, Place
from registrations.models import Plan, Receipt, Registration, UnitName
from units import desks
from units.enums import FRONT_LINES
from units.models import Level, Unit

KIND_WORDS = (
    "thon",
    "ban",
    "to dan pho",
    "khu pho",
    "xa",
    "phuong",
    "thi tran",
    "huyen",
    "thi xa",
    "thanh pho",
    "tinh",
)
SECTOR_WORDS = {
    "kt": "kinh te", "vh": "van hoa", "vhxh": "van hoa xa hoi", "xh": "xa hoi", "qp": "quoc phong", "an": "an ninh",
    "qpan": "quoc phong an ninh", "anqp": "quoc phong an ninh", "htct": "he thong chinh tri", "xd": "xay dung",
}  # fmt: skip
UNITS, SECTORS = "units", "sectors"
_SHORT: dict[str, dict[str, str]] = {"": {}, UNITS: SHORT_WORDS, SECTORS: SECTOR_WORDS}


@lru_cache(maxsize=20_000)
def plain(text: str, short: str = "") -> str:
    """Words alone, without marks and signs; short ones written out, as they are `short` for units or sectors."""
    written_out = _SHORT[short]
    return " ".join(written_out.get(word, word) for word in words(text))


def places_of(by, day: date) -> list[Place]:
    """The units in sight of a position."""
    found = Unit.objects.visible_to(by).in_force_on(day).order_by("path").values_list(*Place._fields)
    return [Place(*row) for row in found]


def choices_for(by) -> list[str]:
    """What the position may choose a unit from; a longer list than a browser bears is cut, and names are typed."""
    return list(labels(places_of(by, timezone.localdate())))[:MOST_CHOSEN_FROM]


class Known:
    """Everything asked of the database before the rows are read: a fixed number of questions."""

    def __init__(self, by, plan: Plan) -> None:
        self.by, self.plan, self.today = by, plan, timezone.localdate()
        self.places = {place.pk: place for place in places_of(by, self.today)}
        self.by_code = {place.code: place for place in self.places.values() if place.code}
        self.by_digits: dict[str, list[Place]] = {}
        for code, place in self.by_code.items():
            if code.startswith("0"):
                self.by_digits.setdefault(code.lstrip("0"), []).append(place)
        self._named = self._names()
        self._found: dict[tuple[str, str], list[Place]] = {}
        self._as_called: dict[str, list[Place]] = {}
        self._remembered = dict(UnitName.objects.filter(unit=by.unit_id).values_list("said", "means_id"))
        self.sectors = list(plan.sectors.all())
        self._sectors = {plain(sector.name, SECTORS): sector for sector in self.sectors}
        self.levels = list(Level.objects.offered_on(plan.opens_on).order_by("-rank"))
        self._levels = {plain(name).removeprefix("cap "): level for level in self.levels
                        for name in (level.name, level.area_word)}  # fmt: skip
        self._collecting = desks.by_area(Unit.objects.collecting().select_related("level", "parent"))
        self._routes: dict[int, list] = {}
        self.windows = [(plan.opens_on, plan.closes_on), *plan.windows.values_list("opens_on", "closes_on")]
        self.permits = dict(plan.late_permits.standing().order_by("until").values_list("unit_id", "until"))

    def _names(self) -> dict[str, list[Place]]:
        """Every way in which a unit is called → the units."""
        named: dict[str, list[Place]] = {}
        for place in self.places.values():
            above = self.places.get(place.parent_id)
            with_above = f"{place.name} {above.name}" if above else place.name
            for name in {
                plain(one, UNITS) for one in (place.name, place.full_name, place.short_name, with_above) if one
            }:
                named.setdefault(name, []).append(place)
        return named

    def with_code(self, code: str) -> tuple[Place | None, str]:
        """The unit with a code, and a note where leading zeros were lost."""
        if place := self.by_code.get(code):
            return place, ""
        found = self.by_digits.get(code.lstrip("0"), []) if code.isascii() and code.isdigit() else []
        if len(found) == 1:
            return found[0], f"Mã “{code}” thiếu số 0 ở đầu; hiểu là {found[0].code}."
        return None, ""

    def called(self, text: str) -> list[Place]:
        """The units that a name may mean which is none of theirs, as people call them."""
        if text not in self._as_called:
            self._as_called[text] = self._common_names.called(text)
        return self._as_called[text]

    @cached_property
    def _common_names(self) -> CommonNames:
        return CommonNames(self.places, self.by.unit.path)

    @cached_property
    def _labels(self) -> dict[str, Place]:
        return labels(self.places.values())

    @cached_property
    def label_of(self) -> dict[int, str]:
        """By what each unit is chosen."""
        return {place.pk: label for label, place in self._labels.items()}

    def labelled(self, text: str) -> Place | None:
        """The unit chosen from the list, or typed so that no other can be meant."""
        if place := self._labels.get(text):
            return place
        found = self.named(text) or self.called(text)
        return found[0] if len(found) == 1 else None

    def remembered(self, said: str) -> Place | None:
        """What the office meant by a name before, where that unit is still there and in sight."""
        return self.places.get(self._remembered.get(said, 0))

    def named(self, text: str, above: str = "") -> list[Place]:
        """The units a name may mean, the nearest first; those under a unit called `above` where any are."""
        if (text, above) not in self._found:
            self._found[text, above] = self._look_up(text, above)
        return self._found[text, above]

    def _look_up(self, text: str, above: str) -> list[Place]:
        found = self._called(text)
        if above and len(found) != 1:
            over = [place.path for place in self._called(above)]
            within = [place for place in found if any(place.path.startswith(path) for path in over)]
            found = within or self._named.get(plain(f"{text} {above}", UNITS), []) or found
        exactly = [place for place in found if text in {place.name, place.full_name, place.short_name}]
        if len(exactly) == 1:
            return exactly
        return sorted(found, key=lambda place: (-self._nearness(place), place.path))

    def _called(self, text: str) -> list[Place]:
        """By name; else as one calls “xã Minh Lạc” in a column headed “Xã”."""
        wanted = plain(text, UNITS)
        if found := self._named.get(wanted):
            return found
        return [place for word in KIND_WORDS for place in self._named.get(f"{word} {wanted}", []) if wanted]

    def _nearness(self, place: Place) -> int:
        """How much of the way from the root is the same as to one's own unit."""
        own, theirs = self.by.unit.path.split("/"), place.path.split("/")
        return next((at for at, (one, other) in enumerate(zip(own, theirs, strict=False)) if one != other), len(own))

    def sector_named(self, text: str):
        """The sector meant, by its whole name or by the words that tell it from the others."""
        wanted = plain(text, SECTORS).removeprefix("linh vuc ").strip()
        if wanted in self._sectors or not wanted:
            return self._sectors.get(wanted)
        words = set(wanted.split())
        close = [
            sector for name, sector in self._sectors.items() if words <= set(name.split()) or set(name.split()) <= words
        ]
        return close[0] if len(close) == 1 and len(words) > 1 else None

    def level_named(self, text: str) -> Level | None:
        return self._levels.get(plain(text).removeprefix("cap "))

    def route(self, place: Place) -> list:
        """The desks above a unit, lowest first."""
        if place.pk not in self._routes:
            keys = [int(part) for part in place.path.split("/") if part]
            unit = Unit(pk=place.pk, parent_id=place.parent_id)
            self._routes[place.pk] = desks.climb(unit, place.line, keys, self._collecting)
        return self._routes[place.pk]

    def sits_at(self, desk, place: Place) -> bool:
        """Whether the position decides at a desk on a registration of the unit: as `rights.at_the_desk`."""
        if self.by.unit_id == desk.pk:
            return True
        same_area = self.by.role == "front" and self.by.unit.parent_id == desk.parent_id
        return same_area and place.line in FRONT_LINES

    def is_open_for(self, place: Place, day: date) -> bool:
        """Whether the plan takes a registration of the unit on a day; a permit that is used up `perform` refuses."""
        if any(opens_on <= day < closes_on for opens_on, closes_on in self.windows):
            return True
        late = self.plan.late_rule == LateRule.TAKEN or self.permits.get(place.pk, date.min) >= day
        return late and day >= self.plan.opens_on

    def registered(self, without: set[int]) -> list[tuple]:
        """(unit, kind, person, title, code) of what the position may see of the plan's year, but for these records."""
        seen = Registration.objects.open_to(self.by).of_year(self.plan.year).exclude(state=State.WITHDRAWN)
        rows = seen.values_list("present_unit_id", "kind", "person_name", "title", "code", "pk").distinct()
        return [row[:5] for row in rows if row[5] not in without]

    def numbers_taken(self, without: set[int]) -> set[tuple[int, int, int]]:
        """(desk, year, number) of the registers in sight, but for these records."""
        rows = Receipt.objects.visible_to(self.by).confirmed().filter(register_year__gte=self.plan.year)
        rows = rows.filter(register_year__lte=self.plan.year + 1).exclude(registration__in=without)
        return set(rows.values_list("desk_id", "register_year", "register_number"))
