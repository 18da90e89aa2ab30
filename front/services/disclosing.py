"""Bật, tắt trang công khai số liệu."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others, hold
from front.models import Disclosure
from front.rights import runs_front


@transaction.atomic
def set_disclosure(*, by, is_open: bool) -> Disclosure:
    """Bật hoặc tắt, for the own body. As it is already, nothing is written. Raises PermissionDenied."""
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    hold(by.unit)
    row = Disclosure.objects.filter(keeper=by.unit_id).first() or Disclosure(keeper=by.unit)
    if row.is_open == is_open:
        return row
    row.is_open, row.changed_by, row.changed_at = is_open, by, timezone.now()
    row.save()
    audit.record(by=by, action="Bật công khai số liệu" if is_open else "Tắt công khai số liệu", obj=row)
    return row
