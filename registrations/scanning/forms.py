"""Forms of the signed papers."""

from django import forms

from common.formfields import TextBlock, TextLine
from registrations.enums import Purpose


class MatchForm(forms.Form):
    """Ghép bằng tay: what a person reads in the foot of the paper."""

    code = TextLine(
        label="Mã hồ sơ", max_length=20, help_text="In ở chân giấy, ví dụ: DVK-2026-00012; chỉ ghi số cuối cũng được."
    )
    purpose = forms.ChoiceField(label="Giấy", choices=[(one.value, one.label.capitalize()) for one in Purpose])
    number = forms.IntegerField(
        label="Bản lần thứ", min_value=1, max_value=999, help_text="In cạnh mã hồ sơ: “Bản lần …”.",
        error_messages={name: "Ghi số lần in ở chân giấy, ví dụ: 1." for name in ("invalid", "min_value", "max_value", "required")},
    )  # fmt: skip

    sheet = forms.IntegerField(
        label="Tờ thứ", required=False, min_value=1, max_value=99, help_text="Giấy chỉ có một tờ thì để trống.",
        error_messages={name: "Ghi thứ tự tờ, ví dụ: 1." for name in ("invalid", "min_value", "max_value")},
    )  # fmt: skip

    def clean_code(self):
        """Typed by hand from paper: small letters and missing strokes are no error."""
        return self.cleaned_data["code"].upper().replace(" ", "").replace("–", "-")


class DropForm(forms.Form):
    """Bỏ bản ký."""

    reason = TextBlock(label="Lý do", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CertificateForm(forms.Form):
    """Chứng thư của cơ quan chứng thực."""

    file = forms.FileField(
        label="Tệp chứng thư", max_length=150, help_text="Tệp .cer, .crt hoặc .pem, lấy từ cơ quan chứng thực.",
        widget=forms.FileInput(attrs={"accept": ".cer,.crt,.pem,.der"}),
        error_messages={"required": "Chọn một tệp chứng thư.", "empty": "Tệp không có nội dung."},
    )  # fmt: skip
