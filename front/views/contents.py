"""Nội dung cuộc vận động: the rows, and wording them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.acting import pressed
from common.tokens import posted_token
from front.forms.activities import ContentForm
from front.models import Content
from front.rights import edits_contents
from front.services.contents import save_content
from front.starters import add_contents
from front.views.opening import form_page

TITLE = "Nội dung cuộc vận động"


@require_GET
@for_roles(*DESK_ROLES, Role.ADMIN)
def contents(request):
    """The contents, in their order."""
    context = {"contents": list(Content.objects.all()), "edits": edits_contents(request.position)}
    return render(request, "front/contents.html", context)


def _allowed(request) -> None:
    if not edits_contents(request.position):
        raise PermissionDenied


@require_POST
@for_roles(Role.FRONT, Role.ADMIN)
def starters(request):
    """Thêm năm nội dung có sẵn."""
    _allowed(request)
    posted_token(request)
    pressed(request, lambda: add_contents(by=request.position), "Đã thêm các nội dung có sẵn.")
    return redirect("front:contents")


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT, Role.ADMIN)
def write_content(request, pk=None):
    """Thêm, sửa một nội dung."""
    _allowed(request)
    content = get_object_or_404(Content, pk=pk) if pk else Content()
    first = {
        "number": content.number,
        "name": content.name,
        "short_name": content.short_name,
        "is_offered": content.is_offered,
    }

    def act(**facts):
        posted_token(request)
        saved = save_content(by=request.position, content=content, facts=facts)
        return f"Đã lưu “{saved}”."

    back = reverse("front:contents")
    form = ContentForm(request.POST or None, initial=first)
    heading = "Sửa nội dung" if pk else "Thêm nội dung"
    return form_page(request, form, act, heading=heading, button="Lưu", back=back, crumbs=[(TITLE, back)])
