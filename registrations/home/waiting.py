"""Việc đang chờ: at my own desk, typed by me, and at the desks below, with since when. One question for all of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Exists, F, Min, OuterRef, Q, Sum, Value, When
from django.utils import timezone

from accounts.enums import DECIDING_ROLES, TYPING_ROLES, Role
from common.parts import OnceAGroup, counted, part, rows_of
from registrations.enums import ItemOutcome, State
from registrations.following.enums import InspectionState, RecommendationState
from registrations.models import PlanTask, Recommendation, Registration, Submittal, SubmittalItem, Urging, WaitingTally
from registrations.reminding.reminded import units_of
from units.models import Unit

OWN, TYPED, ASKED, LISTS, URGED = "own", "typed", "asked", "lists", "urged"
BELOW, OVERDUE, FIXED, STRUCK, TOLD, TASKS = "below", "overdue", "fixed", "struck", "told", "tasks"

# The name is looked up for each desk and not for each row that lies there.
_NAME = OnceAGroup(Unit.objects.filter(pk=OuterRef("desk")).values("full_name"))
_BY_DESK = {"stands": F("state"), "within": F("desk"), "said": _NAME}


@dataclass
class DeskBelow:
    """One desk below: what waits there and since when, and what has not come back in time."""

    pk: int
    name: str
    waiting: int = 0
    since: date | None = None
    overdue: int = 0
    overdue_since: date | None = None

    @property
    def days(self) -> int:
        return (timezone.localdate() - self.since).days if self.since else 0


def waiting_here(position) -> dict[str, dict]:
    """What waits for this position by state, with number, oldest day, and how many lie before the leader (`listed`)."""
    found: dict[str, dict] = {}
    for row in _rows(position, OWN):
        there = found.setdefault(row["stands"], {"number": 0, "since": row["since"], "listed": 0})
        there["number"] += row["count"]
        there["listed"] += row["count"] if row["again"] else 0
        there["since"] = min(there["since"], row["since"])
    return found


def number_here(position) -> int:
    """How many wait for this position in all states."""
    return sum(row["number"] for row in waiting_here(position).values())


def typed_count(position) -> int:
    """What the position typed for others and has not handed in."""
    return sum(row["count"] for row in _rows(position, TYPED))


def asked_count(position) -> tuple[int, date | None]:
    """At how many records of the desk the owner has said something nobody has read yet, and since when."""
    rows = _rows(position, ASKED)
    since = min((row["since"] for row in rows), default=None)
    return sum(row["count"] for row in rows), timezone.localdate(since) if since else None


def lists_waiting(position) -> list[dict]:
    """The lists to decide on as a leader, or to finish as the officer who draws them up: key, title (`said`), `stands`,
    number of lines, since."""
    return _rows(position, LISTS)


def urged_here(position) -> list[dict]:
    """What the desk, or the area it works for, was urged to and has not answered: key, said, since, due."""
    return _by_day(_rows(position, URGED))


def reported_fixed(position) -> list[dict]:
    """The inspections of the office at which something is reported as mended: key, where (`said`), count, due."""
    return _rows(position, FIXED)


def recommended_here(position) -> list[dict]:
    """What inspections asked of the desk, or of the area it works for: key, said, due, again."""
    return _by_day(_rows(position, TOLD))


def tasks_here(position) -> list[dict]:
    """What plans ask of the desk, or of the area it works for: key, its plan (`within`, number `of`), said, due, again."""
    return _by_day(_rows(position, TASKS))


def struck_off(position) -> list[dict]:
    """The lists from which the leader struck lines that nobody has gone on with: key, title (`said`), count."""
    return _rows(position, STRUCK)


def _by_day(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: (row["due"], row["key"]))


def waiting_below(position) -> list[DeskBelow]:
    """The desks in the position's areas where something waits, the longest first. A leader finds the own one too."""
    desks: dict[int, DeskBelow] = {}
    for row in [*_rows(position, BELOW), *_rows(position, OVERDUE)]:
        desk = desks.setdefault(row["within"], DeskBelow(row["within"], row["said"]))
        if row["what"] == OVERDUE:
            desk.overdue, desk.overdue_since = row["count"], row["due"]
        else:
            since = timezone.localdate(row["since"])
            desk.waiting, desk.since = desk.waiting + row["count"], min(desk.since or since, since)
    today = timezone.localdate()
    return sorted(desks.values(), key=lambda desk: (desk.since or today, desk.overdue_since or today, desk.name))


def _rows(position, what: str) -> list[dict]:
    """The home page asks for all at once, the menu of another page only for its own."""
    return rows_of(position, what, QUESTIONS[what])


def _at_desks(what: str, records, **further):
    """One row for each desk and state, and whatever else they differ in."""
    # Rows are counted as they stand in the index of the desk, where PostgreSQL does not find their keys.
    return counted(what, records, by=_BY_DESK | further, count=Count("*"), since=Min("sent_at"), due=Min("due_on"))


def _own(position):
    waiting = Registration.objects.visible_to(position).waiting_for(position)
    if position.has_role(Role.CLERK):
        # A clerk receives and decides nothing.
        waiting = waiting.filter(state=State.SUBMITTED)
    listed = Case(When(submittal__unit=F("desk"), then=Value("listed")), default=Value(""), output_field=CharField())
    return _at_desks(OWN, waiting if position.has_role(*TYPING_ROLES) else waiting.none(), again=listed)


def _typed(position):
    return _at_desks(TYPED, Registration.objects.drafts_of(position))


def _asked(position):
    """What owners have said, for those at the desk."""
    seen = Registration.objects.visible_to(position)
    there = seen.at_desk_of(position) if position.has_role(*TYPING_ROLES) else seen.none()
    asking = there.filter(asks_desk_at__isnull=False)
    return counted(ASKED, asking, by={"within": F("desk")}, count=Count("pk"), since=Min("asks_desk_at"))


def _lists(position):
    """One row for each list."""
    waiting = Submittal.objects.waiting_for(position)
    lines = Count("items", filter=Q(items__outcome=ItemOutcome.OPEN))
    by = {"key": F("pk"), "stands": F("state"), "said": F("title")}
    return counted(LISTS, waiting, by=by, count=lines, since=Min("sent_at"))


def _urged(position):
    """One row for each urging."""
    waiting = Urging.objects.unanswered().filter(unit__in=units_of(position))
    return part(URGED, waiting, said=F("asked"), since=F("at"), due=F("due_on"))


def _fixed(position):
    """One row for each inspection."""
    inspects = position.unit_id if position.has_role(*DECIDING_ROLES) else None
    fixed = Recommendation.objects.filter(state=RecommendationState.FIXED, visit__inspection__desk=inspects)
    by = {"key": F("visit__inspection"), "said": F("visit__inspection__subject")}
    return counted(FIXED, fixed, by=by, count=Count("pk"), due=Min("due_on"))


def _struck(position):
    """One row for each list of one's own with lines the leader struck, as long as the records wait there as before."""
    later = SubmittalItem.objects.filter(registration=OuterRef("registration"), pk__gt=OuterRef("pk"))
    struck = SubmittalItem.objects.filter(
        outcome=ItemOutcome.STRUCK, submittal__created_by__in=position.seats,
        registration__state__in=[State.RECEIVED, State.RESULT_SENT], registration__desk=F("submittal__unit"),
    ).exclude(Exists(later))  # fmt: skip
    by = {"key": F("submittal"), "said": F("submittal__title")}
    return counted(STRUCK, struck, by=by, count=Count("pk"))


def _told(position):
    """One row for each recommendation asked of the unit itself."""
    here = units_of(position) if position.has_role(*TYPING_ROLES) else []
    told = Recommendation.objects.filter(
        state=RecommendationState.OPEN, visit__inspection__state=InspectionState.CONCLUDED,
        asked_unit__scope_path__in=[unit.path for unit in here],
    )  # fmt: skip
    return part(TOLD, told, said=F("text"), again=Recommendation.objects.asked_again(), due=F("due_on"))


def _tasks(position):
    """One row for each task of a plan that is given here and not told done."""
    here = units_of(position)
    waiting = PlanTask.objects.to_do(here, timezone.localdate())
    reasons = PlanTask.objects.reopened_for(here)
    number = F("plan__number")
    return part(TASKS, waiting, within=F("plan"), of=number, said=F("text"), again=reasons, due=F("due_on"))


def _below(position):
    """At the collecting desks inside the areas, but for what is listed as the position's own work."""
    lines = WaitingTally.objects.visible_to(position).of_lines_of(position).filter(desk__in=_desks_of(position))
    if not position.has_role(Role.LEADER):
        lines = lines.apart_from_desk_of(position)
    # How many lie there is told by the book; the oldest is the first of its desk and state in the index.
    there = _seen(position).filter(desk=OuterRef("desk"), state=OuterRef("state"), sent_at__isnull=False)
    oldest = OnceAGroup(there.order_by("sent_at").values("sent_at")[:1])
    waiting = counted(BELOW, lines, by=_BY_DESK | {"since": oldest}, count=Sum("more"))
    return waiting.filter(count__gt=0)


def _overdue(position):
    """What has not come back in time to these desks, to a leader's and to one's own too."""
    returned = _seen(position).overdue_on(timezone.localdate()).filter(desk__in=_desks_of(position))
    return counted(OVERDUE, returned, by=_BY_DESK, count=Count("*"), due=Min("due_on"))


def _desks_of(position):
    return Unit.objects.visible_to(position).collecting()


def _seen(position):
    return Registration.objects.visible_to(position).of_lines_of(position)


QUESTIONS = {
    OWN: _own, TYPED: _typed, BELOW: _below, OVERDUE: _overdue, ASKED: _asked, LISTS: _lists, URGED: _urged, FIXED: _fixed,
    STRUCK: _struck, TOLD: _told, TASKS: _tasks,
}  # fmt: skip
