"""Forms of giving sheets out: how they are shared, a list of pairs, who takes over."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Position
from common import virus
from common.files import safe_name
from common.formfields import TextBlock, TextLine
from common.rowfields import RowChoiceField, RowMultipleChoiceField

LARGEST = 512 * 1024


class SpreadForm(forms.Form):
    """Chia phiếu: how many reviewers a dossier, how many dossiers a reviewer."""

    moi_ho_so = forms.IntegerField(
        label="Mỗi hồ sơ ít nhất bao nhiêu thành viên chấm", min_value=1, max_value=30, initial=3,
        error_messages={"invalid": "Ghi một số từ 1 đến 30.", "min_value": "Ghi một số từ 1 đến 30.",
                        "max_value": "Ghi một số từ 1 đến 30.", "required": "Mục này chưa ghi."},
    )  # fmt: skip
    moi_nguoi = forms.IntegerField(
        label="Mỗi thành viên nhiều nhất bao nhiêu hồ sơ", min_value=1, max_value=500, initial=30,
        error_messages={"invalid": "Ghi một số từ 1 đến 500.", "min_value": "Ghi một số từ 1 đến 500.",
                        "max_value": "Ghi một số từ 1 đến 500.", "required": "Mục này chưa ghi."},
    )  # fmt: skip

    theo_to = forms.BooleanField(
        label="Chia theo tổ thẩm định thực địa", required=False,
        help_text="Mỗi hồ sơ chỉ giao cho thành viên của tổ phụ trách địa bàn, lĩnh vực đó.",
    )  # fmt: skip

    def __init__(self, *args, has_teams: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if has_teams:
            self.fields["theo_to"].initial = True
        else:
            del self.fields["theo_to"]


class TeamForm(forms.Form):
    """Tổ thẩm định thực địa."""

    name = TextLine(label="Tên tổ", max_length=100)
    leader = RowChoiceField(
        label="Tổ trưởng", empty_label="— chọn tổ trưởng —", error_messages={"required": "Hãy chọn tổ trưởng."}
    )
    members = RowMultipleChoiceField(label="Thành viên", required=False, widget=forms.CheckboxSelectMultiple)
    areas = RowMultipleChoiceField(
        label="Địa bàn", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu địa bàn nào thì tổ đi mọi địa bàn.",
    )  # fmt: skip
    sectors = RowMultipleChoiceField(
        label="Lĩnh vực", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu lĩnh vực nào thì tổ xem mọi lĩnh vực.",
    )  # fmt: skip

    def __init__(self, *args, people, areas, sectors, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("leader", "members"):
            self.fields[name].offer(people, lambda one: f"{one.user.full_name} – {one.office}")
        self.fields["areas"].offer(areas)
        self.fields["sectors"].offer(sectors)


class PairsForm(forms.Form):
    """Danh sách giao phiếu: a CSV file, or lines pasted from a sheet. The cleaned text is that of either."""

    file = forms.FileField(label="Tệp CSV", required=False, error_messages={"empty": "Tệp không có nội dung."})
    text = TextBlock(
        label="Hoặc dán các dòng vào đây", required=False, max_length=200_000,
        help_text="Mỗi dòng: mã hồ sơ; tên đăng nhập. Ví dụ: DVK-2026-00012;thamdinh.1",
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def clean_file(self) -> str:
        uploaded = self.cleaned_data["file"]
        if uploaded is None:
            return ""
        name = safe_name(uploaded.name)
        if uploaded.size > LARGEST:
            raise ValidationError(f"Tệp “{name}” nặng hơn 500 KB.")
        virus.refuse_infected(uploaded, name)
        uploaded.seek(0)
        try:
            text = uploaded.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            text = "\0"
        if "\0" in text:
            raise ValidationError(f"Tệp “{name}” không phải tệp CSV. Trong Excel hãy lưu dạng “CSV UTF-8”.")
        return text

    def clean(self):
        cleaned = super().clean()
        cleaned["text"] = cleaned.get("file") or cleaned.get("text")
        if not cleaned["text"] and not self.errors:
            self.add_error("file", "Chọn tệp CSV hoặc dán danh sách.")
        return cleaned


class SubstituteForm(forms.Form):
    """Giao cho người khác: who takes over, and why."""

    person = forms.ModelChoiceField(
        Position.objects.none(), label="Giao cho", empty_label="— chọn thành viên —",
        error_messages={"required": "Hãy chọn thành viên.", "invalid_choice": "Người này không có trong danh sách."},
    )  # fmt: skip
    reason = TextBlock(label="Lý do", max_length=2_000)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.fields["person"].label_from_instance = lambda one: f"{one.user.full_name} – {one.office}"
