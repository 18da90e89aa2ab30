"""Sổ vết: writes rows in bulk and keeps what they were, so that an operation can be undone to the letter."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

from common.bulk import Change, Insertion, delete_rows, reserve
from reorganisation.models import Operation, Trace

CHUNK = 1000
# So many rows of a range may be read for one that is wanted.
CLOSE = 3


class Journal:
    """What one carrying out writes, table by table: noted first, with the rows made ready; then written in one go."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.acts: list[Any] = []
        self.traces: list[Trace] = []

    def create(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        """Rows that have their keys already."""
        self.acts.append(Insertion(model, rows))
        self._keep(model, Trace.Kind.CREATED, [], [row.pk for row in rows])

    def change(
        self, model: type[models.Model], columns: Sequence[str], rows: Mapping[int, tuple[Sequence[Any], Sequence[Any]]]
    ) -> None:
        """`rows`: key → what `columns` (attnames) hold and what they will; where that is the same nothing is written."""
        changed = [(pk, list(before), list(after)) for pk, (before, after) in rows.items() if [*before] != [*after]]
        self.acts.append(Change(model, columns, {pk: after for pk, _, after in changed}))
        self._keep(model, Trace.Kind.CHANGED, columns, [list(row) for row in changed])

    def remove(self, model: type[models.Model], keys: Iterable[int]) -> None:
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = [list(row) for row in _rows(model, columns, keys)]
        self.acts.append(Removal(model, columns, rows))
        self._keep(model, Trace.Kind.REMOVED, columns, rows)

    def seal(self) -> None:
        """Nothing more is noted: the traces are made ready as well."""
        for trace, key in zip(self.traces, reserve(Trace, len(self.traces)), strict=True):
            trace.pk = key
        self.acts.append(Insertion(Trace, self.traces))

    def still_holds(self) -> bool:
        """Whether the rows that will be taken away are still as they were read."""
        return all(act.still_holds() for act in self.acts if isinstance(act, Removal))

    def write_ahead(self, *models: type[models.Model]) -> None:
        """New rows of these tables, and the traces: they hang on nothing that is written later but by their keys."""
        ahead = [act for act in self.acts if isinstance(act, Insertion) and act.model in {*models, Trace}]
        for act in ahead:
            act.write()
        self.acts = [act for act in self.acts if act not in ahead]

    def hand_over(self) -> None:
        hand_over(self.acts)

    def write(self) -> None:
        for act in self.acts:
            act.write()

    def _keep(self, model: type[models.Model], kind: str, columns: Sequence[str], rows: list) -> None:
        self.traces += [
            Trace(operation=self.operation, table=model._meta.label, kind=kind, columns=list(columns), rows=part,
                  number=len(part))
            for part in _parts(rows)
        ]  # fmt: skip


def hand_over(acts: Iterable[Any]) -> None:
    """What rows that change will hold, given to the database ahead."""
    for act in acts:
        if isinstance(act, Change):
            act.hand_over()


class Removal:
    """Rows to be taken away; the first column is the key."""

    def __init__(self, model: type[models.Model], columns: Sequence[str], rows: list[list]) -> None:
        self.model, self.columns, self.rows = model, columns, rows

    @property
    def keys(self) -> list[int]:
        return [row[0] for row in self.rows]

    def still_holds(self) -> bool:
        return [list(row) for row in _rows(self.model, self.columns, self.keys)] == self.rows

    def write(self) -> None:
        delete_rows(self.model, self.keys)


def restoring(traces: Sequence[Trace]) -> list[Any]:
    """What puts every row back as it was before the operation, last written first; made ready, to be written."""
    acts: list[Any] = []
    for (table, kind, columns), some in groupby(reversed(traces), lambda one: (one.table, one.kind, one.columns)):
        model, rows = apps.get_model(table), [row for trace in some for row in trace.rows]
        if kind == Trace.Kind.CREATED:
            acts.append(Removal(model, ["pk"], [[pk] for pk in rows]))
        elif kind == Trace.Kind.CHANGED:
            read = [_field(model, column).to_python for column in columns]
            before = {pk: [to(value) for to, value in zip(read, old, strict=True)] for pk, old, _ in rows}
            acts.append(Change(model, columns, before))
        else:
            acts.append(Insertion(model, [_row(model, columns, row) for row in rows]))
    return acts


def _row(model: type[models.Model], columns: Sequence[str], values: list) -> models.Model:
    read = [_field(model, column).to_python for column in columns]
    return model(**{name: to(value) for name, to, value in zip(columns, read, values, strict=True)})


def after_values(trace: Trace) -> dict[int, list]:
    """What carrying out wrote into the rows of a trace."""
    read = [_field(apps.get_model(trace.table), column).to_python for column in trace.columns]
    if trace.kind != Trace.Kind.CHANGED:
        return {}
    return {pk: [to(value) for to, value in zip(read, new, strict=True)] for pk, _, new in trace.rows}


def present_values(traces: Sequence[Trace]) -> dict[int, list]:
    """What stands now in the rows of traces of one table and the same columns; a row that is gone is missing.

    Of many that lie close together the range is read: one question is weighed sooner than fifty long ones.
    """
    model, columns = apps.get_model(traces[0].table), ["pk", *traces[0].columns]
    keys = {row[0] for trace in traces for row in trace.rows}
    if len(keys) > CHUNK and max(keys) - min(keys) < CLOSE * len(keys):
        around = model._default_manager.filter(pk__gte=min(keys), pk__lte=max(keys)).order_by()
        return {pk: values for pk, *values in around.values_list(*columns).iterator() if pk in keys}
    return {pk: values for pk, *values in _rows(model, columns, keys)}


def _field(model: type[models.Model], column: str) -> models.Field:
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.target_field if field.is_relation else field


def _rows(model: type[models.Model], columns: Sequence[str], keys: Iterable[int]):
    for part in _parts(list(keys)):
        yield from model._default_manager.filter(pk__in=part).order_by("pk").values_list(*columns)


def _parts(rows: list) -> Iterable[list]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
