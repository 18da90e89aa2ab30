"""Việc trong kế hoạch năm."""

from django import forms

from common.formfields import TextLine
from common.rowfields import RowMultipleChoiceField
from front.enums import Work
from front.forms.shared import DayField, kind_field


class WorkForm(forms.Form):
    """Một việc, until when, by whom."""

    kind = kind_field("Loại việc", Work.choices, "Chọn loại việc.")
    title = TextLine(label="Việc", help_text="Ví dụ: Tổ chức Ngày hội Đại đoàn kết ở khu dân cư.")
    due_on = DayField(label="Xong trước hoặc trong ngày")
    note = TextLine(label="Yêu cầu, ghi chú", max_length=500, required=False)
    units = RowMultipleChoiceField(label="Nơi làm", widget=forms.CheckboxSelectMultiple,
                                   error_messages={"required": "Chọn nơi làm việc này."})  # fmt: skip

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer(units)


class DoneForm(forms.Form):
    """Đã làm xong khi nào, kết quả ra sao."""

    done_on = DayField(label="Làm xong ngày", past=True)
    told = TextLine(label="Kết quả", max_length=500, required=False)
