"""Looks into the database afterwards: is all there that was acknowledged, once, and does every story hold together?"""

import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

import pypdfium2
from django.db.models import Count
from openpyxl import load_workbook

from common.models import AuditRecord, Job
from danvan import rooms
from evaluation.enums import RoundState, SheetState
from evaluation.models import Round, Sheet, SheetEvent
from evaluation.sheetkeys import SheetKeyConverter
from evaluation.workflow import SHEET_MOVES
from registrations.enums import Purpose, State
from registrations.models import Receipt, Registration, RegistrationEvent, RegistrationVersion
from registrations.workflow import CONFIRM, MOVES, RETURN
from reports.enums import Format
from reports.models import Export
from torture.people import Acknowledged, Decided, Kept, Scored

# What has a history, and the state in which it begins.
STORIES = ((Registration, State.DRAFT), (Sheet, SheetState.ASSIGNED), (Round, RoundState.PREPARING))
# Lines of a history, the key of what they belong to, and by which moves: each has its line in the log.
LOGGED = ((RegistrationEvent, "registration", MOVES), (SheetEvent, "sheet", SHEET_MOVES))
DECISIONS = (CONFIRM.name, RETURN.name)
OVER = (Job.State.DONE, Job.State.FAILED)


def losses(told: Acknowledged) -> list[str]:
    """A sentence for everything that is lost, doubled or does not fit."""
    return [
        *(f"astray: {sentence}" for sentence in told.astray),
        *(problem for kept in told.submitted for problem in _submitted(kept)),
        *(problem for kept in told.received for problem in _pressed(kept, "receive")),
        *(problem for kept in told.scored for problem in _scored(kept)),
        *(problem for kept in told.exports for problem in _export(kept)),
        *_decided(told.decided),
        *(problem for model, begins in STORIES for problem in _stories(model, begins)),
        *_versions(),
        *_receipts(),
        *_register(),
        *(problem for lines in LOGGED for problem in _log(*lines)),
        *_jobs(),
        *_files(),
    ]


def _submitted(kept: Kept) -> Iterator[str]:
    there = list(Registration.objects.filter(title=kept.title))
    if len(there) != 1:
        yield f"“{kept.title}” was acknowledged and is there {len(there)} times"
    elif there[0].code != kept.code:
        yield f"“{kept.title}” was acknowledged as {kept.code} and is {there[0].code}"
    elif there[0].first_sent_at is None:
        yield f"{kept.code} was acknowledged as sent and is not"
    yield from _pressed(kept, "submit")


def _pressed(kept: Kept, move: str) -> Iterator[str]:
    events = RegistrationEvent.objects.filter(registration__code=kept.code, move=move)
    tokens = [str(event.token) for event in events]
    if tokens != [kept.token]:
        yield f"{kept.code}: {move} was pressed once as {kept.token} and is there as {tokens}"


def _export(kept: Kept) -> Iterator[str]:
    there = Export.objects.filter(token=kept.token).count()
    if there != 1:
        yield f"the file {kept.code} was asked for once and is there {there} times"


def _scored(kept: Scored) -> Iterator[str]:
    sheet = Sheet.objects.prefetch_related("scores", "events").get(
        pk=SheetKeyConverter().to_python(kept.sheet.rstrip("/").rpartition("/")[2])
    )
    tokens = [str(event.token) for event in sheet.events.all() if event.move == "lock"]
    if tokens != [kept.token]:
        yield f"sheet {sheet.pk} was sent once as {kept.token} and is there as {tokens}"
    there = {score.criterion_id: score.points for score in sheet.scores.all()}
    given = {criterion: Decimal(points) for criterion, points in kept.points.items()}
    if there != given:
        yield f"sheet {sheet.pk} was sent with {given} and has {there}"
    if sheet.state != SheetState.LOCKED or sheet.total != sum(given.values()):
        yield f"sheet {sheet.pk} is {sheet.state} with {sheet.total} points in all"


def _decided(told: list[Decided]) -> Iterator[str]:
    """Of two who decided one record at the same moment one has decided, by what both were told and by its history."""
    by_record = defaultdict(list)
    for one in told:
        by_record[one.code].append(one)
    lines = RegistrationEvent.objects.filter(registration__code__in=by_record, move__in=DECISIONS)
    there = defaultdict(list)
    for code, move, token in lines.values_list("registration__code", "move", "token"):
        there[code].append((move, str(token)))
    for code, both in by_record.items():
        made = [(one.move, one.token) for one in both if one.is_made]
        if len(made) != 1 or there[code] != made:
            yield f"{code}: two officers were told that {made} is decided, its history says {there[code]}"


def _stories(model, begins: str) -> Iterator[str]:
    """Each line of a history begins where the last one ended; the last one ends in the state of the record."""
    for record in model.objects.prefetch_related("events"):
        state, name = begins, getattr(record, "code", f"{model.__name__} {record.pk}")
        for event in sorted(record.events.all(), key=lambda event: event.pk):
            if event.source != state:
                yield f"{name}: {event} begins at {event.source}, the line before ended at {state}"
            state = event.target
        if state != record.state:
            yield f"{name} is {record.state}, its history ends at {state}"


def _versions() -> Iterator[str]:
    """One press of “Nộp đăng ký” writes one version."""
    pressed = dict(_counted(RegistrationEvent.objects.filter(move="submit")))
    written = dict(_counted(RegistrationVersion.objects.filter(purpose=Purpose.REGISTRATION)))
    for code in sorted({*pressed, *written}):
        if pressed.get(code) != written.get(code):
            yield f"{code} was sent {pressed.get(code, 0)} times and has {written.get(code, 0)} versions"


def _receipts() -> Iterator[str]:
    received = set(RegistrationEvent.objects.filter(move="receive").values_list("registration__code", flat=True))
    found = Counter(Receipt.objects.values_list("registration__code", "desk_id"))
    yield from (f"{code} has {count} receipts at one desk" for (code, _), count in found.items() if count > 1)
    yield from (
        f"{code} was received and has no receipt, or the other way round" for code in received ^ {c for c, _ in found}
    )


def _register() -> Iterator[str]:
    """A register counts from one, without a gap and nothing twice."""
    books = defaultdict(list)
    numbered = Receipt.objects.filter(register_number__isnull=False)
    for desk, year, number in numbered.values_list("desk_id", "register_year", "register_number"):
        books[desk, year].append(number)
    for (desk, year), numbers in books.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"the register {year} of desk {desk} has the numbers {sorted(numbers)}"


def _log(model, record: str, moves: Iterable) -> Iterator[str]:
    """Every line of a history has its line in the log."""
    labels, kind = {move.name: move.label for move in moves}, model._meta.get_field(record).related_model._meta
    of_kind = AuditRecord.objects.filter(kind=kind.label_lower, action__in=labels.values())
    lines = Counter(of_kind.values_list("object_id", "action"))
    events = Counter((str(pk), labels[move]) for pk, move in model.objects.values_list(f"{record}_id", "move"))
    for key in sorted({*lines, *events}):
        if lines[key] != events[key]:
            yield (
                f"{kind.model_name} {key[0]}: “{key[1]}” stands {events[key]} times in its history and "
                f"{lines[key]} in the log"
            )


def _jobs() -> Iterator[str]:
    """Nothing waits for a worker or runs any more; everybody has waited long enough."""
    for model in rooms.job_models():
        for pk, state in model._default_manager.exclude(state__in=OVER).values_list("pk", "state"):
            yield f"{model.__name__} {pk} is “{state}” and nobody is at it"


def _files() -> Iterator[str]:
    """A file is whole, or it is not offered."""
    for export in Export.objects.all():
        if export.state == Export.State.DONE:
            try:
                # The stored name has no ending, so the reader is given the opened file.
                with export.file.open("rb") as opened:
                    READERS[Format(export.form)](opened).close()
            except UNREADABLE as problem:
                yield f"the file {export.pk} is said to be done and cannot be opened: {problem!r}"
        elif export.file:
            yield f"the file {export.pk} is {export.state} and offers something already"


def _workbook(opened):
    return load_workbook(opened, read_only=True)


READERS = {Format.EXCEL: _workbook, Format.PDF: pypdfium2.PdfDocument}
UNREADABLE = (OSError, ValueError, KeyError, zipfile.BadZipFile, pypdfium2.PdfiumError)


def _counted(rows):
    return rows.values_list("registration__code").annotate(times=Count("pk")).order_by()


def survived() -> dict[str, int]:
    """What there is, in figures."""
    states = Counter(Export.objects.values_list("state", flat=True))
    return {
        "registrations": Registration.objects.count(),
        "sent": Registration.objects.filter(first_sent_at__isnull=False).count(),
        "versions": RegistrationVersion.objects.count(), "history lines": RegistrationEvent.objects.count(),
        "receipts": Receipt.objects.count(), "sheets sent": Sheet.objects.filter(state=SheetState.LOCKED).count(),
        "log lines": AuditRecord.objects.count(),
        **{f"files {state}": count for state, count in sorted(states.items())},
    }  # fmt: skip
