"""Ghi nguồn lực vận động được."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others
from front.enums import Resource
from front.models import Contribution
from front.rights import writes
from front.services.keeping import held, new_row, written_with
from units.models import Unit


@transaction.atomic
def add_contribution(*, by, unit: Unit, facts: dict[str, Any], token: UUID) -> Contribution:
    """Ghi. A repeated token finds the first. Raises ValidationError, PermissionDenied."""
    among_others()
    if not writes(by):
        raise PermissionDenied
    if same := written_with(Contribution, token, by):
        return same
    row = new_row(Contribution, by=by, unit=unit, token=token, facts=facts)
    _write(row)
    audit.record(by=by, action="Ghi nguồn lực", obj=row, after=audit.facts(row))
    return row


@transaction.atomic
def correct_contribution(*, by, contribution: Contribution, facts: dict[str, Any]) -> Contribution:
    """Sửa; before and after stand in the log. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = held(contribution, by)
    before = audit.facts(locked)
    for name, value in facts.items():
        setattr(locked, name, value)
    _write(locked)
    old, new = audit.changes(before, audit.facts(locked))
    if new:
        audit.record(by=by, action="Sửa nguồn lực", obj=locked, before=old, after=new)
    return locked


def judge(row: Contribution) -> None:
    """The rule beyond those of the fields. Raises ValidationError."""
    if row.on > timezone.localdate():
        raise ValidationError({"on": "Ngày vận động được không được sau hôm nay."})


def _write(row: Contribution) -> None:
    prepared(row).save()


def prepared(row: Contribution) -> Contribution:
    """Judged, without what does not belong to its kind: that is not kept unseen. Not saved. Raises ValidationError."""
    if row.kind in (Resource.MONEY, Resource.GOODS):
        row.quantity = None
    if row.kind != Resource.GOODS:
        row.goods = ""
    judge(row)
    row.full_clean(exclude=["token", "written_by", "unit", "keeper"])
    return row
