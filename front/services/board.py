"""Kiện toàn Ban vận động Quỹ; dự toán, quyết toán."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others, locked_row
from front.enums import Seat
from front.models import BoardMember, Estimate, FundBoard
from front.rights import keeps_book_of, runs_front


@transaction.atomic
def set_board(
    *, by, number: str, decided_on: date, members: Iterable[tuple[str, str]], token: UUID, note: str = ""
) -> FundBoard:
    """Ghi quyết định kiện toàn with all members (seat, name); the board before stays. Raises ValidationError, PermissionDenied."""
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    if same := FundBoard.objects.filter(token=token, keeper=by.unit_id).first():
        return same
    rows = list(members)
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": "Ngày quyết định không được sau hôm nay."})
    if [seat for seat, _name in rows].count(Seat.HEAD) != 1:
        raise ValidationError({"members": "Ban có một Trưởng ban."})
    board = FundBoard(keeper=by.unit, number=number, decided_on=decided_on, note=note, written_by=by, token=token)
    board.full_clean(exclude=["token", "written_by"])
    board.save()
    order = list(Seat)
    rows.sort(key=lambda row: order.index(Seat(row[0])))
    BoardMember.objects.bulk_create(
        BoardMember(board=board, number=place, seat=seat, name=name) for place, (seat, name) in enumerate(rows, 1)
    )
    told = {"thành viên": "; ".join(f"{name} ({Seat(seat).label})" for seat, name in rows)}
    audit.record(by=by, action="Kiện toàn Ban vận động Quỹ", obj=board, after=audit.facts(board) | told)
    return board


@transaction.atomic
def save_estimate(*, by, facts: dict[str, Any], token: UUID, estimate: Estimate | None = None) -> Estimate:
    """Ghi một khoản dự toán, or what it was settled at. Raises ValidationError, PermissionDenied."""
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    if estimate is None and (same := Estimate.objects.filter(token=token, keeper=by.unit_id).first()):
        return same
    row = Estimate(keeper=by.unit, written_by=by, token=token) if estimate is None else _held(by, estimate)
    before = {} if estimate is None else audit.facts(row)
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean(exclude=["token", "written_by"])
    row.save()
    old, new = audit.changes(before, audit.facts(row))
    if new:
        action = "Ghi dự toán" if estimate is None else "Sửa dự toán, quyết toán"
        audit.record(by=by, action=action, obj=row, before=audit.told(old), after=audit.told(new))
    return row


def _held(by, estimate: Estimate) -> Estimate:
    locked = locked_row(Estimate, estimate.pk, "keeper")
    if not keeps_book_of(by, locked.keeper):
        raise PermissionDenied
    return locked
