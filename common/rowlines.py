"""Nhiều dòng, mỗi dòng một ô: a list of lines written, corrected and emptied one by one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.formfields import REQUIRED
from common.vietnamese import clean

EMPTY_ROWS = 2


class LinesInput(forms.Textarea):
    """One box a line, with empty ones behind for more; all carry the same name and arrive in their order."""

    template_name = "components/widgets/lines.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["rows"] = list(enumerate([*(value or []), *[""] * EMPTY_ROWS], 1))
        return context

    def format_value(self, value: Any) -> Any:
        return value

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """A line break in a box begins a line of its own: many lines may be pasted at once."""
        written = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        boxes = [written] if isinstance(written, str) else written
        return [line for box in boxes for line in box.splitlines()]


class LinesField(forms.Field):
    """The lines that are not empty, in their order."""

    widget = LinesInput
    default_error_messages = {"required": REQUIRED}

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length

    def to_python(self, value: Any) -> list[str]:
        return [line for one in value or [] if (line := clean(one))]

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        long = [place for place, line in enumerate(value, 1) if len(line) > self.max_length]
        if long:
            raise ValidationError(f"Mỗi dòng tối đa {self.max_length} ký tự; dòng {long[0]} dài hơn.", code="too_long")
