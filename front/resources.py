"""Danh sách nguồn lực: what is asked, what it comes to, and the table."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, Sum

from common.keys import key_in
from documents.table import Column, Table
from front.asked import GENERAL, Asked, within
from front.enums import Resource, Source
from front.models import Contribution

COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("on", "Ngày", width=12),
    Column("kind", "Loại", width=11),
    Column("amount", "Số tiền, giá trị (đồng)", numeric=True, width=17, total=True),
    Column("land", "Đất (m2)", numeric=True, width=11, total=True),
    Column("labour", "Ngày công", numeric=True, width=10, total=True),
    Column("goods", "Hiện vật", width=18),
    Column("source", "Nguồn", width=14),
    Column("donor", "Ai đóng góp", width=22),
    Column("purpose", "Dùng vào việc", width=28),
    Column("unit", "Đơn vị", width=20),
    Column("households", "Số hộ được giúp", numeric=True, width=9, total=True),
    Column("houses_built", "Nhà xây", numeric=True, width=7, total=True),
    Column("houses_repaired", "Nhà sửa", numeric=True, width=7, total=True),
)


def asked_for(rows, asked: Asked, unit_path: str = ""):
    """The contributions asked for."""
    first, last = asked.days
    found = rows.standing().filter(on__gte=first, on__lte=last)
    if unit_path:
        found = found.filter(within(unit_path))
    if asked.kind in Resource.values:
        found = found.filter(kind=asked.kind)
    if asked.content == GENERAL:
        found = found.filter(content__isnull=True)
    elif key := key_in(asked.content):
        found = found.filter(content=key)
    return found


def sums(rows) -> dict[str, Decimal]:
    """What they come to: money by source, apart from that for the fund; land, days; the worth of goods."""
    money, direct = Q(kind=Resource.MONEY), Q(for_fund=False)
    return rows.order_by().aggregate(
        count=Count("pk"),
        budget=Sum("amount", filter=money & direct & Q(source=Source.BUDGET), default=0),
        social=Sum("amount", filter=money & direct & Q(source=Source.SOCIAL), default=0),
        fund=Sum("amount", filter=Q(for_fund=True), default=0),
        land=Sum("quantity", filter=Q(kind=Resource.LAND), default=Decimal(0)),
        labour=Sum("quantity", filter=Q(kind=Resource.LABOUR), default=Decimal(0)),
        worth=Sum("amount", filter=~money, default=0),
    )


def contribution_table(rows: Iterable[Contribution], asked: Asked) -> Table:
    """As the list shows it, oldest first."""
    return Table(
        title="Danh sách nguồn lực vận động được", subtitle=asked.in_words.capitalize(), columns=COLUMNS,
        rows=[_row(number, one) for number, one in enumerate(rows, 1)], empty="Không có khoản nào.",
    )  # fmt: skip


def _row(number: int, one: Contribution) -> dict:
    donor = f"{one.from_whom} (cho Quỹ “Vì người nghèo”)" if one.for_fund else one.from_whom
    return {
        "number": number, "on": f"{one.on:%d/%m/%Y}", "kind": one.get_kind_display(), "amount": one.amount,
        "land": one.quantity if one.kind == Resource.LAND else None,
        "labour": one.quantity if one.kind == Resource.LABOUR else None, "goods": one.goods,
        "source": one.get_source_display(), "donor": donor, "purpose": one.purpose, "unit": str(one.unit),
        "households": one.households, "houses_built": one.houses_built, "houses_repaired": one.houses_repaired,
    }  # fmt: skip
