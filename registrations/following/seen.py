"""Điều đã thấy khi sửa: whether somebody else wrote since a form was opened, and how the two texts differ."""

import hashlib
import json
from datetime import date

from registrations.following.inspectionforms import as_typed


class Changed(Exception):
    """Somebody wrote meanwhile; carries what stands there now, so that both texts can be shown."""

    def __init__(self, now):
        super().__init__(str(now))
        self.now = now


def mark(told: object) -> str:
    """What a form carries of the text that it was opened with."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def differences(form, now: dict) -> list[tuple[str, str, str]]:
    """(field, as typed, as it stands now) of each field of a valid form that differs."""
    told = [field for field in form if field.name in now]
    pairs = [(field.label, _shown(form.cleaned_data[field.name]), _shown(now[field.name])) for field in told]
    return [pair for pair in pairs if pair[1] != pair[2]]


def typed_of(obj) -> dict:
    """The first values of the form of an inspection, or of one of its places."""
    return {"findings": obj.findings} if hasattr(obj, "findings") else as_typed(obj)


def _shown(value) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
