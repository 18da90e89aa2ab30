"""Nhật ký: one line for every change, written in the transaction of the change itself."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from common.models import AuditRecord

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
    *, by: Any, action: str, obj: models.Model, before: dict | None = None, after: dict | None = None, label: str = ""
) -> None:
    """Append one line. `by` is a position, or None for the system itself and for the first administrator.

    `label` calls the object by less than its name, where the readers of the log may not know that yet.
    """
    AuditRecord.objects.bulk_create([_line(by, action, obj, before, after, label)])


def record_many(
    *, by: Any, action: str, objs: Iterable[models.Model], told: dict[Any, tuple[dict, dict]] | None = None
) -> None:
    """Append one line per object: bulk writes are on the record as well. `told`: key → what it was, what it is."""
    told = told or {}
    lines = [_line(by, action, obj, *told.get(obj.pk, (None, None))) for obj in objs]
    AuditRecord.objects.bulk_create(lines, batch_size=500)


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Only what differs, as text, in two dictionaries of the same keys."""
    keys = [key for key in after if str(before.get(key, "")) != str(after[key])]
    return {key: str(before.get(key, "")) for key in keys}, {key: str(after[key]) for key in keys}


def _line(
    by: Any, action: str, obj: models.Model, before: dict | None, after: dict | None, label: str = ""
) -> AuditRecord:
    return AuditRecord(
        actor=str(by.user) if by else "",
        actor_id=by.user_id if by else None,
        position=str(by)[:300] if by else "Hệ thống",
        position_id=by.pk if by else None,
        address=_address.get(),
        action=action,
        kind=obj._meta.label_lower,
        object_id=str(obj.pk),
        label=(label or str(obj))[:300],
        before=before or {},
        after=after or {},
    )
