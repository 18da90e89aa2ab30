"""Ghi nhanh tiến độ: a short dated note with photos, by the owner or by the desk that went to look."""

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, files
from common.locks import locked_row
from common.pictures import tidy
from registrations.following.rights import takes_notes
from registrations.models import NotePhoto, ProgressNote, Registration
from registrations.rights import owns

MOST_PHOTOS = 6
KINDS = ("jpg", "png")


def add_note(
    *, by, registration: Registration, on: date, text: str, token: UUID, benefit_amount: int | None = None,
    benefit_text: str = "", photos: list = (), at: datetime | None = None,
) -> ProgressNote:  # fmt: skip
    """Ghi tiến độ. A repeated token finds the first note. Raises ValidationError (of the photos too), PermissionDenied."""
    at = at or timezone.now()
    if on > timezone.localdate(at):
        raise ValidationError({"on": "Ngày ghi không được sau hôm nay."})
    if len(photos) > MOST_PHOTOS:
        raise ValidationError({"photos": f"Mỗi lần ghi kèm nhiều nhất {MOST_PHOTOS} ảnh; hiện có {len(photos)}."})
    if same := _written_with(token, by):
        return same
    chosen = looked_at(photos)
    note = ProgressNote(
        registration=registration, on=on, text=text, benefit_amount=benefit_amount, benefit_text=benefit_text, by=by,
        at=at, token=token,
    )  # fmt: skip
    return _write(by, note, chosen)


def _written_with(token: UUID, by) -> ProgressNote | None:
    same = ProgressNote.objects.filter(token=token).first()
    if same and same.by_id not in by.seats:
        raise PermissionDenied
    return same


def looked_at(photos: list) -> list[tuple]:
    """(file, kind, hash, small picture) of each, without place and time: drawn anew before anything is locked."""
    try:
        kinds = [files.check_upload(photo, kinds=KINDS) for photo in photos]
        tidied = [tidy(photo, kind.extension, with_small=True) for photo, kind in zip(photos, kinds, strict=True)]
    except ValidationError as problem:
        raise ValidationError({"photos": problem.messages}) from problem
    drawn = zip(tidied, kinds, strict=True)
    return [(one.file, kind, files.digest_of(one.file), one.small) for one, kind in drawn]


@transaction.atomic
def _write(by, note: ProgressNote, chosen: list[tuple]) -> ProgressNote:
    held = locked_row(Registration, note.registration_id, "unit")
    if not takes_notes(by, held):
        raise PermissionDenied
    if same := _written_with(note.token, by):
        return same
    note.visited = not owns(by, held)
    note.full_clean(exclude=["token", "by", "at"])
    note.save()
    for one in chosen:
        photo = NotePhoto(note=note)
        photo.take_with_small(*one)
        photo.save()
    told = {"ảnh": str(len(chosen))} if chosen else {}
    audit.record(by=by, action="Ghi nhanh tiến độ", obj=note, after=audit.facts(note) | told)
    return note
