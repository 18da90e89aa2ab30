"""Mười hai mô hình tập thể của câu chuyện: full and particular, each with its own turn of events."""

from datetime import date

from danvan.demo.rows import CULTURE, DEFENCE, DISTRICT, ECONOMY, POLITICS, PROVINCE, Done, Row
from registrations.enums import State


def rows(n: int) -> list[Row]:
    """The twelve of year `n`, and what five of them were the year before."""
    before = _year_before(n - 1)
    return [*before.values(), *_lam_khe(n, before), *_son_moc(n, before)]


def _year_before(year: int) -> dict[str, Row]:
    done = State.EFFECTIVE
    return {
        "flowers": Row(year, "Hội Liên hiệp Phụ nữ xã Minh Lạc", "Đường hoa phụ nữ tự quản", CULTURE, ends=done,
                       money="32.000.000", lines=("1,8 km đường hoa", "380 ngày công"), time_text=f"từ 15/3/{year} đến 20/10/{year}",
                       address="trục đường liên thôn Đông – Đoài – Thượng"),
        "peace": Row(year, "Ban công tác Mặt trận thôn Phúc Thượng, xã Phúc Khê", "Xóm đạo bình yên, gia đình hòa thuận", DEFENCE,
                     DISTRICT, ends=done, lines=("251 hộ ký cam kết", "05 tổ liên gia"), time_text=f"cả năm {year}", also=(CULTURE,),
                     contents=(4,)),
        "breakfast": Row(year, "Công đoàn cơ sở Trung tâm Y tế huyện Lam Khê", "Bữa sáng 0 đồng", CULTURE, DISTRICT, ends=done,
                         money="72.000.000", lines=("4.800 suất",), time_text=f"từ 01/01/{year} đến 31/12/{year}"),
        "children": Row(year, "Trường Phổ thông dân tộc bán trú THCS Khe Lau", "Con nuôi của bản, tiếp bước em đến trường", CULTURE,
                        PROVINCE, ends=done, money="36.000.000", lines=("20 học sinh",), time_text=f"năm học {year - 1}-{year}"),
        "harvest": Row(year, "Ban Chỉ huy Quân sự xã Tiên Mộc", "Dân quân giúp dân ngày mùa, xóa nhà tạm", DEFENCE, ends=done,
                       lines=("540 ngày công", "07 hộ neo đơn", "01 nhà"), time_text=f"từ 01/5/{year} đến 22/12/{year}"),
    }  # fmt: skip


def _lam_khe(n: int, before: dict[str, Row]) -> list[Row]:
    return [
        _new_roads(n),
        _one_rice(n),
        _flowers(n, before["flowers"]),
        *_phuc_khe(n, before["peace"]),
        *_town(n, before["breakfast"]),
    ]


def _new_roads(n: int) -> Row:
    return Row(
        n, "thôn Đông, xã Minh Lạc", "Vận động Nhân dân hiến đất, chỉnh trang ngõ xóm, xây dựng thôn nông thôn mới kiểu mẫu",
        ECONOMY, DISTRICT, ends=State.RESULT_SENT, passed=1, money="640.000.000",
        lines=("1.260 m2 đất (trong đó 410 m2 đất ở)", "185 m tường rào", "320 ngày công"),
        time_text=f"từ 01/3/{n} đến 30/11/{n}", days=(date(n, 3, 1), date(n, 11, 30)), address="các ngõ 2, 4, 6, thôn Đông",
        sent_on=date(n, 3, 9), seen_on=date(n, 10, 12),
        note="UBND xã đã kiểm tra thực tế ngày 12/10, mô hình được xây dựng đúng đăng ký, có 43 hộ tham gia, được Nhân dân "
        "đồng tình; có khả năng nhân rộng ra thôn Đoài.",
        done=Done(
            "Chi bộ ra nghị quyết chuyên đề; thôn lập tổ vận động 07 người gồm Bí thư Chi bộ, Trưởng thôn, Trưởng Ban công tác "
            "Mặt trận và các chi hội trưởng; niêm yết mặt bằng tuyến và danh sách 41 hộ bị ảnh hưởng tại nhà văn hóa; đảng viên "
            "hiến đất trước; họp dân bàn mức hỗ trợ xây lại tường rào; hộ neo đơn được góp ngày công thay.",
            "Tổ vận động 07 người, các chi hội và 43 hộ dân.",
            "43 hộ hiến 1.315 m2 đất; mở rộng 1,85 km đường ngõ từ 3 m lên 5,5 m.", "668.000.000",
            ("1.315 m2 đất", "1,85 km đường ngõ", "43 hộ"),
        ),
    )  # fmt: skip


def _one_rice(n: int) -> Row:
    return Row(
        n, "Hội Nông dân xã Minh Lạc", "Cánh đồng một giống, không đốt rơm rạ", ECONOMY, ends=State.RESULT_SENT,
        lines=("tăng 4 - 5 triệu đồng/ha/vụ", "42,5 ha", "118 hộ", "210 tấn rơm được cuộn, bán"),
        time_text=f"vụ Xuân và vụ Mùa năm {n}", address="xứ đồng Cửa Đình, thôn Bến", sent_on=date(n, 3, 12),
        done=Done(
            "Vận động 118 hộ gieo cùng một giống lúa, cùng trà, cùng lịch; ký hợp đồng bao tiêu với hợp tác xã; thuê máy cuộn "
            "rơm thay cho đốt; mỗi chi hội cử hai hội viên theo dõi đồng ruộng, nhắn lịch chăm sóc qua nhóm Zalo của thôn.",
            "Hội Nông dân xã chủ trì, Hợp tác xã Dịch vụ nông nghiệp Minh Lạc phối hợp; 118 hộ tham gia.",
            "Cả hai vụ thu hoạch đồng loạt, không còn đốt rơm rạ trên đồng.", "",
            ("4 - 5 triệu đồng/ha/vụ", "42,5 ha", "205 tấn rơm được cuộn, bán"),
        ),
    )  # fmt: skip


def _flowers(n: int, before: Row) -> Row:
    return Row(
        n, before.unit, before.title, CULTURE, ends=State.EFFECTIVE, continues=before, money="38.500.000",
        lines=("1,4 km làm thêm, tổng 3,2 km", "460 ngày công"), time_text=f"từ 15/3/{n} đến 20/10/{n}",
        days=(date(n, 3, 15), date(n, 10, 20)), address=before.address, sent_on=date(n, 3, 10),
        note="Đã kiểm tra thực tế ba đoạn đường, hoa được chăm sóc tốt, các chi hội chấm chéo đều đặn; được Nhân dân đồng tình.",
        done=Done(
            "Mỗi chi hội nhận một đoạn đường, mỗi gia đình hội viên chăm 5 m trước cổng; gây quỹ bằng bán phế liệu thu gom ngày "
            "15 và 30 hằng tháng; chấm điểm chéo giữa các chi hội mỗi quý.",
            "04 chi hội, 312 hội viên và gia đình.",
            "1,4 km hoa mười giờ, chiều tím; quỹ phế liệu 21.300.000 đồng, tặng 12 thẻ bảo hiểm y tế.", "38.500.000",
            ("1,4 km đường hoa", "12 thẻ bảo hiểm y tế"),
        ),
    )  # fmt: skip


def _phuc_khe(n: int, before: Row) -> list[Row]:
    cameras = Row(
        n, "Công an xã Phúc Khê", "Camera an ninh, tiếng kẻng bình yên", DEFENCE, DISTRICT, money="148.500.000",
        lines=("36 mắt camera × 3.500.000 đồng", "15 kẻng × 1.500.000 đồng", "15 điểm tại 04 thôn"),
        time_text=f"tháng 4 đến tháng 10 năm {n}", days=(date(n, 4, 1), date(n, 10, 31)), address="15 điểm tại 04 thôn",
        sent_on=date(n, 3, 11),
    )  # fmt: skip
    doubled = Row(
        n, "thôn Cầu Ngói, xã Phúc Khê", "Tiếng kẻng bình yên", DEFENCE, ends=State.REJECTED, lines=("01 kẻng", "96 hộ"),
        time_text=f"cả năm {n}", sent_on=date(n, 3, 17),
        note="Trùng với mô hình do Công an xã chủ trì; đề nghị thôn tham gia với vai trò phối hợp.",
    )  # fmt: skip
    peace = Row(
        n, before.unit, before.title, DEFENCE, DISTRICT, continues=before, also=(CULTURE,), contents=(4,),
        lines=("268 hộ ký cam kết", "06 tổ liên gia"), time_text=f"cả năm {n}", days=(date(n, 1, 1), date(n, 12, 31)),
        sent_on=date(n, 4, 4), sent_at_hour=(16, 40),
    )  # fmt: skip
    return [cameras, doubled, peace]


def _town(n: int, before: Row) -> list[Row]:
    fire = Row(
        n, "Tổ dân phố số 2, thị trấn Lam Khê", "Tổ liên gia an toàn phòng cháy, chữa cháy", DEFENCE, money="41.400.000",
        lines=("92 bình chữa cháy × 450.000 đồng", "06 tổ", "92 hộ"), time_text=f"Quý II và Quý III năm {n}",
        days=(date(n, 4, 1), date(n, 9, 30)), sent_on=date(n, 3, 16),
        returned=(
            "Bản đăng ký chưa có chữ ký của người đại diện đơn vị; đề nghị ký, đóng dấu (nếu có) và nộp lại trước ngày 22/3.",
            date(n, 3, 22), 2,
        ),
    )  # fmt: skip
    breakfast = Row(
        n, before.unit, before.title, CULTURE, DISTRICT, ends=State.RESULT_SENT, continues=before, money="78.000.000",
        lines=("5.200 suất (100 suất × 52 tuần × 15.000 đồng)",), time_text=f"từ 01/01/{n} đến 31/12/{n}",
        days=(date(n, 1, 1), date(n, 12, 31)), sent_on=date(n, 2, 26),
        done=Done(
            "Đoàn viên góp ngày công nấu cháo sáng thứ Tư; tiểu thương chợ huyện ủng hộ rau, thịt; phát phiếu theo danh sách "
            "khoa, ưu tiên bệnh nhân nghèo, người đi chăm không có người thân.",
            "Đoàn viên công đoàn 07 khoa, phòng; 23 tiểu thương chợ huyện.", "Phát 5.460 suất.", "81.900.000", ("5.460 suất",),
        ),
    )  # fmt: skip
    return [fire, breakfast]


def _son_moc(n: int, before: dict[str, Row]) -> list[Row]:
    return [_friendly_office(n), _children(n, before["children"]), *_tien_moc(n, before["harvest"]), _old_customs(n)]


def _friendly_office(n: int) -> Row:
    return Row(
        n, "UBND xã Thượng Mộc", "Chính quyền thân thiện, vì Nhân dân phục vụ gắn với “Ngày thứ Năm nghe dân nói”", POLITICS,
        DISTRICT, lines=("18 thủ tục trả kết quả trong ngày", "04 buổi đối thoại tại 04 thôn", "100% hồ sơ đúng hạn"),
        time_text=f"từ 01/02/{n} đến 31/12/{n}", days=(date(n, 2, 1), date(n, 12, 31)), sent_on=date(n, 3, 5),
    )  # fmt: skip


def _children(n: int, before: Row) -> Row:
    return Row(
        n, before.unit, before.title, CULTURE, PROVINCE, ends=State.RESULT_SENT, passed=2, continues=before,
        money="43.200.000", lines=("24 học sinh × 200.000 đồng × 9 tháng", "24 học sinh"),
        time_text=f"năm học {n - 1}-{n} (từ 05/9/{n - 1} đến 31/5/{n})", days=(date(n - 1, 9, 5), date(n, 5, 31)),
        sent_on=date(n, 3, 6), note="Đã kiểm tra tại trường và hai bản; 24/24 em đi học đều, hộ nhận đỡ đầu giữ đúng cam kết.",
        done=Done(
            "Mỗi tổ chuyên môn, chi đoàn, hộ khá trong bản nhận đỡ đầu một học sinh có nguy cơ bỏ học; giáo viên cùng Trưởng bản "
            "đến nhà vận động trước Tết và sau mùa ngô; góc học tập và bữa ăn nội trú do phụ huynh góp củi, rau.",
            "05 tổ chuyên môn, 04 chi đoàn, 15 hộ trong các bản.", "24 em được đỡ đầu, không em nào bỏ học.", "43.200.000",
            ("24 học sinh",),
        ),
    )  # fmt: skip


def _tien_moc(n: int, before: Row) -> list[Row]:
    tea = Row(
        n, "Chi bộ thôn Đồi Chè, xã Tiên Mộc", "Mỗi đảng viên đỡ đầu một hộ trồng chè sạch", ECONOMY, PROVINCE,
        lines=("650 - 780 triệu đồng/năm (26 hộ × 25 - 30 triệu đồng)", "18,4 ha", "26 hộ"),
        time_text=f"từ tháng 01/{n} đến tháng 12/{n + 1}", days=(date(n, 1, 1), date(n + 1, 12, 31)), sent_on=date(n, 3, 13),
    )  # fmt: skip
    harvest = Row(
        n, before.unit, before.title, DEFENCE, continues=before, lines=("600 ngày công", "09 hộ neo đơn", "02 nhà"),
        time_text=f"từ 01/5/{n} đến 22/12/{n}", days=(date(n, 5, 1), date(n, 12, 22)), sent_on=date(n, 3, 18),
    )  # fmt: skip
    return [tea, harvest]


def _old_customs(n: int) -> Row:
    return Row(
        n, "Ban công tác Mặt trận bản Nà Lau, xã Khe Lau", "Bỏ tục thách cưới, tang lễ văn minh ở bản Nà Lau", CULTURE, DISTRICT,
        lines=("giảm 30 - 40 triệu đồng/đám", "74 hộ"), time_text=f"từ 20/3/{n} đến 18/11/{n}",
        days=(date(n, 3, 20), date(n, 11, 18)), sent_on=date(n, 4, 2),
    )  # fmt: skip
