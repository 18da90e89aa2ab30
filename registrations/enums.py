"""Closed lists of the registration: its kind, its states, and the two papers a unit writes."""

from django.db import models
from django.utils.text import capfirst

CODE = r"DVK-[0-9]{4}-[0-9]{5,8}"
"""Mã hồ sơ, e.g. DVK-2026-00012."""


class Kind(models.TextChoices):
    COLLECTIVE = "collective", "tập thể"
    INDIVIDUAL = "individual", "cá nhân"

    @property
    def slug(self) -> str:
        """The kind as it stands in an address."""
        return {"collective": "tap-the", "individual": "ca-nhan"}[self.value]


class State(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ tiếp nhận"
    RECEIVED = "received", "Đã tiếp nhận"
    RETURNED = "returned", "Trả lại để bổ sung"
    CONFIRMED = "confirmed", "Đã xác nhận đăng ký"
    REJECTED = "rejected", "Không xác nhận"
    WITHDRAWN = "withdrawn", "Đã rút đăng ký"
    STOPPED = "stopped", "Dừng thực hiện"
    RESULT_SENT = "result_sent", "Chờ xác nhận hiệu quả"
    EFFECTIVE = "effective", "Có hiệu quả"
    INEFFECTIVE = "ineffective", "Chưa đạt hiệu quả"


# The tone of a state on screen: always shown with its word and a shape as well.
TONES = {
    State.DRAFT: "quiet",
    State.SUBMITTED: "wait",
    State.RECEIVED: "info",
    State.RETURNED: "back",
    State.CONFIRMED: "ok",
    State.REJECTED: "back",
    State.WITHDRAWN: "quiet",
    State.STOPPED: "quiet",
    State.RESULT_SENT: "wait",
    State.EFFECTIVE: "ok",
    State.INEFFECTIVE: "back",
}

# At a desk, to be received, decided or confirmed in effect.
WAITING = frozenset({State.SUBMITTED, State.RECEIVED, State.RESULT_SENT})

# Confirmed, whatever has become of it since, unless it was stopped.
HELD = frozenset({State.CONFIRMED, State.RESULT_SENT, State.EFFECTIVE, State.INEFFECTIVE})

# Given up or refused: it stands in nobody's way, and nothing goes on from it.
OVER = frozenset({State.WITHDRAWN, State.REJECTED})

# States in which the owner may change the text of the registration itself.
EDITABLE = frozenset({State.DRAFT, State.RETURNED})


class LateRule(models.TextChoices):
    """What a plan says of registrations after its last day."""

    PERMIT = "permit", "chỉ nhận khi được cho phép nộp muộn"
    TAKEN = "taken", "vẫn nhận, hồ sơ ghi rõ là nộp muộn"


class FormVersion(models.TextChoices):
    """Mẫu đăng ký: the form as the plans of 2023 annexed it, or the one of later years, to which a plan adds items."""

    FIVE = "2023", "Mẫu năm 2023: năm mục"
    EXTENDED = "2026", "Mẫu mở rộng: năm mục và các mục bổ sung kế hoạch chọn"


class Item(models.TextChoices):
    """Mục bổ sung: what a plan may ask on the form beyond the five items, in the order of the paper."""

    SITUATION = "situation", "Thực trạng, lý do xây dựng mô hình"
    AIMS = "aims", "Mục tiêu, tiêu chí"
    CONTENT = "content", "Nội dung, cách thức thực hiện"
    PLACE = "place", "Địa bàn, đối tượng"
    FORCES = "forces", "Lực lượng chủ trì, phối hợp, tham gia"
    RESOURCES = "resources", "Nguồn lực"
    OUTPUT = "output", "Sản phẩm, kết quả đầu ra"
    UPKEEP = "upkeep", "Khả năng duy trì, nhân rộng"

    @property
    def field(self) -> str:
        """The name of its field on the form."""
        return f"item_{self.value}"


class Asking(models.TextChoices):
    """Whether a plan has a further item on its form: one answer, so that what must be filled in is always there."""

    NOT = "not", "không có"
    OPEN = "open", "có"
    NEEDED = "needed", "bắt buộc ghi"


class Origin(models.TextChoices):
    NEW = "new", "mô hình mới"
    CONTINUED = "continued", "tiếp tục từ năm trước"


# As they stand alone in a cell of a table, worked out once for its thousands of lines.
KIND_WORDS, ORIGIN_WORDS, STATE_WORDS = (
    {one.value: capfirst(one.label) for one in choices} for choices in (Kind, Origin, State)
)


class Purpose(models.TextChoices):
    """What a unit writes about one model: the two papers, and the wish to change the first."""

    REGISTRATION = "registration", "bản đăng ký"
    RESULT = "result", "báo cáo kết quả"
    AMENDMENT = "amendment", "đề nghị điều chỉnh"


# In which states its owner may write a paper.
WRITABLE = {
    Purpose.REGISTRATION: EDITABLE,
    Purpose.RESULT: frozenset({State.CONFIRMED}),
    Purpose.AMENDMENT: frozenset({State.CONFIRMED}),
}


class Stage(models.TextChoices):
    """A benefit is first expected, then achieved."""

    PLANNED = "planned", "dự kiến"
    ACTUAL = "actual", "thực hiện"


class Salutation(models.TextChoices):
    MR = "Ông", "Ông"
    MS = "Bà", "Bà"


class RowKind(models.TextChoices):
    """What a row of a register is where neither a column nor a group of rows says it."""

    COLLECTIVE = "collective", "Tập thể"
    INDIVIDUAL = "individual", "Cá nhân"
    BY_PERSON = "by_person", "Có ghi họ và tên thì là cá nhân, không ghi thì là tập thể"


class Becomes(models.TextChoices):
    """What the rows of a register brought in from Excel become."""

    DRAFT = "draft", "Bản đang soạn, để bổ sung rồi nộp sau"
    SENT = "sent", "Bản đã nộp, chờ tiếp nhận như đơn vị tự nộp"
    REGISTERED = "registered", "Hồ sơ đã tiếp nhận, xác nhận và vào sổ giấy ở nơi này"


class Task(models.TextChoices):
    """What the worker does with a register brought in from Excel."""

    PREVIEW = "preview", "Đọc và xét từng dòng"
    WRITE = "write", "Ghi các dòng đúng"
    SUBMIT = "submit", "Nộp các bản đủ nội dung"
    UNDO = "undo", "Hủy những bản chưa ai sửa"


class PageOutcome(models.TextChoices):
    """What became of a page of a scan."""

    MATCHED = "matched", "khớp hồ sơ"
    REFUSED = "refused", "không nhận"
    UNREAD = "unread", "chưa đọc được mã"
    BLANK = "blank", "trang trắng"
    LEFT_OUT = "left_out", "không dùng"


class ListState(models.TextChoices):
    """Where a list stands that officers put before their leader."""

    DRAFT = "draft", "Đang lập"
    SENT = "sent", "Chờ lãnh đạo duyệt"
    RETURNED = "returned", "Lãnh đạo trả lại"
    APPROVED = "approved", "Đã duyệt"
    DROPPED = "dropped", "Đã bỏ"


LIST_TONES = {
    ListState.DRAFT: "quiet", ListState.SENT: "wait", ListState.RETURNED: "back", ListState.APPROVED: "ok",
    ListState.DROPPED: "quiet",
}  # fmt: skip

# The officer may change the list: it has not been sent, or has come back.
BEING_DRAWN_UP = frozenset({ListState.DRAFT, ListState.RETURNED})


class ItemOutcome(models.TextChoices):
    """What became of one line of such a list."""

    OPEN = "open", "chờ duyệt"
    DONE = "done", "đã thực hiện"
    FAILED = "failed", "không thực hiện được"
    STRUCK = "struck", "lãnh đạo gạch khỏi danh sách"
    LEFT = "left", "người trình đưa ra khỏi danh sách"


# Lines that are no part of the list any more.
OUT_OF_LIST = frozenset({ItemOutcome.STRUCK, ItemOutcome.LEFT})


class ListForm(models.TextChoices):
    """What is made of the list: the table as a file, or the papers of the records as one pile."""

    EXCEL = "xlsx", "Excel"
    CSV = "csv", "CSV"
    PILE = "pdf", "tập in PDF"
