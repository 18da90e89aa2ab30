"""Registers as offices keep them, built by the tests themselves."""

import io
from uuid import uuid4

from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.styles import Font

from common import jobs
from common.legacy_text import Encoding
from documents.sheets_in import read_sheets
from registrations.enums import Becomes, Kind, Task
from registrations.imports import services as importing
from registrations.imports import tasks as import_tasks
from registrations.imports.sheets import judge
from registrations.models import ImportRun
from tests.documents.old_excel import old_workbook

HEAD = [
    "STT",
    "Tên mô hình, điển hình",
    "Đơn vị đăng ký",
    "Lĩnh vực",
    "Giá trị làm lợi",
    "Thời gian thực hiện",
    "Cấp đăng ký",
]


def line(
    number=1, title="Thắp sáng đường quê", unit="thôn Đông", sector="kinh tế", benefit="", time="cả năm", level="cơ sở"
):
    return [number, title, unit, sector, benefit, time, level]


def book(rows, merged=(), name="so-dang-ky.xlsx", fonts=None, **sheets):
    """An .xlsx file of one sheet, and more by name; `fonts` of cells, by their addresses."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    for cell, font in (fonts or {}).items():
        workbook.active[cell].font = Font(name=font)
    for cells in merged:
        workbook.active.merge_cells(cells)
    for title, more in sheets.items():
        other = workbook.create_sheet(title)
        for row in more:
            other.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return ContentFile(out.getvalue(), name)


def old_book(rows, name="so-dang-ky.xls"):
    return ContentFile(old_workbook(rows), name)


def kept(by, file):
    return importing.keep_file(by=by, token=uuid4(), file_name=file.name, sheets=read_sheets(file))


def understood(by, plan, file, *, becomes=Becomes.DRAFT, kind=Kind.COLLECTIVE, **changes):
    """The file as the portal itself would read it."""
    batch = kept(by, file)
    said = {"encoding": batch.encoding, "sheet": batch.sheet, "head_row": batch.head_row, "columns": batch.columns}
    return importing.understand(by=by, batch=batch, plan=plan, kind=kind, becomes=becomes, **said | changes)


def judged(by, plan, file, **changes):
    return judge(understood(by, plan, file, **changes), by=by)


def rows_of(by, plan, *rows, head=HEAD, **changes):
    """Rows under a plain heading, judged."""
    return judged(by, plan, book([head, *rows]), **changes)


def worked(by, batch, task=Task.PREVIEW):
    """A piece of work begun, and done by the worker where it waits for it."""
    run = importing.start(by=by, batch=batch, task=task, token=uuid4())
    do(run)
    run.refresh_from_db()
    batch.refresh_from_db()
    return run


def written(by, plan, file, **changes):
    batch = understood(by, plan, file, **changes)
    assert worked(by, batch).state == "done"
    assert worked(by, batch, Task.WRITE).state == "done"
    return batch


TCVN3, VNI = Encoding.TCVN3, Encoding.VNI


def do(run):
    """What the worker does with what waits."""
    jobs.carry_out(ImportRun, run.pk, import_tasks.work)
