"""Sau khi công nhận: put forward to the level above, taken back; the year's list of titles kept and lapsed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES, Role
from common.acting import pressed, written
from common.keys import key_in
from common.numbers import quantity
from common.paging import page_of
from common.tokens import posted_token
from documents.annex_files import annex_response
from documents.document_files import document_response
from evaluation.enums import RoundState
from evaluation.models import Nomination, Round
from recognition import rights
from recognition.afterwards import papers, services
from recognition.afterwards.forms import DeclineForm, ElevationForm, OutcomeForm, WithdrawForm
from recognition.enums import Act, Ending
from recognition.models import Award, Elevation, YearOutcome
from recognition.views.opening import READERS, opened
from units import scope
from units.models import Level

ROWS, MOST_PRINTED = 30, 1000
WAITING = "cho"
TABS = (("", "Tất cả"), (WAITING, "Chờ cấp mình xem xét"))
TOO_LONG = f"Danh sách có hơn {quantity(MOST_PRINTED)} dòng, quá dài để in một lần."


@require_GET
@for_roles(*READERS)
def elevations(request):
    """Đề nghị cấp trên công nhận: sent by the own office and by those below it, of what the position sees; or only
    what waits for its own level.
    """
    position, tab = request.position, request.GET.get("xem", "")
    asked = Elevation.objects.waiting_for if tab == WAITING else Elevation.objects.visible_to
    page = page_of(asked(position).with_taking_up().for_list(), request.GET.get("trang"))
    preparing = list(Round.objects.run_by(position).filter(state=RoundState.PREPARING).select_related("plan"))
    there = _rounds_of(position, page.rows)
    keys = [one.pk for one in page.rows]
    waiting = set(Elevation.objects.waiting_for(position).filter(pk__in=keys).values_list("pk", flat=True))
    for one in page.rows:
        prepares = rights.prepares(position, one.award.decision)
        one.withdrawable = one.ended_at is None and prepares and not one.is_taken_up
        one.declinable = one.pk in waiting
        one.there = there.get((one.award.registration_id, one.level_id), [])
        one.rounds = [] if one.there or not one.is_open else [round for round in preparing if _fits(one, round)]
    context = {"page": page, "tabs": TABS if rights.issues(position) else (), "tab": tab}
    return render(request, "recognition/elevations.html", context)


def _rounds_of(position, rows: list[Elevation]) -> dict[tuple[int, int], list[Nomination]]:
    """The dossiers made of these models, by model and level, as far as the position may know of them."""
    found: dict[tuple[int, int], list[Nomination]] = {}
    seen = Nomination.objects.visible_to(position).filter(registration__in=[one.award.registration_id for one in rows])
    for one in seen.select_related("round").order_by("pk"):
        found.setdefault((one.registration_id, one.round.level_id), []).append(one)
    return found


def _fits(one: Elevation, round: Round) -> bool:
    """Of the level it was put forward to, of its year and area; the service asks more closely."""
    inside = one.award.registration.scope_path.startswith(round.scope_path)
    return round.level_id == one.level_id and round.plan.year == one.award.year and inside


@require_POST
@for_roles(Role.OFFICER)
def take_up(request, pk):
    """Đưa vào đợt đánh giá của cơ quan."""
    found = get_object_or_404(Elevation.objects.visible_to(request.position).for_list(), pk=pk)
    own = Round.objects.visible_to(request.position).run_by(request.position)
    round = get_object_or_404(own, pk=key_in(request.POST.get("dot", "")))
    posted_token(request)

    def act():
        services.take_up(by=request.position, elevation=found, round=round)

    pressed(request, act, f"Đã đưa “{found.award.title}” vào “{round.name}”, hồ sơ như lúc được đề nghị.")
    return redirect("recognition:elevations")


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def elevate(request, pk):
    """Chọn mô hình của quyết định để đề nghị cấp trên."""
    decision = opened(request, pk)
    if not rights.prepares(request.position, decision):
        raise PermissionDenied
    levels = list(Level.objects.offered_on(timezone.localdate()).filter(rank__lt=decision.level.rank).order_by("-rank"))
    if decision.act != Act.RECOGNITION or not decision.is_published or not levels:
        messages.error(request, "Chỉ đề nghị lên cấp trên từ quyết định công nhận đã phát hành, khi còn cấp trên.")
        return redirect("recognition:decision", pk)
    chosen = {key for key in map(key_in, request.POST.getlist("chon")) if key}
    form = ElevationForm(request.POST or None, levels=levels, initial={"level": str(levels[0].pk)})

    def act(**facts):
        awards = [Award(pk=key) for key in chosen]
        token = posted_token(request)
        rows = services.elevate(by=request.position, decision=decision, awards=awards, token=token, **facts)
        return f"Đã đề nghị {len(rows)} mô hình. In tờ trình để trình ký, gửi cấp trên."

    if written(request, form, act):
        return redirect("recognition:elevations")
    awards = list(
        decision.awards.maintained()
        .seen_by(request.position)
        .prefetch_related("elevations__level", "elevations__ended_by__unit")
    )
    context = {"form": form, "decision": decision, "awards": awards, "chosen": chosen}
    return render(request, "recognition/elevate.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def withdraw(request, pk):
    """Rút đề nghị."""
    found = get_object_or_404(Elevation.objects.visible_to(request.position).for_list(), pk=pk)
    if not rights.prepares(request.position, found.award.decision):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    return _ended(request, found, form, services.withdraw, ("Rút đề nghị", "Đã rút đề nghị công nhận"))


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def decline(request, pk):
    """Không đưa vào xét, by the office asked."""
    found = get_object_or_404(Elevation.objects.visible_to(request.position).for_list(), pk=pk)
    if not rights.answers(request.position, found):
        raise PermissionDenied
    form = DeclineForm(request.POST or None)
    return _ended(request, found, form, services.decline, ("Không đưa vào xét", "Đã ghi không đưa vào xét"))


def _ended(request, found: Elevation, form, end, words: tuple[str, str]):
    """The page on which a reason ends what was put forward: what its button says, and the message afterwards."""
    heading, done = words

    def act(reason):
        posted_token(request)
        end(by=request.position, elevation=found, reason=reason)
        return f"{done} “{found.award.title}”."

    if written(request, form, act):
        return redirect("recognition:elevations")
    return render(request, "recognition/end_elevation.html", {"form": form, "one": found, "heading": heading})


@require_GET
@for_roles(*READERS)
def elevation_file(request, bundle, ending):
    """Tờ trình đề nghị cấp trên: what went up together and was not withdrawn, as far as the position sees it."""
    seen = Elevation.objects.visible_to(request.position).filter(bundle=bundle).exclude(ended_as=Ending.WITHDRAWN)
    joined = ("award__decision__unit__parent", "award__decision__plan__movement", "award__registration", "level")
    rows = list(seen.select_related(*joined).order_by("award__kind", "award__sort_key", "pk"))
    if not rows:
        raise Http404
    return document_response(papers.elevation_paper(rows), "Tờ trình đề nghị công nhận", ending)


def _year(request) -> int:
    """This year, or the year before where the office catches up."""
    this_year = timezone.localdate().year
    asked = key_in(request.GET.get("nam", "")) or this_year
    return asked if asked in (this_year - 1, this_year) else this_year


def _titles(request, year: int):
    """The standing recognitions that the own office, or one it took over from, gave in the years before."""
    ours = scope.of_office(request.position, "decision__unit")
    own = Award.objects.standing().recognitions().filter(ours, year__lt=year)
    return (
        own.seen_by(request.position)
        .select_related("decision__unit", "registration")
        .order_by("kind", "sort_key", "pk")
    )


def _said(awards: list[Award], year: int) -> dict[int, YearOutcome]:
    return {one.award_id: one for one in YearOutcome.objects.filter(award__in=awards, year=year)}


@require_http_methods(["GET", "POST"])
@for_roles(*DESK_ROLES)
def outcomes(request):
    """Giữ vững, không còn giữ vững: the titles of the own office, one line each."""
    year, may_say = _year(request), request.position.has_role(*DECIDING_ROLES)
    if request.method == "POST" and not may_say:
        raise PermissionDenied
    page = page_of(_titles(request, year), request.GET.get("trang"), rows=ROWS)
    said = _said(page.rows, year)
    form = OutcomeForm(request.POST or None, awards=page.rows, said=said)

    def act(**given):
        posted_token(request)
        lines = [
            services.Said(award, given[f"chon-{award.pk}"], given[f"ly-do-{award.pk}"])
            for award in page.rows
            if given[f"chon-{award.pk}"]
        ]
        done = services.say_of_year(by=request.position, unit=request.position.unit, year=year, said=lines)
        return f"Đã ghi {len(done)} danh hiệu. In danh sách để lãnh đạo ký." if done else "Không có gì thay đổi."

    if written(request, form, act):
        return redirect(f"{reverse('recognition:outcomes')}?{request.GET.urlencode()}")
    for award in page.rows:
        award.line, award.given = said.get(award.pk), papers.given_by(award)
        award.choice, award.reason_field = form.fields_of(award)
    context = {"page": page, "form": form, "year": year, "may_say": may_say, "this_year": timezone.localdate().year}
    return render(request, "recognition/outcomes.html", context)


@require_GET
@for_roles(*DESK_ROLES)
def outcomes_file(request, ending):
    """Danh sách giữ vững: PDF, Excel, Word."""
    year = _year(request)
    awards = list(_titles(request, year)[: MOST_PRINTED + 1])
    if len(awards) > MOST_PRINTED:
        messages.error(request, TOO_LONG)
        return redirect("recognition:outcomes")
    table = papers.outcome_table(year, awards, _said(awards, year))
    annex = papers.outcome_annex(request.position.unit, year, table, request.position)
    return annex_response(annex, f"Danh sách giữ vững danh hiệu năm {year}", ending)
