"""Khi nào tự chấm được: by which criteria an owner scores the own model, in which state, and what stands in the way."""

from django.utils import timezone

from common.workflow import Step
from evaluation.marks import mark
from evaluation.models import CriteriaSet, Criterion, SelfScore, SelfSheet
from registrations.enums import State
from registrations.models import Registration
from registrations.rights import owns

WRITTEN_IN = frozenset({State.CONFIRMED, State.RESULT_SENT, State.EFFECTIVE})
SENT_IN = frozenset({State.RESULT_SENT, State.EFFECTIVE})
NO_SET = "Kế hoạch này chưa có bộ tiêu chí nào đã ban hành để đơn vị tự chấm."


def scores_oneself(position, self_sheet: SelfSheet) -> bool:
    """The registrants of the unit, and who typed the registration for it."""
    return owns(position, self_sheet.registration)


def closed(registration: Registration) -> str:
    """Why nothing is scored by the owner now; empty where it is."""
    if registration.state in WRITTEN_IN:
        return ""
    return f"Chỉ tự chấm khi mô hình đã được xác nhận; hồ sơ đang “{registration.get_state_display()}”."


def set_for(registration: Registration) -> CriteriaSet | None:
    """The set in force today for its highest level, where that set is scored by the owner."""
    sets = CriteriaSet.objects.filter(plan=registration.plan_id, kind=registration.kind)
    found = sets.in_force_on(timezone.localdate(), level=registration.highest_level_id).first()
    return found if found and found.self_scored else None


def asked_of_owner(criteria_set: CriteriaSet) -> list[Criterion]:
    """The criteria of a set but for those the superior alone scores."""
    criteria = Criterion.objects.filter(criteria_set=criteria_set, superior_only=False)
    return list(criteria.select_related("group").prefetch_related("bands").order_by("number"))


def not_ready_to_send(position, self_sheet: SelfSheet, day) -> str:
    if self_sheet.registration.state not in SENT_IN:
        return "Gửi bản tự chấm sau khi đã gửi báo cáo kết quả; trước đó cứ lưu."
    scores = {one.criterion_id: one for one in self_sheet.scores.all()}
    criteria = asked_of_owner(self_sheet.criteria_set)
    missing = [one for one in criteria if mark(one, scores.get(one.pk)).is_missing]
    if missing:
        return f"Còn {len(missing)} tiêu chí chưa chấm: {'; '.join(str(one.number) for one in missing)}."
    silent = [one for one in criteria if wants_evidence(one, scores.get(one.pk))]
    return (
        f"Ghi minh chứng cho điểm thưởng ở tiêu chí {'; '.join(str(one.number) for one in silent)}." if silent else ""
    )


def wants_evidence(criterion: Criterion, score: SelfScore | None) -> bool:
    return bool(criterion.needs_evidence and score and score.points and not score.evidence)


def send(self_sheet: SelfSheet, step: Step) -> None:
    self_sheet.sent_at = step.at
