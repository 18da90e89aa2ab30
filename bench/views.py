"""Yardsticks: the least that a page, a form and a write of this product can cost.

They share middleware, session, position look-up and base.html with the pages measured; nothing else.
"""

from collections.abc import Callable
from uuid import uuid4

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from common.models import Mark
from common.rowfields import RowSelect
from registrations.enums import Origin
from registrations.models import Registration

# By the number in their address: what writes a file as a library alone does.
BARE_FILES: dict[int, Callable[[], bytes]] = {}
COLUMNS = ("code", "title", "unit_address", "time_text", "signer_name", "state")


@require_GET
def bare_page(request, rows, cells):
    """As many rows, and in all of them together cells, as a page has, one query, no logic: each column is fetched once, and
    shown again where there are more cells.
    """
    found = Registration.objects.order_by("pk").values_list(*COLUMNS)[:rows]
    each, more = divmod(cells, rows)
    shown = [place % len(COLUMNS) for place in range(each + 1)]
    drawn = [[row[place] for place in shown[: each + (number < more)]] for number, row in enumerate(found)]
    return render(request, "bench/page.html", {"rows": drawn})


class BareRegistration(forms.Form):
    """The fields of the registration's paper as Django and crispy draw them; choices are constants."""

    plan = forms.ChoiceField(label="Thực hiện kế hoạch", choices=[("1", "Kế hoạch số 12")], required=False)
    unit_address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    title = forms.CharField(
        label="Tên mô hình", widget=forms.Textarea(attrs={"rows": 2}), help_text="Viết như sẽ in.", required=False
    )
    model_address = forms.CharField(label="Địa chỉ mô hình", help_text="Ghi khi làm ở nơi khác.", required=False)
    sector = forms.ChoiceField(
        label="Lĩnh vực",
        choices=[(str(n), f"Lĩnh vực {n}") for n in range(4)],
        widget=forms.RadioSelect,
        required=False,
    )
    other_sectors = forms.MultipleChoiceField(
        label="Lĩnh vực thêm", choices=[(str(n), f"Lĩnh vực {n}") for n in range(4)],
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    benefit_amount = forms.CharField(label="Giá trị làm lợi", help_text="Số tiền bằng đồng.", required=False)
    benefit_lines = forms.CharField(
        label="Kết quả khác", widget=forms.Textarea, help_text="Mỗi dòng một kết quả.", required=False
    )
    time_text = forms.CharField(label="Thời gian", help_text="Ghi như trên giấy.", required=False)
    starts_on = forms.DateField(label="Bắt đầu", required=False)
    ends_on = forms.DateField(label="Hoàn thành", required=False)
    levels = forms.MultipleChoiceField(
        label="Cấp đăng ký", choices=[(str(n), f"Cấp {n}") for n in range(3)], widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    origin = forms.ChoiceField(
        label="Mới hay tiếp tục", choices=Origin.choices, widget=forms.RadioSelect, required=False
    )
    continues = forms.ChoiceField(label="Tiếp tục mô hình nào", widget=RowSelect, required=False)
    signer_name = forms.CharField(label="Người ký", required=False)
    signed_on = forms.DateField(label="Ngày ký", required=False)

    def __init__(self, models: int):
        super().__init__()
        self.fields["continues"].choices = [(str(n), f"Mô hình của năm trước (DVK-{n:05})") for n in range(models)]


class BareSheet(forms.Form):
    """Five scores and a remark."""

    first = forms.DecimalField(label="1. Có chủ trương, định hướng", help_text="Tối đa 15.", required=False)
    second = forms.DecimalField(label="2. Có chủ thể cụ thể", help_text="Tối đa 15.", required=False)
    third = forms.DecimalField(label="3. Có nội dung, cách làm", help_text="Tối đa 20.", required=False)
    fourth = forms.DecimalField(label="4. Có sức lan tỏa", help_text="Tối đa 20.", required=False)
    fifth = forms.DecimalField(label="5. Có hiệu quả", help_text="Tối đa 30.", required=False)
    comment = forms.CharField(label="Nhận xét chung", widget=forms.Textarea, required=False)


class BareLongSheet(forms.Form):
    """Twenty scores, each with a word beside it, and a remark."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, 21):
            self.fields[f"score-{number}"] = forms.DecimalField(
                label=f"{number}. Có nội dung, cách làm", help_text="Tối đa 5.", required=False
            )
            self.fields[f"note-{number}"] = forms.CharField(label="Minh chứng, lý do", required=False)
        self.fields["comment"] = forms.CharField(label="Nhận xét chung", widget=forms.Textarea, required=False)


UNITS = [(str(n), f"Thôn {n}") for n in range(12)]
CONTENTS = [(str(n), f"{n}. Nội dung") for n in range(5)]


class BareActivity(forms.Form):
    """The fields of an activity of the Front, but for its pictures, which crispy does not draw."""

    kind = forms.ChoiceField(label="Loại hoạt động", choices=UNITS[:10], required=False)
    name = forms.CharField(label="Tên hoạt động", help_text="Ghi ngắn gọn.", required=False)
    starts_on = forms.DateField(label="Ngày", help_text="Ghi như trên giấy.", required=False)
    participants = forms.CharField(label="Số người dự", help_text="Xong rồi ghi sau.", required=False)
    place = forms.CharField(label="Địa điểm", required=False)
    contents = forms.MultipleChoiceField(
        label="Nội dung cuộc vận động", choices=CONTENTS, widget=forms.CheckboxSelectMultiple,
        help_text="Không đánh dấu là hoạt động chung.", required=False,
    )  # fmt: skip
    ends_on = forms.DateField(label="Đến hết ngày", help_text="Chỉ ghi khi kéo dài.", required=False)
    starts_at = forms.CharField(label="Giờ bắt đầu", required=False)
    channel = forms.ChoiceField(
        label="Hình thức", choices=UNITS[:7], help_text="Chỉ ghi cho tuyên truyền.", required=False
    )
    chair = forms.CharField(label="Người chủ trì", required=False)
    about = forms.CharField(label="Nội dung", widget=forms.Textarea, required=False)
    outcome = forms.CharField(label="Kết quả", widget=forms.Textarea, required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=UNITS, required=False)


class BareContribution(forms.Form):
    """The fields of money that the Front was given."""

    on = forms.DateField(label="Ngày vận động được", required=False)
    amount = forms.CharField(label="Số tiền", help_text="Bằng đồng.", required=False)
    source = forms.ChoiceField(label="Nguồn", choices=UNITS[:2], required=False)
    donor_kind = forms.ChoiceField(label="Ai đóng góp", choices=UNITS[:6], required=False)
    donor = forms.CharField(label="Tên tổ chức đóng góp", help_text="Chỉ ghi tên tổ chức.", required=False)
    purpose = forms.CharField(label="Dùng vào việc", help_text="Ví dụ: làm đường.", required=False)
    content = forms.ChoiceField(label="Nội dung cuộc vận động", choices=CONTENTS, required=False)
    for_fund = forms.BooleanField(label="Vận động cho Quỹ", help_text="Hai số được tính riêng.", required=False)
    households = forms.CharField(label="Số hộ được giúp", required=False)
    houses_built = forms.CharField(label="Số nhà xây mới", required=False)
    houses_repaired = forms.CharField(label="Số nhà sửa chữa", required=False)
    unit = forms.ChoiceField(label="Đơn vị", choices=UNITS, required=False)


FORMS = {
    "sheet": BareSheet, "long-sheet": BareLongSheet, "activity": BareActivity, "contribution": BareContribution,
}  # fmt: skip


@require_GET
def bare_registration(request, models):
    """The form of a registration with as many earlier models to choose from as the page offers."""
    return render(request, "bench/form.html", {"form": BareRegistration(models)})


@require_GET
def bare_form(request, slug):
    """The same fields, drawn by crispy, without our logic."""
    if slug not in FORMS:
        raise Http404
    return render(request, "bench/form.html", {"form": FORMS[slug]()})


@require_POST
def bare_insert(request):
    """One row written, then the way back."""
    Mark.objects.create(key=uuid4().hex)
    return redirect("home")


@require_GET
def bare_file(request, number):
    """A file that the library alone has written."""
    return HttpResponse(BARE_FILES[number](), content_type="application/octet-stream")
