"""Việc trong kế hoạch năm: given, told done, dropped, copied from the year before."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.dates import years_later
from common.locks import among_others, locked_row
from front.models import WorkItem, WorkTask
from front.offers import bodies_below
from front.rights import keeps_book_of, runs_front, tells_done
from front.services.keeping import struck_out
from units.models import Unit


@transaction.atomic
def add_item(*, by, facts: dict[str, Any], units: Iterable[Unit], token: UUID) -> WorkItem:
    """Thêm việc, given to these bodies. A repeated token finds the first. Raises ValidationError, PermissionDenied."""
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    if same := WorkItem.objects.filter(token=token, issuer=by.unit_id).first():
        return same
    item = WorkItem(issuer=by.unit, written_by=by, token=token)
    _write(item, facts)
    given = _give(by, item, units)
    audit.record(by=by, action="Thêm việc vào kế hoạch", obj=item, after=audit.facts(item) | given)
    return item


@transaction.atomic
def correct_item(*, by, item: WorkItem, facts: dict[str, Any], units: Iterable[Unit]) -> WorkItem:
    """Sửa việc; what was told done stays. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = _standing(_held(by, item))
    before = audit.facts(locked) | _units(locked)
    _write(locked, facts)
    _give(by, locked, units)
    old, new = audit.changes(before, audit.facts(locked) | _units(locked))
    if new:
        audit.record(by=by, action="Sửa việc trong kế hoạch", obj=locked, before=audit.told(old), after=audit.told(new))
    return locked


@transaction.atomic
def drop_item(*, by, item: WorkItem, reason: str) -> WorkItem:
    """Bỏ việc for a reason. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = _held(by, item)
    struck_out(locked, by=by, reason=reason, action="Bỏ việc khỏi kế hoạch")
    return locked


@transaction.atomic
def tell_done(*, by, task: WorkTask, done_on: date, told: str) -> WorkTask:
    """Báo đã làm; told already, it is left. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = locked_row(WorkTask, task.pk, "item__issuer", "unit")
    if not tells_done(by, locked):
        raise PermissionDenied
    _standing(locked.item)
    if locked.is_done:
        return locked
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": "Ngày làm xong không được sau hôm nay."})
    locked.done_on, locked.told, locked.told_by = done_on, told, by
    locked.save(update_fields=["done_on", "told", "told_by"])
    audit.record(by=by, action="Báo việc đã làm", obj=locked, after=audit.told({"done_on": done_on, "told": told}))
    return locked


@transaction.atomic
def copy_year(*, by, year: int, token: UUID) -> int:
    """Chép kế hoạch năm trước into `year`: the own items, a year later, to bodies that still stand. Returns how many.

    What stands already under the same name is left as it is. Raises PermissionDenied.
    """
    among_others()
    if not runs_front(by):
        raise PermissionDenied
    own = WorkItem.objects.standing().filter(issuer=by.unit_id)
    there, standing = set(own.filter(year=year).values_list("title", flat=True)), set(bodies_below(by))
    rows, tasks = [], []
    for old in own.filter(year=year - 1).prefetch_related("tasks__unit"):
        if old.title in there:
            continue
        row = WorkItem(
            issuer=by.unit, year=year, kind=old.kind, title=old.title, due_on=years_later(old.due_on, 1), note=old.note,
            written_by=by, token=uuid5(token, str(old.pk)),
        )  # fmt: skip
        rows.append(row)
        tasks += [WorkTask(item=row, unit=one.unit) for one in old.tasks.all() if one.unit in standing]
    WorkItem.objects.bulk_create(rows)
    WorkTask.objects.bulk_create(tasks)
    audit.record_many(by=by, action="Chép việc từ kế hoạch năm trước", objs=rows, after={"năm": str(year)})
    return len(rows)


def _held(by, item: WorkItem) -> WorkItem:
    locked = locked_row(WorkItem, item.pk, "issuer")
    if not keeps_book_of(by, locked.issuer):
        raise PermissionDenied
    return locked


def _standing(item: WorkItem) -> WorkItem:
    if item.is_struck:
        raise ValidationError("Việc này đã bỏ khỏi kế hoạch.")
    return item


def _write(item: WorkItem, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(item, name, value)
    if item.due_on.year != item.year:
        raise ValidationError({"due_on": f"Hạn thuộc năm {item.year} của kế hoạch."})
    item.full_clean(exclude=["token", "written_by"])
    item.save()


def _give(by, item: WorkItem, units: Iterable[Unit]) -> dict[str, str]:
    """To these bodies and no others, but for those that told it done."""
    wanted = {unit.pk: unit for unit in units}
    if not wanted:
        raise ValidationError({"units": "Chọn nơi làm việc này."})
    if wanted.keys() - {unit.pk for unit in bodies_below(by)}:
        raise ValidationError({"units": "Có nơi không giao được việc. Hãy chọn lại."})
    item.tasks.filter(done_on__isnull=True).exclude(unit__in=wanted).delete()
    there = set(item.tasks.values_list("unit", flat=True))
    WorkTask.objects.bulk_create(WorkTask(item=item, unit=unit) for key, unit in wanted.items() if key not in there)
    return _units(item)


def _units(item: WorkItem) -> dict[str, str]:
    return {"giao cho": "; ".join(str(task.unit) for task in item.tasks.select_related("unit"))}
