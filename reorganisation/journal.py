"""Sổ vết: writes rows in bulk and keeps what they were, so that an operation can be undone to the letter."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models

from reorganisation.models import Operation, Trace

CHUNK = 1000
BATCH = 400


class Journal:
    """What one carrying out writes, table by table."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.traces: list[Trace] = []

    def create(self, model: type[models.Model], rows: Iterable[models.Model]) -> list:
        made = model._default_manager.bulk_create(list(rows), batch_size=BATCH)
        self._keep(model, Trace.Kind.CREATED, [], [row.pk for row in made])
        return made

    def change(self, model: type[models.Model], columns: Sequence[str], after: dict[int, Sequence[Any]]) -> None:
        """Write `after` (key → values of `columns`, by attname); rows that have these values already are left alone."""
        before = dict(_values(model, columns, after))
        changed = {pk: list(values) for pk, values in after.items() if before[pk] != list(values)}
        _write(model, columns, changed)
        rows = [[pk, before[pk], values] for pk, values in changed.items()]
        self._keep(model, Trace.Kind.CHANGED, columns, rows)

    def remove(self, model: type[models.Model], keys: Iterable[int]) -> None:
        columns = [field.attname for field in model._meta.concrete_fields]
        rows = [list(row) for row in _rows(model, columns, keys)]
        for part in _parts([row[0] for row in rows]):
            model._default_manager.filter(pk__in=part).delete()
        self._keep(model, Trace.Kind.REMOVED, columns, rows)

    def close(self) -> None:
        """Keep the traces with the operation."""
        Trace.objects.bulk_create(self.traces, batch_size=50)

    def _keep(self, model: type[models.Model], kind: str, columns: Sequence[str], rows: list) -> None:
        for part in _parts(rows):
            self.traces.append(
                Trace(
                    operation=self.operation,
                    table=model._meta.label,
                    kind=kind,
                    columns=list(columns),
                    rows=part,
                    number=len(part),
                )
            )


def restore(operation: Operation) -> None:
    """Put every row back as it was before the operation, last written first."""
    for trace in operation.traces.order_by("-pk"):
        model = apps.get_model(trace.table)
        if trace.kind == Trace.Kind.CREATED:
            model._default_manager.filter(pk__in=trace.rows).delete()
        elif trace.kind == Trace.Kind.CHANGED:
            fields = [_field(model, column) for column in trace.columns]
            before = {
                pk: [field.to_python(value) for field, value in zip(fields, old, strict=True)]
                for pk, old, _ in trace.rows
            }
            _write(model, trace.columns, before)
        else:
            model._default_manager.bulk_create(
                model(**dict(zip(trace.columns, row, strict=True))) for row in trace.rows
            )


def after_values(trace: Trace) -> dict[int, list]:
    """What carrying out wrote into the rows of a trace."""
    fields = [_field(apps.get_model(trace.table), column) for column in trace.columns]
    return {pk: [field.to_python(value) for field, value in zip(fields, new, strict=True)] for pk, _, new in trace.rows}


def present_values(trace: Trace) -> dict[int, list]:
    """What stands in these rows now; a row that is gone is missing."""
    return dict(_values(apps.get_model(trace.table), trace.columns, [row[0] for row in trace.rows]))


def _field(model: type[models.Model], column: str) -> models.Field:
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    return field.target_field if field.is_relation else field


def _values(model: type[models.Model], columns: Sequence[str], keys: Iterable[int]):
    for pk, *values in _rows(model, ["pk", *columns], keys):
        yield pk, values


def _rows(model: type[models.Model], columns: Sequence[str], keys: Iterable[int]):
    for part in _parts(list(keys)):
        yield from model._default_manager.filter(pk__in=part).order_by("pk").values_list(*columns)


def _write(model: type[models.Model], columns: Sequence[str], after: dict[int, Sequence[Any]]) -> None:
    """Rows that get the same values are written together; the others by the hundred."""
    alike: dict[tuple, list[int]] = {}
    for pk, values in after.items():
        alike.setdefault(tuple(values), []).append(pk)
    if len(alike) * 3 > len(after):
        return _write_each(model, columns, after)
    for values, keys in alike.items():
        for part in _parts(keys):
            model._default_manager.filter(pk__in=part).update(**dict(zip(columns, values, strict=True)))
    return None


def _write_each(model: type[models.Model], columns: Sequence[str], after: dict[int, Sequence[Any]]) -> None:
    rows = []
    for pk, values in after.items():
        row = model(pk=pk)
        for column, value in zip(columns, values, strict=True):
            setattr(row, column, value)
        rows.append(row)
    names = [next(field.name for field in model._meta.concrete_fields if field.attname == column) for column in columns]
    model._default_manager.bulk_update(rows, names, batch_size=BATCH)


def _parts(rows: list) -> Iterable[list]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]
