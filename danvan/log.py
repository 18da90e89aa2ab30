"""Nhật ký: which lines of the audit log a position may read, and which of them remain after a question."""

import time
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from accounts.enums import Role
from accounts.models import Position, User
from common.dates import start_of
from common.desk import Panel
from common.models import AuditRecord
from common.vietnamese import fold
from danvan import rooms
from evaluation import blind
from evaluation.models import FieldTeam
from registrations.models import Plan, Registration
from units import scope
from units.models import Unit

READERS = (Role.ADMIN, Role.LEADER)
FEW = 50
_ACTIONS_REMEMBERED_FOR = 300.0
_actions: list[tuple[float, list[str]]] = []


def visible_to(position):
    """Who keeps or leads the whole tree reads every line; a leader none of who scored what where a round covers it.

    Other readers read the lines written inside their own areas, and those about accounts, positions and units in
    them. A line tells no place of its own: one written at a position that also works outside may speak of what lies
    there, so it is left out.
    """
    if position is None or not position.has_role(*READERS):
        return AuditRecord.objects.none()
    lines = _inside(position)
    return lines if position.has_role(Role.ADMIN) else lines.exclude(_covered())


def _inside(position):
    if scope.is_everything(position):
        return AuditRecord.objects.all()
    inside = Position.objects.filter(scope.inside(position, "unit__path"))
    held = inside.not_ended_on(timezone.localdate())
    outside = Unit.objects.exclude(scope.inside(position, "path"))
    return AuditRecord.objects.filter(
        Q(position_id__in=inside.exclude(areas__in=outside).values("pk"))
        | _about(inside)
        | _about(User.objects.filter(pk__in=held.values("user")))
        | _about(Unit.objects.visible_to(position))
    )


def _covered() -> Q:
    """The lines that name who scores what in rounds that cover it. Of a team that was dropped nobody can tell any more
    to which round it belonged.
    """
    return _about(blind.covered_sheets()) | Q(kind=FieldTeam._meta.label_lower) & ~_about(blind.told_teams())


def _about(rows) -> Q:
    """The lines about one of these rows."""
    keys = rows.order_by().annotate(key=Cast("pk", CharField(max_length=40))).values("key")
    return Q(kind=rows.model._meta.label_lower, object_id__in=keys)


def asked_for(records, asked: dict):
    """What remains after the filter of the page."""
    if asked.get("tim"):
        records = records.filter(actor_id__in=_people(fold(asked["tim"])))
    for word in fold(asked.get("chu") or "").split():
        records = records.filter(search_text__contains=word)
    exactly = {"kind": asked.get("loai"), "action": asked.get("viec")}
    records = records.filter(**{field: value for field, value in exactly.items() if value})
    if asked.get("ma") and asked.get("loai"):
        records = records.filter(object_id=str(asked["ma"]))
    if asked.get("nguoi"):
        own = Q(kind="accounts.user", object_id=str(asked["nguoi"]))
        records = records.filter(Q(actor_id=asked["nguoi"]) | own)
    if asked.get("donvi"):
        sitting = Position.objects.filter(unit__in=Unit.objects.within(asked["donvi"]))
        records = records.filter(position_id__in=sitting.values("pk"))
    if asked.get("tu"):
        records = records.filter(at__gte=start_of(asked["tu"]))
    if asked.get("den"):
        records = records.filter(at__lt=start_of(asked["den"] + timedelta(days=1)))
    return records


def _people(words: str):
    """Those so called: by their keys while they are few, so that the index on people is used."""
    people = User.objects.filter(search_text__contains=words).values_list("pk", flat=True)
    few = list(people[: FEW + 1])
    return few if len(few) <= FEW else people


def kinds() -> list[tuple[str, str]]:
    """The kinds of objects a reader may ask for: the models of our own rooms that have a name for people."""
    models = [model for model in rooms.own_models() if model._meta.label_lower not in PARTS]
    return sorted((model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in models)


# Told as part of what they belong to, never by themselves.
PARTS = frozenset({
    "common.auditrecord", "common.counter", "common.mark", "registrations.draft", "registrations.registrationversion",
    "registrations.receipt", "registrations.result", "registrations.attachment", "registrations.registrationevent",
    "registrations.benefitrow", "registrations.submittalevent", "registrations.submittalitem",
    "registrations.inspectionmember", "registrations.inspectionevent", "registrations.recommendationevent",
    "registrations.notephoto", "registrations.replication",
    "evaluation.criteriongroup", "evaluation.criterion", "evaluation.band",
    "evaluation.grade", "evaluation.score", "evaluation.roundevent", "evaluation.sheetevent",
    "evaluation.attendance", "evaluation.vote", "evaluation.moderation",
    "reorganisation.assignment", "reorganisation.newunit", "reorganisation.operationevent", "reorganisation.step",
    "reorganisation.steptable", "reorganisation.trace", "units.succession", "units.unitversion",
})  # fmt: skip


def actions() -> list[str]:
    """Every action that has been written, asked again after some minutes: new ones are rare."""
    if not _actions or time.monotonic() - _actions[0][0] > _ACTIONS_REMEMBERED_FOR:
        found = AuditRecord.objects.order_by("action").values_list("action", flat=True).distinct()
        _actions[:] = [(time.monotonic(), list(found))]
    return _actions[0][1]


def forget_actions() -> None:
    """Ask the database again at the next question."""
    _actions.clear()


def one_thing(records, asked: dict) -> str:
    """“Nhật ký của …”: the person or record whose lines are asked for, called as the newest of them calls it."""
    if asked.get("nguoi"):
        return records.filter(actor_id=asked["nguoi"]).values_list("actor", flat=True).first() or "một người"
    if asked.get("ma") and asked.get("loai"):
        return records.values_list("label", flat=True).first() or "một hồ sơ"
    return ""


def address_of(obj) -> str:
    """Where the lines about a record, or about and by a person, are read."""
    if isinstance(obj, User):
        return f"{reverse('audit_log')}?{urlencode({'nguoi': obj.pk})}"
    return f"{reverse('audit_log')}?{urlencode({'loai': obj._meta.label_lower, 'ma': obj.pk})}"


def panels(position, record) -> list[Panel]:
    """The way from a record to its lines, for those who read the log."""
    if position is None or not position.has_role(*READERS) or not isinstance(record, Registration | Plan | Unit | User):
        return []
    return [Panel("danvan/_log_link.html", {"address": address_of(record)})]
