"""Forms of what follows a recognition."""

from django import forms

from common.formfields import DateField, TextBlock, TextLine, not_in_future
from common.rowfields import RowChoiceField
from recognition.enums import Outcome
from recognition.models import Award, YearOutcome


class ElevationForm(forms.Form):
    """Đề nghị lên cấp nào, by which paper."""

    level = RowChoiceField(label="Đề nghị công nhận ở")
    number = TextLine(label="Số văn bản đề nghị", max_length=60, required=False, help_text="Ví dụ: 12/TTr-UBND.")
    sent_on = DateField(label="Ngày văn bản đề nghị", validators=[not_in_future])
    note = TextBlock(label="Lý do, thành tích nổi bật", max_length=2_000, required=False,
                     widget=forms.Textarea(attrs={"rows": 4}))  # fmt: skip

    def __init__(self, *args, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].offer(levels)


class WithdrawForm(forms.Form):
    """Vì sao rút."""

    reason = TextBlock(label="Lý do rút đề nghị", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class DeclineForm(forms.Form):
    """Vì sao không đưa vào xét."""

    reason = TextBlock(label="Lý do không đưa vào xét", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}),
                       help_text="Cơ quan đã đề nghị đọc được lý do này.")  # fmt: skip


class OutcomeForm(forms.Form):
    """Danh sách giữ vững: for each title kept, lapsed, or left open. Fields are made from the titles."""

    def __init__(self, *args, awards: list[Award], said: dict[int, YearOutcome], **kwargs):
        super().__init__(*args, **kwargs)
        self.awards = awards
        for award in awards:
            before = said.get(award.pk)
            self.fields[f"chon-{award.pk}"] = forms.ChoiceField(
                label=award.title, required=False, widget=forms.RadioSelect,
                choices=[*Outcome.choices, ("", "Để sau")], initial=before.outcome if before else "",
                error_messages={"invalid_choice": "Chọn giữ vững, không còn giữ vững hoặc để sau."},
            )  # fmt: skip
            self.fields[f"ly-do-{award.pk}"] = TextLine(
                label=f"Lý do không còn giữ vững {award.title}", max_length=300, required=False,
                initial=before.reason if before else "",
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        for award in self.awards:
            name, lapsed = f"ly-do-{award.pk}", cleaned.get(f"chon-{award.pk}") == Outcome.LAPSED
            if lapsed and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Không còn giữ vững thì ghi lý do.")
        return cleaned

    def fields_of(self, award: Award) -> tuple:
        """The two fields of one line."""
        return self[f"chon-{award.pk}"], self[f"ly-do-{award.pk}"]


class StoryForm(forms.Form):
    """Bài công khai: what anybody may read of the model."""

    how = TextBlock(label="Cách làm", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    outcome = TextBlock(label="Kết quả", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    is_public = forms.BooleanField(
        label="Công khai bài này", required=False,
        help_text="Không đánh dấu thì chỉ cơ quan mình đọc. Của cá nhân chỉ hiện khi đã ghi đồng ý.",
    )  # fmt: skip
