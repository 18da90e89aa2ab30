"""Tệp của danh sách: the list as shown as Excel or CSV, and the papers of many records as one pile."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import BinaryIO

from django.urls import reverse
from django.utils import timezone

from documents.csv_out import table_to_csv
from documents.excel import annex_to_xlsx
from documents.papers import render_paper
from documents.table import Table
from registrations import papers
from registrations.enums import Kind, ListForm, Purpose
from registrations.models import Registration, RegistrationVersion
from units.letterheads import annex_by

PAPERS_AT_ONCE = 50


def write_list(position, table: Table, form: ListForm, file: BinaryIO) -> None:
    """The table as a workbook in the layout of an office paper, or as bare CSV."""
    if form == ListForm.CSV:
        table_to_csv(table, file)
        return
    annex_to_xlsx(annex_by(position, table), file)


def name_of_list(form: ListForm, day: date | None = None) -> str:
    """“Danh sách đăng ký mô hình, 26-11-2026.xlsx”."""
    return f"Danh sách đăng ký mô hình, {day or timezone.localdate():%d-%m-%Y}.{form.value}"


def papers_of(position, codes: list[str], site: str, told: Callable[[int], None]) -> Iterator[str]:
    """The pages of the papers as last sent, in the order asked for; `told` hears how many are made.

    What the position does not see (any more) is left out.
    """
    for start in range(0, len(codes), PAPERS_AT_ONCE):
        asked = codes[start : start + PAPERS_AT_ONCE]
        versions = _last_versions(position, asked)
        for number, code in enumerate(asked, start + 1):
            if version := versions.get(code):
                address = f"{site}{reverse('registrations:record', args=[code])}"
                paper = papers.printed_version(version, code=code, address=address)
                yield render_paper(papers.TEMPLATES[Kind(version.registration.kind)], paper)
            told(number)


def _last_versions(position, codes: list[str]) -> dict[str, RegistrationVersion]:
    seen = Registration.objects.visible_to(position).filter(code__in=codes)
    sent = RegistrationVersion.objects.filter(registration__in=seen, purpose=Purpose.REGISTRATION)
    # The last one of each record stays.
    return {one.registration.code: one for one in sent.select_related("registration").order_by("number")}
