"""Chấm ẩn tên: what a round keeps from whom.

Names are covered on the objects a page or a paper is drawn from, never in the database: `cover…` is called where
something is shown, and what is covered is never saved.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, TypeVar

from django.db.models import Min, Subquery

from accounts.enums import Role
from common import written
from evaluation.council import SentSheet
from evaluation.enums import TOLD_STATES
from evaluation.models import FieldTeam, Nomination, Round, RoundEvent, SelfScore, Sheet, SheetEvent
from evaluation.rights import runs
from registrations.models import RegistrationEvent, RegistrationVersion

S = TypeVar("S", Sheet, SentSheet)
HIDDEN = "(đã ẩn tên)"
# What a paper says of its owner: emptied, or said in another way.
OWNERS = ("unit_address", "model_address", "place", "signer_name", "person_title", "person_name", "person_duty")
SHORTEST_NAME = 5
# A pattern that is found nowhere.
NOTHING = r"(?!)"


def hides_owners_from(position, round: Round) -> bool:
    """Reviewers know dossiers by their number until the result is told."""
    return round.hides_owners and position.has_role(Role.REVIEWER) and round.state not in TOLD_STATES


def hides_reviewers_from(position, round: Round) -> bool:
    """Everybody but the office that holds the round knows reviewers by a number."""
    return round.hides_reviewers and not runs(position, round)


def hides_reviewer_of(position, sheet: Sheet) -> bool:
    """Everybody's but the own."""
    return hides_reviewers_from(position, sheet.nomination.round) and sheet.reviewer_id not in position.seats


def cover_owners(position, nominations: Iterable[Nomination]) -> None:
    """Give dossiers their number for a name. They come with their round."""
    for one in nominations:
        if hides_owners_from(position, one.round):
            _cover(one)


def _cover(nomination: Nomination) -> None:
    covered = f"Hồ sơ {nomination.number:02}"
    # Only papers already at hand: a list of dossiers must not fetch them one by one.
    cached = (nomination._state.fields_cache.get(version) for version in ("version", "result_version"))
    versions = [one for one in cached if one]
    names = _names(nomination, [one.paper for one in versions])
    for one in versions:
        one.paper = covered_paper(one.paper, covered, names)
    nomination.title, nomination.unit_name, nomination.person_name = covered, HIDDEN, ""
    nomination.is_covered, nomination.covered_names = True, names


def is_covered(nomination: Nomination) -> bool:
    return getattr(nomination, "is_covered", False)


def cover_version(nomination: Nomination, version: RegistrationVersion) -> None:
    """A text that was sent after the dossier was nominated, read beside a covered one."""
    if is_covered(nomination):
        version.paper = covered_paper(version.paper, nomination.title, nomination.covered_names)


def cover_own(nomination: Nomination, given: Iterable[SelfScore]) -> None:
    """The evidence that the owner wrote beside the own score, and its files."""
    if is_covered(nomination):
        for one in given:
            one.evidence = _without(one.evidence, nomination.covered_names)
            for number, file in enumerate(one.shown_files, 1):
                file.name = f"tệp minh chứng {number}"


def _names(nomination: Nomination, papers: list[dict[str, Any]]) -> re.Pattern:
    """Whatever the owner is called by, however it is capitalised; the longest first, so that no piece is left standing.

    The place is often a word of the language as well (“Thống Nhất”): only the name of it, as it is written, is meant.
    """
    whole = [nomination.title, nomination.person_name, nomination.person_name.partition(" ")[2]]
    listed = [nomination.unit_name, *(paper.get("unit_address") or "" for paper in papers)]
    signers = [paper.get("signer_name") or "" for paper in papers]
    names = {*whole, *listed, *signers, *(piece for one in listed for piece in one.split(", "))}
    places = {word for paper in papers if (place := paper.get("place")) for word in (place, place.upper())}
    told = sorted((one for one in names | places if len(one) >= SHORTEST_NAME), key=len, reverse=True)
    either = [re.escape(one) if one in places else f"(?i:{re.escape(one)})" for one in told]
    return re.compile("|".join(either) or NOTHING)


def covered_paper(paper: dict[str, Any], title: str, names: re.Pattern) -> dict[str, Any]:
    """A paper without its owner's fields; the same names are taken out of the running text."""
    told = {key: _without(value, names) for key, value in paper.items()}
    return told | {"title": title, "unit_name": HIDDEN} | {key: "" for key in OWNERS if key in paper}


def _without(value: Any, names: re.Pattern) -> Any:
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    return names.sub("(…)", value) if isinstance(value, str) else value


def cover_reviewers(position, round: Round, sheets: Iterable[Sheet]) -> None:
    """Give the reviewers of some sheets their number for a name; the own sheet keeps it. One question, if any."""
    if not hides_reviewers_from(position, round):
        return
    numbers = reviewer_numbers(round)
    for sheet in sheets:
        reviewer = sheet.reviewer
        reviewer.number = numbers.get(reviewer.pk, 0)
        if reviewer.pk not in position.seats:
            reviewer.user.full_name = f"Thành viên {reviewer.number}"
            reviewer.title, reviewer.deputy_name, reviewer.unit = "Tổ thẩm định", "", round.present_unit


def by_number(sheets: Iterable[S]) -> list[S]:
    """In the order of the numbers, where reviewers were covered: the order of giving is often that of the alphabet."""
    return sorted(sheets, key=lambda one: getattr(one.reviewer, "number", 0))


def covered_sheets():
    """Those whose reviewers are numbers to everybody but the office that holds the round."""
    return Sheet.objects.filter(nomination__round__hides_reviewers=True)


def told_teams():
    """Those whose members are no secret."""
    return FieldTeam.objects.filter(round__hides_reviewers=False)


def reviewer_numbers(round: Round) -> dict[int, int]:
    """Reviewer → number, drawn by lot: neither the alphabet nor the age of an account may tell whose it is.
    Who came after the first opening has a later number, so that nobody's number changes while it is scored.
    """
    opened = RoundEvent.objects.filter(round=round, move="open").order_by("pk").values("at")[:1]
    given = Sheet.objects.filter(nomination__round=round).order_by().values("reviewer")
    rows = given.annotate(first=Min("assigned_at"), opened=Subquery(opened)).values_list("reviewer", "first", "opened")
    drawn = sorted(rows, key=lambda row: (row[2] and max(row[1], row[2]), _lot(round, row[0])))
    return {reviewer: number for number, (reviewer, *_) in enumerate(drawn, 1)}


def _lot(round: Round, reviewer: int) -> str:
    """Nobody reads the round's token, and it never changes."""
    return sha256(f"{round.token}:{reviewer}".encode()).hexdigest()


def code_of(nomination: Nomination) -> str:
    """What a file about the dossier is called by."""
    return nomination.title if is_covered(nomination) else nomination.registration.code


def record_history(nomination: Nomination) -> list[RegistrationEvent]:
    """What happened to the registration until it was nominated; of a covered dossier nothing, for it names desks."""
    if is_covered(nomination):
        return []
    joined = ("by__user", "by__unit")
    events = written.ask_related(RegistrationEvent, registration=nomination.registration_id, joined=joined)
    return [event for event in events if event.at <= nomination.frozen_at]


def history_of(position, sheet: Sheet) -> list[SheetEvent]:
    """What happened to a sheet; where its reviewer is covered, nothing, for it names who sent it."""
    return [] if hides_reviewer_of(position, sheet) else list(sheet.events.select_related("by__user", "by__unit"))
