"""Ghi việc sắp xếp: the decision, the units to be opened, the lines. They judge what was typed and write nothing."""

from django import forms
from django.core.exceptions import ValidationError

from common.formfields import DateField, TextBlock, TextLine
from common.rowfields import RowChoiceField
from common.vietnamese import fold
from reorganisation.enums import StepKind
from reorganisation.models import NewUnit, Operation
from units.enums import Line
from units.models import Level, Unit
from units.unitfields import UnitField, UnitLinesField, find_unit

AREA = ("", "Địa bàn (tỉnh, xã, thôn…)")


class OperationForm(forms.Form):
    """Căn cứ và ngày hiệu lực."""

    title = TextLine(
        label="Tên việc sắp xếp", max_length=200, help_text="Ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2026."
    )
    decision_number = TextLine(label="Số nghị quyết, quyết định", max_length=60, help_text="Ví dụ: 15/NQ-HĐND.")
    decided_on = DateField(label="Ngày ban hành")
    decided_by = TextLine(label="Cơ quan ban hành", max_length=200)
    effective_on = DateField(label="Hiệu lực từ ngày", help_text="Thực hiện được từ ngày này.")
    note = TextBlock(label="Ghi chú", max_length=2000, required=False)

    def __init__(self, *args, operation: Operation | None = None, **kwargs):
        if operation is not None:
            kwargs["initial"] = {name: getattr(operation, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        decided_on, effective_on = cleaned.get("decided_on"), cleaned.get("effective_on")
        if decided_on and effective_on and effective_on < decided_on:
            self.add_error("effective_on", "Ngày hiệu lực không được trước ngày ban hành.")
        return cleaned


class AimField(UnitField):
    """Đơn vị nhận: a unit that exists, or one the operation will open."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.new_units: list[NewUnit] = []

    def offer_with(self, units, new_units) -> None:
        self.offer(units)
        self.new_units = list(new_units)
        self.widget.names = [new.name for new in self.new_units] + self.widget.names

    def clean(self, value):
        text = TextLine.clean(self, value)
        planned = [new for new in self.new_units if text and fold(new.name) == fold(text)]
        if len(planned) == 1:
            return planned[0]
        try:
            return find_unit(self.units, text) if text else None
        except ValidationError as problem:
            if problem.code != "none":
                raise
            raise ValidationError(
                f"Chưa có đơn vị nào tên “{text}”. Nếu sẽ lập mới, hãy ghi ở “Thêm đơn vị sẽ lập” trước.", code="none"
            ) from problem


class NewUnitForm(forms.Form):
    """Đơn vị sẽ lập."""

    name = TextLine(label="Tên đơn vị sẽ lập", max_length=200, help_text="Viết đủ, ví dụ: xã Lam Khê.")
    code = TextLine(label="Mã đơn vị", max_length=20, required=False, help_text="Giữ nguyên số 0 đứng đầu.")
    line = forms.ChoiceField(
        label="Loại", required=False, choices=[AREA, *((value, f"Cơ quan khối {label}") for value, label in Line.choices)]
    )  # fmt: skip
    level = RowChoiceField(label="Cấp", required=False, empty_label="Không thuộc cấp nào (thôn, bản, tổ dân phố)")
    parent = AimField(label="Thuộc địa bàn")

    def __init__(self, *args, operation: Operation, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].offer(Level.objects.offered_on(operation.effective_on))
        self.fields["parent"].offer_with(units.areas(), operation.new_units.filter(nature="area"))

    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if isinstance(parent, Unit) and not parent.is_area:
            raise ValidationError("Chỉ địa bàn mới có đơn vị trực thuộc.")
        return parent


class PassForm(forms.Form):
    """Nhập, tách: one or several old units, and one that takes over."""

    kind = StepKind.PASS
    heading = "Nhập, tách đơn vị"
    button = "Ghi dòng nhập, tách"
    lead = (
        "Mỗi lần ghi một đơn vị nhận. Nhiều đơn vị cũ vào một đơn vị nhận là nhập; ghi một đơn vị cũ với hai đơn vị nhận "
        "trở lên là tách."
    )
    units = UnitLinesField(
        label="Đơn vị cũ, kết thúc hoạt động", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị; ghi tên hoặc mã.",
    )  # fmt: skip
    aim = AimField(label="Đơn vị nhận (đang có hoặc sẽ lập)")

    def __init__(self, *args, operation: Operation, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].offer(units)
        self.fields["aim"].offer_with(units, operation.new_units.all())

    def clean_units(self):
        units = list(dict.fromkeys(self.cleaned_data["units"]))
        if not units:
            raise ValidationError("Chưa ghi đơn vị nào.")
        return units


class EndForm(PassForm):
    """Kết thúc hoạt động, không có đơn vị kế thừa."""

    kind = StepKind.END
    heading = "Kết thúc hoạt động"
    button = "Ghi dòng kết thúc"
    lead = (
        "Dùng cho đơn vị kết thúc mà không đơn vị nào kế thừa, ví dụ cấp huyện. Các xã bên trong chuyển về trực thuộc đơn vị "
        "giữ hồ sơ; vị trí công tác ở đơn vị kết thúc thì thôi giữ."
    )
    aim = AimField(label="Đơn vị giữ hồ sơ", help_text="Thường là địa bàn cấp trên, ví dụ tỉnh.")


class MoveForm(PassForm):
    """Chuyển về trực thuộc địa bàn khác."""

    kind = StepKind.MOVE
    heading = "Chuyển về trực thuộc"
    button = "Ghi dòng chuyển"
    lead = "Đơn vị giữ nguyên tên, hồ sơ và cán bộ; chỉ đổi địa bàn cấp trên."
    units = UnitLinesField(
        label="Đơn vị chuyển", widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một đơn vị; ghi tên hoặc mã.",
    )  # fmt: skip
    aim = AimField(label="Về trực thuộc địa bàn")


class RenameForm(forms.Form):
    """Đổi tên."""

    kind = StepKind.RENAME
    heading = "Đổi tên đơn vị"
    button = "Ghi dòng đổi tên"
    lead = "Cơ quan của địa bàn (UBND, Đảng ủy, Mặt trận…) được đổi tên theo; giấy tờ cũ vẫn in tên cũ."
    unit = UnitField(label="Đơn vị")
    name = TextLine(label="Tên mới", max_length=200)
    code = TextLine(label="Mã mới", max_length=20, required=False, help_text="Để trống khi giữ mã cũ.")

    def __init__(self, *args, operation: Operation, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(units)


STEP_FORMS = {"nhap-tach": PassForm, "ket-thuc": EndForm, "chuyen": MoveForm, "doi-ten": RenameForm}


class AssignForm(forms.Form):
    """Giao từng dòng hồ sơ của một đơn vị tách; what is left empty stays open."""

    def __init__(self, *args, rows, aims, may_end: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "— chưa giao —"), *aims, *([("end", "thôi giữ vị trí")] if may_end else [])]
        for key, label in rows:
            self.fields[f"row-{key}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["rest"] = forms.ChoiceField(
            label="Những dòng còn lại của trang này giao về", choices=choices, required=False
        )  # fmt: skip

    def chosen(self) -> dict[int, str]:
        """Key of the row → what was chosen for it, or for the rest."""
        rest = self.cleaned_data["rest"]
        found = {
            int(name.removeprefix("row-")): value or rest
            for name, value in self.cleaned_data.items()
            if name.startswith("row-")
        }
        return {key: value for key, value in found.items() if value}
