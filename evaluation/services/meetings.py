"""Writing the council of a round and its meetings."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Position
from common import audit
from common.locks import locked_row
from evaluation.enums import LIVE_SHEETS, Quorum, Rank, RoundState
from evaluation.minutes import Ballot, problems
from evaluation.models import Attendance, CouncilMember, Meeting, Nomination, Round, Vote
from evaluation.rights import moderates, runs

CLOSED = "Đợt đánh giá đã kết luận nên hội đồng và biên bản không sửa được nữa."


@transaction.atomic
def name_member(
    *, by, round: Round, rank: int, token: UUID, position: Position | None = None, name: str = "", duty: str = ""
) -> CouncilMember:
    """Put somebody on the council; name and duty come from the position where they are not written.

    A repeated token finds the first one. Raises ValidationError.
    """
    locked = _open(by, round)
    if first := CouncilMember.objects.filter(token=token, round=locked).first():
        return first
    if position is not None:
        if locked.members.filter(position__user=position.user_id).exists():
            raise ValidationError(f"{position.user.full_name} đã có trong hội đồng.")
        name, duty = name or position.user.full_name, duty or _duty(position, locked)
    member = CouncilMember(round=locked, position=position, rank=rank, name=name, duty=duty, token=token)
    member.full_clean()
    member.save()
    audit.record(by=by, action="Cử thành viên hội đồng", obj=member, after=audit.facts(member))
    return member


@transaction.atomic
def enlist_reviewers(*, by, round: Round) -> list[CouncilMember]:
    """Everybody who has a sheet of the round and is not on the council yet, as ordinary members."""
    locked = _open(by, round)
    scoring = Position.objects.filter(
        sheets__nomination__round=locked, sheets__state__in=LIVE_SHEETS
    ).exclude(user__in=locked.members.exclude(position=None).values("position__user"))  # fmt: skip
    people: dict[int, Position] = {}
    for one in scoring.select_related("user", "unit").distinct().order_by("user__full_name", "pk"):
        # Who scores from two positions sits once.
        people.setdefault(one.user_id, one)
    added = [
        CouncilMember(round=locked, position=one, rank=Rank.MEMBER, name=one.user.full_name,
                      duty=_duty(one, locked), token=uuid4()) for one in people.values()
    ]  # fmt: skip
    CouncilMember.objects.bulk_create(added)
    audit.record_many(by=by, action="Cử thành viên hội đồng", objs=added)
    return added


def _duty(position: Position, round: Round) -> str:
    """The office; of who comes from another unit than the one that holds the round, with the unit."""
    here = position.unit_id == round.present_unit_id
    return position.office if here else _with_unit(position.office, str(position.unit))


def _with_unit(office: str, unit: str) -> str:
    """“Phó Trưởng phòng Nội vụ” of “Phòng Nội vụ huyện Lam Khê” is “Phó Trưởng phòng Nội vụ huyện Lam Khê”: what the
    office ends with and the unit begins with, of two words at least, is said once.
    """
    words, named = office.split(), unit.split()
    for many in range(min(len(words), len(named)), 1, -1):
        if [word.lower() for word in words[-many:]] == [word.lower() for word in named[:many]]:
            return " ".join([*words, *named[many:]])
    return f"{office}, {unit}"


@transaction.atomic
def dismiss_member(*, by, member: CouncilMember) -> None:
    """Take somebody off the council who has not been called to a meeting yet."""
    _open(by, member.round)
    if member.attendances.exists():
        raise ValidationError(f"{member.name} đã có tên trong biên bản họp nên không bỏ được.")
    audit.record(by=by, action="Bỏ thành viên hội đồng", obj=member)
    member.delete()


@transaction.atomic
def set_agenda(*, by, round: Round, chosen: Iterable[int], shown: Iterable[int] | None = None) -> None:
    """Which dossiers stand on the agenda beside those whose sheets lie too far apart. `chosen`: keys of dossiers, out of
    those `shown`; the others stay as they are. None: all were shown.
    """
    locked = _open(by, round)
    wanted, dossiers = set(chosen), locked.nominations.all()
    if shown is not None:
        dossiers = dossiers.filter(pk__in=set(shown))
    added = [one for one in dossiers if one.pk in wanted and one.agenda_at is None]
    gone = [one for one in dossiers if one.pk not in wanted and one.agenda_at is not None]
    for one in [*added, *gone]:
        one.agenda_at = timezone.now() if one in added else None
    Nomination.objects.bulk_update([*added, *gone], ["agenda_at"])
    audit.record_many(by=by, action="Đưa vào chương trình họp", objs=added)
    audit.record_many(by=by, action="Bỏ khỏi chương trình họp", objs=gone)


@transaction.atomic
def call_meeting(*, by, round: Round, held_on: date, place: str, token: UUID) -> Meeting:
    """A meeting of the council; the quorum is worked out of its members today. A repeated token finds the first one."""
    locked = _open(by, round)
    if first := Meeting.objects.filter(token=token, round=locked).first():
        return first
    if locked.state != RoundState.MODERATING:
        raise ValidationError("Chỉ họp hội đồng sau khi kết thúc chấm và trước khi kết luận.", code="state")
    members = locked.members.count()
    if not members:
        raise ValidationError("Chưa có hội đồng. Hãy cử các thành viên trước.")
    meeting = Meeting(
        round=locked, held_on=held_on, place=place, needed=Quorum(locked.quorum).of(members), token=token, created_by=by
    )  # fmt: skip
    meeting.full_clean()
    meeting.save()
    audit.record(by=by, action="Ghi cuộc họp hội đồng", obj=meeting, after=audit.facts(meeting))
    return meeting


@transaction.atomic
def record_meeting(
    *, by, meeting: Meeting, absent: dict[int, str], ballots: dict[int, Ballot], discussion: str, decided: str
) -> Meeting:
    """Who was there, how they voted, what was said: written as a whole, again and again until the conclusion.

    `absent`: member → reason; everybody else was present. Raises ValidationError where numbers cannot be.
    """
    round = _open(by, meeting.round, allowed=moderates)
    members = list(round.members.all())
    absent = {one.pk: absent[one.pk] for one in members if one.pk in absent}
    dossiers = set(round.nominations.filter(pk__in=ballots).values_list("pk", flat=True))
    ballots = {key: ballot for key, ballot in ballots.items() if key in dossiers and ballot.cast}
    silent, wrong = problems(absent, ballots, members=len(members), needed=meeting.needed)
    if silent or wrong:
        raise ValidationError([*silent.values(), *wrong.values()])
    meeting = locked_row(Meeting, meeting.pk)
    meeting.discussion, meeting.decided = discussion, decided
    meeting.save(update_fields=["discussion", "decided"])
    meeting.attendances.all().delete()
    meeting.votes.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, member=one, is_present=one.pk not in absent, reason=absent.get(one.pk, ""))
        for one in members
    )
    Vote.objects.bulk_create(
        Vote(meeting=meeting, nomination_id=key, agreed=one.agreed, against=one.against, abstained=one.abstained)
        for key, one in ballots.items()
    )
    told = {"có mặt": f"{len(members) - len(absent)} trên {len(members)}", "hồ sơ biểu quyết": str(len(ballots))}
    audit.record(by=by, action="Ghi biên bản họp hội đồng", obj=meeting, after=told)
    return meeting


def _open(by, round: Round, *, allowed=runs) -> Round:
    """The round under lock, as long as its council may still be written on."""
    locked = locked_row(Round, round.pk)
    if not allowed(by, locked):
        raise PermissionDenied
    if locked.is_concluded:
        raise ValidationError(CLOSED, code="state")
    return locked
