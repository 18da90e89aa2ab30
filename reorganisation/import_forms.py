"""Tệp bảng sắp xếp."""

from django import forms

from common.formfields import FileField
from documents.sheets_in import KINDS


class TableForm(forms.Form):
    """Chọn tệp Excel."""

    file = FileField(label="Tệp bảng sắp xếp", kinds=KINDS, max_mb=10, help_text="Tệp Excel .xlsx hoặc .xls.")
