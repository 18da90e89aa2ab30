"""Trùng nhau: titles that are the same but for capitals, marks, signs or one word; numbers must be equal."""

from dataclasses import dataclass

from django.urls import reverse

from common.vietnamese import words
from registrations.enums import OVER, State
from registrations.models import Registration
from registrations.routes import first_desk
from units.enums import line_label

LEAST_SYLLABLES = {1: 5, 2: 8}
"""How long a title must be so that one or two syllables, one word of the language, make no other model of it."""

MOST_SHOWN = 5
# Of one year in one commune: more than any has; only a body of the province may look at that many.
MOST_READ = 500


def marks(title: str) -> set[tuple[int, int]]:
    """Two titles are nearly equal where they share one of these: how many syllables, and the sum of their hashes."""
    found_words = words(title)
    hashes, is_number = [hash(word) for word in found_words], [word.isdigit() for word in found_words]
    number, total = len(found_words), sum(hashes)
    found = {(number, total)}
    for left_out, least in LEAST_SYLLABLES.items():
        for at in range(number - left_out + 1) if number >= least else ():
            if not any(is_number[at : at + left_out]):
                found.add((number - left_out, total - sum(hashes[at : at + left_out])))
    return found


class Seen:
    """What was met so far: (unit, kind, person) and the title's marks → who it was."""

    def __init__(self) -> None:
        self._by_mark: dict[tuple, str] = {}

    def meet(self, key: tuple, title: str, told: str) -> str:
        """Who was met before under a nearly equal title, or nothing; this one is remembered."""
        keys = [(*key, mark) for mark in marks(title)]
        found = next((self._by_mark[one] for one in keys if one in self._by_mark), "")
        for one in keys:
            self._by_mark.setdefault(one, told)
        return found


@dataclass(frozen=True)
class Likely:
    """A registration under a nearly equal title: where it stands, whose and of which khối it is, of which year, sent or not."""

    code: str
    title: str
    unit: str
    year: int
    is_own: bool
    is_draft: bool
    line: str

    @property
    def address(self) -> str:
        return reverse("registrations:record", args=[self.code])


def likely_same(position, registration: Registration, title: str, person: str = "", *, continues=None) -> list[Likely]:
    """Registrations that may be the same model, newest first: of the same unit in any year, and of all units of whatever
    khối under its first desk in the same year. Only what the position may see; never those that this one continues.
    """
    wanted = marks(title) if title.strip() else set()
    if not wanted:
        return []
    others = Registration.objects.filter(kind=registration.kind).exclude(state__in=OVER).order_by()
    home, desk = registration.present_unit_id, first_desk(registration)
    own = others.open_to(position).filter(present_unit=home)
    around = others.visible_to(position).of_year(registration.plan.year)
    around = around.in_area(desk.parent) if desk else around.none()
    shown = (
        "pk", "code", "title", "person_name", "present_unit", "present_unit__full_name", "present_unit__line",
        "present_unit__nature", "plan__year", "state", "continues",
    )  # fmt: skip
    rows = own.values_list(*shown).union(around.values_list(*shown)).order_by("-pk")[:MOST_READ]
    rows = list(rows)
    itself = {registration.pk} | _line_of(continues, {row[0]: row[-1] for row in rows})
    return [
        Likely(code, other, unit_name, year, unit == home, state == State.DRAFT, line_label(line, nature))
        for key, code, other, other_person, unit, unit_name, line, nature, year, state, _ in rows
        if key not in itself and words(other_person) == words(person) and wanted & marks(other)
    ][:MOST_SHOWN]


def _line_of(key: int | None, earlier: dict[int, int | None]) -> set[int | None]:
    """A registration, the one it continues, and so on back."""
    found: set[int | None] = set()
    while key and key not in found:
        found.add(key)
        key = earlier.get(key)
    return found
