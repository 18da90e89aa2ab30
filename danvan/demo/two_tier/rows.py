"""Hồ sơ của kịch bản: what waited on the day of the reform, what is registered at the new units since."""

from dataclasses import replace
from datetime import date

from danvan.demo.rows import COMMUNE, CULTURE, DEFENCE, DISTRICT, ECONOMY, POLITICS, PROVINCE, Done, Person, Row
from registrations.enums import Kind, State

# Handed in under the additional plans of June, by title: they waited when the old desks closed.
WAITING = {
    "Mỗi chi bộ nhận giúp một hộ thoát nghèo": 5, "Mái ấm nghĩa tình giáo dân": 8,
    "Chợ Tết công đoàn, hàng Việt giá ưu đãi": 10, "Hành quân về cơ sở, sửa đường cùng dân": 11,
    "Cán bộ kỹ thuật cùng dân ra đồng": 9, "Thanh niên giúp dân dùng dịch vụ công trực tuyến": 12,
    "Xây dựng gia đình hạnh phúc": 15, "Kho lạnh chung cho tổ rau an toàn": 16,
}  # fmt: skip
PRESENT_NAMES = (("xã Minh Lạc", "xã Lam Khê"), ("thị trấn Lam Khê", "xã Lam Khê"))
DUE = (7, 20)


def parted(rows: list[Row], year: int) -> tuple[list[Row], list[Row]]:
    """The rows of the story: those begun before 01/07, and those of today's desks, now under the new names."""
    before, since = [], []
    for row in rows:
        if not row.supplementary:
            before.append(row)
        elif row.title in WAITING:
            before.append(_handed_in_june(row, year))
        else:
            since.append(_at_present(row))
    return before, since


def _handed_in_june(row: Row, year: int) -> Row:
    if row.returned:
        row = replace(row, returned=(row.returned[0], date(year, *DUE), row.returned[2]))
    return replace(row, sent_on=date(year, 6, WAITING[row.title]))


def _at_present(row: Row) -> Row:
    unit = row.unit
    for old, new in PRESENT_NAMES:
        unit = unit.replace(old, new)
    return replace(row, unit=unit, level=COMMUNE if row.level == DISTRICT else row.level)


def since_the_reform(n: int) -> list[Row]:
    """Registered at the new units in the summer; some have reported."""
    return [*_of_communes(n), *_of_the_province(n), *_of_persons(n)]


def _of_communes(n: int) -> list[Row]:
    return [
        Row(n, "thôn Đông, xã Lam Khê", "Ngày Chủ nhật xanh của xã mới", CULTURE, ends=State.EFFECTIVE,
            lines=("06 buổi", "1,9 km đường ngõ"), time_text=f"từ tháng 7 đến tháng 9 năm {n}", sent_on=date(n, 7, 14),
            seen_on=date(n, 10, 14), note="Đã kiểm tra tại thôn, các ngõ sạch, Nhân dân tự giác tham gia.",
            done=Done("Mỗi xóm nhận một đoạn đường, thứ tự do xóm bàn.", "07 xóm, 210 hộ dân.", "Làm được 06 buổi, 1,9 km đường.",
                      "", ("06 buổi", "1,9 km đường ngõ"))),
        Row(n, "Hội Liên hiệp Phụ nữ xã Lam Khê", "Chợ quê không túi ni lông", CULTURE, ends=State.RESULT_SENT,
            lines=("02 chợ", "186 tiểu thương"), time_text=f"Quý III năm {n}", sent_on=date(n, 7, 16),
            done=Done("Phát làn đi chợ, ký cam kết từng dãy hàng.", "Hội viên hai chợ, 186 tiểu thương.",
                      "Hai chợ giảm hẳn túi ni lông.", "", ("02 chợ", "186 tiểu thương"))),
        Row(n, "UBND xã Phúc Khê", "Tổ hỗ trợ dịch vụ công về thôn xa", POLITICS, PROVINCE, lines=("08 thôn", "04 buổi mỗi tháng"),
            time_text=f"từ 15/7/{n} đến 31/12/{n}", sent_on=date(n, 7, 20)),
        Row(n, "thôn Bến, xã Phúc Khê", "Bến đò an toàn, áo phao cho mọi người", DEFENCE, lines=("03 đò", "90 áo phao"),
            time_text=f"từ tháng 7 năm {n}", sent_on=date(n, 7, 22)),
        Row(n, "Công an xã Sơn Mộc", "Làm thẻ căn cước theo địa chỉ xã mới tại thôn", DEFENCE, lines=("08 thôn", "640 lượt người"),
            time_text=f"từ 20/7/{n} đến 30/11/{n}", sent_on=date(n, 7, 27)),
        Row(n, "Hội Nông dân xã Sơn Mộc", "Tổ liên kết chè hai xã cũ", ECONOMY, ends=State.STOPPED, lines=("34 hộ",),
            time_text=f"từ tháng 8 năm {n}", sent_on=date(n, 7, 29), note="Hai tổ cũ chưa thống nhất quy ước; để sang năm."),
        Row(n, "bản Pù Hin, xã Khe Lau", "Đèn năng lượng mặt trời trên dốc Pù Hin", ECONOMY, money="24 triệu", lines=("12 đèn",),
            time_text=f"từ tháng 8 năm {n}", sent_on=date(n, 8, 4)),
    ]  # fmt: skip


def _of_the_province(n: int) -> list[Row]:
    return [
        Row(n, "Trung tâm Y tế khu vực Lam Khê", "Khám lưu động cho các thôn xa trung tâm xã mới", CULTURE, PROVINCE,
            lines=("12 buổi", "1.100 lượt người"), time_text=f"từ tháng 8 đến tháng 12 năm {n}", sent_on=date(n, 8, 6)),
        Row(n, "Sở Nội vụ tỉnh Lạc Giang", "Đến xã cùng làm: hỗ trợ xã mới giải quyết thủ tục", POLITICS, PROVINCE,
            lines=("04 xã", "16 buổi"), time_text=f"từ 01/8/{n} đến 31/12/{n}", sent_on=date(n, 8, 7)),
    ]  # fmt: skip


def _of_persons(n: int) -> list[Row]:
    return [
        Row(n, "thôn Đồi Chè, xã Sơn Mộc", "Giảng hòa hai xóm về nguồn nước tưới", CULTURE, kind=Kind.INDIVIDUAL,
            person=Person("Bà", "Hứa Thị Khương", "Người có uy tín"), lines=("02 xóm", "47 hộ"),
            time_text=f"từ tháng 7 năm {n}", sent_on=date(n, 7, 24)),
    ]  # fmt: skip
