"""A sheet as a position reads it, and what stands beside its criteria: the dossier as the council saw it."""

from django.db.models import Exists, OuterRef

from common import written
from evaluation import blind
from evaluation.marks import maximum
from evaluation.models import Sheet
from evaluation.views.dossiers import files_of
from registrations.models import RegistrationVersion

JOINED = (
    "nomination__round__plan", "nomination__criteria_set", "nomination__registration__sector", "nomination__version",
    "nomination__result_version", "reviewer__user", "reviewer__unit",
)  # fmt: skip
TO_WRITE = ("nomination__round__plan", "nomination__criteria_set", "reviewer__user")


def sheet_of(request, pk, *joined) -> Sheet:
    """A sheet the position sees, to be read or filled in; names are covered where the round says so."""
    found = written.record_or_404(Sheet, _seen_sheet, request.position, joined=(*JOINED, *joined), about=pk)
    return _covered(request, found)


@written.often
def _seen_sheet(position, pk):
    newer = RegistrationVersion.objects.filter(
        registration=OuterRef("nomination__registration"), sent_at__gt=OuterRef("nomination__frozen_at")
    )
    seen = Sheet.objects.visible_to(position).with_pile().annotate(text_changed=Exists(newer))
    return seen.filter(pk=pk).order_by()


def sheet_to_write(request, pk) -> Sheet:
    """The same for what is posted, without the dossier's papers: where the page is shown again it is read anew."""
    return _covered(request, written.record_or_404(Sheet, _written_sheet, request.position, joined=TO_WRITE, about=pk))


@written.often
def _written_sheet(position, pk):
    return Sheet.objects.visible_to(position).filter(pk=pk).order_by()


def _covered(request, found: Sheet) -> Sheet:
    blind.cover_owners(request.position, [found.nomination])
    blind.cover_reviewers(request.position, found.nomination.round, [found])
    return found


def beside_criteria(found: Sheet, criteria) -> dict:
    """The registration as the council saw it, its files and its history until then."""
    nomination = found.nomination
    return {
        "sheet": found,
        "nomination": nomination,
        "round": nomination.round,
        "maximum": maximum(nomination.criteria_set, criteria),
        "paper": nomination.version.paper,
        "report": nomination.result_version.paper if nomination.result_version else None,
        "files": files_of(nomination),
        "history": blind.record_history(nomination),
    }
