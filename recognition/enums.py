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
    Place.DECISION: (30, 160, 110, 12),
    Place.DATED: (160, 145, 110, 13),
    Place.SIGNER: (160, 185, 110, 14),
    Place.SERIAL: (30, 168, 110, 12),
    Place.CODE: (30, 178, 20, 10),
}
