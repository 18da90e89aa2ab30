"""Closed lists of recognition: what a decision does, where it stands, and the places on a pre-printed blank."""

from django.db import models


class Act(models.TextChoices):
    """Recognition and reward are two acts, often of two bodies; what was recognised may be taken back."""

    RECOGNITION = "recognition", "Công nhận"
    REWARD = "reward", "Khen thưởng"
    REVOCATION = "revocation", "Thu hồi"

    @property
    def slug(self) -> str:
        """The act as it stands in an address."""
        return {"recognition": "cong-nhan", "reward": "khen-thuong", "revocation": "thu-hoi"}[self.value]


class DecisionState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    PROPOSED = "proposed", "Chờ ký"
    SIGNED = "signed", "Đã ký, chờ số"
    PUBLISHED = "published", "Đã phát hành"
    DROPPED = "dropped", "Đã bỏ"


# The tone of a state on screen: always shown with its word and a shape as well.
DECISION_TONES = {
    DecisionState.DRAFT: "quiet",
    DecisionState.PROPOSED: "wait",
    DecisionState.SIGNED: "info",
    DecisionState.PUBLISHED: "ok",
    DecisionState.DROPPED: "quiet",
}

# What makes somebody an owner of something to show: a recognition or a reward, not its loss.
GIVING = frozenset({Act.RECOGNITION, Act.REWARD})


class MeritState(models.TextChoices):
    """Where a báo cáo thành tích stands."""

    DRAFT = "draft", "Đang viết"
    SENT = "sent", "Chờ xác nhận"
    CONFIRMED = "confirmed", "Đã xác nhận"


MERIT_TONES = {MeritState.DRAFT: "quiet", MeritState.SENT: "wait", MeritState.CONFIRMED: "ok"}


class Verdict(models.TextChoices):
    """What an office that was asked says of a reward."""

    AGREES = "agrees", "Đồng ý"
    DISAGREES = "disagrees", "Không đồng ý"
    OTHER = "other", "Có ý kiến khác"


class CorrectionKind(models.TextChoices):
    """By which paper a published decision is put right."""

    DECISION = "decision", "Quyết định đính chính"
    LETTER = "letter", "Công văn đính chính"


class Subject(models.TextChoices):
    """What of a decision, or of one of its lines, was written wrongly. The value is the column's own name."""

    NUMBER = "number", "Số, ký hiệu"
    ISSUED_ON = "issued_on", "Ngày quyết định"
    SIGNER_NAME = "signer_name", "Người ký"
    SIGNER_TITLE = "signer_title", "Chức vụ người ký"
    OWNER_NAME = "owner_name", "Tên tập thể, cá nhân"
    UNIT_NAME = "unit_name", "Tên đơn vị"
    TITLE = "title", "Tên mô hình, điển hình"
    NAME = "name", "Danh hiệu, nội dung"
    FORM = "form", "Hình thức khen thưởng"
    MONEY = "money", "Tiền thưởng (đồng)"


OF_THE_DECISION = (Subject.NUMBER, Subject.ISSUED_ON, Subject.SIGNER_NAME, Subject.SIGNER_TITLE)
OF_A_LINE = (Subject.OWNER_NAME, Subject.UNIT_NAME, Subject.TITLE, Subject.NAME, Subject.FORM, Subject.MONEY)


class Outcome(models.TextChoices):
    """What an office says once a year of a title it gave. One that lapsed was not taken back."""

    KEPT = "kept", "Giữ vững"
    LAPSED = "lapsed", "Không còn giữ vững"


class Ending(models.TextChoices):
    """How what was put forward to the level above came to an end without it: by whom it was sent, or by whom it was asked."""

    WITHDRAWN = "withdrawn", "Đã rút"
    DECLINED = "declined", "Không đưa vào xét"


class Place(models.TextChoices):
    """Chỗ in trên phôi: what is printed onto a blank that carries all else already."""

    OWNER = "owner", "Tên tập thể, cá nhân"
    AWARD = "award", "Danh hiệu, hình thức"
    MODEL = "model", "Tên mô hình, điển hình"
    DECISION = "decision", "Số, ngày quyết định"
    DATED = "dated", "Nơi, ngày ký"
    SIGNER = "signer", "Họ tên người ký"
    SERIAL = "serial", "Số giấy"
    CODE = "code", "Mã QR"


# Where each stands on a blank until the office measures its own: left, top and width in mm, size in points.
STARTING_PLACES = {
    Place.OWNER: (60, 78, 177, 24),
    Place.AWARD: (60, 98, 177, 18),
    Place.MODEL: (60, 112, 177, 16),
    Place.DECISION: (30, 158, 110, 12),
    Place.DATED: (160, 145, 110, 13),
    Place.SIGNER: (160, 185, 110, 14),
    Place.SERIAL: (30, 168, 110, 12),
    Place.CODE: (30, 178, 20, 8),
}
