"""Bảng sắp xếp: what becomes of every unit on 01/07, as plain lists. No such places exist."""

from units.enums import Line

DECISION = {
    "title": "Sắp xếp đơn vị hành chính, thực hiện chính quyền địa phương hai cấp",
    "decision_number": "31/NQ-HĐND",
    "decided_by": "HĐND tỉnh Lạc Giang",
    "note": "Kết thúc hoạt động của cấp huyện; sắp xếp 06 xã, thị trấn thành 04 xã.",
}
DECIDED, PREPARED, APPROVED, EFFECTIVE = (6, 12), (6, 15), (6, 24), (7, 1)

PROVINCE = "tỉnh Lạc Giang"
# code, name
NEW_COMMUNES = (("09905", "xã Lam Khê"), ("09906", "xã Phúc Khê"), ("09956", "xã Sơn Mộc"))
NEW_OFFICES = (
    "Sở Nông nghiệp và Môi trường tỉnh Lạc Giang",
    "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạc Giang",
)
# old commune → the new ones it passes to; two of them are a split
PASSING = (
    ("thị trấn Lam Khê", ("xã Lam Khê",)),
    ("xã Minh Lạc", ("xã Lam Khê", "xã Phúc Khê")),
    ("xã Phúc Khê", ("xã Phúc Khê",)),
    ("xã Thượng Mộc", ("xã Sơn Mộc",)),
    ("xã Tiên Mộc", ("xã Sơn Mộc",)),
)
# What hangs under the split commune and goes on by itself: one village, and all the rest.
TO_PHUC_KHE = ("thôn Bến, xã Minh Lạc",)
TO_LAM_KHE = (
    "thôn Đông, xã Minh Lạc", "thôn Đoài, xã Minh Lạc", "thôn Thượng, xã Minh Lạc", "Trường Mầm non Minh Lạc",
    "Trường Tiểu học Minh Lạc", "Trường THCS Minh Lạc", "Trạm Y tế xã Minh Lạc",
    "Hợp tác xã Dịch vụ nông nghiệp Minh Lạc",
)  # fmt: skip
# The bodies of the split commune whose people and records go to xã Phúc Khê; those of all others go to xã Lam Khê.
BODIES_TO_PHUC_KHE = ("Hội Nông dân xã Minh Lạc", "Công an xã Minh Lạc")

DISTRICTS = ("huyện Lam Khê", "huyện Sơn Mộc")
# Offices of a district ({} its name, [] the bare one), and the provincial one that keeps their records.
KEEPERS = (
    ("Huyện ủy []", "Tỉnh ủy Lạc Giang"),
    ("Văn phòng Huyện ủy []", "Tỉnh ủy Lạc Giang"),
    ("Ban Dân vận Huyện ủy []", "Ban Dân vận Tỉnh ủy Lạc Giang"),
    ("Ban Tuyên giáo Huyện ủy []", "Ban Dân vận Tỉnh ủy Lạc Giang"),
    ("UBND {}", "UBND tỉnh Lạc Giang"),
    ("Phòng Nội vụ {}", "Sở Nội vụ tỉnh Lạc Giang"),
    ("Phòng Nông nghiệp và Phát triển nông thôn {}", "Sở Nông nghiệp và Môi trường tỉnh Lạc Giang"),
    ("Phòng Văn hóa và Thông tin {}", "Sở Văn hóa, Thể thao và Du lịch tỉnh Lạc Giang"),
    ("Ủy ban MTTQ Việt Nam {}", "Ủy ban MTTQ Việt Nam tỉnh Lạc Giang"),
    ("Liên đoàn Lao động {}", "Liên đoàn Lao động tỉnh Lạc Giang"),
    ("Hội Nông dân {}", "Hội Nông dân tỉnh Lạc Giang"),
    ("Hội Liên hiệp Phụ nữ {}", "Hội Liên hiệp Phụ nữ tỉnh Lạc Giang"),
    ("Hội Cựu chiến binh {}", "Hội Cựu chiến binh tỉnh Lạc Giang"),
    ("Huyện đoàn []", "Tỉnh đoàn Lạc Giang"),
    ("Công an {}", "Công an tỉnh Lạc Giang"),
    ("Ban Chỉ huy Quân sự {}", "Bộ Chỉ huy Quân sự tỉnh Lạc Giang"),
)
# These go on, under the province; a union has to be moved by name, a health centre and a school follow by themselves.
MOVING = ("Công đoàn cơ sở Trung tâm Y tế {}",)
RENAMING = (
    ("Ban Dân vận Tỉnh ủy Lạc Giang", "Ban Tuyên giáo và Dân vận Tỉnh ủy Lạc Giang"),
    ("Trung tâm Y tế huyện Lam Khê", "Trung tâm Y tế khu vực Lam Khê"),
    ("Trung tâm Y tế huyện Sơn Mộc", "Trung tâm Y tế khu vực Sơn Mộc"),
    ("Công đoàn cơ sở Trung tâm Y tế huyện Lam Khê", "Công đoàn cơ sở Trung tâm Y tế khu vực Lam Khê"),
    ("Công đoàn cơ sở Trung tâm Y tế huyện Sơn Mộc", "Công đoàn cơ sở Trung tâm Y tế khu vực Sơn Mộc"),
)
NEW_OFFICE_LINE = Line.STATE
# What the renamed office writes on its papers from that day.
NEW_HEAD = {"head_name": "BAN TUYÊN GIÁO VÀ DÂN VẬN", "number_suffix": "BTGDV"}
