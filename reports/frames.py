"""Khung số liệu: who asks, for which period and area, and which units make the rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.models import Position
from reports.enums import Tree
from reports.periods import Period
from reports.questions import Question
from units.enums import Nature
from units.models import Unit
from units.querysets import range_end

# The keys of rows that are no single unit: the bodies of the area together, and what hangs on the area itself.
BODIES, REST = -1, 0


class NoSuchUnit(Exception):
    """The unit asked for does not exist, or lies outside the position's areas."""


@dataclass(frozen=True)
class RowUnit:
    """One row of a summary: a unit below, or all bodies of the area together."""

    key: int
    label: str
    question: Question
    units: tuple[Unit, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Frame:
    """The position, the period, the area (None: all areas of the position), the tree, and the units to choose from."""

    position: Position
    period: Period
    question: Question
    area: Unit | None
    below: tuple[Unit, ...]
    choices: tuple[Unit, ...]

    @property
    def tree(self) -> Tree:
        return Tree(self.question.tree)

    @property
    def area_name(self) -> str:
        return str(self.area) if self.area else ", ".join(str(area) for area in self.position.all_areas())

    def inside(self, prefix: str = "") -> Q:
        """The condition on a registration's path; the scope of the position is asked apart, by `visible_to`."""
        return _range(prefix + self.tree.path_field, self.area) if self.area else Q()

    @property
    def rows(self) -> list[RowUnit]:
        """Units below, one row each; where areas with a level of their own lie below, the bodies share one row."""
        areas = [unit for unit in self.below if unit.is_area]
        bodies = tuple(unit for unit in self.below if not unit.is_area)
        together = any(unit.level_id for unit in areas) and self.area is not None
        rows = [self._row(unit) for unit in (areas if together else self.below)]
        if together:
            rows.append(RowUnit(BODIES, self._bodies_label, self._part("co-quan"), bodies))
        label = f"{self.area_name} (đăng ký trực tiếp)" if rows else self.area_name
        own = (self.area,) if self.area else ()
        return [*rows, RowUnit(REST, label, self._part("rieng" if rows else ""), own if not rows else (), bool(rows))]

    def bucket(self, prefix: str = "") -> Case:
        """The key of the row a registration belongs to, as an expression of the database."""
        field = prefix + self.tree.path_field
        whens = [When(_range(field, unit), then=Value(row.key)) for row in self.rows if row.key for unit in row.units]
        return Case(*whens, default=Value(REST), output_field=IntegerField())

    @property
    def _bodies_label(self) -> str:
        level = self.area.level if self.area else None
        return f"Cơ quan, đơn vị {level.name.lower()}" if level else "Cơ quan, đơn vị trực thuộc"

    def _row(self, unit: Unit) -> RowUnit:
        label = unit.name if self.area else str(unit)
        question = Question(unit=str(unit.pk), tree=self.question.tree)
        return RowUnit(unit.pk, label, question, (unit,), optional=not self._stands(unit))

    def _stands(self, unit: Unit) -> bool:
        """Whether the unit exists at any time of the period; else it is shown only with figures."""
        begun = not unit.valid_from or unit.valid_from < self.period.end
        return begun and (not unit.valid_to or unit.valid_to > self.period.start)

    def _part(self, part: str) -> Question:
        return self.question.of_everything.narrowed(part=part)


def open_frame(position: Position, *, period: Period, question: Question) -> Frame:
    """The frame of a question: one query. Raises NoSuchUnit outside the position's areas."""
    areas = position.all_areas()
    wanted = _wanted_key(question.unit, areas)
    units = Unit.objects.visible_to(position).filter(
        Q(nature=Nature.AREA, level__isnull=False) | Q(parent_id=wanted) | Q(pk=wanted)
    )
    found = list(units.select_related("level"))
    area = next((unit for unit in found if unit.pk == wanted), None)
    if wanted and area is None:
        raise NoSuchUnit(question.unit)
    below = [unit for unit in found if unit.parent_id == wanted] if area else areas
    choices = [unit for unit in found if unit.is_area and unit.level_id]
    return Frame(position, period, question, area, tuple(_in_order(below)), tuple(_by_branch(choices)))


def _wanted_key(unit: str, areas: list[Unit]) -> int | None:
    """The unit asked for, else the only area; None where the position has several."""
    if unit:
        if not (unit.isascii() and unit.isdigit() and len(unit) < 18):
            raise NoSuchUnit(unit)
        return int(unit)
    return areas[0].pk if len(areas) == 1 else None


def _in_order(units: Iterable[Unit]) -> list[Unit]:
    """Areas before bodies, by official code where there is one, then by name."""
    return sorted(units, key=lambda unit: (not unit.is_area, unit.code if unit.is_area else "", unit.sort_key))


def _by_branch(units: list[Unit]) -> list[Unit]:
    """Each area followed by those below it."""
    marks = {unit.pk: (unit.code, unit.sort_key) for unit in units}
    return sorted(units, key=lambda unit: [marks.get(key, ("", "")) for key in unit.path_ids()])


def _range(field: str, unit: Unit) -> Q:
    return Q(**{f"{field}__gte": unit.path, f"{field}__lt": range_end(unit.path)})
