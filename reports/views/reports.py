"""Một báo cáo: begun, read, written section by section, its figures stated, moved on."""

from dataclasses import replace
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.signingforms import NumberForm
from common.acting import pressed, written
from common.copies import with_addresses
from common.moving import move_page, moved_out_of_sight
from common.tokens import posted_token
from common.workflow import open_moves
from reports.models import Report
from reports.periodic import checking, links, papers, rights, services
from reports.periodic.enums import ReportState, Source
from reports.periodic.figures import handed_in
from reports.periodic.forms import ApproveForm, FiguresForm, NilForm, PartForm, ProposeForm
from reports.periodic.sections import heads_of
from reports.periodic.services.writing import NOT_A_DRAFT
from reports.periodic.workflow import APPROVE, ISSUE, PROPOSE, REPORT_MOVES
from reports.views.opening import for_readers, for_writers, obligation_of, report_of, room
from units.letterheads import letterhead_of

NIL = (
    "Trong kỳ, trên địa bàn không có mô hình, điển hình “Dân vận khéo” được xác nhận đăng ký, không có kết luận về hiệu "
    "quả, không có quyết định công nhận, khen thưởng. {unit} xác nhận không có nội dung phát sinh phải báo cáo."
)


NOBODY_APPROVES = (
    "chưa có lãnh đạo nào duyệt được (người soạn không tự duyệt); cán bộ phụ trách cấp trên thêm vị trí lãnh đạo ở “Cán bộ "
    "và vị trí”, hoặc để người khác soạn"
)


NIL_OF_FRONT = (
    "Trong kỳ, trên địa bàn không tổ chức hoạt động, không vận động được nguồn lực thuộc Cuộc vận động. {unit} xác nhận "
    "không có nội dung phát sinh phải báo cáo."
)


def _nil(one: Report) -> str:
    return (NIL_OF_FRONT if one.is_of_front else NIL).format(unit=one.obligation.unit_name)


@require_POST
@for_writers
def start(request, pk):
    """Lập báo cáo."""
    owed, token = obligation_of(request, pk), posted_token(request)
    if services.is_long(owed):
        return _in_background(request, owed, token)
    try:
        report = services.start_report(by=request.position, obligation=owed, token=token)
    except ValidationError as problem:
        messages.error(request, problem.messages[0])
        return redirect("reports:obligation", pk)
    return redirect("reports:report", report.pk)


def _in_background(request, owed, token):
    made = services.compile_later(by=request.position, obligation=owed, token=token)
    return redirect("reports:compilation", made.pk)


@require_GET
@for_readers
def report(request, pk):
    """The report as it reads, its figures, what is still in the way, the moves open to me."""
    one, position = report_of(request, pk), request.position
    # The moves judge them as well.
    prefetch_related_objects([one], "figures", "sections")
    figures, sections = list(one.figures.all()), list(one.sections.all())
    inside = rights.of_the_unit(position, one)
    by_key = {figure.key: figure for figure in figures}
    for section in sections:
        section.shown = section.issued_text if one.is_issued else links.filled(section.text, by_key)
        section.heads = heads_of(section.key)
    history = list(one.events.select_related("by__user", "by__unit"))
    context = {
        "report": one, "sections": sections, "figures": [row for row in figures if not row.depth or row.differs],
        "periods": papers.periods_known(figures), "writing": one.is_draft and rights.compiles(position, one), "inside": inside, "owed": one.obligation,
        "moves": open_moves(REPORT_MOVES, position, one), "doubts": checking.doubts(figures) if inside else [],
        "history": history if inside else [event for event in history if event.source in _KNOWN_ABOVE],
        "returned_for": _returned_for(one, history) if inside else "",
        "against_nil": checking.against_nil(figures), "annexes": papers.annex_names(one, figures),
        "approved_by": _approved_by(one) if inside and one.state == ReportState.PROPOSED else "",
        "copies": with_addresses(one, "reports:copy") if one.is_issued else [],
        "attach": reverse("reports:attach_copy", args=[pk]) if one.is_issued and rights.numbers(position, one) else "",
        "later": _later_than(position, one),
        "parts": list(one.handed_in.select_related("section", "by__user")) if one.is_draft and inside else [],
    }  # fmt: skip
    return render(request, "reports/report.html", context)


def _approved_by(report: Report) -> str:
    """Whose approval it waits for, by name; or how a unit without another leader goes on."""
    names = [f"{one.user} ({one.office})" for one in rights.approvers(report)]
    return "; ".join(names) or NOBODY_APPROVES


_MAY_BE_FOLLOWED = (ReportState.RETURNED, ReportState.LOCKED)
# What happened inside the unit before it was sent is not told above.
_KNOWN_ABOVE = ("approved", "sent", "accepted", "locked")


def _returned_for(report: Report, history) -> str:
    """Why its leader gave the draft back, or the unit above the version before."""
    if not report.is_draft:
        return ""
    if history:
        return history[-1].note if history[-1].move == "send_back" else ""
    before = report.obligation.reports.filter(version=report.version - 1).first()
    last = before.events.last() if before else None
    return last.note if last and last.move == "give_back" else ""


def _later_than(position, report: Report) -> Report | None:
    """The newest version after one that was returned or locked, as far as the position may read it; of the own unit also
    the one that is being written."""
    if report.state not in _MAY_BE_FOLLOWED:
        return None
    later = report.obligation.reports.visible_to(position).filter(version__gt=report.version)
    return later.order_by("-version").first()


@require_http_methods(["GET", "POST"])
@for_writers
def state_figures(request, pk):
    """Ghi số liệu."""
    one = report_of(request, pk)
    if not rights.compiles(request.position, one):
        raise PermissionDenied
    if not one.is_draft:
        messages.error(request, NOT_A_DRAFT)
        return redirect("reports:report", pk)
    rows, handed = list(one.figures.all()), handed_in(one)
    offered = {key: number for key, (number, _part) in handed.items()}
    form = FiguresForm(request.POST or None, figures=rows, offered=offered)

    def act(**_fields):
        posted_token(request)
        services.state_figures(by=request.position, report=one, stated=form.stated)
        return "Đã lưu số liệu."

    if written(request, form, act):
        return redirect("reports:report", pk)
    boxes = [(row, form[f"so-{row.key}"]) for row in form.rows]
    context = {
        "report": one, "form": form, "doubts": checking.doubts(rows),
        "typed": [(row, box, handed.get(row.key)) for row, box in boxes if row.source == Source.TYPED],
        "computed": [(row, box, form[f"ly-do-{row.key}"]) for row, box in boxes if row.source == Source.COMPUTED],
    }  # fmt: skip
    return render(request, "reports/state_figures.html", context)


@require_POST
@for_writers
def recompute(request, pk):
    """Tính lại số liệu."""
    token, one = posted_token(request), report_of(request, pk)
    if one.is_draft and services.is_long(one.obligation):
        return _in_background(request, one.obligation, token)
    pressed(request, lambda: services.recompute(by=request.position, report=one), "Đã tính lại số liệu từ hồ sơ.")
    return redirect("reports:report", pk)


@require_http_methods(["GET", "POST"])
@for_writers
def nil(request, pk):
    """Báo cáo không phát sinh: a statement the leader approves; “bo” takes it back."""
    one = report_of(request, pk)
    if not rights.compiles(request.position, one):
        raise PermissionDenied
    form = NilForm(request.POST or None, initial={"statement": one.statement or _nil(one)})
    if request.method == "POST" and request.POST.get("bo"):
        posted_token(request)
        told = "Đã trở lại báo cáo đầy đủ."
        pressed(request, lambda: services.state_nil(by=request.position, report=one), told)
        return redirect("reports:report", pk)

    def act(statement):
        posted_token(request)
        services.state_nil(by=request.position, report=one, statement=statement)
        return "Đã ghi báo cáo không phát sinh. Trình lãnh đạo như báo cáo thường."

    if written(request, form, act):
        return redirect("reports:report", pk)
    rows = one.figures.all()
    context = {"report": one, "form": form, "occurred": checking.occurred(rows), "obstacle": checking.against_nil(rows)}
    return render(request, "reports/nil.html", context)


@require_http_methods(["GET", "POST"])
@for_writers
def hand_in(request, pk):
    """Gửi phần nội dung cho người tổng hợp."""
    one = report_of(request, pk)
    if not rights.hands_in(request.position, one):
        raise PermissionDenied
    form = PartForm(request.POST or None, sections=list(one.sections.all()), figures=list(one.figures.all()))

    def act(section, text, **_numbers):
        services.hand_in(
            by=request.position, report=one, section=section if text else None, text=text, numbers=form.numbers,
            token=posted_token(request),
        )  # fmt: skip
        return "Đã gửi. Người tổng hợp thấy nội dung cạnh mục đó, số liệu ở trang ghi số liệu."

    if written(request, form, act):
        return redirect("reports:report", pk)
    boxes = [(row, form[f"so-{row.key}"]) for row in form.typed]
    return render(request, "reports/hand_in.html", {"report": one, "form": form, "boxes": boxes})


@require_http_methods(["GET", "POST"])
@for_readers
def move(request, pk, slug):
    """Trình, duyệt, phát hành, nhận, trả lại, khóa, đính chính."""
    if moved_out_of_sight(request, Report, pk):
        return redirect("reports:periods")
    one = report_of(request, pk)
    inside = rights.of_the_unit(request.position, one)
    doubts = checking.doubts(one.figures.all()) if inside else []
    forms = {
        APPROVE: partial(ApproveForm, leader=request.position, head=letterhead_of(request.position.unit)),
        ISSUE: partial(NumberForm, head=letterhead_of(one.issuer, kind="BC")),
    }
    if doubts and not one.is_nil:
        forms[PROPOSE] = ProposeForm
    table = [replace(step, form=forms[step]) if step in forms else step for step in REPORT_MOVES]
    facts = [
        ("Đơn vị", one.obligation.unit_name),
        *([("Người duyệt", _approved_by(one))] if inside and slug == PROPOSE.slug else []),
        *((f"Cảnh báo {place}", told) for place, told in enumerate(doubts, 1)),
    ]
    onward = partial(_onward, one) if slug == "lap-ban-dinh-chinh" else None
    here = reverse("reports:report", args=[pk])
    look = ("Đọc báo cáo (PDF)", reverse("reports:paper_pdf", args=[pk]))
    return move_page(request, one, table, slug, back=here, room=room(), facts=facts, look=look, onward=onward)


def _onward(one: Report) -> str:
    """To the version that was just begun."""
    newest = one.obligation.reports.order_by("-version").first()
    return reverse("reports:report", args=[newest.pk])
