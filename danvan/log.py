"""Nhật ký: which lines of the audit log a position may read, and how a line is told in Vietnamese."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.text import capfirst

from accounts.enums import Role
from accounts.models import Position, User
from common.models import AuditRecord
from common.vietnamese import fold
from units import scope

READERS = (Role.ADMIN, Role.LEADER)
KINDS = (
    "registrations.registration", "registrations.plan", "accounts.user", "accounts.position",
    "accounts.failedsignins", "units.unit", "units.level",
)  # fmt: skip
# What services tell beside the fields of the object itself.
OTHER_WORDS = {"note": "lý do, ý kiến", "user": "tài khoản", "due_on": "hạn", "revision": "lần ghi"}


@dataclass(frozen=True)
class Change:
    """One value before and after, under the name people know."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A line of the log with its changes spelled out."""

    record: AuditRecord
    changes: list[Change]


def visible_to(position):
    """The administrator reads every line; a leader those written at positions inside the areas."""
    if position is None or not position.has_role(*READERS):
        return AuditRecord.objects.none()
    if position.has_role(Role.ADMIN):
        return AuditRecord.objects.all()
    inside = Position.objects.filter(scope.inside(position, "unit__path"))
    return AuditRecord.objects.filter(position_id__in=inside.values("pk"))


def asked_for(records, asked: dict):
    """What remains after the filter of the page: person, kind of object, days."""
    if asked.get("tim"):
        people = User.objects.filter(search_text__contains=fold(asked["tim"]))
        records = records.filter(actor_id__in=people.values("pk"))
    if asked.get("loai"):
        records = records.filter(kind=asked["loai"])
    if asked.get("tu"):
        records = records.filter(at__gte=_midnight(asked["tu"]))
    if asked.get("den"):
        records = records.filter(at__lt=_midnight(asked["den"] + timedelta(days=1)))
    return records


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def kinds() -> list[tuple[str, str]]:
    """The kinds of objects a reader may ask for."""
    return [(kind, capfirst(apps.get_model(kind)._meta.verbose_name)) for kind in KINDS]


def told(record: AuditRecord) -> Line:
    """The line with the names of its fields and choices in place of what the database calls them."""
    keys = dict.fromkeys([*record.before, *record.after])
    changes = [_change(record, key) for key in keys]
    return Line(record, [change for change in changes if change.before != change.after])


def _change(record: AuditRecord, key: str) -> Change:
    field = _field(record.kind, key)
    known = field.verbose_name if field else OTHER_WORDS.get(key, "" if key.isascii() else key)
    choices = dict(field.flatchoices) if field and field.choices else {}
    before, after = record.before.get(key, ""), record.after.get(key, "")
    return Change(capfirst(known or "Nội dung khác"), str(choices.get(before, before)), str(choices.get(after, after)))


def _field(kind: str, key: str):
    try:
        field = apps.get_model(kind)._meta.get_field(key)
    except (LookupError, FieldDoesNotExist):
        return None
    return field if hasattr(field, "verbose_name") else None
