"""Ô chọn đơn vị: a unit written by name, found without diacritics, offered by the browser's own list."""

from django import forms
from django.core.exceptions import ValidationError

from common.formfields import TextBlock, TextLine
from common.vietnamese import fold
from units.models import Unit

# More names than this would make the page heavier than the search is worth; typing still finds every unit.
MOST_OFFERED = 400
MOST_TOLD = 5


def written(unit: Unit) -> str:
    """The name as it is offered: with what it belongs to, where the name alone does not say so."""
    above = unit.parent.name if unit.parent and unit.parent.name not in unit.full_name else ""
    return f"{unit.full_name} – {above}" if above else unit.full_name


class UnitInput(forms.TextInput):
    """A text box with the browser's list of suggestions."""

    template_name = "units/widgets/unit_input.html"
    names: list[str] = []

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        listed = f"{context['widget']['attrs'].get('id', name)}-danh-sach"
        context["widget"]["attrs"]["list"] = listed
        return context | {"listed": listed, "names": self.names}


class UnitField(TextLine):
    """Đơn vị, Unit: among `units`, given to the form when it is made."""

    widget = UnitInput

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Gõ vài chữ trong tên, có dấu hay không đều được, rồi chọn trong danh sách.")
        super().__init__(max_length=500, **kwargs)
        self.units = Unit.objects.none()

    def offer(self, units) -> None:
        """The units that may be written here."""
        self.units = units.select_related("parent")
        self.widget.names = [written(unit) for unit in self.units.order_by("path")[:MOST_OFFERED]]

    def prepare_value(self, value):
        return written(value) if isinstance(value, Unit) else value

    def clean(self, value):
        text = super().clean(value)
        return find_unit(self.units, text) if text else None


class UnitLinesField(TextBlock):
    """Nhiều đơn vị: one to a line; the value is a list of units."""

    def __init__(self, **kwargs):
        super().__init__(max_length=3000, **kwargs)
        self.units = Unit.objects.none()

    def offer(self, units) -> None:
        self.units = units.select_related("parent")

    def prepare_value(self, value):
        return "\n".join(written(unit) for unit in value) if isinstance(value, list) else value

    def clean(self, value):
        lines = (super().clean(value) or "").splitlines()
        return [find_unit(self.units, line) for line in lines if line.strip()]


def find_unit(units, text: str) -> Unit:
    """The one unit meant by a text. Raises ValidationError when there is none, or more than one."""
    wanted = fold(text)
    found = list(units.filter(search_text__contains=fold(text.split(" – ")[0]))[:MOST_OFFERED])
    for say in (written, str, lambda unit: unit.name, lambda unit: unit.code):
        same = [unit for unit in found if say(unit) == text.strip()] or [
            unit for unit in found if fold(say(unit)) == wanted
        ]
        if len(same) == 1:
            return same[0]
    if not found:
        raise ValidationError(f"Không có đơn vị nào tên “{text}” trong phạm vi phụ trách.", code="none")
    if len(found) == 1:
        return found[0]
    told = "; ".join(written(unit) for unit in found[:MOST_TOLD])
    more = "…" if len(found) > MOST_TOLD else ""
    raise ValidationError(f"Có nhiều đơn vị khớp “{text}”: {told}{more}. Hãy ghi đủ tên.", code="many")
