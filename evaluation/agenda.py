"""Chương trình họp: the dossiers a council has to speak about, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from common import numbers
from evaluation.council import Result, results_for
from evaluation.models import Meeting, Nomination, Round

ORDER = "Hồ sơ chênh lệch vượt mức cho phép đứng trước, từ chênh lệch lớn nhất; sau đó là hồ sơ cán bộ đưa thêm, theo lúc đưa vào."
ADDED = "cán bộ đưa thêm"


@dataclass(frozen=True)
class AgendaItem:
    """One dossier of the agenda; it stands there for its spread, or because an officer added it."""

    result: Result
    is_added: bool

    @property
    def why(self) -> str:
        return ADDED if self.is_added else f"chênh lệch {numbers.score(self.result.aggregate.spread)} điểm"


def is_flagged(round: Round, result: Result) -> bool:
    """Whether the sheets lie further apart than the round allows."""
    spread = result.aggregate.spread if result.aggregate else None
    return spread is not None and round.spread_limit is not None and spread > round.spread_limit


def agenda_of(round: Round, results: Iterable[Result]) -> list[AgendaItem]:
    """The flagged dossiers, widest first, then those an officer added, in the order of adding."""
    results = list(results)
    flagged = sorted((one for one in results if is_flagged(round, one)), key=_widest_first)
    there = {one.nomination.pk for one in flagged}
    added = [one for one in results if one.nomination.agenda_at and one.nomination.pk not in there]
    added.sort(key=lambda one: (one.nomination.agenda_at, one.nomination.number))
    return [*(AgendaItem(one, is_added=False) for one in flagged), *(AgendaItem(one, is_added=True) for one in added)]


def _widest_first(result: Result) -> tuple:
    return (-result.aggregate.spread, result.nomination.number)


def results_at(meeting: Meeting) -> list[Result]:
    """The results of the round, with how a meeting voted on each."""
    dossiers = Nomination.objects.filter(round=meeting.round).with_votes_of(meeting)
    return results_for(dossiers.for_results())


def agenda_at(meeting: Meeting, results: list[Result]) -> list[AgendaItem]:
    """What stands on the agenda, and what was voted on when it did; `results` as at the meeting."""
    items = agenda_of(meeting.round, results)
    there = {item.result.nomination.pk for item in items}
    voted = [one for one in results if one.nomination.agreed is not None and one.nomination.pk not in there]
    return [*items, *(AgendaItem(one, True) for one in voted)]
