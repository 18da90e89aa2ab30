"""Quá trình của một đơn vị: its times in words, what it came from and what became of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.text import capfirst

from units import scope
from units.enums import Change, Passing
from units.memory import REMEMBERED
from units.models import Succession, Unit, UnitVersion

# What is told apart, or follows from something told.
TOLD_APART = {"name", "full_name", "search_text", "path", "parent_id", "level_id"}
BECAME = {
    Passing.MERGED: "Nhập vào",
    Passing.SPLIT: "Tách về",
    Passing.DISSOLVED: "Kết thúc hoạt động, hồ sơ giao",
}
CAME_FROM = {
    Passing.MERGED: "Nhận nhập từ",
    Passing.SPLIT: "Tách ra từ",
    Passing.DISSOLVED: "Nhận hồ sơ của",
}


@dataclass(frozen=True)
class Chapter:
    """Một thời kỳ: what the unit was called, where it stood, and how that began."""

    time: UnitVersion
    parent_name: str
    what: str


@dataclass(frozen=True)
class Passage:
    """One unit that this one came from or went into; `unit` is a link where the viewer may see it."""

    words: str
    unit: Unit
    is_seen: bool
    succession: Succession


@dataclass(frozen=True)
class Life:
    """Everything the page of a unit tells about its past; `above`: the names of what stands above it, highest first."""

    above: list[str]
    chapters: list[Chapter]
    came_from: list[Passage]
    became: list[Passage]
    gone_below: list[tuple[Unit, list[Passage]]]


def life_of(unit: Unit, position) -> Life:
    """Three queries: the times, the names of what stood above, and what passed into what."""
    times = sorted(unit.versions.select_related("level"), key=_begin)
    passings = list(Succession.objects.around(unit).for_list())
    gone = defaultdict(list)
    for one in passings:
        if one.old_id != unit.pk and one.new_id != unit.pk:
            gone[one.old].append(_became(one, position))
    names = _names_above(unit, times)
    return Life(
        above=[names(pk, timezone.localdate()) for pk in unit.path_ids()[:-1]],
        chapters=_chapters(times, names),
        came_from=[_came_from(one, position) for one in passings if one.new_id == unit.pk],
        became=[_became(one, position) for one in passings if one.old_id == unit.pk],
        gone_below=sorted(gone.items(), key=lambda item: item[0].sort_key),
    )


def became_of(units: Iterable[Unit], position) -> dict[int, list[Passage]]:
    """What became of each of several units; one query, none where all are in force."""
    ended = [unit.pk for unit in units if unit.valid_to]
    found = defaultdict(list)
    for one in Succession.objects.filter(old__in=ended).for_list() if ended else []:
        found[one.old_id].append(_became(one, position))
    return found


def former_names(units: Iterable[Unit], folded: str) -> dict[int, UnitVersion]:
    """The last former name of each unit under which a search found it; one query."""
    times = UnitVersion.objects.filter(unit__in=[unit.pk for unit in units], search_text__contains=folded)
    former = times.exclude(full_name=F("unit__full_name")).only("unit", "full_name", "valid_to")
    return {time.unit_id: time for time in former.order_by("valid_to", "pk")}


def _chapters(times: list[UnitVersion], names) -> list[Chapter]:
    made, before = [], None
    for time in times:
        above = names(time.parent_id, time.valid_from)
        made.append(Chapter(time, above, _what(time, before, above, names)))
        before = time
    return made


def _what(time: UnitVersion, before: UnitVersion | None, above: str, names) -> str:
    """How a time began, in words."""
    if before is None:
        return "Thành lập" if time.valid_from else "Có từ trước khi dùng phần mềm này"
    told = []
    if time.name != before.name:
        told.append(f"đổi tên, trước là “{before.name}”")
    if time.parent_id != before.parent_id:
        told.append(f"chuyển từ {names(before.parent_id, before.valid_from) or 'không thuộc đơn vị nào'} về {above}")
    elif time.path != before.path:
        told.append("đơn vị cấp trên chuyển nơi trực thuộc")
    elif time.change == Change.CARRIED and time.full_name != before.full_name:
        told.append(f"đơn vị cấp trên đổi tên, nay là {above}")
    if time.level_id != before.level_id:
        told.append(f"cấp: nay là {time.level.name.lower() if time.level else 'không thuộc cấp nào'}")
    if labels := _labels(time, before):
        told.append(f"thay đổi {', '.join(labels)}")
    text = "; ".join(told) or Change(time.change).label
    return capfirst(text)


def _labels(time: UnitVersion, before: UnitVersion) -> list[str]:
    """The names of the details that differ."""
    differing = [name for name in REMEMBERED if getattr(time, name) != getattr(before, name)]
    return [UnitVersion._meta.get_field(name).verbose_name for name in differing if name not in TOLD_APART]


def _names_above(unit: Unit, times: list[UnitVersion]):
    """(unit, day) → the name the unit bore on that day; asked of the database once."""
    known = defaultdict(list)
    above = {time.parent_id for time in times if time.parent_id} | {*unit.path_ids()[:-1]}
    for time in sorted(UnitVersion.objects.filter(unit__in=above).only("unit", "name", "valid_from"), key=_begin):
        known[time.unit_id].append(time)

    def name(unit_id: int | None, on: date | None) -> str:
        begun = [time for time in known[unit_id] if on and (time.valid_from or date.min) <= on]
        return (begun[-1] if begun else known[unit_id][0]).name if known[unit_id] else ""

    return name


def _begin(time: UnitVersion) -> date:
    return time.valid_from or date.min


def _became(one: Succession, position) -> Passage:
    return Passage(BECAME[Passing(one.kind)], one.new, scope.covers(position, one.new.scope_path), one)


def _came_from(one: Succession, position) -> Passage:
    return Passage(CAME_FROM[Passing(one.kind)], one.old, scope.covers(position, one.old.scope_path), one)
