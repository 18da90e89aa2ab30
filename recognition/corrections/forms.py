"""Forms of a correction: every box holds what stands there now; what is changed becomes the correction."""

from django import forms

from accounts.signingforms import NumberForm, SignerForm
from common.formfields import AmountField, TextBlock, TextLine
from recognition.enums import Act, CorrectionKind
from recognition.models import Award, Decision


class CorrectionForm(NumberForm, SignerForm):
    """Văn bản nào, vì sao, and what of the decision itself was wrong."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=CorrectionKind.choices, widget=forms.RadioSelect)
    reason = TextBlock(label="Lý do đính chính", max_length=2_000, help_text="Ví dụ: sai sót khi soạn thảo.",
                       widget=forms.Textarea(attrs={"rows": 3}))  # fmt: skip
    field_order = ["kind", "reason", "number", "issued_on", "signer_name", "signer_title"]


class LineForm(forms.Form):
    """Một dòng của quyết định as it should read."""

    owner_name = TextLine(label="Tên cá nhân", max_length=170)
    unit_name = TextLine(label="Tên đơn vị", max_length=420)
    title = TextLine(label="Tên mô hình, điển hình", max_length=300)
    name = TextLine(label="Danh hiệu, nội dung", max_length=300)
    form = TextLine(label="Hình thức khen thưởng", max_length=100)
    money = AmountField(label="Tiền thưởng (đồng)", required=False, help_text="Để trống nếu không có.")

    def __init__(self, *args, award: Award, **kwargs):
        super().__init__(*args, **kwargs)
        if not award.is_individual:
            del self.fields["owner_name"]
        if award.act != Act.REWARD:
            del self.fields["form"], self.fields["money"]


def facts_of(decision: Decision) -> dict:
    """The decision's own facts as they read now."""
    return {name: getattr(decision, name) for name in ("number", "issued_on", "signer_name", "signer_title")}
