"""Các bước của một danh sách trình lãnh đạo: the table of moves."""

from common.workflow import Move
from registrations.enums import BEING_DRAWN_UP, ListState
from registrations.forms import ReasonForm
from registrations.submittals import rights, steps
from registrations.submittals.forms import ApproveForm

SEND = Move(
    "send", "Trình lãnh đạo", BEING_DRAWN_UP, ListState.SENT, rights.prepares, apply=steps.send,
    obstacle=steps.nothing_to_send, done="Đã trình lãnh đạo. Các hồ sơ chờ lãnh đạo duyệt.", tone="main",
)  # fmt: skip
APPROVE = Move(
    "approve", "Duyệt", frozenset({ListState.SENT}), ListState.APPROVED, rights.approves, form=ApproveForm,
    apply=steps.carry_out, obstacle=steps.not_to_approve, tone="main",
    done="Đã duyệt. Kết quả từng hồ sơ ghi ở từng dòng.",
    warning="Mọi hồ sơ còn trong danh sách đi ngay bước đã trình và không rút lại được.",
)  # fmt: skip
SEND_BACK = Move(
    "send_back", "Trả lại người trình", frozenset({ListState.SENT}), ListState.RETURNED, rights.approves, form=ReasonForm,
    apply=steps.let_go, obstacle=steps.proposed_by_oneself,
    done="Đã trả lại danh sách kèm lý do. Danh sách còn xem được ở đây, sửa xong sẽ được trình lại.",
)  # fmt: skip
RECALL = Move(
    "recall", "Rút danh sách về", frozenset({ListState.SENT}), ListState.DRAFT, rights.prepares, apply=steps.take_back,
    done="Đã rút danh sách về. Sửa xong, hãy trình lại.",
)  # fmt: skip
DROP = Move(
    "drop", "Bỏ danh sách", BEING_DRAWN_UP, ListState.DROPPED, rights.prepares, apply=steps.drop,
    done="Đã bỏ danh sách. Các hồ sơ vẫn ở nơi tiếp nhận.", tone="grave",
    warning="Các hồ sơ ra khỏi danh sách và vẫn chờ ở nơi tiếp nhận.",
)  # fmt: skip

LIST_MOVES = (SEND, APPROVE, SEND_BACK, RECALL, DROP)
