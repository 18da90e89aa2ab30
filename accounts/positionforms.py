"""Bàn giao, người thay, địa bàn, sửa tài khoản: forms that judge what was typed and write nothing."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from accounts import rights
from accounts.forms import USERNAME, AreasForm
from accounts.models import User
from accounts.personfield import PersonField
from common.formfields import DateField, TextLine

USERNAME_HELP = "Chữ thường không dấu, ví dụ: nguyen.van.an."


def username_field(**kwargs) -> TextLine:
    return TextLine(
        label="Tên đăng nhập", max_length=60, validators=[USERNAME], help_text=USERNAME_HELP,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
        **kwargs,
    )  # fmt: skip


class HandoverForm(forms.Form):
    """Bàn giao vị trí: to a person who has an account, or to a new one."""

    to = PersonField(label="Người nhận đã có tài khoản", required=False)
    full_name = TextLine(label="Họ và tên", max_length=150, required=False)
    username = username_field(required=False)
    title = TextLine(label="Chức vụ của người nhận", max_length=150, required=False,
                     help_text="Để trống: như người bàn giao.")  # fmt: skip
    starts_on = DateField(label="Bàn giao từ ngày", help_text="Đến hết ngày hôm trước, người cũ vẫn làm việc.")

    def __init__(self, *args, by, position, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(User.objects.managed_by(by).exclude(pk=position.user_id))

    def clean(self):
        cleaned = super().clean()
        to, new = cleaned.get("to"), [cleaned.get("full_name"), cleaned.get("username")]
        if to and any(new):
            self.add_error("to", "Chỉ chọn một cách: người đã có tài khoản, hoặc mở tài khoản mới.")
        elif not to and "to" not in self.errors:
            for name, label in (("full_name", "Họ và tên"), ("username", "Tên đăng nhập")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, f"{label} người nhận chưa ghi." if any(new) else "Chưa có người nhận.")
        return cleaned


class DeputyForm(forms.Form):
    """Giao người thay trong thời gian vắng."""

    to = PersonField(label="Người thay")
    starts_on = DateField(label="Từ ngày")
    last_day = DateField(label="Đến hết ngày")
    reason = TextLine(label="Lý do vắng", max_length=300, help_text="Ví dụ: đi học, nghỉ phép, công tác.")

    def __init__(self, *args, position, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].offer(rights.may_stand_in(position))

    def fields_of_deputy(self) -> dict:
        """As the service takes it: the last day is included on screen, not in the table."""
        cleaned = dict(self.cleaned_data)
        return cleaned | {"ends_on": cleaned.pop("last_day") + timedelta(days=1)}


class ChangeAreasForm(AreasForm):
    """Đổi địa bàn phụ trách."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].help_text = "Địa bàn không có trong danh sách trên, mỗi dòng một địa bàn."

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("areas") and not self.errors:
            self.add_error("areas", "Chọn hoặc ghi ít nhất một địa bàn.")
        return cleaned


class CorrectAccountForm(forms.Form):
    """Sửa họ tên, tên đăng nhập, thư điện tử."""

    full_name = TextLine(label="Họ và tên", max_length=150)
    username = username_field()
    email = forms.EmailField(
        label="Thư điện tử", required=False, max_length=254, help_text="Không bắt buộc.",
        error_messages={"invalid": "Địa chỉ thư chưa đúng, ví dụ: ten@tinh.gov.vn.",
                        "max_length": "Địa chỉ thư dài quá."},
    )  # fmt: skip


class CloseAccountForm(forms.Form):
    """Đóng tài khoản."""

    reason = TextLine(label="Lý do", max_length=300, help_text="Ví dụ: nghỉ hưu, chuyển công tác nơi khác.")


def tomorrow():
    return timezone.localdate() + timedelta(days=1)
