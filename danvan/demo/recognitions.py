"""Công nhận, khen thưởng mẫu: the commune recognises last year's models and rewards the best."""

from datetime import date

from common.workflow import perform
from danvan.demo import rewards
from danvan.demo.rows import Row
from danvan.demo.stories import Stage
from recognition import services, workflow
from recognition.enums import Act
from recognition.models import Decision
from registrations.enums import Kind, State
from registrations.models import Registration

OFFICER, LEADER, CLERK = "canbo.xa", "lanhdao.xa", "vanphong.xa"
AREA, PLAN = "xã Minh Lạc", "Minh Lạc"
PROPOSER = "Văn phòng HĐND và UBND xã"
REWARDED, MOST = 3, 10
MONEY = {Kind.COLLECTIVE: 1_170_000, Kind.INDIVIDUAL: 702_000}


def build(stage: Stage, rows: list[Row], year: int) -> None:
    """One recognition and one reward of the year, both published."""
    records = _effective(stage, rows, year)
    recognition = _drafted(stage, Act.RECOGNITION, year, records)
    _published(stage, recognition, "86/QĐ-UBND", date(year, 12, 18))
    for award in recognition.awards.filter(kind=Kind.INDIVIDUAL)[:1]:
        services.set_consent(
            by=stage.people.by_account[OFFICER], award=award, agrees=True, how="giấy đồng ý gửi kèm báo cáo thành tích"
        )
    reward = _drafted(stage, Act.REWARD, year, records[:REWARDED])
    rewards.fill(stage, reward, year)
    _published(stage, reward, "91/QĐ-UBND", date(year, 12, 25))
    rewards.correct(stage, reward, year)
    rewards.look_after(stage, recognition, year + 1)


def _effective(stage: Stage, rows: list[Row], year: int) -> list[Registration]:
    area = stage.tree.units[AREA].path
    ended = [row.registration for row in rows if row.year == year and row.ends == State.EFFECTIVE]
    inside = [one for one in ended if one.scope_path.startswith(area)]
    persons = [one for one in inside if one.kind == Kind.INDIVIDUAL][:2]
    return [*[one for one in inside if one.kind == Kind.COLLECTIVE][: MOST - len(persons)], *persons]


def _drafted(stage: Stage, act: Act, year: int, records: list[Registration]) -> Decision:
    officer = stage.people.by_account[OFFICER]
    decision = services.draft_decision(by=officer, act=act, plan=stage.plans.by_key[PLAN, year], token=stage.token())
    services.correct_decision(
        by=officer, decision=decision, bases=list(decision.bases.values_list("text", flat=True)), about=decision.about,
        proposer=PROPOSER, addressee="Chủ tịch UBND xã Minh Lạc", carried_out_by=PROPOSER,
    )  # fmt: skip
    for kind in Kind:
        own = [one for one in records if one.kind == kind]
        if own:
            services.add_awards(
                by=officer, decision=decision, registrations=own, names={}, form="Giấy khen",
                money=MONEY[kind] if act == Act.REWARD else None,
            )  # fmt: skip
    return decision


def _published(stage: Stage, decision: Decision, number: str, day: date) -> None:
    """Put before the leader, signed, numbered by the clerk."""
    officer, leader, clerk = (stage.people.by_account[name] for name in (OFFICER, LEADER, CLERK))
    signed = {"signer_name": str(leader.user), "signer_title": "Chủ tịch", "note": ""}
    perform(workflow.PROPOSE, decision, by=officer, data={}, token=stage.token(), at=stage.clock.at(day, 8))
    perform(workflow.SIGN, decision, by=leader, data=signed, token=stage.token(), at=stage.clock.at(day, 14))
    numbered = {"number": number, "issued_on": day}
    perform(workflow.ISSUE, decision, by=clerk, data=numbered, token=stage.token(), at=stage.clock.at(day, 15))
