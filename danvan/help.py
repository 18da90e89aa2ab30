"""Trợ giúp: a short page per role, and the steps of a record drawn from the tables of moves themselves."""

from dataclasses import dataclass

from accounts.enums import Role
from registrations import rights, workflow
from registrations.enums import State


@dataclass(frozen=True)
class Topic:
    """One page of the guide; `roles` are those to whom it is shown first."""

    slug: str
    title: str
    summary: str
    roles: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        return f"help/{self.slug}.html"


TOPICS = (
    Topic("nguoi-dang-ky", "Người đăng ký", "Soạn, nộp, sửa khi bị trả lại, báo cáo kết quả.", (Role.REGISTRANT,)),
    Topic(
        "can-bo-phu-trach", "Cán bộ phụ trách", "Kế hoạch, tiếp nhận, xác nhận, tài khoản cấp dưới.", (Role.OFFICER,)
    ),
    Topic(
        "mat-tran",
        "Cán bộ Mặt trận",
        "Hồ sơ khối Mặt trận, đoàn thể; hoạt động, nguồn lực, Quỹ, Biểu 04.",
        (Role.FRONT,),
    ),
    Topic("tham-dinh", "Thành viên tổ thẩm định", "Chấm điểm hồ sơ được phân công.", (Role.REVIEWER,)),
    Topic("lanh-dao", "Lãnh đạo", "Theo dõi, xem báo cáo, xem nhật ký.", (Role.LEADER,)),
    Topic("van-thu", "Văn phòng, văn thư", "Nhập từ giấy, tiếp nhận, lập báo cáo.", (Role.CLERK,)),
    Topic("quan-tri", "Quản trị hệ thống", "Sơ đồ tổ chức, tài khoản, giờ đầu.", (Role.ADMIN,)),
    Topic(
        "sap-xep",
        "Sắp xếp đơn vị, chính quyền hai cấp",
        "Nhập, tách, đổi tên, kết thúc đơn vị; hồ sơ, số liệu trước và sau.",
        (Role.ADMIN, Role.OFFICER, Role.LEADER),
    ),
    Topic(
        "dot-danh-gia",
        "Đợt đánh giá và hội đồng",
        "Các bước của đợt, chia phiếu, họp hội đồng, công khai lấy ý kiến, công bố.",
        (Role.OFFICER, Role.LEADER, Role.CLERK),
    ),
    Topic(
        "bao-cao-dinh-ky",
        "Báo cáo định kỳ",
        "Lịch báo cáo, soạn, duyệt, gửi, nhận, khóa; theo dõi và đôn đốc.",
        (Role.OFFICER, Role.FRONT, Role.CLERK, Role.LEADER),
    ),
    Topic("tai-khoan", "Tài khoản và mật khẩu", "Đăng nhập, đổi mật khẩu, đổi vị trí công tác."),
)

# Who presses the button, in the words of the guide; a test keeps it complete.
WHO = {
    rights.owns: "Đơn vị đăng ký, hoặc cán bộ đã nhập thay",
    rights.owner_at_first_desk: "Đơn vị đăng ký, khi hồ sơ ở nơi tiếp nhận đầu tiên",
    rights.receives: "Cán bộ, văn thư ở nơi tiếp nhận",
    rights.at_the_desk: "Cán bộ ở nơi đang xử lý",
    rights.at_the_last_desk: "Cán bộ ở cấp đăng ký cao nhất",
    rights.at_a_lower_desk: "Cán bộ ở cấp dưới cấp đăng ký cao nhất",
    rights.at_the_last_confirming_desk: "Cán bộ ở nơi xác nhận sau cùng",
    rights.at_a_lower_confirming_desk: "Cán bộ ở các nơi đã xác nhận, từ dưới lên",
    rights.in_charge: "Cán bộ ở nơi đã xác nhận mô hình",
    rights.decides_amendment: "Cán bộ ở nơi đã xác nhận mô hình, khi có đề nghị điều chỉnh",
    rights.withdraws_amendment: "Đơn vị đã đề nghị, khi chưa được duyệt",
}


@dataclass(frozen=True)
class StepLine:
    """One move as the guide tells it."""

    label: str
    who: str
    leads_to: str
    done: str
    warning: str


@dataclass(frozen=True)
class Stage:
    """A state, and the moves that start from it."""

    label: str
    steps: list[StepLine]


def next_after_first_hour(position) -> str:
    """What the first person does next: the officer of a small office the plan, the administrator the units."""
    if position.role == Role.ADMIN:
        return "thêm đơn vị ở “Sơ đồ tổ chức”, rồi mở tài khoản ở “Cán bộ và vị trí”. Trang “Trợ giúp” nói rõ thứ tự."
    return "ghi kế hoạch của năm ở “Kế hoạch”, rồi mở tài khoản cho các đơn vị ở “Cán bộ và vị trí”."


def topic(slug: str) -> Topic | None:
    return next((one for one in TOPICS if one.slug == slug), None)


def topics_for(position) -> tuple[list[Topic], list[Topic]]:
    """The pages for the role in use, and the others."""
    own = [one for one in TOPICS if position is not None and position.role in one.roles]
    return own, [one for one in TOPICS if one not in own]


def registration_stages() -> list[Stage]:
    """Every state of a registration with the moves that start there, as the table of moves has them."""
    return [Stage(state.label, [_line(move) for move in workflow.MOVES if state in move.sources]) for state in State]


def _line(move) -> StepLine:
    return StepLine(
        move.label, WHO.get(move.allowed, "Cán bộ có quyền"), State(move.target).label, move.done, move.warning
    )
