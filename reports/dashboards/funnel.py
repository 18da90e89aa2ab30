"""Phễu: what has become until now of the models of some years, from what was sent to what was rewarded.

A model belongs to the year of its first confirmation, as in Biểu 02; one that has not been confirmed to the year in
which it was first sent.
"""

from collections import Counter
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count, Exists, OuterRef

from documents import drawings
from documents.table import Cell, Column, Table
from recognition.enums import Act
from recognition.models import Award
from registrations.enums import HELD, Kind, State
from registrations.models import Registration
from reports.by_unit import SHARE_PLACES, percent
from reports.dashboards.asked import Asked
from reports.dashboards.counting import first_confirmed
from reports.dashboards.pictures import Picture, behind, described
from reports.dashboards.remembered import Counted, remembered
from reports.enums import Fact
from reports.frames import Frame

STEPS = (
    ("sent", "Nộp đăng ký"),
    ("confirmed", "Được xác nhận đăng ký"),
    ("effective", "Được xác nhận hiệu quả"),
    ("recognised", "Được công nhận"),
    ("rewarded", "Được khen thưởng"),
)
# Reached without all the steps before: counted beside the funnel, so that nothing is lost from sight.
BESIDE = {"recognised": "recognised_alone", "rewarded": "rewarded_alone"}
MEANING = (
    "Mỗi mô hình thuộc năm được xác nhận lần đầu (như Biểu 02); mô hình chưa hoặc không được xác nhận thuộc năm nộp lần "
    "đầu. Mỗi bậc chỉ tính mô hình đã qua đủ các bậc trên, tính đến lúc tổng hợp; “ngoài phễu” là mô hình có bậc này mà "
    "chưa qua đủ các bậc trên. Công nhận, khen thưởng: có tên trong quyết định đã phát hành, dù về sau thu hồi."
)


def count_steps(frame: Frame, asked: Asked, years: range) -> dict[str, Counter[str]]:
    """By kind: how many models reached each step; two questions."""
    found: dict[str, Counter[str]] = {kind.value: Counter() for kind in Kind}
    for row in _confirmed(frame, asked, years):
        reached = [True, row["state"] == State.EFFECTIVE, row["was_recognised"], row["was_rewarded"]]
        found[row["kind"]].update(dict.fromkeys(_steps_of(reached), row["models"]))
    for row in _unconfirmed(frame, asked):
        found[row["kind"]]["sent"] += row["models"]
    return found


def _steps_of(reached: list[bool]) -> list[str]:
    """The steps of a confirmed model; a step without all those before it under its name beside the funnel."""
    steps = ["sent"]
    for place, (key, _label) in enumerate(STEPS[1:]):
        if reached[place]:
            steps.append(key if all(reached[:place]) else BESIDE[key])
    return steps


def _confirmed(frame: Frame, asked: Asked, years: range):
    given = Award.objects.published().filter(registration=OuterRef("pk"))
    marked = first_confirmed(frame, asked, years).annotate(
        was_recognised=Exists(given.filter(act=Act.RECOGNITION)), was_rewarded=Exists(given.filter(act=Act.REWARD))
    )
    groups = marked.order_by().values("kind", "state", "was_recognised", "was_rewarded")
    return groups.annotate(models=Count("pk"))


def _unconfirmed(frame: Frame, asked: Asked):
    """Sent and not confirmed (yet, or ever): by either tree where it is seen today, for it has no place of then."""
    period = frame.period
    sent = Registration.objects.visible_to(frame.position).filter(
        asked.of_units(), first_sent_at__gte=period.starts_at, first_sent_at__lt=period.ends_at
    )
    open_still = sent.exclude(state__in=HELD).filter(frame.inside_now(), confirmed_on__isnull=True)
    return open_still.order_by().values("kind").annotate(models=Count("pk"))


def count(frame: Frame, asked: Asked, years: range) -> Counted:
    return remembered(frame, asked, "funnel", lambda: count_steps(frame, asked, years))


def pictures(frame: Frame, asked: Asked, years: range, counted: Counted) -> list[Picture]:
    steps = counted.value
    sums = sum(steps.values(), Counter())
    rows, before = [], sums["sent"]
    for key, label in STEPS:
        rows.append(_row(frame, asked, years, key, label, steps, sums, before))
        before = sums[key]
    table = described(
        Table(
            title="Từ đăng ký đến khen thưởng",
            columns=[
                Column("step", "Bậc", width=26),
                Column("models", "Số mô hình", numeric=True, width=9),
                Column("share", "% so với nộp đăng ký", numeric=True, width=9, places=SHARE_PLACES),
                Column("passed", "% so với bậc trên", numeric=True, width=9, places=SHARE_PLACES),
                *[Column(kind.value, kind.label.capitalize(), numeric=True, width=8) for kind in Kind],
                Column("beside", "Ngoài phễu", numeric=True, width=8),
            ],
            rows=rows,
        ),
        frame, asked, counted.at, MEANING,
    )  # fmt: skip
    draw = partial(drawings.funnel, label="step", key="models", share="share")
    return [Picture("pheu", table, draw, is_empty=not sums["sent"], at=counted.at)]


def _row(
    frame: Frame, asked: Asked, years: range, key: str, label: str, steps: dict, sums: Counter, before: int
) -> dict[str, Any]:
    number = sums[key]
    href = behind(frame, asked, Fact.REGISTERED, years=years) if key == "confirmed" else None
    return {
        "step": label,
        "models": Cell(number, href) if href and number else number,
        "share": _part(number, sums["sent"]),
        "passed": None if key == "sent" else _part(number, before),
        **{kind.value: steps[kind.value][key] for kind in Kind},
        "beside": sums[BESIDE[key]] if key in BESIDE else None,
    }


def _part(number: int, whole: int) -> Decimal:
    return percent(number, whole) if whole else Decimal(0)
