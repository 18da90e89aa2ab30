"""Các bước của một việc sắp xếp đơn vị: the table of moves."""

from common.workflow import Move
from registrations.forms import NoteForm, ReasonForm
from reorganisation import carrying, rights, steps, undoing
from reorganisation.enums import State

PROPOSE = Move(
    "propose", "Trình duyệt", frozenset({State.DRAFT}), State.PROPOSED, rights.prepares, apply=steps.propose,
    done="Đã trình. Một cán bộ khác trong phạm vi này xem bản diễn tập rồi duyệt.", tone="main",
)  # fmt: skip
APPROVE = Move(
    "approve", "Duyệt", frozenset({State.PROPOSED}), State.APPROVED, rights.decides, form=NoteForm,
    apply=steps.refuse_unready, done="Đã duyệt. Từ ngày hiệu lực, bấm “Thực hiện” để sắp xếp.", tone="main",
)  # fmt: skip
SEND_BACK = Move(
    "send_back", "Trả lại người lập", frozenset({State.PROPOSED, State.APPROVED}), State.DRAFT, rights.decides,
    form=ReasonForm, done="Đã trả lại kèm lý do.",
)  # fmt: skip
CARRY_OUT = Move(
    "carry_out", "Thực hiện", frozenset({State.APPROVED}), State.DONE, rights.prepares, apply=steps.carry_out,
    obstacle=steps.not_yet, prepare=carrying.prepare, alone=True, ahead=carrying.write_ahead,
    done="Đã sắp xếp xong. Hồ sơ và vị trí công tác đã theo đơn vị mới.", tone="main",
    warning="Đơn vị, hồ sơ và vị trí công tác đổi ngay theo bản diễn tập. Hoàn tác được khi chưa có gì mới gắn với kết quả.",
)  # fmt: skip
UNDO = Move(
    "undo", "Hoàn tác", frozenset({State.DONE}), State.UNDONE, rights.undoes, form=ReasonForm, apply=steps.undo,
    prepare=undoing.prepare, alone=True, ahead=undoing.write_ahead, tone="grave",
    done="Đã hoàn tác: mọi thứ trở lại như trước khi sắp xếp.",
    warning="Đơn vị, hồ sơ và vị trí công tác trở lại đúng như trước khi sắp xếp.",
)  # fmt: skip
DROP = Move(
    "drop", "Bỏ việc này", frozenset({State.DRAFT}), State.DROPPED, rights.prepares, form=ReasonForm,
    done="Đã bỏ. Chưa có gì thay đổi trong sơ đồ tổ chức.", tone="grave", warning="Việc đã bỏ thì không làm tiếp được.",
)  # fmt: skip

MOVES = (PROPOSE, APPROVE, CARRY_OUT, SEND_BACK, UNDO, DROP)
