"""Xung đột lợi ích: who may not score what. Asked at assignment, and answered with a sentence."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from common import written
from evaluation.models import Nomination, Round
from registrations.models import RegistrationEvent
from units.models import Unit

T = TypeVar("T")
HOLDS_POSITION = "đang giữ vị trí công tác tại đơn vị này"
WROTE_IT = "là người lập hoặc nhập hồ sơ này"
DECIDED_BELOW = "đã xử lý hồ sơ này ở nơi tiếp nhận"

# Writing a receipt is not a decision.
NO_DECISION = ("receive",)


def eligible_reviewers(round: Round):
    """The reviewers in charge of the round's area, held today."""
    return _in_charge(round.scope_path, timezone.localdate()).select_related("user", "unit")


def reviewers_of(round: Round) -> list[Position]:
    """All of them, each with the person and the unit, for pages that name them."""
    of_area = round.scope_path, timezone.localdate()
    return written.ask_records(Position, _in_charge, *of_area, joined=("user", "unit"))


def _in_charge(scope_path: str, day: date) -> QuerySet[Position]:
    above = [scope_path[: end + 1] for end, sign in enumerate(scope_path) if sign == "/" and end]
    areas = Unit.objects.in_force_on(day).filter(path__in=above)
    reviewers = Position.objects.reviewers().held_on(day).filter(areas__in=areas).distinct()
    return reviewers.order_by("user__full_name", "pk")


def by_holder(given: Iterable[tuple[int, int, T]], reviewers: Iterable[Position]) -> dict[tuple[int, int], T]:
    """(nomination, reviewer) → what was `given`, as (nomination, position, what): what a position was given stands under
    the one that carries on from it.
    """
    now = {seat: reviewer.pk for reviewer in reviewers for seat in reviewer.seats}
    return {(nomination, now.get(position, position)): what for nomination, position, what in given}


def conflicts(
    round: Round, reviewers: Iterable[Position], nominations: Iterable[Nomination]
) -> dict[tuple[int, int], str]:
    """(nomination of the round, reviewer) → why that person may not score it. One question, however many of either.

    A person is bound by any position they hold, not only by the one in which they review; the unit is the one that
    answers for the model today.
    """
    reviewers, nominations = list(reviewers), list(nominations)
    users = {reviewer.user_id for reviewer in reviewers}
    held, decided = _held_and_decided(round, users)
    reasons = {}
    for nomination in nominations:
        registration, unit = nomination.registration, nomination.registration.unit_now
        bound = {user for user, *where in held if _belongs(unit, *where)}
        wrote = {registration.created_by.user_id, registration.typed_by.user_id if registration.typed_by else None}
        for reviewer in reviewers:
            if reason := _reason(reviewer.user_id, registration.pk, bound, wrote, decided):
                reasons[nomination.pk, reviewer.pk] = reason
    return reasons


def _reason(user, registration, bound, wrote, decided) -> str:
    if user in bound:
        return HOLDS_POSITION
    if user in wrote:
        return WROTE_IT
    return DECIDED_BELOW if (user, registration) in decided else ""


def _belongs(unit, held_unit_id: int, held_path: str, held_line: str) -> bool:
    """The unit itself, or its own line below it."""
    return held_unit_id == unit.pk or (held_path.startswith(unit.path) and held_line == unit.line)


def _held_and_decided(round: Round, users) -> tuple[list[tuple], set[tuple[int, int]]]:
    """(user, unit, its path, its line) held today; (user, registration) decided as officer of another unit than the one
    that holds the round.
    """
    about = tuple(sorted(users)), round.unit_id, timezone.localdate()
    rows = written.ask_values(_holds_or_decided, *about, about=round.pk)
    return [row[1:] for row in rows if row[0] == "held"], {row[1:3] for row in rows if row[0] == "decided"}


def _holds_or_decided(users: tuple[int, ...], unit: int, day: date, round: int) -> QuerySet:
    """Of the dossiers of a round."""
    text = CharField()
    held = Position.objects.held_on(day).filter(user__in=users).order_by()
    held = held.annotate(what=Value("held", output_field=text))
    events = RegistrationEvent.objects.filter(
        registration__in=Nomination.objects.filter(round=round).order_by().values("registration"),
        by__user__in=users,
        by__role__in=[Role.OFFICER, Role.FRONT],
    )
    events = events.exclude(move__in=NO_DECISION).exclude(by__unit=unit).order_by()
    events = events.annotate(what=Value("decided", output_field=text), path=Value("", output_field=text),
                             line=Value("", output_field=text))  # fmt: skip
    return held.values_list("what", "user_id", "unit_id", "unit__path", "unit__line").union(
        events.values_list("what", "by__user_id", "registration_id", "path", "line"), all=True
    )
