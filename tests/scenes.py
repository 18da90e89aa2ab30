"""The tree, the cast and the plan are built through the real services once, and put back row by row afterwards.

Building them takes some 300 statements; putting the same rows back takes ten. Every test gets copies of its own.
"""

import copy

from accounts.models import Position, User
from evaluation.models import Band, CriteriaSet, CriteriaSetEvent, Criterion, CriterionGroup, Grade
from registrations.models import Movement, Plan, Sector
from units.models import Level, Unit, UnitVersion

# What each scene consists of, in an order in which the rows may be put back.
PLAN = (Movement, Sector, Plan, Plan.sectors.through)
ROWS = {
    "tree": (Level, Unit, UnitVersion),
    "cast": (User, Position, Position.areas.through),
    "plan": PLAN,
    "council": (*PLAN, CriteriaSet, CriteriaSetEvent, CriterionGroup, Criterion, Band, Grade),
}
_remembered = {}


def scene(name, build):
    """The named scene: built the first time in an empty database, put back from memory later."""
    models = ROWS[name]
    if name in _remembered:
        rows, built = _remembered[name]
        for model, kept in zip(models, rows, strict=True):
            model.objects.bulk_create(copy.deepcopy(kept))
        return copy.deepcopy(built)
    is_empty = not any(model.objects.exists() for model in models)
    built = build()
    if is_empty:
        _remembered[name] = [list(model.objects.order_by("pk")) for model in models], copy.deepcopy(built)
    return built
