"""Các bước của một báo cáo định kỳ: the table of moves."""

from accounts.signingforms import NumberForm
from common.workflow import Move
from registrations.forms import ReasonForm
from reports.periodic import rights, steps
from reports.periodic.enums import ReportState
from reports.periodic.forms import AcceptForm, ApproveForm

S = ReportState

PROPOSE = Move(
    "propose", "Trình lãnh đạo", frozenset({S.DRAFT}), S.PROPOSED, rights.compiles, apply=steps.propose,
    obstacle=steps.not_ready, done="Đã trình lãnh đạo duyệt. Số liệu và lời văn giữ như bản trình.", tone="main",
)  # fmt: skip
RECALL = Move(
    "recall", "Rút về sửa", frozenset({S.PROPOSED}), S.DRAFT, rights.compiles,
    done="Đã rút về. Sửa xong, hãy trình lại.",
)  # fmt: skip
APPROVE = Move(
    "approve", "Duyệt", frozenset({S.PROPOSED}), S.APPROVED, rights.approves, form=ApproveForm, apply=steps.approve,
    obstacle=steps.not_by_oneself, done="Đã duyệt. Văn thư lấy số, ghi ngày rồi phát hành.", tone="main",
)  # fmt: skip
SEND_BACK = Move(
    "send_back", "Trả lại người soạn", frozenset({S.PROPOSED, S.APPROVED}), S.DRAFT, rights.approves, form=ReasonForm,
    apply=steps.unsign, done="Đã trả lại người soạn kèm lý do.",
)  # fmt: skip
ISSUE = Move(
    "issue", "Phát hành và gửi", frozenset({S.APPROVED}), S.SENT, rights.numbers, form=NumberForm, apply=steps.issue,
    obstacle=steps.closed_on, done="Đã phát hành và gửi. Nơi nhận thấy báo cáo từ bây giờ.", tone="main",
    warning="Sau khi gửi, bản này giữ nguyên; chỉ nơi nhận trả lại hoặc lập bản đính chính mới có bản sau.",
)  # fmt: skip
ACCEPT = Move(
    "accept", "Nhận báo cáo", frozenset({S.SENT}), S.ACCEPTED, rights.accepts, form=AcceptForm,
    done="Đã nhận báo cáo. Số liệu của báo cáo được cộng vào tổng hợp.", tone="main",
)  # fmt: skip
GIVE_BACK = Move(
    "give_back", "Trả lại để sửa", frozenset({S.SENT, S.ACCEPTED}), S.RETURNED, rights.accepts, form=ReasonForm,
    apply=steps.give_back, obstacle=steps.has_newer,
    done="Đã trả lại. Đơn vị báo cáo có sẵn bản sau để sửa.",
)  # fmt: skip
LOCK = Move(
    "lock", "Khóa báo cáo", frozenset({S.ACCEPTED}), S.LOCKED, rights.accepts, done="Đã khóa báo cáo.",
    warning="Sau khi khóa, đơn vị chỉ sửa được bằng bản đính chính đặt cạnh bản này.",
)  # fmt: skip
CORRECT = Move(
    "correct", "Lập bản đính chính", frozenset({S.LOCKED}), S.LOCKED, rights.compiles, form=ReasonForm,
    apply=steps.correct, obstacle=steps.under_way, done="Đã lập bản đính chính. Bản này vẫn giữ nguyên.",
)  # fmt: skip

REPORT_MOVES = (PROPOSE, APPROVE, ISSUE, ACCEPT, SEND_BACK, GIVE_BACK, RECALL, LOCK, CORRECT)
