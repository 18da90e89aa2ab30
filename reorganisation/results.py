"""Đã thay đổi: what a carried out operation did, in numbers people ask for."""

from accounts.models import Position
from evaluation.models import Round
from registrations.models import Plan, Quota, Registration
from reorganisation.models import Operation, Trace
from units.models import Succession, Unit, UnitVersion

# table, how, the column that tells this writing from others of the table (or none), what people call it
TOLD = (
    (Unit, Trace.Kind.CREATED, "", "Đơn vị lập mới"),
    (Unit, Trace.Kind.CHANGED, "valid_to", "Đơn vị kết thúc"),
    (Succession, Trace.Kind.CREATED, "", "Dòng đơn vị cũ – đơn vị tiếp nhận"),
    (UnitVersion, Trace.Kind.CREATED, "", "Đơn vị mới, đổi tên, đổi cấp trên"),
    (Registration, Trace.Kind.CHANGED, "present_unit_id", "Đăng ký đi theo đơn vị"),
    (Registration, Trace.Kind.CHANGED, "desk_id", "Hồ sơ đổi nơi xử lý"),
    (Plan, Trace.Kind.CHANGED, "", "Kế hoạch"),
    (Quota, Trace.Kind.CHANGED, "", "Chỉ tiêu giao"),
    (Round, Trace.Kind.CHANGED, "", "Đợt đánh giá"),
    (Position, Trace.Kind.CREATED, "", "Vị trí công tác sang đơn vị mới"),
)


def of(operation: Operation) -> list[tuple[str, int]]:
    """(label, number) of what was written; empty before it is carried out and after it is undone."""
    traces = list(operation.traces.values_list("table", "kind", "columns", "number"))
    rows = []
    for model, how, column, label in TOLD:
        numbers = [
            number for table, kind, columns, number in traces
            if (table, kind) == (model._meta.label, how) and (not column or column in columns)
        ]  # fmt: skip
        if numbers:
            rows.append((label, sum(numbers)))
    return rows
