"""The form of a movement."""

from django import forms

from common.formfields import TextLine
from registrations.models import Movement


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
