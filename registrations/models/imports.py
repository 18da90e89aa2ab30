"""Sổ đăng ký nhập từ Excel: the file as read, how its columns are understood, what became of its rows."""

from django.db import models
from django.utils import timezone

from accounts.models import Position
from common.legacy_text import Encoding
from common.models import Job
from registrations.enums import Becomes, RowKind, Task
from registrations.imports.querysets import RegisterImportQuerySet
from registrations.models.plans import Plan
from units.models import Unit


class RegisterImport(models.Model):
    """Một sổ gửi lên: its sheets letter for letter. Nothing is registered by it before it is confirmed.

    `judged` is every row as last judged, `choices` what the person decided about some, `outcome` what each became.
    """

    owner = models.ForeignKey(
        Position, verbose_name="người nhập", on_delete=models.PROTECT, related_name="register_imports"
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    file_name = models.CharField("tên tệp", max_length=150)
    sheets = models.JSONField("các trang của tệp", default=list)
    created_at = models.DateTimeField("gửi lúc", default=timezone.now)

    encoding = models.CharField("kiểu chữ", max_length=10, choices=Encoding, default=Encoding.UNICODE)
    sheet = models.PositiveSmallIntegerField("trang", default=0)
    head_row = models.PositiveIntegerField("dòng tiêu đề", default=0)
    columns = models.JSONField("cột", default=dict)
    plan = models.ForeignKey(Plan, verbose_name="kế hoạch", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại khi dòng không ghi", max_length=12, choices=RowKind, default=RowKind.COLLECTIVE)
    becomes = models.CharField("các dòng trở thành", max_length=12, choices=Becomes, default=Becomes.DRAFT)

    judged = models.JSONField("các dòng đã xét", default=list)
    choices = models.JSONField("lựa chọn", default=dict)
    outcome = models.JSONField("kết quả từng dòng", default=list)
    written_at = models.DateTimeField("ghi lúc", null=True, editable=False)
    undone_at = models.DateTimeField("hủy lúc", null=True, editable=False)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ đăng ký nhập từ Excel"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(becomes__in=Becomes.values), name="import_becomes_known")
        ]

    def __str__(self):
        return self.file_name


class ImportRun(Job):
    """Một lần máy làm việc với sổ: judging, writing, submitting or undoing, with its progress."""

    owner = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="import_runs")
    batch = models.ForeignKey(RegisterImport, verbose_name="sổ", on_delete=models.CASCADE, related_name="runs")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    task = models.CharField("việc", max_length=10, choices=Task)

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "lần xử lý sổ đăng ký"


class UnitName(models.Model):
    """Cách gọi đơn vị: what an office means by a name that fits no unit or several, as it said when it was asked."""

    unit = models.ForeignKey(Unit, verbose_name="nơi nhập", on_delete=models.CASCADE, related_name="unit_names")
    said = models.CharField("tên ghi trong sổ", max_length=200, help_text="Không dấu, viết tắt đã viết đủ.")
    means = models.ForeignKey(Unit, verbose_name="là đơn vị", on_delete=models.CASCADE, related_name="+")
    used_at = models.DateTimeField("dùng lúc", default=timezone.now)

    class Meta:
        verbose_name = "cách gọi đơn vị"
        constraints = [models.UniqueConstraint(fields=["unit", "said"], name="unit_name_once")]

    def __str__(self):
        return f"{self.said}: {self.means}"


class ColumnMapping(models.Model):
    """Cách ghép cột của đơn vị: how an office's own heading was understood, proposed when the same heading comes again."""

    unit = models.ForeignKey(Unit, verbose_name="đơn vị", on_delete=models.CASCADE, related_name="column_mappings")
    heading = models.CharField("dòng tiêu đề", max_length=64, help_text="Dấu SHA-256 của các tên cột.")
    columns = models.JSONField("cột", default=dict)
    used_at = models.DateTimeField("dùng lúc", default=timezone.now)

    class Meta:
        verbose_name = "cách ghép cột"
        constraints = [models.UniqueConstraint(fields=["unit", "heading"], name="column_mapping_once")]

    def __str__(self):
        return f"{self.unit}: {len(self.columns)} cột"
