"""Khung số liệu: who asks, for which period and area, by which tree, and which units make the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, IntegerField, Q, Value, When

from accounts.models import Position
from reports.classes import Class, Classes, known_classes
from reports.enums import Tree
from reports.periods import Stretch
from reports.places import Place, places
from reports.questions import Question
from units.models import Unit
from units.querysets import range_end

# The keys of rows that are no single unit: the bodies of the area together, and what hangs on the area itself.
BODIES, REST = -1, 0
MOST_NAMED = 3


class NoSuchUnit(Exception):
    """The unit asked for does not exist, or lies outside the position's areas."""


@dataclass(frozen=True)
class RowUnit:
    """One row of a summary: a unit below, or all bodies of the area together."""

    key: int
    label: str
    question: Question
    units: tuple[Place, ...] = ()
    optional: bool = False

    @property
    def slug(self) -> str:
        """What stands for it in an address."""
        return self.question.part or str(self.key)


@dataclass(frozen=True)
class Frame:
    """The position, the period, the area (None: all areas of the position), the tree, and the units to choose from.

    `before`: the rows that stand for an area which began later than the year counted; `before_in`: in which years of
    the period they do.
    """

    position: Position
    period: Stretch
    question: Question
    area: Place | None
    below: tuple[Place, ...]
    choices: tuple[Place, ...]
    before: frozenset[int] = frozenset()
    before_in: frozenset[int] = frozenset()

    @property
    def shape(self) -> tuple:
        """All that the words of a question inside the frame may follow from."""
        where = (self.area, self.below, self.before, self.before_in)
        return self.position.shape, self.period, self.question, *where

    @property
    def tree(self) -> Tree:
        return Tree(self.question.tree)

    @property
    def looks_back(self) -> bool:
        """Whether the area began later, so that its rows are those that held before what is its own today."""
        return self.area is not None and bool(self.before)

    @property
    def area_name(self) -> str:
        """As the chosen tree calls it: “xã Minh Lạc, xã Phúc Khê (nay thuộc xã Minh Khê)”."""
        if self.area is None:
            return ", ".join(str(place) for place in self.below)
        others = [str(place) for place in self.below if place.pk != self.area.pk]
        if not self.looks_back or not others:
            return str(self.area)
        named = ", ".join(others) if len(others) <= MOST_NAMED else f"{len(others)} đơn vị"
        return f"{named} (nay thuộc {self.area})"

    def inside(self, prefix: str = "") -> Q:
        """The condition on a registration's path; the scope of the position is asked apart, by `visible_to`."""
        if self.area is None:
            return Q()
        if self.looks_back:
            return _range(prefix + Tree.PRESENT.path_field, [self.area.home])
        return _range(prefix + self.tree.path_field, self.area.paths)

    def of_level(self, prefix: str = "") -> Q:
        """The condition on a registration's highest level, where the question is about one."""
        return Q(**{f"{prefix}highest_level": int(self.question.level)}) if self.question.level else Q()

    @cached_property
    def classes(self) -> Classes:
        """The sectors and levels there are, asked for once."""
        return known_classes()

    @property
    def levels(self) -> list[Class]:
        """Those to choose from: what has ended before the period only where it is asked for."""
        there = [one for one in self.classes.levels if one.ends is None or one.ends > self.period.start]
        return [
            *there,
            *(one for one in self.classes.levels if one not in there and str(one.key) == self.question.level),
        ]

    @property
    def level_name(self) -> str:
        """“cấp tỉnh”, where the question is about one level."""
        if not self.question.level:
            return ""
        return next((one.name for one in self.classes.levels if str(one.key) == self.question.level), "cấp không có")

    @property
    def heading(self) -> str:
        """The area, and the level where only one is counted: “huyện Lam Khê; đăng ký cao nhất ở cấp tỉnh”."""
        narrowed = f"; đăng ký cao nhất ở {self.level_name.lower()}" if self.question.level else ""
        return f"{self.area_name}{narrowed}"

    def inside_each(self, field: str, years: Iterable[int], prefix: str = "") -> Q:
        """The same as every one of several years has it by itself; `field` says which year a row is of.

        An area that began in their midst looks back from the years before it alone: later its own tree counts.
        """
        if not self.looks_back or self.before_in.issuperset(years):
            return self.inside(prefix)
        own = self._inside_own(prefix)
        back, later = self.before_in.intersection(years), set(years) - self.before_in
        return Q(self.inside(prefix), **{f"{field}__in": back}) | Q(own, **{f"{field}__in": later})

    def inside_any(self, prefix: str = "") -> Q:
        """Inside in any year at all; `holds` then says in which."""
        return self.inside(prefix) | self._inside_own(prefix) if self.looks_back else self.inside(prefix)

    def holds(self, year: int, path_then: str, scope_path: str) -> bool:
        """Whether what is `inside_any` is inside in a year; what was never confirmed is where it is seen today."""
        if not self.looks_back:
            return True
        looked_at, paths = path_then, self.area.paths
        if year in self.before_in or not path_then:
            looked_at, paths = scope_path, (self.area.home,)
        return any(looked_at.startswith(path) for path in paths)

    def _inside_own(self, prefix: str) -> Q:
        return _range(prefix + self.tree.path_field, self.area.paths)

    def inside_now(self, prefix: str = "") -> Q:
        """The same by where a registration is seen today, for what was never confirmed and has no place of then."""
        if self.area is None or self.tree == Tree.PRESENT:
            return self.inside(prefix)
        return _range(prefix + Tree.PRESENT.path_field, [self.area.home])

    @property
    def rows(self) -> list[RowUnit]:
        """Units below, one row each; where areas with a level of their own lie below, the bodies share one row."""
        areas = [place for place in self.below if place.is_area]
        bodies = tuple(place for place in self.below if not place.is_area)
        together = any(place.level for place in areas) and self.area is not None and not self.looks_back
        rows = [self._row(place) for place in (areas if together else self.below)]
        if together:
            rows.append(RowUnit(BODIES, self._bodies_label, self._part("co-quan"), bodies))
        label = f"{self.area_name} (đăng ký trực tiếp)" if rows else self.area_name
        own = (self.area,) if self.area else ()
        return [*rows, RowUnit(REST, label, self._part("rieng" if rows else ""), own if not rows else (), bool(rows))]

    def bucket(self, prefix: str = "") -> Case:
        """The key of the row a registration belongs to, as an expression of the database."""
        field = prefix + self.tree.path_field
        rows = [(row.key, place) for row in self.rows if row.key for place in row.units]
        whens = [When(_range(field, place.paths), then=Value(key)) for key, place in rows]
        return Case(*whens, default=Value(REST), output_field=IntegerField())

    @property
    def _bodies_label(self) -> str:
        level = self.area.level if self.area else None
        return f"Cơ quan, đơn vị {level.name.lower()}" if level else "Cơ quan, đơn vị trực thuộc"

    def _row(self, place: Place) -> RowUnit:
        label = place.name if self.area else str(place)
        question = Question(unit=str(place.pk), tree=self.question.tree, level=self.question.level)
        if place.pk in self.before:
            # Only what is this area's own today, not all that the unit once held.
            question = self._part(str(place.pk))
        return RowUnit(place.pk, label, question, (place,), optional=not place.stands)

    def _part(self, part: str) -> Question:
        return self.question.of_table.narrowed(part=part)


def open_frame(position: Position, *, period: Stretch, question: Question) -> Frame:
    """The frame of a question: one query or two. Raises NoSuchUnit outside the position's areas."""
    tree, wanted = Tree(question.tree), _wanted_key(question.unit, position.all_areas())
    known = places(position, tree, period, wanted)
    if wanted and known.area is None and tree == Tree.PRESENT and (taken_over := _taken_over_by(position, wanted)):
        question, wanted = question.narrowed(unit=taken_over), taken_over
        known = places(position, tree, period, wanted)
    if wanted and known.area is None:
        raise NoSuchUnit(question.unit)
    below, choices = tuple(_in_order(known.below)), tuple(_by_branch(known.choices))
    return Frame(position, period, question, known.area, below, choices, known.before, known.before_in)


def _taken_over_by(position: Position, ended: int) -> int | None:
    """What of a unit that has ended is to be looked for today: the unit under which it is seen."""
    home = Unit.objects.visible_to(position).filter(pk=ended).values_list("scope_path", flat=True).first()
    return int(home.rstrip("/").rpartition("/")[2]) if home else None


def _wanted_key(unit: str, areas: list[Unit]) -> int | None:
    """The unit asked for, else the only area; None where the position has several."""
    if unit:
        if not (unit.isascii() and unit.isdigit() and len(unit) < 18):
            raise NoSuchUnit(unit)
        return int(unit)
    return areas[0].pk if len(areas) == 1 else None


def _in_order(units: Iterable[Place]) -> list[Place]:
    """Areas before bodies, by official code where there is one, then by name."""
    return sorted(units, key=lambda unit: (not unit.is_area, unit.code if unit.is_area else "", unit.sort_key))


def _by_branch(units: Iterable[Place]) -> list[Place]:
    """Each area followed by those below it."""
    marks = {unit.pk: (unit.code, unit.sort_key) for unit in units}
    return sorted(units, key=lambda unit: [marks.get(key, ("", "")) for key in unit.path_ids()])


def _range(field: str, paths: Iterable[str]) -> Q:
    """At or below any of the paths."""
    condition = Q()
    for path in paths:
        condition |= Q(**{f"{field}__gte": path, f"{field}__lt": range_end(path)})
    return condition
