"""Các cột của bảng sắp xếp, and the words people write in them."""

from documents.sheets_in import Heading
from reorganisation.enums import StepKind

KEEP = "keep"
"""Giữ nguyên: checked, and nothing is written for it."""

HEADINGS = (
    Heading("old_code", ("Mã đơn vị cũ", "Mã cũ", "Mã số cũ", "Mã đơn vị")),
    Heading("old_name", ("Tên đơn vị cũ", "Tên cũ", "Đơn vị cũ"), required=False),
    Heading("new_code", ("Mã đơn vị mới", "Mã mới", "Mã số mới")),
    Heading("new_name", ("Tên đơn vị mới", "Tên mới", "Đơn vị mới"), required=False),
    Heading("kind", ("Hình thức", "Hình thức sắp xếp", "Cách sắp xếp")),
    Heading("parent", ("Thuộc đơn vị", "Trực thuộc", "Đơn vị cấp trên", "Thuộc"), required=False),
    Heading("level", ("Cấp",), required=False),
    Heading("decision", ("Số quyết định", "Quyết định", "Số nghị quyết", "Quyết định số"), required=False),
    Heading("decided_on", ("Ngày quyết định", "Ngày ban hành", "Ngày nghị quyết"), required=False),
)
LONGEST = {"new_code": 20, "new_name": 200, "decision": 60}
# What may be written under “Hình thức”, folded.
WORDS = {
    StepKind.PASS: ("nhap", "nhap vao", "sap nhap", "hop nhat", "nhap mot phan", "tach", "tach vao", "chia", "chia tach"),
    StepKind.RENAME: ("doi ten",),
    StepKind.MOVE: ("chuyen", "chuyen ve", "chuyen ve truc thuoc", "dieu chuyen"),
    StepKind.END: ("ket thuc", "ket thuc hoat dong", "giai the", "ket thuc/giai the"),
    KEEP: ("giu nguyen", "giu nguyen trang", "khong doi"),
}  # fmt: skip
KINDS = {word: kind for kind, words in WORDS.items() for word in words}
SPLIT_WORDS = {"tach", "tach vao", "chia", "chia tach"}
LABELS = {
    StepKind.PASS: "nhập, tách", StepKind.RENAME: "đổi tên", StepKind.MOVE: "chuyển", StepKind.END: "kết thúc",
    KEEP: "giữ nguyên",
}  # fmt: skip

NOTES = (
    "Ghi mỗi đơn vị cũ một dòng ở trang “Danh sách”, đè lên các dòng ví dụ. Không đổi tên các cột.",
    "Mã đơn vị: ghi như trong sơ đồ tổ chức, đủ số 0 ở đầu. Đơn vị cũ chưa có mã thì để trống mã và ghi tên kèm địa bàn.",
    "Hình thức: nhập; tách; đổi tên; chuyển; kết thúc (giải thể); giữ nguyên.",
    "Nhập: nhiều mã cũ cùng một mã mới. Mã mới chưa có trong sơ đồ thì ghi tên, đơn vị mới được lập một lần.",
    "Tách: một mã cũ trên nhiều dòng, mỗi dòng một đơn vị nhận. Thôn, tổ dân phố của đơn vị tách: mỗi nơi một dòng “chuyển”.",
    "Đổi tên: ghi tên mới; mã mới để trống nếu giữ mã cũ.",
    "Chuyển: cột “Thuộc đơn vị” ghi mã hoặc tên đơn vị cấp trên mới.",
    "Kết thúc: hồ sơ giao cho đơn vị ở cột “Mã đơn vị mới”; để trống thì giao cho đơn vị cấp trên.",
    "Thuộc đơn vị: của đơn vị mới; để trống thì theo đơn vị cấp trên chung của các đơn vị cũ.",
    "Cấp: của đơn vị mới; để trống thì theo các đơn vị cũ.",
    "Số, ngày quyết định: để trống thì theo quyết định của cả việc sắp xếp.",
)
EXAMPLES = (
    ("00001", "xã Ví Dụ Một", "00009", "xã Ví Dụ", "nhập", "tỉnh Ví Dụ", "", "15/NQ-HĐND", "16/06/2025"),
    ("00002", "xã Ví Dụ Hai", "00009", "xã Ví Dụ", "nhập", "tỉnh Ví Dụ", "", "15/NQ-HĐND", "16/06/2025"),
    ("00003", "xã Ví Dụ Ba", "", "xã Ví Dụ Ba Mới", "đổi tên", "", "", "15/NQ-HĐND", "16/06/2025"),
    ("001", "huyện Ví Dụ", "", "", "kết thúc", "", "", "15/NQ-HĐND", "16/06/2025"),
)
