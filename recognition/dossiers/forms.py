"""Forms of a reward's dossier: the merit report, and one office that is asked."""

from django import forms

from common.formfields import DateField, FileField, TextBlock, TextLine, not_in_future
from recognition.enums import Verdict

FILE_KINDS = ("pdf", "docx", "jpg", "png")


class MeritForm(forms.Form):
    """Báo cáo thành tích in the order of the paper; a draft may be left half written."""

    about = TextBlock(
        label="I. Sơ lược đặc điểm, tình hình", max_length=10_000, required=False,
        help_text="Tập thể: chức năng, nhiệm vụ, thuận lợi, khó khăn. Cá nhân: quê quán, chức vụ, quá trình công tác.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    achieved = TextBlock(
        label="II. Thành tích đạt được", max_length=20_000, required=False,
        help_text="Cách làm, kết quả có số liệu, ảnh hưởng trong nhân dân.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip
    asked = TextBlock(
        label="III. Đề nghị", max_length=2_000, required=False, help_text="Hình thức khen thưởng đề nghị.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    signer_name = TextLine(label="Người ký báo cáo", max_length=150, required=False)
    signer_title = TextLine(
        label="Chức vụ người ký", max_length=150, required=False, help_text="Cá nhân tự báo cáo thì để trống."
    )


class ConsultationForm(forms.Form):
    """Một cơ quan được hỏi: when it was asked, what it answered."""

    body = TextLine(label="Cơ quan được hỏi", max_length=200, help_text="Ví dụ: Công an xã Minh Lạc.")
    asked_number = TextLine(label="Số văn bản hỏi", max_length=60, required=False, help_text="Để trống nếu chưa gửi.")
    asked_on = DateField(label="Ngày văn bản hỏi", required=False, validators=[not_in_future])
    verdict = forms.ChoiceField(
        label="Kết luận", choices=[("", "Chưa trả lời"), *Verdict.choices], required=False, widget=forms.RadioSelect
    )
    answered_on = DateField(label="Ngày trả lời", required=False, validators=[not_in_future])
    text = TextBlock(label="Nội dung trả lời", max_length=5_000, required=False)
    file = FileField(label="Văn bản trả lời (nếu có)", kinds=FILE_KINDS, required=False)

    def clean(self):
        cleaned = super().clean()
        verdict, answered_on = cleaned.get("verdict"), cleaned.get("answered_on")
        if verdict and not answered_on and "answered_on" not in self.errors:
            self.add_error("answered_on", "Ghi ngày trả lời.")
        if answered_on and not verdict:
            self.add_error("verdict", "Chọn kết luận của cơ quan trả lời.")
        if verdict in (Verdict.DISAGREES, Verdict.OTHER) and not cleaned.get("text"):
            self.add_error("text", "Ghi nội dung ý kiến.")
        asked_on = cleaned.get("asked_on")
        if asked_on and answered_on and answered_on < asked_on:
            self.add_error("answered_on", "Ngày trả lời không được trước ngày hỏi.")
        return cleaned
