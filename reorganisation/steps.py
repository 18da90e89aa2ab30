"""Việc từng bước làm: what each move of an operation needs and does, besides its state.

What takes a rehearsal to find out is judged when the button is pressed, not each time it is drawn.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from common.workflow import Step
from reorganisation import carrying, undoing
from reorganisation.models import Operation
from reorganisation.rehearsal import rehearse

UNASSIGNED = "Còn hồ sơ của đơn vị tách chưa giao về đơn vị nào. Hãy giao hết ở “Chia hồ sơ”."


def not_yet(position, operation: Operation, day: date) -> str:
    if day < operation.effective_on:
        return f"Thực hiện được từ ngày hiệu lực {operation.effective_on:%d/%m/%Y}."
    return ""


def refuse_unready(operation: Operation, step: Step) -> None:
    """What the rehearsal finds in the way stands in the way of proposing and of approving."""
    found = rehearse(operation)
    if found.problems:
        raise ValidationError(found.problems[0], code="obstacle")
    if found.unassigned:
        raise ValidationError(UNASSIGNED, code="obstacle")


def propose(operation: Operation, step: Step) -> None:
    refuse_unready(operation, step)
    operation.writers.add(step.by.user)


def carry_out(operation: Operation, step: Step) -> None:
    carrying.carry_out(operation, step.by, on=timezone.localdate(step.at), prepared=step.prepared)
    operation.done_at = step.at


def undo(operation: Operation, step: Step) -> None:
    try:
        undoing.undo(operation, step.by, step.prepared)
    except undoing.CannotUndo as problem:
        raise ValidationError(f"Không hoàn tác được nữa. {problem.reasons[0]}", code="obstacle") from problem
