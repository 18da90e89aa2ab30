"""Việc từng bước làm: what each move of an operation needs and does, besides its state."""

from datetime import date

from django.core.exceptions import ValidationError

from common.workflow import Step
from reorganisation import carrying, undoing
from reorganisation.models import Operation
from reorganisation.rehearsal import rehearse

UNASSIGNED = "Còn hồ sơ của đơn vị tách chưa giao về đơn vị nào. Hãy giao hết ở “Chia hồ sơ”."


def not_ready(position, operation: Operation, day: date) -> str:
    """The first problem of the rehearsal; remembered on the operation in hand, a page asks several times."""
    if "_obstacle" not in operation.__dict__:
        found = rehearse(operation)
        operation._obstacle = found.problems[0] if found.problems else UNASSIGNED if found.unassigned else ""
    return operation._obstacle


def not_yet(position, operation: Operation, day: date) -> str:
    if day < operation.effective_on:
        return f"Thực hiện được từ ngày hiệu lực {operation.effective_on:%d/%m/%Y}."
    return ""


def something_new(position, operation: Operation, day: date) -> str:
    reasons = undoing.what_hangs(operation)
    return f"Không hoàn tác được nữa. {reasons[0]}" if reasons else ""


def propose(operation: Operation, step: Step) -> None:
    operation.proposed_by = step.by


def carry_out(operation: Operation, step: Step) -> None:
    carrying.carry_out(operation, step.by)
    operation.done_at = step.at


def undo(operation: Operation, step: Step) -> None:
    try:
        undoing.undo(operation, step.by)
    except undoing.CannotUndo as problem:
        raise ValidationError(problem.reasons, code="obstacle") from problem
