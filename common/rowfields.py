"""Choices among rows already in hand: they cost no query of their own, however often they are drawn or checked."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms


class _OffersRows:
    """Keeps the offered rows by key; a callable is asked once, and only when the choices are needed."""

    empty_label: str | None = None

    def offer(self, rows: Iterable[Any] | Callable[[], Iterable[Any]], label: Callable[[Any], str] = str) -> None:
        self._source, self._label, self._known = rows, label, None
        self.choices = self._as_choices

    @property
    def rows(self) -> dict[str, Any]:
        if getattr(self, "_known", None) is None:
            source = getattr(self, "_source", ())
            self._known = {str(row.pk): row for row in (source() if callable(source) else source)}
        return self._known

    def _as_choices(self) -> list[tuple[str, str]]:
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        return empty + [(key, self._label(row)) for key, row in self.rows.items()]


class RowChoiceField(_OffersRows, forms.ChoiceField):
    """One of the rows, or None."""

    default_error_messages = {"invalid_choice": "Lựa chọn này không còn dùng được; hãy chọn lại."}

    def __init__(self, *, empty_label: str | None = None, **kwargs):
        super().__init__(**kwargs)
        self.empty_label = empty_label

    def clean(self, value):
        value = forms.Field.clean(self, self.to_python(value))
        if not value:
            return None
        if value not in self.rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[value]


class RowMultipleChoiceField(_OffersRows, forms.MultipleChoiceField):
    """Any number of the rows, in the order offered."""

    default_error_messages = {"invalid_choice": "Lựa chọn này không còn dùng được; hãy chọn lại."}

    def clean(self, value):
        chosen = forms.Field.clean(self, self.to_python(value))
        if any(key not in self.rows for key in chosen):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return [row for key, row in self.rows.items() if key in chosen]
