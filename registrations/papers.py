"""What a paper says, as plain data: built once when it is sent, kept in the version, printed from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from common import installation
from common.keys import key_in
from documents.papers import Blank
from registrations import benefits
from registrations.enums import Kind, Purpose, Stage
from registrations.models import Plan, Registration, RegistrationEvent, RegistrationVersion
from registrations.scanning import marks
from units.letterheads import place_of

TEMPLATES = {Kind.COLLECTIVE: "registration_collective.html", Kind.INDIVIDUAL: "registration_individual.html"}
# The Vietnamese words of the paper, after sources: Kế hoạch of a commune People's Committee, annex.
OPENINGS = {Kind.COLLECTIVE: "Đơn vị đăng ký thực hiện", Kind.INDIVIDUAL: "Tôi đăng ký thực hiện"}


def plan_line(plan: Plan) -> str:
    """“Thực hiện Kế hoạch số … của … về “…” năm 2026”; a theme that names the year says it once."""
    year = "" if str(plan.year) in plan.theme else f" năm {plan.year}"
    return f"Thực hiện Kế hoạch số {plan.number} của {plan.issuer_name} về “{plan.theme}”{year}"


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
        "plan_line": plan_line(plan) if plan else "",
        "opening": f"{OPENINGS[Kind(kind)]} {movement.model_phrase} năm {plan.year} như sau:" if plan else "",
        "item_phrase": movement.item_phrase if movement else "",
        "title": content.get("title") or "",
        "model_address": content.get("model_address") or "",
        "sectors_offered": ", ".join(sector.name for sector in content.get("sectors_offered") or []),
        "sectors": [sector.name for sector in sectors if sector],
        "movements": [movement.name for movement in content.get("other_movements") or []],
        "contents": [content.name for content in content.get("contents") or []],
        "benefit_lines": benefits.as_text(amount, [line.text for line in lines]),
        "time_text": content.get("time_text") or "",
        "levels_offered": ", ".join(level.name.lower() for level in content.get("levels_offered") or []),
        "levels": [level.name.lower() for level in sorted(content.get("levels") or [], key=lambda level: level.rank)],
        "form_items": [
            {"label": item.label, "text": content.get(item.field) or ""}
            for item, _ in (plan.form_items() if plan else [])
        ],
        "place": content.get("place") or "",
        "signed_on": signed_on.isoformat() if signed_on else None,
        "signer_name": content.get("signer_name") or "",
        "person_title": content.get("person_title") or "",
        "person_name": content.get("person_name") or "",
        "person_duty": content.get("person_duty") or "",
    }


def result_paper(*, registration: Registration, content: dict[str, Any], place: str | None = None) -> dict[str, Any]:
    """Báo cáo kết quả mô hình as plain data, the registered benefit beside the achieved one.

    `place` (địa danh) is looked up where it is not known.
    """
    lines = content.get("benefit_lines") or []
    planned = benefits.as_text(registration.benefit_amount, benefits.of_stage(registration, Stage.PLANNED))
    actual = benefits.as_text(content.get("benefit_amount"), [line.text for line in lines])
    return {
        "kind": registration.kind,
        "year": registration.plan.year,
        "subject": f"Kết quả thực hiện {registration.plan.movement.model_phrase} năm {registration.plan.year}",
        "plan_number": registration.plan.number,
        "plan_issuer": registration.plan.issuer_name,
        "plan_theme": registration.plan.theme,
        "plan_line": plan_line(registration.plan),
        "title": registration.title,
        "unit_name": registration.unit_name_then,
        "model_address": registration.model_address,
        "person_title": registration.person_title,
        "person_name": registration.person_name,
        "person_duty": registration.person_duty,
        "method_text": content.get("how") or "",
        "force_text": content.get("forces") or "",
        "comparison": [
            {"label": "Giá trị làm lợi, kết quả", "registered": "\n".join(planned), "done": "\n".join(actual)},
        ],
        "result_text": content.get("outcome") or "",
        "durability_text": content.get("upkeep") or "",
        "proposal_text": content.get("proposals") or "",
        "place": place_of(registration.unit_now) if place is None else place,
        "signer_name": registration.signer_name or registration.person_name,
    }


def version_of(registration: Registration, purpose: str, number: str = "") -> RegistrationVersion | None:
    """The paper as sent under a number, else as last sent; None where there is none."""
    versions = registration.versions.filter(purpose=purpose).order_by("-number")
    if number:
        versions = versions.filter(number=key_in(number) or 0)
    return versions.first()


def version_at(registration: Registration, at: datetime) -> dict[str, Any]:
    """The paper of the registration as it lay before a desk at an instant: what its receipt speaks of, and of whom."""
    before = registration.versions.filter(purpose=Purpose.REGISTRATION, sent_at__lte=at)
    sent = before.select_related("sent_by__user").order_by("-number").first()
    now = {"title": registration.title, "unit_name": str(registration.unit), "person_name": registration.person_name}
    paper = sent.paper if sent else now
    return paper | {"sender_name": paper["person_name"] or _handed_in_by(registration, sent, paper)}


def _handed_in_by(registration: Registration, sent: RegistrationVersion | None, paper: dict[str, Any]) -> str:
    """Who stands behind the paper of a unit: the person who sent it; where an office typed it, who signed it, if known."""
    if sent is None or registration.typed_by_id:
        return paper.get("signer_name", "")
    by = sent.sent_by
    return ", ".join(part for part in (by.user.full_name, by.title) if part)


@dataclass(frozen=True)
class Sending:
    """One handing in, as the history tells it: the version it wrote needs no looking up."""

    purpose: Purpose
    number: int
    at: datetime


def sendings(history: Iterable[RegistrationEvent]) -> list[Sending]:
    """The versions of a record, oldest first of each paper: each handing in, approved change and result sent wrote one."""
    wrote = {
        "submit": Purpose.REGISTRATION, "approve_amendment": Purpose.REGISTRATION, "send_result": Purpose.RESULT,
    }  # fmt: skip
    found: dict[Purpose, list[Sending]] = {purpose: [] for purpose in Purpose}
    for event in history:
        if purpose := wrote.get(event.move):
            found[purpose].append(Sending(purpose, len(found[purpose]) + 1, event.at))
    return [one for purpose in Purpose for one in found[purpose]]


def printed(
    paper: dict[str, Any], *, code: str = "", version: str = "", address: str = "", mark: str = ""
) -> dict[str, Any]:
    """A kept paper with what stands around it in print: code, version, their QR, and whether data are made up.

    The QR carries the record's `address` and the `mark` of the version (registrations/scanning/marks.py).
    """
    signed_on = paper.get("signed_on")
    return {
        **paper,
        "signed_on": date.fromisoformat(signed_on) if signed_on else None,
        "code": code,
        "version": version,
        "qr_text": f"{address}#{mark}" if address else "",
        "is_demo": installation.is_demo(),
    }


def on_screen(paper: dict[str, Any]) -> Blank:
    """A paper for the page of its record, drawn from the words of the print."""
    signed_on = paper.get("signed_on")
    return Blank(paper | {"signed_on": date.fromisoformat(signed_on) if signed_on else None})


def printed_version(version: RegistrationVersion, *, code: str, address: str) -> dict[str, Any]:
    """A paper as it was sent, with its mark."""
    return printed(
        version.paper, code=code, version=f"lần {version.number}", address=address, mark=marks.mark_of(version)
    )
