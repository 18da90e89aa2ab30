"""What a paper says, as plain data: built once when it is sent, kept in the version, printed from there."""

from typing import Any

from registrations import benefits
from registrations.enums import Kind, Purpose, Stage
from registrations.models import Registration, RegistrationVersion

# The Vietnamese words of the paper, after sources: Kế hoạch of a commune People's Committee, annex.
OPENINGS = {Kind.COLLECTIVE: "Đơn vị đăng ký thực hiện", Kind.INDIVIDUAL: "Tôi đăng ký thực hiện"}


def registration_paper(*, kind: str, unit, plan, content: dict[str, Any]) -> dict[str, Any]:
    """Bản đăng ký as plain data. `content` holds cleaned values of RegistrationForm; missing ones print as dots."""
    movement = plan.movement if plan else None
    amount, lines = content.get("benefit_amount"), content.get("benefit_lines") or []
    sectors = [content.get("sector"), *(content.get("other_sectors") or [])]
    signed_on = content.get("signed_on")
    return {
        "kind": str(kind),
        "year": plan.year if plan else None,
        "movement_heading_lines": [f"{movement.heading} năm {plan.year}".upper()] if plan else [],
        "unit_name": str(unit) if unit else "",
        "unit_address": content.get("unit_address") or "",
        "plan_number": plan.number if plan else "",
        "plan_issuer": plan.issuer_name if plan else "",
        "plan_theme": plan.theme if plan else "",
        "opening": f"{OPENINGS[Kind(kind)]} {movement.model_phrase} năm {plan.year} như sau:" if plan else "",
        "item_phrase": movement.item_phrase if movement else "",
        "title": content.get("title") or "",
        "model_address": content.get("model_address") or "",
        "sectors": [sector.name for sector in sectors if sector],
        "benefit_lines": benefits.as_text(amount, [line.text for line in lines]),
        "time_text": content.get("time_text") or "",
        "levels": [level.name for level in content.get("levels") or []],
        "place": paper_place(unit),
        "signed_on": signed_on.isoformat() if signed_on else None,
        "signer_name": content.get("signer_name") or "",
        "person_title": content.get("person_title") or "",
        "person_name": content.get("person_name") or "",
        "person_duty": content.get("person_duty") or "",
    }


def result_paper(*, registration: Registration, content: dict[str, Any]) -> dict[str, Any]:
    """Báo cáo kết quả mô hình as plain data, the registered benefit beside the achieved one."""
    lines = content.get("benefit_lines") or []
    return {
        "kind": registration.kind,
        "year": registration.plan.year,
        "model_phrase": registration.plan.movement.model_phrase,
        "title": registration.title,
        "unit_name": registration.unit_name_then,
        "person_title": registration.person_title,
        "person_name": registration.person_name,
        "how": content.get("how") or "",
        "forces": content.get("forces") or "",
        "outcome": content.get("outcome") or "",
        "planned_lines": benefits.as_text(registration.benefit_amount, benefits.of_stage(registration, Stage.PLANNED)),
        "actual_lines": benefits.as_text(content.get("benefit_amount"), [line.text for line in lines]),
        "upkeep": content.get("upkeep") or "",
        "proposals": content.get("proposals") or "",
        "place": paper_place(registration.unit),
        "signer_name": registration.signer_name,
    }


def paper_place(unit) -> str:
    """The place before the date of a paper: the unit's own, else that of the nearest unit above that has one."""
    while unit is not None:
        if unit.place_name:
            return unit.place_name
        unit = unit.parent
    return ""


def last_version(registration: Registration, purpose: str = Purpose.REGISTRATION) -> RegistrationVersion | None:
    """The paper last sent, or None."""
    return registration.versions.filter(purpose=purpose).order_by("-number").first()
