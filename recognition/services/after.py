"""Sau khi phát hành: the signed copy, the printed certificates, consent to be named in public, the office's blank."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from common import audit, copies
from common.locks import among_others, hold, locked_row
from recognition import rights
from recognition.enums import GIVING, DecisionState
from recognition.models import Award, Blank, BlankPlace, CertificatePrint, Decision, SignedCopy
from units.models import Unit


@transaction.atomic
def attach_copy(*, by, decision: Decision, file, token: UUID) -> SignedCopy:
    """Lưu bản ký of a published decision; an earlier copy stays beside it, the same file is kept once. Raises ValidationError, PermissionDenied."""
    locked = locked_row(Decision, decision.pk, "unit")
    if not rights.keeps(by, locked):
        raise PermissionDenied
    if already := SignedCopy.objects.filter(token=token).first():
        return already
    if locked.state != DecisionState.PUBLISHED:
        raise ValidationError({"file": "Chỉ lưu bản ký của quyết định đã phát hành."})
    mine = SignedCopy(decision=locked, added_by=by, token=token)
    kept = copies.keep_copy(mine, file, beside=locked.copies.all())
    if kept is mine:
        after = {"tệp": kept.name, "SHA-256": kept.sha256}
        audit.record(by=by, action="Lưu bản ký quyết định", obj=locked, after=after)
    return kept


@transaction.atomic
def set_consent(*, by, award: Award, agrees: bool, how: str = "") -> Award:
    """Ghi việc cá nhân đồng ý, by which paper or word, or no longer agrees, to be named on the public pages."""
    locked = locked_row(Award, award.pk, "decision__unit")
    if not rights.keeps(by, locked.decision):
        raise PermissionDenied
    if locked.issued_on is None or not locked.is_individual:
        raise ValidationError("Chỉ ghi với cá nhân có tên trong quyết định đã phát hành.")
    if agrees == (locked.consented_at is not None):
        return locked
    if agrees and not how:
        raise ValidationError("Ghi cá nhân đồng ý bằng gì, ngày nào, ví dụ: giấy đồng ý ngày 02/11/2026.")
    before = audit.facts(locked)
    locked.consented_at, locked.consented_by = (timezone.now(), by) if agrees else (None, None)
    locked.consented_how = how[:200] if agrees else ""
    locked.save(update_fields=["consented_at", "consented_by", "consented_how"])
    action = "Ghi cá nhân đồng ý công khai" if agrees else "Ghi cá nhân thôi đồng ý công khai"
    old, new = audit.changes(before, audit.facts(locked))
    audit.record(by=by, action=action, obj=locked, before=old, after=new)
    return locked


@transaction.atomic
def log_prints(
    *, by, decision: Decision, awards: Iterable[Award], on_blank: bool, token: UUID, reason: str = ""
) -> list[CertificatePrint]:
    """Each sheet that is printed is counted, and why it is printed once more; the second press of one page finds the
    first one's prints. Raises ValidationError, PermissionDenied.
    """
    among_others()
    if not rights.keeps(by, decision):
        raise PermissionDenied
    if decision.state != DecisionState.PUBLISHED or decision.act not in GIVING:
        raise ValidationError("Chỉ in giấy chứng nhận của quyết định công nhận, khen thưởng đã phát hành.")
    hold(decision)
    wanted = list(decision.awards.filter(pk__in=[one.pk for one in awards], revoked_on__isnull=True))
    if already := list(CertificatePrint.objects.filter(run=token, award__decision=decision)):
        return already
    prints = [CertificatePrint(award=one, on_blank=on_blank, by=by, run=token) for one in wanted]
    _number(prints, reason)
    CertificatePrint.objects.bulk_create(prints)
    told = {one.award.pk: ({}, _told_of(one)) for one in prints}
    audit.record_many(by=by, action="In giấy chứng nhận", objs=wanted, told=told)
    return prints


def _number(prints: list[CertificatePrint], reason: str) -> None:
    """For which time each sheet is printed, and the reason on those printed before."""
    keys = [one.award_id for one in prints]
    last = dict(Award.objects.filter(pk__in=keys).annotate(last=Max("prints__number")).values_list("pk", "last"))
    for one in prints:
        one.number = (last[one.award_id] or 0) + 1
        one.reason = reason[:300] if one.is_again else ""
        if one.is_again and not one.reason:
            raise ValidationError({"reason": f"Giấy số {one.award.serial} đã in rồi: ghi lý do in lại."})


def _told_of(one: CertificatePrint) -> dict[str, Any]:
    told = {"lần in": one.number, "phôi in sẵn": one.on_blank}
    return told | {"lý do in lại": one.reason} if one.is_again else told


@transaction.atomic
def save_blank(*, by, unit: Unit, right_mm, down_mm, places: list[dict[str, Any]]) -> Blank:
    """Đặt chỗ in trên phôi of the own office. Raises ValidationError, PermissionDenied."""
    if by.unit_id != unit.pk:
        raise PermissionDenied
    hold(unit)
    blank = Blank.objects.filter(unit=unit).first() or Blank(unit=unit)
    blank.right_mm, blank.down_mm = right_mm, down_mm
    blank.full_clean()
    blank.save()
    blank.places.all().delete()
    rows = [BlankPlace(blank=blank, **facts) for facts in places]
    for row in rows:
        row.full_clean(validate_unique=False)
    BlankPlace.objects.bulk_create(rows)
    told = {row.get_place_display(): f"{row.left_mm} × {row.top_mm} mm" for row in rows if row.is_printed}
    audit.record(by=by, action="Đặt chỗ in trên phôi", obj=blank, after=audit.facts(blank) | told)
    return blank
