"""Forms of inspections: the plan, what was found, what is asked of whom. They judge and write nothing."""

from functools import partial

from django import forms
from django.utils import timezone
from django.utils.html import format_html

from common.formfields import DateField, FilesField, TextBlock, TextLine
from registrations.following.enums import Answer, Part
from registrations.following.offers import is_concerned, units_to_ask
from registrations.following.services.notes import KINDS, MOST_PHOTOS
from units.choosing import UnitChoiceField
from units.letterheads import as_in_register, letterhead_of
from units.models import Unit

MOST_MEMBERS, MOST_CHECKS = 30, 40
# Under its line on a phone the word is enough; who only hears the page is told of which line.
NOTE = 'Ghi chú<span class="visually-hidden">: {}</span>'


class InspectionForm(forms.Form):
    """Cuộc kiểm tra, khảo sát: plan, subject, days, team."""

    subject = TextLine(label="Nội dung kiểm tra, khảo sát", max_length=300)
    plan_number = TextLine(label="Theo kế hoạch số", max_length=60)
    plan_date = DateField(label="Ngày của kế hoạch")
    starts_on = DateField(label="Kiểm tra từ ngày")
    ends_on = DateField(label="Đến hết ngày", required=False, help_text="Để trống nếu làm trong một ngày.")
    place = TextLine(label="Nơi lập biên bản", max_length=200, required=False)
    head = TextLine(
        label="Trưởng đoàn", max_length=200, help_text="Họ tên, chức vụ; ví dụ: Hà Văn Thuấn, Chủ tịch UBND xã."
    )
    members = TextBlock(
        label="Thành viên", required=False, max_length=6000, help_text="Mỗi dòng một người: họ tên, chức vụ."
    )
    secretary = TextLine(label="Thư ký đoàn", max_length=200, required=False)
    checklist = TextBlock(
        label="Nội dung cần xem tại mỗi nơi", required=False, max_length=12_000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một mục; tại từng nơi đoàn đánh dấu đạt, đạt một phần, chưa đạt. Mục chỉ xem ở mô hình tập thể "
        "hoặc điển hình cá nhân thì ghi “Tập thể:”, “Cá nhân:” ở đầu dòng. Để trống nếu không cần.",
    )  # fmt: skip
    conclusion = TextBlock(
        label="Kết luận chung", required=False, max_length=10_000, help_text="Có thể ghi sau khi đã đi hết các nơi."
    )

    def __init__(self, *args, position, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_number"].help_text = as_in_register(letterhead_of(position.unit, kind="KH"))

    FACTS = ("subject", "plan_number", "plan_date", "starts_on", "ends_on", "place", "conclusion", "checklist")

    def clean_members(self):
        lines = [line.strip() for line in self.cleaned_data["members"].splitlines() if line.strip()]
        if len(lines) > MOST_MEMBERS:
            raise forms.ValidationError(f"Đoàn ghi nhiều nhất {MOST_MEMBERS} thành viên.")
        if any(len(line) > 200 for line in lines):
            raise forms.ValidationError("Mỗi thành viên viết trên một dòng, không quá 200 chữ.")
        return lines

    def clean_checklist(self):
        lines = list(
            dict.fromkeys(line.strip() for line in self.cleaned_data["checklist"].splitlines() if line.strip())
        )
        if len(lines) > MOST_CHECKS:
            raise forms.ValidationError(f"Ghi nhiều nhất {MOST_CHECKS} mục.")
        if any(len(line) > 300 for line in lines):
            raise forms.ValidationError("Mỗi mục viết trên một dòng, không quá 300 chữ.")
        return "\n".join(lines)

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("ends_on") and "ends_on" not in self.errors:
            cleaned["ends_on"] = cleaned.get("starts_on")
        return cleaned

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.FACTS}

    @property
    def team(self) -> list[tuple[str, str]]:
        given = self.cleaned_data
        head, secretary = [(Part.HEAD, given["head"])], [(Part.SECRETARY, given["secretary"])]
        return [*head, *((Part.MEMBER, name) for name in given["members"]), *(secretary if given["secretary"] else [])]


def as_typed(inspection) -> dict:
    """The form's first values of an inspection that is there."""
    members = list(inspection.members.all())
    named = {part: [one.name for one in members if one.part == part] for part in Part}
    facts = {name: getattr(inspection, name) for name in InspectionForm.FACTS}
    return facts | {
        "head": "".join(named[Part.HEAD][:1]), "secretary": "".join(named[Part.SECRETARY][:1]),
        "members": "\n".join(named[Part.MEMBER]),
    }  # fmt: skip


class FindingsForm(forms.Form):
    """Nhận xét tại một nơi, on a phone: each line of the checklist, what was seen, photos."""

    findings = TextBlock(label="Nhận xét", max_length=10_000, widget=forms.Textarea(attrs={"rows": 5}))
    photos = FilesField(
        label=f"Thêm ảnh chụp tại chỗ (mỗi lần nhiều nhất {MOST_PHOTOS})", required=False, kinds=KINDS,
        max_files=MOST_PHOTOS,
    )  # fmt: skip

    def __init__(self, *args, lines: list[str], checked: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, given = lines, {}
        for number, text in enumerate(lines):
            before = checked.get(text)
            given[f"muc-{number}"] = forms.ChoiceField(
                label=text, required=False, widget=forms.RadioSelect, initial=before.answer if before else "",
                choices=[*Answer.choices, ("", "Chưa xem")], error_messages={"invalid_choice": "Hãy chọn một kết quả."},
            )  # fmt: skip
            given[f"ghi-chu-{number}"] = TextLine(
                label=format_html(NOTE, text), max_length=300, required=False, initial=before.note if before else ""
            )
        self.fields = given | self.fields
        # With a checklist the words may be written later, before the conclusion.
        self.fields["findings"].required = not lines

    def rows(self) -> list[tuple]:
        """The two fields of each line."""
        return [(self[f"muc-{number}"], self[f"ghi-chu-{number}"]) for number in range(len(self.lines))]

    def answered(self) -> list[tuple[str, str, str]]:
        """(line, answer, note) as typed."""
        given = self.cleaned_data
        return [(text, given[f"muc-{number}"], given[f"ghi-chu-{number}"]) for number, text in enumerate(self.lines)]

    def clean(self):
        cleaned = super().clean()
        if self.errors and cleaned.get("photos"):
            self.add_error("photos", "Ảnh chưa được giữ: sửa xong các mục khác, hãy chọn lại ảnh.")
        return cleaned


class RecommendationForm(forms.Form):
    """Kiến nghị."""

    text = TextBlock(label="Kiến nghị", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    asked_unit = UnitChoiceField(
        Unit.objects.none(), label="Kiến nghị với", required=False, empty_label="Khác (ghi tên ở ô dưới)",
        likely_label="Nơi đoàn đến và cấp trên của nơi đó",
        help_text="Đơn vị được chọn thấy kiến nghị ở bàn làm việc của mình và tự báo khắc phục.",
    )  # fmt: skip
    addressee = TextLine(
        label="Tên cơ quan, người khác", required=False, max_length=200, help_text="Chỉ ghi khi không chọn đơn vị."
    )
    due_on = DateField(label="Hạn khắc phục")

    def __init__(self, *args, whose: Unit, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.fields["asked_unit"]
        asked.queryset, asked.is_likely = units_to_ask(whose), partial(is_concerned, whose)

    def clean(self):
        """Of the two one; whom it is asked of is named in the paper as it is called today."""
        cleaned = super().clean()
        unit, other = cleaned.get("asked_unit"), cleaned.get("addressee")
        if unit and other:
            self.add_error("addressee", "Đã chọn đơn vị ở trên; để trống ô này hoặc chọn “Khác”.")
        elif unit:
            cleaned["addressee"] = str(unit)[:200]
        elif not other and "asked_unit" not in self.errors and "addressee" not in self.errors:
            self.add_error("addressee", "Chọn đơn vị ở trên, hoặc ghi tên cơ quan, người được kiến nghị.")
        return cleaned


class ConcludeForm(forms.Form):
    """Kết luận: what the minutes say at their end."""

    conclusion = TextBlock(
        label="Kết luận chung", max_length=10_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In vào mục III của biên bản.", error_messages={"required": "Ghi kết luận chung của đoàn."},
    )  # fmt: skip


class ReportForm(forms.Form):
    """Báo đã khắc phục."""

    note = TextBlock(label="Đã khắc phục như thế nào", max_length=2_000)


class AskAgainForm(forms.Form):
    """Yêu cầu khắc phục tiếp."""

    note = TextBlock(label="Còn phải làm gì", max_length=2_000)
    due_on = DateField(label="Hạn khắc phục mới")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on <= timezone.localdate():
            raise forms.ValidationError("Hạn mới phải sau ngày hôm nay.")
        return due_on
