"""Những gì danh sách cho chọn: years, movements, sectors, levels and kept views, in one question."""

from dataclasses import dataclass, field

from django.db.models import Case, CharField, F, IntegerField, Value, When

from registrations.models import Movement, Plan, SavedView, Sector
from units.models import Level

_YEAR, _MOVEMENT, _SECTOR, _LEVEL, _VIEW = KINDS = "year", "movement", "sector", "level", "view"


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
    rows = list(first.union(*others, all=True))
    rows.sort(key=lambda row: (row["place"], row["word"], row["key"]))
    of = {what: [row for row in rows if row["what"] == what] for what in KINDS}
    views = [KeptView(row["key"], row["word"], row["text"], bool(row["flag"])) for row in of[_VIEW]]
    return ListOptions(
        years=sorted({row["key"] for row in of[_YEAR]}, reverse=True),
        movements=[(row["key"], row["word"]) for row in of[_MOVEMENT]],
        sectors=[(row["key"], row["word"]) for row in of[_SECTOR]],
        levels=[(row["key"], row["word"]) for row in of[_LEVEL]],
        views=sorted(views, key=lambda view: view.name.casefold()),
    )


def _questions(position) -> list:
    """The columns of all are alike, so that they can be asked together."""
    word, number = Value("", output_field=CharField()), Value(0, output_field=IntegerField())
    start = Case(When(is_start=True, then=1), default=0, output_field=IntegerField())
    years = Plan.objects.visible_to(position).order_by().distinct()
    return [
        _columns(years, _YEAR, key=F("year"), word=word, place=number, text=word, flag=number),
        _columns(
            Movement.objects.visible_to(position), _MOVEMENT, key=F("pk"), word=F("name"), place=number, text=word,
            flag=number,
        ),
        _columns(Sector.objects.all(), _SECTOR, key=F("pk"), word=F("name"), place=F("number"), text=word, flag=number),
        _columns(Level.objects.all(), _LEVEL, key=F("pk"), word=F("name"), place=F("rank"), text=word, flag=number),
        _columns(
            SavedView.objects.visible_to(position), _VIEW, key=F("pk"), word=F("name"), place=number, text=F("query"),
            flag=start,
        ),
    ]  # fmt: skip


def _columns(rows, what: str, **columns):
    told = {"what": Value(what, output_field=CharField()), **columns}
    return rows.order_by().annotate(**told).values(*told)
