"""Hai đợt của xã Minh Lạc: one before its council with wide sheets and a meeting, one hanging out for opinions."""

from datetime import date
from decimal import Decimal

from common.workflow import perform
from danvan.demo import evaluations
from danvan.demo.evaluations import REVIEWERS, Council
from danvan.demo.rows import Row
from danvan.demo.stories import Stage
from evaluation import services, workflow
from evaluation.enums import Rank
from evaluation.minutes import Ballot
from evaluation.models import Round, Sheet

COMMUNE = Council("canbo.xa", "Minh Lạc", "xã Minh Lạc")
MODELS = 2
FOUR_FIFTHS, HUNDREDTH = Decimal("0.8"), Decimal("0.01")
MEMBERS = (
    (Rank.CHAIR, "Hà Văn Thuấn", "Chủ tịch UBND xã"),
    (Rank.SECRETARY, "Mai Thị Lựu", "Văn thư UBND xã"),
)


def build(stage: Stage, rows: list[Row], year: int) -> None:
    """Nothing where the commune has too few effective models this year."""
    area = stage.tree.units[COMMUNE.area].path
    own = [row for row in rows if row.year == year and row.ends == evaluations.State.EFFECTIVE]
    own = [row for row in own if row.registration.scope_path.startswith(area)]
    if len(own) >= MODELS:
        moderating(stage, own[:MODELS], year)
        hanging_out(stage, own[-MODELS:], year)


def _scored(stage: Stage, rows: list[Row], year: int, name: str, **settings) -> Round:
    """A round of the commune whose sheets are all sent, a week ago."""
    officer, now = stage.people.by_account[COMMUNE.officer], stage.clock.now
    opens = evaluations.days(now, -12)
    round = services.open_round(
        by=officer, plan=stage.plans.by_key[COMMUNE.plan, year], name=name, opens_on=opens,
        closes_on=evaluations.days(now, -4), token=stage.token(), **settings,
    )  # fmt: skip
    nominations = services.nominate(by=officer, round=round, registrations=[row.registration for row in rows])
    reviewers = [stage.people.by_account[account] for account in REVIEWERS]
    services.assign(by=officer, round=round, pairs=[(one, reviewer) for one in nominations for reviewer in reviewers])
    evaluations.begin(stage, officer, round, reviewers, stage.clock.at(opens, 8))
    for number, sheet in enumerate(evaluations.sheets_of(round)):
        points = _given(sheet, number, evaluations.plausible(stage, sheet))
        evaluations.send(
            stage, sheet, points, stage.clock.between(evaluations.days(now, -10), evaluations.days(now, -5))
        )
    return round


def _given(sheet: Sheet, number: int, points: list[Decimal]) -> list[Decimal]:
    """The last reviewer is stricter with the first model than the others; the second one is short of “Tốt” in the mean
    by less than a hundredth: 80, 80 and 79,99.
    """
    dossier, seat = divmod(number, len(REVIEWERS))
    is_last = seat == len(REVIEWERS) - 1
    if dossier == 0:
        return [one * FOUR_FIFTHS for one in points] if is_last else points
    exactly = [one.max_points * FOUR_FIFTHS for one in sheet.nomination.criteria_set.criteria.all()]
    return [*exactly[:-1], exactly[-1] - HUNDREDTH] if is_last else exactly


def moderating(stage: Stage, rows: list[Row], year: int) -> None:
    officer, day = stage.people.by_account[COMMUNE.officer], evaluations.days(stage.clock.now, -1)
    round = _scored(
        stage, rows, year, f"Đánh giá mô hình năm {year}, xã Minh Lạc", needs_meeting=True, spread_limit=Decimal(10),
        meets_on=day,
    )  # fmt: skip
    move = workflow.END_SCORING
    perform(
        move,
        round,
        by=officer,
        data={},
        token=stage.token(),
        at=stage.clock.at(evaluations.days(stage.clock.now, -3), 9),
    )
    for rank, name, duty in MEMBERS:
        services.name_member(by=officer, round=round, rank=rank, name=name, duty=duty, token=stage.token())
    services.enlist_reviewers(by=officer, round=round)
    meeting = services.call_meeting(
        by=officer, round=round, held_on=day, place="Phòng họp UBND xã Minh Lạc", token=stage.token()
    )
    first = round.nominations.order_by("number").first()
    services.set_agenda(by=officer, round=round, chosen=[first.pk])
    absent = {round.members.order_by("-pk").first().pk: "Đi công tác tại tỉnh"}
    services.record_meeting(
        by=officer, meeting=meeting, absent=absent, ballots={first.pk: Ballot(3, 0, 1)},
        discussion="Các thành viên nêu căn cứ chấm của mình; xem lại báo cáo kết quả và ảnh minh chứng.", decided="",
    )  # fmt: skip


def hanging_out(stage: Stage, rows: list[Row], year: int) -> None:
    officer, now = stage.people.by_account[COMMUNE.officer], stage.clock.now
    round = _scored(stage, rows, year, f"Đánh giá mô hình năm {year}, xã Minh Lạc, đợt hai")
    concluded = stage.clock.at(evaluations.days(now, -3), 15)
    perform(workflow.CONCLUDE, round, by=officer, data={}, token=stage.token(), at=concluded)
    posted: date = evaluations.days(now, -2)
    told = {"posted_on": posted, "posted_until": evaluations.days(now, 5),
            "posted_at": "Trụ sở UBND xã và nhà văn hóa các thôn"}  # fmt: skip
    perform(workflow.POST, round, by=officer, data=told, token=stage.token(), at=stage.clock.at(posted, 8))
    services.receive_opinion(
        by=officer, round=round, said_by="Bà Lường Thị Xuân, thôn Đông", received_on=evaluations.days(now, -1),
        text="Đề nghị làm rõ số hộ tham gia mô hình.", token=stage.token(),
    )  # fmt: skip
