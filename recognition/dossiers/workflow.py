"""Các bước của báo cáo thành tích: the table of moves."""

from common.workflow import Move
from recognition.dossiers import rights, steps
from recognition.enums import MeritState
from registrations.forms import OpinionForm, ReasonForm

SEND = Move(
    "send", "Gửi báo cáo thành tích", frozenset({MeritState.DRAFT}), MeritState.SENT, rights.hands_in, apply=steps.send,
    obstacle=steps.not_complete, done="Đã gửi. Nơi xác nhận hiệu quả sẽ xem và xác nhận; in báo cáo để ký.", tone="main",
)  # fmt: skip
TAKE_BACK = Move(
    "take_back", "Rút báo cáo về sửa", frozenset({MeritState.SENT}), MeritState.DRAFT, rights.hands_in,
    done="Đã rút về. Sửa xong, hãy gửi lại.",
)  # fmt: skip
CONFIRM = Move(
    "confirm", "Xác nhận thành tích", frozenset({MeritState.SENT}), MeritState.CONFIRMED, rights.confirms,
    form=OpinionForm, apply=steps.confirm, tone="main",
    done="Đã xác nhận. Báo cáo nằm trong hồ sơ khen thưởng của mô hình.",
    warning="Sau khi xác nhận, nội dung báo cáo giữ nguyên.",
)  # fmt: skip
RETURN = Move(
    "return", "Trả lại báo cáo thành tích", frozenset({MeritState.SENT}), MeritState.DRAFT, rights.confirms,
    form=ReasonForm, done="Đã trả lại kèm lý do.",
)  # fmt: skip
REOPEN = Move(
    "reopen", "Bỏ xác nhận để sửa", frozenset({MeritState.CONFIRMED}), MeritState.DRAFT, rights.confirms,
    form=ReasonForm, apply=steps.unconfirm, obstacle=steps.rests_a_reward,
    done="Đã bỏ xác nhận, trả về người viết kèm lý do.",
)  # fmt: skip

MERIT_MOVES = (SEND, CONFIRM, RETURN, TAKE_BACK, REOPEN)
