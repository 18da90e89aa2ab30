"""Forms around periodic reports: the calendar, the catalogue, the figures, a section, the moves."""

from django import forms

from accounts.signingforms import ApprovalForm
from common.formfields import DateField, QuantityField, TextBlock, TextLine
from common.rowfields import RowChoiceField, RowMultipleChoiceField
from reports.periodic import links
from reports.periodic.enums import CutOff, Nature, Relief, Rhythm, Source, Subject
from reports.periodic.indicators import PER_CENT

LONGEST_SECTION = 20_000
TICK = {"class": "form-check-input"}


class TypeForm(forms.Form):
    """Loại báo cáo."""

    name = TextLine(label="Tên báo cáo", max_length=200, help_text="Ví dụ: Báo cáo quý về phong trào “Dân vận khéo”.")
    subject = forms.ChoiceField(
        label="Nội dung báo cáo", choices=Subject.choices, required=False,
        help_text="Công tác Mặt trận: số liệu, mục theo nội dung Cuộc vận động, kèm Biểu 04a, 04b.",
    )  # fmt: skip
    rhythm = forms.ChoiceField(label="Nhịp báo cáo", choices=Rhythm.choices)
    cut_off = forms.ChoiceField(label="Chốt số liệu", choices=CutOff.choices, widget=forms.RadioSelect)
    basis = TextLine(
        label="Thực hiện", max_length=400, required=False,
        help_text="Văn bản ghi ở câu mở đầu, ví dụ: Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND huyện.",
    )  # fmt: skip
    receiver = TextLine(
        label="Kính gửi (báo cáo của chính đơn vị mình)", max_length=200, required=False,
        help_text="Nơi nhận ở ngoài cổng, ví dụ: Ban Thường vụ Tỉnh ủy.",
    )  # fmt: skip
    copied = RowMultipleChoiceField(
        label="Đồng gửi trên cổng", required=False, widget=forms.CheckboxSelectMultiple(attrs=TICK)
    )
    other_copies = TextBlock(label="Nơi nhận khác", max_length=1_000, required=False, help_text="Mỗi nơi một dòng.")

    def __init__(self, *args, units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copied"].offer(units)

    def clean_subject(self):
        """Not asked, it stays what it was."""
        return self.cleaned_data["subject"] or self.initial.get("subject") or Subject.MODELS


class YearForm(forms.Form):
    """Thêm các kỳ của một năm from the ready-made set."""

    year = forms.IntegerField(
        label="Năm", min_value=2000, max_value=2100,
        error_messages={"required": "Chưa ghi năm.", "invalid": "Năm ghi bốn chữ số.",
                        "min_value": "Năm từ 2000 đến 2100.", "max_value": "Năm từ 2000 đến 2100."},
    )  # fmt: skip
    due_after = forms.IntegerField(
        label="Hạn gửi sau ngày chốt số liệu (ngày)", min_value=1, max_value=90, initial=5,
        error_messages={"required": "Chưa ghi số ngày.", "invalid": "Ghi một số ngày.",
                        "min_value": "Từ 1 đến 90 ngày.", "max_value": "Từ 1 đến 90 ngày."},
    )  # fmt: skip
    locks_after = forms.IntegerField(
        label="Khóa sau hạn gửi (ngày)", min_value=1, max_value=365, required=False, initial=30,
        help_text="Từ ngày khóa, đơn vị chưa gửi phải được gia hạn. Để trống nếu không khóa.",
        error_messages={"invalid": "Ghi một số ngày.", "min_value": "Từ 1 đến 365 ngày.",
                        "max_value": "Từ 1 đến 365 ngày."},
    )  # fmt: skip


class PeriodForm(forms.Form):
    """Một kỳ: its label and days."""

    label = TextLine(label="Kỳ", max_length=120, help_text="Ví dụ: Quý III năm 2026; Giai đoạn 2021 – 2025.")
    data_from = DateField(label="Số liệu từ ngày")
    last_day = DateField(label="Đến hết ngày")
    due_on = DateField(label="Hạn gửi", help_text="Gửi trong ngày này vẫn là đúng hạn.")
    locks_on = DateField(label="Khóa từ ngày", required=False)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("data_from"), cleaned.get("last_day")
        due, locks = cleaned.get("due_on"), cleaned.get("locks_on")
        if first and last and last < first:
            self.add_error("last_day", "Ngày cuối không được trước ngày đầu.")
        if last and due and due <= last:
            self.add_error("due_on", "Hạn gửi phải sau ngày chốt số liệu.")
        if due and locks and locks <= due:
            self.add_error("locks_on", "Ngày khóa phải sau hạn gửi.")
        return cleaned


class OpenForm(forms.Form):
    """Mở kỳ: who owes it, frozen from then on."""

    units = RowMultipleChoiceField(
        label="Đơn vị phải báo cáo", widget=forms.CheckboxSelectMultiple(attrs=TICK),
        error_messages={"required": "Chưa chọn đơn vị nào."},
    )  # fmt: skip

    def __init__(self, *args, units, label=str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer(units, label)


class ExtensionForm(forms.Form):
    """Gia hạn, miễn: with a reason."""

    relief = forms.ChoiceField(label="Cho phép", choices=Relief.choices, widget=forms.RadioSelect, initial=Relief.LATER)
    until = DateField(label="Gia hạn đến hết ngày", required=False)
    reason = TextLine(label="Lý do", max_length=300)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("relief") == Relief.LATER and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Gia hạn phải ghi đến ngày nào.")
        return cleaned


# The two figures that a rate is made of.
TWO_OF_A_RATE = ("numerator", "denominator")


class IndicatorForm(forms.Form):
    """Chỉ tiêu ghi tay."""

    subject = forms.ChoiceField(label="Của báo cáo về", choices=Subject.choices)
    name = TextLine(label="Chỉ tiêu", max_length=200)
    definition = TextLine(label="Định nghĩa", max_length=500, help_text="Tính gì, trong khoảng nào, không tính gì.")
    measure = TextLine(
        label="Đơn vị tính", max_length=40, required=False, help_text="Tỷ lệ thì để trống: cổng ghi “%”."
    )
    nature = forms.ChoiceField(label="Cách cộng", choices=Nature.choices, widget=forms.RadioSelect, initial=Nature.FLOW)
    numerator = RowChoiceField(label="Tử số", required=False, empty_label="Không phải tỷ lệ")
    denominator = RowChoiceField(label="Mẫu số", required=False, empty_label="Không phải tỷ lệ")
    supplier = TextLine(label="Nơi cung cấp", max_length=200, required=False)
    is_used = forms.BooleanField(label="Đang dùng", required=False, initial=True)

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TWO_OF_A_RATE:
            self.fields[name].offer(offered, label=lambda one: one.name)

    def clean(self):
        cleaned = super().clean()
        is_rate = cleaned.get("nature") == Nature.RATE
        if is_rate:
            cleaned["measure"] = PER_CENT
        elif not cleaned.get("measure") and "measure" not in self.errors:
            self.add_error("measure", "Hãy ghi đơn vị tính.")
        for name in TWO_OF_A_RATE:
            part = cleaned.get(name) if is_rate else None
            if is_rate and name not in self.errors and (part is None or part.subject != cleaned.get("subject")):
                self.add_error(name, "Hãy chọn một chỉ tiêu của cùng loại báo cáo.")
            cleaned[name] = part.key if part else ""
        return cleaned


class SectionForm(forms.Form):
    """Nội dung một mục; figures are typed and read by their names, and kept as links."""

    text = TextBlock(
        label="Nội dung", max_length=LONGEST_SECTION, required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mỗi đoạn một dòng. Chỗ trong dấu { } là số liệu: số tự thay theo số liệu của báo cáo, chỉ cần giữ đúng tên.",
    )  # fmt: skip

    def __init__(self, *args, figures, **kwargs):
        super().__init__(*args, **kwargs)
        self.figures = figures

    def clean_text(self):
        text, wrong = links.linked(self.cleaned_data["text"], self.figures)
        if wrong:
            raise forms.ValidationError(wrong)
        return text


class NilForm(forms.Form):
    """Báo cáo không phát sinh: a statement that is signed."""

    statement = TextBlock(label="Nội dung cam kết", max_length=2_000)


class PartForm(forms.Form):
    """Phần việc gửi người tổng hợp: words for a section, numbers of typed indicators, or both."""

    section = RowChoiceField(label="Cho mục", required=False)
    text = TextBlock(
        label="Nội dung", max_length=LONGEST_SECTION, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *args, sections, figures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].offer(sections)
        self.typed = [one for one in figures if one.source == Source.TYPED]
        for one in self.typed:
            self.fields[f"so-{one.key}"] = QuantityField(label=one.name, required=False)
            self.fields[f"so-{one.key}"].widget.attrs["class"] = "form-control"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("section") and "section" not in self.errors:
            self.add_error("section", "Hãy chọn mục của nội dung.")
        if not cleaned.get("text") and not self.numbers and not self.errors:
            self.add_error("text", "Hãy ghi nội dung cho một mục, hoặc ít nhất một số liệu.")
        return cleaned

    @property
    def numbers(self) -> dict:
        """What was written, by the key of the indicator."""
        given = {one.key: self.cleaned_data.get(f"so-{one.key}") for one in self.typed}
        return {key: number for key, number in given.items() if number is not None}


class ApproveForm(ApprovalForm):
    """Duyệt: who signs, in which office, and what the report will say of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.head and (title := self.initial.get("signer_title")):
            self.fields["signer_title"].help_text = f"Báo cáo in: {' / '.join(self.head.signed_by(title))}"


class ProposeForm(forms.Form):
    """Trình lãnh đạo, where numbers look doubtful: the compiler has looked at them."""

    sure = forms.BooleanField(
        label="Đã kiểm tra các cảnh báo số liệu; số liệu đúng",
        error_messages={"required": "Hãy kiểm tra các cảnh báo ở trên rồi đánh dấu."},
    )
    note = TextBlock(label="Giải trình (nếu cần)", max_length=2_000, required=False)


class AcceptForm(forms.Form):
    """Nhận báo cáo."""

    note = TextBlock(label="Ý kiến", max_length=2_000, required=False)


class ReminderForm(forms.Form):
    """Công văn đôn đốc."""

    obligations = RowMultipleChoiceField(
        label="Đơn vị", error_messages={"required": "Chưa chọn đơn vị nào.",
                                        "invalid_choice": "Có đơn vị vừa gửi báo cáo; hãy xem lại danh sách rồi bấm lại."},
    )  # fmt: skip
    until = DateField(label="Đề nghị gửi báo cáo trước hoặc trong ngày")
    note = TextBlock(label="Nội dung thêm", max_length=2_000, required=False)

    def __init__(self, *args, owing, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["obligations"].offer(owing)


class FiguresForm(forms.Form):
    """Số liệu đơn vị ghi: a number for each typed indicator; for a computed one a number only where it differs, and why.

    `offered`: by key what colleagues handed in, for those where nothing is written yet.
    """

    def __init__(self, *args, figures, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = [one for one in figures if not one.is_worked_out]
        for one in self.rows:
            number = offered.get(one.key) if one.stated is None else one.stated
            self.fields[f"so-{one.key}"] = QuantityField(label=one.name, required=False, initial=number)
            if one.source == "computed":
                self.fields[f"ly-do-{one.key}"] = TextLine(
                    label=f"Lý do: {one.name}", max_length=300, required=False, initial=one.reason
                )
        for one in self.fields.values():
            one.widget.attrs["class"] = "form-control"

    def clean(self):
        cleaned = super().clean()
        for one in self.rows:
            stated = cleaned.get(f"so-{one.key}")
            differs = one.source == "computed" and stated is not None and stated != one.computed
            if differs and not cleaned.get(f"ly-do-{one.key}") and f"so-{one.key}" not in self.errors:
                self.add_error(f"ly-do-{one.key}", "Số nêu khác số tính được thì phải ghi lý do.")
        return cleaned

    @property
    def stated(self) -> dict:
        """What was written, by the key of the indicator: number and reason."""
        given = self.cleaned_data
        return {one.key: (given.get(f"so-{one.key}"), given.get(f"ly-do-{one.key}", "")) for one in self.rows}
