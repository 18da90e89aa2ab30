"""Closed lists of the Front's work. What an office may word for itself, the contents of the campaign, are rows."""

from django.db import models


class ActivityKind(models.TextChoices):
    """Loại hoạt động."""

    PROPAGANDA = "propaganda", "Tuyên truyền, vận động"
    TRAINING = "training", "Tập huấn"
    STUDY = "study", "Tham quan, học tập kinh nghiệm"
    FESTIVAL = "festival", "Ngày hội Đại đoàn kết, ngày hội khác"
    SUPERVISION = "supervision", "Kiểm tra, giám sát"
    DIALOGUE = "dialogue", "Đối thoại, lấy ý kiến Nhân dân"
    MEETING = "meeting", "Hội nghị, sơ kết, tổng kết"
    CARE = "care", "Thăm hỏi, chăm lo, lao động chung sức"
    OTHER = "other", "Hoạt động khác"


# By words an office writes for a kind, folded; the first that is found tells it.
WORDS_OF_KIND = {
    ActivityKind.FESTIVAL: ("ngay hoi",),
    ActivityKind.TRAINING: ("tap huan", "boi duong"),
    ActivityKind.STUDY: ("tham quan", "hoc tap kinh nghiem", "hoc tap mo hinh"),
    ActivityKind.SUPERVISION: ("kiem tra", "giam sat", "phan bien"),
    ActivityKind.DIALOGUE: ("doi thoai", "tiep xuc", "lay y kien", "gop y"),
    ActivityKind.CARE: ("tang", "tham hoi", "trong cay", "ra quan", "ve sinh", "lao dong", "giup do"),
    ActivityKind.PROPAGANDA: ("tuyen truyen", "van dong", "phat dong", "pho bien"),
    ActivityKind.MEETING: ("hoi nghi", "so ket", "tong ket", "hop"),
}  # fmt: skip


class Channel(models.TextChoices):
    """Hình thức tuyên truyền."""

    MEETING = "meeting", "Hội nghị, họp dân, sinh hoạt đoàn thể"
    RADIO = "radio", "Đài truyền thanh, loa"
    NETWORK = "network", "Trang thông tin, mạng xã hội"
    PRINT = "print", "Pa nô, áp phích, tờ rơi"
    VISIT = "visit", "Đến từng nhà"
    OTHER = "other", "Hình thức khác"


class Resource(models.TextChoices):
    """Loại nguồn lực."""

    MONEY = "money", "Tiền"
    LAND = "land", "Đất"
    LABOUR = "labour", "Ngày công"
    GOODS = "goods", "Hiện vật"


class Source(models.TextChoices):
    """Nguồn."""

    BUDGET = "budget", "Ngân sách nhà nước"
    SOCIAL = "social", "Xã hội hóa"


class Donor(models.TextChoices):
    """Ai đóng góp. Of households and persons only that they were some: their names are not kept."""

    HOUSEHOLD = "household", "Hộ gia đình, cá nhân"
    ENTERPRISE = "enterprise", "Doanh nghiệp, hợp tác xã"
    BODY = "body", "Cơ quan, đơn vị, đoàn thể"
    RELIGION = "religion", "Tổ chức tôn giáo, thiện nguyện"
    STATE = "state", "Ngân sách cấp"
    FUND = "fund", "Quỹ cấp trên, cấp dưới chuyển"


def given_by(kind: str, donor: str) -> str:
    """“Doanh nghiệp, hợp tác xã: Công ty An Phát”; of whom no name is kept, the kind alone."""
    told = Donor(kind).label
    return f"{told}: {donor}" if donor else told


class Flow(models.TextChoices):
    """Thu, chi."""

    IN = "in", "Thu"
    OUT = "out", "Chi"


class Use(models.TextChoices):
    """Chi quỹ cho việc gì."""

    BUILD = "build", "Xây nhà Đại đoàn kết"
    REPAIR = "repair", "Sửa chữa nhà"
    LIVELIHOOD = "livelihood", "Hỗ trợ sinh kế, sản xuất"
    SCHOOL = "school", "Giúp học sinh"
    HEALTH = "health", "Khám, chữa bệnh"
    TET = "tet", "Quà Tết, thăm hỏi"
    URGENT = "urgent", "Trợ giúp đột xuất, thiên tai"
    FUND = "fund", "Chuyển quỹ cấp trên, cấp dưới"
    OTHER = "other", "Chi khác"


class Seat(models.TextChoices):
    """Ai là ai trong Ban vận động Quỹ, in the order of the decision."""

    HEAD = "head", "Trưởng ban"
    DEPUTY = "deputy", "Phó Trưởng ban"
    SECRETARY = "secretary", "Thư ký"
    TREASURER = "treasurer", "Kế toán, thủ quỹ"
    MEMBER = "member", "Ủy viên"


class Work(models.TextChoices):
    """Loại việc trong kế hoạch năm."""

    PROPAGANDA = "propaganda", "Tuyên truyền, vận động"
    TRAINING = "training", "Tập huấn, học tập kinh nghiệm"
    MODELS = "models", "Xây dựng, duy trì mô hình"
    FESTIVAL = "festival", "Ngày hội Đại đoàn kết, ngày hội khác"
    SUPERVISION = "supervision", "Kiểm tra, giám sát"
    REVIEW = "review", "Sơ kết, tổng kết, khen thưởng"
    FUND = "fund", "Quỹ “Vì người nghèo”, Ban vận động Quỹ"
    OTHER = "other", "Việc khác"
