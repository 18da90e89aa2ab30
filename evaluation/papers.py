"""Phiếu chấm điểm as plain data for print."""

from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from common import dates, numbers
from evaluation import scoring
from evaluation.enums import SheetState
from evaluation.marks import mark, maximum
from evaluation.models import Criterion, Score, Sheet
from units.letterheads import letterhead_of


def score_sheet_paper(sheet: Sheet, criteria: list[Criterion], scores: dict[int, Score]) -> dict[str, Any]:
    """The sheet as it prints: a sent one with its points, any other as a form to fill in by hand."""
    nomination, round = sheet.nomination, sheet.nomination.round
    sent = sheet.state == SheetState.LOCKED
    shown = scores if sent else {}
    marks = [mark(criterion, shown.get(criterion.pk)) for criterion in criteria]
    # What was sent prints under the head of its day; a form still to be filled in under that of who runs the round now.
    day = timezone.localdate(sheet.locked_at) if sheet.locked_at else None
    letterhead = letterhead_of(round.unit, on=day) if day else letterhead_of(round.present_unit)
    return {
        "letterhead": letterhead,
        "place": letterhead.place,
        "signed_on": None,
        "year": round.plan.year,
        "subject": capfirst(f"{round.plan.movement.model_phrase} năm {round.plan.year}"),
        "round_name": round.name,
        "title": nomination.title,
        "person_name": nomination.person_name,
        "unit_name": nomination.unit_name,
        "reviewer_name": sheet.reviewer.user.full_name,
        "reviewer_duty": sheet.reviewer.title,
        "cleared": _cleared(sheet),
        "criteria": [
            _row(criterion, line, shown.get(criterion.pk)) for criterion, line in zip(criteria, marks, strict=True)
        ],
        "maximum": numbers.score(maximum(nomination.criteria_set, criteria)),
        "total": numbers.score(scoring.total(marks, bonus_cap=nomination.criteria_set.bonus_cap)) if sent else "",
        "scale_note": capfirst(nomination.criteria_set.note),
        "comment": sheet.comment if sent else "",
        "is_draft": False,
    }


def _cleared(sheet: Sheet) -> str:
    """What the reviewer said of conflicts; a blank form is signed with it, a sheet sent before it was asked has none."""
    day = timezone.localdate(sheet.cleared_at) if sheet.cleared_at else None
    if day is None and sheet.state != SheetState.ASSIGNED:
        return ""
    return f"Thành viên chấm điểm khẳng định không liên quan đến hồ sơ này, ngày {dates.day(day) if day else '…/…/……'}."


def _row(criterion: Criterion, line: scoring.Mark, score: Score | None) -> dict[str, str]:
    note = score.note if score else ""
    if criterion.is_gate:
        points = "" if line.passed is None else "Đạt" if line.passed else "Không đạt"
        return {"label": criterion.name, "maximum": "đạt", "points": points, "comment": note}
    points = "" if line.points is None else numbers.score(line.points)
    label = f"{criterion.name} (điểm thưởng)" if criterion.is_bonus else criterion.name
    return {"label": label, "maximum": numbers.score(criterion.max_points), "points": points, "comment": note}
