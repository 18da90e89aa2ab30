"""Sổ Quỹ “Vì người nghèo”: opened, in, out, struck out. On no day may there be less than nothing in it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Case, F, Sum, When
from django.utils import timezone

from common import audit, dates
from common.locks import among_others, locked_row, locked_rows
from common.numbers import amount
from front.enums import Flow
from front.models import Fund, FundEntry
from front.rights import keeps_book_of, runs_front
from front.services.keeping import struck_out


@transaction.atomic
def open_fund(*, by, opened_on: date, opening: int) -> Fund:
    """Mở sổ quỹ của cơ quan mình; opened already, the opening is put right. Raises ValidationError, PermissionDenied."""
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    if opened_on > timezone.localdate():
        raise ValidationError({"opened_on": "Ngày mở sổ không được sau hôm nay."})
    fund = locked_rows(Fund.objects.filter(keeper=by.unit_id)).first() or Fund(
        keeper=by.unit, path_then=by.unit.path, written_by=by
    )
    before = audit.facts(fund) if fund.pk else {}
    if fund.pk and fund.entries.before(opened_on).exists():
        raise ValidationError({"opened_on": "Đã có khoản thu, chi trước ngày này."})
    fund.opened_on, fund.opening = opened_on, opening
    fund.full_clean(exclude=["keeper", "written_by"])
    fund.save()
    must_not_fall_short(fund, field="opening")
    old, new = audit.changes(before, audit.facts(fund))
    if new:
        action = "Sửa số dư mở sổ quỹ" if before else "Mở sổ quỹ"
        audit.record(by=by, action=action, obj=fund, before=audit.told(old), after=audit.told(new))
    return fund


@transaction.atomic
def add_entry(*, by, fund: Fund, flow: str, facts: dict[str, Any], token: UUID) -> FundEntry:
    """Ghi thu, ghi chi. A repeated token finds the first. Raises ValidationError, PermissionDenied."""
    locked = _held(by, fund)
    if same := FundEntry.objects.filter(token=token, fund=locked).first():
        return same
    if not locked.opened_on <= facts["on"] <= timezone.localdate():
        raise ValidationError({"on": f"Ngày ghi từ ngày mở sổ {dates.day(locked.opened_on)} đến hôm nay."})
    entry = FundEntry(fund=locked, path_then=locked.keeper.path, flow=flow, written_by=by, token=token, **facts)
    entry.full_clean(exclude=["token", "written_by", "fund"])
    entry.save()
    must_not_fall_short(locked, field="amount")
    audit.record(by=by, action=f"Ghi {entry.get_flow_display().lower()} quỹ", obj=entry, after=audit.facts(entry))
    return entry


@transaction.atomic
def strike_entry(*, by, entry: FundEntry, reason: str) -> FundEntry:
    """Hủy bút toán; it stays to be read. Raises ValidationError (if then too little were left), PermissionDenied."""
    fund = _held(by, entry.fund)
    locked = locked_rows(FundEntry.objects.all()).get(pk=entry.pk, fund=fund)
    struck_out(locked, by=by, reason=reason, action="Hủy bút toán quỹ")
    must_not_fall_short(fund)
    return locked


def _held(by, fund: Fund) -> Fund:
    """The book, locked: whoever writes in it waits for the one before."""
    among_others()
    locked = locked_row(Fund, fund.pk, "keeper")
    if not keeps_book_of(by, locked.keeper):
        raise PermissionDenied
    return locked


def must_not_fall_short(fund: Fund, *, field: str = NON_FIELD_ERRORS) -> None:
    """Raises ValidationError, beside the `field`, naming the first day at the end of which less than nothing is left."""
    signed = Case(When(flow=Flow.IN, then=F("amount")), default=-F("amount"))
    left = fund.opening
    days = fund.entries.standing().order_by("on").values("on").annotate(net=Sum(signed)).values_list("on", "net")
    for on, net in days:
        left += int(net)
        if left < 0:
            raise ValidationError({field: f"Quỹ không đủ: cuối ngày {dates.day(on)} sẽ thiếu {amount(-left)} đồng."})
