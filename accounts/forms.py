"""Signing in, one's password, and the accounts and positions below. They judge what was typed and write nothing."""

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.text import capfirst

from accounts.enums import Role
from common.formfields import DateField, RowsField, TextLine
from units.models import Unit
from units.unitfields import UnitField, UnitLinesField, written

USERNAME = RegexValidator(
    r"^[a-z][a-z0-9]*([._-][a-z0-9]+)*\Z",
    "Chỉ ghi chữ thường không dấu và số, cách nhau bằng dấu chấm; ví dụ: nguyen.van.an.",
)
PASSWORD_HELP = (
    "Ít nhất 10 ký tự. Một câu ngắn dễ nhớ là tốt nhất, ví dụ bốn từ không liên quan nhau. Không dùng tên mình, "
    "không dùng “matkhau”, “danvan” hay dãy số liền nhau."
)


def password_field(label: str, *, new: bool = False, help_text: str = "") -> forms.CharField:
    """A password box that keeps spaces, and says in Vietnamese when it is empty."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    field = forms.CharField(
        label=label, widget=widget, strip=False, help_text=help_text, max_length=200,
        error_messages={"required": f"{label} chưa ghi.", "max_length": "Mật khẩu dài quá 200 ký tự."},
    )  # fmt: skip
    # The library's sentence about the null sign is English; a password may hold any sign.
    field.validators = [one for one in field.validators if type(one).__name__ != "ProhibitNullCharactersValidator"]
    return field


class SignInForm(library.LoginForm):
    """Đăng nhập."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = TextLine(
            label="Tên đăng nhập", max_length=60, error_messages={"required": "Tên đăng nhập chưa ghi."},
            widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        )  # fmt: skip
        self.fields["password"] = password_field("Mật khẩu")
        self.order_fields(["login", "password"])


class ChangePasswordForm(library.ChangePasswordForm):
    """Đổi mật khẩu."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password_field("Mật khẩu đang dùng")
        new = self.fields["password1"]
        new.label, new.help_text = "Mật khẩu mới", PASSWORD_HELP
        new.error_messages["required"] = "Mật khẩu mới chưa ghi."
        new.validators = []
        new.widget.attrs.pop("placeholder", None)
        self.fields["password2"] = password_field("Ghi lại mật khẩu mới", new=True)

    def clean_oldpassword(self):
        """Wrong ones count like those at the door."""
        if not get_adapter().reauthenticate(self.user, self.cleaned_data["oldpassword"]):
            raise get_adapter().validation_error("enter_current_password")
        return self.cleaned_data["oldpassword"]

    def clean(self):
        """The library's own sentence for two different passwords is English."""
        cleaned = self.cleaned_data
        _agree(self, cleaned)
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", get_adapter().validation_error("same_as_current"))
        return cleaned


class OwnPasswordForm(forms.Form):
    """Chọn mật khẩu của riêng mình, in place of the one on the slip."""

    password1 = password_field("Mật khẩu mới", new=True, help_text=PASSWORD_HELP)
    password2 = password_field("Ghi lại mật khẩu mới", new=True)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self):
        password = self.cleaned_data["password1"]
        # First, since a slip may by chance also look guessable.
        if self.user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu trên phiếu.")
        validate_password(password, self.user)
        return password

    def clean(self):
        _agree(self, self.cleaned_data)
        return self.cleaned_data


def _agree(form, cleaned) -> None:
    if cleaned.get("password1") and cleaned.get("password2") and cleaned["password1"] != cleaned["password2"]:
        form.add_error("password2", "Hai lần ghi mật khẩu mới chưa giống nhau.")


class ForgottenForm(forms.Form):
    """Quên mật khẩu: who asks."""

    username = TextLine(
        label="Tên đăng nhập", max_length=60, error_messages={"required": "Tên đăng nhập chưa ghi."},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip


class ConfirmAgainForm(library.ReauthenticateForm):
    """Xác nhận lại bằng mật khẩu."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field("Mật khẩu")


class TickedAreas(RowsField):
    """The areas of a level, to be ticked instead of typed."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Địa bàn đã chọn không còn trong phạm vi phụ trách.",
                              "invalid_pk_value": "Địa bàn đã chọn không còn trong phạm vi phụ trách."}  # fmt: skip

    def label_from_instance(self, unit):
        return written(unit)


class AreasForm(forms.Form):
    """Địa bàn phụ trách: ticked in the list of the areas below, or typed; together they are `areas`."""

    ticked = TickedAreas(label="Chọn trong danh sách", required=False, queryset=Unit.objects.none())
    areas = UnitLinesField(
        label="Địa bàn phụ trách khác", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ ghi khi phụ trách nhiều địa bàn, mỗi dòng một địa bàn. Để trống: địa bàn của đơn vị.",
    )  # fmt: skip

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.units = Unit.objects.visible_to(by).in_force_on(timezone.localdate())
        self.fields["areas"].offer(self.units)
        offered = self.units.areas().filter(level__isnull=False).exclude(pk__in=[one.pk for one in by.all_areas()])
        self.fields["ticked"].queryset = offered.select_related("parent").order_by("parent__path", "sort_key", "pk")
        self.fields["ticked"].widget.choices = self.fields["ticked"].choices

    def clean(self):
        cleaned = super().clean()
        ticked = list(cleaned.pop("ticked", None) or [])
        if "areas" in cleaned or ticked:
            cleaned["areas"] = list(dict.fromkeys([*ticked, *cleaned.get("areas", [])]))
        return cleaned


class PositionForm(AreasForm):
    """Vị trí công tác: role, unit, areas, from and to."""

    role = forms.ChoiceField(
        label="Vai trò",
        error_messages={"required": "Vai trò chưa chọn.", "invalid_choice": "Vai trò này không giao được."},
    )
    unit = UnitField(label="Đơn vị")
    title = TextLine(
        label="Chức vụ", max_length=150, required=False, help_text="Như ghi trên giấy, ví dụ: Trưởng thôn."
    )
    starts_on = DateField(label="Từ ngày", required=False, help_text="Để trống: từ hôm nay.")
    ends_on = DateField(label="Đến trước ngày", required=False, help_text="Để trống khi chưa biết.")

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        roles = [
            (value, capfirst(label)) for value, label in Role.choices if by.role == Role.ADMIN or value != Role.ADMIN
        ]
        self.fields["role"].choices = [("", "— chọn vai trò —"), *roles]
        self.fields["unit"].offer(self.units)

    def clean(self):
        cleaned = super().clean()
        starts_on = cleaned.get("starts_on") or timezone.localdate()
        if cleaned.get("ends_on") and cleaned["ends_on"] <= starts_on:
            self.add_error("ends_on", "Ngày kết thúc phải sau ngày bắt đầu.")
        return cleaned


class AccountForm(PositionForm):
    """Mở tài khoản cùng vị trí công tác đầu tiên."""

    full_name = TextLine(label="Họ và tên", max_length=150)
    username = TextLine(
        label="Tên đăng nhập", max_length=60, validators=[USERNAME],
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        help_text="Chữ thường không dấu, ví dụ: nguyen.van.an.",
    )  # fmt: skip
    field_order = ("full_name", "username", "role", "unit", "title", "ticked", "areas", "starts_on", "ends_on")


class ClosePositionForm(forms.Form):
    """Kết thúc vị trí công tác."""

    ends_on = DateField(label="Kết thúc từ ngày", help_text="Từ ngày này người đó không còn thấy gì ở vị trí này.")
