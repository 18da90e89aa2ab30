"""What recognition lays on the home page, in the menu, and beside a record."""

from datetime import timedelta

from django.db.models import Count, F, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.enums import DESK_ROLES, Role
from accounts.handover import PendingWork
from common import dates, numbers, written
from common.desk import Chart, KeyFigure, MenuItem, Panel, StartButton, WorkLine
from common.parts import Question, counted, most, rows_of
from common.vietnamese import lower_first
from recognition.beside import held_by
from recognition.dossiers.rights import writes
from recognition.enums import Act, DecisionState
from recognition.models import Award, Correction, Decision, Elevation, MeritReport
from registrations.enums import State
from registrations.models import Registration
from registrations.rights import owns

MOST_LINES = 10
# How long a new recognition stands on the owner's home page.
NEWS_DAYS = timedelta(days=60)
# An effective model is given something, and may be stopped afterwards.
MAY_HOLD = frozenset({State.EFFECTIVE, State.STOPPED})
DECISION, CORRECTION, MERIT, ELEVATION, DECLINED = "decision", "correction", "merit", "elevation", "declined"
WAITS_FOR = {
    DecisionState.DRAFT: "Quyết định đang soạn",
    DecisionState.PROPOSED: "Quyết định chờ ký",
    DecisionState.SIGNED: "Quyết định đã ký, chờ số",
}
CORRECTION_WAITS_FOR = {
    DecisionState.DRAFT: "Đính chính đang soạn",
    DecisionState.PROPOSED: "Đính chính chờ ký",
    DecisionState.SIGNED: "Đính chính đã ký, chờ số",
}


def menu(position) -> list[MenuItem]:
    if position is None or not position.has_role(*DESK_ROLES, Role.REGISTRANT):
        return []
    return [MenuItem("Công nhận, khen thưởng", reverse("recognition:decisions"))]


def questions(position) -> dict[str, Question]:
    """What waits here, as parts of the one question of the home page."""
    return QUESTIONS if position.has_role(*DESK_ROLES) else {}


def work(position) -> list[WorkLine]:
    """Việc cần làm: to sign, to number, to finish, to confirm, to take up, what was declined; for an owner what was lately given to its models, or taken back."""
    if position.has_role(Role.REGISTRANT):
        told = written.ask_records(Award, _lately_told, position, joined=["decision", "revoked_by"])
        return [_news(award) for award in told]
    if not position.has_role(*DESK_ROLES):
        return []
    return [line(row) for what, line in LINES.items() for row in _rows(position, what)]


def _rows(position, what: str) -> list[dict]:
    return sorted(rows_of(position, what, QUESTIONS[what]), key=lambda row: row["key"])


def _decisions(position):
    waiting = Decision.objects.waiting_for(position).order_by("pk")
    return most(DECISION, waiting, MOST_LINES, stands=F("state"), said=F("about"), of=F("act"))


def _corrections(position):
    waiting = Correction.objects.waiting_for(position).order_by("pk")
    facts = {"within": F("decision"), "stands": F("state"), "said": F("decision__about")}
    return most(CORRECTION, waiting, MOST_LINES, **facts)


def _merits(position):
    waiting = MeritReport.objects.waiting_for(position).order_by("sent_at", "pk")
    facts = {"of": F("registration__code"), "said": F("registration__title"), "since": F("sent_at")}
    return most(MERIT, waiting, MOST_LINES, **facts)


def _elevations(position):
    """All of them one line: a season may bring a hundred."""
    sums = {"count": Count("pk"), "since": Min("at")}
    return counted(ELEVATION, Elevation.objects.waiting_for(position), by={"within": F("level")}, **sums)


def _declined(position):
    """What the level above lately did not take up."""
    since = dates.start_of(timezone.localdate() - NEWS_DAYS + timedelta(days=1))
    lately = Elevation.objects.declined_to(position).filter(ended_at__gte=since).order_by("-ended_at", "-pk")
    return most(DECLINED, lately, MOST_LINES, said=F("award__title"), again=F("ended_for"), since=F("ended_at"))


def _decision_line(row: dict) -> WorkLine:
    title = f"{WAITS_FOR[DecisionState(row['stands'])]}: {row['said']}"
    return WorkLine(title, reverse("recognition:decision", args=[row["key"]]), Act(row["of"]).label.lower())


def _correction_line(row: dict) -> WorkLine:
    address = reverse("recognition:correction", args=[row["within"], row["key"]])
    return WorkLine(f"{CORRECTION_WAITS_FOR[DecisionState(row['stands'])]}: {row['said']}", address)


def _merit_line(row: dict) -> WorkLine:
    address = reverse("recognition:merit", args=[row["of"]])
    note = f"{row['of']}, gửi ngày {timezone.localdate(row['since']):%d/%m/%Y}"
    return WorkLine(f"Xác nhận báo cáo thành tích: {row['said']}", address, note)


def _elevations_line(row: dict) -> WorkLine:
    title = f"{numbers.quantity(row['count'])} mô hình được cấp dưới đề nghị công nhận"
    note = f"sớm nhất đề nghị ngày {timezone.localdate(row['since']):%d/%m/%Y}"
    return WorkLine(title, f"{reverse('recognition:elevations')}?xem=cho", note)


def _declined_line(row: dict) -> WorkLine:
    note = f"ngày {timezone.localdate(row['since']):%d/%m/%Y}, lý do: {row['again']}"
    return WorkLine(f"Cấp trên không đưa vào xét: {row['said']}", reverse("recognition:elevations"), note)


QUESTIONS: dict[str, Question] = {
    DECISION: _decisions, CORRECTION: _corrections, MERIT: _merits, ELEVATION: _elevations,
    DECLINED: _declined,
}  # fmt: skip
LINES = {
    DECISION: _decision_line, CORRECTION: _correction_line, MERIT: _merit_line, ELEVATION: _elevations_line,
    DECLINED: _declined_line,
}  # fmt: skip


def _lately_told(position):
    """What was given to the unit's models lately, or taken back from them."""
    told = Award.objects.published().filter(registration__present_unit=position.unit_id)
    told = told.annotate(told_on=Coalesce("revoked_on", "issued_on"))
    lately = told.filter(told_on__gte=timezone.localdate() - NEWS_DAYS)
    return lately.order_by("-told_on", "pk")[:MOST_LINES]


def _news(award: Award) -> WorkLine:
    decision = award.revoked_by or award.decision
    what = award.form or award.get_act_display()
    title = f"Thu hồi {lower_first(what)}: {award.title}" if award.revoked_by else f"{what}: {award.title}"
    return WorkLine(title, reverse("recognition:decision", args=[decision.pk]), decision.numbered)


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
