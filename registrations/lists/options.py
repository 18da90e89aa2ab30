"""Những gì danh sách cho chọn: years, movements, sectors, levels and kept views, in one question."""

from dataclasses import dataclass, field

from django.db.models import CharField, IntegerField, Value
from django.db.models.functions import Cast

from registrations.models import Movement, Plan, SavedView, Sector
from units.models import Level

_YEAR, _MOVEMENT, _SECTOR, _LEVEL, _VIEW = KINDS = "year", "movement", "sector", "level", "view"
# Where in a row stands what.
WHAT, KEY, WORD, PLACE = range(4)


@dataclass(frozen=True)
class KeptView:
    """A kept view as the list offers it."""

    pk: int
    name: str
    query: str
    is_start: bool


@dataclass(frozen=True)
class ListOptions:
    """What a position may choose from."""

    years: list[int] = field(default_factory=list)
    movements: list[tuple[int, str]] = field(default_factory=list)
    sectors: list[tuple[int, str]] = field(default_factory=list)
    levels: list[tuple[int, str]] = field(default_factory=list)
    views: list[KeptView] = field(default_factory=list)

    @property
    def start(self) -> KeptView | None:
        """The view the position wants to see first."""
        return next((view for view in self.views if view.is_start), None)


def options_for(position) -> ListOptions:
    """One question for all of it."""
    first, *others = _questions(position)
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[PLACE], row[WORD], row[KEY]))
    of = {what: [row for row in rows if row[WHAT] == what] for what in KINDS}
    views = [KeptView(key, name, query, bool(is_start)) for _, key, name, is_start, query in of[_VIEW]]
    return ListOptions(
        years=sorted({row[KEY] for row in of[_YEAR]}, reverse=True),
        movements=[(row[KEY], row[WORD]) for row in of[_MOVEMENT]],
        sectors=[(row[KEY], row[WORD]) for row in of[_SECTOR]],
        levels=[(row[KEY], row[WORD]) for row in of[_LEVEL]],
        views=sorted(views, key=lambda view: view.name.casefold()),
    )


def _questions(position) -> list:
    """The columns of all are alike (what, key, word, place, text), so that they can be asked together."""
    none, zero = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    starts = Cast("is_start", IntegerField())
    return [
        _columns(_YEAR, Plan.objects.visible_to(position).distinct(), "year", none, zero, none),
        _columns(_MOVEMENT, Movement.objects.visible_to(position), "pk", "name", zero, none),
        _columns(_SECTOR, Sector.objects.all(), "pk", "name", "number", none),
        _columns(_LEVEL, Level.objects.all(), "pk", "name", "rank", none),
        _columns(_VIEW, SavedView.objects.visible_to(position), "pk", "name", starts, "query"),
    ]


def _columns(what: str, rows, *columns):
    return rows.order_by().values_list(Value(what, output_field=CharField()), *columns)
