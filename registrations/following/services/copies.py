"""Nhân rộng: which model a model was made after."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit
from common.locks import hold_table, locked_row
from registrations.following.enums import FOLLOWED
from registrations.following.rights import names_original
from registrations.models import Registration, Replication


@transaction.atomic
def set_original(*, by, registration: Registration, original: Registration) -> Replication:
    """Ghi nhân rộng từ mô hình. The whole family below goes along. Raises ValidationError, PermissionDenied."""
    # Which rows a change concerns is known only once nobody else changes any.
    hold_table(Replication)
    held = _held(by, registration)
    original = Registration.objects.visible_to(by).filter(pk=original.pk, state__in=FOLLOWED).first()
    if original is None:
        raise ValidationError("Không tìm thấy mô hình này trong phạm vi của đồng chí.")
    before = Replication.objects.filter(registration=held).select_related("original").first()
    if before and before.original_id == original.pk:
        return before
    above = Replication.objects.filter(registration=original).first()
    root = above.root_id if above else original.pk
    own_root = before.root_id if before else held.pk
    if original.pk == held.pk or held.pk in _above(original.pk, own_root):
        raise ValidationError("Mô hình được chọn lại là bản nhân rộng của chính mô hình này.")
    link, _ = Replication.objects.update_or_create(
        registration=held, defaults={"original": original, "root_id": root, "by": by}
    )
    _pass_on(held.pk, own_root, root)
    told = {"nhân rộng từ": original.code}
    old = {"nhân rộng từ": before.original.code} if before else {}
    audit.record(by=by, action="Ghi nhân rộng từ mô hình", obj=held, before=old, after=told)
    return link


@transaction.atomic
def clear_original(*, by, registration: Registration) -> None:
    """Bỏ ghi nhân rộng: its own copies become a family of their own."""
    # Which rows a change concerns is known only once nobody else changes any.
    hold_table(Replication)
    held = _held(by, registration)
    link = Replication.objects.filter(registration=held).select_related("original").first()
    if link is None:
        return
    audit.record(by=by, action="Bỏ ghi nhân rộng", obj=held, before={"nhân rộng từ": link.original.code})
    root = link.root_id
    link.delete()
    _pass_on(held.pk, root, held.pk)


def _held(by, registration: Registration) -> Registration:
    held = locked_row(Registration, registration.pk, "unit")
    if not names_original(by, held):
        raise PermissionDenied
    return held


def _originals(root: int) -> dict[int, int]:
    """Copy → original, of one family."""
    return dict(Replication.objects.filter(root_id=root).values_list("registration_id", "original_id"))


def _above(key: int, root: int) -> set[int]:
    """Everything a model goes back to."""
    originals, found = _originals(root), set()
    while key in originals and key not in found:
        found.add(key)
        key = originals[key]
    return found | {key}


def _pass_on(key: int, root: int, new_root: int) -> None:
    """All below a model belong to its new family."""
    originals = _originals(root)
    below = [copy for copy in originals if copy != key and key in _above_in(originals, copy)]
    Replication.objects.filter(registration_id__in=below).update(root_id=new_root)


def _above_in(originals: dict[int, int], key: int) -> set[int]:
    found: set[int] = set()
    while key in originals and originals[key] not in found:
        key = originals[key]
        found.add(key)
    return found
