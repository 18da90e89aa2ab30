"""Việc từng bước làm: what each move of a round or a sheet does besides its state, and what may stand in its way."""

from django.db.models import Count, Q

from common.workflow import Step
from evaluation.enums import LIVE_SHEETS, RoundState
from evaluation.marks import missing_criteria, missing_words
from evaluation.models import Round, Score, Sheet
from evaluation.takeover import what_binds


def not_ready_to_score(position, round: Round, day) -> str:
    """Every dossier needs at least one reviewer."""
    counted = round.nominations.annotate(live=Count("sheets", filter=Q(sheets__state__in=LIVE_SHEETS)))
    live = list(counted.values_list("live", flat=True))
    if not live:
        return "Chưa chọn hồ sơ nào vào đợt đánh giá."
    return f"Còn {live.count(0)} hồ sơ chưa giao cho thành viên nào chấm." if 0 in live else ""


def already_scored(position, round: Round, day) -> str:
    return "Đã có phiếu được chấm, không trở lại bước chuẩn bị được." if round.sheet_counts["scored"] else ""


def sheets_outstanding(position, round: Round, day) -> str:
    left = round.sheet_counts["left"]
    return f"Còn {left} phiếu chưa gửi. Hãy đợi thành viên gửi, hoặc thôi giao các phiếu đó." if left else ""


def conclude(round: Round, step: Step) -> None:
    round.concluded_at = step.at


def round_closed(position, sheet: Sheet, day) -> str:
    state = sheet.nomination.round.state
    if state == RoundState.PREPARING:
        return "Đợt đánh giá chưa mở chấm điểm."
    return "Đợt đánh giá đã kết luận." if state == RoundState.CONCLUDED else ""


def sheet_not_ready(position, sheet: Sheet, day) -> str:
    if closed := round_closed(position, sheet, day):
        return closed
    if reason := what_binds(position, sheet):
        return f"Đồng chí {reason} nên không chấm hồ sơ này."
    if missing := missing_criteria(sheet):
        return f"Còn {len(missing)} tiêu chí chưa chấm: {'; '.join(str(one.number) for one in missing)}."
    words = missing_words(sheet)
    return f"Ghi minh chứng, lý do cho tiêu chí {'; '.join(str(one.number) for one in words)}." if words else ""


def lock(sheet: Sheet, step: Step) -> None:
    # A sheet taken over is the work of who sends it.
    sheet.locked_at, sheet.reviewer_id = step.at, step.by.pk


def forget_scores(sheet: Sheet, step: Step) -> None:
    """Whoever is bound to a dossier leaves no score behind."""
    Score.objects.filter(sheet=sheet).delete()
    sheet.comment, sheet.saved_at = "", None


def round_concluded(position, sheet: Sheet, day) -> str:
    concluded = sheet.nomination.round.state == RoundState.CONCLUDED
    return "Đợt đánh giá đã kết luận." if concluded else ""
