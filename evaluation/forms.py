"""Forms of rounds and moves. They judge what was typed and write nothing."""

from datetime import timedelta
from decimal import Decimal

from django import forms
from django.utils import timezone

from common import dates, numbers
from common.formfields import REQUIRED, DateField, FileField, ScoreField, TextBlock, TextLine
from common.rowfields import RowMultipleChoiceField
from documents.sheets_in import KINDS
from evaluation.enums import Quorum
from evaluation.models import Nomination
from registrations.enums import Kind
from registrations.models import Plan


class ConflictForm(forms.Form):
    """Tôi có liên quan: how the reviewer is bound to the unit or person."""

    note = TextBlock(
        label="Liên quan như thế nào", max_length=2_000,
        help_text="Ví dụ: từng công tác tại đơn vị; là người thân của cá nhân được đề nghị.",
    )  # fmt: skip


class ClearingForm(ConflictForm):
    """Có liên quan đến hồ sơ nào không: asked once of all the dossiers newly given, whatever is ticked binds."""

    bound = RowMultipleChoiceField(label="Hồ sơ có liên quan", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, dossiers: list[Nomination], **kwargs):
        super().__init__(*args, **kwargs)
        self.dossiers = dossiers
        self.fields["bound"].offer(dossiers, lambda one: one.title)
        self.fields["note"].required = False
        self.fields["note"].label += " (khi có hồ sơ đánh dấu)"

    def rows(self):
        """(box, dossier), in the order given."""
        return zip(self["bound"], self.dossiers, strict=True)

    def clean(self):
        """`shown`: those that stood on the page when it was answered; what was given since is asked next."""
        cleaned = super().clean()
        shown = self.data.getlist("shown")
        cleaned["shown"] = [one for one in self.dossiers if str(one.pk) in shown]
        bound, note = cleaned.get("bound"), cleaned.get("note")
        if bound and not note and "note" not in self.errors:
            self.add_error("note", "Ghi đồng chí liên quan như thế nào đến hồ sơ đã đánh dấu.")
        if note and not bound and "bound" not in self.errors:
            self.add_error("bound", "Đánh dấu hồ sơ có liên quan, hoặc xóa lời ghi ở dưới.")
        return cleaned


class CriteriaFileForm(forms.Form):
    """Nhập bộ tiêu chí từ Excel."""

    kind = forms.ChoiceField(
        label="Loại", choices=Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn tập thể hoặc cá nhân."},
    )  # fmt: skip
    file = FileField(label="Tệp bộ tiêu chí", kinds=KINDS, max_mb=5)


class TakeOverForm(forms.Form):
    """Lấy bộ tiêu chí của kế hoạch khác: which published sets the plan begins from."""

    sets = RowMultipleChoiceField(
        label="Bộ tiêu chí",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chưa chọn bộ tiêu chí nào."},
    )

    def __init__(self, *args, sets, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sets"].offer(sets, _set_line)

    def clean_sets(self):
        """Of two for the same the plan would use one alone, and nobody would know which."""
        sets = self.cleaned_data["sets"]
        if len({(one.kind, one.level_id) for one in sets}) < len(sets):
            raise forms.ValidationError("Mỗi loại (tập thể, cá nhân) của một cấp chỉ chọn một bộ.")
        return sets


def _set_line(one) -> str:
    level = f", {one.level.name.lower()}" if one.level else ""
    return f"{one.get_kind_display().capitalize()}{level}: {one} – {one.plan}, năm {one.plan.year}"


class EndingForm(forms.Form):
    """Thôi áp dụng một bộ tiêu chí đã ban hành."""

    ends_on = DateField(label="Thôi áp dụng từ ngày")
    note = TextBlock(label="Lý do", max_length=2_000, help_text="Ví dụ: cấp trên ban hành bộ tiêu chí mới.")

    def clean_ends_on(self):
        if (ends_on := self.cleaned_data["ends_on"]) < timezone.localdate():
            raise forms.ValidationError("Ngày thôi áp dụng không được trước hôm nay.")
        return ends_on


class PostingForm(forms.Form):
    """Công khai, lấy ý kiến: from when until when the result hangs out, and where."""

    posted_on = DateField(label="Ngày đăng")
    posted_until = DateField(label="Lấy ý kiến đến hết ngày")
    posted_at = TextLine(
        label="Nơi đăng, niêm yết", max_length=300,
        help_text="Ví dụ: trụ sở UBND xã và trang thông tin điện tử của xã.",
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("posted_on"), cleaned.get("posted_until")
        if first and last and last < first:
            self.add_error("posted_until", "Ngày hết lấy ý kiến không được trước ngày đăng.")
        return cleaned


class OpinionForm(forms.Form):
    """Một ý kiến nhận được trong thời gian công khai."""

    said_by = TextLine(label="Người có ý kiến", max_length=200, help_text="Họ tên, địa chỉ; hoặc tên đơn vị.")
    received_on = DateField(label="Ngày nhận")
    nomination = forms.ModelChoiceField(
        Nomination.objects.none(), label="Về hồ sơ", required=False, empty_label="Chung cho cả đợt",
        error_messages={"invalid_choice": "Hồ sơ này không có trong đợt đánh giá."},
    )  # fmt: skip
    text = TextBlock(label="Nội dung ý kiến", max_length=5_000)

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nomination"].queryset = nominations
        self.fields["nomination"].label_from_instance = lambda one: one.title


class AnswerForm(forms.Form):
    """Giải trình một ý kiến; upheld, the council looks at the dossier again."""

    answer = TextBlock(label="Nội dung giải trình", max_length=5_000)
    upheld = forms.ChoiceField(
        label="Kết luận về ý kiến", widget=forms.RadioSelect, required=False, initial="",
        choices=[("", "Giữ nguyên kết quả"), ("co", "Chấp nhận ý kiến, đưa hồ sơ trở lại hội đồng xem xét")],
        error_messages={"invalid_choice": "Hãy chọn giữ nguyên hoặc chấp nhận."},
    )  # fmt: skip
    dossier = forms.ModelChoiceField(
        Nomination.objects.none(), label="Hồ sơ hội đồng xem lại", required=False, empty_label="— chọn nếu chấp nhận —",
        error_messages={"invalid_choice": "Hồ sơ này không có trong đợt đánh giá."},
    )  # fmt: skip

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dossier"].queryset = nominations
        self.fields["dossier"].label_from_instance = lambda one: one.title

    def clean(self):
        cleaned = super().clean()
        upheld, dossier = cleaned.pop("upheld", ""), cleaned.pop("dossier", None)
        if upheld and not dossier and "dossier" not in self.errors:
            self.add_error("dossier", "Chọn hồ sơ hội đồng phải xem lại.")
        cleaned["upheld_for"] = dossier if upheld else None
        return cleaned


class ModerationForm(forms.Form):
    """Điểm thống nhất của một hồ sơ; emptied, it is taken back and the mean counts again."""

    reason = TextBlock(label="Lý do, căn cứ", max_length=2_000)

    def __init__(self, *args, maximum: Decimal, is_set: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_set = is_set
        points = ScoreField(max_points=maximum, label="Điểm thống nhất", required=False)
        points.help_text = f"Từ 0 đến {numbers.score(maximum)}." + (
            " Để trống thì bỏ điểm thống nhất, lấy lại điểm trung bình." if is_set else ""
        )
        self.fields = {"points": points} | self.fields

    def clean_points(self) -> Decimal | None:
        points = self.cleaned_data["points"]
        if points is None and not self.is_set:
            raise forms.ValidationError(REQUIRED, code="required")
        return points


class MeetingForm(forms.Form):
    """Cuộc họp: when and where."""

    held_on = DateField(label="Ngày họp")
    place = TextLine(label="Nơi họp", max_length=300)


PLANNED = ("meets_on", "concludes_on", "posts_on", "publishes_on")


class RoundForm(forms.Form):
    """Đợt đánh giá."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), label="Theo kế hoạch", empty_label="— chọn kế hoạch —",
        error_messages={"required": "Hãy chọn kế hoạch.", "invalid_choice": "Kế hoạch này không có trong danh sách."},
    )  # fmt: skip
    name = TextLine(label="Tên đợt đánh giá", max_length=200, help_text="Ví dụ: Đánh giá mô hình năm 2026, cấp huyện.")
    opens_on = DateField(label="Chấm từ ngày")
    last_day = DateField(label="Nhận phiếu đến hết ngày")
    needs_meeting = forms.BooleanField(
        label="Phải họp hội đồng thống nhất điểm trước khi kết luận", required=False
    )  # fmt: skip
    quorum = forms.ChoiceField(
        label="Số thành viên hội đồng phải có mặt khi họp", choices=Quorum, initial=Quorum.TWO_THIRDS, required=False,
        error_messages={"invalid_choice": "Hãy chọn một mức trong danh sách."},
    )  # fmt: skip
    spread_limit = ScoreField(
        max_points=999, label="Chênh lệch cho phép giữa các phiếu (điểm)", required=False,
        help_text="Hồ sơ có chênh lệch lớn hơn được đánh dấu và đưa vào chương trình họp. Để trống nếu không đặt mức.",
    )  # fmt: skip
    hides_owners = forms.BooleanField(
        label="Ẩn tên mô hình, đơn vị, cá nhân với thành viên chấm", required=False,
        help_text="Thành viên thấy “Hồ sơ 01”, “Hồ sơ 02”… Nội dung báo cáo và các tệp kèm theo vẫn có thể để lộ tên.",
    )  # fmt: skip
    hides_reviewers = forms.BooleanField(
        label="Ẩn tên thành viên chấm", required=False,
        help_text="Các thành viên và lãnh đạo, cơ quan khác thấy “Thành viên 1”…; cán bộ phụ trách đợt vẫn thấy tên.",
    )  # fmt: skip
    meets_on = DateField(label="Dự kiến họp hội đồng (nếu họp)", required=False)
    concludes_on = DateField(label="Dự kiến kết luận", required=False)
    posts_on = DateField(label="Dự kiến công khai, lấy ý kiến (nếu có)", required=False)
    publishes_on = DateField(label="Dự kiến công bố kết quả", required=False)

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        self.fields["plan"].label_from_instance = lambda plan: f"{plan} – năm {plan.year}"

    def clean(self):
        cleaned = super().clean()
        cleaned["quorum"] = cleaned.get("quorum") or Quorum.TWO_THIRDS
        opens_on, last_day = cleaned.get("opens_on"), cleaned.pop("last_day", None)
        if opens_on and last_day and last_day < opens_on:
            self.add_error("last_day", "Ngày cuối nhận phiếu không được trước ngày bắt đầu chấm.")
        self._in_order(cleaned, last_day)
        # All from/to are half-open: the day after the last one is the first that is too late.
        cleaned["closes_on"] = last_day + timedelta(days=1) if last_day else None
        return cleaned

    def _in_order(self, cleaned, last_day) -> None:
        """No planned day before the one of an earlier phase."""
        before = last_day
        for name in PLANNED:
            day = cleaned.get(name)
            if day and before and day < before:
                self.add_error(name, f"Ngày này không được trước {dates.day(before)} là ngày của bước trước.")
            before = day or before
