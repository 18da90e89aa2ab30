"""Writing the field teams of a round: formed, changed, dropped, sent out to look."""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Position
from common import audit
from common.locks import locked_row
from evaluation.conflicts import eligible_reviewers
from evaluation.models import Criterion, FieldTeam, Nomination, Round, SheetEvent
from evaluation.rights import runs
from evaluation.teams import loaded, team_of
from registrations.enums import Kind
from registrations.following.checklist import only_for
from registrations.following.enums import Part
from registrations.following.services import inspections
from registrations.following.services.aside import stand_aside
from registrations.models import Sector, Visit
from units.models import Unit

CLOSED = "Đợt đánh giá đã kết luận nên không sửa tổ nữa."
IN_TWO = "đã ở tổ khác của đợt"


@transaction.atomic
def form_team(
    *, by, round: Round, name: str, leader: Position, members: Iterable[Position], areas: Iterable[Unit],
    sectors: Iterable[Sector], token: UUID, team: FieldTeam | None = None,
) -> FieldTeam:  # fmt: skip
    """Lập tổ, or change the one given: its leader is one of its members. A repeated token finds the first one.

    Raises ValidationError where somebody sits in two teams of the round, PermissionDenied.
    """
    locked = _open(by, round)
    if team is None and (first := FieldTeam.objects.filter(token=token, round=locked).first()):
        return first
    made = FieldTeam.objects.get(pk=team.pk, round=locked) if team else FieldTeam(round=locked, token=token)
    before = _told(made) if team else {}
    people = {one.pk: one for one in [leader, *members]}
    _refuse_in_two(locked, made, people)
    made.name, made.leader = name, leader
    made.full_clean()
    made.save()
    made.members.set(people.values())
    made.areas.set(areas)
    made.sectors.set(sectors)
    old, new = audit.changes(before, _told(made))
    if new:
        action = "Sửa tổ thẩm định thực địa" if team else "Lập tổ thẩm định thực địa"
        audit.record(by=by, action=action, obj=made, before=old, after=new)
    return made


def _refuse_in_two(round: Round, made: FieldTeam, people: dict[int, Position]) -> None:
    allowed = set(eligible_reviewers(round).filter(pk__in=people).values_list("pk", flat=True))
    elsewhere = FieldTeam.members.through.objects.filter(fieldteam__round=round, position__in=people)
    taken = set(elsewhere.exclude(fieldteam=made.pk).values_list("position", flat=True))
    for key, one in people.items():
        if key not in allowed:
            raise ValidationError({"members": f"{one.user} không còn là thành viên tổ thẩm định của địa bàn này."})
        if key in taken:
            raise ValidationError({"members": f"{one.user} {IN_TWO}."})


def _told(team: FieldTeam) -> dict[str, str]:
    return {
        "tên tổ": team.name, "tổ trưởng": str(team.leader.user),
        "thành viên": "; ".join(str(one.user) for one in team.members.order_by("pk").select_related("user")),
        "địa bàn": "; ".join(str(one) for one in team.areas.order_by("pk")),
        "lĩnh vực": "; ".join(str(one) for one in team.sectors.order_by("pk")),
    }  # fmt: skip


@transaction.atomic
def drop_team(*, by, team: FieldTeam) -> None:
    """Bỏ tổ that has not gone out; sheets given stay as they are."""
    _open(by, team.round)
    if team.inspection_id:
        raise ValidationError("Tổ đã lập cuộc thẩm định thực địa nên không bỏ được.")
    audit.record(by=by, action="Bỏ tổ thẩm định thực địa", obj=team, before=_told(team))
    team.delete()


@transaction.atomic
def send_out(*, by, team: FieldTeam, token: UUID) -> FieldTeam:
    """Lập cuộc thẩm định thực địa: the team as it is, its dossiers as the places, the criteria as what to look at.

    Sent out already, it is left alone. Raises ValidationError, PermissionDenied.
    """
    round = _open(by, team.round)
    locked = locked_row(FieldTeam, team.pk)
    if locked.inspection_id:
        return locked
    teams = loaded(round.teams.all())
    dossiers = Nomination.objects.filter(round=round).select_related("registration").order_by("kind", "sort_key", "pk")
    own = [one for one in dossiers if team_of(one, teams) == locked]
    if not own:
        raise ValidationError("Chưa có hồ sơ nào của đợt thuộc tổ này.")
    if len(own) > inspections.MOST_VISITS:
        raise ValidationError(
            f"Tổ có {len(own)} hồ sơ, mỗi cuộc đến nhiều nhất {inspections.MOST_VISITS} nơi. Hãy chia tổ."
        )
    people = sorted(locked.members.select_related("user", "unit"), key=lambda one: one.pk != locked.leader_id)
    inspection = inspections.open_inspection(
        by=by, facts=_plan_of(round, locked, {one.criteria_set_id for one in own}), token=token, writers=people,
        members=[(Part.HEAD if one.pk == locked.leader_id else Part.MEMBER, _named(one)) for one in people],
    )  # fmt: skip
    visits = inspections.add_models(by=by, inspection=inspection, registrations=[one.registration for one in own])
    _keep_aside(by, visits, own, people)
    locked.inspection = inspection
    locked.save(update_fields=["inspection"])
    audit.record(by=by, action="Lập cuộc thẩm định thực địa", obj=locked, after={"nơi đến": str(len(own))})
    return locked


def _keep_aside(by, visits: list[Visit], dossiers: list[Nomination], people: list[Position]) -> None:
    """Of the team, whoever has declared a conflict over a dossier keeps away from its place."""
    at, who = {one.registration_id: one for one in visits}, {one.user_id: one for one in people}
    declared = SheetEvent.objects.filter(move="decline", sheet__nomination__in=dossiers, by__user__in=who)
    for registration, user in declared.values_list("sheet__nomination__registration", "by__user"):
        stand_aside(by=by, visit=at[registration], position=who[user])


def _plan_of(round: Round, team: FieldTeam, sets: set[int]) -> dict:
    today = timezone.localdate()
    return {
        "subject": f"Thẩm định thực địa, {team.name}: {round.name}"[:300], "plan_number": round.plan.number,
        "plan_date": round.plan.issued_on, "starts_on": today, "ends_on": today, "place": "", "conclusion": "",
        "checklist": "\n".join(_checklist(sets)[: inspections.MOST_CHECKS]),
    }  # fmt: skip


def _checklist(sets: set[int]) -> list[str]:
    """The criteria by name; where the dossiers are of both kinds, those of one alone are asked of that one alone."""
    criteria = Criterion.objects.filter(criteria_set__in=sets).order_by("criteria_set", "number")
    kinds: dict[str, set[str]] = {}
    for name, kind in criteria.values_list("name", "criteria_set__kind"):
        kinds.setdefault(name, set()).add(kind)
    every = set().union(*kinds.values())
    return [name if of == every else only_for(Kind(*of), name) for name, of in kinds.items()]


def _named(position: Position) -> str:
    return f"{position.user.full_name}, {position.office}"[:200]


def _open(by, round: Round) -> Round:
    locked = locked_row(Round, round.pk, "plan")
    if not runs(by, locked):
        raise PermissionDenied
    if locked.is_concluded:
        raise ValidationError(CLOSED)
    return locked
