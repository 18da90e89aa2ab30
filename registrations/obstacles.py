"""Điều còn vướng: the sentence a disabled button shows, and the refusal if it is pressed all the same."""

from datetime import date

from registrations.drafts import form_in_hand, what_is_missing
from registrations.enums import Purpose, State
from registrations.models import Plan, Registration
from registrations.routes import first_desk


def registration_not_ready(position, registration: Registration, day: date) -> str:
    if problem := what_is_missing(registration, Purpose.REGISTRATION):
        return problem
    # The plan written on the paper, which may be another than the one it was begun under.
    plan = form_in_hand(registration, Purpose.REGISTRATION).cleaned_data["plan"]
    # What was returned may come back after the last day; what was taken back or never sent may not.
    new_to_plan = registration.state == State.DRAFT or plan.pk != registration.plan_id
    if new_to_plan and not plan.is_open_on(day) and not _late_permit(registration, plan, day):
        if day < plan.opens_on:
            return f"Kế hoạch số {plan.number} nhận đăng ký từ ngày {plan.opens_on:%d/%m/%Y}."
        return f"Đã hết hạn nhận đăng ký (ngày cuối {plan.last_day:%d/%m/%Y}). Cần cán bộ cấp trên cho phép nộp muộn."
    if first_desk(registration) is None:
        return "Chưa có đơn vị nào được giao tiếp nhận đăng ký của đơn vị này. Hãy báo quản trị hệ thống."
    return ""


def result_not_ready(position, registration: Registration, day: date) -> str:
    return what_is_missing(registration, Purpose.RESULT)


def _late_permit(registration: Registration, plan: Plan, day: date) -> bool:
    return plan.late_permits.filter(
        unit__in={registration.unit_id, registration.present_unit_id}, until__gte=day
    ).exists()
