"""Các bước của đợt: where a round stands, what was planned for each phase, what came about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from evaluation.enums import RoundState
from evaluation.models import Round, RoundEvent

NAMES = {
    RoundState.PREPARING: "Chuẩn bị",
    RoundState.SCORING: "Chấm điểm",
    RoundState.MODERATING: "Thống nhất điểm",
    RoundState.CONCLUDED: "Kết luận",
    RoundState.CONSULTING: "Công khai, lấy ý kiến",
    RoundState.PUBLISHED: "Công bố",
}
PLANNED_IN = {
    RoundState.SCORING: "opens_on",
    RoundState.MODERATING: "meets_on",
    RoundState.CONCLUDED: "concludes_on",
    RoundState.CONSULTING: "posts_on",
    RoundState.PUBLISHED: "publishes_on",
}
SKIPPED = {RoundState.MODERATING: "không họp", RoundState.CONSULTING: "không lấy ý kiến"}
DONE, ACTIVE, AHEAD, PASSED_OVER = "done", "active", "ahead", "passed"


@dataclass(frozen=True)
class Phase:
    """One step of the strip on a round's page. `note` says in words that it was passed over."""

    name: str
    standing: str
    planned_on: date | None
    begun_on: date | None
    note: str = ""


def phases_of(round: Round, events: Iterable[RoundEvent]) -> list[Phase]:
    """All phases in order; the day a phase began is that of the last move that led into it."""
    begun = {event.target: timezone.localdate(event.at) for event in events}
    begun.setdefault(RoundState.PREPARING, min([timezone.localdate(round.created_at), *begun.values()]))
    states = list(RoundState)
    here = states.index(RoundState(round.state))
    return [_phase(round, state, place - here, begun) for place, state in enumerate(states)]


def _phase(round: Round, state: RoundState, distance: int, begun: dict[str, date]) -> Phase:
    standing = ACTIVE if distance == 0 else DONE if distance < 0 else AHEAD
    planned = getattr(round, PLANNED_IN[state]) if state in PLANNED_IN else None
    day = begun.get(state) if standing != AHEAD else None
    if standing == DONE and state in SKIPPED and day is None:
        return Phase(NAMES[state], PASSED_OVER, planned, None, SKIPPED[state])
    return Phase(NAMES[state], standing, planned, day)
