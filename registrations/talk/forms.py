"""The small forms of what is said about a record, and of the reasons a unit keeps ready."""

from django import forms

from common.formfields import TextBlock, TextLine


class CommentForm(forms.Form):
    """Something said about a record."""

    text = TextBlock(label="Nội dung", max_length=2_000)


class ReadyReasonForm(forms.Form):
    """Lý do mẫu."""

    text = TextLine(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
