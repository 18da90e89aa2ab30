"""Giao phiếu: by hand in the table, spread automatically, from a list; nothing is written before it was shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from common import acting, written
from common.keys import key_in
from common.paging import page_of_written
from common.tokens import posted_token
from evaluation import services
from evaluation.conflicts import by_holder, conflicts, eligible_reviewers, reviewers_of
from evaluation.enums import GIVING_STATES, LIVE_SHEETS, SHEET_TONES, SheetState
from evaluation.givingforms import PairsForm, SpreadForm, SubstituteForm
from evaluation.models import Nomination, Round, Sheet
from evaluation.pairsfile import judged, read_lines
from evaluation.rights import runs
from evaluation.spreading import spread
from evaluation.teams import Ground, grounds_of, spread_within, team_of
from evaluation.views.dossiers import own_round

# What a conflict of interest, a team, a list of pairs go by, and no more: registrations are wide.
DOSSIER = (
    "round", "number", "kind", "title", "unit_name", "person_name", "registration__code", "registration__scope_path",
    "registration__sector", "registration__unit__path", "registration__unit__line", "registration__present_unit__path",
    "registration__present_unit__line", "registration__created_by__user", "registration__typed_by__user",
)  # fmt: skip


class _Table:
    """Dossiers of a round, its reviewers, who is bound to what, what was given already."""

    def __init__(self, round: Round, dossiers: Iterable[Nomination] | None = None):
        self.reviewers = reviewers_of(round)
        if dossiers is None:
            self.dossiers = written.ask_records(Nomination, _dossiers_of, only=DOSSIER, about=round.pk)
            given = written.ask_values(_given_in, about=round.pk)
        else:
            self.dossiers = list(dossiers)
            given = written.ask_values(_given_of, about=tuple(one.pk for one in self.dossiers))
        self.bound = conflicts(round, self.reviewers, self.dossiers)
        self.states = by_holder(given, self.reviewers)

    def kept(self) -> set[tuple[int, int]]:
        """Pairs whose sheet stands: it counts, or the reviewer may not have it again."""
        return {pair for pair, state in self.states.items() if state != SheetState.WITHDRAWN}

    def live(self) -> set[tuple[int, int]]:
        return {pair for pair, state in self.states.items() if state in LIVE_SHEETS}


def _dossiers_of(round: int) -> QuerySet[Nomination]:
    return Nomination.objects.filter(round=round).order_by("kind", "sort_key", "pk")


def _given_in(round: int) -> QuerySet[Sheet]:
    return _told(Sheet.objects.filter(nomination__round=round))


def _given_of(nominations: tuple[int, ...]) -> QuerySet[Sheet]:
    return _told(Sheet.objects.filter(nomination__in=nominations))


def _told(sheets: QuerySet[Sheet]) -> QuerySet:
    """As plain values: a round has 1,400 sheets, and no model is made of each."""
    return sheets.order_by("pk").values_list("nomination", "reviewer", "state")


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def give(request, pk):
    """Dossiers down, reviewers across; who is bound to a dossier is shown with the reason."""
    round = own_round(request, pk)
    if request.method == "POST":
        return _assign(request, round)
    asked = {"only": DOSSIER, "about": round.pk, "asked": request.GET.get("trang"), "total": round.nominated}
    page = page_of_written(Nomination, _dossiers_of, _dossiers_of, **asked)
    table = _Table(round, page)
    rows = [(one, [_cell(one, reviewer, table) for reviewer in table.reviewers]) for one in table.dossiers]
    context = {"round": round, "rows": rows, "reviewers": table.reviewers, "page": page}
    return render(request, "evaluation/give.html", context | {"is_giving": round.state in GIVING_STATES})


def _cell(dossier, reviewer, table: _Table) -> dict:
    """What stands where a dossier meets a reviewer: a sheet (its tone and its word), a reason against it, or a box to
    tick.
    """
    pair, name = (dossier.pk, reviewer.pk), reviewer.user.full_name
    state = table.states.get(pair)
    kept = SheetState(state) if state and state != SheetState.WITHDRAWN else None
    return {
        "name": name, "sheet": kept and kept.label, "tone": kept and SHEET_TONES[kept],
        "reason": "" if kept else table.bound.get(pair, ""), "value": f"{dossier.pk}-{reviewer.pk}",
    }  # fmt: skip


def _assign(request, round):
    reviewers = {one.pk: one for one in reviewers_of(round)}
    nominations = {one.pk: one for one in Nomination.objects.filter(round=round)}
    if everything := request.POST.get("tat-ca", ""):
        keys = [(nomination, key_in(everything)) for nomination in nominations]
    else:
        # A box is one pair; what was proposed comes as all its pairs in one field.
        halves = [one.partition("-") for value in request.POST.getlist("giao") for one in value.split()]
        keys = [(key_in(left), key_in(right)) for left, _, right in halves]
    pairs = [(nominations[n], reviewers[r]) for n, r in keys if n in nominations and r in reviewers]
    try:
        done = services.assign(by=request.position, round=round, pairs=pairs)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("evaluation:give", round.pk)
    _tell(request, done)
    return redirect("evaluation:give" if done.refused or not done.given else "evaluation:round", round.pk)


def _tell(request, done: services.Assignment) -> None:
    for nomination, reviewer, reason in done.refused[:10]:
        messages.warning(request, f"Không giao “{nomination.title}” cho {reviewer.user}: {reason}.")
    if done.given:
        messages.success(request, f"Đã giao {len(done.given)} phiếu.")
    elif not done.refused:
        messages.error(request, "Không có phiếu nào để giao. Hãy đánh dấu ô của hồ sơ và thành viên chưa giao.")


@require_http_methods(["GET"])
@for_roles(Role.OFFICER)
def share_out(request, pk):
    """Chia phiếu tự động: asked for with two numbers, shown with its reasons; the give page writes it."""
    round = own_round(request, pk)
    teams = grounds_of(round) if round.has_teams else []
    form = SpreadForm(request.GET or None, has_teams=bool(teams))
    context = {"round": round, "form": form}
    if form.is_valid():
        context |= _proposed(_Table(round), form.cleaned_data, teams if form.cleaned_data.get("theo_to") else [])
    return render(request, "evaluation/share_out.html", context)


def _proposed(table: _Table, asked: dict, teams: list[Ground]) -> dict:
    people = {one.pk: one for one in table.reviewers}
    how = {"wanted": asked["moi_ho_so"], "most": asked["moi_nguoi"], "given": table.live(),
           "barred": set(table.bound) | table.kept() - table.live()}  # fmt: skip
    if teams:
        found = spread_within(table.dossiers, list(people), teams, **how)
    else:
        found = spread([one.pk for one in table.dossiers], list(people), **how)
    whose = {one.pk: team_of(one, teams) for one in table.dossiers}
    new, away = defaultdict(list), Counter(who for _, who in table.bound)
    for key, who in found.pairs:
        new[key].append(people[who])
    rows = [(one, new[one.pk]) for one in table.dossiers]
    return {
        "rows": [
            (one, given, found.short.get(one.pk, 0), whose[one.pk])
            for one, given in rows
            if given or one.pk in found.short
        ],
        "by_teams": bool(teams),
        "load": [(people[who], number, away[who]) for who, number in found.load.items()],
        "pairs": " ".join(f"{one}-{who}" for one, who in found.pairs), "count": len(found.pairs), "short": found.short,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def from_list(request, pk):
    """Giao theo danh sách: a CSV file or pasted lines, judged line by line; the give page writes what is right."""
    round = own_round(request, pk)
    form = PairsForm(request.POST or None, request.FILES or None)
    context = {"round": round, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _judged(_Table(round), form.cleaned_data["text"])
        except ValueError as problem:
            form.add_error(None, str(problem))
    return render(request, "evaluation/from_list.html", context)


def _judged(table: _Table, text: str) -> dict:
    codes = {one.registration.code.upper(): one for one in table.dossiers}
    people = {one.user.username.lower(): one for one in table.reviewers}
    lines = judged(read_lines(text), codes, people, table.bound, table.kept())
    right = [one for one in lines if not one.problem]
    pairs = " ".join(f"{one.nomination.pk}-{one.reviewer.pk}" for one in right)
    return {"lines": lines, "pairs": pairs, "count": len(right), "wrong": len(lines) - len(right)}


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def substitute(request, pk):
    """Giao cho người khác: an unfinished sheet is taken back and the dossier given to somebody else, at once."""
    sheets = Sheet.objects.visible_to(request.position)
    sheet = get_object_or_404(sheets.select_related("nomination__round__plan", "reviewer__user"), pk=pk)
    round = sheet.nomination.round
    if not runs(request.position, round):
        raise PermissionDenied
    form = SubstituteForm(request.POST or None, people=_free_for(sheet))

    def act(person, reason):
        token = posted_token(request)
        services.replace_reviewer(by=request.position, sheet=sheet, token=token, to=person, reason=reason)
        return f"Đã giao hồ sơ cho {person.user}; phiếu mới chưa có điểm nào."

    if acting.written(request, form, act):
        return redirect("evaluation:nomination", sheet.nomination_id)
    context = {"round": round, "sheet": sheet, "nomination": sheet.nomination, "form": form}
    return render(request, "evaluation/substitute.html", context)


def _free_for(sheet: Sheet):
    """The reviewers of the area who have no sheet of the dossier; a bound one is refused with the reason."""
    there = Sheet.objects.filter(nomination=sheet.nomination).exclude(state=SheetState.WITHDRAWN).values("reviewer")
    return eligible_reviewers(sheet.nomination.round).exclude(pk__in=there)
