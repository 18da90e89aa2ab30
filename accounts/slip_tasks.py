"""What the background worker does for slips: a few hundred slow hashes are nothing to wait for."""

from collections.abc import Callable
from typing import BinaryIO
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django_tasks import task

from accounts import services
from accounts.models import AccountList, Position, SlipRun, User
from common import audit, jobs
from units import scope
from units.models import Unit

MARK_LENGTH = 12
TOLD_EVERY = 5


@task()
def hash_passwords(run_id: int) -> None:
    """Set the one-time passwords of a run; nothing if it was done or taken already."""
    jobs.sweep(SlipRun)
    jobs.carry_out(SlipRun, run_id, set_passwords)


def password_for(seed: UUID, user_id: int) -> str:
    """The one-time password of one account in one run: made from the seed and our key, stored nowhere."""
    return services.slip_password(uuid5(seed, str(user_id)))


def waiting_for_slips(accounts: AccountList, owner: Position):
    """The accounts a list opened that nobody has signed in with, as far as `owner` may still set their passwords:
    they hold no position but those of the list, and none of them sees more than the owner.
    """
    opened = [line for line in accounts.lines if "position" in line]
    new = User.objects.filter(pk__in=[line["user"] for line in opened if line["new"]])
    others = Position.objects.not_ended_on(timezone.localdate()).filter(user__in=new)
    others = others.exclude(pk__in=[line["position"] for line in opened])
    outside = Unit.objects.exclude(scope.inside(owner, "path"))
    wider = Position.objects.not_ended_on(timezone.localdate()).filter(user__in=new, areas__in=outside)
    new = new.exclude(pk__in=wider.values("user"))
    return new.filter(last_login__isnull=True, is_active=True).exclude(pk__in=others.values("user")).order_by("pk")


def set_passwords(run: SlipRun, told: Callable[[int], None], file: BinaryIO) -> None:
    """Hash and set them one by one. Somebody who signs in meanwhile keeps the password they signed in with.

    The result is no file: the slips are drawn when they are printed, and are kept nowhere.
    """
    if run.seed is None:
        raise jobs.Unfinished("Lần cấp mật khẩu này đã được thay bằng lần mới.")
    owner = Position.objects.for_work().get(pk=run.owner_id)
    waiting, marks = list(waiting_for_slips(run.accounts, owner)), {}
    for number, user in enumerate(waiting, 1):
        hashed = make_password(password_for(run.seed, user.pk))
        if User.objects.filter(pk=user.pk, last_login__isnull=True).update(password=hashed, must_change_password=True):
            marks[str(user.pk)] = hashed[-MARK_LENGTH:]
        if number % TOLD_EVERY == 0:
            told(number)
    SlipRun.objects.filter(pk=run.pk).update(marks=marks)
    audit.record_many(by=owner, action="Cấp mật khẩu lần đầu", objs=[one for one in waiting if str(one.pk) in marks])
