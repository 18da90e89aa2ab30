"""What the portal keeps of itself."""

from django.conf import settings
from django.db import models

from accounts.models import Position
from common.models import Job


class Fault(models.Model):
    """Lỗi hệ thống: one request that ended with an error of ours, under the number the person was shown.

    Where it happened and of what kind; never what was typed. The whole trace stands in the server's log, under the
    same number.
    """

    number = models.CharField("mã lỗi", max_length=9, unique=True)
    at = models.DateTimeField("lúc", db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gặp lỗi", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    method = models.CharField("cách gửi", max_length=8)
    page = models.CharField("trang", max_length=300)
    kind = models.CharField("loại lỗi", max_length=120)
    place = models.CharField("chỗ trong mã", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "lỗi hệ thống", "lỗi hệ thống"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"Lỗi {self.number}"


class YearDossier(Job):
    """Hồ sơ lưu trữ năm, asked for on the page: one ZIP file of the folder that script/archive makes."""

    owner = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="+")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    year = models.PositiveSmallIntegerField("năm của kế hoạch")

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "hồ sơ lưu trữ năm"

    def get_form_display(self) -> str:
        """What kind of file it is, as the pages of background files ask."""
        return "ZIP"
