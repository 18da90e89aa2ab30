"""Biểu 03: kết quả đánh giá."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from common import dates, numbers
from documents.table import GROUP, Cell, Column, Table
from evaluation import telling
from evaluation.council import Result, criterion_means, results_for
from evaluation.models import Criterion, Nomination
from recognition.models import Award
from registrations.enums import Kind
from reports import notes
from reports.frames import Frame

POINTS = "Điểm từng tiêu chí"


def results_in_period(frame: Frame) -> list[Result]:
    """The results of the rounds concluded in the period, for models of the frame's area; best first in each round."""
    concluded = Nomination.objects.visible_to(frame.position).filter(
        round__concluded_at__gte=frame.period.starts_at, round__concluded_at__lt=frame.period.ends_at
    )
    found = concluded.filter(frame.inside("registration__")).for_results()
    return sorted(results_for(found, named=False), key=_place)


def evaluation_results(frame: Frame, results: list[Result] | None = None) -> Table:
    """Biểu 03 – Kết quả đánh giá: points (điểm) are the means of the sheets sent, to two decimals."""
    results = results_in_period(frame) if results is None else results
    most = max((len(scored(result)) for result in results), default=1)
    return Table(
        title="Biểu 03 – Kết quả đánh giá mô hình “Dân vận khéo”",
        subtitle=f"{frame.period} – {frame.area_name}",
        columns=[
            Column("number", "STT", width=6, align="center"),
            Column("title", "Tên mô hình, điển hình", width=40),
            Column("owner", "Đơn vị/cá nhân", width=30),
            *[
                Column(f"c{n}", f"Tiêu chí {n}", numeric=True, width=9, group=POINTS, places=2)
                for n in range(1, most + 1)
            ],
            Column("total", "Tổng điểm", numeric=True, width=10, places=2),
            Column("grade", "Xếp loại", width=14),
            Column("decided", "Số, ngày quyết định", width=18),
            Column("given", "Hình thức công nhận, khen thưởng", width=22),
        ],
        rows=list(_rows(results, _given(frame, results), frame.period.end)),
        notes=notes.under_table(frame, notes.EVALUATED, notes.DECIDED, *_legends(results), *telling.notes(results)),
        empty="Không có đợt đánh giá nào kết luận trong kỳ.",
    )


def scored(result: Result) -> list[Criterion]:
    """The criteria that are scored in points; conditions (gates) are not."""
    return [criterion for criterion in result.criteria if not criterion.is_gate]


def _place(result: Result) -> tuple:
    """Round by round, collective before individual; the order of the council is kept inside."""
    nomination = result.nomination
    return nomination.round.concluded_at, nomination.round_id, nomination.kind


def _given(frame: Frame, results: list[Result]) -> dict[int, list[Award]]:
    """What the models were given under decisions dated before the period's end, by registration; one question."""
    keys = {result.nomination.registration_id for result in results}
    if not keys:
        return {}
    given = Award.objects.visible_to(frame.position).filter(registration__in=keys, issued_on__lt=frame.period.end)
    found: dict[int, list[Award]] = defaultdict(list)
    for award in given.select_related("decision").order_by("issued_on", "pk"):
        found[award.registration_id].append(award)
    return found


def _told(award: Award, end: date) -> str:
    """“Giấy khen”, “Mô hình “Dân vận khéo” cấp xã năm 2026 (đã thu hồi)”."""
    gone = " (đã thu hồi)" if award.revoked_on and award.revoked_on < end else ""
    return f"{award.form or award.name}{gone}"


def _rows(results: list[Result], given: dict[int, list[Award]], end: date) -> Iterator[dict[str, Any]]:
    number, means = 0, criterion_means(results)
    for _, group in groupby(results, key=_place):
        members = list(group)
        nomination = members[0].nomination
        yield {GROUP: f"{nomination.round.name} – {Kind(nomination.kind).label}"}
        for result in members:
            number += 1
            own = means[result.nomination.pk]
            yield _row(number, result, own, given.get(result.nomination.registration_id, []), end)


def _row(
    number: int, result: Result, own: dict[int, Decimal], given: list[Award], end: date
) -> dict[str, Any]:  # fmt: skip
    nomination = result.nomination
    means = [own.get(criterion.pk) for criterion in scored(result)]
    return {
        "number": number,
        "title": Cell(nomination.title, reverse("evaluation:nomination", args=[nomination.pk])),
        "owner": nomination.owner,
        **{f"c{place}": numbers.hundredths(mean) for place, mean in enumerate(means, 1)},
        "total": telling.cell(result.shown_final),
        "grade": result.verdict,
        "decided": "; ".join(f"{one.decision.number}, {dates.day(one.issued_on)}" for one in given),
        "given": "; ".join(_told(one, end) for one in given),
    }


def _legends(results: list[Result]) -> list[str]:
    """What the numbered criteria of each set are called."""
    sets = {result.nomination.criteria_set: scored(result) for result in results}
    return [
        f"{one}: {'; '.join(f'({place}) {criterion.name}' for place, criterion in enumerate(criteria, 1))}."
        for one, criteria in sets.items()
    ]
