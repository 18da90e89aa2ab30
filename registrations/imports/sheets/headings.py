"""Các cột của sổ đăng ký, and the words offices write over them. The first name is the one people are told."""

from documents.sheets_in import Heading

TITLE, UNIT, UNIT_CODE = "title", "unit", "unit_code"
LEVEL_PREFIX = "level-"

HEADINGS = (
    Heading(TITLE, ("Tên mô hình, điển hình", "Tên mô hình", "Mô hình", "Nội dung mô hình", "Tên gọi mô hình",
                    "Nội dung đăng ký", "Tên mô hình đăng ký", "Tên công trình", "Tên mô hình dân vận khéo")),
    Heading(UNIT, ("Đơn vị đăng ký", "Đơn vị", "Tên đơn vị", "Đơn vị thực hiện", "Cơ quan, đơn vị", "Đơn vị, cá nhân",
                   "Địa phương, đơn vị", "Thôn, tổ dân phố", "Thôn", "Tập thể đăng ký", "Chủ thể thực hiện", "Đơn vị công tác",
                   "Cơ quan công tác", "Nơi công tác"), required=False),
    Heading(UNIT_CODE, ("Mã đơn vị", "Mã số đơn vị", "Mã"), required=False),
    Heading("unit_above", ("Thuộc xã", "Xã, phường", "Xã", "Xã, phường, thị trấn", "Địa bàn", "Phường, xã"), required=False),
    Heading("kind", ("Tập thể/cá nhân", "Loại", "Loại hình", "Hình thức", "Loại mô hình", "Loại đăng ký"), required=False),
    Heading("is_collective", ("Tập thể (đánh dấu)", "Mô hình tập thể"), required=False),
    Heading("is_individual", ("Cá nhân (đánh dấu)", "Điển hình cá nhân"), required=False),
    Heading("person_name", ("Họ và tên", "Họ tên", "Họ và tên cá nhân", "Cá nhân đăng ký", "Tên cá nhân"), required=False),
    Heading("person_duty", ("Chức vụ, nhiệm vụ được giao", "Chức vụ", "Nhiệm vụ được giao", "Chức danh"), required=False),
    Heading("unit_address", ("Địa chỉ đơn vị", "Địa chỉ"), required=False),
    Heading("model_address", ("Địa chỉ mô hình", "Địa điểm thực hiện", "Địa điểm", "Nơi thực hiện", "Địa bàn thực hiện"),
            required=False),
    Heading("sector", ("Lĩnh vực", "Lĩnh vực đăng ký", "Thuộc lĩnh vực", "Lĩnh vực của mô hình"), required=False),
    Heading("benefit", ("Giá trị làm lợi", "Giá trị dự kiến làm lợi", "Giá trị", "Trị giá", "Số tiền",
                        "Dự kiến giá trị làm lợi"), required=False),
    Heading("results", ("Kết quả khác", "Kết quả dự kiến", "Dự kiến kết quả", "Hiệu quả dự kiến", "Kết quả"), required=False),
    Heading("time_text", ("Thời gian thực hiện", "Thời gian thực hiện và hoàn thành", "Thời gian"), required=False),
    Heading("starts_on", ("Ngày bắt đầu", "Bắt đầu", "Thời gian bắt đầu", "Từ ngày"), required=False),
    Heading("ends_on", ("Ngày hoàn thành", "Hoàn thành", "Kết thúc", "Thời gian hoàn thành", "Thời gian kết thúc", "Đến ngày"),
            required=False),
    Heading("levels", ("Cấp đăng ký", "Cấp", "Đăng ký mô hình cấp", "Đăng ký cấp", "Đề nghị cấp"), required=False),
    Heading("origin", ("Mới hay tiếp tục", "Mô hình mới hay tiếp tục", "Mới, tiếp tục"), required=False),
    Heading("register_number", ("Số vào sổ", "Số đăng ký", "Số sổ", "Số trong sổ"), required=False),
    Heading("registered_on", ("Ngày vào sổ", "Ngày đăng ký", "Ngày tiếp nhận", "Ngày nhận", "Ngày nộp"), required=False),
    Heading("signer_name", ("Người đại diện ký", "Người ký", "Người đại diện"), required=False),
    Heading("signed_on", ("Ngày ký",), required=False),
)  # fmt: skip
LABELS = {one.key: one.names[0] for one in HEADINGS}
NUMBERINGS = {"stt", "tt", "sott", "sothutu"}
# Columns whose heading begins like one of ours and means something else, or nothing.
NOT_OURS = NUMBERINGS | {"donvitinh", "ghichu", "kyten", "ketquathuchien", "giaychungnhan"}
# What a model costs is not what it is worth, unless the heading speaks of both.
COSTS, WORTH = ("kinhphi", "chiphi", "dutoan", "nguonvon", "vondautu"), ("lamloi", "hieuqua", "giatri")
# Who answers for a unit makes no individual of it.
LEADS = ("phutrach", "daidien", "dungdau", "lienhe", "thutruong", "chunhiem")
# Under a merged head (“Hình thức › Tập thể”) the short word is enough.
SHORT = {"tapthe": "is_collective", "canhan": "is_individual"}

# Over these columns of the template stands no second row.
IN_TEMPLATE = (
    UNIT_CODE, UNIT, TITLE, "kind", "person_name", "person_duty", "model_address", "sector", "benefit", "results",
    "time_text", "levels", "register_number", "registered_on",
)  # fmt: skip
TEMPLATE = tuple(one for key in IN_TEMPLATE for one in HEADINGS if one.key == key)
EXAMPLES = (
    ("", "thôn Ví Dụ, xã Ví Dụ", "Vận động Nhân dân hiến đất mở rộng đường ngõ xóm", "tập thể", "", "", "ngõ 2, thôn Ví Dụ",
     "kinh tế", "640 triệu", "1.260 m2 đất; 320 ngày công", "cả năm", "cấp cơ sở", "01", "05/02/2026"),
    ("", "thôn Ví Dụ, xã Ví Dụ", "Nuôi heo đất giúp học sinh nghèo", "cá nhân", "Nguyễn Văn Ví Dụ", "Trưởng thôn", "",
     "văn hóa - xã hội", "", "20 hộ", "Quý III/2026", "cấp cơ sở", "02", "12/02/2026"),
)  # fmt: skip
NOTES = (
    "Ghi mỗi mô hình một dòng ở trang “Danh sách”, đè lên các dòng ví dụ. Sổ đang dùng với cột, thứ tự khác cũng nhập được: khi nhập sẽ hỏi cột nào là gì.",
    "Đơn vị đăng ký: tên như trong sơ đồ tổ chức, có dấu hay không đều được; hoặc ghi mã đơn vị.",
    "Tập thể/cá nhân: để trống thì theo lựa chọn khi nhập. Cá nhân thì ghi họ và tên, chức vụ.",
    "Lĩnh vực: như trong kế hoạch. Liên quan nhiều lĩnh vực thì ghi lĩnh vực chính trước, cách nhau bằng dấu chấm phẩy.",
    "Giá trị làm lợi: số tiền, ví dụ 70.000.000 hoặc 70 triệu hoặc 1,5 tỷ. Không phải tiền thì ghi ở “Kết quả khác”, cách nhau bằng dấu chấm phẩy.",
    "Thời gian thực hiện: ghi như trên giấy: cả năm, Quý III/2026, từ 01/3/2026 đến 30/11/2026.",
    "Cấp đăng ký: cấp cơ sở, cấp tỉnh…; để trống là cấp thấp nhất.",
    "Số vào sổ, ngày vào sổ: chỉ cần khi đưa sổ giấy đã xác nhận vào phần mềm.",
)
