"""Choices among rows already in hand: they cost no query of their own, however often they are drawn or checked."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Rows = Iterable[Any] | Callable[[], Iterable[Any]]
GONE = "Lựa chọn này không còn dùng được; hãy chọn lại."


class _Offer:
    """The offered rows by key. A callable is asked once, and only when the choices are needed."""

    def __init__(self, source: Rows, label: Callable[[Any], str], empty_label: str | None) -> None:
        self.source, self.label, self.empty_label = source, label, empty_label
        self.known: dict[str, Any] | None = None

    def rows(self) -> dict[str, Any]:
        if self.known is None:
            self.known = {str(row.pk): row for row in (self.source() if callable(self.source) else self.source)}
        return self.known

    def choices(self) -> list[tuple[str, str]]:
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        return empty + [(key, self.label(row)) for key, row in self.rows().items()]


class RowSelect(forms.Select):
    """A list to choose one row from, in groups or not, drawn in one go: Django includes a template for every option."""

    template_name = "components/widgets/row_select.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = forms.Widget.get_context(self, name, value, attrs)
        return context | {"options": _drawn(self.choices, self.format_value(value))}


def _drawn(choices: Iterable[tuple[Any, Any]], chosen: list[str]) -> SafeString:
    """The options; what stands beside a name as a list is the group of that name."""
    return format_html_join("\n", "{}", ((_option(key, label, chosen),) for key, label in choices))


def _option(key: Any, label: Any, chosen: list[str]) -> SafeString:
    if isinstance(label, list):
        return format_html('<optgroup label="{}">\n{}\n</optgroup>', key, _drawn(label, chosen))
    mark = SafeString(" selected" if key in chosen else "")
    return format_html('<option value="{}"{}>{}</option>', key, mark, label)


class RowChoiceField(forms.ChoiceField):
    """One of the rows, or None."""

    widget = RowSelect
    default_error_messages = {"invalid_choice": GONE}

    def __init__(self, *, empty_label: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.empty_label = empty_label
        self.offer(())

    def offer(self, rows: Rows, label: Callable[[Any], str] = str) -> None:
        """The rows to choose from, and how each is called."""
        self._offer = _Offer(rows, label, self.empty_label)
        self.choices = self._offer.choices

    @property
    def rows(self) -> dict[str, Any]:
        return self._offer.rows()

    def clean(self, value: Any) -> Any:
        key = forms.Field.clean(self, self.to_python(value))
        if key and key not in self.rows:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[key] if key else None


class RowMultipleChoiceField(forms.MultipleChoiceField):
    """Any number of the rows, in the order offered."""

    default_error_messages = {"invalid_choice": GONE, "invalid_list": GONE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offer(())

    def offer(self, rows: Rows, label: Callable[[Any], str] = str) -> None:
        """The rows to choose from, and how each is called."""
        self._offer = _Offer(rows, label, None)
        self.choices = self._offer.choices

    @property
    def rows(self) -> dict[str, Any]:
        return self._offer.rows()

    def clean(self, value: Any) -> list[Any]:
        chosen = forms.Field.clean(self, self.to_python(value))
        # Nothing ticked: what is offered need not be asked for.
        if not chosen:
            return []
        if any(key not in self.rows for key in chosen):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return [row for key, row in self.rows.items() if key in chosen]
