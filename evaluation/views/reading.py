"""What stands beside the criteria of a sheet: the dossier as the council saw it."""

from evaluation import blind
from evaluation.marks import maximum
from evaluation.models import Sheet
from evaluation.views.dossiers import files_of


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
