"""Form of the letter that reminds."""

from accounts.signingforms import SignerForm
from common.formfields import DateField, TextBlock
from common.rowfields import RowMultipleChoiceField


class ReminderForm(SignerForm):
    """Công văn đôn đốc: to whom, until when, who signs, and what else is to be said."""

    units = RowMultipleChoiceField(
        label="Đơn vị", error_messages={"required": "Chưa chọn đơn vị nào.", "invalid_choice": "Có đơn vị vừa đăng ký đủ; hãy xem lại danh sách rồi bấm lại."},
    )  # fmt: skip
    until = DateField(label="Đề nghị đăng ký xong trước hoặc trong ngày")
    note = TextBlock(
        label="Nội dung thêm", max_length=2_000, required=False, help_text="Mỗi dòng thành một đoạn trong công văn."
    )
    field_order = ["units", "until", "signer_name", "signer_title", "note"]

    def __init__(self, *args, behind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer([row.unit for row in behind])
