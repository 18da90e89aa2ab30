"""Đợt đánh giá: a council's round, and the dossiers put before it."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Position
from common import written
from common.fields import BytewiseCharField
from common.models import Event
from common.reading import ReadInPart
from evaluation.enums import CONCLUDED_STATES, ROUND_TONES, Quorum, RoundState, SheetState
from evaluation.models.criteria import CriteriaSet
from evaluation.querysets import NominationQuerySet, RoundQuerySet
from registrations.enums import Kind
from registrations.models import Plan, Registration, RegistrationVersion
from units.models import Level, Unit


class Round(models.Model):
    """Đợt đánh giá của một đơn vị theo một kế hoạch. `closes_on` is excluded: the last day is the one before."""

    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="rounds")
    unit = models.ForeignKey(Unit, verbose_name="đơn vị tổ chức", on_delete=models.PROTECT, related_name="rounds")
    present_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị phụ trách hiện nay", on_delete=models.PROTECT, related_name="present_rounds"
    )
    level = models.ForeignKey(Level, verbose_name="cấp", on_delete=models.PROTECT, related_name="rounds")
    scope_path = BytewiseCharField("phạm vi", max_length=120, editable=False)
    name = models.CharField("tên đợt đánh giá", max_length=200)
    opens_on = models.DateField("chấm từ ngày")
    closes_on = models.DateField("gửi phiếu trước ngày", help_text="Ngày cuối còn nhận phiếu là hôm trước ngày này.")
    state = models.CharField(
        "trạng thái", max_length=12, choices=RoundState, default=RoundState.PREPARING, editable=False
    )
    collective_set = models.ForeignKey(
        CriteriaSet,
        verbose_name="bộ tiêu chí tập thể",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="collective_rounds",
    )
    individual_set = models.ForeignKey(
        CriteriaSet,
        verbose_name="bộ tiêu chí cá nhân",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="individual_rounds",
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField("kết luận lúc", null=True, blank=True, editable=False)
    needs_meeting = models.BooleanField("họp hội đồng thống nhất điểm trước khi kết luận", default=False)
    quorum = models.CharField("số thành viên phải có mặt", max_length=3, choices=Quorum, default=Quorum.TWO_THIRDS)
    spread_limit = models.DecimalField(
        "chênh lệch cho phép giữa các phiếu", max_digits=5, decimal_places=2, null=True, blank=True
    )
    hides_owners = models.BooleanField("ẩn tên đơn vị, cá nhân với thành viên chấm", default=False)
    hides_reviewers = models.BooleanField("ẩn tên thành viên chấm", default=False)
    meets_on = models.DateField("dự kiến họp hội đồng", null=True, blank=True)
    concludes_on = models.DateField("dự kiến kết luận", null=True, blank=True)
    posts_on = models.DateField("dự kiến công khai, lấy ý kiến", null=True, blank=True)
    publishes_on = models.DateField("dự kiến công bố", null=True, blank=True)
    posted_on = models.DateField("ngày đăng", null=True, blank=True, editable=False)
    posted_until = models.DateField("lấy ý kiến đến hết ngày", null=True, blank=True, editable=False)
    posted_at = models.CharField("nơi đăng, niêm yết", max_length=300, blank=True, editable=False)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True, editable=False)
    # The last time upheld opinions brought it back to the council.
    reopened_at = models.DateTimeField("mở lại theo ý kiến lúc", null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt đánh giá"
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["scope_path"], name="round_scope_path")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gt=F("opens_on")),
                name="round_closes_after_opening",
                violation_error_message="Ngày hết nhận phiếu phải sau ngày bắt đầu chấm.",
            ),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(CONCLUDED_STATES), concluded_at__isnull=False)
                | ~Q(state__in=sorted(CONCLUDED_STATES)) & Q(concluded_at__isnull=True),
                name="round_concluded_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.PUBLISHED, published_at__isnull=False)
                | ~Q(state=RoundState.PUBLISHED) & Q(published_at__isnull=True),
                name="round_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CONSULTING) | Q(posted_on__isnull=False, posted_until__isnull=False),
                name="round_posted_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(posted_until__isnull=True) | Q(posted_until__gte=F("posted_on")),
                name="round_posted_until_after_posting",
                violation_error_message="Ngày hết lấy ý kiến không được trước ngày đăng.",
            ),
            models.CheckConstraint(
                condition=Q(spread_limit__isnull=True) | Q(spread_limit__gte=0),
                name="round_spread_limit_not_negative",
                violation_error_message="Chênh lệch cho phép không được âm.",
            ),
            models.CheckConstraint(condition=Q(quorum__in=Quorum.values), name="round_quorum_is_known"),
            models.UniqueConstraint(
                fields=["unit", "plan", "name"],
                name="round_name_once",
                violation_error_message="Đơn vị đã có đợt đánh giá tên này theo kế hoạch đó.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def tone(self) -> str:
        return ROUND_TONES[RoundState(self.state)]

    @property
    def is_concluded(self) -> bool:
        """Concluded or later: points and grades no longer change."""
        return self.state in CONCLUDED_STATES

    @property
    def may_hang_out(self) -> bool:
        """Whether its result hangs, hung or is to hang where people read it; not when it was told without opinions."""
        return self.is_concluded and (self.state != RoundState.PUBLISHED or self.posted_on is not None)

    @property
    def last_day(self):
        """The last day on which a sheet is in time."""
        return self.closes_on - timedelta(days=1)

    @cached_property
    def sheet_counts(self) -> dict[str, int]:
        """`left`: sheets not sent; `scored`: sheets somebody has written on. Asked once per object."""
        (counts,) = written.ask(_sheet_counts, about=self.pk)
        return counts

    def set_for(self, kind: str) -> CriteriaSet | None:
        """The criteria set by which dossiers of a kind are scored."""
        return self.collective_set if kind == Kind.COLLECTIVE else self.individual_set


def _sheet_counts(round: int) -> models.QuerySet:
    counted = (
        Round.objects.filter(pk=round)
        .order_by()
        .values("pk")
        .annotate(
            left=Count("nominations__sheets", filter=Q(nominations__sheets__state=SheetState.ASSIGNED)),
            scored=Count("nominations__sheets", filter=Q(nominations__sheets__saved_at__isnull=False)),
        )
    )
    return counted.values("left", "scored")


class Nomination(ReadInPart):
    """Hồ sơ đề nghị: one effective registration in a round, with the text the council saw and the names of that day."""

    round = models.ForeignKey(Round, verbose_name="đợt đánh giá", on_delete=models.PROTECT, related_name="nominations")
    registration = models.ForeignKey(
        Registration, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="nominations"
    )
    criteria_set = models.ForeignKey(
        CriteriaSet, verbose_name="bộ tiêu chí", on_delete=models.PROTECT, related_name="nominations"
    )
    number = models.PositiveSmallIntegerField("số thứ tự trong đợt", editable=False)
    kind = models.CharField("loại", max_length=12, choices=Kind)
    version = models.ForeignKey(
        RegistrationVersion, verbose_name="bản đăng ký đã xem", on_delete=models.PROTECT, related_name="+"
    )
    result_version = models.ForeignKey(
        RegistrationVersion,
        verbose_name="báo cáo kết quả đã xem",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField("tên mô hình, điển hình", max_length=300)
    unit_name = models.CharField("đơn vị", max_length=420)
    person_name = models.CharField("cá nhân", max_length=170, blank=True)
    scope_path = BytewiseCharField("phạm vi", max_length=120, editable=False)
    sort_key = BytewiseCharField("khóa xếp", max_length=900, editable=False)
    moderation = models.ForeignKey(
        "evaluation.Moderation", verbose_name="điểm thống nhất", null=True, blank=True, editable=False,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip
    agenda_at = models.DateTimeField("đưa vào chương trình họp lúc", null=True, blank=True, editable=False)
    reopened_at = models.DateTimeField("mở lại theo ý kiến lúc", null=True, blank=True, editable=False)
    nominated_at = models.DateTimeField("lúc đề nghị", default=timezone.now)
    # Texts, files and self-score are those of this moment: when it was nominated, or put forward by the level below.
    frozen_at = models.DateTimeField("hồ sơ như lúc", default=timezone.now, editable=False)
    nominated_by = models.ForeignKey(Position, verbose_name="người đề nghị", on_delete=models.PROTECT, related_name="+")

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ đề nghị"
        ordering = ["kind", "sort_key", "pk"]
        indexes = [models.Index(fields=["scope_path"], name="nomination_scope_path")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "registration"],
                name="nomination_once_per_round",
                violation_error_message="Hồ sơ này đã có trong đợt đánh giá.",
            ),
            models.UniqueConstraint(fields=["round", "number"], name="nomination_number_once_per_round"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="nomination_kind_is_known"),
        ]

    def __str__(self):
        return f"{self.owner}: {self.title}"

    @property
    def owner(self) -> str:
        """Who is nominated: the person, else the unit, as named on the day."""
        return f"{self.person_name}, {self.unit_name}" if self.person_name else self.unit_name

    @property
    def is_settled(self) -> bool:
        """In a round brought back by opinions: no opinion asked for this dossier, so nothing of it changes."""
        return self.round.reopened_at is not None and self.reopened_at != self.round.reopened_at


class RoundEvent(Event):
    """Quá trình của đợt đánh giá."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình đợt đánh giá"
