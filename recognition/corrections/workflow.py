"""Các bước của đính chính: as those of a decision, by the same people."""

from accounts.signingforms import ApprovalForm, NumberForm
from common.workflow import Move
from recognition import rights
from recognition.corrections import steps
from recognition.enums import DecisionState
from recognition.forms import PublishForm
from recognition.steps import not_by_oneself, office_ended, sign, take_over, unsign
from registrations.forms import ReasonForm

DONE = "Đã phát hành đính chính. Giấy in từ nay và số liệu theo chữ đúng; bản đầu vẫn đọc được."
WARNING = "Sau khi phát hành, cổng ghi theo chữ đã đính chính; bản đầu vẫn đọc được ở quyết định."

PROPOSE = Move(
    "propose", "Trình ký đính chính", frozenset({DecisionState.DRAFT}), DecisionState.PROPOSED, rights.prepares,
    obstacle=steps.not_ready, done="Đã trình lãnh đạo ký đính chính.", tone="main",
)  # fmt: skip
RECALL = Move(
    "recall", "Rút đính chính về sửa", frozenset({DecisionState.PROPOSED}), DecisionState.DRAFT, rights.prepares,
    done="Đã rút về. Sửa xong, hãy trình ký lại.",
)  # fmt: skip
SIGN = Move(
    "sign", "Ký đính chính để lấy số", frozenset({DecisionState.PROPOSED}), DecisionState.SIGNED, rights.signs,
    form=ApprovalForm, apply=sign, obstacle=not_by_oneself, tone="main",
    done="Đã ký. Văn thư lấy số, ghi ngày rồi phát hành.",
)  # fmt: skip
PUBLISH = Move(
    "publish", "Phát hành đính chính", frozenset({DecisionState.PROPOSED}), DecisionState.PUBLISHED, rights.signs,
    form=PublishForm, apply=steps.sign_and_publish, obstacle=not_by_oneself, done=DONE, warning=WARNING,
)  # fmt: skip
ISSUE = Move(
    "issue", "Ghi số và phát hành đính chính", frozenset({DecisionState.SIGNED}), DecisionState.PUBLISHED,
    rights.numbers, form=NumberForm, apply=steps.publish, obstacle=office_ended, tone="main", done=DONE, warning=WARNING,
)  # fmt: skip
SEND_BACK = Move(
    "send_back", "Trả lại người trình đính chính", frozenset({DecisionState.PROPOSED, DecisionState.SIGNED}),
    DecisionState.DRAFT, rights.signs, form=ReasonForm, apply=unsign, done="Đã trả lại kèm lý do.",
)  # fmt: skip
TAKE_OVER = Move(
    "take_over", "Nhận soạn tiếp đính chính", frozenset({DecisionState.DRAFT}), DecisionState.DRAFT, rights.takes_over,
    apply=take_over, tone="main", done="Đính chính nay là bản soạn của đơn vị. Xem lại rồi trình ký.",
    warning="Bản soạn của đơn vị cũ trở thành bản soạn của đơn vị kế thừa, in theo đầu giấy của đơn vị kế thừa.",
)  # fmt: skip
DROP = Move(
    "drop", "Bỏ đính chính", frozenset({DecisionState.DRAFT}), DecisionState.DROPPED, rights.prepares, apply=steps.drop,
    done="Đã bỏ bản soạn đính chính.", tone="grave", warning="Bản soạn chỉ còn trong nhật ký.",
)  # fmt: skip

CORRECTION_MOVES = (TAKE_OVER, PROPOSE, SIGN, PUBLISH, ISSUE, SEND_BACK, RECALL, DROP)
