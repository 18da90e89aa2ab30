"""Lập báo cáo ngầm, where so many units report that nobody should wait for it at a page."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common import audit, jobs
from common.locks import hold
from reports import tasks
from reports.models import Compilation, Obligation
from reports.periodic import adding, rights

# A district has a dozen communes to add, a province over a hundred.
MANY_BELOW = 60
# Taken up; done.
STEPS = 2


def is_long(obligation: Obligation) -> bool:
    """Whether so many units below owe a report that it is compiled in the background; one query."""
    return adding.owing_below(obligation) >= MANY_BELOW


@transaction.atomic
def compile_later(*, by, obligation: Obligation, token: UUID) -> Compilation:
    """Lập hoặc tính lại báo cáo ngầm. A repeated token, and a second press while it runs, find the first one.

    Raises PermissionDenied.
    """
    hold(obligation)
    if not rights.compiles_for(by, obligation):
        raise PermissionDenied
    under_way = obligation.compilations.filter(owner__in=by.seats, state__in=[jobs.WAITING, jobs.RUNNING])
    if first := jobs.begun(Compilation, token, by) or under_way.first():
        return first
    made = Compilation.objects.create(
        owner=by, token=token, obligation=obligation, title=str(obligation)[:200], total=STEPS
    )
    audit.record(by=by, action="Lập báo cáo định kỳ ngầm", obj=made)
    tasks.compile_report.enqueue(made.pk)
    return made


@transaction.atomic
def compile_again(*, by, compilation: Compilation) -> None:
    """Chạy lại. Raises ValidationError where it has not failed, PermissionDenied."""
    jobs.own_again(compilation, by, "Báo cáo đang được lập hoặc đã lập xong, không cần chạy lại.")
    audit.record(by=by, action="Lập lại báo cáo định kỳ ngầm", obj=compilation)
    tasks.compile_report.enqueue(compilation.pk)
