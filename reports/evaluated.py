"""Biểu 03: kết quả đánh giá."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse

from documents.table import GROUP, Cell, Column, Table
from evaluation.council import Result, results_for
from evaluation.models import Criterion, Nomination
from registrations.enums import Kind
from reports import notes
from reports.frames import Frame

POINTS = "Điểm từng tiêu chí"
HUNDREDTH = Decimal("0.01")


def results_in_period(frame: Frame) -> list[Result]:
    """The results of the rounds concluded in the period, for models of the frame's area; best first in each round."""
    concluded = Nomination.objects.visible_to(frame.position).filter(
        round__concluded_at__gte=frame.period.starts_at, round__concluded_at__lt=frame.period.ends_at
    )
    found = concluded.filter(frame.inside("registration__")).select_related("criteria_set", "round__plan")
    return sorted(results_for(found), key=_place)


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
            *[Column(f"c{n}", f"Tiêu chí {n}", numeric=True, width=9, group=POINTS) for n in range(1, most + 1)],
            Column("total", "Tổng điểm", numeric=True, width=10),
            Column("grade", "Xếp loại", width=18),
        ],
        rows=list(_rows(results)),
        notes=notes.under_table(frame, notes.EVALUATED, *_legends(results)),
        empty="Không có đợt đánh giá nào kết luận trong kỳ.",
    )


def scored(result: Result) -> list[Criterion]:
    """The criteria that are scored in points; conditions (gates) are not."""
    return [criterion for criterion in result.criteria if not criterion.is_gate]


def _place(result: Result) -> tuple:
    """Round by round, collective before individual; the order of the council is kept inside."""
    nomination = result.nomination
    return nomination.round.concluded_at, nomination.round_id, nomination.kind


def _rows(results: list[Result]) -> Iterator[dict[str, Any]]:
    number = 0
    for _, group in groupby(results, key=_place):
        members = list(group)
        nomination = members[0].nomination
        yield {GROUP: f"{nomination.round.name} – {Kind(nomination.kind).label}"}
        for result in members:
            number += 1
            yield _row(number, result)


def _row(number: int, result: Result) -> dict[str, Any]:
    nomination = result.nomination
    means = [result.criterion_means.get(criterion.pk) for criterion in scored(result)]
    return {
        "number": number,
        "title": Cell(nomination.title, reverse("evaluation:nomination", args=[nomination.pk])),
        "owner": nomination.owner,
        **{f"c{place}": rounded(mean) for place, mean in enumerate(means, 1)},
        "total": rounded(result.aggregate.mean if result.aggregate else None),
        "grade": result.verdict,
    }


def rounded(points: Decimal | None) -> Decimal | None:
    """To two decimals, half up, for the eye alone."""
    return None if points is None else points.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def _legends(results: list[Result]) -> list[str]:
    """What the numbered criteria of each set are called."""
    sets = {result.nomination.criteria_set: scored(result) for result in results}
    return [
        f"{one}: {'; '.join(f'({place}) {criterion.name}' for place, criterion in enumerate(criteria, 1))}."
        for one, criteria in sets.items()
    ]
