"""Biên bản kiểm tra and the year's list, as documents for PDF and Word."""

from typing import Any

from common import dates, installation
from documents.document import BY_HAND, WITH_SEAL, Block, Document, Dots, Heading, Rows, Signature, Text, answered
from documents.table import Column, Table
from registrations.following.enums import Part
from registrations.following.lines import GOES, STOPS
from registrations.models import Inspection, Visit
from units.letterheads import letterhead_of

RECOMMENDED = (
    Column("number", "STT", width=8, align="center"),
    Column("text", "Kiến nghị", width=40),
    Column("addressee", "Kiến nghị với", width=22),
    Column("due_on", "Hạn khắc phục", width=14, align="center"),
)
CHECKED = (
    Column("number", "STT", width=8, align="center"),
    Column("text", "Nội dung đã xem", width=44),
    Column("answer", "Kết quả", width=16),
    Column("note", "Ghi chú", width=30),
)
YEAR_COLUMNS = (
    Column("number", "STT", width=8, align="center"),
    Column("title", "Tên mô hình, điển hình", width=32),
    Column("unit_name", "Đơn vị", width=22),
    Column("goes", "Tiếp tục", width=9, align="center"),
    Column("stops", "Dừng", width=9, align="center"),
    Column("note", "Mã đăng ký mới, lý do dừng", width=22),
)


def minutes(inspection: Inspection, members: list, visits: list[Visit], outside: int = 0) -> Document:
    """Biên bản kiểm tra, under the head that the desk bore on its last day. `outside`: places not told to the reader."""
    made_at = f" Biên bản lập tại {inspection.place}." if inspection.place else ""
    plan = f"Kế hoạch số {inspection.plan_number} ngày {dates.day(inspection.plan_date)}"
    begun = f"Thực hiện {plan}, đoàn kiểm tra đã làm việc {inspection.days} tại các nơi ghi dưới đây."
    left_out = (Text(f"Và {outside} nơi ngoài phạm vi của người in biên bản này."),) if outside else ()
    places = [block for place, visit in enumerate(visits, 1) for block in _place(place, visit)]
    return Document(
        letterhead=letterhead_of(inspection.desk, on=inspection.ends_on, kind="BB"),
        kind="BIÊN BẢN",
        about=inspection.subject,
        body=(
            Text(begun + made_at),
            Heading("I. Thành phần đoàn kiểm tra"),
            *(
                Text(f"{place}. {one.name} – {one.get_part_display().capitalize()}")
                for place, one in enumerate(members, 1)
            ),
            Heading("II. Kết quả kiểm tra"),
            *(places or [Dots(2)]),
            *left_out,
            Heading("III. Kết luận chung"),
            *answered(inspection.conclusion),
            Text("Biên bản được đọc lại cho các bên cùng nghe, thống nhất và ký tên dưới đây."),
        ),
        signatures=_who_signs(members),
        day=inspection.ends_on,
        is_draft=inspection.is_open,
        is_demo=installation.is_demo(),
    )


def _place(place: int, visit: Visit) -> list[Block]:
    """One place: whose model it is, what was seen there, what was recommended."""
    model = visit.registration
    title = f"{'Điển hình' if model.person_name else 'Mô hình'} “{model.title}”, " if model else ""
    code = f" (mã hồ sơ {model.code})" if model else ""
    rows = [
        {"number": number, "text": one.text, "addressee": one.addressee, "due_on": dates.day(one.due_on)}
        for number, one in enumerate(visit.recommendations.all(), 1)
    ]
    recommended = [Rows(Table("Kiến nghị", RECOMMENDED, rows))] if rows else []
    looked_at = [
        {"number": number, "text": one.text, "answer": one.get_answer_display(), "note": one.note}
        for number, one in enumerate(visit.checks.all(), 1)
    ]
    checked = [Rows(Table("Các nội dung đã xem", CHECKED, looked_at))] if looked_at else []
    away = "; ".join(visit.took_no_part)
    kept_away = [Text(f"Không tham gia tại nơi này vì có liên quan: {away}.")] if away else []
    photos = len(visit.photos.all())
    shown = [Text(f"Kèm theo {photos} ảnh chụp tại chỗ.")] if photos else []
    return [
        Text(code, lead=f"{place}. {title}{visit.owner}"), *kept_away, *checked, *answered(visit.findings), *shown,
        *recommended,
    ]  # fmt: skip


def _who_signs(members: list) -> tuple[Signature, ...]:
    by_part = {part: _person([one.name for one in members if one.part == part]) for part in Part}
    secretary = by_part[Part.SECRETARY]
    return (
        Signature(("ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KIỂM TRA"), how=BY_HAND),
        *((Signature(("THƯ KÝ",), secretary, BY_HAND),) if secretary else ()),
        Signature(("TRƯỞNG ĐOÀN",), by_part[Part.HEAD], BY_HAND),
    )


def _person(names: list[str]) -> str:
    """“Nguyễn Văn A, Phó Bí thư” signs as “Nguyễn Văn A”."""
    return names[0].split(",")[0].strip() if names else ""


def year_list(unit, year: int, lines: list[dict[str, Any]], by) -> Document:
    """Danh sách mô hình tiếp tục, dừng thực hiện, to be signed by the head of the unit."""
    head = letterhead_of(unit, kind="DS")
    rows = [
        {
            "number": place, "title": f"{line['title']} ({line['code']})", "unit_name": line["unit_name"],
            "goes": "x" if line["decision"] == GOES else "", "stops": "x" if line["decision"] == STOPS else "",
            "note": line["note"],
        }
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip
    return Document(
        letterhead=head,
        kind="DANH SÁCH",
        about=f"Mô hình tiếp tục, dừng thực hiện năm {year}",
        body=(Rows(Table("Danh sách", YEAR_COLUMNS, rows, empty="Chưa có mô hình nào.")), Text(_summary(lines))),
        signatures=(
            Signature(("NGƯỜI LẬP",), by.user.full_name, BY_HAND),
            Signature(head.signature_lines or ("THỦ TRƯỞNG ĐƠN VỊ",), how=WITH_SEAL),
        ),
        year=year,
        is_demo=installation.is_demo(),
    )


def _summary(lines: list[dict[str, Any]]) -> str:
    """“Tổng số 12 mô hình: tiếp tục 8, dừng 3, để xem xét sau 1.”"""
    goes, stops = (sum(line["decision"] == word for line in lines) for word in (GOES, STOPS))
    later = len(lines) - goes - stops
    return f"Tổng số {len(lines)} mô hình: tiếp tục {goes}, dừng {stops}{f', để xem xét sau {later}' if later else ''}."
