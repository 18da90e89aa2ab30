"""Lập hồ sơ lưu trữ năm ngầm: asked for on the page, made by the worker, kept as one file."""

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django_tasks import task

from common import audit, jobs
from common.locks import hold
from danvan.dossier.data import rows_of
from danvan.dossier.making import DossierError, make
from danvan.models import YearDossier
from danvan.rights import may_see_machine
from documents.errors import PdfUnavailable
from registrations.models import Plan
from units.models import Unit

# The tables whose rows are entries of the index.
COUNTED = ("Đăng ký mô hình", "Kế hoạch", "Đợt đánh giá", "Quyết định", "Báo cáo")


def years() -> list[int]:
    """The years a dossier can be made of, the last first."""
    return list(Plan.objects.order_by("-year").values_list("year", flat=True).distinct())


@transaction.atomic
def start_dossier(*, by, year: int, token: UUID) -> YearDossier:
    """Lập hồ sơ. A repeated token finds the first. Raises PermissionDenied, ValidationError."""
    hold(by)
    if not may_see_machine(by):
        raise PermissionDenied
    if first := jobs.begun(YearDossier, token, by):
        return first
    if year not in years():
        raise ValidationError({"year": f"Năm {year} không có kế hoạch nào trên cổng."})
    rows, title = rows_of(year), f"Hồ sơ lưu trữ năm {year}"
    made = YearDossier.objects.create(
        owner=by, token=token, year=year, title=title, file_name=f"{title}.zip",
        total=sum(rows[name].count() for name in COUNTED),
    )  # fmt: skip
    audit.record(by=by, action="Lập hồ sơ lưu trữ năm", obj=made)
    make_dossier.enqueue(made.pk)
    return made


@transaction.atomic
def restart_dossier(*, by, dossier: YearDossier) -> None:
    """Chạy lại. Raises PermissionDenied, ValidationError where it has not failed."""
    if not may_see_machine(by):
        raise PermissionDenied
    jobs.wait_again(dossier, "Hồ sơ này đang được lập hoặc đã lập xong, không cần chạy lại.")
    audit.record(by=by, action="Lập lại hồ sơ lưu trữ năm", obj=dossier)
    make_dossier.enqueue(dossier.pk)


def note_download(*, by, dossier: YearDossier) -> None:
    """A whole year's papers leave the portal: the log says with whom."""
    audit.record(by=by, action="Tải hồ sơ lưu trữ năm", obj=dossier)


def note_export(*, year: int, folder: Path) -> None:
    """As above, for who types script/archive at the machine."""
    told = {"năm": str(year), "thư mục": str(folder)}
    audit.record(by=None, action="Xuất hồ sơ lưu trữ năm", obj=Unit.objects.root(), after=told)


@task()
def make_dossier(pk: int) -> None:
    """Make the file of a dossier; nothing if it was made or taken already."""
    jobs.sweep(YearDossier)
    jobs.carry_out(YearDossier, pk, write_dossier)


def write_dossier(dossier: YearDossier, told: Callable[[int], None], file: BinaryIO) -> None:
    """The folder of script/archive, packed."""
    entries = 0

    def tell(_part: str, _number: int) -> None:
        nonlocal entries
        entries += 1
        told(entries)

    with tempfile.TemporaryDirectory(prefix="ho-so-") as place:
        try:
            made = make(dossier.year, Path(place), tell)
        except (DossierError, PdfUnavailable) as problem:
            raise jobs.Unfinished(str(problem)) from problem
        _pack(made.folder, file)


def _pack(folder: Path, file: BinaryIO) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, path.relative_to(folder.parent))
