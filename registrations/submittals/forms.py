"""The forms around a list: putting records on it, striking one out, approving it; and the công văn it goes out with."""

from copy import deepcopy
from operator import attrgetter

from django import forms
from django.utils import timezone

from accounts.signingforms import ApprovalForm, SignerForm
from common.formfields import DateField, TextBlock, TextLine, not_in_future
from common.rowfields import RowMultipleChoiceField

SEEN_BY_OWNER = (
    "Duyệt xong thì đơn vị đăng ký đọc được. Trao đổi riêng với lãnh đạo thì ghi ở “Ghi chú nội bộ” của hồ sơ."
)
# Drawn box by box, in the table of the records.
TICKS = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})


class ApproveForm(ApprovalForm):
    """Duyệt: who signs, in which office, on which day; today unless said otherwise."""

    signed_on = DateField(label="Ngày ký", initial=timezone.localdate, validators=[not_in_future])
    field_order = ["signer_name", "signer_title", "signed_on", "note"]


class StrikeForm(forms.Form):
    """Gạch khỏi danh sách: why one record is not approved with the others."""

    note = TextBlock(label="Lý do", max_length=400)


class AddManyForm(forms.Form):
    """Several waiting records under one proposed move and one text, asked for as the move itself asks."""

    move = forms.CharField(widget=forms.HiddenInput)
    registrations = RowMultipleChoiceField(
        label="Hồ sơ", widget=TICKS, error_messages={
            "required": "Chưa chọn hồ sơ nào.",
            "invalid_choice": "Có hồ sơ không còn đưa vào danh sách với đề nghị này được; xem lại các hồ sơ dưới đây.",
        },
    )  # fmt: skip

    def __init__(self, *args, offer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["move"].initial = offer.move.name
        self.fields["registrations"].offer(offer.ready)
        self.fields["note"] = note = deepcopy(offer.move.form.base_fields["note"])
        note.help_text = SEEN_BY_OWNER

    def lines(self) -> list[tuple]:
        """The records to tick: (tick box, registration, no receipt)."""
        records = self.fields["registrations"].rows.values()
        return [(box, one, None) for box, one in zip(self["registrations"], records, strict=True)]


class LetterForm(SignerForm):
    """Công văn kèm danh sách: number and day may be written later, when the clerk has given them; who signs, too."""

    number = TextLine(
        label="Số, ký hiệu công văn", max_length=60, required=False, help_text="Ví dụ: 45/UBND-VP. Ghi sau cũng được."
    )
    issued_on = DateField(label="Ngày công văn", required=False)
    receiver = TextLine(label="Gửi đến", max_length=200, required=False)
    field_order = ["receipts", "number", "issued_on", "receiver", "signer_name", "signer_title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signer_name"].required = self.fields["signer_title"].required = False

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("number") and not cleaned.get("issued_on") and "issued_on" not in self.errors:
            self.add_error("issued_on", "Công văn đã có số thì ghi cả ngày.")
        return cleaned


class NewLetterForm(LetterForm):
    """A new one, with the confirmed registrations that go along."""

    receipts = RowMultipleChoiceField(
        label="Hồ sơ gửi kèm", widget=TICKS,
        error_messages={"required": "Chưa chọn hồ sơ nào."},
    )  # fmt: skip

    def __init__(self, *args, receipts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["receipts"].offer(receipts, attrgetter("registration.code"))

    def lines(self) -> list[tuple]:
        """The records to tick: (tick box, registration, its receipt)."""
        receipts = self.fields["receipts"].rows.values()
        return [(box, one.registration, one) for box, one in zip(self["receipts"], receipts, strict=True)]
