"""Các bước của một bộ tiêu chí, một đợt đánh giá và một phiếu chấm: the tables of moves."""

from common.workflow import Move
from evaluation import issuing, rights, selfrules, steps
from evaluation.enums import CriteriaState, RoundState, SelfState, SheetState
from evaluation.forms import ConflictForm
from registrations.forms import ReasonForm

PUBLISH_CRITERIA = Move(
    "publish_criteria", "Ban hành", frozenset({CriteriaState.DRAFT}), CriteriaState.PUBLISHED, rights.sets_these,
    apply=issuing.publish, obstacle=issuing.not_ready_to_issue, tone="main",
    done="Đã ban hành bộ tiêu chí. Đợt đánh giá mở từ nay dùng bộ này.",
    warning="Sau khi ban hành, bộ tiêu chí không sửa được nữa; muốn đổi thì lập phiên bản mới.",
)  # fmt: skip

CRITERIA_MOVES = (PUBLISH_CRITERIA,)

SEND_SELF = Move(
    "send_self", "Gửi bản tự chấm", frozenset({SelfState.DRAFT}), SelfState.SENT, selfrules.scores_oneself,
    apply=selfrules.send, obstacle=selfrules.not_ready_to_send, tone="main",
    done="Đã gửi bản tự chấm. Bản đã gửi không sửa được nữa; cần thì lập bản mới.",
)  # fmt: skip

SELF_MOVES = (SEND_SELF,)

OPEN = Move(
    "open", "Mở chấm điểm", frozenset({RoundState.PREPARING}), RoundState.SCORING, rights.runs,
    obstacle=steps.not_ready_to_score, done="Đã mở chấm điểm. Các thành viên thấy phiếu của mình ở bàn làm việc.",
    tone="main",
)  # fmt: skip
PREPARE_AGAIN = Move(
    "prepare_again", "Trở lại chuẩn bị", frozenset({RoundState.SCORING}), RoundState.PREPARING, rights.runs,
    obstacle=steps.already_scored, done="Đợt đánh giá đã trở lại bước chuẩn bị; có thể thêm, bớt hồ sơ.",
)  # fmt: skip
CONCLUDE = Move(
    "conclude", "Kết luận đợt đánh giá", frozenset({RoundState.SCORING}), RoundState.CONCLUDED, rights.runs,
    apply=steps.conclude, obstacle=steps.sheets_outstanding, tone="main",
    done="Đã kết luận. Bảng tổng hợp và kết quả xếp loại từ nay không thay đổi.",
    warning="Sau khi kết luận, điểm và kết quả xếp loại không thay đổi được nữa.",
)  # fmt: skip

ROUND_MOVES = (OPEN, CONCLUDE, PREPARE_AGAIN)

LOCK = Move(
    "lock", "Gửi phiếu", frozenset({SheetState.ASSIGNED}), SheetState.LOCKED, rights.reviews, apply=steps.lock,
    obstacle=steps.sheet_not_ready, done="Đã gửi phiếu. Phiếu đã gửi không sửa được nữa.", tone="main",
)  # fmt: skip
DECLINE = Move(
    "decline", "Tôi có liên quan", frozenset({SheetState.ASSIGNED}), SheetState.DECLINED, rights.reviews,
    form=ConflictForm, apply=steps.forget_scores, obstacle=steps.round_closed,
    done="Đã ghi nhận. Hồ sơ này không còn trong phần chấm của đồng chí.", tone="grave",
    warning="Hồ sơ sẽ không còn trong phần chấm của đồng chí; điểm đã ghi (nếu có) được bỏ đi.",
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", "Thôi giao phiếu", frozenset({SheetState.ASSIGNED}), SheetState.WITHDRAWN, rights.runs_its_round,
    form=ReasonForm, apply=steps.forget_scores, obstacle=steps.round_concluded,
    done="Đã thôi giao phiếu. Có thể giao hồ sơ cho thành viên khác.",
    warning="Điểm thành viên đã lưu mà chưa gửi (nếu có) sẽ bỏ đi.",
)  # fmt: skip
ASSIGN_AGAIN = Move(
    "assign_again", "Giao lại phiếu", frozenset({SheetState.WITHDRAWN}), SheetState.ASSIGNED, rights.runs_its_round,
    obstacle=steps.round_concluded, done="Đã giao lại phiếu cho thành viên.",
)  # fmt: skip

SHEET_MOVES = (LOCK, DECLINE, WITHDRAW, ASSIGN_AGAIN)
