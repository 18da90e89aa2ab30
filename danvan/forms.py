"""The form of the first hour, and what the reader of the log asks for. They judge what was typed and write nothing."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from accounts.forms import PASSWORD_HELP, USERNAME, password_field
from accounts.models import User
from common.formfields import DateField, TextBlock, TextLine
from danvan import log
from units.enums import PaperFamily
from units.letterhead_defaults import bare_place
from units.models import Unit
from units.starters import COMMUNE_BODIES, DESKS, LEVELS
from units.unitfields import UnitField

KINDS = {"tinh": "province", "xa": "commune"}
# Where government has two tiers the district is left out; so it is not chosen beforehand.
LEVELS_AT_FIRST = ["province", "commune"]


def _commune_names(keys):
    return [(key, COMMUNE_BODIES[key].name.format("xã").removesuffix(" xã")) for key in keys]


class FirstHourForm(forms.Form):
    """Bắt đầu: root, levels, desk, administrator."""

    root_name = TextLine(label="Tên địa bàn", max_length=200)
    root_code = TextLine(label="Mã đơn vị", max_length=20, required=False, help_text="Giữ nguyên số 0 đứng đầu.")
    place_name = TextLine(
        label="Địa danh ghi trên giấy", max_length=100, required=False, help_text="Để trống: lấy theo tên địa bàn."
    )
    levels = forms.MultipleChoiceField(
        label="Các cấp đăng ký mô hình", choices=[(key, name) for key, (name, *_) in LEVELS.items()],
        widget=forms.CheckboxSelectMultiple, initial=LEVELS_AT_FIRST, required=False,
        help_text="Chọn thêm “Cấp huyện” nếu địa phương còn cấp huyện.",
    )  # fmt: skip
    desk_name = TextLine(
        label="Cơ quan tiếp nhận đăng ký ở cấp này", max_length=200, required=False,
        help_text="Ví dụ: Ban Dân vận Tỉnh ủy. Để trống nếu thêm sau.",
    )  # fmt: skip
    desk_family = forms.ChoiceField(
        label="Thể thức văn bản của cơ quan đó", choices=[(key, capfirst(text)) for key, text in PaperFamily.choices],
        initial=PaperFamily.PARTY,
    )  # fmt: skip
    desk = forms.ChoiceField(
        label="Nơi tiếp nhận đăng ký", choices=_commune_names(DESKS), initial=DESKS[0], widget=forms.RadioSelect,
        error_messages={"required": "Nơi tiếp nhận chưa chọn."},
    )  # fmt: skip
    bodies = forms.MultipleChoiceField(
        label="Cơ quan, tổ chức trong địa bàn", choices=_commune_names(COMMUNE_BODIES), required=False,
        widget=forms.CheckboxSelectMultiple, initial=list(COMMUNE_BODIES),
    )  # fmt: skip
    villages = TextBlock(
        label="Thôn, bản, tổ dân phố", max_length=5000, required=False,
        help_text="Mỗi dòng một tên, ví dụ: thôn Đông. Có thể thêm sau.",
    )  # fmt: skip
    full_name = TextLine(label="Họ và tên", max_length=150)
    username = TextLine(
        label="Tên đăng nhập", max_length=60, validators=[USERNAME],
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        help_text="Chữ thường không dấu, ví dụ: quan.tri.",
    )  # fmt: skip
    title = TextLine(label="Chức vụ", max_length=150, required=False)
    acts_too = forms.BooleanField(
        label="Tôi đồng thời là cán bộ phụ trách và văn thư ở nơi tiếp nhận", required=False,
        help_text="Để một người làm được ngay mọi việc ở nơi tiếp nhận này, có cả việc Mặt trận khi nơi tiếp nhận là Mặt trận; "
        "giao cho người khác sau cũng được.",
    )  # fmt: skip
    only_province = ("desk_name", "desk_family")
    only_commune = ("desk", "bodies", "villages")

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.is_commune = kind == "commune"
        for name in self.only_province if self.is_commune else self.only_commune:
            del self.fields[name]
        example = "xã Minh Lạc" if self.is_commune else "tỉnh Lạc Giang"
        self.fields["root_name"].help_text = f"Ghi cả loại địa bàn, ví dụ: {example}."
        self.fields["acts_too"].initial = self.is_commune
        self.fields["password1"] = password_field("Mật khẩu", new=True, help_text=PASSWORD_HELP)
        self.fields["password2"] = password_field("Ghi lại mật khẩu", new=True)

    def clean_villages(self):
        names = [" ".join(line.split()) for line in (self.cleaned_data["villages"] or "").splitlines()]
        names = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > 200 for name in names):
            raise ValidationError("Mỗi dòng ghi tối đa 200 ký tự.")
        return names

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("root_name") and not cleaned.get("place_name"):
            cleaned["place_name"] = bare_place(cleaned["root_name"])
        if cleaned.get("password1") and cleaned.get("password2") and cleaned["password1"] != cleaned["password2"]:
            self.add_error("password2", "Hai lần ghi mật khẩu chưa giống nhau.")
        if cleaned.get("password1"):
            self._judge_password(cleaned)
        return cleaned

    def _judge_password(self, cleaned):
        person = User(username=cleaned.get("username") or "", full_name=cleaned.get("full_name") or "")
        try:
            validate_password(cleaned["password1"], person)
        except ValidationError as problem:
            self.add_error("password1", problem)


class LogForm(forms.Form):
    """Lọc nhật ký: person, words, kind of object, action, unit of the position, days; one person or one object."""

    tim = TextLine(label="Người thực hiện", max_length=150, required=False)
    chu = TextLine(label="Có chữ", max_length=150, required=False)
    loai = forms.ChoiceField(label="Về", required=False, error_messages={"invalid_choice": "Loại này không có."})
    viec = forms.ChoiceField(label="Việc", required=False, error_messages={"invalid_choice": "Việc này không có."})
    donvi = UnitField(label="Làm ở đơn vị", required=False, help_text="")
    tu = DateField(label="Từ ngày", required=False)
    den = DateField(label="Đến hết ngày", required=False)
    ma = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    nguoi = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [("", "Tất cả"), *log.kinds()]
        self.fields["viec"].choices = [("", "Tất cả"), *((action, action) for action in log.actions())]
        # Without the browser's list: four hundred names would weigh more than the page.
        self.fields["donvi"].units = Unit.objects.visible_to(by).select_related("parent")
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "form-select" if name in {"loai", "viec"} else "form-control"


class DossierForm(forms.Form):
    """Lập hồ sơ lưu trữ của một năm có kế hoạch."""

    year = forms.TypedChoiceField(
        label="Năm của kế hoạch", coerce=int,
        error_messages={"required": "Chọn năm.", "invalid_choice": "Năm này không có kế hoạch nào trên cổng."},
    )  # fmt: skip

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
