"""How a line of the log is told in Vietnamese: a sentence, and what changed, without a code or a name of a column."""

import re
import sys
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.text import capfirst

from common.models import AuditRecord
from common.vietnamese import lower_first, sort_key

# What services tell beside the fields of the object itself.
OTHER_WORDS = {
    "note": "lý do, ý kiến", "user": "tài khoản", "due_on": "hạn", "sectors": "lĩnh vực", "areas": "địa bàn phụ trách",
    "approved_by": "lãnh đạo duyệt",
}  # fmt: skip
# Which saved text was sent: of use to the program alone.
UNTOLD = {"revision"}
PLAIN_VALUES = {"True": "có", "False": "không", "None": ""}
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Change:
    """One value before and after, under the name people know."""

    label: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """“Trạng thái: “Đã tiếp nhận” → “Trả lại để bổ sung””."""
        if self.before and not self.after:
            return f"{self.label}: bỏ “{self.before}”"
        return f"{self.label}: “{self.before}” → “{self.after}”" if self.before else f"{self.label}: “{self.after}”"


@dataclass(frozen=True)
class Line:
    """A line of the log with its changes spelled out."""

    record: AuditRecord
    changes: list[Change]

    @property
    def actor(self) -> str:
        """Who acted; a line that came over the network without a person is somebody's who had not signed in."""
        return self.record.actor or ("Người chưa đăng nhập" if self.record.address else "Hệ thống")

    @property
    def position(self) -> str:
        return self.record.position if self.record.actor else ""

    @property
    def deed(self) -> str:
        """What was done to what: “tiếp nhận đăng ký mô hình “DVK-2026-00012 …””."""
        record = self.record
        action = lower_first(record.action)
        if record.kind == "accounts.user" and record.actor_id and record.object_id == str(record.actor_id):
            return action
        kind = kind_name(record.kind)
        return f"{action} “{record.label}”" if _ends_as_begins(action, kind) else f"{action} {kind} “{record.label}”"

    @property
    def sentence(self) -> str:
        """The whole line as one sentence."""
        where = f", {self.position}," if self.position else ""
        at = f"{timezone.localtime(self.record.at):%H:%M ngày %d/%m/%Y}"
        computer = f", từ địa chỉ mạng {self.record.address}" if self.record.address else ""
        return f"{self.actor}{where} {self.deed} lúc {at}{computer}."

    @property
    def changes_text(self) -> str:
        return "; ".join(change.text for change in self.changes)


def told(record: AuditRecord) -> Line:
    """The line with the names of its fields and choices in place of what the database calls them."""
    keys = {*record.before, *record.after} - UNTOLD
    changes = [_change(record, key) for key in sorted(keys, key=lambda key: _place(record.kind, key))]
    return Line(record, [change for change in changes if change.before != change.after])


@cache
def kind_name(kind: str) -> str:
    """What people call the objects of a kind."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return "đối tượng"


def _ends_as_begins(action: str, kind: str) -> bool:
    """“gửi phiếu” + “phiếu chấm”: the action has named the kind already."""
    words = kind.split()
    return any(action.casefold().endswith(" ".join(words[:count]).casefold()) for count in range(1, len(words) + 1))


def _change(record: AuditRecord, key: str) -> Change:
    field = _field(record.kind, key)
    known = field.verbose_name if field else OTHER_WORDS.get(key, "" if key.isascii() else key)
    choices = {str(value): str(word) for value, word in field.flatchoices} if field and field.choices else {}
    return Change(
        capfirst(known or "Nội dung khác"),
        _value(record.before.get(key, ""), choices),
        _value(record.after.get(key, ""), choices),
    )


@cache
def _place(kind: str, key: str) -> tuple[int, str]:
    """Fields in the order of the record, then what else was said; a database gives the keys back in its own order."""
    field = _field(kind, key)
    return (field.creation_counter if field else sys.maxsize, sort_key(key))


def _value(value, choices: dict[str, str]) -> str:
    text = str(value)
    if text in choices:
        return choices[text]
    if day := ISO_DAY.fullmatch(text):
        return f"{day[3]}/{day[2]}/{day[1]}"
    return PLAIN_VALUES.get(text, text)


@cache
def _field(kind: str, key: str):
    try:
        field = apps.get_model(kind)._meta.get_field(key)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if hasattr(field, "verbose_name") else None
