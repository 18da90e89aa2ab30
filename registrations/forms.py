"""The papers as forms. They judge what was typed and write nothing; a draft keeps even what they refuse."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from common import numbers, vietnamese
from common.formfields import AmountField, DateField, TextBlock, TextLine
from common.rowfields import RowChoiceField, RowMultipleChoiceField
from documents import fonts
from documents.errors import PdfUnavailable
from registrations import benefits
from registrations.enums import OVER, Kind, Origin, Purpose, Salutation
from registrations.models import Plan, Registration
from registrations.movements.joining import Joinable, joined_by
from registrations.plans.offered import levels_on, sectors_of
from registrations.receiving import Receiving, mark_closed, offered_plans, receiving

# So many signs a warning shows.
MOST_SIGNS = 10


class PaperForm(forms.Form):
    """A paper that may be saved unfinished: nothing is required to save; `missing` says what is to send."""

    purpose: Purpose
    needed: tuple[str, ...] = ()
    revision = 0

    def clean(self):
        """A work ends after it has begun, on whichever paper its days stand."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Ngày hoàn thành không được trước ngày bắt đầu.")
        return cleaned

    def missing(self) -> list[tuple[str, str]]:
        """The needed fields still empty, as (field name, what to write)."""
        return [(name, str(self.fields[name].label)) for name in self.needed if self.is_empty(name)]

    def is_empty(self, name: str) -> bool:
        value = self[name].data
        return not (value.strip() if isinstance(value, str) else value)

    def unclear(self) -> list[tuple[str, str]]:
        """What was typed but cannot be understood, as (field name, sentence)."""
        return [(name, str(message)) for name, messages in self.errors.items() for message in messages]

    def not_printed(self) -> list[tuple[str, str]]:
        """What the print will leave out because its font has no such sign, as (field name, sentence); no error."""
        texts = {name: value for name in self.fields if isinstance(value := self[name].data, str)}
        try:
            lacking = {name: fonts.undrawn(text) for name, text in texts.items()}
        except PdfUnavailable:
            return []
        return [
            (name, f"{self.fields[name].label}: bản in không có ký tự {' '.join(signs[:MOST_SIGNS])}, chỗ đó để trống.")
            for name, signs in lacking.items()
            if signs
        ]

    def typed(self) -> dict[str, str | list[str]]:
        """What was typed, valid or not, in the shape in which a draft keeps it (NUL cannot be stored)."""
        return {
            name: (
                [_storable(value) for value in self.data.getlist(self.add_prefix(name))]
                if isinstance(field, forms.MultipleChoiceField)
                else _storable(self.data.get(self.add_prefix(name), ""))
            )
            for name, field in self.fields.items()
        }


def _storable(text: str) -> str:
    """One way to end a line: a pressed form sends two signs where a saving by itself sends one."""
    return vietnamese.nfc(text).replace("\r\n", "\n").replace("\x00", "")


class BenefitLinesField(TextBlock):
    """Kết quả khác: one result per line; the value is a list of BenefitLine."""

    def clean(self, value):
        try:
            return benefits.read_lines(super().clean(value))
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


class RegistrationForm(PaperForm):
    """Bản đăng ký: the five items of the paper in their order, with what stands around them."""

    purpose = Purpose.REGISTRATION
    needed = ("plan", "title", "sector", "time_text", "levels")

    plan = RowChoiceField(label="Thực hiện kế hoạch", required=False)
    unit_address = TextLine(label="Địa chỉ", max_length=300, required=False)
    title = TextLine(
        label="Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng", max_length=300, required=False,
        help_text="Viết như sẽ in trên giấy đăng ký.", widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    model_address = TextLine(
        label="Địa chỉ mô hình",
        max_length=300,
        required=False,
        help_text="Ghi khi mô hình làm ở nơi khác địa chỉ đơn vị.",
    )
    sector = RowChoiceField(label="Lĩnh vực của mô hình đăng ký", widget=forms.RadioSelect, required=False)
    other_sectors = RowMultipleChoiceField(
        label="Lĩnh vực liên quan thêm", widget=forms.CheckboxSelectMultiple, required=False
    )
    other_movements = RowMultipleChoiceField(
        label="Lồng ghép phong trào, cuộc vận động", widget=forms.CheckboxSelectMultiple, required=False
    )
    contents = RowMultipleChoiceField(
        label="Nội dung cuộc vận động mà mô hình thực hiện", widget=forms.CheckboxSelectMultiple, required=False
    )
    benefit_amount = AmountField(
        label="Giá trị dự kiến làm lợi từ công trình đăng ký (nếu có)", required=False,
        help_text="Số tiền bằng đồng, ví dụ 70.000.000 hoặc 70 triệu; để trống nếu không tính được.",
    )  # fmt: skip
    benefit_lines = BenefitLinesField(
        label="Kết quả khác tiền", required=False,
        help_text="Mỗi dòng một kết quả gồm số lượng và đơn vị tính, ví dụ “1.260 m2 đất”, xuống dòng, “320 ngày công”.",
    )  # fmt: skip
    time_text = TextLine(
        label="Thời gian thực hiện và hoàn thành", max_length=200, required=False,
        help_text="Ghi như trên giấy: cả năm, Quý II, vụ Mùa, từ 01/3/2026 đến 30/11/2026…",
    )  # fmt: skip
    starts_on = DateField(label="Bắt đầu", required=False)
    ends_on = DateField(label="Hoàn thành", required=False)
    levels = RowMultipleChoiceField(label="Đăng ký mô hình cấp", widget=forms.CheckboxSelectMultiple, required=False)
    origin = forms.ChoiceField(
        label="Mô hình mới hay tiếp tục", choices=[(value, label.capitalize()) for value, label in Origin.choices],
        widget=forms.RadioSelect, required=False, initial=Origin.NEW,
    )  # fmt: skip
    continues = RowChoiceField(label="Tiếp tục mô hình nào", required=False, empty_label="— không có trong danh sách —")
    signer_name = TextLine(label="Người đại diện ký", max_length=150, required=False)
    author_name = TextLine(
        label="Người lập bản đăng ký", max_length=150, required=False,
        help_text="Khi nhập thay từ bản giấy: người đã viết bản giấy, nếu khác người ký.",
    )  # fmt: skip
    signed_on = DateField(label="Ngày ký", required=False, help_text="Để trống nếu chưa ký; giấy in chừa chỗ ghi tay.")

    def __init__(self, *args, unit, kind=Kind.COLLECTIVE, today=None, plans=None, registration=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.kind, self.registration, self.amount_in_words = unit, kind, registration, ""
        self.sectors, self.levels = [], []
        now = timezone.localdate()
        self.plans = plans or offered_plans(unit, today or now, now, registration)
        self.fields["plan"].offer(self.plans, lambda plan: mark_closed(plan, now))
        self.chosen_plan = self._chosen_plan()
        if self.chosen_plan:
            self._offer_rows(self.chosen_plan)

    @property
    def earlier(self) -> list[Registration]:
        """The unit's models of earlier years, the newest first."""
        return list(self.fields["continues"].rows.values())

    @property
    def item_fields(self) -> list:
        """What the chosen plan asks beyond the five items."""
        return [self[item.field] for item, _ in self.chosen_plan.form_items()] if self.chosen_plan else []

    @cached_property
    def receiving(self) -> Receiving | None:
        """Until when the chosen plan takes registrations of the unit, as far as it is known now."""
        plan, today = self.chosen_plan, timezone.localdate()
        return receiving(plan, self.unit, today, self.registration) if plan else None

    def _chosen_plan(self) -> Plan | None:
        wanted = str(self["plan"].value() or "")
        return next((plan for plan in self.plans if str(plan.pk) == wanted), next(iter(self.plans), None))

    def _offer_rows(self, plan: Plan) -> None:
        """Sectors, levels and earlier models of the chosen plan; the lowest level is preselected."""
        self.sectors = sectors = sectors_of(plan)
        self.levels = levels = levels_on(plan.opens_on)
        self.fields["plan"].initial = plan.pk
        for name in ("sector", "other_sectors"):
            self.fields[name].offer(sectors, lambda sector: capfirst(sector.name))
        self.joinable, contents = Joinable(plan, self.unit), self.fields["contents"]
        self.fields["other_movements"].offer(self.joinable.movements)
        contents.offer(self.joinable.contents, lambda one: one.told_among(contents.rows))
        self.fields["levels"].offer(levels, lambda level: capfirst(level.name))
        self.fields["levels"].initial = [level.pk for level in levels[:1]]
        self.fields["continues"].offer(lambda: self._earlier(plan), lambda earlier: f"{earlier.title} ({earlier.code})")
        for item, is_needed in plan.form_items():
            told = "Kế hoạch yêu cầu ghi mục này." if is_needed else ""
            self.fields[item.field] = TextBlock(label=item.label, max_length=10_000, required=False, help_text=told)
            self.needed = (*self.needed, item.field) if is_needed else self.needed
        self.fields["title"].label = f"Tên {plan.movement.item_phrase} đăng ký xây dựng"

    def _earlier(self, plan: Plan):
        earlier = Registration.objects.filter(present_unit=self.unit, kind=self.kind, plan__year__lt=plan.year)
        sent = earlier.filter(first_sent_at__isnull=False).exclude(state__in=OVER).order_by("-first_sent_at", "-pk")
        return sent.only("code", "title")[:100]

    def clean_benefit_amount(self):
        amount = self.cleaned_data["benefit_amount"]
        self.amount_in_words = numbers.amount_in_words(amount) if amount is not None else ""
        return amount

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("continues"):
            cleaned["origin"] = Origin.CONTINUED
        if cleaned.get("sector") and "other_sectors" in cleaned:
            cleaned["other_sectors"] = [one for one in cleaned["other_sectors"] if one != cleaned["sector"]]
        cleaned["other_movements"] = joined_by(cleaned, self.chosen_plan)
        return cleaned


class IndividualForm(RegistrationForm):
    """Bản đăng ký (Cá nhân): the person first, then the same five items."""

    needed = ("plan", "person_name", "person_duty", "title", "sector", "time_text", "levels")

    person_title = forms.ChoiceField(label="Ông/Bà", choices=[("", "— chọn —"), *Salutation.choices], required=False)
    person_name = TextLine(label="Họ và tên", max_length=150, required=False)
    person_duty = TextLine(label="Chức vụ, nhiệm vụ được giao", max_length=300, required=False)


class ResultForm(PaperForm):
    """Báo cáo kết quả mô hình."""

    purpose = Purpose.RESULT
    needed = ("how", "forces", "outcome")

    how = TextBlock(label="Cách làm", max_length=10_000, required=False)
    forces = TextBlock(label="Lực lượng tham gia", max_length=10_000, required=False)
    outcome = TextBlock(label="Kết quả đạt được so với đăng ký", max_length=10_000, required=False)
    benefit_amount = AmountField(label="Giá trị làm lợi thực tế (nếu có)", required=False)
    benefit_lines = BenefitLinesField(
        label="Kết quả khác tiền", required=False, help_text="Mỗi dòng một kết quả, ví dụ: 1.315 m2 đất."
    )
    upkeep = TextBlock(label="Khả năng duy trì, nhân rộng", max_length=10_000, required=False)
    proposals = TextBlock(label="Kiến nghị, đề xuất", max_length=10_000, required=False)


class NoteForm(forms.Form):
    """A move that may carry an opinion."""

    note = TextBlock(label="Ý kiến", max_length=2_000, required=False)


class ReasonForm(forms.Form):
    """A move that must say why."""

    note = TextBlock(label="Lý do", max_length=2_000)


class DeskReasonForm(ReasonForm):
    """A reason of a desk: some that its unit keeps ready, own words, or both, joined in this order."""

    def offer_reasons(self, reasons) -> None:
        """Lay ready reasons before the box; without any the form stays as it is."""
        if not reasons:
            return
        self.fields["ready"] = RowMultipleChoiceField(
            label="Lý do mẫu", required=False, widget=forms.CheckboxSelectMultiple
        )
        self.fields["ready"].offer(reasons)
        self.fields["note"].required = False
        self.fields["note"].help_text = "Đánh dấu lý do mẫu, tự ghi, hoặc cả hai: lời tự ghi nối sau các lý do mẫu."
        self.order_fields(["ready", "note"])

    def clean(self):
        cleaned = super().clean()
        ready, words = cleaned.get("ready") or [], cleaned.get("note", "")
        if "ready" in self.fields and "note" not in self.errors:
            cleaned["note"] = "\n".join(filter(None, (*map(str, ready), words)))
            if not cleaned["note"]:
                self.add_error("note", "Chọn lý do mẫu hoặc ghi lý do.")
        return cleaned


class OpinionForm(forms.Form):
    """A confirmation of effect: the body above says what it saw."""

    note = TextBlock(label="Ý kiến xác nhận", max_length=2_000)


class ReturnForm(DeskReasonForm):
    """Trả lại để bổ sung: what is to be mended, and until when."""

    due_on = DateField(label="Đề nghị nộp lại trước ngày", required=False)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on <= timezone.localdate():
            raise forms.ValidationError("Hạn nộp lại phải sau ngày hôm nay.")
        return due_on


def form_class(kind: str) -> type[RegistrationForm]:
    """The form of a kind of registration."""
    return IndividualForm if kind == Kind.INDIVIDUAL else RegistrationForm
