"""Chọn một đơn vị trong danh sách dài: by the area it works in, in the order of the tree."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django import forms
from django.forms.models import ModelChoiceIterator

from common.rowfields import RowChoiceField
from units.models import Unit


def by_area(units: list[Unit]) -> list[tuple[str, list[Unit]]]:
    """(area, its units): an area of a level with its bodies, and with the villages below it; above before below.

    The parents come along with the units (`select_related("parent")`).
    """
    names = {unit.path: unit for unit in units}
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        own = unit.is_area and unit.level_id is not None
        place = unit if own or unit.parent is None else unit.parent
        names.setdefault(place.path, place)
        groups[place.path].append(unit)
    return [
        (str(names[path]), sorted(groups[path], key=lambda unit: (unit.path != path, not unit.is_area, unit.sort_key)))
        for path in sorted(groups, key=lambda path: _place_of(path, names))
    ]


def _place_of(path: str, names: dict[str, Unit]) -> list[tuple[str, str]]:
    """Sorts by the names of all above, the root first; of an area above that is not in the list, by its key."""
    above = [path[: end + 1] for end, sign in enumerate(path) if sign == "/" and end]
    return [(names[one].sort_key if one in names else "", one) for one in above]


class _ByArea(ModelChoiceIterator):
    """The choices of a select, one group for each area; before them the units most likely meant, the nearest first."""

    def __iter__(self):
        field = self.field
        if field.empty_label is not None:
            yield "", field.empty_label
        likely, others = [], []
        for unit in self.queryset:
            (likely if field.is_likely(unit) else others).append(unit)
        if likely:
            yield field.likely_label, [self.choice(unit) for unit in sorted(likely, key=_nearness)]
        for area, units in by_area(others):
            yield area, [self.choice(unit) for unit in units]


def _nearness(unit: Unit) -> tuple[int, bool]:
    """The lowest first; beside each other, a place before the desk that receives for the area."""
    return -unit.path.count("/"), bool(unit.collects)


def _none(unit: Unit) -> bool:
    """Most fields know of no unit that is meant more often than the others."""
    return False


class UnitInHandField(RowChoiceField):
    """The same among units in hand, which come with their parents."""

    default_error_messages = {"invalid_choice": forms.ModelChoiceField.default_error_messages["invalid_choice"]}

    def offer(self, rows: Iterable[Unit], label: Callable[[Unit], str] = str) -> None:
        super().offer(rows, label)
        self.choices = self._by_area

    def _by_area(self) -> list[tuple[str, list[tuple[str, str]]]]:
        named = self._offer.label
        return [(area, [(str(one.pk), named(one)) for one in units]) for area, units in by_area([*self.rows.values()])]


class UnitChoiceField(forms.ModelChoiceField):
    """Chọn đơn vị: grouped by area. Those of whom `is_likely` says so stand first, in a group called `likely_label`."""

    iterator = _ByArea

    def __init__(self, queryset, *, empty_label: str | None = "— chọn —", likely_label: str = "", **kwargs):
        self.is_likely: Callable[[Unit], bool] = _none
        self.likely_label = likely_label
        super().__init__(queryset, empty_label=empty_label, **kwargs)
