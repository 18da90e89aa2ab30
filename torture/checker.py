"""Looks into the database afterwards: is all there that was acknowledged, once, and does every story hold together?"""

import zipfile
from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from openpyxl import load_workbook

from common.models import AuditRecord
from registrations.enums import Purpose, State
from registrations.models import Receipt, Registration, RegistrationEvent, RegistrationVersion
from registrations.workflow import MOVES
from reports.models import Export
from torture.people import Acknowledged, Kept

LABELS = {move.name: move.label for move in MOVES}


def losses(told: Acknowledged) -> list[str]:
    """A sentence for everything that is lost, doubled or does not fit."""
    return [
        *(f"astray: {sentence}" for sentence in told.astray),
        *(problem for kept in told.submitted for problem in _submitted(kept)),
        *(problem for kept in told.received for problem in _pressed(kept, "receive")),
        *(problem for kept in told.exports for problem in _export(kept)),
        *_stories(),
        *_versions(),
        *_receipts(),
        *_log(),
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


def _stories() -> Iterator[str]:
    """Each line of a history begins where the last one ended; the last one ends in the state of the record."""
    for registration in Registration.objects.prefetch_related("events"):
        state = State.DRAFT
        for event in sorted(registration.events.all(), key=lambda event: event.pk):
            if event.source != state:
                yield f"{registration.code}: {event} begins at {event.source}, the line before ended at {state}"
            state = event.target
        if state != registration.state:
            yield f"{registration.code} is {registration.state}, its history ends at {state}"


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


def _log() -> Iterator[str]:
    """Every line of a history has its line in the log."""
    lines = Counter(
        AuditRecord.objects.filter(kind="registrations.registration", action__in=LABELS.values()).values_list(
            "object_id", "action"
        )
    )
    events = Counter(
        (str(pk), LABELS[move]) for pk, move in RegistrationEvent.objects.values_list("registration_id", "move")
    )
    for key in sorted({*lines, *events}):
        if lines[key] != events[key]:
            yield f"record {key[0]}: “{key[1]}” stands {events[key]} times in its history and {lines[key]} in the log"


def _files() -> Iterator[str]:
    """A file is whole, or it is not offered."""
    for export in Export.objects.all():
        if export.state == Export.State.DONE:
            try:
                # The stored name has no ending, so the reader is given the opened file.
                with export.file.open("rb") as opened:
                    load_workbook(opened, read_only=True).close()
            except (OSError, ValueError, KeyError, zipfile.BadZipFile) as problem:
                yield f"the file {export.pk} is said to be done and cannot be opened: {problem!r}"
        elif export.file:
            yield f"the file {export.pk} is {export.state} and offers something already"


def _counted(rows):
    return rows.values_list("registration__code").annotate(times=Count("pk")).order_by()


def survived() -> dict[str, int]:
    """What there is, in figures."""
    states = Counter(Export.objects.values_list("state", flat=True))
    return {
        "registrations": Registration.objects.count(),
        "sent": Registration.objects.filter(first_sent_at__isnull=False).count(),
        "versions": RegistrationVersion.objects.count(), "history lines": RegistrationEvent.objects.count(),
        "receipts": Receipt.objects.count(), "log lines": AuditRecord.objects.count(),
        **{f"files {state}": count for state, count in sorted(states.items())},
    }  # fmt: skip
