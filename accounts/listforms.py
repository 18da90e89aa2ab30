"""Tệp danh sách cán bộ."""

from django import forms

from common.formfields import FileField
from documents.sheets_in import KINDS


class ListForm(forms.Form):
    """Chọn tệp Excel."""

    file = FileField(label="Tệp danh sách", kinds=KINDS, max_mb=10, help_text="Tệp Excel .xlsx hoặc .xls.")
