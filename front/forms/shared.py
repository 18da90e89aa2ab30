"""What the forms of the room share: the choices before anything is chosen, days, counts, the unit, striking out."""

from functools import partial
from typing import Any

from django import forms
from django.utils import timezone

from common import numbers
from common.dates import parse_near
from common.formfields import DateField, QuantityField, TextLine
from front.offers import offered_units, others_keeping
from units.choosing import UnitInHandField

CHOOSE = ("", "— chọn —")
MOST_PEOPLE = 1_000_000


class DayField(DateField):
    """Ngày; without a year the nearest such day, of what is `past` the last one."""

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.past = past
        self.parse = partial(self._near, past=past)

    @staticmethod
    def _near(text: str, *, past: bool):
        return parse_near(text, timezone.localdate(), past=past)


class CountField(QuantityField):
    """Số người, số hộ: a whole number."""

    attrs = {"inputmode": "numeric"}

    def to_python(self, value: Any) -> int | None:
        number = super().to_python(value)
        if number is None:
            return None
        if number % 1:
            raise forms.ValidationError("Ghi một số nguyên, ví dụ 86 hoặc 1.260.", code="invalid")
        if number > MOST_PEOPLE:
            raise forms.ValidationError(f"Số quá lớn: nhiều nhất {numbers.quantity(MOST_PEOPLE)}.", code="invalid")
        return int(number)


class OfUnitForm(forms.Form):
    """Whose row it is: chosen when it is written, the own body unless said otherwise; it stays when it is corrected."""

    unit = UnitInHandField(label="Đơn vị", required=False)

    def __init__(self, *args, by, is_new: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.own, self.is_new = by.unit, is_new
        units = offered_units(by) if is_new else []
        # A member organisation writes for itself alone: nothing to choose.
        if len(units) < 2:
            del self.fields["unit"]
            return
        # A row that is copied may be of a body that writes for itself by now.
        if self.initial.get("unit") not in {unit.pk for unit in units}:
            self.initial["unit"] = self.own.pk
        self.fields["unit"].offer(units)
        if themselves := [str(unit) for unit in others_keeping(by)]:
            self.fields["unit"].help_text = f"Tự ghi sổ nên không chọn ở đây: {'; '.join(themselves)}."

    def clean(self):
        cleaned = super().clean()
        if self.is_new:
            cleaned["unit"] = cleaned.get("unit") or self.own
        return cleaned


class StrikeForm(forms.Form):
    """Vì sao hủy."""

    reason = TextLine(label="Lý do hủy", max_length=300, help_text="Ví dụ: ghi trùng; hoạt động không tổ chức.")


def kind_field(label: str, choices, error: str) -> forms.ChoiceField:
    """One of a closed list, none chosen at first."""
    return forms.ChoiceField(label=label, choices=[CHOOSE, *choices], error_messages={"required": error})


def written_of(row, names) -> dict[str, Any]:
    """What a form begins with."""
    return {name: getattr(row, name) for name in names}
