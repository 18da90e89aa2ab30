"""What hangs on the list: the views people keep, and the files made of it in the background."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Position
from common.models import Job
from registrations.enums import ListForm
from registrations.lists.querysets import ListFileQuerySet, SavedViewQuerySet


class SavedView(models.Model):
    """Cách xem đã lưu: filters, tab, order and columns of the list under a name, kept by a position.

    `query` is what stands in the address after the question mark.
    """

    owner = models.ForeignKey(Position, verbose_name="người lưu", on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField("tên cách xem", max_length=60)
    query = models.CharField("điều kiện xem", max_length=2000)
    is_start = models.BooleanField("mở đầu tiên", default=False)
    created_at = models.DateTimeField("lưu lúc", default=timezone.now)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "cách xem danh sách"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_once",
                violation_error_message="Đã có cách xem mang tên này.",
            ),
            models.UniqueConstraint(fields=["owner"], condition=Q(is_start=True), name="saved_view_one_start"),
        ]

    def __str__(self):
        return self.name


class ListFile(Job):
    """Tệp lập từ danh sách: the list as it was shown, or the papers of the chosen records as one PDF.

    `codes` are the records whose papers are asked for; `site` is where the portal stands, for the QR codes on them.
    """

    owner = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="list_files")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    form = models.CharField("loại tệp", max_length=5, choices=ListForm)
    query = models.CharField("điều kiện xem", max_length=2000, blank=True)
    codes = models.JSONField("mã hồ sơ", default=list)
    site = models.CharField("địa chỉ cổng", max_length=200, blank=True)

    objects = ListFileQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "tệp lập từ danh sách"
