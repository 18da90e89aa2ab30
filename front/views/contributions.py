"""Nguồn lực vận động được: the list, its sums and files; writing one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from common.dates import day
from common.tokens import posted_token
from documents.annex_files import annex_response
from front import asked as asking_for
from front.enums import Resource
from front.filters import filters_for
from front.forms.resources import ContributionForm
from front.forms.shared import StrikeForm, written_of
from front.listed import contributions_of, contributions_page
from front.models import Contribution
from front.offers import offered_contents
from front.resources import contribution_table
from front.rights import keeps, writes
from front.rows import contribution_rows
from front.services import contributions as service
from front.services.keeping import strike
from front.tables import annex_for
from front.views.activities import MOST_PRINTED
from front.views.opening import for_readers, for_writers, form_page, in_room

NAMES = ("on", "amount", "quantity", "goods", "source", "donor_kind", "donor", "purpose", "for_fund",
         "households", "houses_built", "houses_repaired")  # fmt: skip
TITLE = "Nguồn lực"


@require_GET
@for_readers
def contributions(request):
    """What was mobilised in my areas, as asked for."""
    asked = asking_for.read(request.GET)
    page, told = contributions_page(request.position, asked, request.GET.get("trang"))
    return render(request, "front/contributions.html", {
        "page": page, "rows": contribution_rows(page, request.position), "asked": asked, "sums": told,
        "writes": writes(request.position),
        "filters": filters_for(request.position, asked, kinds=tuple(Resource.choices)),
    })  # fmt: skip


@require_GET
@for_readers
def contributions_file(request, ending):
    """The list as shown: PDF, Excel, Word."""
    asked = asking_for.read(request.GET)
    found = contributions_of(request.position, asked).select_related("unit").order_by("on", "pk")[:MOST_PRINTED]
    annex = annex_for(request.position, contribution_table(found, asked))
    return annex_response(annex, f"Nguồn lực vận động được {asked.in_words}", ending)


def _form(request, *, initial, kind: str, is_new=True) -> ContributionForm:
    """Of the kind asked for (`?loai=`), else as it is; at first of money, the most frequent."""
    asked = request.GET.get("loai", "")
    return ContributionForm(
        request.POST or None, initial=initial, contents=offered_contents(),
        kind=asked if asked in Resource.values else kind, by=request.position, is_new=is_new,
    )  # fmt: skip


def _write_page(request, form, act, **how):
    return _page(request, form, act, template="front/write_contribution.html", kinds=Resource.choices, **how)


def _page(request, form, act, **how):
    back = reverse("front:contributions")
    how |= {"back": back, "crumbs": in_room((TITLE, back))}
    return form_page(request, form, act, **how)


@require_http_methods(["GET", "POST"])
@for_writers
def new_contribution(request):
    """Ghi nguồn lực."""

    def act(unit, **facts):
        made = service.add_contribution(by=request.position, unit=unit, facts=facts, token=posted_token(request))
        return f"Đã ghi nguồn lực “{made.purpose}” ngày {day(made.on)}."

    form = _form(request, initial={"on": timezone.localdate()}, kind=Resource.MONEY)
    return _write_page(request, form, act, heading="Ghi nguồn lực", button="Ghi nguồn lực")


def _mine(request, pk) -> Contribution:
    seen = Contribution.objects.visible_to(request.position).select_related("unit", "keeper")
    one = get_object_or_404(seen, pk=pk)
    if not keeps(request.position, one):
        raise PermissionDenied
    return one


@require_http_methods(["GET", "POST"])
@for_writers
def edit_contribution(request, pk):
    """Sửa."""
    one = _mine(request, pk)

    def act(**facts):
        posted_token(request)
        service.correct_contribution(by=request.position, contribution=one, facts=facts)
        return "Đã lưu."

    form = _form(request, initial=written_of(one, NAMES) | {"content": one.content_id}, kind=one.kind, is_new=False)
    return _write_page(request, form, act, heading="Sửa nguồn lực", button="Lưu", about=str(one.unit))


@require_http_methods(["GET", "POST"])
@for_writers
def strike_contribution(request, pk):
    """Hủy."""
    one = _mine(request, pk)

    def act(reason):
        posted_token(request)
        strike(by=request.position, row=one, reason=reason)
        return "Đã hủy; khoản này không còn được tính."

    form = StrikeForm(request.POST or None)
    return _page(request, form, act, heading="Hủy khoản đã ghi", button="Hủy khoản này", about=str(one))
