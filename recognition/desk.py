"""What recognition lays on the home page, in the menu, and beside a record."""

from datetime import timedelta

from django.db.models import CharField, Value
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from recognition.beside import held_by
from recognition.dossiers.rights import writes
from recognition.enums import DecisionState
from recognition.models import Award, Correction, Decision, MeritReport
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
CORRECTION = "correction"
CORRECTION_WAITS_FOR = {
    DecisionState.PROPOSED: "Đính chính chờ ký",
    DecisionState.SIGNED: "Đính chính đã ký, chờ số",
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
    return [_line(*row) for row in _waiting(position)]


def _waiting(position):
    """Decisions and their corrections in one question."""
    named = CharField()
    decisions = Decision.objects.waiting_for(position).order_by()
    corrections = Correction.objects.waiting_for(position).order_by()
    first = decisions.annotate(what=Value("", output_field=named)).values_list("what", "pk", "pk", "state", "about")
    second = corrections.annotate(what=Value(CORRECTION, output_field=named))
    return first.union(second.values_list("what", "pk", "decision", "state", "decision__about"), all=True)[:MOST_LINES]


def _line(what: str, key: int, decision: int, state: str, about: str) -> WorkLine:
    if what == CORRECTION:
        address = reverse("recognition:correction", args=[decision, key])
        return WorkLine(f"{CORRECTION_WAITS_FOR[DecisionState(state)]}: {about}", address)
    return WorkLine(f"{WAITS_FOR[DecisionState(state)]}: {about}", reverse("recognition:decision", args=[decision]))


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
    awards, report = held_by(record)
    return [Panel("recognition/_awards.html", {"awards": awards} | _merit(position, record, report))]


def _merit(position, record: Registration, report: MeritReport | None) -> dict:
    """Báo cáo thành tích of the model: where it stands, or that it may be written."""
    if report and (not report.is_draft or owns(position, record) or report.written_by_id in position.seats):
        return {"merit": report, "merit_of": record}
    return {"merit_of": record if writes(position, record, report) else None, "merit": None}


def starts(position) -> list[StartButton]:
    return []


def charts(position) -> list[Chart]:
    return []
