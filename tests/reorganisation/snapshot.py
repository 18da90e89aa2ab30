"""Every row of every table of ours, to compare before and after."""

from django.apps import apps

from tests.building.sources import rooms
from tests.registrations import tallied

# What an operation leaves behind on purpose.
LEFT = {"common.auditrecord", "reorganisation.operation", "reorganisation.operationevent", "reorganisation.trace",
        "reorganisation.step", "reorganisation.newunit", "reorganisation.assignment", "reorganisation.operation_writers"}  # fmt: skip
# Of what the database counts the sums are compared, not the lines they are made of.
COUNTED = {"registrations.senttally", "registrations.waitingtally", "registrations.confirmedtally"}


def everything():
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in rooms()]
    return {"counted": tallied.kept()} | {
        model._meta.label: {row["id"]: row for row in model._default_manager.order_by("pk").values()}
        for model in models
        if model._meta.label_lower not in LEFT | COUNTED
    }
