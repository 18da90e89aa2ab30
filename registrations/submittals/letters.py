"""Công văn kèm danh sách: which confirmed registrations of a desk went out under which number and day."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.signing import usually_headed_by
from common import audit, copies
from common.correcting import correct_row
from common.locks import among_others, hold, locked_row, locked_rows
from registrations.models import Letter, LetterCopy, Receipt, Submittal
from registrations.rights import keeps_letters
from units.models import Unit


def without_letter(unit: Unit, position):
    """What the desk confirmed and has sent out under no công văn yet, the latest in its register first; of what the
    position sees."""
    receipts = Receipt.objects.confirmed().seen_by(position).filter(desk=unit, letter__isnull=True)
    joined = ("registration__present_unit", "registration__sector", "registration__highest_level")
    return receipts.select_related(*joined).order_by("-register_year", "-register_number")


def written_with(token: UUID, by) -> Letter | None:
    """The letter that a press with this token has written."""
    return Letter.objects.filter(token=token, created_by__in=by.seats).first()


@transaction.atomic
def write_letter(*, by, unit: Unit, receipts, token: UUID, submittal: Submittal | None = None, **facts) -> Letter:
    """Lập danh sách kèm công văn. A repeated token finds the first. Raises ValidationError, PermissionDenied."""
    among_others()
    if not keeps_letters(by, unit):
        raise PermissionDenied
    # A second press waits here until the first has finished.
    hold(unit)
    if already := written_with(token, by):
        return already
    headed_by = submittal.headed_by if submittal else usually_headed_by(unit)
    letter = Letter(unit=unit, created_by=by, token=token, submittal=submittal, headed_by=headed_by, **facts)
    letter.full_clean()
    keys = [receipt.pk for receipt in receipts]
    mine = Receipt.objects.seen_by(by).filter(pk__in=keys, desk=unit, letter__isnull=True)
    free = locked_rows(mine)
    if len(free.confirmed()) != len(keys):
        raise ValidationError("Có hồ sơ vừa được đưa vào công văn khác. Hãy xem lại danh sách.")
    letter.save()
    Receipt.objects.filter(pk__in=keys).update(letter=letter)
    audit.record(by=by, action="Lập công văn kèm danh sách", obj=letter, after=audit.facts(letter) | _codes(letter))
    return letter


@transaction.atomic
def correct_letter(*, by, letter: Letter, **facts) -> Letter:
    """Write or correct number, day, receiver, signer. Raises ValidationError, PermissionDenied."""
    locked = locked_row(Letter, letter.pk, "unit")
    if not keeps_letters(by, locked.unit):
        raise PermissionDenied
    correct_row(by=by, row=locked, action="Sửa công văn kèm danh sách", facts=facts)
    return locked


@transaction.atomic
def keep_copy(*, by, letter: Letter, file) -> LetterCopy:
    """Lưu bản ký; the same file is kept once. Raises ValidationError, PermissionDenied."""
    if not keeps_letters(by, letter.unit):
        raise PermissionDenied
    hold(letter)
    mine = LetterCopy(letter=letter, added_by=by)
    kept = copies.keep_copy(mine, file, beside=letter.copies.all())
    if kept is mine:
        audit.record(by=by, action="Lưu bản ký công văn kèm danh sách", obj=kept, after={"tệp": kept.name})
    return kept


@transaction.atomic
def leave_out(*, by, receipt: Receipt) -> None:
    """Bỏ một hồ sơ khỏi công văn: put on the list by mistake."""
    locked = locked_row(Receipt, receipt.pk, "letter__unit")
    if locked.letter is None:
        return
    if not keeps_letters(by, locked.letter.unit):
        raise PermissionDenied
    code = locked.registration.code
    audit.record(by=by, action="Bỏ hồ sơ khỏi công văn", obj=locked.letter, before={"hồ sơ": code})
    locked.letter = None
    locked.save(update_fields=["letter"])


def _codes(letter: Letter) -> dict[str, str]:
    codes = letter.receipts.order_by("register_year", "register_number").values_list("registration__code", flat=True)
    return {"hồ sơ": ", ".join(codes)}
