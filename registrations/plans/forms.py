"""Forms of the plan and what belongs to it."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.text import capfirst

from common.formfields import DateField, RowsField, TextBlock, TextLine
from registrations.enums import Asking, FormVersion, Item, Kind, LateRule
from registrations.models import Movement, Plan, Sector
from registrations.querysets import of_own_lines
from units.choosing import UnitChoiceField
from units.letterheads import as_in_register, letterhead_of
from units.models import Unit


def _item_question(item: Item) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=item.label, choices=Asking, required=False, initial=Asking.NOT,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )  # fmt: skip


class PlanForm(forms.ModelForm):
    """Kế hoạch, as on the signed paper."""

    year = forms.IntegerField(
        label="Năm", min_value=2000, max_value=2100,
        error_messages={name: "Ghi năm từ 2000 đến 2100." for name in ("invalid", "min_value", "max_value", "required")},
    )  # fmt: skip
    number = TextLine(label="Số, ký hiệu", max_length=60)
    issuer = UnitChoiceField(Unit.objects.none(), label="Đơn vị ban hành")
    issuer_name = TextLine(
        label="Cơ quan ban hành ghi trên giấy",
        max_length=200,
        help_text="Ví dụ: UBND xã Minh Lạc; Ban Thường vụ Huyện ủy.",
    )
    theme = TextBlock(label="Chủ đề", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    issued_on = DateField(label="Ngày ban hành")
    opens_on = DateField(label="Nhận đăng ký từ ngày")
    last_day = DateField(label="Nhận đăng ký đến hết ngày", help_text="Ngày cuối còn nhận đăng ký.")
    bases = TextBlock(
        label="Căn cứ", required=False, max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một căn cứ, ví dụ: Chỉ thị số … ngày … của …; để trống nếu không ghi.",
    )  # fmt: skip
    bases_looked_at = forms.BooleanField(label="Đã xem lại, các căn cứ này vẫn dùng cho kế hoạch mới", required=False)
    ask_as_before = forms.BooleanField(label="Giao chỉ tiêu như kế hoạch đó", required=False)

    # As the page groups them, so that the summary of errors goes down the page.
    field_order = (
        "movement", "number", "issued_on", "year", "issuer", "issuer_name", "theme", "bases", "bases_looked_at", "opens_on",
        "last_day",
    )  # fmt: skip

    class Meta:
        model = Plan
        fields = (
            "movement", "year", "number", "issued_on", "issuer", "issuer_name", "theme", "opens_on", "late_rule", "needs_signed_scan",
            "sectors", "form_version", "bases",
        )  # fmt: skip
        widgets = {
            "sectors": forms.CheckboxSelectMultiple, "late_rule": forms.RadioSelect, "form_version": forms.RadioSelect,
        }  # fmt: skip
        field_classes = {"sectors": RowsField}
        error_messages = {"sectors": {"required": "Chọn ít nhất một lĩnh vực."}}

    def __init__(self, *args, position, earlier=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = as_in_register(letterhead_of(position.unit, kind="KH"))
        self.fields |= {item.field: _item_question(item) for item in Item}
        if earlier is None or not earlier.quotas.exists():
            del self.fields["ask_as_before"]
        # Copied with the earlier plan: they may have been replaced since.
        self.old_bases = [basis.text for basis in earlier.bases.all()] if earlier else []
        if not self.old_bases:
            del self.fields["bases_looked_at"]
        if self.instance.pk:
            self.fields["last_day"].initial = self.instance.last_day
            self.fields["bases"].initial = "\n".join(map(str, self.instance.bases.all()))
            self.initial |= self.instance.item_answers()
        self.fields["late_rule"].choices = [(value, capfirst(label)) for value, label in LateRule.choices]
        seen = Unit.objects.visible_to(position).filter(of_own_lines(position)).exclude(level__isnull=True)
        # A plan of before keeps its issuer, even if that has ended.
        issuers = seen.in_force_on(timezone.localdate()) | seen.filter(pk=self.instance.issuer_id)
        self.fields["issuer"].queryset = issuers.select_related("parent", "level").order_by("path")
        known = Movement.objects.visible_to(position)
        self.fields["movement"].queryset = known.filter(is_offered=True) | known.filter(pk=self.instance.movement_id)
        self.fields["movement"].empty_label = None
        self.fields["sectors"].queryset = Sector.objects.all()
        self.fields["sectors"].label_from_instance = lambda sector: sector.name.capitalize()

    def clean_bases(self):
        """Line by line; one that is too long is told."""
        lines = [line.strip() for line in self.cleaned_data["bases"].splitlines() if line.strip()]
        if any(len(line) > 500 for line in lines):
            raise forms.ValidationError("Mỗi căn cứ viết trên một dòng, không quá 500 chữ.")
        return lines

    def clean(self):
        """The last day is the one before the closing day; a needed item is on the form."""
        cleaned = super().clean()
        opens_on, last_day = cleaned.get("opens_on"), cleaned.get("last_day")
        if last_day:
            self.instance.closes_on = last_day + timedelta(days=1)
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", "Ngày cuối không được trước ngày bắt đầu nhận.")
        copied = [basis for basis in cleaned.get("bases", []) if basis in self.old_bases]
        if copied and not cleaned["bases_looked_at"]:
            self.add_error(
                "bases_looked_at", f"Có {len(copied)} căn cứ giữ nguyên từ kế hoạch trước: xem lại rồi đánh dấu ô này."
            )
        self._clean_items(cleaned)
        return cleaned

    def _clean_items(self, cleaned):
        """Further items stand on the extended form alone, which is chosen for their sake."""
        answers = {item: cleaned.get(item.field) for item in Item}
        asked = {
            item: answer == Asking.NEEDED for item, answer in answers.items() if answer in {Asking.OPEN, Asking.NEEDED}
        }
        version = cleaned.get("form_version")
        if asked and version == FormVersion.FIVE:
            self.add_error(
                "form_version", "Mẫu năm 2023 chỉ có năm mục: chọn mẫu mở rộng, hoặc để mọi mục bổ sung là “không có”."
            )
        if not asked and version == FormVersion.EXTENDED:
            self.add_error("form_version", "Chọn ít nhất một mục bổ sung ở bảng dưới đây, hoặc chọn mẫu năm 2023.")
        self.instance.asked_items = asked

    @property
    def item_fields(self) -> list:
        """One question for each further item, in the order of the paper."""
        return [self[item.field] for item in Item]

    def _post_clean(self):
        """The service judges the whole plan once the issuer's area is known."""
        self.instance.scope_path = self.instance.scope_path or "/"
        super()._post_clean()


class WindowForm(forms.Form):
    """Mở đợt bổ sung."""

    opens_on = DateField(label="Nhận từ ngày")
    last_day = DateField(label="Đến hết ngày")
    reason = TextLine(label="Lý do", max_length=300, help_text="Ví dụ: đăng ký bổ sung giữa năm theo Công văn số…")

    def clean(self):
        cleaned = super().clean()
        opens_on, last_day = cleaned.get("opens_on"), cleaned.pop("last_day", None)
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", "Ngày cuối không được trước ngày bắt đầu nhận.")
        return cleaned | {"closes_on": last_day + timedelta(days=1) if last_day else None}


class TaskForm(forms.Form):
    """Giao việc theo kế hoạch."""

    text = TextLine(label="Việc", max_length=300)
    unit = UnitChoiceField(
        Unit.objects.none(), label="Giao cho", required=False, empty_label="mọi đơn vị trong phạm vi kế hoạch"
    )
    due_on = DateField(label="Xong trước hoặc trong ngày")

    def __init__(self, *args, plan, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["unit"].queryset = units.select_related("parent")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < self.plan.issued_on:
            raise forms.ValidationError(f"Hạn không được trước ngày của kế hoạch ({self.plan.issued_on:%d/%m/%Y}).")
        if due_on < timezone.localdate():
            raise forms.ValidationError("Hạn không được trước hôm nay.")
        return due_on


class LatePermitForm(forms.Form):
    """Cho phép nộp muộn."""

    unit = UnitChoiceField(
        Unit.objects.none(),
        label="Đơn vị",
        empty_label="— chọn đơn vị —",
        error_messages={"required": "Hãy chọn đơn vị."},
    )
    until = DateField(label="Được nộp đến hết ngày")
    uses = forms.IntegerField(
        label="Số đăng ký được nộp", required=False, min_value=1, max_value=999, help_text="Để trống: không giới hạn.",
        error_messages={name: "Ghi một số từ 1 đến 999." for name in ("invalid", "min_value", "max_value")},
    )  # fmt: skip
    reason = TextLine(label="Lý do", max_length=300)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.select_related("parent")

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("Ngày này đã qua.")
        return until


class ReasonForm(forms.Form):
    """Why something that was granted or told is taken back."""

    reason = TextLine(label="Lý do", max_length=300)


class TaskDoneForm(forms.Form):
    """Báo xong việc kế hoạch giao."""

    done_on = DateField(label="Xong ngày")
    note = TextLine(
        label="Đã làm thế nào", required=False, max_length=300, help_text="Một câu ngắn; để trống nếu không cần."
    )
    reference = TextLine(
        label="Số văn bản hoặc liên kết", required=False, max_length=200,
        help_text="Ví dụ: số, ngày của báo cáo; địa chỉ trang tin đăng bài.",
    )  # fmt: skip

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_done_on(self):
        done_on = self.cleaned_data["done_on"]
        if done_on < self.plan.issued_on:
            raise forms.ValidationError(f"Ngày này trước ngày của kế hoạch ({self.plan.issued_on:%d/%m/%Y}).")
        if done_on > timezone.localdate():
            raise forms.ValidationError("Ngày này chưa đến.")
        return done_on


class QuotaForm(forms.Form):
    """Giao chỉ tiêu: one number per unit below and kind."""

    def __init__(self, *args, units, quotas, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = list(units)
        asked = {(quota.unit_id, quota.kind): quota.models_asked for quota in quotas}
        for unit in self.units:
            for kind in Kind:
                self.fields[self.name(unit, kind)] = forms.IntegerField(
                    label=f"{unit}, {kind.label}", required=False, min_value=0, max_value=9999,
                    initial=asked.get((unit.pk, kind)),
                    error_messages={"invalid": "Ghi một số nguyên.", "min_value": "Không ghi số âm.", "max_value": "Số quá lớn."},
                )  # fmt: skip

    @staticmethod
    def name(unit, kind) -> str:
        return f"{kind.value}-{unit.pk}"

    def rows(self) -> list[dict]:
        """One row per unit: its two fields."""
        return [{"unit": unit, "fields": [self[self.name(unit, kind)] for kind in Kind]} for unit in self.units]

    def asked(self) -> list[tuple]:
        """(unit, kind, number) of the numbers that differ from before; one that was emptied asks for none."""
        changed = set(self.changed_data)
        return [
            (unit, kind, self.cleaned_data[self.name(unit, kind)] or 0)
            for unit in self.units
            for kind in Kind
            if self.name(unit, kind) in changed
        ]
