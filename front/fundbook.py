"""Sổ quỹ of a year: what was carried over, each entry with what was left after it, what is left at the end."""

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import QuerySet

from common import dates
from common.numbers import amount, amount_in_words
from common.written import ask, ask_records
from documents.annex import Annex
from documents.table import GROUP, Column, Table
from front.enums import Flow, Seat
from front.models import Fund, FundBoard, FundEntry
from front.querysets import ENTRY_LISTED

COLUMNS = (
    Column("number", "STT", width=6, align="center"),
    Column("on", "Ngày", width=12),
    Column("voucher", "Số chứng từ", width=12),
    Column("about", "Diễn giải", width=40),
    Column("came", "Thu (đồng)", numeric=True, width=16, total=True),
    Column("went", "Chi (đồng)", numeric=True, width=16, total=True),
    Column("left", "Còn lại (đồng)", numeric=True, width=16),
)
HEAD_OF_BOARD = ("TRƯỞNG BAN VẬN ĐỘNG QUỸ",)


@dataclass(frozen=True)
class Line:
    """One entry; a struck one changes nothing."""

    entry: FundEntry
    left: int

    @property
    def came(self) -> int | None:
        return self.entry.amount if self.entry.flow == Flow.IN else None

    @property
    def went(self) -> int | None:
        return self.entry.amount if self.entry.flow == Flow.OUT else None


@dataclass(frozen=True)
class Book:
    """A year of one fund: carried + came − went = left."""

    fund: Fund
    year: int
    carried: int
    lines: list[Line]

    @property
    def came(self) -> int:
        return sum(line.came or 0 for line in self.lines if not line.entry.is_struck)

    @property
    def went(self) -> int:
        return sum(line.went or 0 for line in self.lines if not line.entry.is_struck)

    @property
    def left(self) -> int:
        return self.carried + self.came - self.went


def book_of(fund: Fund, year: int) -> Book:
    """The book of a year: two queries."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    carried = fund.opening + _net_before(fund, first) if fund.opened_on < after else 0
    left, lines = carried, []
    for entry in ask_records(FundEntry, _of_days, first, after, only=ENTRY_LISTED, about=fund.pk):
        if not entry.is_struck:
            left += entry.amount if entry.flow == Flow.IN else -entry.amount
        lines.append(Line(entry, left))
    return Book(fund, year, carried, lines)


def _net_before(fund: Fund, day: date) -> int:
    """What came in less what went out until then."""
    sums = {row["flow"]: int(row["sum"]) for row in ask(_sums_before, day, about=fund.pk)}
    return sums.get(Flow.IN, 0) - sums.get(Flow.OUT, 0)


def _sums_before(day: date, fund: int) -> QuerySet:
    return FundEntry.objects.filter(fund=fund).standing().before(day).by_flow()


def _of_days(first: date, after: date, fund: int) -> QuerySet:
    return FundEntry.objects.filter(fund=fund, on__gte=first, on__lt=after).order_by("on", "pk")


def book_table(book: Book) -> Table:
    """As the treasurer keeps it; what was struck out is not printed."""
    standing = [line for line in book.lines if not line.entry.is_struck]
    rows = [
        {"number": number, "on": dates.day(line.entry.on), "voucher": line.entry.voucher,
         "about": f"{line.entry.about}. {line.entry.note}".rstrip(". "), "came": line.came, "went": line.went,
         "left": line.left}
        for number, line in enumerate(standing, 1)
    ]  # fmt: skip
    start = {GROUP: f"Số dư đầu năm {book.year}", "left": book.carried}
    return Table(
        title="Sổ Quỹ “Vì người nghèo”", subtitle=f"Năm {book.year} – {book.fund.keeper}", columns=COLUMNS,
        rows=[start, *rows], total_label="Cộng trong năm", stated_totals={"left": book.left},
        notes=[f"{label}: {amount(value)} đồng (bằng chữ: {amount_in_words(value)})." for label, value in _in_words(book)],
    )  # fmt: skip


def _in_words(book: Book) -> list[tuple[str, int]]:
    return [(f"Thu trong năm {book.year}", book.came), (f"Chi trong năm {book.year}", book.went),
            (f"Số dư cuối năm {book.year}", book.left)]  # fmt: skip


@dataclass(frozen=True)
class SignedBook(Annex):
    """Sổ quỹ on paper, signed by who keeps the money and by the head of the board."""

    compiler_title = "KẾ TOÁN, THỦ QUỸ"


def signed_book(annex: Annex, board: FundBoard | None) -> SignedBook:
    """With the names of the board in office; a line to sign on where it is not written down."""
    names = {one.seat: one.name.split(",")[0] for one in board.members.all()} if board else {}
    kept = {field.name: getattr(annex, field.name) for field in fields(annex)}
    signed = {
        "compiler_name": names.get(Seat.TREASURER, ""), "head_name": names.get(Seat.HEAD, ""), "head_office": HEAD_OF_BOARD,
    }  # fmt: skip
    return SignedBook(**kept | signed)
