"""Sắp xếp đơn vị: an operation with its lines, prepared, rehearsed, approved, carried out, and undone if need be."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Position, User
from common.fields import BytewiseCharField
from common.models import Event
from reorganisation.enums import TONES, Content, State, StepKind
from reorganisation.querysets import OperationQuerySet
from units.enums import Line, Nature
from units.models import Level, Unit


class Operation(models.Model):
    """Việc sắp xếp: one decision of an authority on merging, splitting, renaming, moving and ending units."""

    called = "việc sắp xếp"

    title = models.CharField("tên việc sắp xếp", max_length=200)
    decision_number = models.CharField("số nghị quyết, quyết định", max_length=60)
    decided_on = models.DateField("ngày ban hành")
    decided_by = models.CharField("cơ quan ban hành", max_length=200)
    effective_on = models.DateField("hiệu lực từ ngày")
    note = models.TextField("ghi chú", blank=True)
    scope_path = BytewiseCharField("phạm vi", max_length=120, editable=False, db_index=True)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFT, editable=False)
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    created_at = models.DateTimeField("lúc lập", default=timezone.now)
    created_by = models.ForeignKey(Position, verbose_name="người lập", on_delete=models.PROTECT, related_name="+")
    writers = models.ManyToManyField(
        User,
        verbose_name="những người đã ghi",
        related_name="+",
        editable=False,
        help_text="Không tự duyệt việc mình ghi.",
    )
    done_at = models.DateTimeField("thực hiện lúc", null=True, editable=False)

    objects = OperationQuerySet.as_manager()

    class Meta:
        verbose_name = "việc sắp xếp đơn vị"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="operation_state_is_known"),
            models.CheckConstraint(
                condition=Q(effective_on__gte=F("decided_on")),
                name="operation_not_before_its_decision",
                violation_error_message="Ngày hiệu lực không được trước ngày ban hành.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]


class StepTable(models.Model):
    """Bảng Excel gửi lên: its rows as read. Nothing is written by it before it is confirmed; taken back as a whole."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="tables")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    file_name = models.CharField("tên tệp", max_length=150)
    lines = models.JSONField("các dòng", default=list)
    read_at = models.DateTimeField("đọc lúc", default=timezone.now)
    read_by = models.ForeignKey(Position, verbose_name="người gửi", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("ghi lúc", null=True, editable=False)
    written = models.PositiveIntegerField("số dòng đã ghi", default=0, editable=False)
    taken_back_at = models.DateTimeField("bỏ lúc", null=True, editable=False)

    class Meta:
        verbose_name = "bảng sắp xếp"
        ordering = ["-pk"]

    def __str__(self):
        return self.file_name


class NewUnit(models.Model):
    """Đơn vị sẽ lập: exists only in the operation until that is carried out."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="new_units")
    table = models.ForeignKey(
        StepTable, verbose_name="theo bảng", null=True, blank=True, editable=False, on_delete=models.CASCADE,
        related_name="new_units",
    )  # fmt: skip
    name = models.CharField("tên đơn vị mới", max_length=200)
    code = models.CharField("mã đơn vị mới", max_length=20, blank=True)
    nature = models.CharField("loại", max_length=10, choices=Nature, default=Nature.AREA)
    line = models.CharField("khối", max_length=10, choices=Line, default=Line.STATE)
    level = models.ForeignKey(
        Level, verbose_name="cấp", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parent = models.ForeignKey(
        Unit, verbose_name="thuộc", null=True, blank=True, on_delete=models.SET_NULL, related_name="planned_below"
    )
    new_parent = models.ForeignKey(
        "self",
        verbose_name="thuộc đơn vị mới",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="planned_below",
    )
    made = models.ForeignKey(
        Unit, verbose_name="đã lập", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "đơn vị sẽ lập"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "name", "parent"],
                name="newunit_name_once",
                violation_error_message="Đơn vị mới này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | Q(new_parent__isnull=True), name="newunit_one_parent"
            ),
        ]

    def __str__(self):
        return self.name


class Aim(models.Model):
    """Where something goes: to a unit that exists or to one that will.

    What an undone operation speaks of may be gone by another undoing; a line keeps the names as well.
    """

    to_unit = models.ForeignKey(Unit, verbose_name="đến đơn vị", null=True, on_delete=models.SET_NULL, related_name="+")
    to_new = models.ForeignKey(
        NewUnit, verbose_name="đến đơn vị mới", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def aim(self) -> Unit | NewUnit | None:
        return self.to_unit or self.to_new


class Step(Aim):
    """Một dòng của việc sắp xếp: an old unit and what becomes of it; several lines of one unit are a split."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="steps")
    table = models.ForeignKey(
        StepTable, verbose_name="theo bảng", null=True, blank=True, editable=False, on_delete=models.CASCADE,
        related_name="steps",
    )  # fmt: skip
    kind = models.CharField("việc", max_length=10, choices=StepKind)
    unit = models.ForeignKey(
        Unit, verbose_name="đơn vị", null=True, on_delete=models.SET_NULL, related_name="rearranging_steps"
    )
    unit_name = models.CharField("tên đơn vị", max_length=420, editable=False)
    aim_name = models.CharField("tên đơn vị nhận", max_length=420, blank=True, editable=False)
    name = models.CharField("tên mới", max_length=200, blank=True)
    code = models.CharField("mã mới", max_length=20, blank=True)
    decision_number = models.CharField("quyết định số", max_length=60, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)

    class Meta:
        verbose_name = "dòng sắp xếp"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["operation", "kind", "unit", "to_unit"],
                name="step_once_to_a_unit",
                violation_error_message="Dòng này đã có.",
            ),
            models.UniqueConstraint(
                fields=["operation", "kind", "unit", "to_new"],
                name="step_once_to_a_new_unit",
                violation_error_message="Dòng này đã có.",
            ),
            models.CheckConstraint(condition=~Q(kind=StepKind.RENAME) | ~Q(name=""), name="step_renames_to_a_name"),
        ]

    def __str__(self):
        return f"{self.unit_name} {self.get_kind_display()} {self.aim_name or self.name}"


class Assignment(Aim):
    """Giao một dòng hồ sơ: to which successor of a split unit it goes. A position without an aim ends."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="assignments")
    content = models.CharField("loại", max_length=12, choices=Content)
    object_id = models.BigIntegerField("mã")

    class Meta:
        verbose_name = "giao hồ sơ khi tách"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["operation", "content", "object_id"], name="assignment_once"),
        ]

    def __str__(self):
        return f"{self.get_content_display()} {self.object_id} → {self.aim}"


class OperationEvent(Event):
    """Quá trình của việc sắp xếp."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="events")
    by = models.ForeignKey(Position, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+")

    class Meta(Event.Meta):
        abstract = False
        verbose_name = "dòng quá trình sắp xếp"


class Trace(models.Model):
    """Vết: what carrying out did to the rows of one table, so that undoing restores exactly these.

    `rows` holds, for created rows the keys, for changed ones [key, before, after], for removed ones the whole row.
    """

    class Kind(models.TextChoices):
        CREATED = "created", "thêm"
        CHANGED = "changed", "sửa"
        REMOVED = "removed", "bỏ"

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="traces")
    table = models.CharField("bảng", max_length=80)
    kind = models.CharField("cách", max_length=10, choices=Kind)
    columns = models.JSONField("cột", default=list)
    rows = models.JSONField("dòng", default=list, encoder=DjangoJSONEncoder)
    number = models.PositiveIntegerField("số dòng", default=0)

    class Meta:
        verbose_name = "vết sắp xếp"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.number} dòng {self.table}"
