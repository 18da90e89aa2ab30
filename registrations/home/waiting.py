"""Việc đang chờ: at my own desk, typed by me, and at the desks below, with since when. One question for all of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Value,
)
from django.utils import timezone

from accounts.enums import DECIDING_ROLES, TYPING_ROLES, Role
from registrations.enums import WAITING, ItemOutcome, State
from registrations.following.enums import InspectionState, RecommendationState
from registrations.models import PlanTask, Recommendation, Registration, Submittal, SubmittalItem, Urging
from registrations.reminding.reminded import units_of
from units.models import Unit

OWN, TYPED, BELOW, ASKED, LISTS, URGED = "own", "typed", "below", "asked", "lists", "urged"
FIXED, STRUCK, TOLD, TASKS = "fixed", "struck", "told", "tasks"
EVERYTHING = (OWN, TYPED, BELOW, ASKED, LISTS, URGED, FIXED, STRUCK, TOLD, TASKS)


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
    """What waits for this position by state, with number and oldest day."""
    found: dict[str, dict] = {}
    for row in _rows(position, OWN):
        there = found.setdefault(row["state"], {"number": 0, "since": row["since"]})
        there["number"] += row["number"]
        there["since"] = min(there["since"], row["since"])
    return found


def typed_count(position) -> int:
    """What the position typed for others and has not handed in."""
    return sum(row["number"] for row in _rows(position, TYPED))


def asked_count(position) -> tuple[int, date | None]:
    """At how many records of the desk the owner has said something nobody has read yet, and since when."""
    rows = _rows(position, ASKED)
    since = min((row["since"] for row in rows), default=None)
    return sum(row["number"] for row in rows), timezone.localdate(since) if since else None


def lists_waiting(position) -> list[dict]:
    """The lists to decide on as a leader, or to finish as the officer who draws them up: key, title, number, since."""
    return [{**row, "pk": row["desk"]} for row in _rows(position, LISTS)]


def urged_here(position) -> list[dict]:
    """What the desk, or the area it works for, was urged to and has not answered: key, words (`name`), since, due."""
    rows = [{**row, "pk": row["desk"]} for row in _rows(position, URGED)]
    return sorted(rows, key=lambda row: (row["due"], row["pk"]))


def reported_fixed(position) -> list[dict]:
    """The inspections of the office at which something is reported as mended: key, where (`name`), number, due."""
    return [{**row, "pk": row["desk"]} for row in _rows(position, FIXED)]


def recommended_here(position) -> list[dict]:
    """What inspections asked of the desk, or of the area it works for: key, words (`name`), due, asked again (`state`)."""
    rows = [{**row, "pk": row["desk"]} for row in _rows(position, TOLD)]
    return sorted(rows, key=lambda row: (row["due"], row["pk"]))


def tasks_here(position) -> list[dict]:
    """What plans ask of the desk, or of the area it works for: key, plan (`number`), words (`name`), due, reason it was
    opened again (`state`)."""
    rows = [{**row, "pk": row["desk"]} for row in _rows(position, TASKS)]
    return sorted(rows, key=lambda row: (row["due"], row["pk"]))


def struck_off(position) -> list[dict]:
    """The lists from which the leader struck lines that nobody has gone on with: key, title (`name`), number."""
    return [{**row, "pk": row["desk"]} for row in _rows(position, STRUCK)]


def waiting_below(position) -> list[DeskBelow]:
    """The desks in the position's areas where something waits, the longest first. A leader finds the own one too."""
    desks: dict[int, DeskBelow] = {}
    for row in _rows(position, BELOW):
        desk = desks.setdefault(row["desk"], DeskBelow(row["desk"], row["name"]))
        if row["state"] == State.RETURNED:
            desk.overdue, desk.overdue_since = row["number"], row["due"]
        else:
            since = timezone.localdate(row["since"])
            desk.waiting, desk.since = desk.waiting + row["number"], min(desk.since or since, since)
    today = timezone.localdate()
    return sorted(desks.values(), key=lambda desk: (desk.since or today, desk.overdue_since or today, desk.name))


def _rows(position, what: str) -> list[dict]:
    """Remembered on the position: the home page asks for all at once, the menu of another page only for its own."""
    known = position.__dict__.setdefault("_waiting_rows", {})
    if what not in known:
        known[what] = list(_question(position, what))
    return known[what]


def ask_at_once(position) -> None:
    """All that the home page shows, in one question."""
    first, *others = (_question(position, what) for what in EVERYTHING)
    known: dict[str, list] = {what: [] for what in EVERYTHING}
    position.__dict__["_waiting_rows"] = known
    for row in first.union(*others, all=True):
        known[row["what"]].append(row)


def _question(position, what: str):
    if what == LISTS:
        return _lists(position)
    if what == URGED:
        return _urged(position)
    if what == FIXED:
        return _fixed(position)
    if what == STRUCK:
        return _struck(position)
    if what == TOLD:
        return _told(position)
    if what == TASKS:
        return _tasks(position)
    seen = Registration.objects.visible_to(position)
    if what == ASKED:
        return _asked(position, seen)
    if what == OWN:
        counted = seen.waiting_for(position)
        if position.has_role(Role.CLERK):
            # A clerk receives and decides nothing.
            counted = counted.filter(state=State.SUBMITTED)
        counted = counted if position.has_role(*TYPING_ROLES) else counted.none()
    elif what == TYPED:
        counted = Registration.objects.drafts_of(position)
    else:
        counted = _below(position, seen)
    return (
        counted.annotate(what=Value(what, output_field=CharField()), name=F("desk__full_name"))
        .values("what", "state", "desk", "name")
        .annotate(number=Count("pk"), since=Min("sent_at"), due=Min("due_on"))
        .order_by()
    )


def _asked(position, seen):
    """What owners have said, for those at the desk; counted by nothing, in the columns of the other questions."""
    there = seen.at_desk_of(position) if position.has_role(*TYPING_ROLES) else seen.none()
    return (
        there.filter(asks_desk_at__isnull=False)
        .annotate(what=Value(ASKED, output_field=CharField()), name=Value("", output_field=CharField()))
        .values("what", "state", "desk", "name")
        .annotate(number=Count("pk"), since=Min("asks_desk_at"), due=Min("due_on"))
        .order_by()
    )


def _lists(position):
    """One row for each list, its key in the place of the desk."""
    lines = Count("items", filter=Q(items__outcome=ItemOutcome.OPEN))
    return (
        Submittal.objects.waiting_for(position)
        .annotate(what=Value(LISTS, output_field=CharField()), desk=F("pk"), name=F("title"))
        .values("what", "state", "desk", "name")
        .annotate(number=lines, since=Min("sent_at"), due=Value(None, output_field=DateField()))
        .order_by()
    )


def _urged(position):
    """One row for each urging, as for each list."""
    return (
        Urging.objects.unanswered()
        .filter(unit__in=units_of(position))
        .annotate(
            what=Value(URGED, output_field=CharField()), state=Value("", output_field=CharField()), desk=F("pk"),
            name=F("asked"), number=Value(1, output_field=IntegerField()), since=F("at"), due=F("due_on"),
        )
        .values("what", "state", "desk", "name", "number", "since", "due")
        .order_by()
    )  # fmt: skip


def _fixed(position):
    """One row for each inspection, as for each list."""
    inspects = position.unit_id if position.has_role(*DECIDING_ROLES) else None
    return (
        Recommendation.objects.filter(state=RecommendationState.FIXED, visit__inspection__desk=inspects)
        .annotate(what=Value(FIXED, output_field=CharField()), desk=F("visit__inspection"),
                  name=F("visit__inspection__subject"))
        .values("what", "state", "desk", "name")
        .annotate(number=Count("pk"), since=Value(None, output_field=DateTimeField()), due=Min("due_on"))
        .order_by()
    )  # fmt: skip


def _struck(position):
    """One row for each list of one's own with lines the leader struck, as long as the records wait there as before."""
    later = SubmittalItem.objects.filter(registration=OuterRef("registration"), pk__gt=OuterRef("pk"))
    struck = SubmittalItem.objects.filter(
        outcome=ItemOutcome.STRUCK, submittal__created_by__in=position.seats,
        registration__state__in=[State.RECEIVED, State.RESULT_SENT], registration__desk=F("submittal__unit"),
    ).exclude(Exists(later))  # fmt: skip
    return (
        struck.annotate(what=Value(STRUCK, output_field=CharField()), state=F("submittal__state"),
                        desk=F("submittal"), name=F("submittal__title"))
        .values("what", "state", "desk", "name")
        .annotate(number=Count("pk"), since=Value(None, output_field=DateTimeField()),
                  due=Value(None, output_field=DateField()))
        .order_by()
    )  # fmt: skip


def _told(position):
    """One row for each recommendation asked of the unit itself, as for each urging; in the place of the state, what was asked again."""
    here = units_of(position) if position.has_role(*TYPING_ROLES) else []
    return (
        Recommendation.objects.filter(
            state=RecommendationState.OPEN, visit__inspection__state=InspectionState.CONCLUDED,
            asked_unit__scope_path__in=[unit.path for unit in here],
        )
        .annotate(
            what=Value(TOLD, output_field=CharField()), desk=F("pk"), name=F("text"),
            again=Recommendation.objects.asked_again(), number=Value(1, output_field=IntegerField()),
            since=Value(None, output_field=DateTimeField()), due=F("due_on"),
        )
        .values("what", "again", "desk", "name", "number", "since", "due")
        .order_by()
    )  # fmt: skip


def _tasks(position):
    """One row for each task of a plan that is given here and not told done, as for each recommendation."""
    here = units_of(position)
    return (
        PlanTask.objects.to_do(here, timezone.localdate())
        .annotate(
            what=Value(TASKS, output_field=CharField()), state=PlanTask.objects.reopened_for(here), desk=F("pk"),
            name=F("text"), number=F("plan"), since=Value(None, output_field=DateTimeField()), due=F("due_on"),
        )
        .values("what", "state", "desk", "name", "number", "since", "due")
        .order_by()
    )  # fmt: skip


def _below(position, seen):
    """At the collecting desks inside the areas, but for what is listed as the position's own work."""
    desks = Unit.objects.visible_to(position).collecting()
    overdue = Q(state=State.RETURNED, due_on__lt=timezone.localdate())
    there = seen.of_lines_of(position).filter(Q(state__in=WAITING) | overdue, desk__in=desks)
    if position.has_role(Role.LEADER):
        return there
    return there.exclude(pk__in=seen.waiting_for(position).values("pk"))
