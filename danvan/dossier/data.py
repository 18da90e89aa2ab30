"""The year's rows: as CSV to be read by people, as JSON for programs of another day."""

import io
from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.db.models import Model, QuerySet
from django.utils import timezone

from danvan.dossier.shelf import Shelf
from documents.csv_out import table_to_csv
from documents.table import Column, Table
from evaluation.enums import SheetState
from evaluation.models import Meeting, Nomination, Round, Score, Sheet
from recognition.models import Award, Decision, Revocation
from registrations.models import (
    Attachment,
    Plan,
    Quota,
    Receipt,
    Registration,
    RegistrationEvent,
    RegistrationVersion,
    Result,
)
from reports.models import Report, ReportFigure, ReportSection

# What says nothing outside the machine: keys of presses, folded text for searching, paths in the tree.
LEFT_OUT = {"token", "open_token", "added_token", "search_text", "sort_key", "scope_path", "path_then"}


def rows_of(year: int) -> dict[str, QuerySet]:
    """The models whose rows make up a year; of drafts that were never sent nothing is kept."""
    sent = {"registration__plan__year": year, "registration__first_sent_at__isnull": False}
    return {
        "Kế hoạch": Plan.objects.filter(year=year),
        "Chỉ tiêu giao": Quota.objects.filter(plan__year=year),
        "Đăng ký mô hình": Registration.objects.filter(plan__year=year, first_sent_at__isnull=False),
        "Bản đã nộp": RegistrationVersion.objects.filter(**sent),
        "Tiếp nhận, sổ đăng ký": Receipt.objects.filter(**sent),
        "Quá trình": RegistrationEvent.objects.filter(**sent),
        "Kết quả": Result.objects.filter(**sent),
        "Tệp đính kèm": Attachment.objects.filter(**sent),
        **_of_councils(year),
        "Quyết định": Decision.objects.filter(year=year),
        "Công nhận, khen thưởng": Award.objects.filter(decision__year=year),
        "Thu hồi": Revocation.objects.filter(decision__year=year),
        "Báo cáo": Report.objects.filter(obligation__period__year=year),
        "Báo cáo, lời văn": ReportSection.objects.filter(report__obligation__period__year=year),
        "Báo cáo, số liệu": ReportFigure.objects.filter(report__obligation__period__year=year),
    }


def _of_councils(year: int) -> dict[str, QuerySet]:
    """What concluded rounds left; of a sheet that was not sent nothing is kept."""
    concluded = {"round__in": Round.objects.filter(plan__year=year).concluded()}
    sheets = Sheet.objects.filter(nomination__in=Nomination.objects.filter(**concluded), state=SheetState.LOCKED)
    return {
        "Đợt đánh giá": concluded["round__in"],
        "Hồ sơ đánh giá": Nomination.objects.filter(**concluded),
        "Cuộc họp hội đồng": Meeting.objects.filter(**concluded),
        "Phiếu chấm điểm": sheets,
        "Điểm từng tiêu chí": Score.objects.filter(sheet__in=sheets),
    }


def write(year: int, shelf: Shelf) -> list[tuple[str, int, str, str]]:
    """Name, number of rows, CSV and JSON of each."""
    words: dict[tuple, str] = {}
    told = []
    for name, rows in rows_of(year).items():
        rows = rows.order_by("pk")
        text = io.BytesIO()
        table_to_csv(_table(name, rows, words), text)
        raw = serializers.serialize("json", rows.iterator(chunk_size=500), ensure_ascii=False, indent=1)
        told.append((
            name, rows.count(), shelf.put(text.getvalue(), "Dữ liệu", f"{name}.csv"),
            shelf.put(raw.encode(), "Dữ liệu", f"{name}.json"),
        ))  # fmt: skip
    return told


def _table(name: str, rows: QuerySet, words: dict[tuple, str]) -> Table:
    fields = [one for one in rows.model._meta.concrete_fields if one.name not in LEFT_OUT]
    columns = tuple(Column(one.name, str(one.verbose_name)) for one in fields)
    return Table(name, columns, list(_lines(rows, fields, words)), empty="Không có dòng nào.")


def _lines(rows: QuerySet, fields: list, words: dict[tuple, str]) -> Iterator[dict[str, Any]]:
    for one in rows.iterator(chunk_size=500):
        yield {field.name: _shown(one, field, words) for field in fields}


def _shown(one: Model, field: Any, words: dict[tuple, str]) -> Any:
    """As people write it: the words of a closed list, the name of what a key leads to, local time."""
    value = getattr(one, field.attname)
    if value is None or value == "":
        return ""
    if field.is_relation:
        key = (field.related_model, value)
        if key not in words:
            words[key] = str(getattr(one, field.name))
        return words[key]
    if field.choices:
        return getattr(one, f"get_{field.name}_display")()
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M:%S}" if hasattr(value, "tzinfo") else value
