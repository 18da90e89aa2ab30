"""Các dòng của quyết định: put on it, corrected, taken off, while it is being drawn up."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from common import audit
from common.locks import among_others, locked_row
from recognition import steps, wording
from recognition.enums import Act
from recognition.models import Award, Decision, Revocation
from recognition.proposing import in_the_running
from recognition.services.decisions import opened
from registrations.enums import Kind
from registrations.models import Registration

MOST_LINES = 500
WHAT_REGISTRATION, WHAT_AWARD = "mô hình", "danh hiệu"


@transaction.atomic
def add_awards(
    *, by, decision: Decision, registrations: Iterable[Registration], names: dict[str, str], form: str = "",
    money: int | None = None,
) -> list[Award]:  # fmt: skip
    """Put models on the decision under a name per kind; one that is on it already is left alone.

    Raises ValidationError naming what may not be put on it; then nothing is.
    """
    among_others()
    locked = opened(by, decision)
    wanted = list(
        in_the_running(by, locked).filter(pk__in=[one.pk for one in registrations]).order_by("sort_key", "pk")
    )
    if len(wanted) < len({one.pk for one in registrations}):
        raise ValidationError("Có mô hình không còn đưa vào quyết định này được. Hãy xem lại danh sách.")
    there = set(locked.awards.values_list("registration", flat=True))
    added = [_award(locked, one, names, form, money) for one in wanted if one.pk not in there]
    if len(there) + len(added) > MOST_LINES:
        raise ValidationError(f"Một quyết định có tối đa {MOST_LINES} dòng.")
    Award.objects.bulk_create(added)
    codes = ", ".join(one.registration.code for one in added)
    audit.record(by=by, action="Đưa mô hình vào quyết định", obj=locked, after={WHAT_REGISTRATION: codes})
    return added


def _award(decision: Decision, registration: Registration, names: dict[str, str], form: str, money) -> Award:
    rewards = decision.act == Act.REWARD
    award = Award(
        decision=decision, act=decision.act, level=decision.level, year=decision.year, registration=registration,
        name=names.get(registration.kind) or wording.usual_name(decision, registration.kind),
        form=form if rewards else "", money=money if rewards else None,
    )  # fmt: skip
    steps.freeze(award, registration)
    return award


@transaction.atomic
def correct_award(*, by, award: Award, name: str, form: str = "", money: int | None = None) -> Award:
    """Sửa danh hiệu, hình thức, tiền thưởng của một dòng."""
    locked = opened(by, award.decision)
    award = locked_row(Award, award.pk, "registration")
    before = {"name": award.name, "form": award.form, "money": award.money}
    award.name = name
    if locked.act == Act.REWARD:
        award.form, award.money = form, money
    award.full_clean()
    award.save()
    old, new = audit.changes(before, {"name": award.name, "form": award.form, "money": award.money})
    if new:
        audit.record(by=by, action="Sửa dòng của quyết định", obj=award, before=old, after=new)
    return award


@transaction.atomic
def remove_award(*, by, award: Award) -> None:
    """Bỏ một dòng."""
    locked = opened(by, award.decision)
    award = locked.awards.select_related("registration").filter(pk=award.pk).first()
    if award is None:
        return
    told = {WHAT_REGISTRATION: award.registration.code}
    audit.record(by=by, action="Bỏ mô hình khỏi quyết định", obj=locked, before=told)
    award.delete()


@transaction.atomic
def add_revocations(*, by, decision: Decision, awards: Iterable[Award], reason: str) -> list[Revocation]:
    """Standing awards of the own office that this decision is to take back, for one reason."""
    among_others()
    locked = opened(by, decision)
    keys = {one.pk for one in awards}
    wanted = list(Award.objects.standing().filter(pk__in=keys, decision__unit=locked.unit).order_by("sort_key", "pk"))
    if len(wanted) < len(keys) or locked.act != Act.REVOCATION:
        raise ValidationError("Có danh hiệu không còn thu hồi được. Hãy xem lại danh sách.")
    there = set(locked.revocations.values_list("award", flat=True))
    lines = [Revocation(decision=locked, award=one, reason=reason) for one in wanted if one.pk not in there]
    Revocation.objects.bulk_create(lines)
    serials = ", ".join(line.award.serial for line in lines)
    audit.record(
        by=by, action="Đưa danh hiệu vào quyết định thu hồi", obj=locked, after={WHAT_AWARD: serials, "note": reason}
    )
    return lines


@transaction.atomic
def remove_revocation(*, by, line: Revocation) -> None:
    locked = opened(by, line.decision)
    found = locked.revocations.select_related("award").filter(pk=line.pk).first()
    if found is None:
        return
    told = {WHAT_AWARD: found.award.serial}
    audit.record(by=by, action="Bỏ danh hiệu khỏi quyết định thu hồi", obj=locked, before=told)
    found.delete()


def usual_names(decision: Decision) -> dict[str, str]:
    """What each kind is called on the lines unless the office says otherwise."""
    return {kind: wording.usual_name(decision, kind) for kind in Kind.values}
