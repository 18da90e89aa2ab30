"""Các đợt đánh giá mẫu: two concluded by the district's council, and this year's being scored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from random import Random

from common.workflow import perform
from danvan.demo.plans import Plans
from danvan.demo.rows import DISTRICT, Row
from danvan.demo.stories import Stage
from evaluation import workflow
from evaluation.enums import SheetState
from evaluation.models import Criterion, Round, Sheet
from evaluation.services import assign, nominate, open_round, save_scores
from evaluation.starters import add_starter_criteria
from registrations.enums import State

REVIEWERS = ("thamdinh.1", "thamdinh.2", "thamdinh.3")
FLOWERS, LAND = "Đường hoa phụ nữ tự quản", "Vận động Nhân dân bàn giao mặt bằng đường liên xã trước thời hạn"
# The three sheets of the flower road: 89,0; 86,5; 90,5.
FLOWER_SCORES = (
    ("13.5", "14.0", "18.0", "17.5", "26.0"), ("13.0", "13.5", "17.5", "17.0", "25.5"), ("14.0", "14.0", "18.5", "18.0", "26.0"),
)  # fmt: skip
COMMENTS = (
    "Mô hình thiết thực, cách làm phù hợp với địa phương.", "Có số liệu cụ thể, Nhân dân đồng tình.",
    "Hiệu quả rõ; cần duy trì sau khi hết đợt cao điểm.", "Cách làm hay nhưng phạm vi còn hẹp.", "",
)  # fmt: skip
MOST_IN_ROUND = 12


@dataclass(frozen=True)
class Council:
    """Who holds a round: the officer's account, the plan whose criteria count, the area."""

    officer: str
    plan: str
    area: str


DISTRICT_COUNCIL = Council("canbo.huyen", "Lam Khê", "huyện Lam Khê")


def build(stage: Stage, rows: list[Row], years: list[int]) -> None:
    """Criteria for every plan of the district, then the rounds."""
    set_criteria(stage.plans, years)
    for year in years[:-1]:
        concluded(stage, rows, year)
    being_scored(stage, rows, years[-1])


def set_criteria(plans: Plans, years: list[int]) -> None:
    criteria = {("Lam Khê", year) for year in years} | {
        ("Minh Lạc", years[-1]),
        ("Thượng Mộc", years[-1]),
        ("Sơn Mộc", years[-1]),
    }
    for key in sorted(criteria):
        add_starter_criteria(by=None, plan=plans.by_key[key])


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
    perform(workflow.OPEN, round, by=officer, data={}, token=stage.token(), at=at)
    return round


def concluded(stage: Stage, rows: list[Row], year: int, council: Council = DISTRICT_COUNCIL) -> None:
    """A round of a past year, scored, concluded and told."""
    days = date(year, 11, 16), date(year, 12, 5)
    chosen = _chosen(stage, rows, year, council)
    round = _opened(stage, council, chosen, year, days, stage.clock.at(date(year, 11, 16), 8))
    for sheet in sheets_of(round):
        send(stage, sheet, plausible(stage, sheet), stage.clock.between(date(year, 11, 18), date(year, 12, 3)))
    officer = stage.people.by_account[council.officer]
    for move, at in (
        (workflow.CONCLUDE, stage.clock.at(date(year, 12, 8), 15)),
        (workflow.PUBLISH_AT_ONCE, stage.clock.at(date(year, 12, 9), 9)),
    ):
        perform(move, round, by=officer, data={}, token=stage.token(), at=at)


def being_scored(stage: Stage, rows: list[Row], year: int, council: Council = DISTRICT_COUNCIL) -> None:
    """The flower road has its three sheets; the others wait in different degrees."""
    now = stage.clock.now
    opens, closes = days(now, -6), days(now, 15)
    chosen = _chosen(stage, rows, year, council)
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
    save_scores(by=sheet.reviewer, sheet=sheet, answers=_answers(sheet, points), comment=stage.rng.choice(COMMENTS))
    perform(workflow.LOCK, sheet, by=sheet.reviewer, data={}, token=stage.token(), at=at)
