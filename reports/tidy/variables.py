"""Chú thích dữ liệu: every column of the data set, with its meaning, unit of measure and source."""

from dataclasses import dataclass

from documents.table import Column, Table
from units.models import Level

RECORD, REGISTER, HISTORY = "Bản đăng ký đã nộp", "Sổ đăng ký", "Quá trình của hồ sơ"
DECISIONS, ROUNDS, RESULT, TREE = (
    "Quyết định đã phát hành",
    "Đợt đánh giá đã kết luận",
    "Báo cáo kết quả",
    "Sơ đồ tổ chức",
)
YES_NO = "1: có, 0: không"


@dataclass(frozen=True)
class Variable:
    """Một cột của bộ dữ liệu. `name` is what programs call it: small letters without marks."""

    name: str
    meaning: str
    measure: str = ""
    source: str = RECORD
    width: float = 14

    @property
    def column(self) -> Column:
        return Column(self.name, self.name, width=self.width)


IDENTITY = (
    Variable("ma_ho_so", "Mã hồ sơ; lặp lại ở mỗi năm có việc"),
    Variable("nam", "Năm của dòng: năm có ít nhất một việc ghi ở các cột 0/1", "năm", "Ngày của từng việc", 8),
    Variable("nam_ke_hoach", "Năm của kế hoạch đăng ký", "năm", "Kế hoạch", 8),
    Variable("loai", "tap-the: tập thể; ca-nhan: cá nhân", "mã"),
    Variable("nguon", "moi: mô hình mới; tiep-tuc: tiếp tục từ năm trước", "mã"),
    Variable("ten_mo_hinh", "Tên mô hình, điển hình", width=40),
    Variable("ma_linh_vuc", "Số thứ tự của lĩnh vực", "mã", "Danh mục lĩnh vực", 8),
    Variable("linh_vuc", "Lĩnh vực chính", source="Danh mục lĩnh vực", width=22),
    Variable("cap_cao_nhat", "Cấp đăng ký cao nhất"),
    Variable("cac_cap", "Mọi cấp đã đăng ký, cách nhau bằng dấu chấm phẩy", width=20),
    Variable("bat_dau", "Ngày bắt đầu thực hiện", "ngày"),
    Variable("hoan_thanh", "Ngày hoàn thành", "ngày"),
)
UNITS = (
    Variable("don_vi_khi_do", "Đơn vị đăng ký, tên khi xác nhận", source=REGISTER, width=36),
    Variable("don_vi_nay", "Đơn vị chịu trách nhiệm hiện nay", source=TREE, width=36),
    Variable("so_don_vi_nay", "Số của đơn vị hiện nay trong cổng; không đổi khi đổi tên", "mã", TREE, 9),
    Variable("khoi", "Khối của đơn vị đã đăng ký; dia-ban: thôn, tổ dân phố, địa bàn", "mã", TREE),
)
FACTS = (
    Variable("nop", "Nộp đăng ký lần đầu trong năm", YES_NO, HISTORY, 8),
    Variable("ngay_nop", "Ngày nộp lần đầu", "ngày", HISTORY),
    Variable("dang_ky", "Được nơi tiếp nhận đầu tiên xác nhận trong năm (Biểu 02: đăng ký)", YES_NO, REGISTER, 8),
    Variable("ngay_xac_nhan", "Ngày xác nhận lần đầu", "ngày", REGISTER),
    Variable("bao_cao", "Gửi báo cáo kết quả (lần sau cùng) trong năm", YES_NO, RESULT, 8),
    Variable("ngay_bao_cao", "Ngày gửi báo cáo kết quả lần sau cùng", "ngày", RESULT),
    Variable("hieu_qua", "Kết luận cuối cùng trong năm: có hiệu quả", YES_NO, HISTORY, 8),
    Variable("chua_dat", "Kết luận cuối cùng trong năm: chưa đạt hiệu quả", YES_NO, HISTORY, 8),
    Variable("dung", "Kết luận cuối cùng trong năm: dừng thực hiện", YES_NO, HISTORY, 8),
    Variable("ngay_ket_luan", "Ngày của kết luận đó", "ngày", HISTORY),
    Variable("cong_nhan", "Có tên trong quyết định công nhận của năm", YES_NO, DECISIONS, 8),
    Variable("cap_cong_nhan", "Các cấp đã công nhận trong năm", "", DECISIONS, 20),
    Variable("khen_thuong", "Có tên trong quyết định khen thưởng của năm", YES_NO, DECISIONS, 8),
    Variable("hinh_thuc", "Các hình thức khen thưởng trong năm", "", DECISIONS, 24),
    Variable("quyet_dinh", "Số và ngày các quyết định trong năm", "", DECISIONS, 30),
    Variable("tien_thuong", "Tiền thưởng kèm theo, cộng các quyết định của năm", "đồng", DECISIONS),
    Variable("thu_hoi", "Quyết định của năm về sau đã bị thu hồi", YES_NO, DECISIONS, 8),
)
FIGURES = (
    Variable("loi_du_kien", "Giá trị dự kiến làm lợi; chỉ ghi ở năm xác nhận (chưa xác nhận: năm nộp), cộng không trùng", "đồng"),
    Variable("loi_thuc_te", "Giá trị làm lợi thực tế; chỉ ghi ở năm gửi báo cáo kết quả, cộng không trùng", "đồng", RESULT),
    Variable("dot_danh_gia", "Đợt đánh giá kết luận trong năm mà vị trí công tác này được xem", "", ROUNDS, 30),
    Variable("diem", "Điểm kết luận, chưa làm tròn quá hai chữ số thập phân", "điểm", ROUNDS, 8),
    Variable("diem_toi_da", "Điểm tối đa của bộ tiêu chí", "điểm", ROUNDS, 8),
    Variable("xep_loai", "Xếp loại, hoặc lý do không xếp loại", "", ROUNDS, 20),
    Variable("trang_thai", "Trạng thái của hồ sơ lúc lập tệp", "", HISTORY, 22),
)  # fmt: skip


def place_variables(levels: list[Level]) -> list[Variable]:
    """The areas above, level by level: then, now, and the official code of now."""
    made = []
    for level in levels:
        made += [
            Variable(f"dia_ban_{level.rank}_khi_do", f"Địa bàn {level.name.lower()} khi xác nhận", "", REGISTER, 20),
            Variable(f"dia_ban_{level.rank}_nay", f"Địa bàn {level.name.lower()} hiện nay", "", TREE, 20),
            Variable(f"ma_dia_ban_{level.rank}_nay", f"Mã đơn vị hành chính {level.name.lower()} hiện nay", "mã", TREE),
        ]
    return made


def all_variables(levels: list[Level]) -> list[Variable]:
    return [*IDENTITY, *UNITS, *place_variables(levels), *FACTS, *FIGURES]


def dictionary(variables: list[Variable]) -> Table:
    """The data dictionary."""
    return Table(
        title="Chú thích các cột",
        columns=[
            Column("name", "Tên cột", width=22),
            Column("meaning", "Nghĩa", width=60),
            Column("measure", "Đơn vị tính, cách ghi", width=18),
            Column("source", "Nguồn", width=26),
        ],
        rows=[
            {"name": one.name, "meaning": one.meaning, "measure": one.measure or "chữ", "source": one.source}
            for one in variables
        ],
    )
