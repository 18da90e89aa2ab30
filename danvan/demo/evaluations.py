"""Các đợt đánh giá mẫu: two concluded by the district's council, and this year's being scored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from accounts.models import Position
from common.workflow import perform
from danvan.demo import selfscores
from danvan.demo.plans import officer_of
from danvan.demo.rows import DISTRICT, Row
from danvan.demo.stories import Stage
from evaluation import workflow
from evaluation.enums import SheetState
from evaluation.models import CriteriaSet, Criterion, Round, Sheet
from evaluation.scales import CriterionSpec, Issue, scale_of
from evaluation.selfscores import beside
from evaluation.services import (
    answer_conflicts,
    assign,
    copy_criteria_set,
    correct_criteria_set,
    nominate,
    open_round,
    save_scores,
)
from evaluation.starters import add_starter_criteria
from registrations.enums import Kind, State
from registrations.models import Plan

REVIEWERS = ("thamdinh.1", "thamdinh.2", "thamdinh.3")
SPARE = "thamdinh.4"
FLOWERS, LAND = "Đường hoa phụ nữ tự quản", "Vận động Nhân dân bàn giao mặt bằng đường liên xã trước thời hạn"
# The three sheets of the flower road: 89,0; 86,5; 90,5.
FLOWER_SCORES = (
    ("13.5", "14.0", "18.0", "17.5", "26.0"), ("13.0", "13.5", "17.5", "17.0", "25.5"), ("14.0", "14.0", "18.5", "18.0", "26.0"),
)  # fmt: skip
COMMENTS = (
    "Mô hình thiết thực, cách làm phù hợp với địa phương.", "Có số liệu cụ thể, Nhân dân đồng tình.",
    "Hiệu quả rõ; cần duy trì sau khi hết đợt cao điểm.", "Cách làm hay nhưng phạm vi còn hẹp.", "",
)  # fmt: skip
LESS, MORE = "Minh chứng chưa đủ cho mức điểm cao hơn.", "Thực tế tốt hơn đơn vị tự đánh giá."
MOST_IN_ROUND = 12
GUIDE = "07-HD/BDVHU"
TOLD_AT_ONCE = {"note": "Kết quả đã thống nhất tại cuộc họp có đại diện các đơn vị được chấm."}
COPIED = CriterionSpec(
    "Được nơi khác học tập, nhân rộng", Decimal(5), "Mỗi nơi nhân rộng có xác nhận được 1 điểm.", is_bonus=True,
    needs_evidence=True,
)  # fmt: skip


@dataclass(frozen=True)
class Council:
    """Who holds a round: the officer's account, the plan whose criteria count, the area."""

    officer: str
    plan: str
    area: str


DISTRICT_COUNCIL = Council("canbo.huyen", "Lam Khê", "huyện Lam Khê")


def build(stage: Stage, rows: list[Row], years: list[int]) -> None:
    """Criteria for every plan of the district, then the rounds."""
    set_criteria(stage, years)
    _draft_version(stage, years[-1])
    for year in years[:-1]:
        concluded(stage, rows, year)
    being_scored(stage, rows, years[-1])


def set_criteria(stage: Stage, years: list[int]) -> None:
    """The reference scales of these plans; those of the district under a paper of their own."""
    criteria = {("Lam Khê", year) for year in years} | {
        ("Minh Lạc", years[-1]),
        ("Thượng Mộc", years[-1]),
        ("Sơn Mộc", years[-1]),
    }
    for key, year in sorted(criteria):
        by = officer_of(stage.tree, stage.people, key)
        publish_criteria(stage, by, stage.plans.by_key[key, year], GUIDE if key == "Lam Khê" else "")


def publish_criteria(stage: Stage, by: Position, plan: Plan, number: str = "") -> None:
    """The reference scales of a plan, issued with it or under a number of their own some days later."""
    day = plan.issued_on + timedelta(days=12) if number else plan.issued_on
    for one in add_starter_criteria(by=by, plan=plan):
        if number:
            issue = Issue(issuer=by.unit, number=number, issued_on=day)
            correct_criteria_set(by=by, criteria_set=one, scale=replace(scale_of(one), issue=issue))
        perform(workflow.PUBLISH_CRITERIA, one, by=by, data={}, token=stage.token(), at=stage.clock.at(day, 9))


def _draft_version(stage: Stage, year: int) -> None:
    """What the district thinks of for next time: a bonus for models that others have copied."""
    by, plan = stage.people.by_account[DISTRICT_COUNCIL.officer], stage.plans.by_key[DISTRICT_COUNCIL.plan, year]
    in_use = CriteriaSet.objects.get(plan=plan, kind=Kind.COLLECTIVE)
    draft = copy_criteria_set(by=by, criteria_set=in_use, token=stage.token())
    scale = scale_of(draft)
    correct_criteria_set(by=by, criteria_set=draft, scale=replace(scale, bonus_cap=Decimal(5), criteria=(*scale.criteria, COPIED)))  # fmt: skip


def _chosen(stage: Stage, rows: list[Row], year: int, council: Council) -> list[Row]:
    """The effective models of the area: those registered with the district or above first, then the communes' own."""
    area = stage.tree.units[council.area].path
    effective = [row for row in rows if row.year == year and row.ends == State.EFFECTIVE]
    inside = [row for row in effective if row.registration.scope_path.startswith(area)]
    told = [row for row in inside if row.title in (FLOWERS, LAND)]
    others = sorted((row for row in inside if row not in told), key=lambda row: row.counted_level > DISTRICT)
    return [*told, *others][:MOST_IN_ROUND]


def _opened(stage: Stage, council: Council, rows: list[Row], year: int, days: tuple[date, date], at: datetime) -> Round:
    """A round with its dossiers, each given to the three reviewers, opened for scoring."""
    officer = stage.people.by_account[council.officer]
    round = open_round(
        by=officer, plan=stage.plans.by_key[council.plan, year],
        name=f"Đánh giá mô hình “Dân vận khéo” năm {year}, {council.area}",
        opens_on=days[0], closes_on=days[1], token=stage.token(),
    )  # fmt: skip
    nominations = nominate(by=officer, round=round, registrations=[row.registration for row in rows])
    reviewers = [stage.people.by_account[name] for name in REVIEWERS]
    assign(
        by=officer, round=round, pairs=[(nomination, reviewer) for nomination in nominations for reviewer in reviewers]
    )
    begin(stage, officer, round, reviewers, at)
    return round


def begin(stage: Stage, officer: Position, round: Round, reviewers: Iterable[Position], at: datetime) -> None:
    """Open for scoring; nothing binds the reviewers to the dossiers."""
    perform(workflow.OPEN, round, by=officer, data={}, token=stage.token(), at=at)
    for reviewer in reviewers:
        answer_conflicts(by=reviewer, round=round, shown=round.nominations.all(), at=at)


def concluded(stage: Stage, rows: list[Row], year: int, council: Council = DISTRICT_COUNCIL) -> None:
    """A round of a past year, scored, concluded and told."""
    days = date(year, 11, 16), date(year, 12, 5)
    chosen = _chosen(stage, rows, year, council)
    round = _opened(stage, council, chosen, year, days, stage.clock.at(date(year, 11, 16), 8))
    for sheet in sheets_of(round):
        send(stage, sheet, plausible(stage, sheet), stage.clock.between(date(year, 11, 18), date(year, 12, 3)))
    officer = stage.people.by_account[council.officer]
    for move, data, at in (
        (workflow.CONCLUDE, {}, stage.clock.at(date(year, 12, 8), 15)),
        (workflow.PUBLISH_AT_ONCE, TOLD_AT_ONCE, stage.clock.at(date(year, 12, 9), 9)),
    ):
        perform(move, round, by=officer, data=data, token=stage.token(), at=at)


def being_scored(stage: Stage, rows: list[Row], year: int, council: Council = DISTRICT_COUNCIL) -> None:
    """The flower road has its three sheets; the others wait in different degrees."""
    now = stage.clock.now
    opens, closes = days(now, -6), days(now, 15)
    chosen = _chosen(stage, rows, year, council)
    selfscores.send(stage, chosen, days(now, -9))
    round = _opened(stage, council, chosen, year, (opens, closes), stage.clock.at(opens, 8))
    told = {row.registration.pk: row.title for row in chosen}
    for number, sheet in enumerate(sheets_of(round)):
        seat = REVIEWERS.index(sheet.reviewer.user.username)
        at = stage.clock.between(days(now, -5), days(now, -1))
        title = told[sheet.nomination.registration_id]
        if title == FLOWERS:
            send(stage, sheet, [Decimal(points) for points in FLOWER_SCORES[seat]], at)
        elif title == LAND and seat == 0:
            save_scores(by=sheet.reviewer, sheet=sheet, answers=_answers(sheet, plausible(stage, sheet)[:2]))
        elif (title == LAND and seat == 1) or number % 6 == 1:
            send(stage, sheet, plausible(stage, sheet), at)
    _one_for_the_spare(stage, council, round)


def _one_for_the_spare(stage: Stage, council: Council, round: Round) -> None:
    """Who stands in for others has the sheet of one dossier, of another office than the own."""
    spare = stage.people.by_account[SPARE]
    last = round.nominations.exclude(registration__unit=spare.unit).order_by("number").last()
    assign(by=stage.people.by_account[council.officer], round=round, pairs=[(last, spare)])


def days(moment: datetime, number: int) -> date:
    return date.fromordinal(moment.date().toordinal() + number)


def sheets_of(round: Round) -> Iterable[Sheet]:
    joined = ("reviewer__user", "reviewer__unit", "nomination__criteria_set", "nomination__round__plan")
    assigned = Sheet.objects.filter(nomination__round=round, state=SheetState.ASSIGNED).select_related(*joined)
    return list(assigned.prefetch_related("nomination__criteria_set__criteria").order_by("pk"))


def plausible(stage: Stage, sheet: Sheet) -> list[Decimal]:
    """Points in halves: good dossiers and weaker ones, and reviewers who nearly agree."""
    worth = Random(f"{sheet.nomination.title} {sheet.nomination.round_id}").uniform(0.66, 0.94)
    shares = [min(worth + stage.rng.uniform(-0.06, 0.06), 1) for _ in _criteria(sheet)]
    return [
        Decimal(int(float(one.max_points) * share * 2)) / 2 for one, share in zip(_criteria(sheet), shares, strict=True)
    ]


def _answers(sheet: Sheet, points: list[Decimal]) -> dict[int, Decimal]:
    return {one.pk: given for one, given in zip(_criteria(sheet), points, strict=False)}


def _criteria(sheet: Sheet) -> list[Criterion]:
    return list(sheet.nomination.criteria_set.criteria.all())


def send(stage: Stage, sheet: Sheet, points: list[Decimal], at: datetime) -> None:
    answers = _answers(sheet, points)
    save_scores(
        by=sheet.reviewer,
        sheet=sheet,
        answers=answers,
        comment=stage.rng.choice(COMMENTS),
        notes=_words(sheet, answers),
    )
    perform(workflow.LOCK, sheet, by=sheet.reviewer, data={}, token=stage.token(), at=at)


def _words(sheet: Sheet, answers: dict[int, Decimal]) -> dict[int, str]:
    """Why the points differ from those the owner gave."""
    own = {key: one.points for key, one in beside(sheet.nomination, _criteria(sheet)).items()}
    differing = {key: answers[key] < points for key, points in own.items() if key in answers and answers[key] != points}
    return {key: LESS if is_less else MORE for key, is_less in differing.items()}
