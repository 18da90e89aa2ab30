"""Việc từng bước làm: what each move of a round or a sheet does besides its state, and what may stand in its way."""

from django.db.models import Count, Q

from common import audit, dates
from common.workflow import Step
from evaluation.clearing import NOT_CLEARED
from evaluation.enums import CONCLUDED_STATES, GIVING_STATES, LIVE_SHEETS, RoundState
from evaluation.marks import given_by, missing_criteria, missing_words
from evaluation.models import FieldTeam, Nomination, Round, Score, Sheet
from evaluation.takeover import what_binds
from registrations.following.services.aside import stand_aside
from registrations.models import Visit

NOT_OPEN_AGAIN = "Hội đồng chỉ xem lại các hồ sơ có ý kiến được chấp nhận; hồ sơ này giữ nguyên."


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
    if round.reopened_at:
        return "Hội đồng đang xem lại theo ý kiến, không mở lại chấm được."
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
    if round.reopened_at and (open_again := _not_looked_at(round)):
        return f"Còn {open_again} hồ sơ mở lại mà hội đồng chưa ghi điểm thống nhất."
    meetings = round.meetings.with_present()
    if round.reopened_at:
        meetings = meetings.filter(created_at__gte=round.reopened_at)
    if round.needs_meeting and not any(meeting.is_quorate for meeting in meetings):
        again = " để xem lại theo ý kiến" if round.reopened_at else ""
        return f"Chưa ghi cuộc họp nào của hội đồng{again} có đủ số thành viên dự."
    return ""


def _not_looked_at(round: Round) -> int:
    """Dossiers brought back for which nothing was written down since: to keep the total is a word as well."""
    back = round.nominations.filter(reopened_at=round.reopened_at)
    return back.exclude(moderations__at__gte=round.reopened_at).count()


def conclude(round: Round, step: Step) -> None:
    round.concluded_at = step.at


def post(round: Round, step: Step) -> None:
    round.posted_on, round.posted_until = step.data["posted_on"], step.data["posted_until"]
    round.posted_at = step.data["posted_at"]


def posting_unfinished(position, round: Round, day) -> str:
    """The days of posting must be over, every opinion answered, every upheld one before the council."""
    if round.posted_until and day <= round.posted_until:
        return f"Còn trong thời gian lấy ý kiến, đến hết ngày {dates.day(round.posted_until)}."
    if left := round.opinions.unanswered().count():
        return f"Còn {left} ý kiến chưa giải trình."
    upheld = round.opinions.to_review().count()
    return f"Có {upheld} ý kiến được chấp nhận; phải mở lại để hội đồng xem xét trước khi công bố." if upheld else ""


def nothing_upheld(position, round: Round, day) -> str:
    return "" if round.opinions.to_review().exists() else "Chưa có ý kiến nào được chấp nhận để hội đồng xem lại."


def must_hang_out_again(position, round: Round, day) -> str:
    return "Kết quả đã xem lại theo ý kiến nên phải công khai lại trước khi công bố." if round.reopened_at else ""


def reopen(round: Round, step: Step) -> None:
    """The dossiers of upheld opinions go back to the council, and no other; the result is fixed no longer."""
    upheld = round.opinions.to_review()
    back = list(Nomination.objects.filter(pk__in=upheld.values("upheld_for")).order_by("pk"))
    Nomination.objects.filter(pk__in=[one.pk for one in back]).update(reopened_at=step.at)
    upheld.update(reopened_at=step.at)
    round.reopened_at, round.concluded_at = step.at, None
    audit.record_many(
        by=step.by, action="Đưa hồ sơ trở lại hội đồng", objs=back, after=audit.told({"note": step.data["note"]})
    )


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
    if sheet.nomination.round.is_concluded:
        return "Đợt đánh giá đã kết luận."
    return NOT_OPEN_AGAIN if sheet.nomination.is_settled else ""


def sheet_not_ready(position, sheet: Sheet, day) -> str:
    if closed := round_closed(position, sheet, day):
        return closed
    if reason := what_binds(position, sheet):
        return f"Đồng chí {reason} nên không chấm hồ sơ này."
    if not sheet.is_cleared_by(position):
        return NOT_CLEARED
    if missing := missing_criteria(sheet):
        return f"Còn {len(missing)} tiêu chí chưa chấm: {'; '.join(str(one.number) for one in missing)}."
    words = missing_words(sheet)
    return f"Ghi minh chứng, lý do cho tiêu chí {'; '.join(str(one.number) for one in words)}." if words else ""


def lock(sheet: Sheet, step: Step) -> None:
    # A sheet taken over is the work of who sends it.
    sheet.locked_at, sheet.reviewer_id = step.at, step.by.pk
    # What it gave is worked out once: a sent sheet never changes.
    sheet.total, sheet.tie_points, sheet.gates_met = given_by(sheet)


def decline(sheet: Sheet, step: Step) -> None:
    """Whoever is bound to a dossier does not look at it on the spot either."""
    forget_scores(sheet, step)
    teams = FieldTeam.objects.filter(round=sheet.nomination.round_id).values("inspection")
    places = Visit.objects.filter(inspection__in=teams, registration=sheet.nomination.registration_id)
    for visit in places.select_related("inspection__desk"):
        stand_aside(by=step.by, visit=visit, position=step.by)


def forget_scores(sheet: Sheet, step: Step) -> None:
    """Whoever is bound to a dossier leaves no score behind; whoever gets it again is asked again."""
    Score.objects.filter(sheet=sheet).delete()
    sheet.comment, sheet.saved_at, sheet.cleared_at = "", None, None
