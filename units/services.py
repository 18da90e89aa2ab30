"""Writing the tree: units are added and corrected here, with path, full name and search text kept true."""

from django.db import transaction

from common import audit, vietnamese
from units.models import Level, Unit

PAPER_FIELDS = (
    "paper_family", "head_superior", "head_name", "place_name", "number_suffix", "signing_lines", "archive_line",
)  # fmt: skip


@transaction.atomic
def add_unit(*, by, name: str, parent: Unit | None, **fields) -> Unit:
    """Open a unit under `parent` (None: the root). Raises ValidationError when a rule of the tree is broken."""
    unit = Unit(name=name, parent=parent, **fields)
    _derive(unit)
    unit.full_clean(exclude=["path"])
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    audit.record(by=by, action="Thêm đơn vị", obj=unit, after={"name": unit.name, "parent": str(parent or "")})
    return unit


@transaction.atomic
def correct_unit(*, by, unit: Unit, **fields) -> Unit:
    """Correct what is written about a unit. Its place in the tree does not change here."""
    locked = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    _derive(locked)
    locked.full_clean(exclude=["path"])
    locked.save()
    old, new = audit.changes(before, fields)
    if new:
        audit.record(by=by, action="Sửa thông tin đơn vị", obj=locked, before=old, after=new)
    if "name" in new and locked.is_area:
        _rename_below(locked)
    return locked


@transaction.atomic
def add_level(*, by, name: str, area_word: str, rank: int, valid_from=None, valid_to=None) -> Level:
    """Open a level (cấp)."""
    level = Level(name=name, area_word=area_word, rank=rank, valid_from=valid_from, valid_to=valid_to)
    level.full_clean()
    level.save()
    audit.record(by=by, action="Thêm cấp", obj=level)
    return level


def _derive(unit: Unit) -> None:
    unit.full_name = _full_name(unit)
    unit.sort_key = vietnamese.sort_key(unit.name)[:600]
    unit.search_text = vietnamese.fold(f"{unit.full_name} {unit.short_name} {unit.code}")[:700]


def _full_name(unit: Unit) -> str:
    """A village needs its commune's name to be told apart; a body below commune level likewise."""
    if unit.parent and unit.level_id is None:
        return f"{unit.name}, {unit.parent.full_name if unit.parent.level_id is None else unit.parent.name}"
    return unit.name


def _rename_below(area: Unit) -> None:
    for child in Unit.objects.filter(parent=area, level__isnull=True).select_related("parent"):
        _derive(child)
        child.save(update_fields=["full_name", "search_text"])
        _rename_below(child)
