"""Sửa một bản ghi: new values laid over a row that is held, judged, stored, and told to the log where they differ."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from common import audit


def correct_row(*, by: Any, row: models.Model, action: str, facts: dict[str, Any], exclude: Iterable[str] = ()) -> None:
    """Part of a service that has looked at the right and holds the row. `exclude`: columns that are not judged.

    Raises ValidationError.
    """
    before = {name: getattr(row, name) for name in facts}
    for name, value in facts.items():
        setattr(row, name, value)
    row.full_clean(exclude=exclude)
    row.save()
    old, new = audit.changes(before, facts)
    if new:
        audit.record(by=by, action=action, obj=row, before=old, after=new)
