"""The forms of the tree: a unit with its letterhead, a level. They judge what was typed and write nothing."""

from django import forms
from django.utils.text import capfirst

from common import dates
from common.formfields import DateField, TextBlock, TextLine
from common.rowfields import RowChoiceField
from units import letterhead_defaults
from units.enums import COLLECTS, Line, Nature, PaperFamily, family_of_line
from units.models import Level
from units.services import PAPER_FIELDS

NO_COLLECTING = ("", "Không tiếp nhận đăng ký")
FAMILY_OF_LINE = ("", "Theo khối của đơn vị")
LEAVE_EMPTY = "Để trống để điền theo mẫu của thể thức."
# How the unit works as a desk; no part of what it was called and where it stood.
DESK_FIELDS = {"leader_approves", "handling_days"}
CHANGE_FIELDS = {"since", "decision_number", "decided_on"}


def _choices(choices):
    return [(value, capfirst(label)) for value, label in choices]


class UnitForm(forms.Form):
    """Đơn vị: what stands about an area or a body, and what its papers say."""

    name = TextLine(label="Tên đơn vị", max_length=200)
    short_name = TextLine(label="Tên gọi tắt", max_length=100, required=False)
    code = TextLine(label="Mã đơn vị", max_length=20, required=False, help_text="Giữ nguyên số 0 đứng đầu.")
    level = RowChoiceField(label="Cấp", required=False, help_text="Thôn, bản, tổ dân phố không thuộc cấp nào.")
    line = forms.ChoiceField(label="Khối", choices=_choices(Line.choices), initial=Line.STATE)
    address = TextLine(label="Địa chỉ", max_length=300, required=False)
    collects = forms.ChoiceField(
        label="Tiếp nhận đăng ký của địa bàn", choices=[NO_COLLECTING, *_choices(COLLECTS)], required=False,
        help_text="Hồ sơ của các đơn vị trong địa bàn được gửi đến nơi này.",
    )  # fmt: skip
    leader_approves = forms.BooleanField(
        label="Lãnh đạo duyệt danh sách trình", required=False,
        help_text="Xác nhận, không xác nhận, xác nhận hiệu quả chỉ có hiệu lực khi lãnh đạo đơn vị duyệt danh sách cán bộ trình. Trả lại, duyệt điều chỉnh thì cán bộ tự làm.",
    )  # fmt: skip
    handling_days = forms.IntegerField(
        label="Xử lý hồ sơ trong (ngày)", required=False, min_value=1, max_value=365,
        error_messages={name: "Ghi một số nguyên từ 1 đến 365." for name in ("invalid", "min_value", "max_value")},
        help_text="Hồ sơ ở lâu hơn hiện là quá hạn trên bàn làm việc. Để trống khi không đặt hạn.",
    )  # fmt: skip
    place_name = TextLine(
        label="Địa danh ghi trên giấy", max_length=100, required=False, help_text="Ví dụ: Minh Lạc. " + LEAVE_EMPTY
    )
    paper_family = forms.ChoiceField(
        label="Thể thức văn bản", choices=_choices(PaperFamily.choices), initial=PaperFamily.STATE
    )
    head_superior = TextBlock(
        label="Tên cơ quan cấp trên", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng in một dòng.",
    )  # fmt: skip
    head_name = TextBlock(
        label="Tên cơ quan", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng in một dòng.",
    )  # fmt: skip
    number_suffix = TextLine(
        label="Ký hiệu văn bản", max_length=40, required=False, help_text="Ví dụ: UBND, HU, MTTQ-BTT."
    )
    signing_lines = TextBlock(
        label="Thẩm quyền và chức vụ ký", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng in một dòng.",
    )  # fmt: skip
    archive_line = TextLine(label="Dòng lưu", max_length=100, required=False, help_text="Ví dụ: Lưu: VT, VP.")
    valid_from = DateField(
        label="Hoạt động từ ngày", required=False, help_text="Để trống khi đơn vị có từ trước khi dùng phần mềm này."
    )
    since = DateField(
        label="Thay đổi từ ngày",
        required=False,
        help_text="Chỉ ghi khi thông tin thay đổi thật. Sửa chỗ ghi sai thì để trống.",
    )
    decision_number = TextLine(
        label="Theo quyết định số", max_length=60, required=False, help_text="Nếu có, ví dụ: 35/QĐ-UBND."
    )
    decided_on = DateField(label="Ngày quyết định", required=False)

    def __init__(self, *args, area, nature, unit=None, **kwargs):
        if unit is not None:
            known = {name: getattr(unit, name) for name in self.base_fields if name not in CHANGE_FIELDS}
            kwargs["initial"] = known | {"level": unit.level_id or ""}
        super().__init__(*args, **kwargs)
        self.area, self.nature, self.unit = area, nature, unit
        self.is_body = nature == Nature.BODY
        useless = {"level"} if self.is_body else {"line", "collects", *DESK_FIELDS, *PAPER_FIELDS} - {"place_name"}
        useless |= {"valid_from"} if unit else CHANGE_FIELDS
        for name in useless:
            del self.fields[name]
        if self.is_body and unit is None:
            self._offer_family_of_line()
        if not self.is_body:
            self.fields["level"].empty_label = "Không thuộc cấp nào (thôn, bản, tổ dân phố)"
            self.fields["level"].offer(self._levels_below())

    def _offer_family_of_line(self):
        """Nobody has to know which layout a Party body or a mass organisation writes on."""
        field = self.fields["paper_family"]
        field.choices, field.initial, field.required = [FAMILY_OF_LINE, *field.choices], "", False

    def _levels_below(self):
        levels = Level.objects.all()
        return levels.filter(rank__gt=self.area.level.rank) if self.area and self.area.level else levels

    def clean(self):
        """A new body's empty letterhead is filled after its family; a known one keeps what it was given."""
        cleaned = super().clean()
        if self.unit is None and cleaned.get("name"):
            family = cleaned.get("paper_family") or family_of_line(cleaned.get("line", Line.STATE))
            proposal = letterhead_defaults.suggested(name=cleaned["name"], family=family, area=self.area)
            if self.is_body:
                cleaned["paper_family"] = family
                cleaned |= {name: text for name, text in proposal.items() if not cleaned.get(name)}
            elif cleaned.get("level") and not cleaned.get("place_name"):
                cleaned["place_name"] = letterhead_defaults.bare_place(cleaned["name"])
        decided = cleaned.get("decision_number") or cleaned.get("decided_on")
        if self.unit and decided and not cleaned.get("since") and "since" not in self.errors:
            self.add_error("since", "Quyết định có hiệu lực từ ngày nào? Ghi ngày thay đổi.")
        return cleaned

    @property
    def done(self) -> str:
        """What happened, once it has been written."""
        if since := self.cleaned_data.get("since"):
            return f"Đã ghi thay đổi từ ngày {dates.day(since)}. Giấy có ngày trước đó vẫn in như cũ."
        return "Đã sửa thông tin đơn vị. Giấy in từ nay theo nội dung đã sửa."

    def fields_of_unit(self) -> dict:
        """What the service writes: a body stands at the level of its area."""
        cleaned = {**self.cleaned_data}
        if self.is_body:
            return cleaned | {"level": self.area.level if self.area else None}
        return cleaned | {"level": cleaned["level"] or None}


class LevelForm(forms.Form):
    """Cấp."""

    name = TextLine(label="Tên cấp", max_length=60, help_text="Ví dụ: Cấp tỉnh, Cấp cơ sở.")
    area_word = TextLine(label="Tên loại địa bàn", max_length=60, help_text="Ví dụ: tỉnh, huyện, xã.")
    rank = forms.IntegerField(
        label="Thứ bậc", min_value=1, max_value=99, help_text="1 là cấp cao nhất.",
        error_messages={"required": "Mục này chưa ghi.", "invalid": "Ghi một số nguyên từ 1 đến 99."},
    )  # fmt: skip
    valid_from = DateField(label="Có từ ngày", required=False)
    valid_to = DateField(label="Hết từ ngày", required=False, help_text="Để trống khi cấp này vẫn còn.")

    def __init__(self, *args, level=None, **kwargs):
        if level is not None:
            kwargs["initial"] = {name: getattr(level, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
