"""Đề nghị cấp trên công nhận, rút đề nghị; ghi giữ vững, không còn giữ vững của năm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.enums import DECIDING_ROLES
from common import audit
from common.locks import among_others, hold, locked_row, locked_rows
from evaluation.models import Nomination, Round
from evaluation.services import nominate
from recognition import rights
from recognition.afterwards import stories
from recognition.enums import Act, Ending, Outcome
from recognition.models import Award, Decision, Elevation, PublicPicture, PublicStory, YearOutcome
from units import scope
from units.models import Level, Unit

USED = "Cấp trên đã công nhận mô hình này nên không rút được."
TAKEN_UP = "Cấp trên đã đưa mô hình này vào đợt đánh giá nên không rút được."
NOT_WAITING = (
    "Đề nghị này không còn chờ: mô hình đã vào đợt đánh giá, quyết định của cấp mình hoặc đề nghị đã được rút."
)


@transaction.atomic
def elevate(
    *, by, decision: Decision, awards: Iterable[Award], level: Level, sent_on: date, token: UUID, number: str = "",
    note: str = "",
) -> list[Elevation]:  # fmt: skip
    """Put recognised models of the own decision forward to a level above. A repeated token finds the first.

    Raises ValidationError naming what cannot go up, PermissionDenied; then nothing does.
    """
    among_others()
    hold(decision)
    locked = Decision.objects.select_related("unit", "level").get(pk=decision.pk)
    if not rights.prepares(by, locked):
        raise PermissionDenied
    if already := list(Elevation.objects.filter(bundle=token, award__decision=locked)):
        return already
    if not locked.is_published or locked.act != Act.RECOGNITION or level.rank >= locked.level.rank:
        raise ValidationError("Chỉ đề nghị lên cấp trên từ quyết định công nhận đã phát hành.")
    keys = {award.pk for award in awards}
    wanted = list(locked.awards.maintained().seen_by(by).filter(pk__in=keys).order_by("kind", "sort_key", "pk"))
    if not wanted or len(wanted) < len(keys):
        raise ValidationError("Có mô hình không còn đề nghị được. Hãy chọn lại.")
    _refuse(wanted, level)
    rows = [
        Elevation(award=one, level=level, number=number, sent_on=sent_on, note=note, bundle=token, by=by)
        for one in wanted
    ]
    Elevation.objects.bulk_create(rows)
    told = audit.told({"level": level, "number": number, "sent_on": sent_on, "note": note})
    audit.record_many(by=by, action="Đề nghị cấp trên công nhận", objs=rows, after=told)
    return rows


def _refuse(wanted: list[Award], level: Level) -> None:
    """One that went up already, or holds the title of that level."""
    sent = set(Elevation.objects.open().filter(award__in=wanted, level=level).values_list("award", flat=True))
    models = [one.registration_id for one in wanted]
    held = Award.objects.standing().recognitions().filter(registration__in=models, level=level)
    has = set(held.values_list("registration", flat=True))
    for one in wanted:
        if one.pk in sent:
            raise ValidationError(f"“{one.title}” đã được đề nghị {level.name.lower()}.")
        if one.registration_id in has:
            raise ValidationError(f"“{one.title}” đã được {level.name.lower()} công nhận.")


@transaction.atomic
def withdraw(*, by, elevation: Elevation, reason: str) -> Elevation:
    """Rút đề nghị, before the level above has used it. Raises ValidationError, PermissionDenied."""
    locked = _held(elevation)
    if not rights.prepares(by, locked.award.decision):
        raise PermissionDenied
    if locked.ended_at is not None:
        return locked
    if Award.objects.published().filter(registration=locked.award.registration_id, level=locked.level_id).exists():
        raise ValidationError(USED)
    if Elevation.objects.with_taking_up().get(pk=locked.pk).is_taken_up:
        raise ValidationError(TAKEN_UP)
    return _end(locked, Ending.WITHDRAWN, by=by, reason=reason, action="Rút đề nghị cấp trên công nhận")


@transaction.atomic
def decline(*, by, elevation: Elevation, reason: str) -> Elevation:
    """Không đưa vào xét, by the level asked, while it has the model neither in a round nor on a decision; it may be put
    forward again. Raises ValidationError, PermissionDenied.
    """
    locked = _held(elevation)
    if not rights.answers(by, locked):
        raise PermissionDenied
    if locked.is_declined:
        return locked
    if not Elevation.objects.waiting_for(by).filter(pk=locked.pk).exists():
        raise ValidationError(NOT_WAITING)
    return _end(locked, Ending.DECLINED, by=by, reason=reason, action="Không đưa đề nghị của cấp dưới vào xét")


def _held(elevation: Elevation) -> Elevation:
    """It alone, as it stands now, until the transaction ends."""
    among_others()
    joined = ("award__decision__unit", "award__registration__unit", "level")
    return locked_row(Elevation, elevation.pk, *joined)


def _end(locked: Elevation, ending: Ending, *, by, reason: str, action: str) -> Elevation:
    locked.ended_as, locked.ended_at, locked.ended_by, locked.ended_for = ending, timezone.now(), by, reason
    locked.save()
    audit.record(by=by, action=action, obj=locked, after={"note": reason})
    return locked


@transaction.atomic
def take_up(*, by, elevation: Elevation, round: Round) -> Nomination:
    """Đưa vào đợt đánh giá của cấp được đề nghị, with texts and self-score as they were put forward; there already, it
    is left as it is. Raises ValidationError, PermissionDenied.
    """
    locked = _held(elevation)
    if not locked.is_open:
        raise ValidationError("Đề nghị này không còn hiệu lực nên không đưa vào đợt đánh giá được.")
    if round.level_id != locked.level_id:
        raise ValidationError("Đợt đánh giá này không phải của cấp được đề nghị.")
    model = locked.award.registration
    if nominate(by=by, round=round, registrations=[model], frozen={model.pk: locked.at}):
        audit.record(by=by, action="Đưa đề nghị của cấp dưới vào đợt", obj=locked, after={"đợt đánh giá": round.name})
    return Nomination.objects.get(round=round, registration=model)


@dataclass(frozen=True)
class Said:
    """What is said of one title."""

    award: Award
    outcome: str
    reason: str = ""


@transaction.atomic
def say_of_year(*, by, unit: Unit, year: int, said: Iterable[Said]) -> list[YearOutcome]:
    """Ghi danh sách giữ vững of the own office and of those it took over from; what was said before for the year is replaced, and told in the log.

    Raises ValidationError, PermissionDenied.
    """
    among_others()
    if by is None or not by.has_role(*DECIDING_ROLES) or by.unit_id != unit.pk:
        raise PermissionDenied
    given = {one.award.pk: one for one in said}
    awards = locked_rows(Award.objects.all()).standing().recognitions()
    held = awards.filter(scope.of_office(by, "decision__unit"), year__lt=year, pk__in=given).order_by("pk")
    before = {one.award_id: one for one in YearOutcome.objects.filter(award__in=given, year=year)}
    titles = list(held)
    written = [line for award in titles if (line := _say(by, award, year, given[award.pk], before.get(award.pk)))]
    _keep_lapses(titles)
    return written


def _say(by, award: Award, year: int, said: Said, before: YearOutcome | None) -> YearOutcome | None:
    """One line; the same again writes nothing."""
    reason = said.reason if said.outcome == Outcome.LAPSED else ""
    if before is not None and (before.outcome, before.reason) == (said.outcome, reason):
        return None
    line = before or YearOutcome(award=award, year=year)
    old = {"outcome": before.outcome, "reason": before.reason} if before else {}
    line.outcome, line.reason, line.by, line.at = said.outcome, reason, by, timezone.now()
    line.full_clean(exclude=["by"])
    line.save()
    new = {"outcome": said.outcome, "reason": reason}
    audit.record(by=by, action="Ghi giữ vững danh hiệu", obj=line, before=audit.told(old), after=audit.told(new))
    return line


def _keep_lapses(awards: list[Award]) -> None:
    """On each title, from which year it lapsed: one question for all."""
    said: dict[int, list[tuple[int, str]]] = {}
    rows = YearOutcome.objects.filter(award__in=awards).order_by("-year").values_list("award", "year", "outcome")
    for award, year, outcome in rows:
        said.setdefault(award, []).append((year, outcome))
    for award in awards:
        award.lapsed_from = _lapsed_from(said.get(award.pk, []))
    Award.objects.bulk_update(awards, ["lapsed_from"])


def _lapsed_from(latest_first: list[tuple[int, str]]) -> int | None:
    """The first of the last years in which it lapsed without a break; None where the last word is that it is kept."""
    first = None
    for year, outcome in latest_first:
        if outcome == Outcome.KEPT:
            break
        first = year
    return first


@transaction.atomic
def tell_story(*, by, award: Award, how: str, outcome: str, is_public: bool, pictures: list[str]) -> PublicStory:
    """Lưu bài công khai and its pictures (by their keys, in order). Raises ValidationError, PermissionDenied."""
    among_others()
    locked = locked_row(Award, award.pk, "decision__unit")
    if not rights.keeps(by, locked.decision):
        raise PermissionDenied
    if not locked.is_standing or locked.act != Act.RECOGNITION:
        raise ValidationError("Chỉ viết cho danh hiệu công nhận còn hiệu lực.")
    if len(pictures) > stories.MOST_PICTURES:
        raise ValidationError(f"Chọn nhiều nhất {stories.MOST_PICTURES} ảnh.")
    offered = stories.offered(locked)
    if missing := [key for key in pictures if key not in offered]:
        raise ValidationError(f"Có {len(missing)} ảnh không còn chọn được. Hãy chọn lại.")
    if is_public and not (how or outcome):
        raise ValidationError("Chưa có nội dung để công khai.")
    story = PublicStory.objects.filter(award=locked).first() or PublicStory(award=locked)
    before = _told_of(story)
    story.how, story.outcome, story.is_public = how, outcome, is_public
    story.written_at, story.written_by = timezone.now(), by
    story.save()
    story.pictures.all().delete()
    PublicPicture.objects.bulk_create(
        PublicPicture(story=story, place=place, **{_column(key): offered[key]}) for place, key in enumerate(pictures, 1)
    )
    old, new = audit.changes(before, _told_of(story) | {"ảnh": len(pictures)})
    audit.record(by=by, action="Lưu bài công khai", obj=story, before=audit.told(old), after=audit.told(new))
    return story


def _told_of(story: PublicStory) -> dict:
    return {"how": story.how, "outcome": story.outcome, "is_public": story.is_public,
            "ảnh": story.pictures.count() if story.pk else ""}  # fmt: skip


def _column(key: str) -> str:
    return "photo" if key.startswith("p") else "attachment"
