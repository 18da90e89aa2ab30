"""Phạm vi của một việc sắp xếp: how far up the tree an operation reaches, and so who may prepare and approve it."""

from posixpath import commonpath

from django.core.exceptions import ValidationError

from reorganisation.enums import StepKind
from reorganisation.models import Operation
from units import scope
from units.models import Unit


def path_above(unit: Unit) -> str:
    """What is rearranged is the area above the unit; of the root, the root itself."""
    return unit.path.removesuffix(f"{unit.pk}/") if unit.parent_id else unit.path


def widen(by, operation: Operation) -> None:
    """The scope of an operation is the lowest area that holds everything it touches; part of the service that calls it.

    Two areas of one officer meet in an area above, which is not the officer's to rearrange: ValidationError.
    """
    touched = [path_above(unit) for unit in Unit.objects.filter(rearranging_steps__operation=operation).distinct()]
    for kinds, path_of in (((StepKind.PASS,), path_above), ((StepKind.END, StepKind.MOVE), lambda unit: unit.path)):
        aims = operation.steps.filter(kind__in=kinds, to_unit__isnull=False).values("to_unit")
        touched += [path_of(unit) for unit in Unit.objects.filter(pk__in=aims)]
    touched += Unit.objects.filter(planned_below__operation=operation).values_list("path", flat=True)
    if touched:
        operation.scope_path = f"{commonpath(touched)}/"
        operation.save(update_fields=["scope_path"])
    if not scope.covers(by, operation.scope_path):
        raise ValidationError("Các đơn vị nằm ở những địa bàn khác nhau. Việc này do cấp trên của các địa bàn đó lập.")
