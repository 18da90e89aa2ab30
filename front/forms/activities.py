"""Ghi hoạt động: what is asked first fits a phone, the rest may be left for later."""

import re
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone

from common.formfields import FilesField, TextBlock, TextLine, WrittenField
from common.rowfields import RowMultipleChoiceField
from front.enums import ActivityKind, Channel
from front.forms.shared import CountField, DayField, OfUnitForm, kind_field, written_of
from front.models import Activity
from front.services.activities import MOST_PHOTOS, PHOTOS_AT_ONCE
from registrations.following.services.notes import KINDS

CLOCK = re.compile(r"(\d{1,2}) ?(?:[:hg.] ?(\d{2})?)?", re.IGNORECASE)
# Asked at once; the others lie behind “Ghi thêm”.
FIRST = ("kind", "name", "starts_on", "participants", "place", "contents")
WRITTEN = ("kind", "name", "starts_on", "participants", "place", "ends_on", "starts_at", "channel", "chair", "about",
           "outcome")  # fmt: skip


def parse_clock(text: str) -> time:
    """“7h30”, “14:00”, “8 giờ” as “8”. Raises ValueError with a Vietnamese sentence."""
    found = CLOCK.fullmatch(text.strip().lower().replace("giờ", "h").replace(" h", "h"))
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time(99)
    except ValueError:
        raise ValueError("Giờ chưa đúng: ghi giờ và phút, ví dụ 7:30 hoặc 14:00.") from None


class ClockField(WrittenField):
    """Giờ."""

    attrs = {"placeholder": "7:30"}
    parse = staticmethod(parse_clock)
    write = staticmethod(lambda value: f"{value:%H:%M}")


class ActivityForm(OfUnitForm):
    """Một hoạt động."""

    kind = kind_field("Loại hoạt động", ActivityKind.choices, "Chọn loại hoạt động.")
    name = TextLine(label="Tên hoạt động", help_text="Ví dụ: Hội nghị tuyên truyền phân loại rác tại thôn Bến.")
    starts_on = DayField(label="Ngày", help_text="Ghi 26/11 là ngày 26/11 gần nhất.")
    participants = CountField(
        label="Số người dự, người nghe", required=False, help_text="Hoạt động sắp tới thì để trống, xong rồi ghi sau."
    )
    place = TextLine(label="Địa điểm", max_length=200, required=False)
    contents = RowMultipleChoiceField(
        label="Nội dung cuộc vận động", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu là hoạt động chung.",
    )  # fmt: skip
    photos = FilesField(
        label=f"Ảnh (mỗi lần nhiều nhất {PHOTOS_AT_ONCE})", required=False, kinds=KINDS, max_files=PHOTOS_AT_ONCE
    )
    ends_on = DayField(label="Đến hết ngày", required=False, help_text="Chỉ ghi khi kéo dài nhiều ngày.")
    starts_at = ClockField(label="Giờ bắt đầu", required=False)
    channel = forms.ChoiceField(
        label="Hình thức tuyên truyền", choices=[("", "—"), *Channel.choices], required=False,
        help_text="Chỉ ghi cho hoạt động tuyên truyền, vận động.",
    )  # fmt: skip
    chair = TextLine(label="Người chủ trì", max_length=150, required=False)
    about = TextBlock(label="Nội dung", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    outcome = TextBlock(label="Kết quả", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, contents, is_new: bool = True, **kwargs):
        super().__init__(*args, is_new=is_new, **kwargs)
        self.fields["contents"].offer(contents)
        if not is_new:
            del self.fields["photos"]

    def first(self):
        return [self[name] for name in FIRST]

    def later(self):
        """What is asked behind “Ghi thêm”."""
        return [field for field in self if field.name not in (*FIRST, "photos")]

    @property
    def is_open(self) -> bool:
        """Whether something behind “Ghi thêm” is wrong or written."""
        names = [field.name for field in self.later() if field.name != "unit"]
        return any(name in self.errors for name in [*names, "unit"]) or any(self[name].value() for name in names)

    def clean(self):
        cleaned = super().clean()
        if self.errors and cleaned.get("photos"):
            self.add_error("photos", "Ảnh chưa được giữ: sửa xong các mục khác, hãy chọn lại ảnh.")
        return cleaned


def begun_with(activity: Activity) -> dict[str, Any]:
    """What a form begins with, to correct an activity or to copy it."""
    contents = [str(one.pk) for one in activity.contents.all()]
    return written_of(activity, WRITTEN) | {"contents": contents, "unit": activity.unit_id}


def copied_from(activity: Activity) -> dict[str, Any]:
    """Chép một hoạt động lặp lại: all but what belongs to its day."""
    gone = {"starts_on": timezone.localdate(), "ends_on": None, "participants": None, "outcome": ""}
    return begun_with(activity) | gone


class PhotosForm(forms.Form):
    """Thêm ảnh."""

    photos = FilesField(
        label=f"Ảnh (nhiều nhất {MOST_PHOTOS} ảnh một hoạt động)", kinds=KINDS, max_files=PHOTOS_AT_ONCE
    )


class FindingForm(forms.Form):
    """Phát hiện, kiến nghị."""

    text = TextBlock(label="Phát hiện, kiến nghị", max_length=1000)
    addressee = TextLine(label="Kiến nghị với", max_length=200, help_text="Ví dụ: UBND xã Minh Lạc.")
    due_on = DayField(label="Hạn giải quyết")


class FollowUpForm(forms.Form):
    """Tình hình giải quyết."""

    on = DayField(label="Ngày", past=True)
    text = TextBlock(label="Tình hình, kết quả giải quyết", max_length=1000)
    settles = forms.BooleanField(
        label="Đã giải quyết xong, thôi theo dõi",
        required=False,
        help_text="Chưa xong thì để trống và ghi tiếp lần sau.",
    )
