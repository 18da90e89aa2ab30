"""Form fields that read what people type, in Vietnamese, and give it back as typed when it is wrong."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from common import dates, files, numbers
from common.keys import key_in
from common.vietnamese import clean

REQUIRED = "Mục này chưa ghi."


class TextLine(forms.CharField):
    """Một dòng chữ: NFC, nothing invisible, one space between words."""

    default_error_messages = {"required": REQUIRED}
    multiline = False

    def __init__(self, *, max_length: int | None = 300, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = "Ghi tối đa %(limit_value)d ký tự; hiện có %(show_value)d."

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut a long paste without a word; the server says that it is too long."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str | None:
        text = "" if value is None else clean(str(value), multiline=self.multiline)
        return text or self.empty_value


class TextBlock(TextLine):
    """Đoạn chữ: as TextLine, with the line breaks kept as \\n."""

    multiline = True

    def __init__(self, *, max_length: int | None = 5000, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=max_length, **kwargs)


class WrittenField(forms.Field):
    """A value written as text: `parse` reads it (ValueError says how to write it), `write` shows it."""

    widget = forms.TextInput
    default_error_messages = {"required": REQUIRED}
    attrs: dict[str, str] = {}
    parse: Callable[[str], Any]
    write: Callable[[Any], str]

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not clean(value):
            return None
        try:
            return self.parse(value)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.write(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"autocomplete": "off", **self.attrs}


class AmountField(WrittenField):
    """Số tiền, int in đồng."""

    # Not numeric: “70 triệu” needs letters.
    attrs = {"inputmode": "text"}
    parse = staticmethod(numbers.parse_amount)
    write = staticmethod(numbers.amount)


class QuantityField(WrittenField):
    """Số lượng, Decimal with at most three decimals."""

    attrs = {"inputmode": "decimal"}
    parse = staticmethod(numbers.parse_quantity)
    write = staticmethod(numbers.quantity)


class ScoreField(WrittenField):
    """Điểm, Decimal from 0 to `max_points` with at most two decimals; an empty field is None, not 0."""

    attrs = {"inputmode": "decimal"}
    parse = staticmethod(numbers.parse_score)
    write = staticmethod(numbers.score)

    def __init__(self, *, max_points: Decimal | int, **kwargs: Any) -> None:
        self.max_points = max_points
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        try:
            points = super().to_python(value)
        except ValidationError:
            raise self._outside() from None
        if points is not None and not 0 <= points <= self.max_points:
            raise self._outside()
        return points

    def _outside(self) -> ValidationError:
        most = numbers.score(self.max_points)
        return ValidationError(f"Điểm từ 0 đến {most}, tối đa hai chữ số thập phân.", code="invalid")


class DateField(WrittenField):
    """Ngày, date."""

    attrs = {"inputmode": "numeric", "placeholder": "ngày/tháng/năm"}
    parse: Callable[[str], date] = staticmethod(dates.parse_date)
    write = staticmethod(dates.day)


def not_in_future(day: date) -> None:
    """Of what has happened; a validator."""
    if day > timezone.localdate():
        raise ValidationError("Ngày này không được sau ngày hôm nay.", code="future")


class RowsField(forms.ModelMultipleChoiceField):
    """Nhiều dòng để đánh dấu. What no key can be is refused before the database, which would not take it, is asked."""

    def clean(self, value: Any) -> Any:
        for key in value if isinstance(value, list | tuple) else ():
            if key_in(str(self.prepare_value(key))) is None:
                raise ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return super().clean(value)


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FileField(forms.FileField):
    """Một tệp, told by its content; the cleaned file carries `kind`, its right name and type."""

    widget = forms.FileInput
    default_error_messages = {
        "required": "Chưa chọn tệp.",
        "invalid": "Tệp chưa gửi được. Hãy chọn lại.",
        "missing": "Tệp chưa gửi được. Hãy chọn lại.",
    }

    def __init__(self, *, kinds: tuple[str, ...] = tuple(files.KINDS), max_mb: int = 20, **kwargs: Any) -> None:
        self.kinds, self.max_mb = kinds, max_mb
        # check_upload names the empty file; Django's own sentence does not.
        super().__init__(allow_empty_file=True, **kwargs)

    def to_python(self, data: Any) -> Any:
        uploaded: Any = super().to_python(data)
        if uploaded is None:
            return None
        uploaded.kind = files.check_upload(uploaded, kinds=self.kinds, max_mb=self.max_mb)
        uploaded.name = files.safe_name(uploaded.name, uploaded.kind.extension)
        uploaded.content_type = uploaded.kind.mime
        return uploaded

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"accept": ",".join(f".{kind}" for kind in self.kinds)}


class FilesField(FileField):
    """Nhiều tệp: a list, possibly empty; one sentence for each file that is refused."""

    widget = FilesInput

    def __init__(self, *, max_files: int = 10, **kwargs: Any) -> None:
        self.max_files = max_files
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = [data] if data and not isinstance(data, list | tuple) else list(data or [])
        if self.required and not chosen and not initial:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > self.max_files:
            raise ValidationError(f"Mỗi lần chọn tối đa {self.max_files} tệp; hiện có {len(chosen)}.", code="max_files")
        accepted, refused = [], []
        for one in chosen:
            try:
                accepted.append(super().clean(one))
            except ValidationError as error:
                refused.extend(error.error_list)
        if refused:
            raise ValidationError(refused)
        return accepted

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and bool(data)
