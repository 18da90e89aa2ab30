"""Điều còn vướng: the sentence a disabled button shows, and the refusal if it is pressed all the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from registrations.amendments import services as amending
from registrations.drafts import form_in_hand, what_is_missing
from registrations.enums import LateRule, Purpose
from registrations.models import LatePermit, Plan, Registration
from registrations.receiving import is_new_to, permits_left, units_of
from registrations.routes import first_desk
from registrations.scanning.signed import is_signed

ON_A_LIST = "Hồ sơ đang trong danh sách trình lãnh đạo, chờ duyệt."
LEADER_APPROVES = "Nơi tiếp nhận này chỉ xác nhận sau khi lãnh đạo duyệt; hãy đưa hồ sơ vào danh sách trình."


def nothing(position, registration: Registration, day: date) -> str:
    """Nothing stands in the way."""
    return ""


def on_a_list(position, registration: Registration, day: date) -> str:
    """What lies before the leader goes no other way until the leader has spoken or the list is taken back.

    Where units were rearranged meanwhile, the list of a desk that no longer has it binds nobody.
    """
    held = registration.submittal_id and registration.submittal.unit_id == registration.desk_id
    return ON_A_LIST if held else ""


@dataclass(frozen=True)
class LeaderApproves:
    """Where the desk's leader approves lists, the move is made by approving one; `inner` is what else is in the way."""

    inner: Callable = nothing

    def __call__(self, position, registration: Registration, day: date) -> str:
        if held := on_a_list(position, registration, day):
            return held
        if registration.desk.leader_approves:
            return LEADER_APPROVES
        return self.inner(position, registration, day)


def leader_approves(move, registration: Registration) -> bool:
    """Whether the move is made by approving a list, at the desk where the record is."""
    return isinstance(move.obstacle, LeaderApproves) and registration.desk.leader_approves


def registration_not_ready(position, registration: Registration, day: date) -> str:
    if problem := what_is_missing(registration, Purpose.REGISTRATION):
        return problem
    # The plan written on the paper, which may be another than the one it was begun under.
    plan = form_in_hand(registration, Purpose.REGISTRATION).cleaned_data["plan"]
    # What was returned may come back after the last day; what was taken back or never sent may not.
    if is_new_to(registration, plan) and (problem := _too_early_or_late(registration, plan, day)):
        return problem
    if first_desk(registration) is None:
        return "Chưa có đơn vị nào được giao tiếp nhận đăng ký của đơn vị này. Hãy báo quản trị hệ thống."
    return ""


def result_not_ready(position, registration: Registration, day: date) -> str:
    if registration.amendment_sent_at:
        return "Đề nghị điều chỉnh đang chờ duyệt; duyệt xong hoặc rút đề nghị rồi gửi báo cáo kết quả."
    return what_is_missing(registration, Purpose.RESULT)


def amendment_not_ready(position, registration: Registration, day: date) -> str:
    if registration.amendment_sent_at:
        return "Đề nghị điều chỉnh trước đang chờ duyệt."
    if problem := what_is_missing(registration, Purpose.AMENDMENT):
        return problem
    if not amending.changes(registration, form_in_hand(registration, Purpose.AMENDMENT)):
        return "Nội dung chưa khác bản đã xác nhận."
    return ""


def no_amendment(position, registration: Registration, day: date) -> str:
    return "" if registration.amendment_sent_at else "Không có đề nghị điều chỉnh nào đang chờ duyệt."


def lacks_signed_scan(position, registration: Registration, day: date) -> str:
    """Where the plan asks for it, nothing is confirmed before its signed paper has been matched and sealed."""
    if not registration.plan.needs_signed_scan or is_signed(registration):
        return ""
    return "Kế hoạch yêu cầu bản ký: hãy tải bản quét giấy đã ký của lần nộp này lên hồ sơ trước khi xác nhận."


def _too_early_or_late(registration: Registration, plan: Plan, day: date) -> str:
    if plan.is_open_on(day):
        return ""
    if day < plan.opens_on:
        return f"Kế hoạch số {plan.number} nhận đăng ký từ ngày {plan.opens_on:%d/%m/%Y}."
    if plan.late_rule == LateRule.TAKEN or permit_for(registration, plan, day):
        return ""
    if later := plan.windows.filter(opens_on__gt=day).first():
        return f"Đã hết hạn nhận đăng ký. Đợt bổ sung nhận từ ngày {later.opens_on:%d/%m/%Y}."
    last = max([plan.closes_on, *plan.windows.values_list("closes_on", flat=True)]) - timedelta(days=1)
    over = f"Đã hết hạn nhận đăng ký (ngày cuối {last:%d/%m/%Y})."
    granted = plan.late_permits.standing().filter(unit__in=units_of(registration.unit, registration), until__gte=day)
    if granted.exists():
        return f"{over} Phép nộp muộn của đơn vị đã dùng hết; cần cán bộ cấp trên cho phép thêm."
    return f"{over} Cần cán bộ cấp trên cho phép nộp muộn."


def permit_for(registration: Registration, plan: Plan, day: date) -> LatePermit | None:
    """The permit by which it may still be handed in on a day; one that is used up counts no more."""
    return permits_left(plan, units_of(registration.unit, registration), day, registration).first()
