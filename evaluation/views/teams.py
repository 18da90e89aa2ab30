"""Tổ thẩm định thực địa: who goes where, the form of one team, its way out."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from common.acting import pressed, written
from common.tokens import posted_token
from evaluation import services
from evaluation.conflicts import reviewers_of
from evaluation.givingforms import TeamForm
from evaluation.models import FieldTeam, Nomination
from evaluation.teams import loaded, team_of
from evaluation.views.dossiers import own_round
from registrations.models import Sector
from units.models import Unit


@require_GET
@for_roles(Role.OFFICER)
def teams(request, pk):
    """The teams of a round, each with its people and how many dossiers are its own."""
    round = own_round(request, pk)
    found = loaded(round.teams.all())
    dossiers = Nomination.objects.filter(round=round).select_related("registration").order_by("kind", "sort_key", "pk")
    whose = [(one, team_of(one, found)) for one in dossiers]
    rows = [(team, [one for one, its in whose if its == team]) for team in found]
    context = {"round": round, "rows": rows, "nobodys": [one for one, its in whose if its is None]}
    return render(request, "evaluation/teams.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.OFFICER)
def team_form(request, pk, team=None):
    """Lập tổ, or change one."""
    round = own_round(request, pk)
    one = get_object_or_404(FieldTeam, round=round, pk=team) if team else None
    form = TeamForm(
        request.POST or None, initial=_as_written(one) if one else {"name": f"Tổ số {round.teams.count() + 1}"},
        people=reviewers_of(round), areas=_areas(round), sectors=list(Sector.objects.all()),
    )  # fmt: skip

    def act(**given):
        services.form_team(by=request.position, round=round, team=one, token=posted_token(request), **given)
        return "Đã lưu tổ thẩm định thực địa."

    if written(request, form, act):
        return redirect("evaluation:teams", round.pk)
    return render(request, "evaluation/team_form.html", {"round": round, "form": form, "team": one})


def _areas(round) -> list[Unit]:
    """The areas right below that of the round."""
    below = Unit.objects.in_force_on(timezone.localdate()).filter(parent__path=round.scope_path)
    return [one for one in below.order_by("sort_key", "pk") if one.is_area]


def _as_written(team: FieldTeam) -> dict:
    keys = {name: [str(one.pk) for one in getattr(team, name).all()] for name in ("members", "areas", "sectors")}
    return {"name": team.name, "leader": str(team.leader_id)} | keys


@require_POST
@for_roles(Role.OFFICER)
def drop_team(request, pk, team):
    """Bỏ tổ."""
    round = own_round(request, pk)
    one = get_object_or_404(FieldTeam, round=round, pk=team)
    pressed(request, lambda: services.drop_team(by=request.position, team=one), f"Đã bỏ “{one.name}”.")
    return redirect("evaluation:teams", round.pk)


@require_POST
@for_roles(Role.OFFICER)
def send_out(request, pk, team):
    """Lập cuộc thẩm định thực địa of the team; then its page, where findings are written."""
    round = own_round(request, pk)
    one = get_object_or_404(FieldTeam, round=round, pk=team)
    token = posted_token(request)
    told = "Đã lập cuộc thẩm định thực địa. Thành viên tổ ghi nhận xét, chụp ảnh ngay trên điện thoại."
    if not pressed(request, lambda: services.send_out(by=request.position, team=one, token=token), told):
        return redirect("evaluation:teams", round.pk)
    one.refresh_from_db()
    return redirect("registrations:inspection", one.inspection_id)
