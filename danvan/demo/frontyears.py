"""Hai năm của Mặt trận mẫu: the year before as in demo-examples (section 9), and the present one, which is like it and not
the same."""

from dataclasses import dataclass

from front.enums import ActivityKind, Donor, Resource, Source, Use

Day = tuple[int, int]
TEAM = "Các cơ quan, đoàn thể, thôn trong xã"
ROADS, FOR_FUND = "làm đường, nhà văn hóa", "ủng hộ Quỹ “Vì người nghèo”"
TEA, COMPANY = "Hợp tác xã Chè Minh Lạc", "Công ty Chè Lạc Giang"


@dataclass(frozen=True)
class FrontYear:
    """What a commune and its district write in one year, in the order of their days.

    `activities`, `of_district`: (day, last day, kind, name, number of the content or 0, place, people, outcome).
    `given`: (day, kind, amount, quantity, source, donor kind, donor, purpose, number of the content, for the fund).
    `came`: (day, amount, donor kind, donor). `went`: (day, amount, use, households, built, repaired).
    `estimates`: (source, item, planned, settled in the end).
    """

    activities: tuple
    of_district: tuple
    given: tuple
    came: tuple
    went: tuple
    district_came: tuple
    district_went: tuple
    estimates: tuple


BEFORE = FrontYear(
    activities=(
        ((3, 14), None, ActivityKind.PROPAGANDA, "Hội nghị tuyên truyền phân loại rác tại thôn Bến", 3, "nhà văn hóa thôn Bến", 86,
         "62 hộ ký cam kết phân loại rác tại nguồn."),
        ((4, 22), None, ActivityKind.TRAINING, "Tập huấn nghiệp vụ công tác Mặt trận cho Trưởng Ban công tác Mặt trận", 0,
         "hội trường UBND xã", 18, ""),
        ((6, 5), None, ActivityKind.CARE, "Trồng 600 cây bóng mát ven đê", 3, "đê sông, thôn Bến", 140, "Trồng xong 600 cây."),
        ((7, 27), None, ActivityKind.CARE, "Thăm, tặng 42 suất quà gia đình chính sách", 2, "", 42, ""),
        ((8, 19), None, ActivityKind.FESTIVAL, "Ngày hội toàn dân bảo vệ an ninh Tổ quốc, thôn Thượng", 4, "sân đình thôn Thượng", 210, ""),
        ((10, 12), None, ActivityKind.SUPERVISION, "Giám sát việc thu, sử dụng các khoản đóng góp làm đường", 5, "UBND xã", 9,
         "Sổ sách đầy đủ; còn hai khoản chưa niêm yết tại thôn."),
        ((11, 14), (11, 18), ActivityKind.FESTIVAL, "Ngày hội Đại đoàn kết toàn dân tộc ở 04 thôn", 0, "nhà văn hóa 04 thôn", 1260, ""),
    ),
    of_district=(
        ((3, 20), None, ActivityKind.MEETING, "Hội nghị triển khai Cuộc vận động năm", 0, "hội trường huyện", 120, ""),
        ((5, 15), None, ActivityKind.STUDY, "Học tập kinh nghiệm khu dân cư kiểu mẫu", 1, "xã Tiên Mộc", 32, ""),
        ((9, 10), None, ActivityKind.DIALOGUE, "Đối thoại với Nhân dân về giải phóng mặt bằng", 5, "xã Phúc Khê", 95, ""),
    ),
    given=(
        ((3, 2), Resource.LAND, None, 2340, Source.SOCIAL, Donor.HOUSEHOLD, "", "mở rộng đường thôn Bến, thôn Đoài", 1, False),
        ((5, 20), Resource.LABOUR, None, 1860, Source.SOCIAL, Donor.HOUSEHOLD, "", "làm đường, sửa nhà văn hóa", 1, False),
        ((4, 10), Resource.MONEY, 150_000_000, None, Source.BUDGET, Donor.STATE, "", ROADS, 1, False),
        ((4, 25), Resource.MONEY, 180_000_000, None, Source.SOCIAL, Donor.HOUSEHOLD, "", ROADS, 1, False),
        ((6, 18), Resource.MONEY, 82_000_000, None, Source.SOCIAL, Donor.ENTERPRISE, TEA, ROADS, 1, False),
        ((10, 17), Resource.MONEY, 186_500_000, None, Source.SOCIAL, Donor.BODY, TEAM, FOR_FUND, 2, True),
    ),
    came=(
        ((1, 20), 60_000_000, Donor.ENTERPRISE, TEA), ((6, 10), 40_000_000, Donor.BODY, "Các cơ quan trong xã"),
        ((10, 20), 72_300_000, Donor.HOUSEHOLD, ""),
    ),
    went=(
        ((1, 25), 28_000_000, Use.TET, 56, None, None), ((7, 15), 50_000_000, Use.BUILD, 1, 1, None),
        ((11, 5), 50_000_000, Use.BUILD, 1, 1, None), ((11, 20), 20_000_000, Use.REPAIR, 1, None, 1),
    ),
    district_came=(((5, 19), 250_000_000, Donor.ENTERPRISE, COMPANY),),
    district_went=(((8, 8), 200_000_000, Use.BUILD, 4, 4, None),),
    estimates=(
        (Source.BUDGET, "Tuyên truyền, tập huấn Cuộc vận động", 12_000_000, 11_400_000),
        (Source.BUDGET, "Hỗ trợ Ngày hội Đại đoàn kết ở khu dân cư", 20_000_000, 20_000_000),
        (Source.SOCIAL, "Làm đường, sửa nhà văn hóa", 250_000_000, 262_000_000),
    ),
)  # fmt: skip
NOW = FrontYear(
    activities=(
        ((3, 11), None, ActivityKind.PROPAGANDA, "Hội nghị tuyên truyền thu gom vỏ thuốc bảo vệ thực vật tại thôn Bến", 3,
         "nhà văn hóa thôn Bến", 94, "71 hộ ký cam kết bỏ vỏ thuốc đúng nơi quy định."),
        ((4, 16), None, ActivityKind.TRAINING, "Tập huấn nghiệp vụ công tác Mặt trận cho Trưởng Ban công tác Mặt trận", 0,
         "hội trường UBND xã", 21, ""),
        ((6, 5), None, ActivityKind.CARE, "Trồng 450 cây bóng mát đường trục xã", 3, "đường trục, thôn Đoài", 118, "Trồng xong 450 cây."),
        ((7, 25), None, ActivityKind.CARE, "Thăm, tặng 45 suất quà gia đình chính sách", 2, "", 45, ""),
        ((8, 19), None, ActivityKind.FESTIVAL, "Ngày hội toàn dân bảo vệ an ninh Tổ quốc, thôn Đông", 4, "nhà văn hóa thôn Đông", 235, ""),
        ((10, 9), None, ActivityKind.SUPERVISION, "Giám sát việc thu, sử dụng các khoản đóng góp làm đường", 5, "UBND xã", 11,
         "Thu đúng nghị quyết của thôn; còn hai khoản chưa niêm yết."),
        ((11, 13), (11, 17), ActivityKind.FESTIVAL, "Ngày hội Đại đoàn kết toàn dân tộc ở 05 thôn", 0, "nhà văn hóa 05 thôn", 1415, ""),
    ),
    of_district=(
        ((3, 18), None, ActivityKind.MEETING, "Hội nghị triển khai Cuộc vận động năm", 0, "hội trường huyện", 126, ""),
        ((5, 21), None, ActivityKind.STUDY, "Học tập kinh nghiệm tuyến đường tự quản", 1, "xã Phúc Khê", 28, ""),
        ((9, 16), None, ActivityKind.DIALOGUE, "Đối thoại với Nhân dân về vệ sinh môi trường khu dân cư", 5, "xã Minh Lạc", 88, ""),
    ),
    given=(
        ((2, 26), Resource.LAND, None, 1185, Source.SOCIAL, Donor.HOUSEHOLD, "", "mở rộng đường thôn Đông", 1, False),
        ((5, 12), Resource.LABOUR, None, 2140, Source.SOCIAL, Donor.HOUSEHOLD, "", "làm đường, nạo vét kênh mương", 1, False),
        ((4, 8), Resource.MONEY, 120_000_000, None, Source.BUDGET, Donor.STATE, "", ROADS, 1, False),
        ((4, 29), Resource.MONEY, 213_500_000, None, Source.SOCIAL, Donor.HOUSEHOLD, "", ROADS, 1, False),
        ((6, 22), Resource.MONEY, 95_000_000, None, Source.SOCIAL, Donor.ENTERPRISE, TEA, ROADS, 1, False),
        ((10, 17), Resource.MONEY, 204_800_000, None, Source.SOCIAL, Donor.BODY, TEAM, FOR_FUND, 2, True),
    ),
    came=(
        ((1, 16), 65_000_000, Donor.ENTERPRISE, TEA), ((6, 12), 46_500_000, Donor.BODY, "Các cơ quan trong xã"),
        ((10, 20), 81_200_000, Donor.HOUSEHOLD, ""),
    ),
    went=(
        ((1, 30), 31_000_000, Use.TET, 62, None, None), ((7, 10), 60_000_000, Use.BUILD, 1, 1, None),
        ((10, 28), 60_000_000, Use.BUILD, 1, 1, None), ((11, 18), 36_000_000, Use.REPAIR, 2, None, 2),
    ),
    district_came=(((5, 19), 285_000_000, Donor.ENTERPRISE, COMPANY),),
    district_went=(((8, 12), 240_000_000, Use.BUILD, 4, 4, None),),
    estimates=(
        (Source.BUDGET, "Tuyên truyền, tập huấn Cuộc vận động", 13_500_000, 13_200_000),
        (Source.BUDGET, "Hỗ trợ Ngày hội Đại đoàn kết ở khu dân cư", 25_000_000, 25_000_000),
        (Source.SOCIAL, "Làm đường, nạo vét kênh mương", 300_000_000, 308_500_000),
    ),
)  # fmt: skip


def years(year: int) -> tuple[tuple[int, FrontYear], ...]:
    return (year - 1, BEFORE), (year, NOW)
