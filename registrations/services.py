"""Writing that moves no state: drafts and attachments."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import TYPING_ROLES, Role
from common import audit, files
from common.counters import next_number
from common.locks import among_others, locked_row
from common.pictures import tidy
from common.vietnamese import clean
from registrations.drafts import draft_of
from registrations.enums import EDITABLE, WRITABLE, Purpose, State
from registrations.merging import merge
from registrations.models import Attachment, Draft, Plan, Registration
from registrations.rights import owns
from registrations.search import search_text, sort_key
from units import scope
from units.standing import still_standing

MOST_ATTACHMENTS = 20


class DraftConflict(Exception):
    """Somebody saved meanwhile; carries the draft as it stands now and what the writer would make of it."""

    def __init__(self, draft: Draft, mine: dict):
        super().__init__(f"revision {draft.revision}")
        self.draft, self.mine = draft, mine


@transaction.atomic
def start_registration(
    *, by, unit, kind: str, plan: Plan, data: dict, token: UUID, at: datetime | None = None
) -> Draft:
    """First save of a registration: gives its code and keeps what was typed. A repeated token finds the first one.

    `at` is for what paper dates in the past; otherwise it is now.
    """
    among_others()
    if begun := _begun_with(token, by):
        return begun
    unit = still_standing(unit)
    own = by.has_role(Role.REGISTRANT) and by.unit_id == unit.pk
    if not own and not (by.has_role(*TYPING_ROLES) and scope.covers(by, unit.path)):
        raise PermissionDenied
    at = at or timezone.now()
    number = next_number(f"code:{plan.year}")
    # The counter's lock made a second click wait here until the first had finished.
    if begun := _begun_with(token, by):
        return begun
    registration = Registration(
        code=f"DVK-{plan.year}-{number:05d}", token=token, plan=plan, kind=kind, unit=unit,
        present_unit=unit, scope_path=unit.path, created_by=by, typed_by=None if own else by, created_at=at,
    )  # fmt: skip
    _show_title(registration, data)
    registration.save()
    draft = Draft.objects.create(
        registration=registration, purpose=Purpose.REGISTRATION, data=data, saved_by=by, saved_at=at
    )
    _record_writing(by, "Bắt đầu soạn đăng ký", registration)
    return draft


def _begun_with(token: UUID, by) -> Draft | None:
    """The draft of the registration that this token began, or None."""
    first = Registration.objects.filter(token=token).first()
    if first and not owns(by, first):
        raise PermissionDenied
    return first.drafts.get(purpose=Purpose.REGISTRATION) if first else None


@transaction.atomic
def save_draft(
    *, by, registration: Registration, purpose: str, data: dict, revision: int,
    bases: dict[str, list[str]] | None = None,
) -> Draft:  # fmt: skip
    """Compare and set: keeps what was typed if nobody saved since `revision`.

    `bases`: the fields the writer changed, and what they said before. Where somebody saved meanwhile, these are laid
    over what stands there; DraftConflict is raised where both changed one field, or where it is not known which.
    """
    registration = locked_row(Registration, registration.pk, "unit")
    if not owns(by, registration):
        raise PermissionDenied
    if registration.state not in WRITABLE[Purpose(purpose)]:
        raise ValidationError(f"Không sửa được khi hồ sơ “{registration.get_state_display()}”.", code="state")
    if purpose == Purpose.AMENDMENT and registration.amendment_sent_at:
        raise ValidationError("Đề nghị điều chỉnh đã gửi và đang chờ duyệt; rút đề nghị về rồi sửa.", code="state")
    draft = draft_of(registration, purpose)
    if draft is None:
        draft = Draft.objects.create(registration=registration, purpose=purpose, data=data, saved_by=by)
        _record_writing(by, f"Bắt đầu soạn {draft.get_purpose_display()}", registration)
        return draft
    if draft.data == data:
        return draft
    if draft.revision != revision:
        data, clashes = (data, True) if bases is None else merge(draft.data, data, bases)
        if clashes:
            raise DraftConflict(draft, data)
        revision = draft.revision
    draft.data, draft.revision, draft.saved_by, draft.saved_at = data, revision + 1, by, timezone.now()
    draft.save(update_fields=["data", "revision", "saved_by", "saved_at"])
    if registration.first_sent_at is None and purpose == Purpose.REGISTRATION and _show_title(registration, data):
        registration.save(update_fields=["title", "search_text", "sort_key"])
    return draft


def _record_writing(by, action: str, registration: Registration, **changes) -> None:
    """What has not been sent is nobody's business above: the log knows that it was written, not what."""
    audit.record(by=by, action=action, obj=registration, label=registration.code, **changes)


def _show_title(registration: Registration, data: dict) -> bool:
    """A draft that was never sent shows its title in its owner's list. Whether that is another one than before."""
    before, registration.title = registration.title, clean(str(data.get("title", "")))[:300]
    registration.search_text, registration.sort_key = search_text(registration), sort_key(registration)
    return registration.title != before


@transaction.atomic
def discard_draft(*, by, registration: Registration) -> None:
    """Throw away a registration that was never sent. What has been sent can only be withdrawn."""
    registration = locked_row(Registration, registration.pk)
    if not owns(by, registration):
        raise PermissionDenied
    if registration.first_sent_at is not None:
        raise ValidationError("Bản đăng ký đã nộp thì không bỏ được; hãy dùng “Rút đăng ký”.")
    _record_writing(by, "Bỏ bản đang soạn", registration)
    stored = [attachment.file for attachment in registration.attachments.all()]
    registration.attachments.all().delete()
    registration.delete()
    transaction.on_commit(lambda: _remove_stored(stored))


@transaction.atomic
def discard_amendment(*, by, registration: Registration) -> None:
    """Throw away the wish for changes that has not been sent; what is confirmed stays. What waits is taken back first."""
    registration = locked_row(Registration, registration.pk)
    if not owns(by, registration):
        raise PermissionDenied
    if registration.amendment_sent_at:
        raise ValidationError("Đề nghị điều chỉnh đã gửi thì không bỏ được; hãy dùng “Rút đề nghị điều chỉnh”.")
    gone, _ = registration.drafts.filter(purpose=Purpose.AMENDMENT).delete()
    if gone:
        _record_writing(by, "Bỏ đề nghị điều chỉnh đang soạn", registration)


def attach(*, by, registration: Registration, file) -> Attachment:
    """Keep a file with the registration; it is sent with the next submit or result. Raises ValidationError."""
    kept, refused = attach_all(by=by, registration=registration, chosen=[file])
    if refused:
        raise ValidationError(refused)
    return kept[0]


def attach_all(*, by, registration: Registration, chosen: list) -> tuple[list[Attachment], list[str]]:
    """Keep each file that can be kept, and a sentence for each that cannot. The same file pressed twice is kept once.

    What takes time (scanning, making pictures smaller) is done before anything is locked. A kept picture that was made
    smaller says so in `told`.
    """
    _may_change_files(by, registration)
    ready, refused = _made_ready(chosen)
    with transaction.atomic():
        registration = locked_row(Registration, registration.pk)
        _may_change_files(by, registration)
        there, kept = list(registration.attachments.all()), []
        for file, kind, told in ready:
            try:
                attachment = _attachment(by, registration, file, kind, there)
            except ValidationError as problem:
                refused += problem.messages
            else:
                attachment.told = told
                kept.append(attachment)
    return kept, refused


def _made_ready(chosen: list) -> tuple[list[tuple], list[str]]:
    """(file, kind, what to tell) of each that can be kept, its picture upright and without place and time."""
    ready, refused = [], []
    for file in chosen:
        try:
            kind = files.check_upload(file)
            tidied = tidy(file, kind.extension)
        except ValidationError as problem:
            refused += problem.messages
        else:
            ready.append((tidied.file, kind, tidied.told))
    return ready, refused


def _attachment(by, registration: Registration, file, kind, there: list[Attachment]) -> Attachment:
    name, digest = files.safe_name(file.name, kind.extension), files.digest_of(file)
    same = (one for one in there if one.version_id is None and (one.sha256, one.name) == (digest, name))
    if already := next(same, None):
        return already
    if len(there) >= MOST_ATTACHMENTS:
        raise ValidationError(f"Mỗi hồ sơ có nhiều nhất {MOST_ATTACHMENTS} tệp đính kèm.")
    attachment = Attachment(registration=registration, added_by=by)
    attachment.take(file, kind, digest)
    attachment.save()
    _record_writing(by, "Đính kèm tệp", registration, after={"tệp": f"số {attachment.pk}"})
    there.append(attachment)
    return attachment


@transaction.atomic
def remove_attachment(*, by, attachment: Attachment) -> None:
    """Take away a file that has not been sent yet."""
    registration = locked_row(Registration, attachment.registration_id)
    _may_change_files(by, registration)
    attachment.refresh_from_db(fields=["version"])
    if attachment.version_id is not None:
        raise ValidationError("Tệp đã gửi kèm hồ sơ thì không xóa được.")
    _record_writing(by, "Bỏ tệp đính kèm", registration, before={"tệp": f"số {attachment.pk}"})
    stored = attachment.file
    attachment.delete()
    transaction.on_commit(lambda: _remove_stored([stored]))


def _remove_stored(stored) -> None:
    """Take the files themselves away, once nothing speaks of them any more."""
    for file in stored:
        file.delete(save=False)


def _may_change_files(by, registration: Registration) -> None:
    if not owns(by, registration) or registration.state not in EDITABLE | {State.CONFIRMED}:
        raise PermissionDenied
