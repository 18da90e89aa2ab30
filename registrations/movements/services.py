"""Movements added and worded anew."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.enums import TYPING_ROLES
from common import audit
from registrations.models import Movement


@transaction.atomic
def save_movement(*, by, movement: Movement) -> Movement:
    """Add a movement, or word one anew: papers already sent keep their words. Raises ValidationError."""
    if movement.pk is None:
        if by is None or not by.has_role(*TYPING_ROLES):
            raise PermissionDenied
        before, action, movement.added_by = {}, "Thêm phong trào", by
    else:
        before = audit.facts(Movement.objects.managed_by(by).select_for_update(of=("self",)).get(pk=movement.pk))
        action = "Sửa phong trào"
    movement.full_clean()
    movement.save()
    old, new = audit.changes(before, audit.facts(movement))
    if new:
        audit.record(by=by, action=action, obj=movement, before=old, after=new)
    return movement
