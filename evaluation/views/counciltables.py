"""Bảng tổng hợp của hội đồng: fifty dossiers a page, all of them as a file."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import for_roles
from accounts.enums import DESK_ROLES, Role
from common.paging import page_of_list
from documents.annex_files import annex_response
from evaluation import council, counciltable
from evaluation.agenda import agenda_of
from evaluation.councilrows import council_rows
from evaluation.enums import RoundState
from evaluation.rights import moderates, runs
from evaluation.views.rounds import round_of

READERS = (Role.REVIEWER, *DESK_ROLES)


@require_GET
@for_roles(*READERS)
def council_table(request, pk):
    """Bảng tổng hợp: mean, median, spread, grade."""
    round, position = round_of(request, pk), request.position
    results = counciltable.results_read_by(position, round)
    page = page_of_list(counciltable.lines_of(round, results), request.GET.get("trang"))
    is_partial = _reads_a_part(position)
    shown = {
        "place_name": "" if is_partial else counciltable.place_name(round),
        "moderates": round.state == RoundState.MODERATING and moderates(position, round),
    }
    tables = [
        (label, total, council_rows(own, **shown)) for label, total, own in counciltable.by_kind(page.rows, results)
    ]
    context = {
        "round": round, "page": page, "tables": tables, "tie_rule": council.TIE_RULE, "is_final": round.is_concluded,
        "so_far": counciltable.SO_FAR, "place_name": shown["place_name"], "is_partial": is_partial,
        "strictness": [] if is_partial else council.strictness(results),
        "agenda": agenda_of(round, results), "runs": runs(position, round),
    }  # fmt: skip
    return render(request, "evaluation/council.html", context)


@require_GET
@for_roles(*READERS)
def council_file(request, pk, ending):
    """The whole table, PDF, Excel or Word: what the page shows this position, and no more."""
    round = round_of(request, pk)
    results = counciltable.results_read_by(request.position, round)
    annex = counciltable.council_annex(round, results, is_ranked=not _reads_a_part(request.position))
    return annex_response(annex, f"Bảng tổng hợp {round.pk}", ending)


def _reads_a_part(position) -> bool:
    """A reviewer reads the dossiers of the own sheets, the Front those of its lines: no ranking, no comparison."""
    return position.has_role(Role.REVIEWER, Role.FRONT)
