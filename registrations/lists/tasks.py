"""What the background worker makes of the list."""

from collections.abc import Callable
from typing import BinaryIO

from django.http import QueryDict
from django_tasks import task

from accounts.models import Position
from common import jobs
from documents.errors import PdfUnavailable
from documents.piles import pages_to_pile
from registrations.enums import ListForm
from registrations.lists.listing import Listing
from registrations.lists.papers import papers_of, write_list
from registrations.models import ListFile


@task()
def make_list_file(pk: int) -> None:
    """Make a file of the list; nothing if it was made or taken already."""
    jobs.sweep(ListFile)
    jobs.carry_out(ListFile, pk, write_file)


def write_file(made: ListFile, told: Callable[[int], None], file: BinaryIO) -> None:
    """The list as its owner sees it now, or the papers of the records asked for."""
    owner = Position.objects.for_work().get(pk=made.owner_id)
    if made.form != ListForm.PILE:
        write_list(owner, Listing(owner, QueryDict(made.query)).table(told), ListForm(made.form), file)
        return
    try:
        found = pages_to_pile(papers_of(owner, made.codes, made.site, told), file)
    except PdfUnavailable as problem:
        raise jobs.Unfinished(str(problem)) from problem
    if not found:
        raise jobs.Unfinished("Không còn hồ sơ nào trong phạm vi của vị trí này để in.")
