"""Hồ sơ khen thưởng mẫu, and what follows a recognition: merit reports, offices asked, a correction, titles kept."""

from datetime import date

from common.workflow import perform
from danvan.demo.stories import Stage
from recognition.afterwards import services as afterwards
from recognition.corrections import services as correcting
from recognition.corrections import workflow as correcting_moves
from recognition.dossiers import papers, rights, services
from recognition.dossiers import workflow as merits
from recognition.enums import OF_THE_DECISION, CorrectionKind, Outcome, Verdict
from recognition.models import Decision
from units.models import Level

OFFICER, LEADER, CLERK = "canbo.xa", "lanhdao.xa", "vanphong.xa"
PUT_FORWARD = 2


def fill(stage: Stage, reward: Decision, year: int) -> None:
    """Reports typed by the clerk from paper, all but the last confirmed; two offices asked."""
    officer, clerk = stage.people.by_account[OFFICER], stage.people.by_account[CLERK]
    *confirmed, waits = list(reward.awards.select_related("registration__plan", "registration__desk__parent"))
    for award in [*confirmed, waits]:
        model = award.registration
        if not rights.writes(clerk, model, None):
            continue
        texts = {"signer_title": "", **papers.usual_texts(model)}
        report = services.write_merit_report(by=clerk, registration=model, token=stage.token(), **texts)
        perform(merits.SEND, report, by=clerk, data={}, token=stage.token(), at=stage.clock.at(date(year, 12, 19), 9))
        if award is not waits:
            opinion = {"note": "Thành tích đúng như báo cáo; đề nghị khen thưởng."}
            perform(
                merits.CONFIRM,
                report,
                by=officer,
                data=opinion,
                token=stage.token(),
                at=stage.clock.at(date(year, 12, 19), 14),
            )
    asked = {"asked_number": "214/UBND-VP", "asked_on": date(year, 12, 20), "verdict": Verdict.AGREES, "text": ""}
    for body in ("Công an xã Minh Lạc", "Ủy ban MTTQ Việt Nam xã Minh Lạc"):
        facts = asked | {"body": body, "answered_on": date(year, 12, 23)}
        services.write_consultation(by=officer, decision=reward, token=stage.token(), **facts)


def correct(stage: Stage, reward: Decision, year: int) -> None:
    """A name of one line was written wrongly and is put right by a letter."""
    officer, leader = stage.people.by_account[OFFICER], stage.people.by_account[LEADER]
    facts = {subject: getattr(reward, subject) for subject in OF_THE_DECISION}
    correction = correcting.draft_correction(
        by=officer, decision=reward, kind=CorrectionKind.LETTER, reason="Sai sót khi soạn thảo danh sách.",
        token=stage.token(), **facts,
    )  # fmt: skip
    line = reward.awards.order_by("kind", "sort_key").first()
    correcting.correct_line(by=officer, correction=correction, award=line, name=f"{line.name}, đạt kết quả tốt")
    signed = {"signer_name": str(leader.user), "signer_title": "Chủ tịch", "note": ""}
    day = date(year, 12, 28)
    perform(correcting_moves.PROPOSE, correction, by=officer, data={}, token=stage.token(), at=stage.clock.at(day, 8))
    numbered = signed | {"number": "227/UBND-VP", "issued_on": day}
    perform(
        correcting_moves.PUBLISH, correction, by=leader, data=numbered, token=stage.token(), at=stage.clock.at(day, 15)
    )


def look_after(stage: Stage, recognition: Decision, year: int) -> None:
    """Two go up to the district; a year later one of the others is said to have lapsed."""
    officer = stage.people.by_account[OFFICER]
    awards = list(recognition.awards.order_by("kind", "sort_key"))
    above = Level.objects.filter(rank__lt=recognition.level.rank).order_by("-rank").first()
    if above:
        afterwards.elevate(
            by=officer, decision=recognition, awards=awards[:PUT_FORWARD], level=above, number="96/TTr-UBND",
            sent_on=date(year - 1, 12, 22), note="Cách làm hay, nhiều nơi đến học tập.", token=stage.token(),
        )  # fmt: skip
    said = [afterwards.Said(one, Outcome.KEPT) for one in awards[:-1]]
    said.append(afterwards.Said(awards[-1], Outcome.LAPSED, "Người phụ trách chuyển công tác, chưa có người thay."))
    afterwards.say_of_year(by=officer, unit=recognition.unit, year=year, said=said)
