"""What the portal keeps of itself."""

from django.conf import settings
from django.db import models


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
