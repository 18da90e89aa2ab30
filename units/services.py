"""Writing the tree: units are added and corrected here, with path, full name and search text kept true."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit, vietnamese
from units import memory, rights
from units.enums import Change
from units.models import Level, Unit

PAPER_FIELDS = (
    "paper_family", "head_superior", "head_name", "place_name", "number_suffix", "signing_lines", "archive_line",
)  # fmt: skip


@transaction.atomic
def add_unit(*, by, name: str, parent: Unit | None, **fields) -> Unit:
    """Open a unit under `parent` (None: the root). Raises ValidationError when a rule of the tree is broken.

    `by` is None only for the first hour and the demo; anybody else needs the right (PermissionDenied).
    """
    if by is not None:
        if parent is None or not rights.may_add_below(by, parent):
            raise PermissionDenied
        _refuse_namesakes(name, Unit.objects.select_for_update(of=("self",)).get(pk=parent.pk))
    unit = Unit(name=name, parent=parent, **fields)
    _derive(unit)
    unit.full_clean(exclude=["path"])
    unit.save()
    unit.path = unit.scope_path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path", "scope_path"])
    memory.begin(unit, change=Change.OPENED, since=unit.valid_from)
    audit.record(by=by, action="Thêm đơn vị", obj=unit, after={"name": unit.name, "parent": str(parent or "")})
    return unit


@transaction.atomic
def correct_unit(*, by, unit: Unit, **fields) -> Unit:
    """Correct what is written about a unit. Its place in the tree does not change here."""
    if by is not None and not rights.may_correct(by, unit):
        raise PermissionDenied
    locked = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    _derive(locked)
    locked.full_clean(exclude=["path"])
    locked.save()
    memory.correct(locked)
    old, new = audit.changes(before, fields)
    if new:
        audit.record(by=by, action="Sửa thông tin đơn vị", obj=locked, before=old, after=new)
    if "name" in new and locked.is_area:
        _rename_below(locked)
    return locked


@transaction.atomic
def add_level(*, by, name: str, area_word: str, rank: int, valid_from=None, valid_to=None) -> Level:
    """Open a level (cấp)."""
    _may_keep_levels(by)
    level = Level(name=name, area_word=area_word, rank=rank, valid_from=valid_from, valid_to=valid_to)
    level.full_clean()
    level.save()
    audit.record(by=by, action="Thêm cấp", obj=level)
    return level


@transaction.atomic
def correct_level(*, by, level: Level, **fields) -> Level:
    """Correct a level, or end it: a level that ended on a day is not offered from that day on."""
    _may_keep_levels(by)
    locked = Level.objects.select_for_update().get(pk=level.pk)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    old, new = audit.changes(before, fields)
    if new:
        audit.record(by=by, action="Sửa cấp", obj=locked, before=old, after=new)
    return locked


def _may_keep_levels(by) -> None:
    if by is not None and not rights.may_keep_levels(by):
        raise PermissionDenied


def _refuse_namesakes(name: str, parent: Unit) -> None:
    """Two units of one name under one roof: nearly always a second click, or the same unit typed twice."""
    same = vietnamese.clean(name).casefold()
    others = parent.children.filter(valid_to__isnull=True).values_list("name", flat=True)
    if any(vietnamese.clean(other).casefold() == same for other in others):
        raise ValidationError({"name": f"“{name}” đã có trong {parent}."})


def _derive(unit: Unit) -> None:
    unit.full_name = full_name_of(unit)
    unit.sort_key = vietnamese.sort_key(unit.name)[:600]
    unit.search_text = vietnamese.fold(f"{unit.full_name} {unit.short_name} {unit.code}")[:700]


def full_name_of(unit) -> str:
    """A village needs its commune's name to be told apart; a body below commune level likewise.

    “Chi bộ thôn Đông” in thôn Đông names its village already: only what stands above the village is added.
    """
    if not unit.parent or unit.level_id is not None:
        return unit.name
    above = unit.parent.full_name if unit.parent.level_id is None else unit.parent.name
    if unit.name.endswith(unit.parent.name):
        return f"{unit.name}{above.removeprefix(unit.parent.name)}"
    return f"{unit.name}, {above}"


def _rename_below(area: Unit) -> None:
    for child in Unit.objects.filter(parent=area, level__isnull=True).select_related("parent"):
        _derive(child)
        child.save(update_fields=["full_name", "search_text"])
        memory.correct(child)
        _rename_below(child)
