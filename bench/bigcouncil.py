"""A province's round at its full size: 200 dossiers, seven members, twenty criteria, opened through the real services."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from random import Random
from uuid import UUID

from django.urls import reverse

from accounts.enums import Role
from accounts.models import Position
from bench.council import begin_scoring, open_round
from bench.country import Country, add_reviewers
from bench.measure import Case
from bench.pages import FORM, GATHERED_MS, WRITE, World, inserting, page, saving_scores
from common.workflow import perform
from evaluation import services, workflow
from evaluation.models import Round, Sheet
from evaluation.scales import CriterionSpec, GradeSpec, ScaleSpec
from registrations.enums import Kind
from registrations.models import Registration

DOSSIERS, MEMBERS, CRITERIA = 200, 7, 20
NAMED = f"{DOSSIERS} dossiers of {MEMBERS} members by {CRITERIA} criteria"


@dataclass
class BigCouncil:
    """`open_sheet`: one sheet still to be scored; every other is sent."""

    round: Round
    officer: Position
    open_sheet: Sheet


def build_big_council(country: Country, say: Callable[[str], None]) -> BigCouncil:
    desk = country.desk("tỉnh")
    officer, tokens = country.holder(Role.OFFICER, desk), (UUID(int=number << 64 | 1) for number in count(1))
    plan = country.plans[desk.pk, country.this_year - 1]
    for kind in Kind.values:
        made = services.add_criteria_set(by=officer, plan=plan, kind=kind, scale=_scale(), token=next(tokens))
        perform(workflow.PUBLISH_CRITERIA, made, by=officer, data={}, token=next(tokens))
    found = list(Registration.objects.effective().of_year(plan.year).order_by("pk")[:DOSSIERS])
    opened, nominations = open_round(officer, plan, "Đánh giá mô hình, cấp tỉnh", found, next(tokens))
    reviewers = add_reviewers(country, desk, MEMBERS)
    pairs = [(one, reviewer) for one in nominations for reviewer in reviewers]
    begin_scoring(officer, opened, pairs, next(tokens))
    say(f"{len(found)} dossiers, {len(pairs)} sheets; all but one are sent now")
    return BigCouncil(opened, officer, _score_all_but_one(opened, tokens))


def _scale() -> ScaleSpec:
    criteria = tuple(
        CriterionSpec(f"Tiêu chí thứ {number}", Decimal(5), "Chấm theo minh chứng.", breaks_ties=number == CRITERIA)
        for number in range(1, CRITERIA + 1)
    )
    grades = (GradeSpec("Xuất sắc", Decimal(90)), GradeSpec("Tốt", Decimal(80)), GradeSpec("Khá", Decimal(60)))
    return ScaleSpec("Thang hai mươi tiêu chí", criteria=criteria, grades=grades)


def _score_all_but_one(opened: Round, tokens) -> Sheet:
    random = Random(7)
    criteria = {one.pk: list(one.criteria.all()) for one in (opened.collective_set, opened.individual_set)}
    sheets = Sheet.objects.filter(nomination__round=opened).select_related("nomination__criteria_set", "reviewer__user")
    *given, left = sheets.order_by("pk")
    for sheet in given:
        answers = {one.pk: Decimal(random.randrange(8, 21)) / 4 for one in criteria[sheet.nomination.criteria_set_id]}
        services.send_sheet(by=sheet.reviewer, sheet=sheet, answers=answers, comment="Đạt.", token=next(tokens))
    return left


def big_council_cases(world: World, council: BigCouncil) -> list[Case]:
    """The sheet beside a bare form of its fields, the tables beside a bare page of as many rows and cells."""
    officer, reviewer = world.browser(council.officer), world.browser(council.open_sheet.reviewer)

    def table(what: str, name: str, **query) -> Case:
        address = reverse(f"evaluation:{name}", args=[council.round.pk])
        return page(f"big-council, {what}, {NAMED}", officer, address, None, GATHERED_MS, **query)

    sheet = reviewer.getting(reverse("evaluation:sheet", args=[council.open_sheet.pk]))
    saving = saving_scores(reviewer, council.open_sheet, "4,5")
    return [
        Case(
            "big-council, score sheet (reviewer)", sheet, "bare form", reviewer.getting("/bench/form/long-sheet/"), FORM
        ),
        Case("big-council, score saved (reviewer)", saving, "bare insert", inserting(reviewer), WRITE, is_page=False),
        table("table with ranking", "council"),
        table("round", "round"),
        table("giving by hand", "give"),
        table("spread", "share_out", moi_ho_so=MEMBERS, moi_nguoi=DOSSIERS),
        table("agenda", "agenda"),
    ]
