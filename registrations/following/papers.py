"""Biên bản kiểm tra and the year's list, as plain data for print."""

from typing import Any

from common import dates, installation
from registrations.following.enums import Part
from registrations.models import Inspection, Visit
from units.letterheads import letterhead_of


def minutes(inspection: Inspection, members: list, visits: list[Visit], outside: int = 0) -> dict[str, Any]:
    """Biên bản kiểm tra, under the head that the desk bore on its last day. `outside`: places not told to the reader."""
    head = letterhead_of(inspection.desk, on=inspection.ends_on, kind="BB")
    by_part: dict[str, list[str]] = {part: [one.name for one in members if one.part == part] for part in Part}
    return {
        "letterhead": head,
        "place": head.place,
        "made_on": inspection.ends_on,
        "year": inspection.ends_on.year,
        "subject": inspection.subject,
        "plan_line": f"Thực hiện Kế hoạch số {inspection.plan_number} ngày {dates.day(inspection.plan_date)}, "
        f"{inspection.days}, đoàn kiểm tra đã làm việc tại các nơi ghi dưới đây.",
        "made_at": inspection.place,
        "team": [(one.get_part_display().capitalize(), one.name) for one in members],
        "visits": [_place(visit) for visit in visits],
        "outside": outside,
        "conclusion": inspection.conclusion,
        "head_name": _person(by_part[Part.HEAD]),
        "secretary_name": _person(by_part[Part.SECRETARY]),
        "is_draft": inspection.is_open,
        "is_demo": installation.is_demo(),
    }


def _place(visit: Visit) -> dict[str, Any]:
    model = visit.registration
    return {
        "title": model.title if model else "",
        "code": model.code if model else "",
        "unit_name": str(visit.whose),
        "findings": visit.findings,
        "recommendations": [
            {"text": one.text, "addressee": one.addressee, "due_on": dates.day(one.due_on)}
            for one in visit.recommendations.all()
        ],
    }


def _person(names: list[str]) -> str:
    """“Nguyễn Văn A, Phó Bí thư” signs as “Nguyễn Văn A”."""
    return names[0].split(",")[0].strip() if names else ""


def year_list(unit, year: int, lines: list[dict[str, Any]], by) -> dict[str, Any]:
    """Danh sách mô hình tiếp tục, dừng thực hiện, to be signed by the head of the unit."""
    head = letterhead_of(unit, kind="DS")
    return {
        "letterhead": head,
        "place": head.place,
        "year": year,
        "unit_name": str(unit),
        "lines": lines,
        "summary": _summary(lines),
        "signature_lines": head.signature_lines,
        "compiler_name": by.user.full_name,
        "is_demo": installation.is_demo(),
    }


def _summary(lines: list[dict[str, Any]]) -> str:
    """“Tổng số 12 mô hình: tiếp tục 8, dừng 3, để xem xét sau 1.”"""
    goes, stops = (sum(line["decision"] == word for line in lines) for word in ("tiếp tục", "dừng"))
    later = len(lines) - goes - stops
    return f"Tổng số {len(lines)} mô hình: tiếp tục {goes}, dừng {stops}{f', để xem xét sau {later}' if later else ''}."
