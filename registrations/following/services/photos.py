"""Bỏ ảnh kiểm tra: a photo of a place is taken back while its minutes are not final."""

from django.db import transaction

from common import audit
from registrations.following.rights import keeps_inspection
from registrations.following.services.inspections import visit_held
from registrations.models import VisitPhoto


@transaction.atomic
def drop_visit_photo(*, by, photo: VisitPhoto) -> None:
    """Bỏ ảnh: by who added it, or who keeps the inspection. Gone already, nothing happens.

    Raises ValidationError once it is concluded, PermissionDenied.
    """

    def allowed(who, inspection) -> bool:
        return keeps_inspection(who, inspection) or photo.added_by_id in who.seats

    visit = visit_held(by, photo.visit, allowed=allowed)
    found = visit.photos.select_related("added_by").filter(pk=photo.pk).first()
    if found is None:
        return
    stored = [found.file, found.preview]
    told = {"ảnh": found.name, "SHA-256": found.sha256, "người thêm": found.added_by}
    audit.record(by=by, action="Bỏ ảnh kiểm tra", obj=visit, before=audit.told(told))
    found.delete()
    transaction.on_commit(lambda: [file.delete(save=False) for file in stored])
