"""Nhập bảng sắp xếp: kept as read, written when confirmed, taken back as a whole while the operation is prepared."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import locked_row
from documents.sheets_in import Line
from reorganisation import services
from reorganisation.enums import StepKind
from reorganisation.extent import widen
from reorganisation.models import NewUnit, Operation, Step, StepTable
from reorganisation.sheets import KEEP, Planned, Row, judge
from reorganisation.sheets.rows import Place

AT_ONCE = 500
"""Rows to one statement: SQLite takes a limited number of values."""
PARTS = {
    StepKind.PASS: "nhập, tách", StepKind.RENAME: "đổi tên", StepKind.MOVE: "chuyển", StepKind.END: "kết thúc",
}  # fmt: skip


@transaction.atomic
def keep_table(*, by, operation: Operation, token: UUID, file_name: str, lines: list[Line]) -> StepTable:
    """Keep the rows of a file as read; what was left unconfirmed before is forgotten. A second press finds the first."""
    locked = services.in_preparation(by, operation)
    if already := StepTable.objects.filter(token=token).first():
        return _of(locked, already)
    locked.tables.filter(written_at__isnull=True).delete()
    kept = [{"number": line.number, "values": line.values} for line in lines]
    return StepTable.objects.create(operation=locked, token=token, file_name=file_name[:150], lines=kept, read_by=by)


def _of(operation: Operation, table: StepTable) -> StepTable:
    if table.operation_id != operation.pk:
        raise PermissionDenied
    return table


@transaction.atomic
def add_table(*, by, table: StepTable) -> StepTable:
    """Write the good rows: new units once, then the lines. A second press finds them written. Raises ValidationError."""
    operation = services.in_preparation(by, table.operation)
    locked = locked_row(StepTable, table.pk)
    if locked.written_at is not None:
        return locked
    good = [row for row in judge(locked.lines, by=by, operation=operation) if row.is_good]
    writing = [row for row in good if row.kind != KEEP]
    if not writing:
        raise ValidationError("Không có dòng nào ghi được. Hãy sửa tệp rồi gửi lại.")
    opened = _open(operation, locked, writing)
    Step.objects.bulk_create([_step(operation, locked, row) for row in writing], batch_size=AT_ONCE)
    locked.written_at, locked.written = timezone.now(), len(writing)
    locked.save(update_fields=["written_at", "written"])
    widen(by, operation)
    numbers = {label: sum(row.kind == kind for row in writing) for kind, label in PARTS.items()}
    audit.record(by=by, action="Nhập bảng sắp xếp", obj=operation,
                 after={"tệp": locked.file_name, "đơn vị sẽ lập": opened, **numbers})  # fmt: skip
    return locked


def _open(operation: Operation, table: StepTable, rows: list[Row]) -> int:
    """The new units, those above first; how many."""
    waiting = list({id(row.aim): row.aim for row in rows if row.opens}.values())
    number = len(waiting)
    while waiting:
        now = [one for one in waiting if not isinstance(one.parent, Planned) or one.parent.made]
        for one in now:
            above = {"new_parent": one.parent.made} if isinstance(one.parent, Planned) else {"parent_id": one.parent.pk}
            one.made = NewUnit(
                operation=operation, table=table, name=one.name, code=one.code, level_id=one.level_id, **above
            )
        NewUnit.objects.bulk_create([one.made for one in now], batch_size=AT_ONCE)
        waiting = [one for one in waiting if one.made is None]
    return number


def _step(operation: Operation, table: StepTable, row: Row) -> Step:
    unit, aim, values = row.unit, row.aim, row.values
    step = Step(
        operation=operation, table=table, kind=row.kind, unit_id=unit.pk, unit_name=unit.full_name or unit.name,
        decision_number=values["decision"], decided_on=row.decided_on,
    )  # fmt: skip
    if row.kind == StepKind.RENAME:
        step.name, step.code = values["new_name"] or unit.name, values["new_code"]
    elif isinstance(aim, Place):
        step.to_unit_id, step.aim_name = aim.pk, aim.full_name or aim.name
    else:
        step.to_new, step.aim_name = aim.made, aim.name
    return step


@transaction.atomic
def take_back(*, by, table: StepTable) -> None:
    """Bỏ bảng đã nhập: its lines and the units it would open, but for those that other lines lead to."""
    operation = services.in_preparation(by, table.operation)
    locked = locked_row(StepTable, table.pk)
    if locked.written_at is None or locked.taken_back_at is not None:
        return
    locked.steps.all().delete()
    _close(operation, locked)
    locked.taken_back_at = timezone.now()
    locked.save(update_fields=["taken_back_at"])
    widen(by, operation)
    audit.record(by=by, action="Bỏ bảng sắp xếp đã nhập", obj=operation,
                 before={"tệp": locked.file_name, "số dòng": locked.written})  # fmt: skip


def _close(operation: Operation, table: StepTable) -> None:
    """A unit that a line of another hand leads to, or that another new unit hangs under, stays planned."""
    needed = set(operation.steps.exclude(to_new=None).values_list("to_new", flat=True))
    others = operation.new_units.exclude(table=table).exclude(new_parent=None)
    needed |= set(others.values_list("new_parent", flat=True))
    above = dict(table.new_units.values_list("pk", "new_parent"))
    for pk in list(needed):
        while pk := above.get(pk):
            needed.add(pk)
    operation.new_units.filter(table=table, pk__in=needed).update(table=None)
    operation.assignments.filter(to_new__table=table).delete()
    table.new_units.all().delete()
