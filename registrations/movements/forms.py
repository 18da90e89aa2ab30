"""The forms of a movement and of its contents."""

from django import forms

from common.formfields import TextLine
from registrations.models import Content, Movement


class MovementForm(forms.ModelForm):
    """Phong trào, cuộc vận động: its name, and the words the papers use of it."""

    name = TextLine(label="Tên phong trào, cuộc vận động", max_length=200)
    heading = TextLine(
        label="Tiêu đề trên giấy đăng ký", max_length=200,
        help_text="Ví dụ: Xây dựng mô hình “Dân vận khéo”. Giấy in chữ hoa và thêm năm.",
    )  # fmt: skip
    model_phrase = TextLine(
        label="Cách gọi mô hình trong câu", max_length=200,
        help_text="Ví dụ: mô hình “Dân vận khéo”, trong câu “… đăng ký xây dựng mô hình “Dân vận khéo” năm 2026”.",
    )  # fmt: skip
    item_phrase = TextLine(
        label="Cách gọi ở mục 1", max_length=200, help_text="Ví dụ: mô hình, điển hình “Dân vận khéo”."
    )

    class Meta:
        model = Movement
        fields = ("name", "heading", "model_phrase", "item_phrase", "is_offered")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["is_offered"]


class ContentForm(forms.ModelForm):
    """Một nội dung của cuộc vận động."""

    number = forms.IntegerField(
        label="Số thứ tự", min_value=1, max_value=99,
        error_messages={name: "Ghi số từ 1 đến 99." for name in ("required", "invalid", "min_value", "max_value")},
    )  # fmt: skip
    name = TextLine(label="Nội dung, ghi đầy đủ", max_length=300)
    short_name = TextLine(label="Tên ngắn", max_length=60, help_text="Dùng ở danh sách và đầu cột của biểu.")

    class Meta:
        model = Content
        fields = ("number", "name", "short_name", "is_offered")

    def _get_validation_exclusions(self):
        """The movement is known though no field asks for it: a number twice is told here, beside the field."""
        return super()._get_validation_exclusions() - {"movement"}
