"""Kiến nghị qua kiểm tra, giám sát: what is still open, and what was heard of each."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from common.tokens import posted_token
from front.forms.activities import FindingForm, FollowUpForm
from front.listed import findings_page
from front.models import Finding
from front.rights import keeps
from front.rows import finding_rows
from front.services import findings as service
from front.views.opening import at_activity, for_readers, for_writers, form_page, the_activity


@require_GET
@for_readers
def findings(request):
    """What is followed; `?xem=tat-ca` also what is settled."""
    everything = request.GET.get("xem") == "tat-ca"
    page = findings_page(request.position, request.GET.get("trang"), everything=everything)
    context = {"page": page, "rows": finding_rows(page), "everything": everything}
    return render(request, "front/findings.html", context)


@require_http_methods(["GET", "POST"])
@for_writers
def new_finding(request, pk):
    """Thêm kiến nghị."""
    one = the_activity(request, pk, to_write=True)
    back = reverse("front:activity", args=[pk])

    def act(**facts):
        service.add_finding(by=request.position, activity=one, token=posted_token(request), **facts)
        return "Đã thêm kiến nghị; cổng nhắc khi đến hạn."

    return form_page(request, FindingForm(request.POST or None), act, heading="Thêm kiến nghị",
                     button="Thêm kiến nghị", back=back, crumbs=at_activity(one), about=one.name)  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def follow_up(request, pk):
    """Ghi tình hình giải quyết."""
    seen = Finding.objects.visible_to(request.position).select_related("activity__keeper")
    finding = get_object_or_404(seen, pk=pk)
    if not keeps(request.position, finding.activity):
        raise PermissionDenied
    back = reverse("front:activity", args=[finding.activity_id])

    def act(**facts):
        step = service.follow_up(by=request.position, finding=finding, token=posted_token(request), **facts)
        return "Đã ghi kiến nghị giải quyết xong." if step.settles else "Đã ghi tình hình giải quyết."

    form = FollowUpForm(request.POST or None, initial={"on": timezone.localdate()})
    return form_page(request, form, act, heading="Ghi tình hình giải quyết", button="Ghi", back=back, crumbs=at_activity(finding.activity),
                     about=finding.text)  # fmt: skip
