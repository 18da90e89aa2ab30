"""Danh sách nguồn lực: what is asked, what it comes to, and the table."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum, Value
from django.utils.text import capfirst

from common.dates import day
from documents.table import Column, Table
from front.asked import Asked
from front.enums import Resource, Source
from front.models import Contribution

MONEY, HELPED = "Tiền (đồng)", "Đã giúp"
COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("on", "Ngày", width=14),
    Column("budget", "Ngân sách", group=MONEY, numeric=True, width=18, total=True),
    Column("social", "Xã hội hóa", group=MONEY, numeric=True, width=18, total=True),
    Column("fund", "Cho Quỹ “Vì người nghèo”", group=MONEY, numeric=True, width=18, total=True),
    Column("land", "Đất (m²)", numeric=True, width=9, total=True),
    Column("labour", "Ngày công", numeric=True, width=8, total=True),
    Column("goods", "Hiện vật", width=13),
    Column("worth", "Đất, công, hiện vật quy tiền (đồng)", numeric=True, width=18, total=True),
    Column("donor", "Ai đóng góp", width=18),
    Column("purpose", "Dùng vào việc", width=20),
    Column("unit", "Đơn vị", width=16),
    Column("households", "Số hộ", group=HELPED, numeric=True, width=7, total=True),
    Column("houses_built", "Nhà xây", group=HELPED, numeric=True, width=7, total=True),
    Column("houses_repaired", "Nhà sửa", group=HELPED, numeric=True, width=7, total=True),
)


_IS_MONEY, _DIRECT = Q(kind=Resource.MONEY), Q(for_fund=False)
# What they come to: money by source, apart from that for the fund; land, days; the worth of goods.
SUMS = {
    "count": Count("pk"),
    "budget": Sum("amount", filter=_IS_MONEY & _DIRECT & Q(source=Source.BUDGET), default=0),
    "social": Sum("amount", filter=_IS_MONEY & _DIRECT & Q(source=Source.SOCIAL), default=0),
    "fund": Sum("amount", filter=Q(for_fund=True), default=0),
    "land": Sum("quantity", filter=Q(kind=Resource.LAND), default=Decimal(0)),
    "labour": Sum("quantity", filter=Q(kind=Resource.LABOUR), default=Decimal(0)),
    "worth": Sum("amount", filter=~_IS_MONEY, default=0),
}


def sums(rows: QuerySet) -> dict[str, Decimal]:
    """The sums over these contributions."""
    return rows.order_by().aggregate(**SUMS)


def summed(rows: QuerySet) -> QuerySet:
    """The same as a question: its one row holds them."""
    return rows.order_by().annotate(all=Value(1)).values("all").annotate(**SUMS).values(*SUMS)


def contribution_table(rows: Iterable[Contribution], asked: Asked) -> Table:
    """As the list shows it, oldest first."""
    return Table(
        title="Danh sách nguồn lực vận động được", subtitle=asked.in_words.capitalize(), columns=COLUMNS,
        rows=[_row(number, one) for number, one in enumerate(rows, 1)], empty="Không có khoản nào.",
    )  # fmt: skip


def _row(number: int, one: Contribution) -> dict:
    budget = one.kind != Resource.MONEY and one.source == Source.BUDGET
    return {
        "number": number, "on": day(one.on), _of_money(one): one.amount,
        "land": one.quantity if one.kind == Resource.LAND else None,
        "labour": one.quantity if one.kind == Resource.LABOUR else None, "goods": one.goods,
        "donor": f"{one.from_whom} ({one.get_source_display().lower()})" if budget else one.from_whom,
        "purpose": capfirst(one.purpose), "unit": str(one.unit), "households": one.households, "houses_built": one.houses_built,
        "houses_repaired": one.houses_repaired,
    }  # fmt: skip


def _of_money(one: Contribution) -> str:
    """In which column its sum stands: what `sums` keeps apart is added apart."""
    if one.kind != Resource.MONEY:
        return "worth"
    return "fund" if one.for_fund else "budget" if one.source == Source.BUDGET else "social"
