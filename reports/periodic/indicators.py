"""Chỉ tiêu: what a report counts. Those computed from the records stand here; those typed, in the catalogue of a unit."""

from dataclasses import dataclass

from registrations.enums import Kind, Origin
from reports import notes
from reports.enums import Fact
from reports.periodic.enums import Nature, Source, Subject
from reports.questions import NO_SECTOR, Question

MODELS, PER_CENT = "mô hình", "%"
OF_SECTOR = "linh-vuc-"
KINDS = {Kind.COLLECTIVE: ("tap-the", "tập thể"), Kind.INDIVIDUAL: ("ca-nhan", "cá nhân")}
ORIGINS = {Origin.NEW: ("moi", "Mô hình mới"), Origin.CONTINUED: ("tiep-tuc", "Tiếp tục từ năm trước")}
FACTS = {
    Fact.EFFECTIVE: ("hieu-qua", "Được xác nhận hiệu quả", notes.OUTCOMES),
    Fact.INEFFECTIVE: ("chua-dat", "Chưa đạt hiệu quả", notes.OUTCOMES),
    Fact.STOPPED: ("dung", "Dừng thực hiện", notes.OUTCOMES),
    Fact.RECOGNISED: ("cong-nhan", "Được công nhận", notes.GIVEN),
    Fact.REWARDED: ("khen-thuong", "Được khen thưởng", notes.GIVEN),
}
SECTOR = "Mô hình đăng ký trong kỳ theo lĩnh vực chính; cộng các lĩnh vực và số chưa ghi lĩnh vực bằng tổng số đăng ký trong kỳ."
SINCE = "Mô hình được xác nhận đăng ký từ đầu năm đến hết kỳ; tính đến cuối kỳ nên không cộng qua các kỳ."
QUOTA = "Số mô hình các kế hoạch trong năm giao cho đơn vị và các đơn vị trực tiếp bên dưới; không cộng qua các kỳ."


@dataclass(frozen=True)
class Counted:
    """One computed indicator: its key in reports and in links of the text, and what it is made of."""

    key: str
    name: str
    definition: str
    nature: str = Nature.FLOW
    depth: int = 0
    parts: tuple[str, ...] = ()
    measure: str = MODELS
    subject: str = Subject.MODELS

    @property
    def source(self) -> str:
        return Source.TOTAL if self.parts else Source.COMPUTED


def leaf_key(fact: str, kind: str, origin: str = "") -> str:
    """“dang-ky-moi-tap-the”, “hieu-qua-ca-nhan”."""
    begin = f"dang-ky-{ORIGINS[Origin(origin)][0]}" if origin else FACTS[Fact(fact)][0]
    return f"{begin}-{KINDS[Kind(kind)][0]}"


def sector_key(sector_id: int | None) -> str:
    return f"{OF_SECTOR}{sector_id or NO_SECTOR}"


def question_of(key: str) -> Question:
    """What a computed indicator asks of the records, total or leaf: its key spells it."""
    if key.startswith(OF_SECTOR):
        return Question(sector=key.removeprefix(OF_SECTOR))
    fact = next(one for one in Fact.values if key.startswith(one))
    kind = next((slug for slug, _word in KINDS.values() if key.endswith(f"-{slug}")), "")
    origin = next((slug for slug, _label in ORIGINS.values() if f"-{slug}" in key), "")
    return Question(fact=fact, kind=kind, origin=origin)


def computed(sectors) -> list[Counted]:
    """All computed indicators, in the order of the paper: a total stands before its parts."""
    new_and_old = [leaf_key("", kind, origin) for origin in ORIGINS for kind in KINDS]
    found = [Counted("dang-ky", "Mô hình đăng ký trong kỳ", notes.REGISTERED, parts=tuple(new_and_old))]
    for kind, (slug, word) in KINDS.items():
        parts = tuple(leaf_key("", kind, origin) for origin in ORIGINS)
        found.append(Counted(f"dang-ky-{slug}", f"Đăng ký của {word}", notes.REGISTERED, depth=1, parts=parts))
    for origin, (slug, label) in ORIGINS.items():
        parts = tuple(leaf_key("", kind, origin) for kind in KINDS)
        found.append(Counted(f"dang-ky-{slug}", label, notes.REGISTERED, depth=1, parts=parts))
        found += [
            Counted(leaf_key("", kind, origin), f"{label}, {word}", notes.REGISTERED, depth=2)
            for kind, (_slug, word) in KINDS.items()
        ]
    found += [Counted(sector_key(one.pk), f"Lĩnh vực {one.name}", SECTOR, depth=1) for one in sectors]
    found.append(Counted(sector_key(None), "Chưa ghi lĩnh vực", SECTOR, depth=1))
    found.append(Counted("luy-ke", "Đăng ký từ đầu năm đến hết kỳ", SINCE, nature=Nature.STOCK))
    found.append(Counted("chi-tieu", "Chỉ tiêu giao trong năm", QUOTA, nature=Nature.STOCK))
    for fact, (slug, label, definition) in FACTS.items():
        parts = tuple(leaf_key(fact, kind) for kind in KINDS)
        found.append(Counted(slug, label, definition, parts=parts))
        found += [
            Counted(leaf_key(fact, kind), f"{label}, {word}", definition, depth=1)
            for kind, (_slug, word) in KINDS.items()
        ]
    return found


# key, name, definition, measure, nature, supplier: the catalogue a unit begins with and may change.
TYPED = (
    ("van-ban", "Văn bản lãnh đạo, chỉ đạo", "Số văn bản do đơn vị ban hành trong kỳ để lãnh đạo, chỉ đạo phong trào.",
     "văn bản", Nature.FLOW, "Văn phòng"),
    ("hoi-nghi", "Hội nghị quán triệt, triển khai", "Số hội nghị, lớp tập huấn do đơn vị tổ chức trong kỳ.",
     "hội nghị", Nature.FLOW, "Văn phòng"),
    ("tin-bai", "Tin, bài tuyên truyền", "Số tin, bài đăng, phát trong kỳ trên cổng, đài truyền thanh, báo, mạng xã hội "
     "của đơn vị.", "tin, bài", Nature.FLOW, "Văn hóa – Thông tin"),
    ("tiep-cong-dan", "Lượt tiếp công dân", "Số lượt công dân được tiếp trong kỳ, định kỳ và đột xuất.", "lượt",
     Nature.FLOW, "Tiếp công dân"),
    ("doi-thoai", "Cuộc đối thoại với Nhân dân", "Số cuộc người đứng đầu cấp ủy, chính quyền đối thoại trực tiếp với "
     "Nhân dân trong kỳ.", "cuộc", Nature.FLOW, "Văn phòng"),
    ("don-thu", "Đơn thư tiếp nhận", "Số đơn khiếu nại, tố cáo, kiến nghị, phản ánh nhận trong kỳ.", "đơn", Nature.FLOW,
     "Tiếp công dân"),
    ("don-thu-giai-quyet", "Đơn thư đã giải quyết", "Số đơn thuộc thẩm quyền đã giải quyết xong trong kỳ, kể cả đơn nhận "
     "từ kỳ trước.", "đơn", Nature.FLOW, "Tiếp công dân"),
    ("hoa-giai", "Vụ việc hòa giải thành", "Số vụ việc hòa giải thành ở cơ sở trong kỳ.", "vụ việc", Nature.FLOW,
     "Tư pháp"),
    ("huong-uoc", "Hương ước, quy ước đang thực hiện", "Số thôn, bản, tổ dân phố có hương ước, quy ước đã được công nhận, "
     "tính đến cuối kỳ.", "bản", Nature.STOCK, "Tư pháp"),
    ("kiem-tra", "Cuộc kiểm tra, giám sát", "Số cuộc kiểm tra, giám sát việc thực hiện phong trào trong kỳ.", "cuộc",
     Nature.FLOW, "Ban Dân vận, Ủy ban Kiểm tra"),
)  # fmt: skip

# key, name, definition, numerator, denominator, supplier: the rates it begins with.
RATES = (
    ("ty-le-don-thu", "Tỷ lệ giải quyết đơn thư", "Có thể trên 100% vì đơn đã giải quyết gồm cả đơn nhận từ kỳ trước.",
     "don-thu-giai-quyet", "don-thu", "Tiếp công dân"),
)  # fmt: skip

# Of the Front and its member organisations: what no row of their books tells.
TYPED_OF_FRONT = (
    ("hoi-vien", "Đoàn viên, hội viên", "Số đoàn viên, hội viên của tổ chức, tính đến cuối kỳ; Mặt trận cộng của các tổ "
     "chức thành viên.", "người", Nature.STOCK, "Tổ chức thành viên"),
    ("hoi-vien-moi", "Đoàn viên, hội viên kết nạp mới", "Số đoàn viên, hội viên kết nạp trong kỳ.", "người", Nature.FLOW,
     "Tổ chức thành viên"),
    ("tin-bai-cuoc-van-dong", "Tin, bài về Cuộc vận động", "Số tin, bài đăng, phát trong kỳ trên đài truyền thanh, trang "
     "thông tin, mạng xã hội của đơn vị.", "tin, bài", Nature.FLOW, "Văn phòng"),
    ("y-kien-nhan-dan", "Ý kiến, kiến nghị của Nhân dân", "Số ý kiến, kiến nghị của cử tri và Nhân dân được tổng hợp, "
     "chuyển cơ quan có thẩm quyền trong kỳ.", "ý kiến", Nature.FLOW, "Văn phòng"),
    ("khu-dan-cu-ngay-hoi", "Khu dân cư tổ chức Ngày hội Đại đoàn kết", "Số khu dân cư đã tổ chức Ngày hội Đại đoàn kết "
     "toàn dân tộc trong kỳ.", "khu dân cư", Nature.FLOW, "Ban công tác Mặt trận"),
)  # fmt: skip
