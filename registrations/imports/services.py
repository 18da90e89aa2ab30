"""Nhập sổ đăng ký từ Excel: a file kept as read, understood, judged, written when confirmed, taken back."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import TYPING_ROLES
from common import jobs
from common.locks import hold, locked_row
from documents import sheet_letters
from registrations.enums import Becomes, Task
from registrations.imports import tasks as import_tasks
from registrations.imports.sheets import SheetText
from registrations.imports.sheets import columns as understood
from registrations.imports.sheets.rows import GOOD, SKIP
from registrations.imports.sheets.table import table_of
from registrations.models import ColumnMapping, ImportRun, Plan, RegisterImport
from units.models import Level

MOST_LINES = 5000
MOST_UNWRITTEN = 5
"""So many registers of one position wait to be written; whoever sends another one gives up the oldest."""
# So many lines are judged while the person waits; writing goes row by row and is always the worker's.
JUDGED_AT_ONCE = 500


@transaction.atomic
def keep_file(*, by, token: UUID, file_name: str, sheets: list[dict]) -> RegisterImport:
    """Keep a file as read, with a first understanding of it. Of what was left unwritten before, the oldest are forgotten.

    A second press finds the first.
    """
    if not by.has_role(*TYPING_ROLES):
        raise PermissionDenied
    hold(by)
    if already := RegisterImport.objects.filter(token=token).first():
        return _of(by, already)
    unwritten = RegisterImport.objects.filter(owner=by, written_at__isnull=True)
    unwritten.exclude(pk__in=list(unwritten.values_list("pk", flat=True)[: MOST_UNWRITTEN - 1])).delete()
    batch = RegisterImport(owner=by, token=token, file_name=file_name[:150], sheets=sheets)
    batch.encoding = sheet_letters.proposed(sheets)
    batch.sheet, batch.head_row, batch.columns = first_understanding(batch, by)
    batch.save()
    return batch


def _of(by, batch: RegisterImport) -> RegisterImport:
    if not RegisterImport.objects.visible_to(by).filter(pk=batch.pk).exists():
        raise PermissionDenied
    return batch


def first_understanding(
    batch: RegisterImport, by, sheet: int | None = None, encoding: str = ""
) -> tuple[int, int, dict]:
    """(sheet, row of the heading, columns): the sheet and row most like a register, as the office read it last time."""
    levels = list(Level.objects.order_by("-rank"))
    places = range(len(batch.sheets)) if sheet is None else [sheet]
    found = {at: SheetText.beginning(batch.sheets[at], encoding or batch.encoding).best_head(levels) for at in places}
    best = max(found, key=lambda at: understood.quality(found[at][1]))
    head, columns = found[best]
    return best, head.number, remembered(head, by) or columns


def remembered(head, by) -> dict[str, int]:
    """The columns as the office understood the same heading before; empty where it is new."""
    mapping = ColumnMapping.objects.filter(unit=by.unit_id, heading=understood.heading_mark(head)).first()
    return mapping.columns if mapping else {}


@transaction.atomic
def understand(
    *, by, batch: RegisterImport, encoding: str, sheet: int, head_row: int, columns: dict[str, int], plan: Plan,
    kind: str, becomes: str,
) -> RegisterImport:  # fmt: skip
    """How the file is to be read and what its rows become; the office's heading is remembered. Raises ValidationError."""
    locked = _open(by, batch)
    head = SheetText.beginning(locked.sheets[sheet], encoding).head(head_row)
    if head is None:
        raise ValidationError("Dòng tiêu đề vừa chọn không có trong trang này.")
    if becomes == Becomes.REGISTERED and not may_register(by):
        raise PermissionDenied
    locked.encoding, locked.sheet, locked.head_row, locked.columns = encoding, sheet, head_row, columns
    locked.plan, locked.kind, locked.becomes = plan, kind, becomes
    number = len(table_of(locked).lines)
    if not number:
        raise ValidationError(
            "Dưới dòng tiêu đề không có dòng nào ghi tên mô hình. Hãy xem lại dòng tiêu đề và cột tên mô hình."
        )
    if number > MOST_LINES:
        raise ValidationError(f"Bảng có {number} dòng; mỗi lần nhập tối đa {MOST_LINES} dòng.")
    locked.choices, locked.judged = {}, []
    locked.save(update_fields=[
        "encoding", "sheet", "head_row", "columns", "plan", "kind", "becomes", "choices", "judged"
    ])  # fmt: skip
    ColumnMapping.objects.update_or_create(
        unit_id=by.unit_id,
        heading=understood.heading_mark(head),
        defaults={"columns": columns, "used_at": timezone.now()},
    )
    return locked


def may_register(by) -> bool:
    """Who may confirm: officers and Front officers; a clerk's rows can be handed in, not decided."""
    return by.has_role("officer", "front")


@transaction.atomic
def choose(*, by, batch: RegisterImport, choices: dict[int, str]) -> RegisterImport:
    """What becomes of rows that ask: a unit, taken all the same, or left out."""
    locked = _open(by, batch)
    locked.choices |= {str(number): choice for number, choice in choices.items()}
    locked.save(update_fields=["choices"])
    return locked


def _open(by, batch: RegisterImport) -> RegisterImport:
    """A batch of one's own that is not written yet."""
    locked = _of(by, locked_row(RegisterImport, batch.pk))
    if locked.written_at is not None:
        raise ValidationError("Sổ này đã ghi. Muốn nhập lại, hãy hủy rồi gửi tệp một lần nữa.")
    return locked


def start(*, by, batch: RegisterImport, task: str, token: UUID) -> ImportRun:
    """Begin a piece of work; a short preview is made at once, the rest by the worker, who also makes a short one that
    this process did not live to begin. A second press finds the first.
    """
    run, is_new = _begin(by, batch, task, token)
    if is_new and _is_short(run):
        import_tasks.work_at_once(run.pk)
    return run


def _is_short(run: ImportRun) -> bool:
    return run.task == Task.PREVIEW and run.total <= JUDGED_AT_ONCE


@transaction.atomic
def _begin(by, batch: RegisterImport, task: str, token: UUID) -> tuple[ImportRun, bool]:
    locked = _of(by, locked_row(RegisterImport, batch.pk, "plan"))
    if already := ImportRun.objects.filter(token=token).first():
        return already, False
    jobs.sweep(ImportRun)
    if locked.runs.filter(state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING]).exists():
        raise ValidationError("Sổ này đang được xử lý. Hãy đợi xong.")
    _judge_task(locked, task)
    if task == Task.WRITE:
        locked.written_at = timezone.now()
        locked.save(update_fields=["written_at"])
    total = len(locked.outcome) if task in {Task.SUBMIT, Task.UNDO} else len(table_of(locked).lines)
    run = ImportRun.objects.create(
        owner=by, batch=locked, token=token, task=task, total=total, title=f"{Task(task).label}: {locked}"[:200]
    )
    import_tasks.work_through.enqueue(run.pk)
    return run, True


def _judge_task(batch: RegisterImport, task: str) -> None:
    """Whether the piece of work has its place now. Raises ValidationError."""
    if batch.plan is None:
        raise ValidationError("Hãy ghép cột và chọn kế hoạch trước.")
    chosen = any(choice not in {"", SKIP} for choice in batch.choices.values())
    if task == Task.WRITE and not chosen and not any(row["status"] == GOOD for row in batch.judged):
        raise ValidationError("Không có dòng nào ghi được. Hãy sửa tệp rồi gửi lại.")
    if task in {Task.PREVIEW, Task.WRITE} and batch.written_at is not None:
        raise ValidationError("Sổ này đã ghi.")
    if task in {Task.SUBMIT, Task.UNDO} and (batch.written_at is None or batch.undone_at is not None):
        raise ValidationError("Sổ này chưa ghi hoặc đã hủy.")


def again(*, by, run: ImportRun) -> None:
    """Chạy lại a piece of work that failed. Raises ValidationError when it has not."""
    _of(by, run.batch)
    with transaction.atomic():
        jobs.wait_again(run, "Việc này đang làm hoặc đã xong, không cần chạy lại.")
        import_tasks.work_through.enqueue(run.pk)
    if _is_short(run):
        import_tasks.work_at_once(run.pk)
