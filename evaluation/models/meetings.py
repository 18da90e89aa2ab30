"""Hội đồng và cuộc họp: who sits on a round's council, who was there, how they voted."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common import dates
from evaluation.enums import Rank
from evaluation.models.rounds import Nomination, Round
from evaluation.querysets import CouncilMemberQuerySet, MeetingQuerySet


class CouncilMember(models.Model):
    """Thành viên hội đồng: named on paper, whether or not the person works with the portal (`position`)."""

    round = models.ForeignKey(Round, verbose_name="đợt đánh giá", on_delete=models.PROTECT, related_name="members")
    position = models.ForeignKey(
        Position, verbose_name="vị trí công tác", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField("chức danh trong hội đồng", choices=Rank, default=Rank.MEMBER)
    name = models.CharField("họ và tên", max_length=150)
    duty = models.CharField("chức vụ, đơn vị", max_length=300, blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    added_at = models.DateTimeField("lúc", default=timezone.now)

    objects = CouncilMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "thành viên hội đồng"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(rank=Rank.CHAIR), name="council_has_one_chair",
                violation_error_message="Hội đồng đã có chủ tịch.",
            ),
            models.UniqueConstraint(
                fields=["round", "position"], name="council_member_once",
                violation_error_message="Người này đã có trong hội đồng.",
            ),
            models.CheckConstraint(condition=Q(rank__in=Rank.values), name="council_rank_is_known"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.name} ({self.get_rank_display()})"


class Meeting(models.Model):
    """Cuộc họp hội đồng. `needed` is the quorum as it was on the day; open to correction until the conclusion."""

    round = models.ForeignKey(Round, verbose_name="đợt đánh giá", on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("ngày họp")
    place = models.CharField("nơi họp", max_length=300)
    needed = models.PositiveSmallIntegerField("số thành viên phải có mặt", editable=False)
    discussion = models.TextField("ý kiến thảo luận", blank=True)
    decided = models.TextField("kết luận của hội đồng", blank=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("ghi lúc", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc họp hội đồng"
        ordering = ["held_on", "pk"]

    def __str__(self):
        return f"Họp hội đồng ngày {dates.day(self.held_on)}: {self.round}"

    @property
    def is_quorate(self) -> bool:
        """Whether enough members were there; only of meetings read `with_present`."""
        return self.needed > 0 and self.present >= self.needed


class Attendance(models.Model):
    """Có mặt, hoặc vắng có lý do."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(CouncilMember, on_delete=models.PROTECT, related_name="attendances")
    is_present = models.BooleanField("có mặt")
    reason = models.CharField("lý do vắng", max_length=300, blank=True)

    class Meta:
        verbose_name = "dự họp"
        ordering = ["member__rank", "member"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once"),
            models.CheckConstraint(condition=Q(is_present=True) | ~Q(reason=""), name="attendance_absent_says_why"),
        ]

    def __str__(self):
        return f"{self.member}: {'có mặt' if self.is_present else 'vắng'}"


class Vote(models.Model):
    """Biểu quyết về một hồ sơ trong chương trình họp."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="votes")
    agreed = models.PositiveSmallIntegerField("đồng ý")
    against = models.PositiveSmallIntegerField("không đồng ý")
    abstained = models.PositiveSmallIntegerField("không có ý kiến")

    class Meta:
        verbose_name = "biểu quyết"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "nomination"], name="vote_once")]

    def __str__(self):
        return f"{self.nomination}: {self.agreed} / {self.against} / {self.abstained}"
