"""Các bước của một đăng ký mô hình: the table of moves. Buttons, bulk actions and the help page are drawn from it."""

from common.workflow import Move
from registrations import obstacles, rights, steps
from registrations.enums import EDITABLE, State
from registrations.forms import DeskReasonForm, NoteForm, OpinionForm, ReasonForm, ReturnForm

SUBMIT = Move(
    "submit", "Nộp đăng ký", EDITABLE, State.SUBMITTED, rights.owns, apply=steps.submit, obstacle=obstacles.registration_not_ready,
    done="Đã nộp đăng ký. Bản đăng ký đang chờ nơi tiếp nhận xem xét.", tone="main",
)  # fmt: skip
TAKE_BACK = Move(
    "take_back", "Rút về để sửa", frozenset({State.SUBMITTED}), State.DRAFT, rights.owner_at_first_desk, apply=steps.take_back,
    done="Đã rút về. Sửa xong, hãy nộp lại.",
)  # fmt: skip
RECEIVE = Move(
    "receive", "Tiếp nhận", frozenset({State.SUBMITTED}), State.RECEIVED, rights.receives, apply=steps.receive,
    done="Đã tiếp nhận. Có thể in phiếu tiếp nhận; bước tiếp theo là xác nhận hoặc trả lại.", tone="main",
)  # fmt: skip
CONFIRM = Move(
    "confirm", "Xác nhận đăng ký", frozenset({State.RECEIVED}), State.CONFIRMED, rights.at_the_last_desk, form=NoteForm,
    apply=steps.confirm, obstacle=obstacles.LeaderApproves(obstacles.lacks_signed_scan), done="Đã xác nhận và vào sổ đăng ký.", tone="main",
)  # fmt: skip
FORWARD = Move(
    "forward", "Xác nhận và chuyển cấp trên", frozenset({State.RECEIVED}), State.SUBMITTED, rights.at_a_lower_desk,
    form=NoteForm, apply=steps.forward, obstacle=obstacles.LeaderApproves(obstacles.lacks_signed_scan),
    done="Đã xác nhận, vào sổ và chuyển lên cấp trên.", tone="main",
)  # fmt: skip
CONFIRM_LOWER = Move(
    "confirm_lower", "Xác nhận ở cấp thấp hơn", frozenset({State.RECEIVED}), State.CONFIRMED, rights.at_a_lower_desk,
    form=ReasonForm, apply=steps.confirm_lower, obstacle=obstacles.LeaderApproves(obstacles.lacks_signed_scan),
    done="Đã xác nhận ở cấp của đơn vị và vào sổ đăng ký.",
)  # fmt: skip
RETURN = Move(
    "return", "Trả lại để bổ sung", frozenset({State.RECEIVED}), State.RETURNED, rights.at_the_desk, form=ReturnForm,
    apply=steps.send_back, obstacle=obstacles.on_a_list, done="Đã trả lại kèm lý do. Đơn vị sửa và nộp lại từ nơi tiếp nhận đầu tiên.",
)  # fmt: skip
REJECT = Move(
    "reject", "Không xác nhận", frozenset({State.RECEIVED}), State.REJECTED, rights.at_the_desk, form=DeskReasonForm,
    apply=steps.reject, obstacle=obstacles.LeaderApproves(), done="Đã ghi không xác nhận kèm lý do.", tone="grave",
    warning="Hồ sơ không xác nhận sẽ kết thúc tại đây, đơn vị không nộp lại được.",
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", "Rút đăng ký", frozenset({State.RETURNED, State.SUBMITTED}), State.WITHDRAWN, rights.owner_at_first_desk,
    form=ReasonForm, done="Đã rút đăng ký.", tone="grave", warning="Đăng ký đã rút thì không nộp lại được.",
)  # fmt: skip
STOP = Move(
    "stop", "Dừng thực hiện", frozenset({State.CONFIRMED, State.EFFECTIVE}), State.STOPPED, rights.in_charge,
    form=ReasonForm, apply=steps.end_amendment, done="Đã ghi dừng thực hiện kèm lý do.", tone="grave",
    warning="Mô hình dừng thực hiện không báo cáo kết quả và không được đánh giá nữa.",
)  # fmt: skip
SEND_RESULT = Move(
    "send_result", "Gửi báo cáo kết quả", frozenset({State.CONFIRMED}), State.RESULT_SENT, rights.owns, apply=steps.send_result,
    obstacle=obstacles.result_not_ready, done="Đã gửi báo cáo kết quả. Nơi tiếp nhận sẽ xác nhận hiệu quả.", tone="main",
)  # fmt: skip
PASS_RESULT_UP = Move(
    "pass_result_up", "Xác nhận hiệu quả và chuyển cấp trên", frozenset({State.RESULT_SENT}), State.RESULT_SENT,
    rights.at_a_lower_confirming_desk, form=OpinionForm, apply=steps.pass_result_up, obstacle=obstacles.LeaderApproves(),
    done="Đã ghi ý kiến xác nhận và chuyển lên cấp trên.", tone="main",
)  # fmt: skip
CONFIRM_EFFECT = Move(
    "confirm_effect", "Xác nhận hiệu quả", frozenset({State.RESULT_SENT}), State.EFFECTIVE,
    rights.at_the_last_confirming_desk, form=OpinionForm, obstacle=obstacles.LeaderApproves(),
    done="Đã xác nhận hiệu quả. Mô hình có thể đưa vào đợt đánh giá.", tone="main",
)  # fmt: skip
DENY_EFFECT = Move(
    "deny_effect", "Chưa đạt hiệu quả", frozenset({State.RESULT_SENT}), State.INEFFECTIVE,
    rights.at_the_last_confirming_desk, form=DeskReasonForm, apply=steps.reject, obstacle=obstacles.LeaderApproves(),
    done="Đã ghi chưa đạt hiệu quả kèm lý do.",
)  # fmt: skip
RETURN_RESULT = Move(
    "return_result", "Trả lại báo cáo kết quả", frozenset({State.RESULT_SENT}), State.CONFIRMED, rights.at_the_desk,
    form=ReturnForm, apply=steps.send_back, obstacle=obstacles.on_a_list, done="Đã trả lại báo cáo kết quả kèm lý do.",
)  # fmt: skip
REPORT_AGAIN = Move(
    "report_again", "Cho báo cáo lại", frozenset({State.INEFFECTIVE}), State.CONFIRMED, rights.at_the_last_confirming_desk,
    form=ReasonForm, done="Đã cho phép đơn vị báo cáo lại kết quả.",
)  # fmt: skip

AMEND = Move(
    "amend", "Đề nghị điều chỉnh", frozenset({State.CONFIRMED}), State.CONFIRMED, rights.owns, apply=steps.amend,
    obstacle=obstacles.amendment_not_ready, done="Đã gửi đề nghị điều chỉnh. Nơi tiếp nhận sẽ duyệt.",
)  # fmt: skip
WITHDRAW_AMENDMENT = Move(
    "withdraw_amendment", "Rút đề nghị điều chỉnh", frozenset({State.CONFIRMED}), State.CONFIRMED,
    rights.withdraws_amendment, apply=steps.end_amendment, done="Đã rút đề nghị điều chỉnh. Có thể sửa rồi gửi lại.",
)  # fmt: skip
APPROVE_AMENDMENT = Move(
    "approve_amendment", "Duyệt điều chỉnh", frozenset({State.CONFIRMED}), State.CONFIRMED, rights.decides_amendment,
    form=NoteForm, apply=steps.approve_amendment, obstacle=obstacles.no_amendment, tone="main",
    done="Đã duyệt điều chỉnh. Bản mới đứng cạnh bản cũ, số vào sổ giữ nguyên.",
)  # fmt: skip
DECLINE_AMENDMENT = Move(
    "decline_amendment", "Không duyệt điều chỉnh", frozenset({State.CONFIRMED}), State.CONFIRMED,
    rights.decides_amendment, form=DeskReasonForm, apply=steps.decline_amendment, obstacle=obstacles.no_amendment,
    done="Đã ghi không duyệt điều chỉnh kèm lý do.",
)  # fmt: skip

MOVES = (
    SUBMIT, RECEIVE, TAKE_BACK, CONFIRM, FORWARD, CONFIRM_LOWER, RETURN, REJECT, SEND_RESULT, PASS_RESULT_UP,
    CONFIRM_EFFECT, DENY_EFFECT, RETURN_RESULT, REPORT_AGAIN, APPROVE_AMENDMENT, DECLINE_AMENDMENT, AMEND,
    WITHDRAW_AMENDMENT, STOP, WITHDRAW,
)  # fmt: skip
