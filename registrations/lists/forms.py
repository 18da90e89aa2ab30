"""Forms around the list."""

from django import forms

from common.formfields import TextLine


class ViewForm(forms.Form):
    """Cách xem: its name, and whether the list begins with it."""

    name = TextLine(label="Tên cách xem", max_length=60, help_text="Ví dụ: Chờ xác nhận, khối đoàn thể.")
    is_start = forms.BooleanField(label="Mở cách xem này đầu tiên", required=False)
