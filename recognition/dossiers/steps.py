"""Việc từng bước làm với báo cáo thành tích, and what may stand in the way."""

from datetime import date

from common.workflow import Step
from recognition.enums import Act, DecisionState, MeritState
from recognition.models import Award, MeritReport
from registrations.enums import State

PARTS = {"about": "sơ lược tập thể, cá nhân", "achieved": "thành tích đạt được", "asked": "phần đề nghị"}
# A reward that has left the officer's hands rests on the report as it was confirmed.
_RESTS_ON_IT = (DecisionState.PROPOSED, DecisionState.SIGNED, DecisionState.PUBLISHED)


def not_complete(position, report: MeritReport, day: date) -> str:
    missing = [label for name, label in PARTS.items() if not getattr(report, name).strip()]
    if missing:
        return f"Chưa viết {', '.join(missing)}."
    return "" if report.registration.state == State.EFFECTIVE else "Mô hình không còn ở trạng thái có hiệu quả."


def rests_a_reward(position, report: MeritReport, day: date) -> str:
    rewards = Award.objects.filter(
        registration=report.registration_id, act=Act.REWARD, decision__state__in=_RESTS_ON_IT
    )
    return "Báo cáo đã nằm trong hồ sơ khen thưởng đã trình hoặc đã ký." if rewards.exists() else ""


def send(report: MeritReport, step: Step) -> None:
    report.sent_at = step.at


def confirm(report: MeritReport, step: Step) -> None:
    """From now on text and names stay as they are."""
    report.confirmed_at, report.confirmed_by, report.opinion = step.at, step.by, step.data["note"]
    report.frozen = facts_of(report) | {"confirmed_for": step.by.unit.full_name, "confirmer": str(step.by.user)}


def unconfirm(report: MeritReport, step: Step) -> None:
    report.confirmed_at, report.confirmed_by, report.opinion, report.frozen = None, None, "", {}


def facts_of(report: MeritReport) -> dict[str, str]:
    """What stands around the text, as it is now."""
    model = report.registration
    person = f"{model.person_title} {model.person_name}".strip() if model.person_name else ""
    return {
        "title": model.title, "person": person, "duty": model.person_duty, "unit": model.present_unit.full_name,
        "address": model.model_address or model.unit_address, "sector": model.sector.name if model.sector else "",
        "movement": model.plan.movement.name, "year": str(model.plan.year), "kind": model.kind,
    }  # fmt: skip


def is_confirmed(report: MeritReport | None) -> bool:
    return report is not None and report.state == MeritState.CONFIRMED
