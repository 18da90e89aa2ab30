"""Operations of rearranging, prepared, approved and carried out through the real services."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from common.workflow import perform
from reorganisation import services, workflow
from reorganisation.enums import StepKind
from tests.remembered import remembered


@remembered
def operation(by, *, effective_on=None, **head):
    day = effective_on or timezone.localdate()
    return services.start_operation(
        by=by, token=uuid4(),
        **{
            "title": "Sắp xếp đơn vị hành chính cấp xã", "decision_number": "15/NQ-HĐND", "decided_on": day - timedelta(days=20),
            "decided_by": "HĐND tỉnh Lạc Giang", "effective_on": day, "note": "",
        } | head,
    )  # fmt: skip


@remembered
def passing(by, op, units, aim):
    return services.add_steps(by=by, operation=op, kind=StepKind.PASS, units=units, aim=aim)


@remembered
def ending(by, op, units, keeper):
    return services.add_steps(by=by, operation=op, kind=StepKind.END, units=units, aim=keeper)


@remembered
def moving(by, op, units, parent):
    return services.add_steps(by=by, operation=op, kind=StepKind.MOVE, units=units, aim=parent)


def step(move, op, by, *, at=None, **data):
    event = perform(move, op, by=by, data=data, token=uuid4(), at=at)
    op.refresh_from_db()
    return event


def carried_out(op, by, second, *, at=None):
    step(workflow.PROPOSE, op, by, at=at)
    step(workflow.APPROVE, op, second, at=at)
    step(workflow.CARRY_OUT, op, by, at=at)
    return op


LONG_AGO = date(2020, 1, 1)
