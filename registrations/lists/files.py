"""Tệp lập ngầm từ danh sách: asking for a long list, or for the papers of many records as one PDF, and asking again."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit, jobs
from common.locks import hold
from registrations.enums import ListForm
from registrations.lists import tasks as list_tasks
from registrations.lists.listing import Listing
from registrations.lists.papers import name_of_list
from registrations.models import ListFile, Registration

MOST_PAPERS = 500
NOTHING = "nothing"


def start_list(*, by, listing: Listing, form: ListForm, rows: int, token: UUID) -> ListFile:
    """Ask for a long list in the background. A repeated token finds the first one."""
    name = name_of_list(form)
    return _start(
        by, token, form=form, query=listing.address, total=rows, file_name=name, title=name.rpartition(".")[0]
    )


def start_pile(*, by, codes: list[str], site: str, token: UUID) -> ListFile:
    """Ask for the papers of these records as one PDF. A repeated token finds the first pile. Raises ValidationError."""
    if first := jobs.begun(ListFile, token, by):
        return first
    seen = Registration.objects.visible_to(by).of_codes(codes).values_list("code", flat=True)
    sent, order = set(seen), list(dict.fromkeys(codes))
    kept = [code for code in order if code in sent]
    if not kept:
        raise ValidationError(
            "Chưa chọn hồ sơ nào đã nộp. Hãy đánh dấu hồ sơ trong danh sách rồi bấm lại.", code=NOTHING
        )
    if len(kept) > MOST_PAPERS:
        raise ValidationError(f"Mỗi lần in nhiều nhất {MOST_PAPERS} bản đăng ký. Hãy lọc bớt rồi bấm lại.")
    title = f"{len(kept)} bản đăng ký, {timezone.localdate():%d-%m-%Y}"
    return _start(
        by, token, form=ListForm.PILE, codes=kept, site=site, total=len(kept), title=title, file_name=f"{title}.pdf"
    )


@transaction.atomic
def _start(by, token: UUID, **told) -> ListFile:
    # A second press waits here until the first has finished.
    hold(by)
    if first := jobs.begun(ListFile, token, by):
        return first
    made = ListFile.objects.create(owner=by, token=token, **told)
    audit.record(by=by, action="Lập tệp từ danh sách", obj=made, after={"số hồ sơ": str(made.total)})
    list_tasks.make_list_file.enqueue(made.pk)
    return made


@transaction.atomic
def restart(*, by, made: ListFile) -> None:
    """Chạy lại: put a failed file back in the queue. Raises ValidationError when it has not failed."""
    jobs.own_again(made, by, "Tệp này đang được lập hoặc đã lập xong, không cần chạy lại.")
    audit.record(by=by, action="Lập lại tệp từ danh sách", obj=made)
    list_tasks.make_list_file.enqueue(made.pk)
