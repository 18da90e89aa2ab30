"""Tệp sổ đăng ký, và cách hiểu từng cột của nó."""

from django import forms
from django.db.models import Case, When
from django.utils import timezone

from common.dates import day as told_day
from common.formfields import FileField
from common.keys import key_in
from common.legacy_text import Encoding
from common.rowfields import RowChoiceField
from common.vietnamese import clean
from documents.sheets_in import KINDS
from registrations.enums import Becomes, RowKind
from registrations.imports.services import may_register
from registrations.imports.sheets.headings import LABELS, TITLE
from registrations.imports.sheets.rows import ELSEWHERE, LONGEST_SAID, SKIP, TAKE, TYPED
from registrations.models import Plan

MOST_PLANS = 100


class RegisterFileForm(forms.Form):
    """Chọn tệp Excel."""

    file = FileField(label="Tệp sổ đăng ký", kinds=KINDS, max_mb=20, help_text="Tệp Excel .xlsx hoặc .xls.")


class UnderstandingForm(forms.Form):
    """Plan, kind and aim of a batch, and a box for every column: `column-3` says what the fourth holds."""

    plan = RowChoiceField(label="Đăng ký theo kế hoạch", error_messages={"required": "Chọn kế hoạch."})
    kind = forms.ChoiceField(label="Dòng không ghi tập thể hay cá nhân thì là", choices=RowKind.choices)
    becomes = forms.ChoiceField(
        label="Các dòng trở thành", choices=Becomes.choices, widget=forms.RadioSelect,
        help_text="Hồ sơ đã vào sổ giấy cần cột ngày vào sổ; chỉ nhập được sổ của chính nơi tiếp nhận mình. Số sổ để trống thì phần mềm cấp.",
    )  # fmt: skip
    encoding = forms.ChoiceField(choices=Encoding.choices, widget=forms.HiddenInput)
    sheet = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    head_row = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args, position, head, targets, sheets, **kwargs):
        super().__init__(*args, **kwargs)
        self.head, self.targets, self.sheets, self.columns = head, targets, sheets, {}
        plans = plans_for(position)
        self.fields["plan"].offer(
            plans, lambda plan: f"{plan}, năm {plan.year} (nhận {told_day(plan.opens_on)} – {told_day(plan.last_day)})"
        )
        self.fields["plan"].initial = plans[0].pk if plans else None
        if not may_register(position):
            self.fields["becomes"].choices = [one for one in Becomes.choices if one[0] != Becomes.REGISTERED]
            self.fields["becomes"].help_text = ""

    def clean(self):
        """Each thing once, and the title somewhere."""
        cleaned, columns = super().clean(), {}
        for column in range(len(self.head.labels)):
            key = self.data.get(f"column-{column}", "")
            if key in columns:
                self.add_error(None, f"Hai cột cùng chọn “{self.targets[key]}”. Hãy để một cột.")
            elif key in self.targets:
                columns[key] = column
        if TITLE not in columns:
            self.add_error(None, f"Chưa có cột nào là “{LABELS[TITLE]}”.")
        if cleaned.get("sheet", 0) >= self.sheets:
            self.add_error(None, "Tệp không có trang này.")
        self.columns = columns
        return cleaned


def plans_for(position) -> list[Plan]:
    """The plans in sight, those that count today first."""
    today = timezone.localdate()
    is_open = Case(When(opens_on__lte=today, closes_on__gt=today, then=0), default=1)
    return list(
        Plan.objects.visible_to(position).order_by(is_open, "-year", "-scope_path", "-issued_on", "-pk")[:MOST_PLANS]
    )


def choices_in(post) -> dict[int, str]:
    """Number of the row → what was chosen for it on this page: `dong-7` from a short list, `don-vi-7` from all units."""
    found = {}
    for name, value in post.items():
        number = key_in(name.removeprefix("don-vi-")) if name.startswith("don-vi-") else None
        if number is not None:
            typed = clean(value)[:LONGEST_SAID]
            found[number] = f"{TYPED}{typed}" if typed else ""
    for name, value in post.items():
        number = key_in(name.removeprefix("dong-")) if name.startswith("dong-") else None
        if number is not None and (value in {"", SKIP, TAKE, ELSEWHERE} or key_in(value) is not None):
            found[number] = value
    return found
