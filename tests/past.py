"""A past made by hand: units moved, renamed, merged, split and closed, with the rows a reorganisation leaves behind."""

from datetime import date

from registrations.models import Quota, Registration
from tests import builders
from units import memory
from units.enums import COLLECTS_ALL, Change, Passing
from units.models import Succession, Unit
from units.naming import derive

REFORM = date(2024, 7, 1)
DECISION = {"decision_number": "35/NQ-HĐND", "decided_on": date(2024, 6, 15)}


def fresh(unit) -> Unit:
    return Unit.objects.select_related("parent", "level").get(pk=unit.pk)


def begin_time(unit, change, on) -> None:
    """The unit as it stands begins on a day."""
    present = memory.present_time(unit)
    if present.valid_from == on:
        memory.correct(unit)
        return
    unit.versions.filter(pk=present.pk).update(valid_to=on)
    memory.time_of(unit, change=change, since=on, **DECISION).save()


def rename(unit, name, on=REFORM) -> Unit:
    unit = fresh(unit)
    unit.name = name
    derive(unit)
    unit.save()
    begin_time(unit, Change.RENAMED, on)
    for child in Unit.objects.filter(parent=unit, level=None, valid_to=None).select_related("parent"):
        derive(child)
        child.save()
        begin_time(child, Change.CARRIED, on)
    return unit


def move(unit, parent, on=REFORM) -> Unit:
    """To another parent, with all that stands below it."""
    unit = fresh(unit)
    before, after = unit.path, f"{parent.path}{unit.pk}/"
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    for one in Unit.objects.within_path(before).filter(valid_to=None).order_by("path"):
        one = fresh(one)
        one.path = one.scope_path = after + one.path[len(before) :]
        derive(one)
        one.save()
        begin_time(one, Change.MOVED if one.pk == unit.pk else Change.CARRIED, on)
    for model in (Unit, Registration):
        for row in model.objects.filter(scope_path__startswith=before):
            model.objects.filter(pk=row.pk).update(scope_path=after + row.scope_path[len(before) :])
    return fresh(unit)


def end(unit, into, kind=Passing.MERGED, on=REFORM) -> Unit:
    """Closed; its records and its quotas go to `into`. What changed on the very day it ended never was."""
    unit = fresh(unit)
    unit.versions.filter(valid_from=on).delete()
    last = unit.versions.order_by("pk").last()
    unit.versions.filter(pk=last.pk).update(valid_to=on)
    Unit.objects.filter(pk=unit.pk).update(
        valid_to=on, collects="", scope_path=into.path, path=last.path, parent=last.parent
    )
    Succession.objects.create(old=unit, new=into, kind=kind, effective_on=on, **DECISION)
    Registration.objects.filter(present_unit=unit).update(present_unit=into, scope_path=into.path)
    Quota.objects.filter(present_unit=unit).update(present_unit=into)
    return fresh(unit)


def close_district(tree, on=REFORM) -> None:
    """huyện Lam Khê is no more: its communes stand directly under the province."""
    for commune in (tree.commune, tree.other_commune):
        move(commune, tree.province, on)
    for body in (tree.district_desk, tree.district_union):
        end(body, tree.province_desk, Passing.DISSOLVED, on)
    end(tree.district, tree.province, Passing.DISSOLVED, on)


def merge_communes(tree, on=REFORM) -> Unit:
    """xã Minh Lạc and xã Phúc Khê become xã Minh Khê, under what they stand under now; villages and schools go on in it."""
    parent = fresh(tree.commune).parent
    new = builders.area("xã Minh Khê", parent, tree.commune_level, valid_from=on, place_name="Minh Khê")
    desk = builders.body("UBND xã Minh Khê", new, valid_from=on, collects=COLLECTS_ALL)
    ended = (tree.commune_desk, tree.commune_front, tree.women, tree.other_commune_desk)
    below = Unit.objects.filter(parent__in=[tree.commune, tree.other_commune], valid_to=None)
    for kept in below.exclude(pk__in=[body.pk for body in ended]):
        move(kept, new, on)
    for body in ended:
        end(body, desk, on=on)
    for commune in (tree.commune, tree.other_commune):
        end(commune, new, on=on)
    return new
