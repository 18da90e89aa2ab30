"""Movements and their contents added and worded anew."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from accounts.enums import KEEPING_ROLES
from common import audit
from common.locks import locked_rows
from registrations.models import Content, Movement

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def save_movement(*, by, movement: Movement) -> Movement:
    """Add a movement, or word one anew: papers already sent keep their words. Raises ValidationError."""
    if movement.pk is None:
        if by is None or not by.has_role(*KEEPING_ROLES):
            raise PermissionDenied
        movement.added_by = by
    else:
        _hold(by, movement.pk)
    return _save(by, movement, "phong trào")


@transaction.atomic
def save_content(*, by, content: Content) -> Content:
    """Add a content to a movement, or word one anew. Raises ValidationError."""
    _hold(by, content.movement_id)
    return _save(by, content, "nội dung cuộc vận động")


def _hold(by, key: int) -> None:
    """Raises PermissionDenied where the position does not keep the movement; else nobody else writes it meanwhile."""
    if not locked_rows(Movement.objects.managed_by(by).filter(pk=key)).exists():
        raise PermissionDenied


def _save(by, row: Row, called: str) -> Row:
    before = audit.facts(type(row)._default_manager.get(pk=row.pk)) if row.pk else {}
    row.full_clean()
    row.save()
    old, new = audit.changes(before, audit.facts(row))
    if new:
        action = f"{'Sửa' if before else 'Thêm'} {called}"
        audit.record(by=by, action=action, obj=row, before=old, after=new)
    return row
