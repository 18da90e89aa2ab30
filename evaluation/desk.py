"""What evaluation lays on the home page and in the menu."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common import dates, numbers, written
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from evaluation.clearing import left_by_conflicts
from evaluation.enums import GIVING_STATES, RoundState, SheetState
from evaluation.models import CriteriaSet, FieldTeam, Nomination, Opinion, Round, Sheet
from evaluation.rights import sets_criteria
from evaluation.selfrules import closed
from evaluation.takeover import bound_sheets, waiting_sheets
from registrations.following.enums import InspectionState
from registrations.models import Plan, Registration
from registrations.rights import owns

MOST_ROUNDS = 10


def menu(position) -> list[MenuItem]:
    """The rounds, with the sheets that wait for a reviewer; the criteria for those who work with them."""
    if position is None:
        return []
    here = reverse("evaluation:rounds")
    if position.has_role(Role.REGISTRANT):
        return [MenuItem("Kết quả đánh giá", here)]
    if position.has_role(Role.REVIEWER):
        return [MenuItem("Đánh giá", here, count=Sheet.objects.to_score_by(position).count())]
    return [MenuItem("Đánh giá", here)] if position.has_role(*DESK_ROLES) else []


def work(position) -> list[WorkLine]:
    """Việc cần làm: a reviewer's sheets by round; an officer's rounds that wait for a step; for a unit what hangs out."""
    if position.has_role(Role.REGISTRANT):
        told = written.ask_records(Nomination, _hanging_out, position, joined=["round"])
        return [_hanging_line(one) for one in told]
    if position.has_role(Role.REVIEWER):
        waiting = Sheet.objects.to_score_by(position).due_rounds()
        return [*(_sheets_line(row) for row in waiting), *(_visit_line(team) for team in _out_with(position))]
    if position.has_role(Role.OFFICER):
        return [line for round in written.ask_records(Round, _open_rounds, position) for line in _round_lines(round)]
    if position.has_role(Role.LEADER):
        return [_running_line(round) for round in written.ask_records(Round, _running_rounds, position)]
    return []


@written.often
def _open_rounds(position):
    """The officer's own rounds that are not over, with their progress."""
    own = Round.objects.visible_to(position).run_by(position).exclude(state=RoundState.PUBLISHED)
    counted = own.with_progress(position).annotate(left_by_conflicts=left_by_conflicts())
    return counted.order_by("closes_on", "pk")


@written.often
def _running_rounds(position):
    """What a leader follows: rounds that are being scored, and those whose upheld opinions wait for the council."""
    upheld = Exists(Opinion.objects.to_review().filter(round=OuterRef("pk")))
    followed = Q(state=RoundState.SCORING) | Q(upheld, state=RoundState.CONSULTING)
    running = Round.objects.visible_to(position).filter(followed).with_progress(position)
    return running.order_by("closes_on", "pk")[:MOST_ROUNDS]


def _hanging_out(position):
    """The unit's dossiers on whose result opinions are taken."""
    told = Nomination.objects.visible_to(position).filter(round__state=RoundState.CONSULTING)
    return told.order_by("round__posted_until", "pk")[:MOST_ROUNDS]


def _hanging_line(nomination: Nomination) -> WorkLine:
    address, round = reverse("evaluation:nomination", args=[nomination.pk]), nomination.round
    return WorkLine(
        f"Kết quả đang lấy ý kiến: {nomination.title}", address, note=round.name, due_on=round.posted_until,
    )  # fmt: skip


def _running_line(round: Round) -> WorkLine:
    """What a leader follows: how far the scoring is, where an upheld opinion waits for the council."""
    if round.state == RoundState.CONSULTING:
        note = "chủ tịch hội đồng mở lại để xem xét"
        return WorkLine(f"Có ý kiến được chấp nhận: {round.name}", reverse("evaluation:round", args=[round.pk]), note)
    all_sheets = round.locked + round.assigned
    return WorkLine(
        f"Đang chấm điểm: {round.name}", reverse("evaluation:round", args=[round.pk]),
        note=f"đã gửi {round.locked} trong {all_sheets} phiếu", due_on=round.last_day,
        late=round.assigned > 0 and timezone.localdate() >= round.closes_on,
    )  # fmt: skip


def _sheets_line(row) -> WorkLine:
    return WorkLine(
        f"{row['count']} phiếu chưa gửi", reverse("evaluation:round", args=[row["round"]]), note=row["name"],
        due_on=row["closes_on"] - timedelta(days=1), late=timezone.localdate() >= row["closes_on"],
    )  # fmt: skip


def _out_with(position) -> list[FieldTeam]:
    """The reviewer's teams whose visit is not concluded."""
    out = FieldTeam.objects.filter(members__in=position.seats, inspection__state=InspectionState.OPEN)
    return list(out.select_related("round", "inspection").order_by("inspection__starts_on", "pk").distinct())


def _visit_line(team: FieldTeam) -> WorkLine:
    address = reverse("registrations:inspection", args=[team.inspection_id])
    return WorkLine(f"Thẩm định thực địa: {team.round.name}", address, f"{team.name}, {team.inspection.days}")


# Phase → what the officer does, a note, the planned day of the next step.
AFTER_SCORING = {
    RoundState.MODERATING: lambda one: ("Họp hội đồng, thống nhất điểm", "rồi kết luận đợt đánh giá", one.concludes_on),
    RoundState.CONCLUDED: lambda one: (
        "Công khai lấy ý kiến hoặc công bố", "đơn vị được chấm chưa thấy kết quả", one.posts_on or one.publishes_on
    ),
    RoundState.CONSULTING: lambda one: (
        "Đang lấy ý kiến về kết quả", f"đến hết ngày {dates.day(one.posted_until)}", one.publishes_on
    ),
}  # fmt: skip


def _round_lines(round: Round) -> list[WorkLine]:
    """Its next step, and before it the dossiers to be given to somebody else."""
    left = round.left_by_conflicts if round.state in GIVING_STATES else 0
    said = f"{left} hồ sơ có thành viên khai báo có liên quan, chưa giao người khác"
    lines = [WorkLine(said, reverse("evaluation:give", args=[round.pk]), note=round.name)] if left else []
    return [*lines, _round_line(round)]


def _round_line(round: Round) -> WorkLine:
    address, late = reverse("evaluation:round", args=[round.pk]), timezone.localdate() >= round.closes_on
    if round.state == RoundState.PREPARING:
        note = f"{round.nominated} hồ sơ, {round.assigned} phiếu đã giao"
        return WorkLine(f"Chuẩn bị và mở chấm điểm: {round.name}", address, note=note)
    if round.state in AFTER_SCORING:
        what, note, due_on = AFTER_SCORING[round.state](round)
        return WorkLine(
            f"{what}: {round.name}", address, note=note, due_on=due_on,
            late=due_on is not None and timezone.localdate() > due_on,
        )  # fmt: skip
    if round.assigned == 0:
        return WorkLine(f"Đủ phiếu, chờ kết luận: {round.name}", address, note=f"{round.locked} phiếu đã gửi")
    return WorkLine(
        f"Theo dõi chấm điểm: {round.name}", address, note=f"còn {round.assigned} phiếu chưa gửi",
        due_on=round.last_day, late=late,
    )  # fmt: skip


def figures(position) -> list[KeyFigure]:
    """A reviewer's own sheets."""
    if not position.has_role(Role.REVIEWER):
        return []
    mine = Sheet.objects.visible_to(position).filter(reviewer__in=position.seats)
    count = mine.aggregate(
        sent=Count("pk", filter=Q(state=SheetState.LOCKED)),
        left=Count("pk", filter=Q(state=SheetState.ASSIGNED, nomination__round__state=RoundState.SCORING)),
    )
    here = reverse("evaluation:rounds")
    return [
        KeyFigure("Phiếu chưa gửi", numbers.quantity(count["left"]), "đang chờ chấm", here),
        KeyFigure("Phiếu đã gửi", numbers.quantity(count["sent"]), "trong các đợt được giao", here),
    ]


def panels(position, record) -> list[Panel]:
    """What goes along when a position is handed over; beside a registration the owner's own score, beside
    a plan its criteria.
    """
    if isinstance(record, Registration):
        return _self_panel(position, record)
    if isinstance(record, Plan):
        return _criteria_panel(position, record)
    if not isinstance(record, PendingWork):
        return []
    sheets = [sheet for one in record.positions for sheet in waiting_sheets(one)]
    bound = bound_sheets(record.to, sheets) if record.to and sheets else 0
    context = {"count": len(sheets), "what": "phiếu chấm chưa gửi", "bound": bound}
    return [Panel("accounts/_pending.html", context)]


def _self_panel(position, record: Registration) -> list[Panel]:
    """The way to it, for the owner and for the desks above; it asks nothing, for the record's page asks enough."""
    return (
        []
        if closed(record)
        else [Panel("evaluation/_self_panel.html", {"record": record, "mine": owns(position, record)})]
    )


def _criteria_panel(position, plan: Plan) -> list[Panel]:
    """Beside a plan: the criteria sets that point to it, and the ways to more of them."""
    sets = CriteriaSet.objects.visible_to(position).of_plans([plan]).select_related("level").with_use()
    context = {"plan": plan, "sets": list(sets), "may_set": sets_criteria(position, plan)}
    return [Panel("evaluation/_plan_panel.html", context)]


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
