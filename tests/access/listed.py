"""What hangs on the list: a kept view and files of one position; and a reminder to a village."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from registrations.lists import saved_views
from registrations.models import ListFile
from registrations.reminding import services as reminding


def build(w) -> None:
    by, made = w.cast.district_officer, {}
    view = saved_views.keep_view(by=by, name="Teprieng của tôi", query="nam=2026")
    for state in (ListFile.State.DONE, ListFile.State.FAILED):
        made[state] = ListFile.objects.create(
            owner=by, token=uuid4(), form="pdf", title="Teprieng 3 bản đăng ký", file_name="Teprieng.pdf", state=state
        )
    made[ListFile.State.DONE].file.save("teprieng.pdf", ContentFile(b"Teprieng"))
    reminder = reminding.remind(
        by=w.cast.commune_officer,
        plan=w.plan,
        units={w.tree.other_village.pk},
        until=timezone.localdate(),
        token=uuid4(),
    )
    w.names |= {
        "kept_view": view.pk, "list_file": made[ListFile.State.DONE].pk,
        "failed_list_file": made[ListFile.State.FAILED].pk, "reminder": reminder.pk,
    }  # fmt: skip
