"""Việc trong kế hoạch năm."""

from django import forms

from common.formfields import DateField, TextLine
from common.rowfields import RowMultipleChoiceField
from front.enums import Work


class WorkForm(forms.Form):
    """Một việc, until when, by whom."""

    kind = forms.ChoiceField(label="Loại việc", choices=[("", "— chọn —"), *Work.choices],
                             error_messages={"required": "Chọn loại việc."})  # fmt: skip
    title = TextLine(label="Việc", help_text="Ví dụ: Tổ chức Ngày hội Đại đoàn kết ở khu dân cư.")
    due_on = DateField(label="Xong trước hoặc trong ngày")
    note = TextLine(label="Yêu cầu, ghi chú", max_length=500, required=False)
    units = RowMultipleChoiceField(label="Nơi làm", widget=forms.CheckboxSelectMultiple,
                                   error_messages={"required": "Chọn nơi làm việc này."})  # fmt: skip

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer(units)


class DoneForm(forms.Form):
    """Đã làm xong khi nào, kết quả ra sao."""

    done_on = DateField(label="Làm xong ngày")
    told = TextLine(label="Kết quả", max_length=500, required=False)
