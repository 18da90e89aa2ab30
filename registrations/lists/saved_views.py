"""Cách xem đã lưu: kept under a name by a position, renamed, removed; one of them is what the list begins with."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit
from common.locks import hold
from registrations.models import SavedView

# How a person looks at a list is nobody else's business: the log knows that a view was kept, not what it is called.
PRIVATE = "cách xem riêng"
MOST_VIEWS = 30


@transaction.atomic
def keep_view(*, by, name: str, query: str, is_start: bool = False) -> SavedView:
    """Keep a view under a name. The same pressed twice is kept once. Raises ValidationError."""
    hold(by)
    mine = SavedView.objects.visible_to(by)
    same = mine.filter(name=name).first()
    if same and same.query == query:
        if is_start and not same.is_start:
            _begin_with(by, same)
        return same
    _refuse_name(same)
    if mine.count() >= MOST_VIEWS:
        raise ValidationError(f"Mỗi vị trí giữ nhiều nhất {MOST_VIEWS} cách xem. Hãy xóa bớt cách xem không dùng.")
    view = SavedView.objects.create(owner=by, name=name, query=query)
    audit.record(by=by, action="Lưu cách xem danh sách", obj=view, label=PRIVATE)
    if is_start:
        _begin_with(by, view)
    return view


@transaction.atomic
def change_view(*, by, view: SavedView, name: str, is_start: bool) -> None:
    """Rename a view, and say whether the list begins with it. Raises ValidationError."""
    view = _own(by, view)
    _refuse_name(SavedView.objects.visible_to(by).filter(name=name).exclude(pk=view.pk).first())
    if view.name != name:
        view.name = name
        view.save(update_fields=["name"])
        audit.record(by=by, action="Đổi tên cách xem danh sách", obj=view, label=PRIVATE)
    if view.is_start != is_start:
        _begin_with(by, view if is_start else None)


@transaction.atomic
def remove_view(*, by, view: SavedView) -> None:
    """Xóa cách xem; what it showed stays where it is."""
    view = _own(by, view)
    audit.record(by=by, action="Xóa cách xem danh sách", obj=view, label=PRIVATE)
    view.delete()


def _own(by, view: SavedView) -> SavedView:
    """The view as it stands now."""
    if view.owner_id not in by.seats:
        raise PermissionDenied
    hold(by)
    now = SavedView.objects.visible_to(by).filter(pk=view.pk).first()
    if now is None:
        raise ValidationError("Cách xem này vừa được xóa.")
    return now


def _refuse_name(taken: SavedView | None) -> None:
    if taken:
        raise ValidationError({"name": f"Đã có cách xem tên “{taken.name}”. Hãy đặt tên khác."})


def _begin_with(by, view: SavedView | None) -> None:
    """One view of all that the position keeps, or none."""
    first = SavedView.objects.visible_to(by).filter(is_start=True).first()
    if first:
        first.is_start = False
        first.save(update_fields=["is_start"])
        audit.record(by=by, action="Thôi mở đầu tiên một cách xem", obj=first, label=PRIVATE)
    if view:
        view.is_start = True
        view.save(update_fields=["is_start"])
        audit.record(by=by, action="Đặt cách xem mở đầu tiên", obj=view, label=PRIVATE)
