"""Danh sách in ra: what a desk puts before its leader, and what it sends up with a công văn, as tables of its paper family."""

from collections import Counter
from dataclasses import replace

from django.db.models import QuerySet

from common import dates, installation
from documents.annex import Annex, SignedList
from documents.document import Document, Text
from documents.letterhead import DOTS, place_and_date
from documents.table import Column, Table
from registrations.enums import Kind
from registrations.models import Letter, Receipt, Submittal
from registrations.submittals.steps import PROPOSED
from units.letterheads import head_of_letter, letterhead_of

_COMMON = (
    Column("number", "STT", width=5, align="center"),
    Column("title", "Tên mô hình, điển hình", width=28),
    Column("owner", "Đơn vị, cá nhân đăng ký", width=20),
    Column("sector", "Lĩnh vực", width=12),
    Column("level", "Cấp đăng ký", width=8),
    Column("time", "Thời gian thực hiện", width=12),
    Column("benefit", "Giá trị dự kiến làm lợi (đồng)", numeric=True, width=14),
)
LETTER_COLUMNS = (
    *_COMMON,
    Column("register", "Số vào sổ", width=8, align="center"),
    Column("confirmed", "Ngày xác nhận", width=10),
)
SUBMITTAL_COLUMNS = (
    *_COMMON[:5],
    Column("move", "Đề nghị", width=12),
    Column("note", "Ý kiến, lý do", width=18),
    Column("outcome", "Kết quả", width=12),
)


def letter_table(letter: Letter, receipts: QuerySet[Receipt]) -> Table:
    """Danh sách đăng ký mô hình: what the desk confirmed, by its register; `receipts`: those of the letter to be told."""
    listed = receipts.select_related(
        "registration__sector", "registration__highest_level", "registration__unit", "registration__plan__movement"
    ).order_by("register_year", "register_number")
    rows = [
        _about(place, receipt.registration)
        | {
            "register": receipt.register_text,
            "confirmed": dates.day(receipt.confirmed_on),
        }
        for place, receipt in enumerate(listed, 1)
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


def letter_annex(letter: Letter, receipts: QuerySet[Receipt]) -> Annex:
    """The list as it lies behind its công văn; without a number yet, dots to be filled in by hand."""
    day = letter.issued_on
    number = letter.number or DOTS
    written = f"ngày {dates.day(day)}" if day else f"ngày {DOTS} tháng {DOTS} năm {letter.created_at.year}"
    return _annex(
        letter_table(letter, receipts), letter.issuer, day, letter.created_by,
        attached_to=f"Công văn số {number} {written} của {letter.issuer}",
        head_name=letter.signer_name, signer_title=letter.signer_title,
    )  # fmt: skip


def letter_paper(letter: Letter, receipts: QuerySet[Receipt]) -> Document:
    """Công văn gửi danh sách: what was confirmed, how many of each kind; `receipts`: those of the letter to be told."""
    listed = list(receipts.select_related("registration__plan__movement"))
    plans = {receipt.registration.plan for receipt in listed}
    kinds = Counter(receipt.registration.kind for receipt in listed)
    counted = ", ".join(f"{kinds[kind]} {kind.label}" for kind in Kind if kinds[kind])
    movements = " và ".join(sorted({plan.movement.model_phrase for plan in plans}))
    years = ", ".join(str(year) for year in sorted({plan.year for plan in plans}))
    about = f"gửi danh sách đăng ký xây dựng {movements} năm {years}".replace("  ", " ")
    head = head_of_letter(letter.issuer, on=letter.issued_on)
    if letter.number:
        head = replace(head, number=letter.number, symbol="")
    lines = head.signed_by(letter.signer_title)
    return Document(
        letterhead=replace(head, signature_lines=lines, signer_name=letter.signer_name),
        about=about,
        to=(letter.receiver or DOTS,),
        body=(
            *(Text(f"Thực hiện {plan.cited};") for plan in sorted(plans, key=lambda one: (one.issued_on, one.pk))),
            Text(f"{letter.unit} đã tiếp nhận, xác nhận {len(listed)} đăng ký xây dựng {movements} năm {years}"
                 f"{f' ({counted})' if counted else ''}, có danh sách kèm theo."),
            Text(f"{letter.issuer} kính gửi {letter.receiver or 'quý cơ quan'} theo dõi, tổng hợp./."),
        ),
        day=letter.issued_on, year=letter.created_at.year, is_demo=installation.is_demo(),
    )  # fmt: skip


def submittal_annex(submittal: Submittal, position) -> Annex:
    return _annex(
        submittal_table(submittal, position), submittal.issuer, submittal.signed_on, submittal.created_by,
        head_name=submittal.signer_name, signer_title=submittal.signer_title,
    )  # fmt: skip


def _annex(table: Table, unit, day, compiler, *, signer_title: str, head_name: str, attached_to: str = "") -> Annex:
    head = letterhead_of(unit, on=day)
    office = head.signed_by(signer_title) if signer_title else ()
    return SignedList(
        table=table, number="", letterhead=head,
        place_line=place_and_date(head.place, day, year="" if day is None else day.year),
        compiler_name=str(compiler.user), is_demo=installation.is_demo(), attached_to=attached_to,
        head_name=head_name, head_office=office,
    )  # fmt: skip
