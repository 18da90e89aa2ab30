"""Công văn đôn đốc: the letter of one reminder, as plain data for Word and PDF."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from common import dates, installation
from documents.document import Document, Rows, Text
from documents.table import GROUP, Column, Table
from registrations.models import RemindedUnit, Reminder
from registrations.reminding.behind import AREAS, LINES
from units.letterheads import head_of_letter

COLUMNS = (
    Column("number", "TT", width=6, align="center"),
    Column("unit", "Đơn vị", width=34),
    *(
        Column(f"{kind}_{what}", label, numeric=True, width=9, group=group)
        for kind, group in (("collective", "Tập thể"), ("individual", "Cá nhân"))
        for what, label in (("asked", "Được giao"), ("registered", "Đã đăng ký"), ("missing", "Còn thiếu"))
    ),
)
# So many units are named after “Kính gửi”; of more, the table does it.
MOST_NAMED = 4


def letter_of(reminder: Reminder) -> Document:
    """The letter as it was recorded, whatever has been registered since."""
    rows = list(reminder.reminded.select_related("unit"))
    plan, movement = reminder.cites or reminder.plan, reminder.plan.movement
    head = head_of_letter(reminder.issuer, on=reminder.sent_on)
    office = head.signed_by(reminder.signer_title)
    until = dates.day(reminder.until)
    named = tuple(row.unit_name for row in rows)
    about = f"đôn đốc đăng ký xây dựng {movement.model_phrase} năm {plan.year}"
    return Document(
        letterhead=replace(head, signature_lines=office, signer_name=reminder.signer_name),
        about=about,
        to=named if len(named) <= MOST_NAMED else ("Các đơn vị có tên trong danh sách dưới đây",),
        body=(
            Text(
                f"Thực hiện Kế hoạch số {plan.number} ngày {dates.day(plan.issued_on)} của {plan.issuer_name}, "
                f"đến ngày {dates.day(reminder.sent_on)} các đơn vị sau đây chưa đăng ký hoặc chưa đăng ký "
                f"đủ {movement.model_phrase} năm {plan.year}:"
            ),
            Rows(table_of(rows)),
            Text(
                f"Đề nghị các đơn vị rà soát, đăng ký trên cổng hoặc gửi bản đăng ký về nơi tiếp nhận trước hoặc trong ngày "
                f"{until}. Đơn vị có khó khăn, vướng mắc đề nghị phản ánh để được hướng dẫn."
            ),
            *(Text(part) for part in reminder.note.split("\n") if part.strip()),
            Text("Trân trọng./."),
        ),
        day=reminder.sent_on,
        is_demo=installation.is_demo(),
    )


def table_of(rows: Iterable[RemindedUnit]) -> Table:
    """The units by khối, with what was asked, registered and missing on that day; where no number was asked of any,
    with what was registered."""
    rows = list(rows)
    asked = any(row.collective_asked or row.individual_asked for row in rows)
    columns = tuple(one for one in COLUMNS if asked or not one.key.endswith(("_asked", "_missing")))
    return Table(title="Các đơn vị được đôn đốc", columns=columns, rows=list(_lines(rows)))


def _lines(rows: Iterable[RemindedUnit]) -> Iterable[dict[str, Any]]:
    names, last = dict(LINES), None
    for number, row in enumerate(rows, 1):
        line = names[AREAS if row.unit.is_area else row.unit.line]
        if line != last:
            last = line
            yield {GROUP: line}
        asked = {"collective": row.collective_asked, "individual": row.individual_asked}
        yield {
            "number": number, "unit": row.unit_name,
            "collective_asked": asked["collective"] or "–", "individual_asked": asked["individual"] or "–",
            "collective_registered": row.collective_registered, "individual_registered": row.individual_registered,
            "collective_missing": row.collective_missing if asked["collective"] else "–",
            "individual_missing": row.individual_missing if asked["individual"] else "–",
        }  # fmt: skip
