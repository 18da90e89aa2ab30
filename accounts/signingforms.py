"""Ai ký, số nào: the forms by which a paper is signed, or begun in the name of who signs it, and numbered."""

import re

from django import forms

from common.formfields import DateField, TextBlock, TextLine, not_in_future
from documents.letterhead import Letterhead, duty_for
from units.letterheads import AS_IN_REGISTER, as_in_register, carries_symbol

# By which box a number is confirmed that does not carry the symbol of the head.
AS_TYPED = "dung-ky-hieu"
IF_RIGHT = "Sửa lại, hoặc đánh dấu ở dưới nếu đã đúng."
_DIGITS = re.compile(r"\d*")


class PaperForm(forms.Form):
    """A step of a paper on its way out, under the `head` it carries."""

    def __init__(self, *args, head: Letterhead | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.head = head


class SignerForm(PaperForm):
    """Who signs, in which office; at first the `leader`, in the one duty in which papers under this head are signed."""

    signer_name = TextLine(label="Người ký", max_length=150)
    signer_title = TextLine(
        label="Chức vụ người ký", max_length=150, help_text="Ghi như dưới chữ ký, ví dụ: Phó Chủ tịch."
    )

    def __init__(self, *args, leader=None, **kwargs):
        super().__init__(*args, **kwargs)
        if leader is not None:
            lines = self.head.signature_lines if self.head else ()
            title = duty_for(lines, leader.title) or "".join(lines[-1:]).capitalize()
            self.initial = {"signer_name": str(leader.user), "signer_title": title, **self.initial}


class ApprovalForm(SignerForm):
    """Duyệt, ký: who signs, and what is said to it."""

    note = TextBlock(label="Ý kiến", max_length=2_000, required=False)


class NumberForm(PaperForm):
    """Số, ngày: what the register of papers gave. A number without the symbol of the head is asked about once."""

    number = TextLine(label="Số, ký hiệu", max_length=60, help_text=AS_IN_REGISTER)
    issued_on = DateField(label="Ngày văn bản", validators=[not_in_future])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.head is not None:
            self.fields["number"].help_text = as_in_register(self.head)

    def clean(self):
        cleaned, number = super().clean(), self.cleaned_data.get("number", "")
        if self.head and number and not carries_symbol(self.head, number) and self.data.get(AS_TYPED) != number:
            usual = self.head.with_symbol(_DIGITS.match(number)[0] or "45")
            self.add_error("number", f"Ký hiệu khác ký hiệu của nơi ban hành, thường ghi {usual}. {IF_RIGHT}")
            # This very number; another one is asked about again, and found unticked.
            box = forms.CheckboxInput(attrs={"value": number}, check_test=lambda _: False)
            label = f"“{number}” đúng như trong sổ văn bản đi"
            self.fields[AS_TYPED] = forms.BooleanField(label=label, required=False, widget=box)
        return cleaned
