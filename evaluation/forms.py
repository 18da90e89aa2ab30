"""Forms of rounds and moves. They judge what was typed and write nothing."""

from datetime import timedelta

from django import forms

from common.formfields import DateField, FileField, TextBlock, TextLine
from documents.sheets_in import KINDS
from registrations.enums import Kind
from registrations.models import Plan


class ConflictForm(forms.Form):
    """Tôi có liên quan: how the reviewer is bound to the unit or person."""

    note = TextBlock(
        label="Liên quan như thế nào", max_length=2_000,
        help_text="Ví dụ: từng công tác tại đơn vị; là người thân của cá nhân được đề nghị.",
    )  # fmt: skip


class CriteriaFileForm(forms.Form):
    """Nhập bộ tiêu chí từ Excel."""

    kind = forms.ChoiceField(
        label="Loại", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tập thể hoặc cá nhân."},
    )  # fmt: skip
    file = FileField(label="Tệp bộ tiêu chí", kinds=KINDS, max_mb=5)


class RoundForm(forms.Form):
    """Đợt đánh giá."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), label="Theo kế hoạch", empty_label="— chọn kế hoạch —",
        error_messages={"required": "Hãy chọn kế hoạch.", "invalid_choice": "Kế hoạch này không có trong danh sách."},
    )  # fmt: skip
    name = TextLine(label="Tên đợt đánh giá", max_length=200, help_text="Ví dụ: Đánh giá mô hình năm 2026, cấp huyện.")
    opens_on = DateField(label="Chấm từ ngày")
    last_day = DateField(label="Nhận phiếu đến hết ngày")

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = lambda plan: f"{plan} – năm {plan.year}"

    def clean(self):
        cleaned = super().clean()
        opens_on, last_day = cleaned.get("opens_on"), cleaned.pop("last_day", None)
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", "Ngày cuối nhận phiếu không được trước ngày bắt đầu chấm.")
        # All from/to are half-open: the day after the last one is the first that is too late.
        cleaned["closes_on"] = last_day + timedelta(days=1) if last_day else None
        return cleaned
