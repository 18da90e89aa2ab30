"""Những gì danh sách cho chọn: years, movements, sectors, levels and kept views, in one question."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, IntegerField, Value
from django.db.models.functions import Cast

from common import written
from common.parts import part, together
from registrations.models import Movement, Plan, SavedView, Sector
from units.models import Level

_YEAR, _MOVEMENT, _SECTOR, _LEVEL, _VIEW = KINDS = "year", "movement", "sector", "level", "view"
_IS_START = Cast("is_start", IntegerField())


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

    years: tuple[int, ...] = ()
    movements: tuple[tuple[int, str], ...] = ()
    sectors: tuple[tuple[int, str], ...] = ()
    levels: tuple[tuple[int, str], ...] = ()
    views: tuple[KeptView, ...] = ()

    @property
    def start(self) -> KeptView | None:
        """The view the position wants to see first."""
        return next((view for view in self.views if view.is_start), None)


def options_for(position) -> ListOptions:
    """One question for all of it."""
    rows = written.ask(_question, position)
    rows.sort(key=lambda row: (row["count"], row["said"], row["key"] or 0))
    of = {what: [row for row in rows if row["what"] == what] for what in KINDS}
    views = [KeptView(row["key"], row["said"], row["of"], bool(row["count"])) for row in of[_VIEW]]
    return ListOptions(
        years=tuple(sorted({row["count"] for row in of[_YEAR]}, reverse=True)),
        movements=tuple(_named(row) for row in of[_MOVEMENT]),
        sectors=tuple(_named(row) for row in of[_SECTOR]),
        levels=tuple(_named(row) for row in of[_LEVEL]),
        views=tuple(sorted(views, key=lambda view: view.name.casefold())),
    )


def _named(row: dict) -> tuple[int, str]:
    return row["key"], row["said"]


def _question(position):
    none = Cast(Value(None), BigIntegerField())
    return together(
        part(_YEAR, Plan.objects.visible_to(position).distinct(), key=none, count=F("year")),
        part(_MOVEMENT, Movement.objects.visible_to(position), said=F("name")),
        part(_SECTOR, Sector.objects.all(), said=F("name"), count=F("number")),
        part(_LEVEL, Level.objects.all(), said=F("name"), count=F("rank")),
        part(_VIEW, SavedView.objects.visible_to(position), said=F("name"), of=F("query"), count=_IS_START),
    )
