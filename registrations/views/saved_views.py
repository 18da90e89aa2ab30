"""Cách xem đã lưu: kept from the list, renamed, chosen as the first, removed."""

from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from common.acting import pressed, written
from common.tokens import posted_token
from registrations.lists import saved_views
from registrations.lists.forms import ViewForm
from registrations.lists.listing import address_of
from registrations.models import SavedView
from registrations.views.opening import READERS


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def views(request):
    """The kept views; a POST from the list keeps the one in front."""
    query = address_of(QueryDict(request.POST.get("query", ""))) or "xem="
    form = ViewForm(request.POST or None)

    def act(**given):
        posted_token(request)
        return f"Đã lưu cách xem “{saved_views.keep_view(by=request.position, query=query, **given)}”."

    if written(request, form, act):
        return redirect(f"{reverse('registrations:list')}?{query}")
    keeping = form if request.method == "POST" else None
    return _page(request, keeping=keeping, query=query)


@require_POST
@for_roles(*READERS)
def change(request, pk):
    """Rename it; begin with it or not."""
    posted_token(request)
    view, form = _view(request, pk), ViewForm(request.POST)

    def act(**given):
        saved_views.change_view(by=request.position, view=view, **given)
        return f"Đã sửa cách xem “{given['name']}”."

    if written(request, form, act):
        return redirect("registrations:saved_views")
    return _page(request, changing=(pk, form))


@require_POST
@for_roles(*READERS)
def remove(request, pk):
    """Xóa cách xem."""
    posted_token(request)
    view = _view(request, pk)
    told = f"Đã xóa cách xem “{view}”."
    pressed(request, lambda: saved_views.remove_view(by=request.position, view=view), told)
    return redirect("registrations:saved_views")


def _view(request, pk) -> SavedView:
    return get_object_or_404(SavedView.objects.visible_to(request.position), pk=pk)


def _page(request, *, keeping=None, query: str = "", changing=(None, None)):
    """Every view with its own small form; the one that was refused keeps what was typed."""
    rows = [(view, _form(view, *changing)) for view in SavedView.objects.visible_to(request.position)]
    context = {"rows": rows, "keeping": keeping, "query": query, "form": keeping or changing[1]}
    return render(request, "registrations/saved_views.html", context)


def _form(view: SavedView, pk, form) -> ViewForm:
    prefix = f"cach-{view.pk}-%s"
    if view.pk == pk:
        form.auto_id = prefix
        return form
    return ViewForm(initial={"name": view.name, "is_start": view.is_start}, auto_id=prefix)
