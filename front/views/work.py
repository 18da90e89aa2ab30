"""Kế hoạch năm của Mặt trận: the items, one item with its bodies, giving and telling done."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import pressed
from common.tokens import posted_token
from documents.annex_files import annex_response
from front.asked import FIRST_YEAR, LAST_YEAR, read
from front.filters import year_options
from front.forms.shared import StrikeForm, written_of
from front.forms.work import DoneForm, WorkForm
from front.models import WorkItem, WorkTask
from front.offers import bodies_below
from front.plans import plan_of, plan_table, tasks_of
from front.rights import keeps_book_of, runs_front, tells_done
from front.rows import plan_rows, progress_rows
from front.services import work as service
from front.tables import annex_for
from front.views.opening import Step, for_readers, for_writers, form_page, in_plan


@require_GET
@for_readers
def plan(request):
    """The items of a year, and how far each body is."""
    year, position = read(request.GET).year, request.position
    seen = plan_of(position, year)
    return render(request, "front/plan.html", {
        "items": plan_rows(seen, position), "progress": progress_rows(seen.by_unit), "year": year,
        "years": year_options(year), "runs": runs_front(position),
    })  # fmt: skip


@require_GET
@for_readers
def plan_file(request, ending):
    """The plan on paper, in Excel, in Word."""
    year = read(request.GET).year
    table = plan_table(plan_of(request.position, year), year)
    return annex_response(annex_for(request.position, table), f"Kế hoạch Mặt trận năm {year}", ending)


def _item(request, pk, *, to_write=False) -> WorkItem:
    item = get_object_or_404(WorkItem.objects.visible_to(request.position).select_related("issuer"), pk=pk)
    if to_write and not keeps_book_of(request.position, item.issuer):
        raise PermissionDenied
    return item


@require_GET
@for_readers
def item(request, pk):
    """One item: who has done it, who has not."""
    one = _item(request, pk)
    tasks = list(tasks_of(request.position).filter(item=one).select_related("unit", "told_by__user"))
    for task in tasks:
        task.item = one
        task.tellable = not one.is_struck and not task.is_done and tells_done(request.position, task)
        task.is_own = task.unit_id == request.position.unit_id
    keeps = not one.is_struck and keeps_book_of(request.position, one.issuer)
    return render(request, "front/work_item.html", {"item": one, "tasks": tasks, "keeps": keeps, "crumbs": in_plan()})


def _at(one: WorkItem) -> list[Step]:
    return in_plan((one.title, reverse("front:work_item", args=[one.pk])))


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def new_item(request):
    """Thêm việc; at first given to all bodies of the Front below, or to the own."""
    year, offered = read(request.GET).year, bodies_below(request.position)
    below = [str(unit.pk) for unit in offered if unit.line == "front" and unit.pk != request.position.unit_id]
    form = WorkForm(request.POST or None, units=offered, initial={"units": below or [str(request.position.unit_id)]})

    def act(units, **facts):
        token = posted_token(request)
        made = service.add_item(by=request.position, facts=facts | {"year": year}, units=units, token=token)
        return f"Đã thêm “{made.title}” vào kế hoạch năm {year}."

    back = f"{reverse('front:plan')}?nam={year}"
    return form_page(request, form, act, heading=f"Thêm việc vào kế hoạch năm {year}", button="Thêm việc", back=back,
                     crumbs=in_plan())  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def edit_item(request, pk):
    """Sửa việc."""
    one = _item(request, pk, to_write=True)
    first = written_of(one, ("kind", "title", "due_on", "note"))
    first["units"] = [str(key) for key in one.tasks.values_list("unit", flat=True)]

    def act(units, **facts):
        posted_token(request)
        service.correct_item(by=request.position, item=one, facts=facts, units=units)
        return "Đã lưu việc."

    form = WorkForm(request.POST or None, units=bodies_below(request.position), initial=first)
    back = reverse("front:work_item", args=[pk])
    return form_page(request, form, act, heading="Sửa việc", button="Lưu", back=back, crumbs=_at(one))


@require_http_methods(["GET", "POST"])
@for_roles(Role.FRONT)
def drop_item(request, pk):
    """Bỏ việc khỏi kế hoạch."""
    one = _item(request, pk, to_write=True)

    def act(reason):
        posted_token(request)
        service.drop_item(by=request.position, item=one, reason=reason)
        return f"Đã bỏ “{one.title}” khỏi kế hoạch."

    return form_page(request, StrikeForm(request.POST or None), act, heading="Bỏ việc khỏi kế hoạch", button="Bỏ việc",
                     back=reverse("front:work_item", args=[pk]), then=f"{reverse('front:plan')}?nam={one.year}",
                     crumbs=_at(one), about=one.title)  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_writers
def tell_done(request, pk):
    """Báo đã làm."""
    found = WorkTask.objects.visible_to(request.position).select_related("item__issuer", "unit")
    task = get_object_or_404(found, pk=pk)
    if not tells_done(request.position, task):
        raise PermissionDenied

    def act(**facts):
        posted_token(request)
        service.tell_done(by=request.position, task=task, **facts)
        return f"Đã báo “{task.item.title}” làm xong."

    form = DoneForm(request.POST or None, initial={"done_on": timezone.localdate()})
    back = reverse("front:work_item", args=[task.item_id])
    return form_page(request, form, act, heading="Báo đã làm", button="Báo đã làm", back=back, crumbs=_at(task.item),
                     about=str(task))  # fmt: skip


@require_POST
@for_roles(Role.FRONT)
def copy_plan(request, year):
    """Chép kế hoạch năm trước."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    token = posted_token(request)
    pressed(request, lambda: service.copy_year(by=request.position, year=year, token=token),
            f"Đã chép việc của kế hoạch năm {year - 1} sang năm {year}; hãy xem lại hạn từng việc.")  # fmt: skip
    return redirect(f"{reverse('front:plan')}?nam={year}")
