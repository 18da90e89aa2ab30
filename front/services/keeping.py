"""Ghi và hủy một dòng trong sổ Mặt trận: what all rows have in common."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others, locked_row
from front.models.kept import Kept, Struck
from front.offers import keeping_their_own, units_for
from front.rights import keeps, writes
from units.models import Unit


def written_with(model: type[Kept], token: UUID, by) -> Kept | None:
    """The row a press with this token has written already. Raises PermissionDenied where it was somebody else's."""
    same = model.objects.filter(token=token).first()
    if same and same.written_by_id not in by.seats:
        raise PermissionDenied
    return same


def new_row(model: type[Kept], *, by, unit: Unit, token: UUID, facts: dict[str, Any]) -> Kept:
    """A row of the own book, not saved. Raises PermissionDenied, ValidationError."""
    if not writes(by):
        raise PermissionDenied
    _check_unit(unit, by)
    return model(unit=unit, keeper=by.unit, path_then=unit.path, written_by=by, token=token, **facts)


def _check_unit(unit: Unit, by) -> None:
    if unit.pk == by.unit_id:
        return
    if keeping_their_own(by).filter(pk=unit.pk).exists():
        raise ValidationError({"unit": f"{unit} tự ghi sổ của mình; ghi thay thì bị tính hai lần."})
    if not units_for(by).filter(pk=unit.pk).exists():
        raise ValidationError(
            {"unit": "Chỉ ghi cho cơ quan mình, đoàn thể cùng cấp và thôn, tổ dân phố trong địa bàn."}
        )


def held(row: Kept, by) -> Kept:
    """The row, locked and read again, for whoever keeps its book. Raises PermissionDenied, ValidationError."""
    locked = locked_row(type(row), row.pk, "unit", "keeper")
    if not keeps(by, locked):
        raise PermissionDenied
    if locked.is_struck:
        raise ValidationError("Dòng này đã hủy nên không sửa được nữa.")
    return locked


@transaction.atomic
def strike(*, by, row: Kept, reason: str) -> Kept:
    """Hủy: the row stays to be read, and counts no more. Struck already, it is left. Raises PermissionDenied."""
    among_others()
    locked = locked_row(type(row), row.pk, "keeper")
    if not keeps(by, locked):
        raise PermissionDenied
    struck_out(locked, by=by, reason=reason)
    return locked


def struck_out(locked: Struck, *, by, reason: str, action: str = "Hủy") -> None:
    """The one way in which a row of the room is struck out, once it is locked; struck already, it is left as it is.

    Raises ValidationError without a reason.
    """
    if locked.is_struck:
        return
    if not reason:
        raise ValidationError({"reason": "Ghi lý do hủy."})
    before = audit.facts(locked)
    locked.struck_at, locked.struck_by, locked.struck_for = timezone.now(), by, reason
    locked.save(update_fields=["struck_at", "struck_by", "struck_for"])
    audit.record(by=by, action=action, obj=locked, before=before, after={"note": reason})
