"""One district's round, opened through the real services: 25 dossiers, five members, about half of the sheets sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count
from random import Random
from uuid import UUID

from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from bench.country import Country, add_reviewers
from common.workflow import perform
from evaluation import services, workflow
from evaluation.models import Nomination, Round, Sheet
from evaluation.starters import add_starter_criteria
from registrations.models import Plan, Registration
from units.models import Unit

DOSSIERS, MEMBERS, GUESTS = 25, 5, 3
SCORES = ("11", "13.5", "16", "17.25", "24")


@dataclass
class Council:
    """`open_sheets`: one sheet still to be scored of every reviewer."""

    round: Round
    reviewers: list[Position]
    open_sheets: list[Sheet]


def build_council(country: Country) -> Council:
    """A round on last year's plan: its models are done, and their effect is confirmed."""
    desk = country.desk("huyện")
    officer, tokens = country.holder(Role.OFFICER, desk), (UUID(int=number << 64) for number in count(1))
    plan = country.plans[desk.pk, country.this_year - 1]
    for one in add_starter_criteria(by=officer, plan=plan):
        perform(workflow.PUBLISH_CRITERIA, one, by=officer, data={}, token=next(tokens))
    found = _effective(desk.parent, plan.year)
    opened, nominations = open_round(officer, plan, "Đánh giá mô hình, cấp huyện", found, next(tokens))
    reviewers = add_reviewers(country, desk, MEMBERS + GUESTS)
    pairs = [(one, reviewer) for one in nominations for reviewer in reviewers[:MEMBERS]]
    pairs += [(one, reviewer) for one in nominations[-2:] for reviewer in reviewers[MEMBERS:]]
    begin_scoring(officer, opened, pairs, next(tokens))
    _score(opened, nominations[: len(nominations) // 2], tokens)
    waiting = Sheet.objects.filter(nomination=nominations[-1])
    sheets = {sheet.reviewer_id: sheet for sheet in waiting}
    return Council(opened, reviewers, [sheets[reviewer.pk] for reviewer in reviewers])


def open_round(
    officer: Position, plan: Plan, name: str, registrations: Iterable[Registration], token: UUID
) -> tuple[Round, list[Nomination]]:
    """A round from today on, with these dossiers before it; the criteria of the plan have been published."""
    today = timezone.localdate()
    opened = services.open_round(
        by=officer, plan=plan, name=name, opens_on=today, closes_on=today + timedelta(days=30), token=token
    )
    services.nominate(by=officer, round=opened, registrations=registrations)
    return opened, list(opened.nominations.order_by("pk"))


def begin_scoring(officer: Position, opened: Round, pairs: list[tuple[Nomination, Position]], token: UUID) -> None:
    """The sheets are given out and the round is open; nothing binds anybody to a dossier."""
    services.assign(by=officer, round=opened, pairs=pairs)
    perform(workflow.OPEN, opened, by=officer, data={}, token=token)
    nominations = list(dict.fromkeys(nomination for nomination, _ in pairs))
    for reviewer in dict.fromkeys(reviewer for _, reviewer in pairs):
        services.answer_conflicts(by=reviewer, round=opened, shown=nominations)


def _effective(district: Unit, year: int) -> list[Registration]:
    found = Registration.objects.effective().in_area(district).of_year(year)
    return list(found.order_by("pk")[:DOSSIERS])


def _score(opened: Round, nominations, tokens) -> None:
    random = Random(5)
    criteria = {one.pk: list(one.criteria.all()) for one in (opened.collective_set, opened.individual_set)}
    sheets = Sheet.objects.filter(nomination__in=nominations).select_related("nomination", "reviewer__user")
    for sheet in sheets.order_by("pk"):
        answers = {
            criterion.pk: min(Decimal(random.choice(SCORES)), criterion.max_points)
            for criterion in criteria[sheet.nomination.criteria_set_id]
        }
        services.send_sheet(by=sheet.reviewer, sheet=sheet, answers=answers, comment="Đạt.", token=next(tokens))
