"""Soạn báo cáo: begun from the figures, written section by section, figures stated, parts handed in."""

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import among_others, hold, locked_row, locked_rows
from reports.models import Obligation, Part, Report, ReportFigure, ReportSection
from reports.periodic import checking, figures, fronted, links, rights
from reports.periodic.enums import Relief
from reports.periodic.narrative import draft_of
from reports.periodic.sections import drafted_kind, kind_of, kinds_of

NOT_A_DRAFT = "Báo cáo đã trình; hãy rút về trước khi sửa."


class DraftConflict(Exception):
    """Somebody saved the section meanwhile: what is stored now stands in `section`."""

    def __init__(self, section: ReportSection) -> None:
        super().__init__(section)
        self.section = section


@transaction.atomic
def start_report(*, by, obligation: Obligation, token: UUID) -> Report:
    """Lập báo cáo: figures computed, sections drafted from them. A report that was begun already is found again.

    Raises ValidationError, PermissionDenied, NoSuchUnit.
    """
    among_others()
    hold(obligation)
    if not rights.compiles_for(by, obligation):
        raise PermissionDenied
    if first := obligation.reports.order_by("-version").first():
        return first
    if obligation.extensions.filter(ended_at__isnull=True, relief=Relief.NONE).exists():
        raise ValidationError("Đơn vị được miễn báo cáo kỳ này.")
    report = Report.objects.create(obligation=obligation, token=token, created_by=by, computed_at=timezone.now())
    rows = _laid_out(by, report)
    ReportFigure.objects.bulk_create(rows)
    _keep_tables(by, report)
    draft = draft_of(report, rows)
    ReportSection.objects.bulk_create(
        ReportSection(report=report, key=one.key, place=place, title=one.title, text=one.drafts(draft))
        for place, one in enumerate(kinds_of(report), 1)
    )
    audit.record(by=by, action="Lập báo cáo định kỳ", obj=report)
    return report


def _laid_out(by, report: Report) -> list[ReportFigure]:
    return fronted.laid_out(by, report) if report.is_of_front else figures.laid_out(by, report)


def _keep_tables(by, report: Report) -> None:
    """Biểu 04 as it is counted now stays with the report, as its figures do."""
    if report.is_of_front:
        report.tables = fronted.annexes(by, report)
        report.save(update_fields=["tables"])


def opened(by, report: Report) -> Report:
    """Locked, and still being written by this position. Raises ValidationError, PermissionDenied."""
    among_others()
    joined = ("obligation__period__type__unit", "obligation__unit", "obligation__area", "created_by__user")
    locked = locked_row(Report, report.pk, *joined)
    if not rights.compiles(by, locked):
        raise PermissionDenied
    if not locked.is_draft:
        raise ValidationError(NOT_A_DRAFT)
    return locked


@transaction.atomic
def recompute(*, by, report: Report) -> None:
    """Tính lại số liệu: what was stated and typed stays. Raises ValidationError, PermissionDenied, NoSuchUnit."""
    locked = opened(by, report)
    before = dict(locked.figures.values_list("name", "value"))
    _store(locked, _laid_out(by, locked))
    _keep_tables(by, locked)
    _follow_figures(locked)
    old, new = audit.changes(before, dict(locked.figures.values_list("name", "value")))
    audit.record(by=by, action="Tính lại số liệu báo cáo", obj=locked, before=old, after=new)


def _follow_figures(report: Report) -> None:
    """What nobody has written in yet is drafted anew: a number that became nought is told in words."""
    draft, untouched = draft_of(report, report.figures.all()), list(report.sections.filter(saved_by=None))
    for one in untouched:
        kind = kind_of(one.key)
        text = kind.drafts(draft) if kind else one.text
        if text != one.text:
            one.text, one.revision = text, one.revision + 1
    ReportSection.objects.bulk_update(untouched, ["text", "revision"])


def _store(report: Report, rows: list[ReportFigure]) -> None:
    report.figures.all().delete()
    ReportFigure.objects.bulk_create(rows)
    report.computed_at = timezone.now()
    report.save(update_fields=["computed_at"])


@transaction.atomic
def state_figures(*, by, report: Report, stated: dict) -> None:
    """Ghi số liệu: by key a number or None, and the reason where it differs. Raises ValidationError, PermissionDenied."""
    locked = opened(by, report)
    rows = list(locked.figures.all())
    before = {one.name: one.stated for one in rows}
    for one in rows:
        if one.key in stated and not one.is_worked_out:
            one.stated, one.reason = stated[one.key]
            if not one.differs:
                one.reason = ""
            if one.source == "computed" and one.stated == one.computed:
                one.stated = None
    figures.add_up(rows)
    ReportFigure.objects.bulk_update(rows, ["stated", "reason", "value", "computed", "before", "last_year"])
    _follow_figures(locked)
    old, new = audit.changes(before, {one.name: one.stated for one in rows})
    if new:
        audit.record(by=by, action="Ghi số liệu báo cáo", obj=locked, before=old, after=new)


@transaction.atomic
def save_section(*, by, report: Report, key: str, text: str, revision: int) -> ReportSection:
    """Lưu một mục, if nobody saved it since `revision`. Raises DraftConflict, ValidationError, PermissionDenied."""
    locked = opened(by, report)
    section = locked_rows(locked.sections.all()).get(key=key)
    if section.text == text:
        return section
    if section.revision != revision:
        raise DraftConflict(section)
    section.text, section.revision = text, section.revision + 1
    section.saved_by, section.saved_at = by, timezone.now()
    section.save(update_fields=["text", "revision", "saved_by", "saved_at"])
    return section


@transaction.atomic
def redraft(*, by, report: Report, key: str) -> ReportSection:
    """Soạn lại một mục từ số liệu, over what was written there; the log keeps that.

    Raises ValidationError where nothing is drafted from figures, PermissionDenied.
    """
    locked, kind = opened(by, report), drafted_kind(key)
    if kind is None:
        raise ValidationError("Mục này đơn vị tự viết, không soạn được từ số liệu.")
    section = locked_rows(locked.sections.all()).get(key=key)
    draft = draft_of(locked, locked.figures.all())
    before, section.text = section.text, kind.drafts(draft)
    section.revision += 1
    section.saved_by, section.saved_at = by, timezone.now()
    section.save(update_fields=["text", "revision", "saved_by", "saved_at"])
    audit.record(
        by=by, action="Soạn lại mục báo cáo", obj=locked,
        before={"mục": f"{section.title}: {links.filled(before, draft.figures)}"},
        after={"mục": f"{section.title}: {links.filled(section.text, draft.figures)}"},
    )  # fmt: skip
    return section


@transaction.atomic
def state_nil(*, by, report: Report, statement: str = "") -> None:
    """Báo cáo không phát sinh, with its statement; without one the report is written in full again.

    Raises ValidationError where figures say otherwise, PermissionDenied.
    """
    locked = opened(by, report)
    if statement and (problem := checking.against_nil(locked.figures.all())):
        raise ValidationError(problem)
    locked.is_nil, locked.statement = bool(statement), statement
    locked.save(update_fields=["is_nil", "statement"])
    action = "Báo cáo không phát sinh" if statement else "Bỏ báo cáo không phát sinh"
    audit.record(by=by, action=action, obj=locked, after={"nội dung": statement})


@transaction.atomic
def hand_in(
    *, by, report: Report, section: ReportSection | None, text: str, numbers: dict[str, Decimal], token: UUID
) -> Part:
    """Gửi phần việc cho người tổng hợp: words for a section, numbers of typed indicators by key, or both.

    A repeated token finds the first. Raises ValidationError, PermissionDenied.
    """
    among_others()
    locked = locked_row(Report, report.pk, "obligation")
    if not rights.hands_in(by, locked):
        raise PermissionDenied
    if first := Part.objects.filter(token=token, report=locked).first():
        return first
    if not locked.is_draft:
        raise ValidationError("Báo cáo đã trình, không nhận thêm nội dung.")
    written = {key: str(number) for key, number in numbers.items()}
    part = Part.objects.create(report=locked, section=section, text=text, figures=written, by=by, token=token)
    after = {"mục": section.title if section else "", "số liệu": len(written)}
    audit.record(by=by, action="Gửi phần nội dung báo cáo", obj=locked, after=after)
    return part
