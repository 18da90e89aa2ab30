"""A district's council in its last phases and what its office decides: minutes, posting, decision, certificates, merit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Position
from bench import words
from bench.country import Country, add_reviewers
from common.workflow import perform
from evaluation import services as evaluating
from evaluation import workflow as rounds
from evaluation.enums import Rank
from evaluation.models import Round, Sheet
from evaluation.starters import add_starter_criteria
from recognition import services, workflow
from recognition.afterwards import services as afterwards
from recognition.corrections import services as correcting
from recognition.dossiers import services as dossiers
from recognition.enums import Act
from recognition.models import Decision
from registrations.models import Registration
from units.models import Unit

BODIES = ("Công an", "Thuế", "Thanh tra", "Bảo hiểm xã hội")
SIGNED = {"signer_name": "Phan Trọng Nghị", "signer_title": "Bí thư", "note": ""}


@dataclass
class Office:
    """`people` and `keys` by the names that the table of exports uses; keys fill its addresses."""

    country: Country
    district: Unit
    commune: Unit
    tokens: Iterator[UUID]
    people: dict[str, Position] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)


def decide(office: Office, lines: int) -> None:
    """Of so many models of last year, done and with confirmed effect."""
    year = office.country.this_year - 1
    models = list(Registration.objects.effective().in_area(office.district.parent).of_year(year).order_by("pk")[:lines])
    _council(office, models)
    given = _recognised(office, models)
    _rewarded(office, models)
    _merit(office, models[0])
    award = given.awards.order_by("pk").first()
    facts = {name: getattr(given, name) for name in ("number", "issued_on", "signer_name")}
    correction = correcting.draft_correction(
        by=office.people["district"], decision=given, kind="letter", reason="Sai sót khi soạn thảo.",
        token=next(office.tokens), signer_title="Phó Bí thư", **facts,
    )  # fmt: skip
    up = afterwards.elevate(
        by=office.people["district"], decision=given, awards=list(given.awards.all()), level=office.country.levels["tỉnh"],
        sent_on=timezone.localdate(), token=next(office.tokens),
    )  # fmt: skip
    office.keys |= {"decision": given.pk, "award": award.pk, "correction": correction.pk, "elevated_with": up[0].bundle}


def _move(office: Office, move, obj, by, **data) -> None:
    perform(move, obj, by=by, data=data, token=next(office.tokens))
    obj.refresh_from_db()


def _council(office: Office, models: list[Registration]) -> None:
    """Every sheet sent, the council has met, its result hangs out."""
    by, today = office.people["district"], timezone.localdate()
    plan = office.country.plans[office.district.pk, office.country.this_year - 1]
    for one in add_starter_criteria(by=by, plan=plan):
        _move(office, rounds.PUBLISH_CRITERIA, one, by)
    opened = evaluating.open_round(
        by=by, plan=plan, name="Đánh giá mô hình", opens_on=today, closes_on=today + timedelta(days=30),
        token=next(office.tokens),
    )  # fmt: skip
    evaluating.nominate(by=by, round=opened, registrations=models)
    (reviewer,) = add_reviewers(office.country, office.district, 1)
    nominations = list(opened.nominations.order_by("pk"))
    evaluating.assign(by=by, round=opened, pairs=[(one, reviewer) for one in nominations])
    _move(office, rounds.OPEN, opened, by)
    evaluating.answer_conflicts(by=reviewer, round=opened, shown=nominations)
    _send_all(office, opened)
    _move(office, rounds.END_SCORING, opened, by)
    for rank in Rank.values:
        evaluating.name_member(by=by, round=opened, rank=rank, name=f"Ủy viên {rank}", token=next(office.tokens))
    meeting = evaluating.call_meeting(by=by, round=opened, held_on=today, place="Hội trường", token=next(office.tokens))
    _move(office, rounds.CONCLUDE, opened, by)
    _move(office, rounds.POST, opened, by, posted_on=today, posted_until=today, posted_at="Trụ sở")
    office.people["reviewer"] = reviewer
    office.keys |= {
        "round": opened.pk, "meeting": meeting.pk, "criteria": opened.collective_set_id,
        "nomination": nominations[0].pk, "sheet": Sheet.objects.filter(nomination=nominations[0]).get().pk,
    }  # fmt: skip


def _send_all(office: Office, opened: Round) -> None:
    sheets = Sheet.objects.filter(nomination__round=opened)
    for sheet in sheets.select_related("nomination__criteria_set", "reviewer__user"):
        answers = {one.pk: one.max_points for one in sheet.nomination.criteria_set.criteria.all()}
        evaluating.send_sheet(
            by=sheet.reviewer, sheet=sheet, answers=answers, comment="Đạt.", token=next(office.tokens)
        )


def _recognised(office: Office, models: list[Registration]) -> Decision:
    by = office.people["district"]
    given = _drafted(office, Act.RECOGNITION, models)
    _move(office, workflow.PROPOSE, given, by)
    _move(
        office,
        workflow.PUBLISH,
        given,
        office.people["chief"],
        number="45-QĐ/HU",
        issued_on=timezone.localdate(),
        **SIGNED,
    )
    run = next(office.tokens)
    services.log_prints(by=by, decision=given, awards=list(given.awards.all()), on_blank=False, token=run)
    office.keys["run"] = run
    return given


def _drafted(office: Office, act: str, models: list[Registration]) -> Decision:
    by, plan = office.people["district"], office.country.plans[office.district.pk, office.country.this_year - 1]
    drafted = services.draft_decision(by=by, act=act, plan=plan, token=next(office.tokens))
    services.add_awards(by=by, decision=drafted, registrations=models, names={}, form="Giấy khen")
    return drafted


def _rewarded(office: Office, models: list[Registration]) -> None:
    """A draft of which other offices are asked."""
    draft = _drafted(office, Act.REWARD, models)
    asked = {"asked_number": "", "asked_on": None, "verdict": "", "answered_on": None, "text": ""}
    for body in BODIES:
        dossiers.write_consultation(
            by=office.people["district"], decision=draft, token=next(office.tokens), body=body, **asked
        )
    office.keys["draft"] = draft.pk


def _merit(office: Office, model: Registration) -> None:
    dossiers.write_merit_report(
        by=model.created_by, registration=model, token=next(office.tokens), about=words.STORY, achieved=words.STORY * 3,
        asked="Đề nghị tặng Giấy khen.", signer_name="", signer_title="",
    )  # fmt: skip
    office.people["merits"] = model.created_by
    office.keys["merit"] = model.code
