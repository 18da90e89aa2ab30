"""Nguồn lực, thu chi quỹ, Ban vận động Quỹ, dự toán."""

import re
from typing import Any

from django import forms

from common.formfields import AmountField, QuantityField, TextBlock, TextLine
from common.rowfields import RowChoiceField
from common.vietnamese import clean, fold
from front.enums import Donor, Resource, Seat, Source, Use
from front.forms.shared import CountField, DayField, OfUnitForm, kind_field
from front.plausible import Doubt, doubts

SEEN = "da-hoi"
GIVERS = [(value, label) for value, label in Donor.choices if value not in (Donor.FUND,)]
NO_NAME = "Chỉ ghi tên tổ chức; hộ gia đình, cá nhân thì để trống."


class DoubtingForm(forms.Form):
    """Asks beside the field about a number far from the usual; confirmed there, this very number is taken as it is."""

    doubts: list[Doubt] = []

    def clean(self):
        cleaned = super().clean()
        self.judge(cleaned)
        self.doubts = doubts(cleaned)
        for doubt in self.doubts:
            if doubt.mark not in self.confirmed:
                self.add_error(doubt.field, [*doubt.sentences])
        return cleaned

    @property
    def confirmed(self) -> list[str]:
        """The marks of what the person says is right."""
        return self.data.getlist(SEEN)

    def judge(self, cleaned: dict[str, Any]) -> None:
        """What is wrong for certain is said before anything is asked."""


class HelpedForm(DoubtingForm):
    """Counts alone: households helped, houses built and repaired."""

    households = CountField(label="Số hộ được giúp", required=False)
    houses_built = CountField(label="Số nhà xây mới", required=False)
    houses_repaired = CountField(label="Số nhà sửa chữa", required=False)


# By kind: what is asked of it beside what is asked of all, and what the words are then.
OF_KIND = {
    Resource.MONEY: ("amount", "for_fund"),
    Resource.LAND: ("quantity", "amount"),
    Resource.LABOUR: ("quantity", "amount"),
    Resource.GOODS: ("goods", "amount"),
}
MEASURED = {Resource.LAND: "Diện tích đất (m²)", Resource.LABOUR: "Số ngày công"}
# What stands in a row of which it is not asked.
NOT_ASKED = {"quantity": None, "goods": "", "for_fund": False}


class ContributionForm(OfUnitForm, HelpedForm):
    """Một khoản vận động được, of one kind: nothing is asked that does not fit it."""

    kind = forms.ChoiceField(choices=Resource.choices, widget=forms.HiddenInput)
    on = DayField(label="Ngày vận động được", past=True)
    amount = AmountField(label="Số tiền", help_text="Bằng đồng, ví dụ 50 triệu.", required=False)
    quantity = QuantityField(required=False)
    goods = TextLine(label="Hiện vật", max_length=200, required=False, help_text="Ví dụ: 42 suất quà.")
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices, initial=Source.SOCIAL)
    donor_kind = kind_field("Ai đóng góp", GIVERS, "Chọn ai đóng góp.")
    donor = TextLine(label="Tên tổ chức đóng góp", max_length=200, required=False, help_text=NO_NAME)
    purpose = TextLine(label="Dùng vào việc", help_text="Ví dụ: làm đường thôn Bến.")
    content = RowChoiceField(label="Nội dung cuộc vận động", required=False, empty_label="Chung")
    for_fund = forms.BooleanField(
        label="Vận động cho Quỹ “Vì người nghèo”", required=False,
        help_text="Tiền đã nộp vào quỹ còn ghi thu ở sổ quỹ; hai số được tính riêng.",
    )  # fmt: skip
    field_order = ["kind", "on", "goods", "quantity", "amount", "source", "donor_kind", "donor", "purpose", "content",
                   "for_fund", "households", "houses_built", "houses_repaired", "unit"]  # fmt: skip

    def __init__(self, *args, contents, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["content"].offer(contents)
        self.fields["kind"].initial = kind
        given = self.data.get("kind", kind)
        self.of_kind = Resource(given if given in Resource.values else kind)
        for name in {"amount", *NOT_ASKED} - {*OF_KIND[self.of_kind]}:
            del self.fields[name]
        self._worded()

    def _worded(self) -> None:
        if self.of_kind in MEASURED:
            self.fields["quantity"].label = MEASURED[self.of_kind]
        if self.of_kind != Resource.MONEY:
            self.fields["amount"].label = "Giá trị quy ra tiền"
            self.fields["amount"].help_text = "Bằng đồng; chưa quy ra tiền thì để trống."

    def judge(self, cleaned: dict[str, Any]) -> None:
        if self.of_kind == Resource.MONEY and not cleaned.get("amount"):
            self._say("amount", "Ghi số tiền lớn hơn 0.")
        if self.of_kind in MEASURED and not cleaned.get("quantity"):
            self._say("quantity", "Ghi số lượng lớn hơn 0.")
        if self.of_kind == Resource.GOODS and not cleaned.get("goods"):
            self._say("goods", "Ghi hiện vật là gì.")
        if cleaned.get("donor") and cleaned.get("donor_kind") == Donor.HOUSEHOLD:
            self._say("donor", "Không ghi tên hộ gia đình, cá nhân.")
        if cleaned.get("for_fund") and cleaned.get("source") != Source.SOCIAL:
            self._say("for_fund", "Vận động cho Quỹ chỉ ghi tiền, nguồn xã hội hóa.")
        for name, empty in NOT_ASKED.items():
            cleaned.setdefault(name, empty)

    def _say(self, name: str, problem: str) -> None:
        if name not in self.errors:
            self.add_error(name, problem)


class InForm(DoubtingForm):
    """Thu quỹ."""

    on = DayField(label="Ngày thu", past=True)
    amount = AmountField(label="Số tiền", help_text="Bằng đồng, ví dụ 5 triệu.")
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices, initial=Source.SOCIAL)
    donor_kind = kind_field("Thu của ai", Donor.choices, "Chọn thu của ai.")
    donor = TextLine(label="Tên tổ chức đóng góp", max_length=200, required=False, help_text=NO_NAME)
    voucher = TextLine(label="Số chứng từ", max_length=40, required=False)
    note = TextLine(label="Diễn giải", required=False)

    def clean_donor(self):
        donor = self.cleaned_data["donor"]
        if donor and self.cleaned_data.get("donor_kind") == Donor.HOUSEHOLD:
            raise forms.ValidationError("Không ghi tên hộ gia đình, cá nhân.")
        return donor


class OutForm(HelpedForm):
    """Chi quỹ."""

    on = DayField(label="Ngày chi", past=True)
    amount = AmountField(label="Số tiền", help_text="Bằng đồng, ví dụ 50 triệu.")
    use = kind_field("Chi cho việc", Use.choices, "Chọn chi cho việc gì.")
    voucher = TextLine(label="Số chứng từ", max_length=40, required=False)
    note = TextLine(label="Diễn giải", required=False, help_text="Không ghi tên hộ được giúp.")
    field_order = ["on", "amount", "use", "households", "houses_built", "houses_repaired", "voucher", "note"]


class OpenFundForm(DoubtingForm):
    """Mở sổ quỹ."""

    opened_on = DayField(
        label="Mở sổ từ ngày", past=True, help_text="Thường là ngày đầu năm; thu, chi trước ngày này không ghi."
    )
    opening = AmountField(label="Số dư khi mở sổ", help_text="Bằng đồng; chưa có tiền thì ghi 0.")


SEATS = {fold(label): value for value, label in Seat.choices}
SEATS |= dict.fromkeys(("ke toan", "thu quy"), Seat.TREASURER)
BY_WORD = re.compile(r"^(?P<name>.+?) ?(?:[|;:]|\t| - | – ) ?(?P<seat>[^|;:\t]+)$")


class BoardForm(forms.Form):
    """Quyết định kiện toàn."""

    number = TextLine(label="Quyết định số", max_length=60, help_text="Ví dụ: 05/QĐ-MTTQ-BTT.")
    decided_on = DayField(label="Ngày quyết định", past=True)
    members = TextBlock(
        label="Thành viên", max_length=6000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Mỗi dòng một người: họ tên, chức vụ; rồi dấu chấm phẩy và vai trong Ban. Ví dụ: "
        "Bùi Văn Chắt, Chủ tịch Ủy ban MTTQ xã; Trưởng ban. Không ghi vai là Ủy viên.",
    )  # fmt: skip
    note = TextLine(label="Lý do kiện toàn", required=False)

    def clean_members(self) -> list[tuple[str, str]]:
        lines = [clean(line) for line in self.cleaned_data["members"].split("\n") if line.strip()]
        if len(lines) > 60:
            raise forms.ValidationError("Ghi nhiều nhất 60 thành viên.")
        return [_member(line) for line in lines]


def _member(line: str) -> tuple[str, str]:
    found = BY_WORD.match(line)
    seat = SEATS.get(fold(found["seat"])) if found else None
    if ";" in line and not seat:
        told = ", ".join(Seat.labels)
        raise forms.ValidationError(f"Dòng “{line[:80]}”: sau dấu chấm phẩy ghi vai trong Ban, một trong: {told}.")
    name = found["name"] if found and seat else line
    if len(name) > 200:
        raise forms.ValidationError(f"Dòng “{name[:40]}…” dài quá 200 chữ.")
    return seat or Seat.MEMBER, name


class EstimateForm(DoubtingForm):
    """Một khoản dự toán."""

    item = TextLine(label="Nội dung chi", max_length=200)
    source = forms.ChoiceField(label="Nguồn", choices=Source.choices)
    planned = AmountField(label="Dự toán")
    settled = AmountField(label="Quyết toán", required=False, help_text="Chưa quyết toán thì để trống.")
    note = TextLine(label="Ghi chú", required=False)
