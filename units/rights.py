"""Ai được sửa cây đơn vị: the predicates of this room. Each reads after “if”."""

from django.utils import timezone

from units import scope

# The list of roles lives in the room above; here two of them are known by the value stored with a position.
_ADMIN, _OFFICER = "admin", "officer"


def keeps_units(position) -> bool:
    """An administrator keeps the units of the own areas."""
    return position is not None and position.has_role(_ADMIN)


def may_keep_levels(position) -> bool:
    """Levels come and go by law and hold for the whole tree: only the administrator of all of it keeps them."""
    return keeps_units(position) and scope.is_everything(position)


def may_add_below(position, unit) -> bool:
    """Areas and bodies hang under an area; administrators and officers add them inside their own areas."""
    if position is None or not unit.is_area or not position.has_role(_ADMIN, _OFFICER):
        return False
    return is_in_force(unit) and scope.covers(position, unit.path)


def may_correct(position, unit) -> bool:
    """An administrator corrects every unit inside the areas; an officer those below the own areas."""
    if position is None or not position.has_role(_ADMIN, _OFFICER) or not scope.covers(position, unit.path):
        return False
    if not is_in_force(unit):
        return False
    return position.has_role(_ADMIN) or all(area.pk != unit.pk for area in position.all_areas())


def is_in_force(unit) -> bool:
    """What has ended is only read."""
    return unit.exists_on(timezone.localdate())
