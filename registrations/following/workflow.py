"""Các bước của cuộc kiểm tra và của kiến nghị: two small tables of moves."""

from django.db.models import prefetch_related_objects

from common.workflow import Move, Step
from registrations.following import rights
from registrations.following.enums import InspectionState, RecommendationState
from registrations.following.inspectionforms import AskAgainForm, ConcludeForm, ReportForm
from registrations.forms import NoteForm, ReasonForm
from registrations.models import Inspection, Recommendation


def _not_ready(position, inspection: Inspection, day) -> str:
    """What an inspection still lacks before its findings go out."""
    visits = list(inspection.visits.all())
    if not visits:
        return "Chưa ghi đoàn đã đến mô hình, đơn vị nào."
    if any(not visit.findings for visit in visits):
        return "Còn nơi đã đến mà chưa ghi nhận xét."
    return ""


def _already_answered(position, inspection: Inspection, day) -> str:
    prefetch_related_objects([inspection], "visits__recommendations")
    asked = [one for visit in inspection.visits.all() for one in visit.recommendations.all()]
    moved = any(one.state != RecommendationState.OPEN for one in asked)
    return "Đã có kiến nghị được báo khắc phục hoặc xác nhận, nên không mở lại được." if moved else ""


def _conclude(inspection: Inspection, step: Step) -> None:
    inspection.conclusion = step.data.get("conclusion", inspection.conclusion)


def _ask_again(recommendation: Recommendation, step: Step) -> None:
    recommendation.due_on = step.data["due_on"]


CONCLUDE = Move(
    "conclude", "Kết luận", frozenset({InspectionState.OPEN}), InspectionState.CONCLUDED, rights.concludes, form=ConcludeForm,
    obstacle=_not_ready, apply=_conclude, tone="main",
    done="Đã kết luận. Các đơn vị thấy nhận xét, kiến nghị của mình; in biên bản để ký.",
    warning="Sau khi kết luận, các đơn vị thấy nhận xét và kiến nghị về mình; muốn sửa phải mở lại.",
)  # fmt: skip
REOPEN = Move(
    "reopen", "Mở lại để sửa", frozenset({InspectionState.CONCLUDED}), InspectionState.OPEN, rights.concludes,
    form=ReasonForm, obstacle=_already_answered, done="Đã mở lại. Sửa xong, hãy kết luận lại.",
)  # fmt: skip
INSPECTION_MOVES = (CONCLUDE, REOPEN)

REPORT_FIXED = Move(
    "report_fixed", "Báo đã khắc phục", frozenset({RecommendationState.OPEN}), RecommendationState.FIXED,
    rights.answers_for, form=ReportForm, tone="main", done="Đã báo khắc phục. Nơi kiểm tra sẽ xem và xác nhận.",
)  # fmt: skip
SETTLE = Move(
    "settle", "Xác nhận đã khắc phục", frozenset({RecommendationState.OPEN, RecommendationState.FIXED}),
    RecommendationState.SETTLED, rights.settles, form=NoteForm, tone="main", done="Đã xác nhận kiến nghị làm xong.",
)  # fmt: skip
ASK_AGAIN = Move(
    "ask_again", "Yêu cầu khắc phục tiếp", frozenset({RecommendationState.FIXED}), RecommendationState.OPEN,
    rights.settles, form=AskAgainForm, apply=_ask_again, done="Đã yêu cầu khắc phục tiếp, kèm hạn mới.",
)  # fmt: skip
RECOMMENDATION_MOVES = (REPORT_FIXED, SETTLE, ASK_AGAIN)
