"""Forms around a decision: what it is about, who gets what, under which number it is published."""

from django import forms

from accounts.signingforms import ApprovalForm, NumberForm
from common.formfields import AmountField, TextLine
from common.rowfields import RowChoiceField
from common.rowlines import LinesField
from recognition.enums import Act


class DecisionForm(forms.Form):
    """Phần chung của quyết định, and of the tờ trình that goes with it."""

    about = TextLine(label="Về việc", max_length=300, help_text="Ví dụ: công nhận mô hình “Dân vận khéo” năm 2026.")
    bases = LinesField(
        label="Căn cứ", max_length=500,
        help_text="Mỗi ô một căn cứ, in đúng như ghi trên tờ trình và quyết định; xóa hết chữ trong ô thì bỏ căn cứ đó; "
        "xuống dòng trong ô thì thành căn cứ mới. Cần thêm ô thì lưu rồi mở lại.",
    )  # fmt: skip
    proposer = TextLine(
        label="Theo đề nghị của", max_length=200, required=False, help_text="Ví dụ: Văn phòng HĐND và UBND xã."
    )
    addressee = TextLine(
        label="Tờ trình gửi", max_length=200, required=False, help_text="Ví dụ: Chủ tịch UBND xã Minh Lạc."
    )
    carried_out_by = TextLine(
        label="Chịu trách nhiệm thi hành", max_length=400, required=False,
        help_text="Tên các bộ phận, đơn vị ghi ở Điều 2, cách nhau bằng dấu phẩy.",
    )  # fmt: skip
    needs_merit_reports = forms.BooleanField(
        label="Bắt buộc có báo cáo thành tích đã xác nhận", required=False,
        help_text="Còn thiếu thì chưa trình ký được; không đánh dấu thì cổng chỉ nhắc.",
    )  # fmt: skip
    no_consultation = forms.BooleanField(label="Không phải lấy ý kiến hiệp y", required=False)

    def __init__(self, *args, act=Act.REWARD, **kwargs):
        super().__init__(*args, **kwargs)
        if act != Act.REWARD:
            del self.fields["needs_merit_reports"], self.fields["no_consultation"]


class NewDecisionForm(forms.Form):
    """A new one: what it does, under which plan, from which concluded round if any."""

    act = forms.ChoiceField(label="Loại quyết định", choices=Act.choices, widget=forms.RadioSelect)
    plan = RowChoiceField(label="Theo kế hoạch")
    round = RowChoiceField(
        label="Theo kết quả đợt đánh giá", required=False, empty_label="Không, chọn từ các mô hình có hiệu quả",
        help_text="Chỉ các đợt đã kết luận. Chọn đợt thì quyết định theo kế hoạch của đợt đó.",
    )  # fmt: skip

    def __init__(self, *args, plans, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].offer(plans, lambda one: f"Kế hoạch số {one.number} của {one.issuer_name}, năm {one.year}")
        self.fields["round"].offer(rounds, lambda one: f"{one.name} (năm {one.plan.year})")

    def clean(self):
        cleaned = super().clean()
        round = cleaned.get("round")
        if round:
            # Its models were registered, scored and ranked under that plan: the paper cites no other.
            cleaned["plan"] = round.plan
        return cleaned


class AwardForm(forms.Form):
    """Một dòng: danh hiệu, hình thức, tiền thưởng."""

    name = TextLine(label="Danh hiệu, nội dung", max_length=300)
    form = TextLine(label="Hình thức khen thưởng", max_length=100, help_text="Ví dụ: Giấy khen, Bằng khen.")
    money = AmountField(label="Tiền thưởng kèm theo (đồng)", required=False, help_text="Để trống nếu không có.")

    def __init__(self, *args, act, **kwargs):
        super().__init__(*args, **kwargs)
        if act != Act.REWARD:
            del self.fields["form"], self.fields["money"]


class RevokeForm(forms.Form):
    """Vì sao thu hồi."""

    reason = TextLine(label="Lý do thu hồi", max_length=400)


class PublishForm(NumberForm, ApprovalForm):
    """Phát hành ngay: number, day and signer at once."""

    field_order = ["number", "issued_on", "signer_name", "signer_title", "note"]


class PrintForm(forms.Form):
    """Lý do in lại, once for all the sheets of one press that were printed before."""

    reason = TextLine(
        label="Lý do in lại", max_length=300, required=False,
        help_text="Cần khi chọn tờ đã in, ví dụ: tờ trước in lệch; người nhận đánh mất.",
    )  # fmt: skip
