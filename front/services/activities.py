"""Ghi hoạt động của Mặt trận: planned, held, corrected; its pictures."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others
from common.vietnamese import fold
from front.enums import ActivityKind
from front.models import Activity, ActivityPhoto
from front.rights import writes
from front.services.keeping import held, new_row, written_with
from registrations.following.services.notes import looked_at
from registrations.models import Content
from units.models import Unit

MOST_PHOTOS = 12
PHOTOS_AT_ONCE = 6
LONGEST = 92
MOST_SEARCHED = 600


def add_activity(
    *, by, unit: Unit, facts: dict[str, Any], token: UUID, contents: Iterable[Content] = (), photos: Iterable = ()
) -> Activity:
    """Ghi hoạt động. A repeated token finds the first. Raises ValidationError (of the photos too), PermissionDenied."""
    if not writes(by):
        raise PermissionDenied
    if same := written_with(Activity, token, by):
        return same
    return _add(by, unit, facts, token, list(contents), looked_at(list(photos)))


@transaction.atomic
def _add(by, unit: Unit, facts: dict, token: UUID, contents: list[Content], chosen: list[tuple]) -> Activity:
    among_others()
    if same := written_with(Activity, token, by):
        return same
    activity = new_row(Activity, by=by, unit=unit, token=token, facts=facts)
    _write(activity, contents)
    _add_photos(activity, chosen, token)
    told = {"ảnh": str(len(chosen))} if chosen else {}
    audit.record(by=by, action="Ghi hoạt động", obj=activity, after=audit.told(told_of(activity)) | told)
    return activity


@transaction.atomic
def correct_activity(*, by, activity: Activity, facts: dict[str, Any], contents: Iterable[Content]) -> Activity:
    """Sửa, or tell how a planned one went. Raises ValidationError, PermissionDenied."""
    among_others()
    locked = held(activity, by)
    before = told_of(locked)
    for name, value in facts.items():
        setattr(locked, name, value)
    _write(locked, list(contents))
    old, new = audit.changes(before, told_of(locked))
    if new:
        audit.record(by=by, action="Sửa hoạt động", obj=locked, before=old, after=new)
    return locked


def told_of(activity: Activity) -> dict[str, Any]:
    """All that is written of it, its contents in words."""
    return audit.facts(activity) | {"contents": "; ".join(str(one) for one in activity.contents.all())}


def judge(activity: Activity) -> None:
    """The rules beyond those of the fields. Raises ValidationError."""
    today = timezone.localdate()
    if activity.ends_on and (activity.ends_on - activity.starts_on).days > LONGEST:
        raise ValidationError({"ends_on": "Một hoạt động kéo dài không quá ba tháng; hãy ghi thành nhiều hoạt động."})
    if activity.participants is not None and activity.starts_on > today:
        raise ValidationError({"participants": "Hoạt động chưa diễn ra thì để trống số người dự."})
    if activity.participants is None and activity.last_day < today:
        raise ValidationError({"participants": "Hoạt động đã qua thì ghi số người dự, người nghe."})
    if activity.participants is None and activity.outcome:
        raise ValidationError({"participants": "Đã ghi kết quả thì ghi cả số người dự, người nghe."})


def _write(activity: Activity, contents: list[Content]) -> None:
    prepared(activity).save()
    activity.contents.set(contents)


def prepared(activity: Activity) -> Activity:
    """Judged, and with what is searched; not saved. Raises ValidationError."""
    if activity.kind != ActivityKind.PROPAGANDA:
        activity.channel = ""
    judge(activity)
    words = (activity.name, activity.place, activity.chair, str(activity.unit))
    activity.search_text = fold(" ".join(words))[:MOST_SEARCHED]
    activity.full_clean(exclude=["token", "written_by", "unit", "keeper"])
    return activity


def add_photos(*, by, activity: Activity, photos: Iterable, token: UUID) -> Activity:
    """Thêm ảnh; the same press adds them once. Raises ValidationError, PermissionDenied."""
    return _more_photos(by, activity, looked_at(list(photos)), token)


@transaction.atomic
def _more_photos(by, activity: Activity, chosen: list[tuple], token: UUID) -> Activity:
    among_others()
    locked = held(activity, by)
    if chosen and not locked.photos.filter(batch=token).exists():
        _add_photos(locked, chosen, token)
        audit.record(by=by, action="Thêm ảnh hoạt động", obj=locked, after={"ảnh": str(len(chosen))})
    return locked


def _add_photos(activity: Activity, chosen: list[tuple], token: UUID) -> None:
    if activity.photos.count() + len(chosen) > MOST_PHOTOS:
        raise ValidationError({"photos": f"Mỗi hoạt động giữ nhiều nhất {MOST_PHOTOS} ảnh."})
    for one in chosen:
        photo = ActivityPhoto(activity=activity, batch=token)
        photo.take_with_small(*one)
        photo.save()


@transaction.atomic
def drop_photo(*, by, photo: ActivityPhoto) -> None:
    """Bỏ ảnh. Raises ValidationError, PermissionDenied."""
    among_others()
    activity = held(photo.activity, by)
    for one in activity.photos.filter(pk=photo.pk):
        audit.record(by=by, action="Bỏ ảnh hoạt động", obj=activity, before={"ảnh": one.name})
        one.delete()
