"""Việc từng bước làm: what each move of a round or a sheet does besides its state, and what may stand in its way."""

from django.db.models import Count, Q

from common import dates
from common.workflow import Step
from evaluation.enums import CONCLUDED_STATES, GIVING_STATES, LIVE_SHEETS, RoundState
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


def already_moderated(position, round: Round, day) -> str:
    if round.nominations.filter(moderations__isnull=False).exists():
        return "Hội đồng đã thống nhất điểm, không mở lại chấm được."
    return "Hội đồng đã họp, không mở lại chấm được." if round.meetings.exists() else ""


def sheets_outstanding(position, round: Round, day) -> str:
    left = round.sheet_counts["left"]
    return f"Còn {left} phiếu chưa gửi. Hãy đợi thành viên gửi, hoặc thôi giao các phiếu đó." if left else ""


def scoring_unfinished(position, round: Round, day) -> str:
    """What keeps a round from leaving the scoring; one that wants a meeting is not concluded without it."""
    if left := sheets_outstanding(position, round, day):
        return left
    if round.state == RoundState.SCORING and round.needs_meeting:
        return "Đợt đánh giá này phải họp hội đồng thống nhất điểm trước khi kết luận."
    if round.needs_meeting and not any(meeting.is_quorate for meeting in round.meetings.with_present()):
        return "Chưa ghi cuộc họp nào của hội đồng có đủ số thành viên dự."
    return ""


def conclude(round: Round, step: Step) -> None:
    round.concluded_at = step.at


def post(round: Round, step: Step) -> None:
    round.posted_on, round.posted_until = step.data["posted_on"], step.data["posted_until"]
    round.posted_at = step.data["posted_at"]


def opinions_open(position, round: Round, day) -> str:
    """The days of posting must be over, and every opinion answered."""
    if round.posted_until and day <= round.posted_until:
        return f"Còn trong thời gian lấy ý kiến, đến hết ngày {dates.day(round.posted_until)}."
    left = round.opinions.unanswered().count()
    return f"Còn {left} ý kiến chưa giải trình." if left else ""


def publish(round: Round, step: Step) -> None:
    round.published_at = step.at


def round_closed(position, sheet: Sheet, day) -> str:
    """A sheet is scored, sent, declined while its round is being scored."""
    state = sheet.nomination.round.state
    if state == RoundState.PREPARING:
        return "Đợt đánh giá chưa mở chấm điểm."
    return giving_over(position, sheet, day)


def giving_over(position, sheet: Sheet, day) -> str:
    """Sheets are given and taken back until the scoring ends."""
    state = sheet.nomination.round.state
    if state in GIVING_STATES:
        return ""
    return "Đợt đánh giá đã kết luận." if state in CONCLUDED_STATES else "Đợt đánh giá đã kết thúc chấm."


def round_concluded(position, sheet: Sheet, day) -> str:
    return "Đợt đánh giá đã kết luận." if sheet.nomination.round.is_concluded else ""


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
