"""Việc của chính đơn vị: its own records, what it was urged to, what inspections asked of it, in one question."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Case, CharField, F, Q, Value, When
from django.utils import timezone

from common import written
from common.parts import most, together
from common.reading import record_of
from registrations.enums import State
from registrations.following.enums import InspectionState, RecommendationState
from registrations.home.worklines import urgency
from registrations.models import PlanTask, Recommendation, Registration, Urging, Visit
from units.models import Unit

# What a line of the home page needs of a record, and as what the one question tells it.
READ = ("id", "code", "title", "state", "asks_owner_at", "due_on", "ends_on", "is_being_amended")
ROW_OF = ("key", "of", "said", "stands", "since", "due", "ends", "again")
RECORD, URGED, RECOMMENDED, TASK = "record", "urged", "recommended", "task"
# Of each; a unit that has more to do finds the rest in its lists.
MOST = 10


@dataclass(frozen=True)
class Asked:
    """Something that was asked of the unit: `said` until `due_on`, about the model `code` where it is about one.

    `again`: why what the unit answered was not enough; `of`: the plan that gave the task, `code` then its number.
    """

    key: int
    said: str
    code: str
    due_on: date
    at: datetime | None
    again: str = ""
    of: int | None = None


@dataclass
class Owned:
    """What waits for the unit. The records hold only what a line of the home page needs."""

    records: list[Registration] = field(default_factory=list)
    urgings: list[Asked] = field(default_factory=list)
    recommendations: list[Asked] = field(default_factory=list)
    tasks: list[Asked] = field(default_factory=list)


def owned_by(position) -> Owned:
    """Records the most urgent first, what was asked by its last day."""
    rows = written.ask(_question, position)
    records = sorted((row for row in rows if row["what"] == RECORD), key=lambda row: (row["count"], -row["key"]))
    asked = (_asked(rows, what) for what in (URGED, RECOMMENDED, TASK))
    return Owned([_record(row) for row in records], *asked)


@written.often
def _question(position):
    return together(_records(position), _urgings(position), _recommendations(position), _tasks(position))


def _record(row: dict) -> Registration:
    return record_of(Registration, READ, [row[name] for name in ROW_OF], None)


def _asked(rows: list[dict], what: str) -> list[Asked]:
    found = sorted((row for row in rows if row["what"] == what), key=lambda row: (row["due"], row["key"]))
    return [
        Asked(row["key"], row["said"], row["of"] or "", row["due"], row["since"], row["again"], row["within"])
        for row in found
    ]


def _records(position):
    to_do = Q(state__in=[State.DRAFT, State.RETURNED, State.CONFIRMED]) | Q(asks_owner_at__isnull=False)
    mine = Registration.objects.filter(to_do, present_unit=position.unit).order_by(urgency(), "-pk")
    amended = Case(
        When(Registration.objects.being_amended(), then=Value("amended")), default=Value(""), output_field=CharField()
    )
    return most(
        RECORD, mine, MOST, of=F("code"), said=F("title"), stands=F("state"), count=urgency(), since=F("asks_owner_at"),
        due=F("due_on"), ends=F("ends_on"), again=amended,
    )  # fmt: skip


def _here(position):
    """The unit, and those it took over from."""
    return Unit.objects.filter(scope_path=position.unit.path).values("pk")


def _urgings(position):
    waiting = Urging.objects.unanswered().filter(unit__in=_here(position)).order_by("due_on", "pk")
    return most(URGED, waiting, MOST, of=F("registration__code"), said=F("asked"), since=F("at"), due=F("due_on"))


def _recommendations(position):
    """Those that have been told, and that nobody has reported as mended; what was asked of another unit stands there."""
    own = Registration.objects.filter(present_unit=position.unit).values("pk")
    places = Visit.objects.told().keys_at(own, _here(position))
    asked = Q(visit__in=places, asked_unit__isnull=True) | Q(asked_unit__in=_here(position))
    told = Recommendation.objects.filter(visit__inspection__state=InspectionState.CONCLUDED)
    waiting = told.filter(asked, state=RecommendationState.OPEN).order_by("due_on", "pk")
    return most(
        RECOMMENDED, waiting, MOST, of=F("visit__registration__code"), said=F("text"), due=F("due_on"),
        again=Recommendation.objects.asked_again(),
    )  # fmt: skip


def _tasks(position):
    """What plans ask of the unit and it has not told done, late or not."""
    waiting = PlanTask.objects.to_do([position.unit], timezone.localdate()).order_by("due_on", "pk")
    reasons = PlanTask.objects.reopened_for([position.unit])
    number = F("plan__number")
    return most(TASK, waiting, MOST, within=F("plan"), of=number, said=F("text"), again=reasons, due=F("due_on"))
