"""Hoàn tác: puts every row back, while nothing new hangs on what the operation made."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import Model

from accounts.models import Position
from common import audit, locks
from common.bulk import Insertion, at_full_speed, find_keys_by_index
from common.dates import day
from evaluation.models import Nomination, Round
from registrations.models import Registration
from reorganisation import journal
from reorganisation.carrying.log import log_of
from reorganisation.enums import State
from reorganisation.hanging import BEARINGS
from reorganisation.models import Assignment, NewUnit, Operation, Step, Trace
from units import memory
from units.models import Succession, Unit, UnitVersion

MOST_TOLD = 5
# Accounts of operations; those that are over hold nothing back.
ACCOUNTS = {NewUnit, Step, Assignment}
FEW = 500
OVER = (State.UNDONE, State.DROPPED)


class CannotUndo(Exception):
    """Something new hangs on the result; carries the sentences that say what."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass
class Prepared:
    """The traces of an operation, which nothing changes until it is undone; how its rows are put back; the log."""

    traces: list[Trace]
    restoring: list[Any]
    after: list[dict[int, list]]
    log: Insertion


@at_full_speed()
def prepare(operation: Operation, by) -> Prepared:
    """Make the undoing ready. Nothing is written but that keys are reserved."""
    traces = list(operation.traces.order_by("pk"))
    after = [journal.after_values(trace) for trace in traces]
    return Prepared(traces, journal.restoring(traces), after, _log(operation, by, traces))


def _log(operation: Operation, by, traces: list[Trace]) -> Insertion:
    """One line for every unit that will be as it was, under the name it will have again."""
    names = dict(Unit.objects.values_list("pk", "full_name"))
    called = {pk: names[pk] for pk in sorted(_changed_units(traces)) if pk in names}
    told: dict[int, tuple[dict, dict]] = {pk: ({}, {"việc sắp xếp": str(operation)}) for pk in called}
    for trace in traces:
        for column in {"full_name", "valid_to"} & set(trace.columns) if trace.table == Unit._meta.label else ():
            place = trace.columns.index(column)
            for pk, before, after in trace.rows:
                if pk in told and before[place] != after[place]:
                    told[pk][0][column], told[pk][1][column] = _said(after[place]), _said(before[place])
                    called[pk] = before[place] if column == "full_name" else called[pk]
    units = [Unit.from_db(None, ("id", "full_name"), (pk, name)) for pk, name in called.items()]
    return log_of(audit.lines(by=by, action="Hoàn tác sắp xếp đơn vị", objs=units, told=told))


def _said(value: Any) -> str:
    """A traced value as the log says it; days are kept as text."""
    try:
        return day(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value or "")


def what_hangs(operation: Operation, ready: Prepared | None = None) -> list[str]:
    """Vietnamese sentences on what is new since the operation; empty when it may be undone."""
    traces = ready.traces if ready else list(operation.traces.order_by("pk"))
    after = ready.after if ready else [journal.after_values(trace) for trace in traces]
    found = [
        *_changed_since(traces, after), *_pointing_at(traces), *_laid_since(traces),
        *_acted_on_since(operation, traces), *_given_since(traces),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


@at_full_speed()
def write_ahead(ready: Prepared) -> None:
    """Lines of the log, for which nobody waits, and what rows will hold again; they go again with everything else where it
    is not undone.

    Where no gate is closed later it gains nothing, and SQLite would let go of the pages it keeps in memory twice.
    """
    if locks.has_gate():
        ready.log.write()
        journal.hand_over(ready.restoring)


@at_full_speed()
def undo(operation: Operation, by, ready: Prepared | None = None) -> None:
    """Restore the exact rows. Raises CannotUndo."""
    ready = ready or prepare(operation, by)
    if reasons := what_hangs(operation, ready):
        raise CannotUndo(reasons)
    for act in ready.restoring:
        act.write()
    operation.traces.all().delete()
    # What was put right since about a unit that goes on is not undone: its present time says it as well.
    memory.correct_where_different(_changed_units(ready.traces))
    ready.log.write()
    find_keys_by_index()


def _changed_since(traces: list[Trace], afterwards: list[dict[int, list]]) -> Iterator[str]:
    """Rows that no longer hold what the operation wrote into them; the last writing counts."""
    last: dict[tuple[str, str], dict[int, Any]] = {}
    both = groupby(zip(traces, afterwards, strict=True), lambda one: (one[0].table, one[0].kind, one[0].columns))
    for (_, kind, _), some in both:
        if kind == Trace.Kind.CHANGED:
            parts = list(some)
            trace, now = parts[0][0], journal.present_values([trace for trace, _ in parts])
            for pk, after in (row for _, written in parts for row in written.items()):
                for place, column in enumerate(trace.columns):
                    present = now[pk][place] if pk in now else None
                    last.setdefault((trace.table, column), {})[pk] = (after[place], present)
    for (table, _), rows in last.items():
        changed = [pk for pk, (after, present) in rows.items() if after != present]
        if changed:
            yield _told(apps.get_model(table), changed, "đã thay đổi sau khi sắp xếp")


def _pointing_at(traces: list[Trace]) -> Iterator[str]:
    """Rows that point at a unit or position the operation made, and that it did not write itself."""
    made, written = _made(traces), _written(traces)
    for model, keys in made.items():
        for relation in model._meta.get_fields(include_hidden=True):
            if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
                continue
            source, column = relation.related_model, relation.field.name
            # A key without a constraint is copied by the database from a row that points there itself (sổ đếm).
            if (source is NewUnit and column == "made") or not relation.field.db_constraint:
                continue
            new = [pk for pk in _within(source, column, keys) if pk not in written[source._meta.label]]
            if source in ACCOUNTS:
                new = list(
                    source.objects.filter(pk__in=new).exclude(operation__state__in=OVER).values_list("pk", flat=True)
                )
            if new:
                yield _told(source, new, "được ghi sau khi sắp xếp")


def _laid_since(traces: list[Trace]) -> Iterator[str]:
    """Rows laid since under a path that would change back, and times of the units touched."""
    places = [one for one in traces if one.table == Unit._meta.label and "path" in one.columns]
    index = places[0].columns.index("path") if places else 0
    units = {row[0]: row[2][index] for one in places for row in one.rows if row[1][index] != row[2][index]}
    paths = set(units.values())
    known = _written(traces)
    looked_at = [(one.model, one.path_column) for one in BEARINGS if one.path_column]
    for model, column in looked_at:
        new = [pk for pk in _within(model, column, paths) if pk not in known[model._meta.label]]
        if new:
            yield _told(model, new, "được ghi sau khi sắp xếp")
    below = [pk for pk in _within(Unit, "parent", units) if pk not in known[Unit._meta.label]]
    if below:
        yield _told(Unit, below, "được lập sau khi sắp xếp")
    touched = _changed_units(traces)
    for model, column in ((UnitVersion, "unit"), (Succession, "old")):
        begun = {pk for pk in _within(model, column, touched)} - known[model._meta.label]
        since = _since(model, begun, traces)
        if since:
            yield _told(model, since, "được ghi sau khi sắp xếp")


def _acted_on_since(operation: Operation, traces: list[Trace]) -> Iterator[str]:
    """Records that went along, and were decided on or nominated since, as they are now."""
    for model, name in ((Registration, "registration"), (Round, "round")):
        events = model._meta.get_field("events").related_model._default_manager.filter(at__gt=operation.done_at)
        moved = _keys(one for one in traces if one.table == model._meta.label)
        if acted := sorted(moved.intersection(events.values_list(name, flat=True))):
            yield _told(model, acted, "đã xử lý tiếp sau khi sắp xếp")
    moved = _keys(one for one in traces if one.table == Registration._meta.label)
    known = _written(traces)[Nomination._meta.label]
    if laid := [pk for pk in _within(Nomination, "registration", moved) if pk not in known]:
        yield _told(Nomination, laid, "được ghi sau khi sắp xếp")


def _given_since(traces: list[Trace]) -> Iterator[str]:
    """Positions that ended, were taken back or got other areas since: undoing must not give back what was taken."""
    made, through = _made(traces), Position.areas.through
    ended: dict[int, str | None] = {}
    places: set[int] = set()
    for one in traces:
        if one.table == Position._meta.label and one.columns == ["ends_on"]:
            ended |= {pk: before[0] for pk, before, _ in one.rows}
        elif one.table == through._meta.label and one.kind == Trace.Kind.REMOVED:
            places |= {row[one.columns.index("position_id")] for row in one.rows}
    carried = _in_bulk(Position, made.get(Position, set()))
    closed = [
        pk for pk, one in carried.items() if one.taken_back_at or str(one.ends_on) != str(ended[one.succeeds_id])
    ]  # fmt: skip
    if closed:
        yield _told(Position, closed, "đã kết thúc sau khi sắp xếp")
    if set(_within(through, "position", {*carried, *places})) != made.get(through, set()):
        yield "Địa bàn phụ trách của vị trí công tác đã thay đổi sau khi sắp xếp."


def _in_bulk(model: type[Model], keys: set[int]) -> dict[int, Any]:
    return model._default_manager.in_bulk(sorted(keys)) if len(keys) <= FEW else {
        row.pk: row for row in model._default_manager.filter(pk__gte=min(keys), pk__lte=max(keys)) if row.pk in keys
    }  # fmt: skip


def _since(model: type[Model], keys: set[int], traces: list[Trace]) -> list[int]:
    """Of some rows, those younger than the rows of that table which the operation made."""
    made = [
        pk for one in traces if one.table == model._meta.label and one.kind == Trace.Kind.CREATED for pk in one.rows
    ]
    return sorted(pk for pk in keys if made and pk > max(made))


def _within(model: type[Model], column: str, values) -> Iterator[int]:
    """The rows that hold one of some values. Of many values the range is read: they lie close together."""
    values, found = set(values), model._default_manager.order_by()
    if len(values) <= FEW:
        yield from found.filter(**{f"{column}__in": values}).values_list("pk", flat=True)
        return
    attname = model._meta.get_field(column).attname
    inside = {f"{attname}__gte": min(values), f"{attname}__lte": max(values)}
    yield from (pk for pk, value in found.filter(**inside).values_list("pk", attname) if value in values)


def _made(traces: list[Trace]) -> dict[type[Model], set[int]]:
    made: dict[type[Model], set[int]] = {}
    for trace in traces:
        if trace.kind == Trace.Kind.CREATED:
            made.setdefault(apps.get_model(trace.table), set()).update(trace.rows)
    return made


def _written(traces: list[Trace]) -> dict[str, set[int]]:
    """By table, the rows the operation made, changed or took away."""
    written: dict[str, set[int]] = defaultdict(set)
    for trace in traces:
        written[trace.table].update(trace.rows if trace.kind == Trace.Kind.CREATED else [row[0] for row in trace.rows])
    return written


def _changed_units(traces: list[Trace]) -> set[int]:
    return _keys(one for one in traces if one.table == Unit._meta.label and one.kind == Trace.Kind.CHANGED)


def _keys(traces) -> set[int]:
    return {row[0] for one in traces for row in one.rows}


def _told(model: type[Model], keys: list[int], what: str) -> str:
    named = [str(row) for row in model._default_manager.filter(pk__in=keys[:MOST_TOLD])]
    more = f" và {len(keys) - MOST_TOLD} dòng khác" if len(keys) > MOST_TOLD else ""
    return f"{str(model._meta.verbose_name).capitalize()} {what}: {'; '.join(named)}{more}."
