"""Các dòng của quyết định: chosen from a round or from effective models, named, taken off; consent recorded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import DECIDING_ROLES, DESK_ROLES
from common.acting import pressed, written
from common.keys import key_in
from common.tokens import posted_token
from common.vietnamese import clean
from recognition import proposing, rights, services
from recognition.enums import Act
from recognition.forms import AwardForm, RevokeForm
from recognition.models import Award, Decision
from recognition.services.decisions import CLOSED
from recognition.services.lines import usual_names
from recognition.steps import is_open
from recognition.views.opening import award_of, opened
from registrations.enums import Kind
from registrations.models import Registration

NONE_CHOSEN = "Chưa chọn dòng nào."


def _open_draft(request, pk) -> Decision:
    decision = opened(request, pk)
    if not rights.prepares(request.position, decision):
        raise PermissionDenied
    return decision


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def add(request, pk):
    """Chọn dòng: of a concluded round from a grade on, of all effective models, or of what may be taken back."""
    decision = _open_draft(request, pk)
    if not is_open(decision):
        messages.error(request, CLOSED)
        return redirect("recognition:decision", pk)
    if decision.act == Act.REVOCATION:
        return _take_back(request, decision)
    usual = usual_names(decision)
    first = {"name": usual[Kind.COLLECTIVE], "form": "Giấy khen"}
    form, chosen = AwardForm(request.POST or None, act=decision.act, initial=first), _chosen(request)

    def act(name, **facts):
        posted_token(request)
        _need_some(chosen)
        # A name left as offered is each kind's own; one that was changed counts for all that were ticked.
        names = usual if name == first["name"] else dict.fromkeys(Kind.values, name)
        registrations = [Registration(pk=key) for key in chosen]
        added = services.add_awards(
            by=request.position, decision=decision, registrations=registrations, names=names, **facts
        )
        return f"Đã đưa {len(added)} dòng vào quyết định."

    if written(request, form, act):
        return redirect("recognition:decision", pk)
    return render(
        request, "recognition/add.html", {"decision": decision, "form": form} | _offer(request, decision, chosen)
    )


def _chosen(request) -> set[int]:
    return {key for key in map(key_in, request.POST.getlist("chon")) if key}


def _need_some(chosen: set[int]) -> None:
    if not chosen:
        raise ValidationError(NONE_CHOSEN)


def _offer(request, decision: Decision, chosen: set[int]) -> dict:
    """What may be ticked, and how it was narrowed."""
    position, data = request.position, request.GET
    if data.get("nguon") == "de-nghi":
        models = proposing.from_below(position, decision)[: proposing.MOST_OFFERED]
        candidates = [proposing.Candidate(one) for one in models]
        return {"candidates": proposing.with_nominations(decision, candidates), "chosen": chosen, "from_below": True}
    if decision.round_id and data.get("nguon") != "tat-ca":
        grades = proposing.grades_of(decision.round)
        grade = data.get("xep-loai") or (grades[-1].name if grades else proposing.ANY_GRADE)
        candidates = proposing.with_nominations(decision, proposing.from_round(position, decision, grade))
        return {"grades": grades, "grade": grade, "any_grade": proposing.ANY_GRADE, "candidates": candidates,
                "chosen": chosen or {one.registration.pk for one in candidates if one.is_proposed}}  # fmt: skip
    kinds = {kind.slug: kind for kind in Kind}
    kind, text, every = kinds.get(data.get("doi-tuong", "")), data.get("tim", "")[:100], data.get("cap") == "moi"
    models = proposing.from_effective(position, decision, text=text, kind=kind or "", own_level=not every)
    found = list(models[: proposing.MOST_OFFERED + 1])
    candidates = [proposing.Candidate(one) for one in found[: proposing.MOST_OFFERED]]
    return {
        "text": text, "kind": kind, "kinds": kinds.items(), "every_level": every,
        "candidates": proposing.with_nominations(decision, candidates),
        "chosen": chosen, "more": len(found) > proposing.MOST_OFFERED, "most": proposing.MOST_OFFERED,
    }  # fmt: skip


def _take_back(request, decision: Decision):
    """Danh hiệu nào thu hồi, and why."""
    text, chosen = request.GET.get("tim", "")[:100], _chosen(request)
    form = RevokeForm(request.POST or None)

    def act(reason):
        posted_token(request)
        _need_some(chosen)
        awards = [Award(pk=key) for key in chosen]
        lines = services.add_revocations(by=request.position, decision=decision, awards=awards, reason=reason)
        return f"Đã đưa {len(lines)} danh hiệu vào quyết định thu hồi."

    if written(request, form, act):
        return redirect("recognition:decision", decision.pk)
    awards = list(proposing.standing_of(decision, text)[: proposing.MOST_OFFERED])
    return render(
        request, "recognition/take_back.html",
        {"decision": decision, "form": form, "awards": awards, "text": text, "chosen": chosen},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_roles(*DECIDING_ROLES)
def edit_line(request, pk, award):
    """Sửa một dòng."""
    line = award_of(request, pk, award)
    if not rights.prepares(request.position, line.decision):
        raise PermissionDenied
    known = {"name": line.name, "form": line.form, "money": line.money}
    form = AwardForm(request.POST or None, act=line.act, initial=known)

    def act(**facts):
        posted_token(request)
        services.correct_award(by=request.position, award=line, **facts)
        return f"Đã sửa dòng “{line.title}”."

    if written(request, form, act):
        return redirect("recognition:decision", pk)
    return render(request, "recognition/edit_line.html", {"form": form, "award": line, "decision": line.decision})


@require_POST
@for_roles(*DECIDING_ROLES)
def remove_line(request, pk, award):
    """Bỏ một dòng; pressed twice, the second finds it gone."""
    decision = _open_draft(request, pk)
    line = decision.awards.seen_by(request.position).filter(pk=award).first()
    if line:
        line.decision = decision
        pressed(request, lambda: services.remove_award(by=request.position, award=line), "Đã bỏ khỏi quyết định.")
    return redirect("recognition:decision", pk)


@require_POST
@for_roles(*DECIDING_ROLES)
def remove_revocation(request, pk, line):
    """Bỏ một danh hiệu khỏi quyết định thu hồi."""
    decision = _open_draft(request, pk)
    found = decision.revocations.filter(pk=line).first()
    if found:
        found.decision = decision
        told = "Đã bỏ khỏi quyết định thu hồi."
        pressed(request, lambda: services.remove_revocation(by=request.position, line=found), told)
    return redirect("recognition:decision", pk)


@require_POST
@for_roles(*DESK_ROLES)
def consent(request, pk, award):
    """Cá nhân đồng ý, hoặc thôi đồng ý, có tên ở trang công khai."""
    line = award_of(request, pk, award)
    agrees, how = request.POST.get("dong-y") == "co", clean(request.POST.get("bang", ""))
    told = "Đã ghi: cá nhân đồng ý công khai." if agrees else "Đã ghi: cá nhân không có tên ở trang công khai."
    pressed(request, lambda: services.set_consent(by=request.position, award=line, agrees=agrees, how=how), told)
    return redirect("recognition:decision", pk)
