"""Nhật ký: one line for every change, written in the transaction of the change itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db import models

from common import dates
from common.models import AuditRecord

NO_POSITION = "Chưa có vị trí công tác"
_address: ContextVar[str] = ContextVar("address", default="")


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """The network address that the lines written inside this block will name."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def record(
    *, by: Any, action: str, obj: models.Model, before: dict | None = None, after: dict | None = None, label: str = "",
    person: Any = None,
) -> None:  # fmt: skip
    """Append one line. `by` is a position, or None for the system itself and for the first administrator.

    `label` calls the object by less than its name, where the readers of the log may not know that yet. `person` is
    who acts, where no position is held (any more).
    """
    AuditRecord.objects.bulk_create([_line(_signature(by, person), action, obj, before, after, label)])


def record_many(
    *, by: Any, action: str, objs: Iterable[models.Model], after: dict | None = None,
    told: dict[Any, tuple[dict, dict]] | None = None,
) -> None:  # fmt: skip
    """Append one line per object: bulk writes are on the record as well.

    `after` is the same for all; `told` says by key what each was and what it is.
    """
    AuditRecord.objects.bulk_create(lines(by=by, action=action, objs=objs, after=after, told=told), batch_size=500)


def lines(
    *, by: Any, action: str, objs: Iterable[models.Model], after: dict | None = None,
    told: dict[Any, tuple[dict, dict]] | None = None,
) -> list[AuditRecord]:  # fmt: skip
    """The lines of `record_many`, for whoever makes them ready before the lock and writes them under it."""
    told, signature = told or {}, _signature(by)
    return [_line(signature, action, obj, *told.get(obj.pk, (None, after))) for obj in objs]


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Only what differs, as text, in two dictionaries of the same keys."""
    keys = [key for key in {**before, **after} if text_of(before.get(key)) != text_of(after.get(key))]
    return {key: text_of(before.get(key)) for key in keys}, {key: text_of(after.get(key)) for key in keys}


def facts(obj: models.Model) -> dict[str, str]:
    """What was written into a new record: the fields a person fills, but for the empty ones."""
    fields = [field for field in obj._meta.concrete_fields if field.editable and not field.primary_key]
    return told({field.name: getattr(obj, field.name) for field in fields})


def told(values: dict[str, Any]) -> dict[str, str]:
    """Values as text, without what is empty."""
    texts = {key: text_of(value) for key, value in values.items()}
    return {key: text for key, text in texts.items() if text}


def text_of(value: Any) -> str:
    """A value as the log keeps it: what people would write, but for closed lists, whose words are looked up later."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime):
        return dates.moment(value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list | tuple | set | models.QuerySet):
        return "; ".join(text_of(one) for one in value)
    return str(value)


def _signature(by: Any, person: Any = None) -> dict[str, Any]:
    """Who, at which position, from where: the same for all lines of one act."""
    who = by.user if by else person
    return {
        "actor": str(who) if who else "",
        "actor_id": who.pk if who else None,
        "position": str(by)[:300] if by else NO_POSITION if who else "Hệ thống",
        "position_id": by.pk if by else None,
        "address": _address.get(),
    }


def _line(
    signature: dict[str, Any], action: str, obj: models.Model, before: dict | None, after: dict | None, label: str = ""
) -> AuditRecord:
    line = AuditRecord(
        **signature,
        action=action,
        kind=obj._meta.label_lower,
        object_id=str(obj.pk),
        label=(label or getattr(obj, "name_in_log", "") or str(obj))[:300],
        before=before or {},
        after=after or {},
    )
    line.search_text = line.words()
    return line
