"""Đăng ký mô hình: one model of one unit or person in one plan year."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position
from common.fields import BytewiseCharField
from common.reading import ReadInPart
from registrations.enums import TONES, Kind, Origin, Salutation, Stage, State
from registrations.models.movements import Content, Movement
from registrations.models.plans import Plan, Sector
from registrations.querysets import RegistrationQuerySet
from units.models import Level, Unit


class Registration(ReadInPart):
    """Đăng ký mô hình: one “Dân vận khéo” model of one unit or person in one plan year.

    The columns hold what was last sent; what is being typed waits in `Draft` and is seen by its owner alone.
    """

    code = BytewiseCharField("mã hồ sơ", max_length=20, unique=True)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    # No index of its own where a longer one begins with the column, or nothing finds records by it alone
    # (docs/decisions/0050): on PostgreSQL a row that changes is written into all indexes of its table again.
    plan = models.ForeignKey(
        Plan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="registrations", db_index=False
    )
    kind = models.CharField("loại", max_length=12, choices=Kind)
    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="registrations")
    present_unit = models.ForeignKey(
        Unit, verbose_name="đơn vị hiện nay", on_delete=models.PROTECT, related_name="present_registrations",
        db_index=False,
    )  # fmt: skip
    scope_path = BytewiseCharField("phạm vi", max_length=120, editable=False)
    path_then = BytewiseCharField("đường dẫn khi xác nhận", max_length=120, blank=True, editable=False)
    names_then = models.JSONField("tên đơn vị khi xác nhận", default=dict, editable=False)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.DRAFT, editable=False)
    desk = models.ForeignKey(
        Unit, verbose_name="nơi đang xử lý", null=True, on_delete=models.PROTECT, related_name="desk_registrations",
        db_index=False,
    )  # fmt: skip
    created_by = models.ForeignKey(
        Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="registrations"
    )
    typed_by = models.ForeignKey(
        Position,
        verbose_name="người nhập thay",
        null=True,
        on_delete=models.PROTECT,
        related_name="typed_registrations",
        help_text="Có khi cán bộ nhập từ bản giấy thay cho đơn vị.",
    )
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    first_sent_at = models.DateTimeField("nộp lần đầu lúc", null=True, editable=False)
    sent_at = models.DateTimeField("nộp lần gần nhất lúc", null=True, editable=False)
    # The day of its first receipt's entry in a register, kept here for what is counted by year.
    confirmed_on = models.DateField("xác nhận lần đầu ngày", null=True, editable=False)
    due_on = models.DateField("hạn bổ sung", null=True, editable=False)
    submittal = models.ForeignKey(
        "registrations.Submittal", verbose_name="trong danh sách trình", null=True, editable=False,
        on_delete=models.PROTECT, related_name="held",
        help_text="Có khi danh sách đã trình mà lãnh đạo chưa duyệt: hồ sơ không đi bước khác.",
    )  # fmt: skip
    amendment_sent_at = models.DateTimeField("đề nghị điều chỉnh lúc", null=True, editable=False)
    # Since when something said about it waits to be read on either side.
    asks_desk_at = models.DateTimeField("đơn vị hỏi từ lúc", null=True, editable=False)
    asks_owner_at = models.DateTimeField("nơi tiếp nhận hỏi từ lúc", null=True, editable=False)

    title = models.CharField("tên mô hình, điển hình", max_length=300, blank=True)
    unit_address = models.CharField("địa chỉ đơn vị", max_length=300, blank=True)
    model_address = models.CharField("địa chỉ mô hình", max_length=300, blank=True)
    sector = models.ForeignKey(
        Sector, verbose_name="lĩnh vực", null=True, on_delete=models.PROTECT, related_name="registrations",
        db_index=False,
    )  # fmt: skip
    other_sectors = models.ManyToManyField(Sector, verbose_name="lĩnh vực liên quan thêm", related_name="+")
    other_movements = models.ManyToManyField(
        Movement, verbose_name="lồng ghép phong trào, cuộc vận động", related_name="joined_registrations",
        help_text="Ngoài phong trào của kế hoạch, là phong trào chủ trì.",
    )  # fmt: skip
    contents = models.ManyToManyField(Content, verbose_name="nội dung cuộc vận động", related_name="registrations")
    benefit_amount = models.BigIntegerField("giá trị dự kiến làm lợi (đồng)", null=True)
    time_text = models.CharField("thời gian thực hiện và hoàn thành", max_length=200, blank=True)
    starts_on = models.DateField("bắt đầu", null=True)
    ends_on = models.DateField("hoàn thành", null=True)
    levels = models.ManyToManyField(Level, verbose_name="đăng ký mô hình cấp", related_name="registrations")
    highest_level = models.ForeignKey(
        Level, verbose_name="cấp đăng ký cao nhất", null=True, on_delete=models.PROTECT, related_name="+",
        db_index=False,
    )  # fmt: skip
    origin = models.CharField("mới hay tiếp tục", max_length=10, choices=Origin, default=Origin.NEW)
    continues = models.ForeignKey(
        "self", verbose_name="tiếp tục mô hình", null=True, on_delete=models.PROTECT, related_name="continued_by"
    )
    person_title = models.CharField("ông/bà", max_length=10, choices=Salutation, blank=True)
    person_name = models.CharField("họ và tên", max_length=150, blank=True)
    person_duty = models.CharField("chức vụ, nhiệm vụ được giao", max_length=300, blank=True)
    form_items = models.JSONField("mục bổ sung của mẫu", default=dict, blank=True, editable=False)
    author_name = models.CharField("người lập bản giấy", max_length=150, blank=True)
    signer_name = models.CharField("người đại diện ký", max_length=150, blank=True)
    signed_on = models.DateField("ngày ký", null=True)
    search_text = models.CharField("chữ để tìm", max_length=900, editable=False, blank=True)
    sort_key = BytewiseCharField("khóa xếp", max_length=900, editable=False, blank=True)

    objects = RegistrationQuerySet.as_manager()

    # Whether anything is attached may always be asked; a record read with `telling_files` knows.
    has_files = True

    class Meta:
        verbose_name = "đăng ký mô hình"
        ordering = ["-pk"]
        indexes = [
            # Charts over years, and the list, count what lies in an area in the index alone (docs/decisions/0031).
            models.Index(
                fields=[
                    "scope_path",
                    "state",
                    "kind",
                    "origin",
                    "sector",
                    "highest_level",
                    "path_then",
                    "first_sent_at",
                ],
                name="registration_in_area",
            ),
            # What waits at the desks, what came of a plan and what was confirmed in a year are counted in the index alone,
            # without reading the records.
            models.Index(
                fields=[
                    "desk",
                    "state",
                    "sent_at",
                    "due_on",
                    "scope_path",
                    "first_sent_at",
                    "amendment_sent_at",
                    "submittal",
                ],
                name="registration_desk_state",
            ),
            models.Index(
                fields=["plan", "scope_path", "first_sent_at", "state", "kind", "sector"], name="registration_of_plan"
            ),
            models.Index(
                fields=[
                    "confirmed_on",
                    "scope_path",
                    "first_sent_at",
                    "sector",
                    "kind",
                    "origin",
                    "highest_level",
                    "path_then",
                ],
                name="registration_confirmed",
            ),
            # A list walks the newest first and finds what is filtered and looked for in the index (docs/benchmarks.md).
            models.Index(
                fields=[
                    "-first_sent_at",
                    "-id",
                    "scope_path",
                    "state",
                    "kind",
                    "sector",
                    "plan",
                    "highest_level",
                    "search_text",
                ],
                name="registration_newest_first",
            ),
            # Of an earlier year it begins at the newest of its plans.
            models.Index(fields=["plan", "first_sent_at"], name="registration_newest_of_plan"),
            # A unit's own home page and its forms look for its newest, and for what waits for it.
            models.Index(fields=["present_unit", "first_sent_at", "id"], name="registration_newest_of_unit"),
            models.Index(
                fields=["present_unit", "state", "asks_owner_at", "amendment_sent_at"], name="registration_of_unit"
            ),
            models.Index(fields=["sort_key", "id"], name="registration_by_title"),
            # Few at any time: what a desk has to answer beside what it has to decide.
            models.Index(fields=["desk"], condition=Q(asks_desk_at__isnull=False), name="registration_asking"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="registration_ends_after_start",
                violation_error_message="Ngày hoàn thành không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(benefit_amount__isnull=True) | Q(benefit_amount__gte=0),
                name="registration_benefit_not_negative",
                violation_error_message="Giá trị làm lợi không được âm.",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="registration_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="registration_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(first_sent_at__isnull=False), name="registration_sent_has_a_date"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}".strip()

    @property
    def name_in_log(self) -> str:
        """What has not been sent is called by its code alone: the readers of the log do not know its title yet."""
        return str(self) if self.first_sent_at else self.code

    @property
    def heading(self) -> str:
        """What a list calls it; a draft may have no title yet."""
        return self.title or "(chưa đặt tên)"

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def unit_now(self) -> Unit:
        """The unit that answers for it today: the one that registered, unless units were rearranged since."""
        return self.unit if self.present_unit_id == self.unit_id else self.present_unit

    @property
    def unit_name_then(self) -> str:
        """The unit's name as it stood when the registration was confirmed, else as it is."""
        return self.names_then.get("unit") or str(self.unit)

    @property
    def owner_then(self) -> str:
        """“Ông Phạm Đức Cần, thôn Đoài, xã Minh Lạc”, or the unit alone; the unit by its name of then."""
        return self.owner_in(self.unit_name_then)

    @property
    def owner_now(self) -> str:
        """The same, with the unit that answers for it today."""
        return self.owner_in(self.present_unit.full_name)

    def owner_in(self, unit: str) -> str:
        """The same, with a unit by the name in hand."""
        return f"{self.person_title} {self.person_name}, {unit}".strip() if self.person_name else unit

    @property
    def has_passed_on(self) -> bool:
        """Whether another unit, or the same under another name, answers for it now."""
        return self.unit_name_then != str(self.present_unit)


class BenefitRow(models.Model):
    """Kết quả khác tiền: one line as typed, and its quantity and unit of measure where it has them."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="benefits")
    stage = models.CharField("giai đoạn", max_length=10, choices=Stage, default=Stage.PLANNED)
    number = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("như đã ghi", max_length=300)
    quantity = models.DecimalField("số lượng", max_digits=18, decimal_places=3, null=True)
    measure = models.CharField("đơn vị tính", max_length=200, blank=True)

    class Meta:
        verbose_name = "kết quả"
        ordering = ["stage", "number"]
        constraints = [models.UniqueConstraint(fields=["registration", "stage", "number"], name="benefit_number_once")]

    def __str__(self):
        return self.text
