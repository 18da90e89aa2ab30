"""The form of a wish to change a confirmed registration. It judges what was typed and writes nothing."""

from datetime import date
from typing import Any

from django import forms

from common.formfields import AmountField, DateField, TextBlock, TextLine
from registrations.enums import Kind, Purpose, Salutation
from registrations.forms import BenefitLinesField, PaperForm


class AmendmentForm(PaperForm):
    """Đề nghị điều chỉnh: the changeable parts of a confirmed registration, with the reason."""

    purpose = Purpose.AMENDMENT
    needed = ("title", "time_text", "reason")

    person_title = forms.ChoiceField(label="Ông/Bà", choices=[("", "—"), *Salutation.choices], required=False)
    person_name = TextLine(label="Họ và tên", max_length=150, required=False)
    person_duty = TextLine(label="Chức vụ, nhiệm vụ được giao", max_length=300, required=False)
    title = TextLine(
        label="Tên mô hình, điển hình", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    model_address = TextLine(label="Địa chỉ mô hình", max_length=300, required=False)
    benefit_amount = AmountField(label="Giá trị dự kiến làm lợi (nếu có)", required=False)
    benefit_lines = BenefitLinesField(
        label="Kết quả khác tiền", required=False, help_text="Mỗi dòng một kết quả, ví dụ: 1.260 m2 đất."
    )
    time_text = TextLine(label="Thời gian thực hiện và hoàn thành", max_length=200, required=False)
    starts_on = DateField(label="Bắt đầu", required=False)
    ends_on = DateField(label="Hoàn thành", required=False)
    signer_name = TextLine(label="Người phụ trách, đại diện ký", max_length=150, required=False)
    reason = TextBlock(label="Lý do điều chỉnh", max_length=2_000, required=False)

    def __init__(self, *args, kind=Kind.COLLECTIVE, confirmed: dict[str, Any] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.confirmed = confirmed or {}
        if kind == Kind.INDIVIDUAL:
            self.needed = ("person_name", "person_duty", *AmendmentForm.needed)
        else:
            for name in ("person_title", "person_name", "person_duty"):
                del self.fields[name]

    def clean(self):
        """The paper prints the words for the time: a date that was moved must not stay in them."""
        cleaned = super().clean()
        moved = [day for name in ("starts_on", "ends_on")
                 if (day := self.confirmed.get(name)) and name in cleaned and cleaned[name] != day]  # fmt: skip
        words = cleaned.get("time_text") or ""
        if old := [f"{day:%d/%m/%Y}" for day in moved if _says(words, day)]:
            self.add_error("time_text", f"Ngày đã đổi nhưng ở đây còn ghi {' và '.join(old)}; hãy sửa cho khớp.")
        return cleaned


def _says(words: str, day: date) -> bool:
    return any(told in words for told in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}"))
