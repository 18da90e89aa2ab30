"""Quá trình và trao đổi of one record, in one question: the page of a record has none to spare."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, CharField, F, Q, Value
from django.utils import timezone

from accounts.models import Position, User
from common import written
from common.reading import record_of
from registrations import rights
from registrations.models import Comment, Registration, RegistrationEvent, Submittal, SubmittalEvent
from registrations.submittals.workflow import RECALL, SEND, SEND_BACK
from registrations.talk import services as talking
from units.models import Unit

_WHO = ("by__user__full_name", "by__user__username", "by__deputy_name", "by__unit__name")
_COLUMNS = (
    "what",
    "pk",
    "at",
    "move",
    "source",
    "target",
    "note",
    "signer",
    "office",
    "internal",
    "from_owner",
    "by",
    *_WHO,
)
ON_LISTS = {move.name: move.label for move in (SEND, SEND_BACK, RECALL)}


@dataclass
class Told:
    """One line of either: a move that was made, or something that was said."""

    pk: int
    at: datetime
    move: str
    source: str
    target: str
    note: str
    by: Position
    approved_by: str
    internal: bool = False
    from_owner: bool = False
    may_take_back: bool = False

    @property
    def by_id(self) -> int:
        return self.by.pk

    @property
    def is_taken_back(self) -> bool:
        """As a comment tells it: what was taken back says nothing any more."""
        return not self.note


@dataclass
class Timeline:
    """The moves of a record, these with what befell it on leaders' lists (`steps`), what was said between the two
    sides, and what only the desks read.
    """

    history: list[Told]
    steps: list[Told]
    talk: list[Told]
    notes: list[Told]


def timeline_of(registration: Registration, position) -> Timeline:
    """All that this position may read of it, oldest first."""
    talk, notes = rights.reads_talk(position, registration), rights.reads_notes(position, registration)
    rows = written.ask(_question, position, talk, notes, about=registration.pk)
    people = {row["by"]: _position(row) for row in rows}
    made = [(row["what"], _told(row, people[row["by"]])) for row in rows]
    now = timezone.now()
    said = [one for what, one in made if what == "comment"]
    for one in said:
        one.may_take_back = talking.may_take_back(position, one, now)
    return Timeline(
        [one for what, one in made if what == "event"],
        [one for what, one in made if what != "comment"],
        [one for one in said if not one.internal],
        [one for one in said if one.internal],
    )


@written.often
def _question(position, talk: bool, notes: bool, registration: int) -> Any:
    found = _events(registration).union(_lists(registration, position), all=True)
    if talk or notes:
        comments = Comment.objects.filter(registration=registration)
        found = found.union(_comments(comments if notes else comments.filter(internal=False)), all=True)
    return found.order_by("at", "pk")


def _events(registration: int) -> Any:
    events = RegistrationEvent.objects.filter(registration=registration).order_by()
    return events.annotate(
        what=_text("event"), signer=F("approval__submittal__signer_name"), office=F("approval__submittal__signer_title"),
        internal=_no(), from_owner=_no(),
    ).values(*_COLUMNS)  # fmt: skip


def _lists(registration: int, position) -> Any:
    """Put before the leader, given back, taken back: of the lists that the position may read, while the record was on
    them. What the leader approved is told by the move itself.
    """
    on_it = Q(submittal__items__left_at__isnull=True) | Q(submittal__items__left_at__gt=F("at"))
    events = SubmittalEvent.objects.filter(
        on_it, submittal__in=Submittal.objects.visible_to(position), submittal__items__registration=registration,
        submittal__items__added_at__lte=F("at"), move__in=ON_LISTS,
    )  # fmt: skip
    # No state of a record: what follows from its moves must not take them for one.
    told = events.order_by().annotate(
        what=_text("list"), no_source=_text(""), no_target=_text(""), signer=_text(""), office=_text(""), internal=_no(), from_owner=_no(),
    )  # fmt: skip
    return told.values(*(f"no_{name}" if name in ("source", "target") else name for name in _COLUMNS))


def _comments(comments) -> Any:
    said = Comment.objects.filter(pk__in=comments.order_by().values("pk")).order_by()
    return said.annotate(
        what=_text("comment"), move=_text(""), source=_text(""), target=_text(""), note=F("text"), signer=_text(""),
        office=_text(""),
    ).values(*_COLUMNS)  # fmt: skip


def _text(value: str) -> Value:
    return Value(value, output_field=CharField())


def _no() -> Value:
    return Value(False, output_field=BooleanField())


def _position(row: dict) -> Position:
    """Who did it, with what a line of the history tells of them; nothing else may be asked of these records."""
    by = record_of(Position, ("id", "deputy_name"), (row["by"], row["by__deputy_name"]), None)
    by.user = record_of(
        User, ("id", "full_name", "username"), (None, row["by__user__full_name"], row["by__user__username"]), None
    )
    by.unit = record_of(Unit, ("id", "name"), (None, row["by__unit__name"]), None)
    return by


def _told(row: dict, by: Position) -> Told:
    approver = ", ".join(filter(None, (row["signer"], row["office"])))
    return Told(
        row["pk"], row["at"], row["move"], row["source"], row["target"], row["note"], by, approver,
        bool(row["internal"]), bool(row["from_owner"]),
    )  # fmt: skip
