"""Form of the letter that reminds."""

from django import forms

from common.formfields import DateField, TextBlock, TextLine
from common.rowfields import RowMultipleChoiceField


class ReminderForm(forms.Form):
    """Công văn đôn đốc: to whom, until when, who signs, and what else is to be said."""

    units = RowMultipleChoiceField(
        label="Đơn vị", error_messages={"required": "Chưa chọn đơn vị nào.", "invalid_choice": "Có đơn vị vừa đăng ký đủ; hãy xem lại danh sách rồi bấm lại."},
    )  # fmt: skip
    until = DateField(label="Đề nghị đăng ký xong trước hoặc trong ngày")
    signer_name = TextLine(label="Người ký", max_length=150)
    signer_title = TextLine(
        label="Chức vụ người ký", max_length=150, help_text="Ghi như dưới chữ ký, ví dụ: Phó Chủ tịch."
    )
    note = TextBlock(
        label="Nội dung thêm", max_length=2_000, required=False, help_text="Mỗi dòng thành một đoạn trong công văn."
    )

    def __init__(self, *args, behind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer([row.unit for row in behind])
