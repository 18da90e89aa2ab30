"""Ai ký: the forms by which a paper is signed, or begun in the name of who signs it."""

from django import forms

from common.formfields import TextBlock, TextLine
from documents.letterhead import duty_for


class SignerForm(forms.Form):
    """Who signs, in which office.

    At first the `leader`, by the one duty in which the papers of the office are signed; `lines`: how they usually are.
    """

    signer_name = TextLine(label="Người ký", max_length=150)
    signer_title = TextLine(
        label="Chức vụ người ký", max_length=150, help_text="Ghi như dưới chữ ký, ví dụ: Phó Chủ tịch."
    )

    def __init__(self, *args, leader=None, lines=(), **kwargs):
        super().__init__(*args, **kwargs)
        if leader is not None:
            title = duty_for(lines, leader.title) or "".join(lines[-1:]).capitalize()
            self.initial = {"signer_name": str(leader.user), "signer_title": title, **self.initial}


class ApprovalForm(SignerForm):
    """Duyệt, ký: who signs, and what is said to it."""

    note = TextBlock(label="Ý kiến", max_length=2_000, required=False)
