"""Biểu mẫu phôi: every place of a blank with its measures in mm, as one form."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from common import numbers
from common.formfields import QuantityField
from recognition.models import Blank, BlankPlace

# least and most of each measure
MEASURES = {
    "left_mm": ("Cách mép trái (mm)", 0, 297), "top_mm": ("Cách mép trên (mm)", 0, 210),
    "width_mm": ("Rộng (mm)", 5, 297), "size_pt": ("Cỡ chữ", 6, 72),
}  # fmt: skip


class MeasureField(QuantityField):
    """A length with one decimal, between bounds."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Decimal | None:
        found = super().clean(self._without_minus(value))
        if found is None:
            return None
        found = -found if isinstance(value, str) and value.strip().startswith(("-", "−")) else found
        if not self.least <= found <= self.most or found != round(found, 1):
            least, most = numbers.quantity(Decimal(self.least)), numbers.quantity(Decimal(self.most))
            raise ValidationError(f"Ghi số từ {least} đến {most}, tối đa một chữ số thập phân.", code="invalid")
        return found

    @staticmethod
    def _without_minus(value: Any) -> Any:
        return value.strip().lstrip("-−") if isinstance(value, str) else value


class BlankForm(forms.Form):
    """Độ dời chung, and each place."""

    right_mm = MeasureField(label="Dời tất cả sang phải (mm)", least=-50, most=50, help_text="Số âm: sang trái.")
    down_mm = MeasureField(label="Dời tất cả xuống (mm)", least=-50, most=50, help_text="Số âm: lên trên.")

    def __init__(self, *args, blank: Blank, places: list[BlankPlace], **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"right_mm": blank.right_mm, "down_mm": blank.down_mm}
        self.places = places
        for one in places:
            self.fields[f"{one.place}-is_printed"] = forms.BooleanField(label=f"In {one}", required=False)
            self.initial[f"{one.place}-is_printed"] = one.is_printed
            for name, (label, least, most) in MEASURES.items():
                field = MeasureField(label=f"{one}: {label}", least=least, most=most)
                field.short = label
                self.fields[f"{one.place}-{name}"] = field
                self.initial[f"{one.place}-{name}"] = getattr(one, name)

    def lines(self) -> list[tuple[BlankPlace, list[BoundField]]]:
        """Each place with its fields, for the table of the page."""
        return [(one, [self[f"{one.place}-{name}"] for name in ("is_printed", *MEASURES)]) for one in self.places]

    def facts(self) -> dict[str, Any]:
        """What the service writes."""
        cleaned = self.cleaned_data
        rows = [
            {"place": one.place} | {name: cleaned[f"{one.place}-{name}"] for name in ("is_printed", *MEASURES)}
            for one in self.places
        ]
        return {"right_mm": cleaned["right_mm"], "down_mm": cleaned["down_mm"], "places": rows}
