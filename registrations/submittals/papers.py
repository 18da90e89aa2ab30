"""Danh sách in ra: what a desk puts before its leader, and what it sends up with a công văn, as tables of its paper family."""

from dataclasses import dataclass

from common import dates, installation
from documents.annex import Annex
from documents.letterhead import DOTS, place_and_date
from documents.table import Column, Table
from registrations.models import Letter, Submittal
from registrations.submittals.steps import PROPOSED
from units.letterheads import letterhead_of


@dataclass(frozen=True)
class ListAnnex(Annex):
    """A list of records: drawn up by one, signed by another in the office that was written down."""

    signer_title: str = ""

    compiler_title = "NGƯỜI LẬP DANH SÁCH"

    @property
    def head_title(self) -> str:
        return self.signer_title.upper() or Annex.head_title


_COMMON = (
    Column("number", "STT", width=7, align="center"),
    Column("title", "Tên mô hình, điển hình", width=34),
    Column("owner", "Đơn vị, cá nhân đăng ký", width=26),
    Column("sector", "Lĩnh vực", width=14),
    Column("level", "Cấp đăng ký", width=10),
    Column("time", "Thời gian thực hiện", width=14),
    Column("benefit", "Giá trị dự kiến làm lợi (đồng)", numeric=True, width=15),
)
LETTER_COLUMNS = (
    *_COMMON,
    Column("register", "Số vào sổ", width=9, align="center"),
    Column("confirmed", "Ngày xác nhận", width=11),
)
SUBMITTAL_COLUMNS = (
    *_COMMON[:5],
    Column("move", "Đề nghị", width=18),
    Column("note", "Ý kiến, lý do", width=26),
    Column("outcome", "Kết quả", width=18),
)


def letter_table(letter: Letter, position) -> Table:
    """Danh sách đăng ký mô hình: what the desk confirmed, by its register, as far as the position sees it."""
    receipts = (
        letter.receipts.seen_by(position)
        .select_related(
            "registration__sector", "registration__highest_level", "registration__unit", "registration__plan__movement"
        )
        .order_by("register_year", "register_number")
    )
    rows = [
        _about(place, receipt.registration)
        | {
            "register": receipt.register_text,
            "confirmed": dates.day(receipt.confirmed_on),
        }
        for place, receipt in enumerate(receipts, 1)
    ]
    receiver = f"Gửi {letter.receiver}" if letter.receiver else ""
    return Table("DANH SÁCH ĐĂNG KÝ MÔ HÌNH", LETTER_COLUMNS, rows, subtitle=receiver, empty="Chưa có hồ sơ nào.")


def submittal_table(submittal: Submittal, position) -> Table:
    """Danh sách trình lãnh đạo, line by line with what is proposed, as far as the position sees it."""
    joined = ("registration__sector", "registration__highest_level", "registration__unit")
    rows = [
        _about(place, item.registration)
        | {
            "move": PROPOSED[item.move].label,
            "note": item.note,
            "outcome": ": ".join(filter(None, (item.get_outcome_display(), item.told))),
        }
        for place, item in enumerate(submittal.items.seen_by(position).select_related(*joined), 1)
    ]
    return Table(
        "DANH SÁCH TRÌNH LÃNH ĐẠO", SUBMITTAL_COLUMNS, rows, subtitle=submittal.title, empty="Chưa có hồ sơ nào."
    )


def _about(place: int, one) -> dict:
    return {
        "number": place, "title": f"{one.title} ({one.code})", "owner": one.owner_then,
        "sector": one.sector.name if one.sector else "", "level": one.highest_level.name if one.highest_level else "",
        "time": one.time_text, "benefit": one.benefit_amount,
    }  # fmt: skip


def letter_annex(letter: Letter, position) -> Annex:
    """The list as it lies behind its công văn; without a number yet, dots to be filled in by hand."""
    day = letter.issued_on
    number = letter.number or DOTS
    written = f"ngày {dates.day(day)}" if day else f"ngày {DOTS} tháng {DOTS} năm {letter.created_at.year}"
    return _annex(
        letter_table(letter, position), letter.unit, day, letter.created_by,
        attached_to=f"Công văn số {number} {written} của {letter.unit}",
        head_name=letter.signer_name, signer_title=letter.signer_title,
    )  # fmt: skip


def submittal_annex(submittal: Submittal, position) -> Annex:
    return _annex(
        submittal_table(submittal, position), submittal.unit, submittal.signed_on, submittal.created_by,
        head_name=submittal.signer_name, signer_title=submittal.signer_title,
    )  # fmt: skip


def _annex(table: Table, unit, day, compiler, **facts) -> ListAnnex:
    head = letterhead_of(unit, on=day)
    return ListAnnex(
        table=table, number="", letterhead=head,
        place_line=place_and_date(head.place, day, year="" if day is None else day.year),
        compiler_name=str(compiler.user), is_demo=installation.is_demo(), **facts,
    )  # fmt: skip
