"""Quyết định đính chính, công văn đính chính: the paper beside the wrong one."""

from copy import copy
from dataclasses import replace

from common import installation
from common.vietnamese import lower_first
from documents.document import Block, Document, Middle, Rows, Text, grounds
from documents.letterhead import Letterhead
from documents.table import Column, Table
from recognition.corrections.steps import as_first_issued
from recognition.models import Correction, CorrectionItem
from recognition.papers import authority, signing_lines
from units.letterheads import head_of_letter, letterhead_of

COLUMNS = (
    Column("number", "STT", width=7, align="center"),
    Column("where", "Chỗ đính chính", width=30),
    Column("was", "Đã ghi", width=28),
    Column("becomes", "Đính chính thành", width=28),
)


def correction_paper(correction: Correction, items: list[CorrectionItem]) -> Document:
    """It names the decision as it was issued: under the number that stands on the paper people hold."""
    first = copy(correction.decision)
    as_first_issued(first, [])
    cited = f"Quyết định số {first.number} ngày {first.issued_on:%d/%m/%Y} của {first.issuer.full_name}"
    is_letter, head = correction.is_letter, _head(correction)
    body = _letter(correction, cited, items) if is_letter else _decision(correction, cited, items, head)
    return Document(
        letterhead=head, kind="" if is_letter else "QUYẾT ĐỊNH",
        about=f"{'' if is_letter else 'Về việc '}đính chính Quyết định số {first.number}",
        to=("Các đơn vị, cá nhân có tên trong Quyết định",) if is_letter else (), body=tuple(body),
        day=correction.issued_on, year="" if correction.issued_on else correction.created_at.year,
        is_draft=correction.is_draft, is_demo=installation.is_demo(),
    )  # fmt: skip


def _head(correction: Correction) -> Letterhead:
    on, kind, is_letter = correction.issued_on, "" if correction.number else "QĐ", correction.is_letter
    head = head_of_letter(correction.issuer, on=on) if is_letter else letterhead_of(correction.issuer, on=on, kind=kind)
    if correction.number:
        head = replace(head, number=correction.number, symbol="")
    title = correction.signer_title
    lines = head.signed_by(title) if is_letter else signing_lines(correction, head)
    recipients = ("- Như trên;",) if is_letter else ("- Như Điều 2;", "- Đơn vị, cá nhân có tên trong Quyết định;")
    return replace(head, signer_name=correction.signer_name, recipients=recipients, signature_lines=lines)


def _letter(correction: Correction, cited: str, items: list[CorrectionItem]) -> list[Block]:
    return [
        Text(f"Qua rà soát {cited}, do {_said(correction.reason)}, nội dung sau đây được đính chính:"),
        _table(items),
        Text("Các nội dung khác của Quyết định giữ nguyên. Công văn này là bộ phận không tách rời của Quyết định./."),
    ]


def _decision(correction: Correction, cited: str, items: list[CorrectionItem], head: Letterhead) -> list[Block]:
    return [
        Middle(authority(head)),
        *grounds(head, [f"Căn cứ {cited}", f"Xét thấy cần đính chính do {_said(correction.reason)}"]),
        Middle("QUYẾT ĐỊNH:"),
        Text(f"Đính chính {cited} như sau:", lead="Điều 1. "),
        _table(items),
        Text("Các nội dung khác của Quyết định giữ nguyên. Các đơn vị, cá nhân liên quan và tập thể, cá nhân có tên tại "
             "Điều 1 chịu trách nhiệm thi hành Quyết định này.", lead="Điều 2. "),
        Text("Quyết định này có hiệu lực kể từ ngày ký và là bộ phận không tách rời của Quyết định được đính chính./.",
             lead="Điều 3. "),
    ]  # fmt: skip


def _said(reason: str) -> str:
    text = " ".join(reason.split()).rstrip(" .;")
    return lower_first(text)


def _table(items: list[CorrectionItem]) -> Rows:
    rows = [
        {"number": place, "where": where_of(item), "was": item.was_text, "becomes": item.becomes_text}
        for place, item in enumerate(items, 1)
    ]
    return Rows(Table("Chỗ đính chính", COLUMNS, rows, empty="Chưa ghi chỗ nào."))


def where_of(item: CorrectionItem) -> str:
    """“Tên mô hình, điển hình – Mô hình số 1”."""
    return f"{item.get_subject_display()} – {item.award.title}" if item.award else item.get_subject_display()
