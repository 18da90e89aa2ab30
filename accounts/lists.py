"""Nhập danh sách cán bộ: kept as read, opened when confirmed, undone while nobody has signed in; slips for all."""

from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts import intake, rights, slip_tasks
from accounts.models import AccountList, Position, SlipRun, User
from common import audit, jobs
from common.locks import hold, locked_row
from common.models import AuditRecord
from documents.sheets_in import Line

AT_ONCE = 500
"""Rows to one statement: SQLite takes a limited number of values."""


@transaction.atomic
def keep_list(*, by, token: UUID, file_name: str, lines: list[Line]) -> AccountList:
    """Keep the lines of a file as read; what was left unconfirmed before is forgotten. A second press finds the first."""
    if not rights.may_manage(by):
        raise PermissionDenied
    hold(by)
    if already := AccountList.objects.filter(token=token).first():
        return already
    AccountList.objects.filter(owner=by, opened_at__isnull=True).delete()
    kept = [{"number": line.number, "values": line.values, "choice": ""} for line in lines]
    return AccountList.objects.create(owner=by, token=token, file_name=file_name[:150], lines=kept)


@transaction.atomic
def choose(*, by, accounts: AccountList, choices: dict[int, str]) -> None:
    """What becomes of lines whose person seems to have an account: one more position, a new account, or nothing."""
    locked = _locked(by, accounts)
    if locked.opened_at is None:
        locked.lines = _chosen(locked.lines, choices)
        locked.save(update_fields=["lines"])


def _chosen(lines: list[dict], choices: dict[int, str]) -> list[dict]:
    return [line | {"choice": choices.get(line["number"], line["choice"])} for line in lines]


def open_list(*, by, accounts: AccountList, choices: dict[int, str] | None = None) -> AccountList:
    """Open the accounts and positions of the good lines, all or none. A second press finds them opened.

    `choices` as in `choose`.

    The accounts have no password until slips are made. Raises ValidationError.
    """
    try:
        return _open_list(by, accounts, choices or {})
    except IntegrityError as problem:
        raise ValidationError(
            "Có tên đăng nhập vừa được người khác dùng. Hãy xem lại danh sách rồi mở lại."
        ) from problem


@transaction.atomic
def _open_list(by, accounts: AccountList, choices: dict[int, str]) -> AccountList:
    locked = _locked(by, accounts)
    if locked.opened_at is not None:
        return locked
    locked.lines = _chosen(locked.lines, choices)
    good = [one for one in intake.judge(locked.lines, by=by) if one.is_good]
    if not good:
        raise ValidationError("Không có dòng nào mở được. Hãy sửa tệp rồi nhập lại.")
    users = _open_accounts(by, good)
    positions = _open_positions(by, good, users)
    became = {one.number: {"user": users[one.number].pk, "position": position.pk, "new": one.opens_account}
              for one, position in zip(good, positions, strict=True)}  # fmt: skip
    locked.lines = [line | became.get(line["number"], {}) for line in locked.lines]
    locked.opened_at = timezone.now()
    locked.save(update_fields=["lines", "opened_at"])
    audit.record(by=by, action="Mở tài khoản theo danh sách", obj=locked,
                 after={"accounts": sum(one.opens_account for one in good), "positions": len(positions)})  # fmt: skip
    return locked


def _open_accounts(by, good: list[intake.Judged]) -> dict[int, User]:
    """Number of the line → the account, new or there already."""
    users = {one.number: one.account for one in good if one.account and not one.opens_account and one.same_as is None}
    new = {}
    for one in good:
        if one.opens_account:
            user = User(username=one.username, full_name=one.values["full_name"], password=make_password(None))
            user.derive()
            new[one.number] = user
    User.objects.bulk_create(new.values(), batch_size=AT_ONCE)
    audit.record_many(by=by, action="Mở tài khoản", objs=new.values())
    users |= new
    for one in good:
        if one.same_as is not None:
            users[one.number] = users.get(one.same_as) or one.account
    return users


def _open_positions(by, good: list[intake.Judged], users: dict[int, User]) -> list[Position]:
    positions = [
        Position(
            user=users[one.number], role=one.role, unit=one.unit, title=one.values["title"], starts_on=one.starts_on
        )
        for one in good
    ]
    Position.objects.bulk_create(positions, batch_size=AT_ONCE)
    held = Position.areas.through
    held.objects.bulk_create(
        [held(position=position, unit=area) for one, position in zip(good, positions, strict=True) for area in
         dict.fromkeys(one.areas)],
        batch_size=AT_ONCE,
    )  # fmt: skip
    audit.record_many(by=by, action="Giao vị trí công tác", objs=positions)
    return positions


@transaction.atomic
def undo_list(*, by, accounts: AccountList) -> None:
    """Hủy what a list opened, while nobody of it has signed in or worked at a position of it. Raises ValidationError."""
    locked = _locked(by, accounts)
    if locked.opened_at is None or locked.undone_at is not None:
        return
    opened = [line for line in locked.lines if "position" in line]
    positions = Position.objects.filter(pk__in=[line["position"] for line in opened])
    users = User.objects.filter(pk__in=[line["user"] for line in opened if line["new"]])
    keys = list(positions.values_list("pk", flat=True))
    if used := users.filter(last_login__isnull=False).first():
        raise ValidationError(f"{used} đã đăng nhập nên không hủy được cả danh sách. Hãy đóng từng tài khoản.")
    if AuditRecord.objects.filter(position_id__in=keys).exists():
        raise ValidationError("Đã có người làm việc ở vị trí của danh sách nên không hủy được.")
    audit.record_many(by=by, action="Hủy vị trí công tác vừa nhập", objs=positions.select_related("unit__level"))
    audit.record_many(by=by, action="Hủy tài khoản vừa nhập", objs=users)
    try:
        positions.delete()
        users.delete()
    except ProtectedError:
        raise ValidationError("Danh sách đã có việc gắn vào nên không hủy được. Hãy đóng từng tài khoản.") from None
    SlipRun.objects.filter(accounts=locked).update(seed=None)
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    audit.record(by=by, action="Hủy danh sách cán bộ vừa nhập", obj=locked)


@transaction.atomic
def start_slips(*, by, accounts: AccountList, token: UUID) -> SlipRun:
    """Cấp mật khẩu lần đầu for all of a list who have never signed in; hashing goes on in the background."""
    locked = _locked(by, accounts)
    if already := SlipRun.objects.filter(token=token).first():
        return already
    waiting = slip_tasks.waiting_for_slips(locked, by).count()
    if not waiting:
        raise ValidationError("Không còn ai trong danh sách chưa đăng nhập lần nào.")
    jobs.sweep(SlipRun)
    SlipRun.objects.filter(accounts=locked, seed__isnull=False).update(seed=None)
    run = SlipRun.objects.create(
        owner=by,
        accounts=locked,
        token=token,
        seed=uuid4(),
        total=waiting,
        title=f"Phiếu giao tài khoản: {locked}"[:200],
    )
    audit.record(by=by, action="Cấp mật khẩu theo danh sách", obj=locked, after={"accounts": waiting})
    slip_tasks.hash_passwords.enqueue(run.pk)
    return run


def slips_of(*, by, run: SlipRun) -> list[dict]:
    """The slips of a finished run, each password made anew; whose password changed meanwhile is left out.

    Raises ValidationError once they have been printed.
    """
    if run.owner_id not in by.seats:
        raise PermissionDenied
    if run.seed is None or run.state != run.State.DONE:
        raise ValidationError("Phiếu chỉ in một lần. Muốn in lại, hãy cấp mật khẩu mới.")
    users = User.objects.filter(pk__in=[int(key) for key in run.marks], last_login__isnull=True).order_by("pk")
    seats = {}
    keys = [line["position"] for line in run.accounts.lines if "position" in line]
    for position in Position.objects.filter(pk__in=keys).select_related("unit__level").order_by("pk"):
        seats.setdefault(position.user_id, []).append(str(position))
    return [
        {"full_name": user.full_name, "username": user.username, "seats": seats.get(user.pk, []),
         "password": slip_tasks.password_for(run.seed, user.pk)}
        for user in users
        if user.password.endswith(run.marks[str(user.pk)])
    ]  # fmt: skip


@transaction.atomic
def forget_seed(*, by, run: SlipRun) -> None:
    """The slips are printed: from here on nobody can make the passwords again. Raises ValidationError when done already."""
    if not SlipRun.objects.filter(pk=run.pk, seed__isnull=False).update(seed=None, printed_at=timezone.now()):
        raise ValidationError("Phiếu chỉ in một lần. Muốn in lại, hãy cấp mật khẩu mới.")
    audit.record(by=by, action="In phiếu giao tài khoản", obj=run.accounts, after={"accounts": len(run.marks)})


def _locked(by, accounts: AccountList) -> AccountList:
    locked = locked_row(AccountList, accounts.pk)
    if locked.owner_id not in by.seats or not rights.may_manage(by):
        raise PermissionDenied
    return locked
