"""Các bước của một bộ tiêu chí, một đợt đánh giá và một phiếu chấm: the tables of moves."""

from common.workflow import Move
from evaluation import issuing, rights, selfrules, steps
from evaluation.enums import CriteriaState, RoundState, SelfState, SheetState
from evaluation.forms import ConflictForm, EndingForm, PostingForm
from registrations.forms import ReasonForm

PUBLISH_CRITERIA = Move(
    "publish_criteria", "Ban hành", frozenset({CriteriaState.DRAFT}), CriteriaState.PUBLISHED, rights.sets_these,
    apply=issuing.publish, obstacle=issuing.not_ready_to_issue, tone="main",
    done="Đã ban hành bộ tiêu chí. Đợt đánh giá mở từ nay dùng bộ này.",
    warning="Sau khi ban hành, bộ tiêu chí không sửa được nữa; muốn đổi thì lập phiên bản mới.",
)  # fmt: skip

# The scale stays frozen; only the days on which rounds and self-scores begin with it become fewer.
END_CRITERIA = Move(
    "end_criteria", "Thôi áp dụng", frozenset({CriteriaState.PUBLISHED}), CriteriaState.PUBLISHED, rights.ends_these,
    form=EndingForm, apply=issuing.end, obstacle=issuing.ended_already, tone="grave",
    done="Đã ghi ngày thôi áp dụng. Đợt đánh giá, bản tự chấm đã dùng bộ này vẫn giữ nguyên.",
    warning="Từ ngày đó không mở đợt đánh giá mới theo bộ này; các đợt đã dùng vẫn theo bộ này đến khi xong.",
)  # fmt: skip

CRITERIA_MOVES = (PUBLISH_CRITERIA, END_CRITERIA)

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
END_SCORING = Move(
    "end_scoring", "Kết thúc chấm, họp hội đồng", frozenset({RoundState.SCORING}), RoundState.MODERATING, rights.runs,
    obstacle=steps.sheets_outstanding,
    done="Đã kết thúc chấm. Hội đồng xem bảng tổng hợp, họp và thống nhất điểm.",
    warning="Sau bước này không giao thêm và không gửi phiếu nữa. Còn mở lại được khi chưa thống nhất điểm, chưa họp.",
)  # fmt: skip
SCORE_AGAIN = Move(
    "score_again", "Mở lại chấm điểm", frozenset({RoundState.MODERATING}), RoundState.SCORING, rights.runs,
    obstacle=steps.already_moderated, done="Đợt đánh giá đã trở lại bước chấm điểm.",
)  # fmt: skip
CONCLUDE = Move(
    "conclude", "Kết luận đợt đánh giá", frozenset({RoundState.SCORING, RoundState.MODERATING}), RoundState.CONCLUDED,
    rights.runs, apply=steps.conclude, obstacle=steps.scoring_unfinished, tone="main",
    done="Đã kết luận. Bảng tổng hợp và kết quả xếp loại từ nay không thay đổi.",
    warning="Sau khi kết luận, điểm và kết quả xếp loại không thay đổi được nữa. Đơn vị được chấm chưa thấy kết quả "
    "cho đến khi công khai lấy ý kiến hoặc công bố.",
)  # fmt: skip
POST = Move(
    "post", "Công khai, lấy ý kiến", frozenset({RoundState.CONCLUDED}), RoundState.CONSULTING, rights.runs,
    form=PostingForm, apply=steps.post, tone="main",
    done="Đã ghi việc công khai. Các đơn vị thấy kết quả của mình; ghi lại từng ý kiến nhận được và giải trình.",
    warning="Từ bước này đơn vị được chấm và nơi tiếp nhận bên dưới thấy kết quả của mình.",
)  # fmt: skip
PUBLISH = Move(
    "publish", "Công bố kết quả", frozenset({RoundState.CONSULTING}), RoundState.PUBLISHED, rights.runs,
    apply=steps.publish, obstacle=steps.posting_unfinished, done="Đã công bố kết quả đợt đánh giá.", tone="main",
    warning="Công bố là bước cuối của đợt đánh giá.",
)  # fmt: skip
REOPEN = Move(
    "reopen", "Mở lại để hội đồng xem xét", frozenset({RoundState.CONSULTING}), RoundState.MODERATING,
    rights.calls_back, form=ReasonForm, apply=steps.reopen, obstacle=steps.nothing_upheld, tone="grave",
    done="Hội đồng xem lại các hồ sơ có ý kiến được chấp nhận. Ghi điểm thống nhất, kết luận rồi công khai lại.",
    warning="Kết quả tạm thôi công khai. Chỉ hồ sơ có ý kiến được chấp nhận mới thống nhất lại điểm; điểm từng phiếu "
    "giữ nguyên. Sau khi kết luận lại phải công khai lại.",
)  # fmt: skip
PUBLISH_AT_ONCE = Move(
    "publish_at_once", "Công bố, không lấy ý kiến", frozenset({RoundState.CONCLUDED}), RoundState.PUBLISHED,
    rights.runs, form=ReasonForm, apply=steps.publish, obstacle=steps.must_hang_out_again,
    done="Đã công bố kết quả đợt đánh giá. Các đơn vị thấy kết quả của mình.",
    warning="Bỏ qua bước công khai, lấy ý kiến. Các đơn vị được chấm thấy kết quả của mình ngay. Lý do ghi ở quá trình "
    "của đợt và ở cuối biên bản họp hội đồng.",
)  # fmt: skip

ROUND_MOVES = (OPEN, END_SCORING, CONCLUDE, POST, PUBLISH, REOPEN, PUBLISH_AT_ONCE, SCORE_AGAIN, PREPARE_AGAIN)

LOCK = Move(
    "lock", "Gửi phiếu", frozenset({SheetState.ASSIGNED}), SheetState.LOCKED, rights.reviews, apply=steps.lock,
    obstacle=steps.sheet_not_ready, done="Đã gửi phiếu. Phiếu đã gửi không sửa được nữa.", tone="main",
)  # fmt: skip
DECLINE = Move(
    "decline", "Tôi có liên quan", frozenset({SheetState.ASSIGNED}), SheetState.DECLINED, rights.reviews,
    form=ConflictForm, apply=steps.decline, obstacle=steps.round_closed,
    done="Đã ghi nhận. Hồ sơ này không còn trong phần chấm của đồng chí.", tone="grave",
    warning="Hồ sơ sẽ không còn trong phần chấm của đồng chí; điểm đã ghi (nếu có) được bỏ đi.",
)  # fmt: skip
WITHDRAW = Move(
    "withdraw", "Thôi giao phiếu", frozenset({SheetState.ASSIGNED}), SheetState.WITHDRAWN, rights.runs_its_round,
    form=ReasonForm, apply=steps.forget_scores, obstacle=steps.giving_over,
    done="Đã thôi giao phiếu. Có thể giao hồ sơ cho thành viên khác.",
    warning="Điểm thành viên đã lưu mà chưa gửi (nếu có) sẽ bỏ đi.",
)  # fmt: skip
ASSIGN_AGAIN = Move(
    "assign_again", "Giao lại phiếu", frozenset({SheetState.WITHDRAWN}), SheetState.ASSIGNED, rights.runs_its_round,
    obstacle=steps.giving_over, done="Đã giao lại phiếu cho thành viên.",
)  # fmt: skip
# A conflict that comes to light after the sending: the sheet stays as it was sent and counts no more.
SET_ASIDE = Move(
    "set_aside", "Không tính phiếu này", frozenset({SheetState.LOCKED}), SheetState.SET_ASIDE, rights.runs_its_round,
    form=ReasonForm, obstacle=steps.round_concluded, tone="grave",
    done="Phiếu không còn tính vào kết quả; điểm đã gửi vẫn giữ nguyên để đối chiếu.",
    warning="Dùng khi thành viên báo có liên quan sau khi đã gửi phiếu. Phiếu vẫn giữ nguyên nhưng không tính vào kết quả.",
)  # fmt: skip

SHEET_MOVES = (LOCK, DECLINE, WITHDRAW, ASSIGN_AGAIN, SET_ASIDE)
