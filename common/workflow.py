"""Moves and the one function that performs them: a table of moves is the procedure, `perform` its only executor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from common import audit, locks, refusals, vietnamese
from common.vietnamese import lower_first


@dataclass(frozen=True)
class Step:
    """What one performance of a move carries: who (a position), when, and the cleaned data of the move's form.

    `prepared` is what the move's `prepare` gave; it may be out of date by now.
    """

    by: Any
    at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    prepared: Any = None


def _nothing(obj: Any, step: Step) -> None:
    """Most moves change the state and nothing else."""


def _no_obstacle(position: Any, obj: Any, day: date) -> str:
    return ""


class Outdated(Exception):
    """What was prepared and written ahead fits no more: all of it is taken back, and the move made without."""


@dataclass(frozen=True)
class Move:
    """One row of a table of moves.

    `allowed` answers who may ever press the button; `obstacle` returns a Vietnamese sentence when something is
    still in the way on a day (the button is shown disabled with it); `apply` changes the object, never its state.
    `prepare` works out before anything is locked what `apply` then finds in the step; `alone`: nobody else writes
    meanwhile; `ahead` writes, before the others are shut out, such rows of what was prepared as nobody sees or waits
    for; `apply` raises Outdated where they no longer fit.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    allowed: Callable[[Any, Any], bool]
    form: type | None = None
    apply: Callable[[Any, Step], None] = _nothing
    obstacle: Callable[[Any, Any, date], str] = _no_obstacle
    done: str = ""
    tone: str = "plain"
    warning: str = ""
    prepare: Callable[[Any, Any], Any] | None = None
    alone: bool = False
    ahead: Callable[[Any], None] | None = None

    @property
    def slug(self) -> str:
        """The move as it stands in an address: its label without marks and commas."""
        return vietnamese.fold(self.label).replace(",", "").replace(" ", "-")


@dataclass(frozen=True)
class OpenMove:
    """A move as a person sees it on a record: the button, and why it is disabled if it is."""

    move: Move
    obstacle: str


def open_moves(table: Iterable[Move], position: Any, obj: Any) -> list[OpenMove]:
    """The moves of the table that `position` may make on `obj` as it stands, in the table's order."""
    today = timezone.localdate()
    return [
        OpenMove(move, move.obstacle(position, obj, today))
        for move in table
        if obj.state in move.sources and move.allowed(position, obj)
    ]


def find_move(table: Iterable[Move], slug: str) -> Move | None:
    """The move with this address, or None."""
    return next((move for move in table if move.slug == slug), None)


def refusal(move: Move, obj: Any) -> str:
    """The sentence that tells why a move is not open in the object's present state; `called` is what people call it."""
    called = getattr(obj, "called", "hồ sơ")
    return f"Không thể {lower_first(move.label)} khi {called} “{obj.get_state_display()}”."


def perform(
    move: Move, obj: Any, *, by: Any, data: dict[str, Any], token: UUID, at: datetime | None = None
) -> models.Model:
    """Move `obj`, apply what the move's form brought, append the history line. The only writer of `state`.

    A repeated token returns the first result. The state is looked at before the right, so that the second of two
    officers is told what happened meanwhile. `at` is for what paper dates in the past; otherwise it is now.
    Raises ValidationError (a Vietnamese sentence) or PermissionDenied; then nothing has changed, and the refusal is on
    the record.
    """
    try:
        step = Step(by=by, at=at or timezone.now(), data=data, prepared=_prepared(move, obj, by))
        try:
            return _perform(move, obj, step, token)
        except Outdated:
            return _perform(move, obj, replace(step, prepared=None), token)
    except (ValidationError, PermissionDenied) as problem:
        refusals.note(by=by, obj=obj, what=move.label, why=refusals.reason(problem))
        raise


def _prepared(move: Move, obj: Any, by: Any) -> Any:
    """Only for a move that seems to be open: it may take long."""
    if move.prepare and obj.state in move.sources and move.allowed(by, obj):
        return move.prepare(obj, by)
    return None


def _wrote_ahead(move: Move, obj: Any, step: Step) -> bool:
    """Whether rows of what was prepared stand already. Who writes ahead does so in turn: the second press finds the
    move made, and another that wrote the same rows makes what was prepared outdated."""
    if move.ahead is None or step.prepared is None:
        return False
    locks.in_turn()
    if not type(obj)._default_manager.filter(pk=obj.pk, state__in=move.sources).exists():
        return False
    try:
        move.ahead(step.prepared)
    except IntegrityError as problem:
        raise Outdated from problem
    return True


@transaction.atomic
def _perform(move: Move, obj: Any, step: Step, token: UUID) -> models.Model:
    by, data = step.by, step.data
    is_ahead = _wrote_ahead(move, obj, step)
    (locks.alone if move.alone else locks.among_others)()
    locked = locks.locked_row(type(obj), obj.pk)
    if already := locked.events.filter(token=token).first():
        if is_ahead:
            raise Outdated
        return already
    if locked.state not in move.sources:
        raise ValidationError(refusal(move, locked), code="state")
    if not move.allowed(by, locked):
        raise PermissionDenied
    if obstacle := move.obstacle(by, locked, timezone.localdate(step.at)):
        raise ValidationError(obstacle, code="obstacle")
    source, locked.state = locked.state, move.target
    move.apply(locked, step)
    locked.save()
    obj.refresh_from_db()
    audit.record(
        by=by, action=move.label, obj=locked, before={"state": source},
        after={"state": locked.state, **audit.told(data)},
    )  # fmt: skip
    return locked.events.create(
        by=by, at=step.at, move=move.name, source=source, target=locked.state, note=data.get("note", ""), token=token
    )
