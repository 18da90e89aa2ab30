"""Lập việc sắp xếp: the operation with its lines, new units and assignments. Only while it is being prepared."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count

from common import audit
from common.locks import among_others, hold, locked_row
from reorganisation.enums import State, StepKind
from reorganisation.extent import path_above, widen
from reorganisation.models import Assignment, NewUnit, Operation, Step
from reorganisation.rights import may_prepare, prepares
from units import scope
from units.enums import Nature
from units.models import Unit

HEAD = ("title", "decision_number", "decided_on", "decided_by", "effective_on", "note")
OUTSIDE = "{} không nằm bên dưới địa bàn phụ trách nên không sắp xếp ở đây được."


@transaction.atomic
def start_operation(*, by, token: UUID, **head) -> Operation:
    """Begin an operation. A repeated token finds the first one. Raises ValidationError, PermissionDenied."""
    if not may_prepare(by) or not by.all_areas():
        raise PermissionDenied
    among_others()
    # A second press waits here until the first has finished.
    hold(by)
    if first := Operation.objects.filter(token=token).first():
        return first
    operation = Operation(token=token, created_by=by, scope_path=by.all_areas()[0].path, **head)
    operation.full_clean()
    operation.save()
    operation.writers.add(by.user)
    audit.record(by=by, action="Lập việc sắp xếp đơn vị", obj=operation, after=_told(operation))
    return operation


@transaction.atomic
def correct_operation(*, by, operation: Operation, **head) -> Operation:
    """Correct title, decision and days."""
    locked = in_preparation(by, operation)
    before = _told(locked)
    for name, value in head.items():
        setattr(locked, name, value)
    locked.full_clean()
    locked.save()
    old, new = audit.changes(before, _told(locked))
    audit.record(by=by, action="Sửa việc sắp xếp đơn vị", obj=locked, before=old, after=new)
    return locked


def _told(operation: Operation) -> dict[str, str]:
    return {name: str(getattr(operation, name)) for name in HEAD}


@transaction.atomic
def add_new_unit(*, by, operation: Operation, name: str, code: str, parent, level=None, line=None) -> NewUnit:
    """Plan a unit to be opened under an existing unit or another new one. A new area without a level is a village."""
    locked = in_preparation(by, operation)
    new = NewUnit(operation=locked, name=name, code=code, level=level, **_parent(parent))
    if line:
        new.nature, new.line = Nature.BODY, line
        new.level = parent.level
    if isinstance(parent, Unit):
        _refuse_outside(by, parent.path, parent)
    new.full_clean()
    new.save()
    widen(by, locked)
    audit.record(by=by, action="Ghi đơn vị sẽ lập", obj=locked, after={"đơn vị sẽ lập": name})
    return new


def _parent(parent) -> dict:
    return {"parent": parent} if isinstance(parent, Unit) else {"new_parent": parent}


@transaction.atomic
def add_steps(*, by, operation: Operation, kind: str, units: Iterable[Unit], aim: Unit | NewUnit) -> list[Step]:
    """One line for each unit: it passes to, ends for, or moves under the aim. Lines that exist are left alone."""
    locked = in_preparation(by, operation)
    units = list(units)
    for unit in units:
        _refuse_outside(by, path_above(unit), unit)
        if unit == aim:
            raise ValidationError({"aim": f"{unit} không nhập vào chính mình được."})
    if isinstance(aim, Unit):
        _refuse_outside(by, aim.path, aim)
    there = set(locked.steps.filter(kind=kind, unit__in=units, **_aim(aim)).values_list("unit", flat=True))
    made = Step.objects.bulk_create(
        Step(operation=locked, kind=kind, unit=unit, unit_name=str(unit), aim_name=str(aim), **_aim(aim))
        for unit in dict.fromkeys(units)
        if unit.pk not in there
    )
    widen(by, locked)
    if made:
        audit.record(by=by, action="Ghi dòng sắp xếp", obj=locked, after={"dòng": "; ".join(map(str, made))})
    return made


@transaction.atomic
def add_renaming(*, by, operation: Operation, unit: Unit, name: str, code: str) -> Step:
    """One line: a unit gets another name, and another code if one is given."""
    locked = in_preparation(by, operation)
    _refuse_outside(by, path_above(unit), unit)
    step, _ = Step.objects.update_or_create(
        operation=locked, kind=StepKind.RENAME, unit=unit, defaults={"name": name, "code": code, "unit_name": str(unit)}
    )
    widen(by, locked)
    audit.record(by=by, action="Ghi dòng sắp xếp", obj=locked, after={"dòng": str(step)})
    return step


def _aim(aim: Unit | NewUnit | None) -> dict:
    return {
        "to_unit": aim if isinstance(aim, Unit) else None,
        "to_new": aim if isinstance(aim, NewUnit) else None,
    }


@transaction.atomic
def remove_step(*, by, step: Step) -> None:
    """Take a line back, with what was assigned by it."""
    locked = in_preparation(by, step.operation)
    audit.record(by=by, action="Bỏ dòng sắp xếp", obj=locked, before={"dòng": str(step)})
    step.delete()
    widen(by, locked)


@transaction.atomic
def remove_new_unit(*, by, new: NewUnit) -> None:
    """Take back a unit to be opened, with the lines and assignments that lead to it."""
    locked = in_preparation(by, new.operation)
    audit.record(by=by, action="Bỏ đơn vị sẽ lập", obj=locked, before={"đơn vị sẽ lập": new.name})
    new.delete()
    widen(by, locked)


@transaction.atomic
def assign(*, by, operation: Operation, given: dict[tuple[str, int], Unit | NewUnit | None]) -> int:
    """Giao hồ sơ của đơn vị tách: (content, key) → successor; None ends a position. How many were written."""
    locked = in_preparation(by, operation)
    rows = [
        Assignment(operation=locked, content=content, object_id=pk, **_aim(aim))
        for (content, pk), aim in given.items()
    ]  # fmt: skip
    Assignment.objects.bulk_create(
        rows, batch_size=400, update_conflicts=True, unique_fields=["operation", "content", "object_id"],
        update_fields=["to_unit", "to_new"],
    )  # fmt: skip
    audit.record(by=by, action="Giao hồ sơ khi tách", obj=locked, after={"số dòng": str(len(rows))})
    return len(rows)


def in_preparation(by, operation: Operation) -> Operation:
    """The operation, locked, while its lines may be written. Raises PermissionDenied, ValidationError."""
    among_others()
    locked = locked_row(Operation, operation.pk)
    if not prepares(by, locked):
        raise PermissionDenied
    if locked.state != State.DRAFT:
        raise ValidationError(f"Không sửa được khi việc sắp xếp “{locked.get_state_display()}”.", code="state")
    locked.writers.add(by.user)
    return locked


def split_units(operation: Operation) -> set[int]:
    """The units that pass to more than one other."""
    passing = operation.steps.filter(kind=StepKind.PASS).order_by().values("unit")
    return set(passing.annotate(aims=Count("pk")).filter(aims__gt=1).values_list("unit", flat=True))


def _refuse_outside(by, path: str, unit: Unit) -> None:
    if not scope.covers(by, path):
        raise ValidationError(OUTSIDE.format(unit))
