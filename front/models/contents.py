"""Nội dung cuộc vận động: what the campaign is about, as rows an office may word and add to."""

from django.db import models

from front.querysets import ContentQuerySet


class Content(models.Model):
    """Một nội dung của Cuộc vận động “Toàn dân đoàn kết xây dựng nông thôn mới, đô thị văn minh”.

    What has been used is never taken away: one that counts no more is only offered no more.
    """

    number = models.PositiveSmallIntegerField("số thứ tự", unique=True, error_messages={"unique": "Số này đã có."})
    name = models.CharField("nội dung", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=60)
    is_offered = models.BooleanField("đang dùng", default=True)

    objects = ContentQuerySet.as_manager()

    class Meta:
        verbose_name = "nội dung cuộc vận động"
        ordering = ["number"]

    def __str__(self):
        return f"{self.number}. {self.short_name}"
