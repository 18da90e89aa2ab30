"""Báo cáo: files and reports that take too long to be made while somebody waits."""

from django.db import models

from accounts.models import Position
from common.models import Job
from reports.enums import Format
from reports.models.calendars import Obligation
from reports.querysets import ExportQuerySet


class Export(Job):
    """Tệp báo cáo lập ngầm: which sheets, of which period and question, for which position."""

    owner = models.ForeignKey(Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="exports")
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    period = models.CharField("kỳ", max_length=20)
    sheet = models.CharField("biểu", max_length=20)
    form = models.CharField("loại tệp", max_length=5, choices=Format)
    query = models.JSONField("câu hỏi", default=dict)

    objects = ExportQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "tệp báo cáo"


class Compilation(Job):
    """Lập, tính lại báo cáo ngầm: the report of a unit to which many others report."""

    owner = models.ForeignKey(
        Position, verbose_name="người giao", on_delete=models.PROTECT, related_name="compilations"
    )
    token = models.UUIDField("dấu một lần", unique=True, editable=False)
    obligation = models.ForeignKey(
        Obligation, verbose_name="nghĩa vụ", on_delete=models.PROTECT, related_name="compilations"
    )

    objects = ExportQuerySet.as_manager()

    class Meta(Job.Meta):
        abstract = False
        verbose_name = "việc lập báo cáo"
