"""Khóa tạm khi đăng nhập sai nhiều lần: counted per typed name in a table, so that no restart forgives.

From the fifth failure in a row the name waits, each time twice as long; after a hundred only a new one-time password
opens it again (NIST SP 800-63B allows no more). A name that nobody bears is treated alike, so the answer tells nothing.
"""

from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from accounts.models import FailedSignIns, User
from common import audit, dates
from common.locks import locked_rows
from common.models import AuditRecord
from common.vietnamese import clean

FREE = 4
MOST = 100
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=30)

SIGNED_IN = "Đăng nhập"
FAILED = "Đăng nhập không thành công"
LOCKED = "Tạm khóa đăng nhập"


def wait_after(failures: int) -> timedelta:
    """How long a name waits after so many failures in a row."""
    if failures <= FREE:
        return timedelta()
    doubled = FIRST_WAIT * 2 ** min(failures - FREE - 1, 10)
    return min(doubled, LONGEST_WAIT)


def refusal(typed: str) -> str:
    """Why nobody may sign in under this name right now, or nothing."""
    row = FailedSignIns.objects.filter(username=_name(typed)).first()
    if row is None:
        return ""
    if row.count >= MOST:
        return "Đăng nhập sai quá nhiều lần nên tên này đã khóa. Hãy xin cấp lại mật khẩu ở “Quên mật khẩu?”."
    if row.locked_until is None or row.locked_until <= timezone.now():
        return ""
    minutes = ceil((row.locked_until - timezone.now()).total_seconds() / 60)
    return f"Đăng nhập sai nhiều lần. Hãy đợi {minutes} phút rồi thử lại, hoặc xin cấp lại mật khẩu."


@transaction.atomic
def record_failure(typed: str, *, action: str = FAILED) -> None:
    """One more failure under a name, on the record; the password typed is written nowhere."""
    _forget_made_up_names()
    row, _ = locked_rows(FailedSignIns.objects.all()).get_or_create(username=_name(typed))
    row.count, row.last_at = row.count + 1, timezone.now()
    audit.record(by=None, action=action, obj=row)
    if wait := wait_after(row.count):
        row.locked_until = row.last_at + wait
        until = "" if row.count >= MOST else dates.moment(row.locked_until)
        audit.record(by=None, action=LOCKED, obj=row, after={"count": row.count, "locked_until": until})
    row.save()


def record_passkey_failure() -> None:
    """A passkey that does not open names nobody, so nobody waits for it."""
    audit.record(by=None, action=FAILED, obj=FailedSignIns(), label="bằng khóa đăng nhập")


def forgive(username: str) -> None:
    """The count begins anew: after a whole sign-in, and with a new one-time password."""
    FailedSignIns.objects.filter(username=_name(username)).delete()


def state_of(user: User) -> FailedSignIns | None:
    """The failures of a person, while the name waits or is locked."""
    row = FailedSignIns.objects.filter(username=_name(user.username)).first()
    return row if row and refusal(user.username) else None


def has_signed_in_from(typed: str, address: str) -> bool:
    """Whether this person has signed in from this address before: a flood from an office does not shut out its own."""
    user = User.objects.filter(username=_name(typed)).first()
    return (
        user is not None
        and AuditRecord.objects.filter(
            kind=User._meta.label_lower, object_id=str(user.pk), action=SIGNED_IN, address=address
        ).exists()
    )


def _name(typed: str) -> str:
    """The name as the account bears it, so that another way of writing it is no fresh start."""
    typed = clean(typed)[:60]
    known = User.objects.filter(username__iexact=typed).values_list("username", flat=True).first()
    return known or typed.lower()


def _forget_made_up_names() -> None:
    old = FailedSignIns.objects.filter(last_at__lt=timezone.now() - FORGOTTEN_AFTER)
    old.exclude(username__in=User.objects.values("username")).delete()
