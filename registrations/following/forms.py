"""Forms of following the work. They judge and write nothing."""

from django import forms

from common.formfields import AmountField, DateField, FilesField, TextBlock, TextLine
from registrations import benefits
from registrations.following.enums import Decision
from registrations.following.services.notes import KINDS, MOST_PHOTOS


class MilestoneForm(forms.Form):
    """Mốc thực hiện."""

    text = TextLine(label="Việc", max_length=300, help_text="Ví dụ: Họp dân thống nhất cách làm.")
    due_on = DateField(label="Xong trước hoặc trong ngày")


class DoneForm(forms.Form):
    """Ghi mốc đã xong."""

    done_on = DateField(label="Xong ngày")


class ProgressForm(forms.Form):
    """Ghi nhanh tiến độ: on a phone, in the field."""

    text = TextBlock(
        label="Đã làm được gì, thấy gì", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi ngắn gọn đã làm được gì, thấy gì."},
    )  # fmt: skip
    on = DateField(label="Ngày")
    photos = FilesField(label=f"Ảnh (nhiều nhất {MOST_PHOTOS})", required=False, kinds=KINDS, max_files=MOST_PHOTOS)
    benefit_amount = AmountField(
        label="Giá trị làm lợi đến nay", required=False,
        help_text="Cộng từ đầu, bằng đồng; ví dụ 45 triệu. Để trống nếu chưa tính.",
    )  # fmt: skip
    benefit_text = TextBlock(
        label="Kết quả khác đến nay", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Cộng từ đầu, mỗi dòng một kết quả; ví dụ: 850 m2 đất.",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if self.errors and cleaned.get("photos"):
            self.add_error("photos", "Ảnh chưa được giữ: sửa xong các mục khác, hãy chọn lại ảnh.")
        return cleaned

    def clean_benefit_text(self):
        text = self.cleaned_data["benefit_text"]
        try:
            return "\n".join(line.text for line in benefits.read_lines(text))
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


class UrgingForm(forms.Form):
    """Đôn đốc một đơn vị, which was chosen before."""

    asked = TextBlock(label="Yêu cầu làm gì", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DateField(label="Xong trước hoặc trong ngày")


class ReplyForm(forms.Form):
    """Trả lời đôn đốc."""

    text = TextBlock(label="Trả lời", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    name = TextLine(label="Người trả lời", max_length=150)


class YearForm(forms.Form):
    """Một danh sách: for each model of last year go on, stop, or leave open. Fields are made from the models."""

    time_text = TextLine(
        label="Thời gian thực hiện năm nay", max_length=200,
        help_text="Dùng cho mô hình tiếp tục mà thời gian năm trước ghi rõ năm.",
    )  # fmt: skip

    plan = forms.ChoiceField(
        label="Đăng ký theo kế hoạch", required=False,
        error_messages={"invalid_choice": "Kế hoạch này không còn nhận đăng ký; hãy chọn lại."},
    )  # fmt: skip

    def __init__(self, *args, models, year, decided, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.models, self.year, self.plans = models, year, plans
        nearest = ("", "Kế hoạch gần nhất, cùng phong trào với năm trước")
        self.fields["plan"].choices = [nearest, *((str(one.pk), f"{one}: {one.theme}"[:150]) for one in plans)]
        if len(plans) < 2:
            del self.fields["plan"]
        self.fields["time_text"].initial = f"cả năm {year}"
        for model in models:
            before = decided.get(model.pk)
            self.fields[f"chon-{model.pk}"] = forms.ChoiceField(
                label=model.title, required=False, widget=forms.RadioSelect,
                choices=[(Decision.CONTINUE, "Tiếp tục"), (Decision.STOP, "Dừng"), ("", "Để sau")],
                initial=before.decision if before else "",
                error_messages={"invalid_choice": "Chọn tiếp tục, dừng hoặc để sau."},
            )  # fmt: skip
            self.fields[f"ly-do-{model.pk}"] = TextLine(
                label=f"Lý do dừng {model.title}", max_length=300, required=False,
                initial=before.reason if before else "",
            )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        for model in self.models:
            name, stops = f"ly-do-{model.pk}", cleaned.get(f"chon-{model.pk}") == Decision.STOP
            if stops and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, "Dừng thì ghi lý do.")
        return cleaned

    @property
    def chosen_plan(self):
        """The plan that was chosen among several, else None."""
        return next((one for one in self.plans if str(one.pk) == self.cleaned_data.get("plan")), None)

    def fields_of(self, model) -> tuple:
        """The two fields of one line."""
        return self[f"chon-{model.pk}"], self[f"ly-do-{model.pk}"]
