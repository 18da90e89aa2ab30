"""Writing the tree: units are added and corrected here, with path, full name and search text kept true."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, dates, vietnamese
from common.correcting import correct_row
from common.locks import among_others, locked_row
from units import memory, rights
from units.enums import Change, Nature
from units.models import Level, Unit
from units.naming import derive

PAPER_FIELDS = (
    "paper_family", "head_superior", "head_name", "place_name", "number_suffix", "signing_lines", "archive_line",
)  # fmt: skip
BY_DECISION = (
    "Đổi tên, đổi mã theo quyết định thì làm ở mục Sắp xếp đơn vị (/sap-xep/). Ở đây chỉ sửa chỗ ghi sai: để trống ngày "
    "thay đổi."
)


@transaction.atomic
def add_unit(*, by, name: str, parent: Unit | None, **fields) -> Unit:
    """Open a unit under `parent` (None: the root). Raises ValidationError when a rule of the tree is broken.

    Without `valid_from` it is as old as what it hangs under. `by` is None only for the first hour and the demo;
    anybody else needs the right (PermissionDenied).
    """
    among_others()
    if by is not None:
        if parent is None:
            raise PermissionDenied
        parent = locked_row(Unit, parent.pk)
        if not rights.may_add_below(by, parent):
            raise PermissionDenied
        _refuse_namesakes(name, parent)
    unit = Unit(name=name, parent=parent, **fields)
    _begin_on_a_day(unit)
    derive(unit)
    unit.full_clean(exclude=["path"])
    unit.save()
    unit.path = unit.scope_path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path", "scope_path"])
    memory.begin(unit, change=Change.OPENED, since=unit.valid_from)
    audit.record(by=by, action="Thêm đơn vị", obj=unit, after=audit.facts(unit))
    return unit


@transaction.atomic
def correct_unit(
    *, by, unit: Unit, since: date | None = None, decision_number: str = "", decided_on: date | None = None, **fields
) -> Unit:
    """Put right what was written wrongly about a unit; with `since`, write what has changed from that day on.

    Its place in the tree does not change here, and its name only where it was written wrongly.
    """
    among_others()
    locked = locked_row(Unit, unit.pk)
    if by is not None and not rights.may_correct(by, locked):
        raise PermissionDenied
    before, named = {name: getattr(locked, name) for name in fields}, locked.full_name
    for name, value in fields.items():
        setattr(locked, name, value)
    old, new = audit.changes(before, fields)
    if since:
        _judge_change(locked, since, new)
    derive(locked)
    locked.full_clean(exclude=["path"])
    locked.save()
    if since:
        memory.change(locked, since=since, decision_number=decision_number, decided_on=decided_on)
        new |= {"since": str(since), "decision_number": decision_number}
    else:
        memory.correct(locked)
    if new:
        action = "Ghi thay đổi của đơn vị" if since else "Sửa thông tin đơn vị"
        audit.record(by=by, action=action, obj=locked, before=old, after=new)
    if "name" in new and locked.is_area:
        _correct_names_below(locked, named)
    if "level" in new and locked.is_area:
        _take_level_to_bodies(locked, before["level"], since=since, number=decision_number, on=decided_on)
    return locked


@transaction.atomic
def add_level(*, by, name: str, area_word: str, rank: int, valid_from=None, valid_to=None) -> Level:
    """Open a level (cấp)."""
    _may_keep_levels(by)
    level = Level(name=name, area_word=area_word, rank=rank, valid_from=valid_from, valid_to=valid_to)
    level.full_clean()
    level.save()
    audit.record(by=by, action="Thêm cấp", obj=level, after=audit.facts(level))
    return level


@transaction.atomic
def correct_level(*, by, level: Level, **fields) -> Level:
    """Correct a level, or end it: a level that ended on a day is not offered from that day on."""
    _may_keep_levels(by)
    locked = locked_row(Level, level.pk)
    correct_row(by=by, row=locked, action="Sửa cấp", facts=fields)
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


def _begin_on_a_day(unit: Unit) -> None:
    """Nothing is older than what it hangs under, and nothing begins tomorrow."""
    above = unit.parent.valid_from if unit.parent else None
    unit.valid_from = unit.valid_from or above
    if unit.valid_from and unit.valid_from > timezone.localdate():
        raise ValidationError({"valid_from": "Ngày này chưa đến. Đơn vị chỉ thêm vào sơ đồ từ ngày bắt đầu hoạt động."})
    if above and unit.valid_from < above:
        raise ValidationError({"valid_from": f"{unit.parent} hoạt động từ ngày {dates.day(above)}; ghi từ ngày đó."})


def _judge_change(unit: Unit, since: date, changed: dict[str, str]) -> None:
    """A change begins on a day of the present time, and is one."""
    began = memory.present_time(unit).valid_from
    if since > timezone.localdate():
        raise ValidationError({"since": "Ngày này chưa đến. Ghi thay đổi từ ngày nó có hiệu lực."})
    if began and since < began:
        raise ValidationError({"since": f"Thông tin hiện nay có từ ngày {dates.day(began)}; ghi từ ngày đó về sau."})
    for name in {"name", "code"} & changed.keys():
        raise ValidationError({name: BY_DECISION})
    if not changed:
        raise ValidationError({"since": "Chưa có thông tin nào khác trước. Sửa chỗ thay đổi rồi ghi."})


def _correct_names_below(area: Unit, wrong: str) -> None:
    """The villages of a commune, and the bodies in them, carry its name in theirs."""
    below = Unit.objects.filter(parent=area, level__isnull=True).select_related("parent")
    named = {child: child.full_name for child in below if not child.valid_to or child.full_name.endswith(wrong)}
    if not named:
        return
    for child in named:
        derive(child)
        child.save(update_fields=["full_name", "search_text"])
    memory.correct_names_below(area, named)
    for child, before in named.items():
        _correct_names_below(child, before)


def _take_level_to_bodies(
    area: Unit, former: Level | None, *, since: date | None, number: str, on: date | None
) -> None:
    """What sits in an area stands at its level."""
    bodies = list(area.children.filter(nature=Nature.BODY, level=former, valid_to__isnull=True).order_by("pk"))
    Unit.objects.filter(pk__in=[body.pk for body in bodies]).update(level=area.level)
    for body in bodies:
        body.level = area.level
    memory.take_level(bodies, area.level, since=since, decision_number=number, decided_on=on)
