"""Việc từng bước làm với báo cáo, besides its state, and what may stand in the way."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.signing import usually_headed_by
from common import dates
from common.locks import hold
from common.workflow import Step
from reports.models import Report, ReportFigure, ReportSection
from reports.periodic import checking, links
from reports.periodic.enums import UNDER_WAY, Nature, Relief
from reports.periodic.figures import add_up
from reports.periodic.narrative import NONE
from reports.periodic.rights import has_compiled


def not_ready(position, report: Report, day: date) -> str:
    """What is still to be written before the leader reads it."""
    if closed := closed_on(position, report, day):
        return closed
    period = report.obligation.period
    if day < period.data_to:
        return (
            f"Số liệu của kỳ tính đến hết ngày {dates.day(period.last_day)}; trình từ ngày {dates.day(period.data_to)}."
        )
    figures = list(report.figures.all())
    if report.is_nil:
        return checking.against_nil(figures)
    if found := checking.missing(figures):
        return f"Còn chỉ tiêu chưa ghi số: {checking.named(found)}. Không có thì ghi 0."
    if found := checking.unexplained(figures):
        return f"Số nêu khác số tính được mà chưa ghi lý do: {checking.named(found)}."
    return _sections_not_ready(report, {one.key: one for one in figures})


def _sections_not_ready(report: Report, figures: dict[str, ReportFigure]) -> str:
    sections = list(report.sections.all())
    if problem := _unwritten(sections):
        return problem
    for one in sections:
        if broken := links.broken(one.text, figures):
            return f"Mục “{one.title}” có chỗ nối số liệu không đúng: {broken[0][:60]}."
    return ""


def _unwritten(sections: list[ReportSection]) -> str:
    """Nobody's silence becomes “Không.” on a signed paper: somebody writes it."""
    empty = [one for one in sections if not one.text.strip()]
    return (
        f"Còn mục chưa viết: {'; '.join(one.title for one in empty)}. Không có nội dung thì ghi “{NONE}”."
        if empty
        else ""
    )


def closed_on(position, report: Report, day: date) -> str:
    """From the day the period locks, only who was granted more time goes on; a correction is asked for by the locked one."""
    period = report.obligation.period
    if period.locks_on is None or day < period.locks_on or report.corrects_id or report.version > 1:
        return ""
    standing = report.obligation.extensions.filter(ended_at__isnull=True, relief=Relief.LATER)
    until = max((one.until for one in standing), default=None)
    if until and day <= until:
        return ""
    return f"Kỳ báo cáo đã khóa từ ngày {dates.day(period.locks_on)}; đề nghị {period.type.unit} gia hạn."


def not_by_oneself(position, report: Report, day: date) -> str:
    """Nobody approves what he or she wrote."""
    return "Đồng chí đã soạn báo cáo này; lãnh đạo khác duyệt." if has_compiled(position, report) else ""


def under_way(position, report: Report, day: date) -> str:
    """One corrected version at a time."""
    later = report.obligation.reports.filter(version__gt=report.version, state__in=UNDER_WAY)
    if later.exists():
        return "Đã có bản đính chính đang làm."
    newest = report.obligation.reports.order_by("-version").first()
    return "" if newest == report else "Đã có bản mới hơn; hãy lập bản đính chính từ bản mới nhất."


def has_newer(position, report: Report, day: date) -> str:
    """What has a version after it is history."""
    newer = report.obligation.reports.filter(version__gt=report.version).exists()
    return "Đã có bản đính chính của báo cáo này." if newer else ""


def propose(report: Report, step: Step) -> None:
    """Looked at once more under the lock: a colleague may just have changed something."""
    if problem := not_ready(step.by, report, timezone.localdate(step.at)):
        raise ValidationError(problem, code="obstacle")
    report.headed_by = usually_headed_by(report.obligation.unit)


def approve(report: Report, step: Step) -> None:
    """Signed by the leader of another office it goes out under the head of that office, as a decision does."""
    report.signer_name, report.signer_title = step.data["signer_name"], step.data["signer_title"]
    report.go_out_under(step.by.unit)


def unsign(report: Report, step: Step) -> None:
    report.signer_name = report.signer_title = ""


def issue(report: Report, step: Step) -> None:
    """Under its number and day; the text is kept with its figures as they were approved."""
    report.number, report.issued_on = step.data["number"], step.data["issued_on"]
    report.sent_at = step.at
    # Of two reports of the unit that are issued at once the second finds the number of the first.
    hold(report.obligation.unit)
    same = Report.objects.filter(
        obligation__unit=report.obligation.unit_id, number=report.number, issued_on=report.issued_on
    )
    if same.exclude(pk=report.pk).exists():
        raise ValidationError("Đơn vị đã có báo cáo số đó, ngày đó.", code="number")
    report.recipients = recipients_of(report)
    figures = {one.key: one for one in report.figures.all()}
    sections = list(report.sections.all())
    if not report.is_nil and (problem := _unwritten(sections)):
        raise ValidationError(problem, code="obstacle")
    if report.is_nil:
        _state_nothing(figures.values())
    for one in sections:
        one.issued_text = links.filled(one.text, figures)
    ReportSection.objects.bulk_update(sections, ["issued_text"])


def _state_nothing(figures: Iterable[ReportFigure]) -> None:
    """A signed “không phát sinh” says 0 of what nobody wrote, and the unit above adds it; of a stock it says nothing.

    Nobody stated it: the next version begins with what is unwritten unwritten."""
    silent = [one for one in checking.missing(figures) if one.nature == Nature.FLOW]
    for one in silent:
        one.value = Decimal(0)
    ReportFigure.objects.bulk_update(silent, ["value"])


def recipients_of(report: Report) -> list[str]:
    """Nơi nhận: the accepting unit, those that are sent a copy, and other offices as they were typed."""
    type = report.obligation.period.type
    copied = [str(one) for one in type.copied.order_by("sort_key")]
    others = [line.strip(" -;.") for line in type.other_copies.splitlines() if line.strip(" -;.")]
    return [one for one in (report.obligation.receiver, *copied, *others) if one]


def give_back(report: Report, step: Step) -> None:
    """The returned version stays as it was sent; the next one begins with its text and what was stated."""
    begin_next(report, step, corrects=None)


def correct(report: Report, step: Step) -> None:
    begin_next(report, step, corrects=report)


def begin_next(report: Report, step: Step, corrects: Report | None) -> None:
    newest = report.obligation.reports.order_by("-version").values_list("version", flat=True)[0]
    begun_by = step.by if corrects else report.created_by
    made = Report.objects.create(
        obligation=report.obligation, version=newest + 1, corrects=corrects, created_by=begun_by,
        is_nil=report.is_nil, statement=report.statement, computed_at=report.computed_at, tables=report.tables,
    )  # fmt: skip
    sections, figures = list(report.sections.all()), list(report.figures.all())
    rows: list[ReportSection | ReportFigure] = [*sections, *figures]
    for one in rows:
        one.pk, one.report = None, made
        one._state.adding = True
    for section in sections:
        section.issued_text = ""
    # What only the signature under “không phát sinh” said is said no longer.
    add_up(figures)
    ReportSection.objects.bulk_create(sections)
    ReportFigure.objects.bulk_create(figures)
