"""Ghi sổ đăng ký đã nhập: row by row, each in a transaction of its own, so that a stop in the middle loses nothing.

Every row has its one-time tokens: whoever runs the work again finds what is written already.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import locked_rows
from common.workflow import perform
from registrations import obstacles, services, workflow
from registrations.enums import Becomes, Purpose, State
from registrations.imports.sheets import Row, judge
from registrations.imports.sheets.judging import row_token
from registrations.imports.sheets.rows import GOOD
from registrations.models import ImportRun, RegisterImport, Registration, UnitName
from units.models import Unit

TOLD_EVERY = 10
AT_ONCE = 500
PAPER_HOUR = time(8)
NOT_ALLOWED = "Vị trí công tác không còn quyền nhập cho đơn vị này."
Told = Callable[[int], None]


def judge_rows(*, by, batch: RegisterImport, run: ImportRun, told: Told) -> None:
    """Every row judged, for the preview."""
    rows = judge(batch, by=by, told=told)
    batch.judged = [row.shown() for row in rows]
    batch.save(update_fields=["judged"])
    remember_names(by, rows)


def remember_names(by, rows: list[Row]) -> None:
    """What the person said a name means: the office is not asked again."""
    meant = {row.said: row.unit.pk for row in rows if row.answered and row.said}
    now = timezone.now()
    UnitName.objects.bulk_create(
        [UnitName(unit_id=by.unit_id, said=said, means_id=key, used_at=now) for said, key in meant.items()],
        update_conflicts=True, unique_fields=["unit", "said"], update_fields=["means", "used_at"],
    )  # fmt: skip


def write_rows(*, by, batch: RegisterImport, run: ImportRun, told: Told) -> None:
    """The good rows become registrations; what became of each is kept."""
    made = _made(batch)
    rows = judge(batch, by=by, without=set(made.values()))
    remember_names(by, rows)
    good = [row for row in rows if row.status == GOOD]
    units = Unit.objects.select_related("level", "parent__level").in_bulk({row.unit.pk for row in good})
    outcome = []
    for done, row in enumerate(good, 1):
        outcome.append(_written(by, batch, row, units[row.unit.pk]))
        _tell(told, done)
    batch.outcome, batch.judged = outcome, [row.shown() for row in rows]
    batch.save(update_fields=["outcome", "judged"])
    written = sum(not one["problem"] for one in outcome)
    told_now = {"tệp": batch.file_name, "số đăng ký": written, "không ghi": len(rows) - written}
    audit.record(by=by, action="Nhập sổ đăng ký từ Excel", obj=batch, after=told_now)


def _made(batch: RegisterImport) -> dict[int, int]:
    """Number of the row → key of the registration that an earlier run has written."""
    tokens = {row_token(batch, row["number"]): row["number"] for row in batch.judged}
    keys, found = list(tokens), {}
    for at in range(0, len(keys), AT_ONCE):
        rows = Registration.objects.filter(token__in=keys[at : at + AT_ONCE]).values_list("token", "pk")
        found |= {tokens[token]: pk for token, pk in rows}
    return found


def _written(by, batch: RegisterImport, row: Row, unit: Unit) -> dict:
    kept = {"number": row.number, "title": row.title, "unit": row.unit.told, "code": "", "key": None, "problem": ""}
    try:
        registration = _write(by, batch, row, unit)
    except ValidationError as problem:
        return kept | {"problem": problem.messages[0]}
    except PermissionDenied:
        return kept | {"problem": NOT_ALLOWED}
    return kept | {"code": registration.code, "key": registration.pk}


@transaction.atomic
def _write(by, batch: RegisterImport, row: Row, unit: Unit) -> Registration:
    """One row, whole or not at all."""
    at = None
    if batch.becomes == Becomes.REGISTERED:
        at = timezone.make_aware(datetime.combine(row.registered_on, PAPER_HOUR))
    draft = services.start_registration(
        by=by, unit=unit, kind=row.kind, plan=batch.plan, data=row.data, token=row_token(batch, row.number), at=at
    )
    registration = draft.registration
    for move in _moves(batch):
        data = {"note": f"Nhập từ sổ “{batch.file_name}”, dòng {row.number}."}
        if move is workflow.CONFIRM:
            data["register_number"] = row.register_number
        perform(move, registration, by=by, data=data, token=row_token(batch, row.number, f":{move.name}"), at=at)
    return registration


def _moves(batch: RegisterImport) -> tuple:
    if batch.becomes == Becomes.REGISTERED:
        return workflow.SUBMIT, workflow.RECEIVE, workflow.CONFIRM
    return (workflow.SUBMIT,) if batch.becomes == Becomes.SENT else ()


def submit_rows(*, by, batch: RegisterImport, run: ImportRun, told: Told) -> None:
    """Whatever of the batch is complete now is handed in; the others stay drafts."""
    sent, why = 0, {}
    for done, registration in enumerate(_records(batch), 1):
        if registration.state == State.DRAFT:
            why[registration.pk] = _submitted(by, registration, uuid5(run.token, str(registration.pk)))
            sent += not why[registration.pk]
        _tell(told, done)
    batch.outcome = [one | {"why": why.get(one["key"], "")} for one in batch.outcome]
    batch.save(update_fields=["outcome"])
    audit.record(by=by, action="Nộp các bản đã nhập từ Excel", obj=batch, after={"số đăng ký": sent})


def _submitted(by, registration: Registration, token: UUID) -> str:
    """Why it could not be handed in; empty where it is."""
    if obstacle := obstacles.registration_not_ready(by, registration, timezone.localdate()):
        return obstacle
    try:
        perform(workflow.SUBMIT, registration, by=by, data={}, token=token)
    except ValidationError as problem:
        return problem.messages[0]
    except PermissionDenied:
        return NOT_ALLOWED
    return ""


def _records(batch: RegisterImport) -> Iterator[Registration]:
    """The batch's registrations that are still there, in the order of its rows."""
    keys = [one["key"] for one in batch.outcome if one["key"]]
    for at in range(0, len(keys), AT_ONCE):
        found = Registration.objects.select_related("plan", "unit__parent", "present_unit", "desk").in_bulk(
            keys[at : at + AT_ONCE]
        )
        yield from (found[key] for key in keys[at : at + AT_ONCE] if key in found)


def undo_rows(*, by, batch: RegisterImport, run: ImportRun, told: Told) -> None:
    """Take away the drafts that nobody has touched since; the others stay, and are told with the reason."""
    stays = {}
    for done, registration in enumerate(_records(batch), 1):
        if reason := _taken_away(by, registration.pk):
            stays[registration.pk] = reason
        _tell(told, done)
    batch.outcome = [one | {"stays": stays.get(one["key"], "")} for one in batch.outcome]
    batch.undone_at = timezone.now()
    batch.save(update_fields=["outcome", "undone_at"])
    gone = sum(bool(one["key"]) and not one["stays"] for one in batch.outcome)
    audit.record(by=by, action="Hủy sổ đăng ký đã nhập từ Excel", obj=batch,
                 after={"tệp": batch.file_name, "đã hủy": gone, "giữ lại": len(stays)})  # fmt: skip


@transaction.atomic
def _taken_away(by, key: int) -> str:
    """Why the draft stays; empty where it is gone."""
    registration = locked_rows(Registration.objects.filter(pk=key)).first()
    if registration is None:
        return ""
    if registration.first_sent_at is not None:
        return f"đã nộp, nay “{registration.get_state_display()}”"
    draft = registration.drafts.filter(purpose=Purpose.REGISTRATION).first()
    if draft is None or draft.revision > 1 or registration.attachments.exists():
        return "đã có người sửa hoặc đính kèm tệp"
    try:
        services.discard_draft(by=by, registration=registration)
    except (ValidationError, PermissionDenied):
        return "không còn quyền hủy"
    return ""


def _tell(told: Told, done: int) -> None:
    if done % TOLD_EVERY == 0:
        told(done)
