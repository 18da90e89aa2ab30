"""Các bước của một quyết định: the table of moves."""

from accounts.signingforms import ApprovalForm, NumberForm
from common.workflow import Move
from recognition import rights, steps
from recognition.enums import DecisionState
from recognition.forms import PublishForm
from registrations.forms import ReasonForm

PROPOSE = Move(
    "propose", "Trình ký", frozenset({DecisionState.DRAFT}), DecisionState.PROPOSED, rights.prepares,
    obstacle=steps.not_ready, done="Đã trình lãnh đạo ký. In tờ trình, quyết định, danh sách để trình kèm.", tone="main",
)  # fmt: skip
RECALL = Move(
    "recall", "Rút về sửa", frozenset({DecisionState.PROPOSED}), DecisionState.DRAFT, rights.prepares,
    done="Đã rút về. Sửa xong, hãy trình ký lại.",
)  # fmt: skip
SIGN = Move(
    "sign", "Ký duyệt để lấy số", frozenset({DecisionState.PROPOSED}), DecisionState.SIGNED, rights.signs,
    form=ApprovalForm, apply=steps.sign, obstacle=steps.not_by_oneself,
    done="Đã ký duyệt. Văn thư lấy số, ghi ngày rồi phát hành.", tone="main",
)  # fmt: skip
PUBLISH = Move(
    "publish", "Phát hành", frozenset({DecisionState.PROPOSED}), DecisionState.PUBLISHED, rights.signs,
    form=PublishForm, apply=steps.sign_and_publish, obstacle=steps.not_to_sign_and_publish,
    done="Đã phát hành. Đơn vị, cá nhân có tên thấy ở hồ sơ của mình từ bây giờ.",
    warning="Sau khi phát hành, đơn vị và mọi người thấy kết quả; chỉ quyết định thu hồi mới bỏ được.",
)  # fmt: skip
ISSUE = Move(
    "issue", "Ghi số và phát hành", frozenset({DecisionState.SIGNED}), DecisionState.PUBLISHED, rights.numbers,
    form=NumberForm, apply=steps.publish, obstacle=steps.not_to_publish, tone="main",
    done="Đã phát hành. Đơn vị, cá nhân có tên thấy ở hồ sơ của mình từ bây giờ.",
    warning="Sau khi phát hành, đơn vị và mọi người thấy kết quả; chỉ quyết định thu hồi mới bỏ được.",
)  # fmt: skip
SEND_BACK = Move(
    "send_back", "Trả lại người trình", frozenset({DecisionState.PROPOSED, DecisionState.SIGNED}), DecisionState.DRAFT,
    rights.signs, form=ReasonForm, apply=steps.unsign, done="Đã trả lại kèm lý do.",
)  # fmt: skip
TAKE_OVER = Move(
    "take_over", steps.TAKE_OVER, frozenset({DecisionState.DRAFT}), DecisionState.DRAFT, rights.takes_over,
    apply=steps.take_over, tone="main",
    done="Quyết định nay là bản soạn của đơn vị. Xem lại căn cứ, nơi trình, phần thi hành rồi trình ký.",
    warning="Bản soạn của đơn vị cũ trở thành bản soạn của đơn vị kế thừa, in theo đầu giấy của đơn vị kế thừa.",
)  # fmt: skip
DROP = Move(
    "drop", "Bỏ quyết định", frozenset({DecisionState.DRAFT}), DecisionState.DROPPED, rights.prepares, apply=steps.drop,
    done="Đã bỏ bản soạn.", tone="grave", warning="Các dòng ra khỏi quyết định; bản soạn chỉ còn trong nhật ký.",
)  # fmt: skip

DECISION_MOVES = (TAKE_OVER, PROPOSE, SIGN, PUBLISH, ISSUE, SEND_BACK, RECALL, DROP)
