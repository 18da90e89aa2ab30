"""What the rows are judged by, read once: the units that exist, the levels, what the operation plans already."""

from datetime import date

from common.vietnamese import fold
from reorganisation.models import Operation
from reorganisation.sheets.rows import Place, Planned
from units.models import Level, Unit


class Known:
    """Units by code and by name, inside the areas of the position; codes in use everywhere."""

    def __init__(self, by, operation: Operation) -> None:
        self.by, self.operation = by, operation
        self.day: date = operation.effective_on
        rows = Unit.objects.filter(valid_to__isnull=True).order_by("path").values_list(*Place._fields)
        self.places: dict[int, Place] = {}
        self.used: set[str] = set()
        self.areas = tuple(area.path for area in by.all_areas())
        for row in rows:
            self.used.add(row[1])
            if row[8].startswith(self.areas):
                self.places[row[0]] = Place(*row)
        self.by_code = {place.code: place for place in self.places.values() if place.code}
        self.siblings = {(place.parent_id, place.name): place for place in self.places.values()}
        self.by_digits: dict[str, list[Place]] = {}
        for code, place in self.by_code.items():
            if code.startswith("0"):
                self.by_digits.setdefault(code.lstrip("0"), []).append(place)
        self._exactly: dict[str, list[Place]] = {}
        for place in self.places.values():
            self._exactly.setdefault(place.full_name, []).append(place)
        self._folded: dict[str, list[Place]] = {}
        self.levels = list(Level.objects.offered_on(self.day))
        self.steps = set(operation.steps.values_list("kind", "unit_id", "to_unit_id", "to_new_id", "name"))
        self.kinds_of: dict[int, set[str]] = {}
        for kind, unit, *_ in self.steps:
            self.kinds_of.setdefault(unit, set()).add(kind)
        self.planned = self._planned_already()

    def _planned_already(self) -> list[Planned]:
        """Units the operation opens by earlier lines."""
        found = {new.pk: Planned(new.code, new.name, None, new.level_id, made=new)
                 for new in self.operation.new_units.order_by("pk")}  # fmt: skip
        for one in found.values():
            one.parent = self.places.get(one.made.parent_id) or found.get(one.made.new_parent_id)
        return list(found.values())

    def with_code(self, code: str) -> tuple[Place | None, str]:
        """The unit with a code, and a note where a leading zero was lost."""
        if place := self.by_code.get(code):
            return place, ""
        found = self.by_digits.get(code, []) if code.isascii() and code.isdigit() else []
        if len(found) == 1:
            return found[0], f"Mã “{code}” thiếu số 0 ở đầu; hiểu là {found[0].code}."
        return None, ""

    def named(self, text: str) -> list[Place]:
        """The units a name may mean: letter for letter with its area, else without marks, else without its area."""
        if exactly := self._exactly.get(text):
            return exactly
        if not self._folded:
            for place in self.places.values():
                for name in {fold(place.full_name), fold(place.name)}:
                    self._folded.setdefault(name, []).append(place)
        found = self._folded.get(fold(text), [])
        whole = [place for place in found if fold(place.full_name) == fold(text)]
        return whole if len(whole) == 1 else found

    def level_named(self, text: str) -> Level | None:
        return next((one for one in self.levels if fold(text) in {fold(one.name), fold(one.area_word)}), None)

    def covers(self, path: str) -> bool:
        """As `units.scope.covers`, asked of thousands of rows."""
        return path.startswith(self.areas)

    def covers_above(self, place: Place) -> bool:
        """What is rearranged is the area above the unit; of the root, the root itself."""
        return self.covers(place.path.removesuffix(f"{place.pk}/") if place.parent_id else place.path)


def is_called(place: Place, text: str) -> bool:
    """Whether a name that somebody wrote is this unit's, with or without marks, with or without its area."""
    if text in {place.name, place.full_name, place.short_name}:
        return True
    return fold(text) in {fold(name) for name in (place.name, place.full_name, place.short_name) if name}
