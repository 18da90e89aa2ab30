"""What recognition lays on the home page, in the menu, and beside a record."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from recognition.dossiers.rights import writes
from recognition.enums import DecisionState
from recognition.models import Award, Decision, MeritReport
from registrations.enums import State
from registrations.models import Registration
from registrations.rights import owns

MOST_LINES = 10
# How long a new recognition stands on the owner's home page.
NEWS_DAYS = timedelta(days=60)
# An effective model is given something, and may be stopped afterwards.
MAY_HOLD = frozenset({State.EFFECTIVE, State.STOPPED})
WAITS_FOR = {
    DecisionState.PROPOSED: "Quyết định chờ ký",
    DecisionState.SIGNED: "Quyết định đã ký, chờ số",
}


def menu(position) -> list[MenuItem]:
    if position is None or not position.has_role(*DESK_ROLES, Role.REGISTRANT):
        return []
    return [MenuItem("Công nhận, khen thưởng", reverse("recognition:decisions"))]


def work(position) -> list[WorkLine]:
    """Việc cần làm: to sign, to number; for an owner what was lately given to its models.

    An officer finds the own drafts in the room: the home page may ask no more questions than it does.
    """
    if position.has_role(Role.REGISTRANT):
        return [_news(award) for award in _lately_given(position)]
    if not position.has_role(Role.LEADER, Role.CLERK):
        return []
    waiting = Decision.objects.waiting_for(position).order_by("pk")[:MOST_LINES]
    return [_line(decision) for decision in waiting]


def _line(decision: Decision) -> WorkLine:
    title = f"{WAITS_FOR[DecisionState(decision.state)]}: {decision.about}"
    return WorkLine(title, reverse("recognition:decision", args=[decision.pk]))


def _lately_given(position):
    since = timezone.localdate() - NEWS_DAYS
    mine = Award.objects.standing().filter(registration__present_unit=position.unit_id, issued_on__gte=since)
    return mine.select_related("decision").order_by("-issued_on", "pk")[:MOST_LINES]


def _news(award: Award) -> WorkLine:
    what = award.form or award.get_act_display()
    return WorkLine(
        f"{what}: {award.title}", reverse("recognition:decision", args=[award.decision_id]), award.decision.numbered
    )


def figures(position) -> list[KeyFigure]:
    return []


def panels(position, record) -> list[Panel]:
    """Beside a registration what it was given; what goes along when a position is handed over."""
    if isinstance(record, PendingWork):
        drafts = Decision.objects.filter(created_by__in=record.positions, state=DecisionState.DRAFT).count()
        return [Panel("accounts/_pending.html", {"count": drafts, "what": "quyết định đang soạn", "bound": 0})]
    if not isinstance(record, Registration) or record.state not in MAY_HOLD:
        return []
    awards = record.awards.published().select_related("decision", "level", "revoked_by").order_by("issued_on", "pk")
    return [Panel("recognition/_awards.html", {"awards": awards} | _merit(position, record))]


def _merit(position, record: Registration) -> dict:
    """Báo cáo thành tích of the model: where it stands, or that it may be written."""
    report = MeritReport.objects.filter(registration=record).first()
    if report and (not report.is_draft or owns(position, record) or report.written_by_id in position.seats):
        return {"merit": report, "merit_of": record}
    return {"merit_of": record if writes(position, record, report) else None, "merit": None}


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
