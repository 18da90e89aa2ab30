"""Sáu điển hình cá nhân, những hồ sơ còn dang dở, và những giá trị khó."""

from datetime import date, timedelta

from danvan.demo.rows import CULTURE, DEFENCE, DISTRICT, ECONOMY, POLITICS, PROVINCE, Done, Person, Row
from registrations.enums import Kind, State

SIGN_IT = "Bản đăng ký chưa có chữ ký của người đại diện đơn vị; đề nghị ký, đóng dấu (nếu có) và nộp lại."
TOO_MUCH = "Giá trị làm lợi ghi 5 tỷ đồng chưa phù hợp với quy mô 12 hộ; đề nghị rà soát, ghi rõ cách tính."
TOO_VAGUE = "Tên mô hình còn chung chung; đề nghị nêu rõ việc làm và địa chỉ cụ thể."
LONG_TITLE = (
    "Vận động Nhân dân tham gia giữ gìn vệ sinh môi trường, phân loại rác tại nguồn, hạn chế túi ni lông, xây dựng tuyến đường "
    "sáng, xanh, sạch, đẹp gắn với nông thôn mới nâng cao"
)


def rows(n: int, today: date) -> list[Row]:
    return [*_persons(n), *_ended(n), *_unusual(n), *_waiting(n, today)]


def _person(n: int, unit: str, title: str, sector: int, person: tuple[str, str, str], **more) -> Row:
    return Row(n, unit, title, sector, kind=Kind.INDIVIDUAL, person=Person(*person), **more)


def _persons(n: int) -> list[Row]:
    return [*_persons_of_lam_khe(n), *_persons_of_son_moc(n)]


def _persons_of_lam_khe(n: int) -> list[Row]:
    return [
        _person(
            n, "thôn Đoài, xã Minh Lạc", "Vận động Nhân dân bàn giao mặt bằng đường liên xã trước thời hạn", ECONOMY,
            ("Ông", "Phạm Đức Cần", "Bí thư Chi bộ, Trưởng thôn Đoài"), level=DISTRICT, ends=State.EFFECTIVE,
            lines=("27 hộ", "3.140 m2"), time_text=f"từ 01/3/{n} đến 30/9/{n}", days=(date(n, 3, 1), date(n, 9, 30)),
            sent_on=date(n, 3, 9), note="Đã đối chiếu biên bản bàn giao mặt bằng: 27/27 hộ, sớm 45 ngày, không có đơn thư.",
            done=Done(
                "Đến từng nhà ngoài giờ, đối chiếu bản đồ ngay tại ruộng; gia đình dỡ bếp trước.",
                "Chi bộ, các đoàn thể trong thôn và 27 hộ.", "27/27 hộ nhận tiền, bàn giao sớm 45 ngày, không có đơn thư.", "",
                ("27 hộ", "3.140 m2"),
            ),
        ),
        _person(
            n, "Công an xã Phúc Khê", "Làm căn cước tại nhà cho người già yếu, khuyết tật", DEFENCE,
            ("Ông", "Nguyễn Hữu Toản", "Cán bộ Công an xã, phụ trách quản lý hành chính"), level=DISTRICT,
            lines=("186 lượt người",), time_text=f"Quý I–Quý III/{n}", days=(date(n, 1, 1), date(n, 9, 30)),
            sent_on=date(n, 3, 12), lowered="Theo ý kiến của Ban Dân vận Huyện ủy, nhận ở cấp cơ sở thay vì cấp huyện.",
        ),
        _person(
            n, "UBND thị trấn Lam Khê", "Nhắn tin thay giấy hẹn", POLITICS,
            ("Bà", "Nguyễn Thị Nết", "Công chức tại Bộ phận Một cửa"), ends=State.DRAFT, lines=("1.480 lượt hồ sơ",),
            supplementary=True,
        ),
    ]  # fmt: skip


def _persons_of_son_moc(n: int) -> list[Row]:
    return [
        _person(
            n, "bản Khe Mây, xã Khe Lau", "Giữ con đến trường, không tảo hôn", CULTURE,
            ("Bà", "Lò Thị Mẩy", "Người có uy tín, Tổ trưởng Tổ hòa giải"), level=PROVINCE, lines=("14 gia đình",),
            time_text=f"cả năm {n}", days=(date(n, 1, 1), date(n, 12, 31)), sent_on=date(n, 3, 19),
        ),
        _person(
            n, "Trường Mầm non Thượng Mộc", "Sân chơi cho bé từ vật liệu tái chế", CULTURE,
            ("Bà", "Vi Thị Loan", "Giáo viên, Tổ trưởng chuyên môn"), ends=State.EFFECTIVE, money="62.000.000",
            lines=("03 điểm trường",), time_text=f"từ 10/02/{n} đến 31/8/{n}", days=(date(n, 2, 10), date(n, 8, 31)),
            sent_on=date(n, 3, 4), note="Đã xem cả ba điểm trường, sân chơi an toàn, phụ huynh đồng tình.",
            done=Done(
                "Vận động phụ huynh góp lốp xe, tre; mỗi thứ Bảy làm một góc chơi.", "Giáo viên và phụ huynh, 210 ngày công.",
                "Ba điểm trường có sân chơi mới.", "57.400.000", ("03 điểm trường", "210 ngày công"),
            ),
        ),
        _person(
            n, "thôn Khe Sim, xã Tiên Mộc", "Vận động hội viên trồng rừng gỗ lớn", ECONOMY,
            ("Ông", "Trương Công Đạt", "Chi hội trưởng Chi hội Cựu chiến binh"), ends=State.INEFFECTIVE,
            lines=("11 hộ", "23,6 ha"), time_text=f"từ 15/3/{n} đến 15/12/{n}", days=(date(n, 3, 15), date(n, 12, 15)),
            sent_on=date(n, 3, 11), note="Mưa lũ tháng 9 làm hỏng 9,2 ha, chưa đạt quy mô đăng ký; đề nghị tiếp tục năm sau.",
            done=Done(
                "Cho vay cây giống, kèm kỹ thuật.", "11 hội viên Chi hội Cựu chiến binh.",
                "Trồng được 23,6 ha; mưa lũ tháng 9 làm hỏng 9,2 ha.", "", ("11 hộ", "14,4 ha"),
            ),
        ),
    ]  # fmt: skip


def _ended(n: int) -> list[Row]:
    """Those that were refused, withdrawn, stopped, or reached nothing."""
    return [
        Row(n, "Trạm Y tế xã Thượng Mộc", "Khám sức khỏe định kỳ cho người cao tuổi", CULTURE, ends=State.REJECTED,
            time_text=f"cả năm {n}", note="Nội dung là nhiệm vụ chuyên môn thường xuyên, chưa thể hiện cách vận động Nhân dân."),
        Row(n, "thôn Bãi Vàng, xã Tiên Mộc", "Vận động các hộ nuôi ong dưới tán rừng", ECONOMY, ends=State.WITHDRAWN,
            lines=("12 hộ",), time_text=f"cả năm {n}", note="Đơn vị gộp nội dung vào mô hình của Chi hội Nông dân."),
        Row(n, "thôn Ao Sen, xã Tiên Mộc", "Ao cá liên hộ gây quỹ khuyến học", ECONOMY, ends=State.STOPPED, money="30.000.000",
            time_text=f"cả năm {n}", note="Hộ chủ trì chuyển nơi cư trú; địa phương chưa có người thay."),
        Row(n, "bản Nà Cóc, xã Khe Lau", "Vườn rau sạch của bản cho bếp ăn bán trú", ECONOMY, ends=State.STOPPED,
            lines=("0,4 ha",), time_text=f"từ tháng 4 đến tháng 11 năm {n}", note="Khu vườn nằm trong vùng có nguy cơ sạt lở, phải di dời."),
        Row(n, "Tổ dân phố số 4, thị trấn Lam Khê", "Khu phố không quảng cáo, rao vặt trái phép", POLITICS, ends=State.INEFFECTIVE,
            lines=("65 hộ ký cam kết",), time_text=f"cả năm {n}",
            note="Mới dừng ở ký cam kết, chưa có kết quả cụ thể đến thời điểm kiểm tra."),
    ]  # fmt: skip


def _unusual(n: int) -> list[Row]:
    """Very short, very long, quoted, alike, or measured in an unusual way: what real lists hold."""
    year = f"cả năm {n}"
    return [
        Row(n, "Đoàn TNCS Hồ Chí Minh thị trấn Lam Khê", "5K", CULTURE, time_text=year, lines=("1.022 cây",)),
        Row(n, "Ủy ban MTTQ Việt Nam xã Phúc Khê", LONG_TITLE, CULTURE, time_text=year, lines=("14,5 km", "hơn 60 m2 đất")),
        Row(n, "Hội Liên hiệp Phụ nữ thị trấn Lam Khê", "2 không, 3 sạch", CULTURE, time_text=year, money="0 đồng"),
        Row(n, "Hội Liên hiệp Phụ nữ xã Phúc Khê", "Đường hoa phụ nữ tự quản", CULTURE, time_text=year, lines=("2,1 km",)),
        Row(n, "Hội Liên hiệp Phụ nữ xã Tiên Mộc", "Đường hoa Phụ nữ tự quản", CULTURE, time_text="Quý II", lines=("850 m",)),
        Row(n, "Hội Liên hiệp Phụ nữ xã Thượng Mộc", "Con đường hoa phụ nữ", CULTURE, time_text=year, lines=("1 km",)),
        Row(n, "Hợp tác xã Dịch vụ nông nghiệp Tiên Mộc", "Liên kết trồng lúa hữu cơ, “ba cùng” với hộ nghèo", ECONOMY,
            time_text="vụ Mùa", lines=("75 - 80 triệu đồng/ha/vụ",)),
        _person(n, "thôn Phúc Hạ, xã Phúc Khê", "Vận động bà con dồn điền, đổi thửa", ECONOMY,
                ("Ông", "Nguyễn Văn Hòa", "Trưởng thôn Phúc Hạ"), time_text=year, lines=("46 hộ", "18 ha")),
        _person(n, "Trường Tiểu học Khe Lau", "Lớp học xóa mù chữ buổi tối ở bản", CULTURE,
                ("Bà", "Lê Thị Hoa", "Giáo viên"), time_text=year, lines=("22 học viên",)),
        _person(n, "Trạm Y tế xã Tiên Mộc", "Tủ thuốc tình thương", CULTURE,
                ("Bà", "Lê Thị Hòa", "Nữ hộ sinh"), time_text=year, lines=("310 lượt người",), carried_on=True),
    ]  # fmt: skip


def _waiting(n: int, today: date) -> list[Row]:
    """The work on today's desks: drafts, what has come in, what went back."""
    every = [*_waiting_in_minh_lac(n, today), *_waiting_elsewhere(n, today)]
    for row in every:
        row.supplementary = True
        row.time_text = row.time_text or f"đến hết tháng 12 năm {max(n, today.year)}"
    return every


def _waiting_in_minh_lac(n: int, today: date) -> list[Row]:
    women, due = "Hội Liên hiệp Phụ nữ xã Minh Lạc", today + timedelta(days=7)
    return [
        Row(n, "thôn Đông, xã Minh Lạc", "Camera nhà dân, bình yên ngõ xóm", DEFENCE, ends=State.DRAFT, lines=("24 mắt camera",)),
        Row(n, women, "Biến rác thải thành tiền, giúp phụ nữ nghèo", CULTURE, ends=State.DRAFT, money="15 triệu"),
        Row(n, "UBND xã Minh Lạc", "Ngày thứ Bảy vì dân", POLITICS, DISTRICT, ends=State.DRAFT, lines=("24 buổi",)),
        Row(n, "thôn Đông, xã Minh Lạc", "Thắp sáng đường quê", CULTURE, ends=State.RETURNED, money="5 tỷ", lines=("12 hộ",),
            returned=(TOO_MUCH, due, 0)),
        Row(n, women, "Xây dựng gia đình hạnh phúc", CULTURE, ends=State.RETURNED, returned=(TOO_VAGUE, due, 0)),
        Row(n, "thôn Thượng, xã Minh Lạc", "Góp công nạo vét mương tiêu trước vụ Xuân", ECONOMY, ends=State.SUBMITTED,
            lines=("260 ngày công", "1,3 km mương")),
        Row(n, "Hội Cựu chiến binh xã Minh Lạc", "Tổ tự quản đường sắt, đường bộ", DEFENCE, ends=State.SUBMITTED, lines=("2,4 km",)),
        Row(n, "Chi hội Phụ nữ thôn Đoài, xã Minh Lạc", "Nồi cháo yêu thương chủ nhật", CULTURE, ends=State.RECEIVED,
            money="9.600.000", lines=("640 suất",)),
        Row(n, "Đảng ủy xã Minh Lạc", "Mỗi chi bộ nhận giúp một hộ thoát nghèo", POLITICS, DISTRICT, ends=State.SUBMITTED,
            passed=1, lines=("09 hộ",)),
    ]  # fmt: skip


def _waiting_elsewhere(n: int, today: date) -> list[Row]:
    due = today + timedelta(days=6)
    return [
        Row(n, "thôn Phúc Tân, xã Phúc Khê", "Nhà sạch, vườn đẹp, ngõ thông thoáng", CULTURE, ends=State.DRAFT),
        Row(n, "Huyện đoàn Lam Khê", "Thanh niên giúp dân dùng dịch vụ công trực tuyến", POLITICS, DISTRICT, ends=State.DRAFT),
        Row(n, "Trường THCS Phúc Khê", "Nói lời hay, làm việc tốt", CULTURE, ends=State.RETURNED, returned=(TOO_VAGUE, due, 0)),
        Row(n, "Tổ dân phố số 1, thị trấn Lam Khê", "Tổ dân phố không rác", CULTURE, ends=State.RETURNED,
            returned=(SIGN_IT, due, 0)),
        Row(n, "Phòng Nông nghiệp và Phát triển nông thôn huyện Lam Khê", "Cán bộ kỹ thuật cùng dân ra đồng", ECONOMY, DISTRICT,
            ends=State.RETURNED, returned=(SIGN_IT, due, 0)),
        Row(n, "Hội Nông dân xã Phúc Khê", "Kho lạnh chung cho tổ rau an toàn", ECONOMY, ends=State.SUBMITTED, money="120.000.000"),
        Row(n, "Ban công tác Mặt trận thôn Cầu Ngói, xã Phúc Khê", "Mái ấm nghĩa tình giáo dân", CULTURE, DISTRICT,
            ends=State.SUBMITTED, passed=1, money="80.000.000", lines=("02 nhà",)),
        Row(n, "Hội Cựu chiến binh thị trấn Lam Khê", "Góc sách pháp luật ở nhà văn hóa", POLITICS, ends=State.SUBMITTED,
            lines=("04 tủ sách",)),
        Row(n, "Liên đoàn Lao động huyện Lam Khê", "Chợ Tết công đoàn, hàng Việt giá ưu đãi", ECONOMY, DISTRICT, ends=State.SUBMITTED,
            money="45 triệu"),
        Row(n, "Ban Chỉ huy Quân sự huyện Lam Khê", "Hành quân về cơ sở, sửa đường cùng dân", DEFENCE, DISTRICT, ends=State.RECEIVED,
            lines=("1,1 km đường", "450 ngày công")),
    ]  # fmt: skip
