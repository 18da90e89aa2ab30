"""The units of the made-up province Lạc Giang, as plain lists. No such places exist."""

from units.enums import Line

DESK_PARTY, DESK_STATE, DESK_FRONT = "Đảng ủy", "UBND", "Ủy ban MTTQ Việt Nam"

PROVINCE = ("00", "tỉnh Lạc Giang")
DISTRICTS = (("990", "huyện Lam Khê"), ("991", "huyện Sơn Mộc"))

# code, commune, district, the body that collects, villages
COMMUNES = (
    ("09901", "thị trấn Lam Khê", "huyện Lam Khê", DESK_STATE,
     ("Tổ dân phố số 1", "Tổ dân phố số 2", "Tổ dân phố số 3", "Tổ dân phố số 4")),
    ("09902", "xã Minh Lạc", "huyện Lam Khê", DESK_STATE, ("thôn Đông", "thôn Đoài", "thôn Thượng", "thôn Bến")),
    ("09903", "xã Phúc Khê", "huyện Lam Khê", DESK_STATE,
     ("thôn Phúc Thượng", "thôn Phúc Hạ", "thôn Phúc Tân", "thôn Cầu Ngói")),
    ("09951", "xã Thượng Mộc", "huyện Sơn Mộc", DESK_PARTY,
     ("thôn Trung Tâm", "thôn Đồng Cả", "thôn Suối Đá", "thôn Gò Mè")),
    ("09953", "xã Khe Lau", "huyện Sơn Mộc", DESK_FRONT, ("bản Nà Lau", "bản Khe Mây", "bản Pù Hin", "bản Nà Cóc")),
    ("09954", "xã Tiên Mộc", "huyện Sơn Mộc", DESK_FRONT,
     ("thôn Đồi Chè", "thôn Khe Sim", "thôn Bãi Vàng", "thôn Ao Sen")),
)  # fmt: skip

# name ({} is the area, [] its bare name), line, kind of body
PROVINCE_BODIES = (
    ("Tỉnh ủy []", Line.PARTY, "party"),
    ("Ban Dân vận Tỉnh ủy []", Line.PARTY, "desk"),
    ("UBND {}", Line.STATE, "committee"),
    ("Sở Nội vụ {}", Line.STATE, "office"),
    ("Ủy ban MTTQ Việt Nam {}", Line.FRONT, "front"),
    ("Liên đoàn Lao động {}", Line.MASS, "union"),
    ("Hội Nông dân {}", Line.MASS, "farmers"),
    ("Hội Liên hiệp Phụ nữ {}", Line.MASS, "women"),
    ("Hội Cựu chiến binh {}", Line.MASS, "veterans"),
    ("Tỉnh đoàn []", Line.MASS, "youth"),
    ("Công an {}", Line.FORCES, "police"),
    ("Bộ Chỉ huy Quân sự {}", Line.FORCES, "army"),
)
DISTRICT_BODIES = (
    ("Huyện ủy []", Line.PARTY, "party"),
    ("Văn phòng Huyện ủy []", Line.PARTY, "party"),
    ("Ban Dân vận Huyện ủy []", Line.PARTY, "desk"),
    ("Ban Tuyên giáo Huyện ủy []", Line.PARTY, "party"),
    ("UBND {}", Line.STATE, "committee"),
    ("Phòng Nội vụ {}", Line.STATE, "office"),
    ("Phòng Nông nghiệp và Phát triển nông thôn {}", Line.STATE, "office"),
    ("Phòng Văn hóa và Thông tin {}", Line.STATE, "office"),
    ("Ủy ban MTTQ Việt Nam {}", Line.FRONT, "front"),
    ("Liên đoàn Lao động {}", Line.MASS, "union"),
    ("Hội Nông dân {}", Line.MASS, "farmers"),
    ("Hội Liên hiệp Phụ nữ {}", Line.MASS, "women"),
    ("Hội Cựu chiến binh {}", Line.MASS, "veterans"),
    ("Huyện đoàn []", Line.MASS, "youth"),
    ("Công an {}", Line.FORCES, "police"),
    ("Ban Chỉ huy Quân sự {}", Line.FORCES, "army"),
    ("Trung tâm Y tế {}", Line.OTHER, "health"),
    ("Công đoàn cơ sở Trung tâm Y tế {}", Line.MASS, "union"),
    ("Trường THPT []", Line.OTHER, "school"),
)
COMMUNE_BODIES = (
    ("Đảng ủy {}", Line.PARTY, "party"),
    ("Khối Dân vận {}", Line.PARTY, "party"),
    ("UBND {}", Line.STATE, "committee"),
    ("Ủy ban MTTQ Việt Nam {}", Line.FRONT, "front"),
    ("Hội Nông dân {}", Line.MASS, "farmers"),
    ("Hội Liên hiệp Phụ nữ {}", Line.MASS, "women"),
    ("Hội Cựu chiến binh {}", Line.MASS, "veterans"),
    ("Đoàn TNCS Hồ Chí Minh {}", Line.MASS, "youth"),
    ("Công an {}", Line.FORCES, "police"),
    ("Ban Chỉ huy Quân sự {}", Line.FORCES, "army"),
    ("Trường Mầm non []", Line.OTHER, "school"),
    ("Trường Tiểu học []", Line.OTHER, "school"),
    ("Trường THCS []", Line.OTHER, "school"),
    ("Trạm Y tế {}", Line.OTHER, "health"),
    ("Hợp tác xã Dịch vụ nông nghiệp []", Line.OTHER, "coop"),
)
VILLAGE_BODIES = (("Chi bộ {}", Line.PARTY, "cell"), ("Ban công tác Mặt trận {}", Line.FRONT, "village_front"))

# What a commune calls differently: the usual name → its own.
OTHERWISE = {"Trường THCS Khe Lau": "Trường Phổ thông dân tộc bán trú THCS Khe Lau"}

# Groups that are no part of the pattern: name, village, commune, line, kind
MORE_BODIES = (
    ("Chi hội Nông dân", "thôn Bến", "xã Minh Lạc", Line.MASS, "farmers"),
    ("Chi hội Phụ nữ", "thôn Đoài", "xã Minh Lạc", Line.MASS, "women"),
    ("Dòng họ Nguyễn", "thôn Phúc Hạ", "xã Phúc Khê", Line.OTHER, "clan"),
    ("Dòng họ Lò", "bản Khe Mây", "xã Khe Lau", Line.OTHER, "clan"),
    ("Tổ bảo vệ an ninh, trật tự", "Tổ dân phố số 3", "thị trấn Lam Khê", Line.FORCES, "police"),
    ("Chi hội Cựu chiến binh", "thôn Khe Sim", "xã Tiên Mộc", Line.MASS, "veterans"),
)

# What the papers of small bodies are signed with.
HEADS_OF_KIND = {
    "cell": {"number_suffix": "CB", "signing_lines": "T/M CHI BỘ\nBÍ THƯ"},
    "village_front": {"number_suffix": "BCTMT", "signing_lines": "TRƯỞNG BAN"},
}
# Where the head of the papers differs from what the name suggests.
HEADS = {
    "UBND xã Thượng Mộc": {"signing_lines": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"},
    "Đảng ủy xã Thượng Mộc": {"signing_lines": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC"},
    "Huyện ủy Lam Khê": {"signing_lines": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC"},
    "Ban Dân vận Huyện ủy Lam Khê": {
        "head_superior": "HUYỆN ỦY LAM KHÊ", "head_name": "BAN DÂN VẬN", "number_suffix": "BDV",
        "signing_lines": "K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN",
    },
    "Ban Dân vận Huyện ủy Sơn Mộc": {
        "head_superior": "HUYỆN ỦY SƠN MỘC", "head_name": "BAN DÂN VẬN", "number_suffix": "BDV",
        "signing_lines": "TRƯỞNG BAN",
    },
    "Ban Dân vận Tỉnh ủy Lạc Giang": {
        "head_superior": "TỈNH ỦY LẠC GIANG", "head_name": "BAN DÂN VẬN", "number_suffix": "BDV",
        "signing_lines": "TRƯỞNG BAN",
    },
}  # fmt: skip
