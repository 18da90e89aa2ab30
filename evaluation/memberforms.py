"""Cử thành viên hội đồng as a form: a person found by name, the position in which the person sits, the rank."""

from django import forms
from django.core.exceptions import ValidationError

from common.formfields import TextLine
from common.rowfields import RowChoiceField
from evaluation.enums import Rank
from evaluation.sitting import people_offered, positions_meant
from units.unitfields import UnitInput

SEVERAL = "Chọn người và vị trí dùng trong hội đồng."


class MemberForm(forms.Form):
    """Một thành viên hội đồng: somebody who works here, or a name as it stands on paper.

    Where several positions are meant, the form comes back and asks which (`seat`).
    """

    person = TextLine(
        label="Người có tài khoản", max_length=500, required=False, widget=UnitInput,
        help_text="Gõ vài chữ trong họ tên hoặc đơn vị; người ngoài địa bàn phụ trách thì ghi đủ họ tên. Bỏ trống nếu người "
        "đó không có tài khoản.",
    )  # fmt: skip
    seat = RowChoiceField(
        label="Vị trí dùng trong hội đồng", widget=forms.RadioSelect, error_messages={"required": SEVERAL},
        help_text="Vị trí nào có địa bàn gồm cả địa bàn của đợt thì mở được các trang của đợt đánh giá.",
    )  # fmt: skip
    name = TextLine(label="Họ và tên", max_length=150, required=False, help_text="Ghi khi người đó không có tài khoản.")
    duty = TextLine(
        label="Chức vụ, đơn vị", max_length=300, required=False,
        help_text="Bỏ trống thì lấy chức vụ của vị trí đã chọn.",
    )  # fmt: skip
    rank = forms.TypedChoiceField(
        label="Chức danh trong hội đồng", choices=Rank, coerce=int, initial=Rank.MEMBER,
        error_messages={"required": "Hãy chọn chức danh.", "invalid_choice": "Hãy chọn một chức danh trong danh sách."},
    )  # fmt: skip

    def __init__(self, *args, round, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].widget.names = people_offered(round, by)
        self.problem, self.meant = None, self._meant(by)
        if len(self.meant) > 1:
            self.fields["seat"].offer(self.meant, lambda one: f"{one.user.full_name} – {one.office}, {one.unit}")
        else:
            del self.fields["seat"]

    def _meant(self, by) -> list:
        """The positions that the posted text means; what is wrong with the text is told when it is judged."""
        text = str(self.data.get("person", "")).strip() if self.is_bound else ""
        # Longer than a name may be: the field says so, and SQLite searches for no pattern of any length.
        if not text or len(text) > self.fields["person"].max_length:
            return []
        try:
            return positions_meant(text, by)
        except ValidationError as problem:
            self.problem = problem
            return []

    def clean_person(self):
        if self.problem:
            raise self.problem
        return self.cleaned_data["person"]

    def clean(self):
        """The position is what is handed on; the text it was found by is not."""
        cleaned = super().clean()
        typed = cleaned.pop("person", "")
        if not typed and not cleaned.get("name") and not self.errors.keys() & {"person", "name"}:
            self.add_error("name", "Chọn người có tài khoản hoặc ghi họ tên.")
        cleaned["seat"] = cleaned.get("seat") or (self.meant[0] if len(self.meant) == 1 else None)
        return cleaned
