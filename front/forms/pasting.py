"""Dán từ Excel."""

from django import forms

LONGEST_TEXT = 60_000


class PasteForm(forms.Form):
    """Một khung để dán. The tabs between the cells are kept."""

    rows = forms.CharField(
        label="Các hàng chép từ Excel", max_length=LONGEST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off"}), error_messages={"required": "Chưa dán hàng nào."},
    )  # fmt: skip
    year = forms.IntegerField(
        label="Năm của những ngày chỉ ghi ngày, tháng", min_value=2000, max_value=2100,
        error_messages={"min_value": "Ghi năm từ 2000 đến 2100.", "max_value": "Ghi năm từ 2000 đến 2100.",
                        "invalid": "Ghi năm bằng bốn chữ số.", "required": "Ghi năm."},
    )  # fmt: skip
