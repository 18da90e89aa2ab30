"""Words for made-up registrations: enough different texts that searching and sorting have real work."""

from random import Random

DOINGS = (
    "Vận động Nhân dân hiến đất mở đường giao thông nông thôn",
    "Tuyến đường hoa phụ nữ tự quản",
    "Thắp sáng đường quê",
    "Camera an ninh giữ bình yên thôn xóm",
    "Phân loại rác thải tại nguồn",
    "Tổ tiết kiệm giúp nhau giảm nghèo bền vững",
    "Trồng cây ăn quả theo hướng hữu cơ",
    "Nhà văn hóa sáng đèn",
    "Chính quyền thân thiện, vì Nhân dân phục vụ",
    "Dòng họ tự quản về an ninh trật tự",
    "Nuôi ong lấy mật dưới tán rừng",
    "Chuyển đổi số cộng đồng đến từng hộ dân",
    "Kênh mương nội đồng không rác",
    "Xóa nhà tạm, nhà dột nát cho hộ nghèo",
)
MANNERS = (
    "gắn với xây dựng nông thôn mới nâng cao",
    "do Chi hội Phụ nữ đảm nhận",
    "theo phương châm dân biết, dân bàn, dân làm",
    "của cựu chiến binh gương mẫu",
    "ở khu dân cư ven sông Lam",
    "bằng nguồn xã hội hóa",
    "của đoàn viên, thanh niên tình nguyện",
    "trong đồng bào có đạo",
    "góp phần giữ vững chủ quyền biên giới",
    "với sự tham gia của già làng, trưởng bản",
)
COMMUNES = (
    "An Khê", "Bình Lạc", "Cẩm Giang", "Dương Hòa", "Đại Lộc", "Đông Sơn", "Gia Phúc", "Hải Vân", "Hòa Mộc", "Khe Lau",
    "Kim Sơn", "Lạc Thủy", "Minh Lạc", "Nam Khê", "Phúc Khê", "Quang Lộc", "Sơn Động", "Tân Hương", "Thanh Trì", "Yên Mỹ",
)  # fmt: skip
DISTRICTS = ("Lam Khê", "Sơn Mộc", "Hòa Lạc", "Bắc Giang Hạ")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Đỗ", "Lò", "Vi")
MIDDLES = ("Văn", "Thị", "Đức", "Minh", "Ngọc", "Hữu", "Thu", "Xuân")
GIVEN = ("An", "Bình", "Cần", "Đức", "Hạnh", "Hòa", "Lâm", "Ngà", "Oanh", "Phương", "Quyết", "Thoa", "Tú", "Ước", "Yến")
TIMES = ("cả năm", "Quý II và quý III", "vụ Mùa", "từ tháng 3 đến tháng 11")
BENEFITS = ("{} m2 đất", "{} ngày công", "{} mét đường bê tông", "{} hộ tham gia", "{} cây bóng mát")
REASONS = (
    "Đề nghị ghi rõ địa chỉ mô hình và thời gian hoàn thành.",
    "Nội dung trùng với mô hình đã đăng ký của thôn bên.",
    "Bổ sung biên bản họp thôn và danh sách hộ hiến đất.",
)
STORY = (
    "Chi bộ ra nghị quyết chuyên đề; Ban công tác Mặt trận họp dân ba lần để bàn bạc công khai. "
    "Cán bộ đến từng nhà vận động, đảng viên làm trước, làng nước theo sau. "
)
SEARCHES = {"many": "duong hoa phu nu", "few": "nguyen van can", "none": "khong co chu nay"}


def title(random: Random) -> str:
    return f"{random.choice(DOINGS)} {random.choice(MANNERS)}"


def person(random: Random) -> str:
    return f"{random.choice(FAMILIES)} {random.choice(MIDDLES)} {random.choice(GIVEN)}"


def benefit_lines(random: Random) -> str:
    kinds = random.sample(BENEFITS, random.choice((1, 1, 2, 3)))
    return "\n".join(kind.format(random.randrange(10, 900)) for kind in kinds)
