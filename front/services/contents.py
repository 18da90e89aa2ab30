"""Ghi nội dung cuộc vận động."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common import audit
from front.models import Content
from front.rights import edits_contents


@transaction.atomic
def save_content(*, by, content: Content, facts: dict[str, Any]) -> Content:
    """Thêm, or word anew. Raises ValidationError, PermissionDenied."""
    if not edits_contents(by):
        raise PermissionDenied
    is_new = content.pk is None
    held = content if is_new else Content.objects.select_for_update().get(pk=content.pk)
    before = {} if is_new else audit.facts(held)
    for name, value in facts.items():
        setattr(held, name, value)
    held.full_clean()
    held.save()
    old, new = audit.changes(before, audit.facts(held))
    if new:
        action = "Thêm nội dung cuộc vận động" if is_new else "Sửa nội dung cuộc vận động"
        audit.record(by=by, action=action, obj=held, before=audit.told(old), after=audit.told(new))
    return held
