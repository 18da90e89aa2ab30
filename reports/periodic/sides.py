"""Hồ sơ, dòng sổ đứng sau một số của tổng hợp cấp dưới: which the portal counts now, what they come to, and their list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice

from common.vietnamese import lower_first
from documents.table import GROUP, Row, Table
from registrations.models import Registration
from reports import facts, notes
from reports.frames import Frame, RowUnit
from reports.models import Report
from reports.periodic import fronted, papers
from reports.periodic.indicators import question_of
from reports.reading import Listed
from reports.registered import Rows

Parted = Mapping[str, Sequence]


@dataclass(frozen=True)
class Side:
    """Where the rows behind a number are found."""

    rows_now: Callable[[Frame, RowUnit, str], list]
    worth: Callable[[Frame, str, Sequence], Decimal]
    listed: Callable[[Report, Frame, str, str, Parted], Table]


def side_of(report: Report) -> Side:
    return FRONT if report.is_of_front else MODELS


def _models_now(frame: Frame, row: RowUnit, key: str) -> list[int]:
    found = facts.in_row(facts.models_behind(frame, question_of(key)), frame, row)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _models_listed(report: Report, frame: Frame, key: str, called: str, parted: Parted) -> Table:
    """One list, whatever the number of its parts: read once, each part under its head."""
    keys = list(chain(*parted.values()))
    models = Registration.objects.visible_to(frame.position).filter(pk__in=keys)
    seen = {row.pk: row for row in map(Listed._make, papers.listed_in_order(models, frame))}
    sets = {head: set(ids) for head, ids in parted.items()}
    own = {head: [row for pk, row in seen.items() if pk in ids] for head, ids in sets.items()}
    lines = iter(Rows(frame, chain(*own.values()), linked=True))
    rows = _under_heads({head: list(islice(lines, len(part))) for head, part in own.items()})
    told = [*notes.under_table(frame, notes.RESULTS), *papers.told_outside(len(keys) - len(seen))]
    return papers.list_of_models(report, frame, rows, told, title=f"– {lower_first(called)}")


def _front_listed(report: Report, frame: Frame, key: str, called: str, parted: Parted) -> Table:
    """Numbered on over the parts; what only one side has and what only the other has are not added together."""
    own = {head: fronted.lines_now(frame, key, ids) for head, ids in parted.items()}
    lines = list(chain(*own.values()))
    for number, line in enumerate(lines, 1):
        line["number"] = number
    is_one = sum(map(bool, own.values())) <= 1
    columns = [replace(column, total=column.total and is_one) for column in fronted.ROW_COLUMNS]
    outside = sum(map(len, parted.values())) - len(lines)
    return Table(
        title=called, subtitle=f"{frame.period.label} – {report.obligation.unit_name}", columns=columns, rows=_under_heads(own),
        notes=[notes.cut_off(frame.tree, frame.period.days), *fronted.told_outside(outside)], empty="Không có dòng nào.",
    )  # fmt: skip


def _under_heads(own: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Every part after its head; the only one of a whole list has none."""
    return [row for head, part in own.items() if part for row in [*([{GROUP: head}] if head else []), *part]]


MODELS = Side(_models_now, lambda _frame, _key, ids: Decimal(len(ids)), _models_listed)
FRONT = Side(
    fronted.rows_now,
    lambda frame, key, ids: Decimal(sum(row["value"] for row in fronted.lines_now(frame, key, ids))),
    _front_listed,
)
