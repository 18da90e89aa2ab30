"""Laws that hold for any sequence of merges, splits, moves, renamings and ends."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import Position
from evaluation.models import Nomination, Round
from registrations.models import Plan, Quota, Registration
from registrations.plans import services as planning
from reorganisation import hanging, services, workflow
from reorganisation.rehearsal import rehearse
from tests import builders
from tests.building.sources import rooms
from tests.evaluation import builders as scoring
from tests.reorganisation import builders as rearranging
from tests.reorganisation.snapshot import everything
from tests.reorganisation.test_merge_and_split import assign_all
from units import memory
from units.enums import Nature
from units.models import Level, Unit, UnitVersion

# Shrinking a failure of this size takes longer than reading it.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
SEEN = {"registrations": Registration, "plans": Plan, "rounds": Round, "nominations": Nomination, "units": Unit}


@pytest.fixture
def world(db):
    """A council with one published round and one being scored, records in several states, quotas, two administrators."""
    c = scoring.council(dossiers=2)
    tree, cast, carry = c.tree, c.cast, {"levels": [c.tree.commune_level]}
    scoring.published(c, c.reviewer)
    c.registrations = [scoring.effective(c, title="Mô hình của đợt sau")]
    c.round = scoring.open_round(c.officer, c.plan, name="Đợt sau")
    scoring.scoring(c, c.other_reviewer)
    plan = builders.plan(tree, cast.commune_officer)
    builders.draft(cast.other_registrant, plan, **carry)
    builders.submitted(cast.women_registrant, plan, **carry)
    builders.confirmed(cast.registrant, plan, cast.commune_officer, **carry)
    builders.received(cast.registrant, c.plan, cast.commune_officer, levels=[tree.district_level])
    asked = [(tree.commune, "collective", 12), (tree.village, "collective", 2)]
    planning.set_quotas(by=cast.district_officer, plan=c.plan, asked=asked)
    c.second = builders.position(Role.ADMIN, tree.province, user=builders.person("Lý Văn Thắng"))
    builders.position(Role.LEADER, tree.province_desk, areas=[tree.commune, tree.far_commune])
    return c


def standing():
    return Unit.objects.filter(valid_to__isnull=True, nature=Nature.AREA)


class Act:
    """One random act, drawn against the tree as it then stands; the acts of an operation touch different units."""

    def __init__(self, data, op, by, number):
        self.data, self.op, self.by, self.number = data, op, by, number
        self.used = set(op.steps.values_list("unit", flat=True)) | set(op.steps.values_list("to_unit", flat=True))

    def some(self, rows, least=1, most=3):
        rows = [row for row in rows if row.pk not in self.used]
        if len(rows) < least:
            return []
        return self.data.draw(
            st.lists(st.sampled_from(rows), min_size=least, max_size=most, unique_by=lambda row: row.pk)
        )

    def communes(self):
        return standing().filter(level__rank=3).order_by("pk")

    def new_commune(self, parent):
        level = Level.objects.get(rank=3)
        name = f"xã Mới {self.number}"
        return services.add_new_unit(by=self.by, operation=self.op, name=name, code="", parent=parent, level=level)

    def merge(self):
        old = self.some(self.communes(), 1, 2)
        if not old:
            return
        self.used |= {one.pk for one in old}
        into = self.some(self.communes(), 1, 1)
        aim = into[0] if into and self.data.draw(st.booleans()) else self.new_commune(old[0].parent)
        rearranging.passing(self.by, self.op, old, aim)

    def split(self):
        old = self.some(self.communes(), 1, 1)
        if not old:
            return
        self.used |= {old[0].pk}
        others = self.some(self.communes(), 1, 1)
        aims = [self.new_commune(old[0].parent), *others]
        for aim in aims:
            rearranging.passing(self.by, self.op, old, aim)
        staying = old[0].children.filter(valid_to__isnull=True)
        for child in [one for one in staying if one.is_area or one.line == "other"]:
            rearranging.moving(self.by, self.op, [child], self.data.draw(st.sampled_from(aims)))

    def end_district(self):
        old = self.some(standing().filter(level__rank=2).order_by("pk"), 1, 1)
        if old:
            rearranging.ending(self.by, self.op, old, standing().get(parent=None))

    def move(self):
        villages = self.some(standing().filter(level=None).order_by("pk"), 1, 2)
        places = self.some(self.communes(), 1, 1)
        if villages and places:
            rearranging.moving(self.by, self.op, villages, places[0])

    def rename(self):
        for unit in self.some(standing().exclude(parent=None).order_by("pk"), 1, 1):
            kind = unit.name.split()[0]
            services.add_renaming(
                by=self.by, operation=self.op, unit=unit, name=f"{kind} Tên Mới {self.number}", code=""
            )


ACTS = ("merge", "split", "end_district", "move", "rename")


def drawn_operation(data, by, number):
    """An operation of one or two acts that the rehearsal finds nothing wrong with; else None."""
    op = rearranging.operation(
        by, title=f"Việc {number}", effective_on=timezone.localdate() - timedelta(days=9 - number)
    )
    for place, name in enumerate(data.draw(st.lists(st.sampled_from(ACTS), min_size=1, max_size=2))):
        getattr(Act(data, op, by, f"{number}{place}"), name)()
    found = rehearse(op)
    if found.problems:
        return None
    if found.unassigned:
        assign_all(op, by, lambda node: data.draw(st.sampled_from(list(node.areas_of_aims))))
    return op


def seen():
    """(model, position) → the keys of what it sees, for every position held today."""
    held = Position.objects.held_on(timezone.localdate()).for_work()
    return {
        (name, position.pk): set(model.objects.visible_to(position).values_list("pk", flat=True))
        for position in held
        for name, model in SEEN.items()
    }


def check_tree():
    for unit in Unit.objects.select_related("parent"):
        open_times = list(unit.versions.filter(valid_to__isnull=True))
        if unit.valid_to:
            assert (open_times, unit.collects) == ([], "")
            continue
        above = unit.parent.path if unit.parent else "/"
        assert (unit.path, unit.scope_path) == (f"{above}{unit.pk}/", f"{above}{unit.pk}/")
        assert unit.parent is None or unit.parent.valid_to is None
        assert [getattr(open_times[0], name) for name in memory.REMEMBERED] == [
            getattr(unit, name) for name in memory.REMEMBERED
        ]


def check_records(registered):
    for row in Registration.objects.select_related("present_unit", "desk"):
        assert (row.present_unit.valid_to, row.scope_path) == (None, row.present_unit.path)
        assert row.unit_id == registered[row.pk]
        assert row.desk is None or row.desk.valid_to is None
    assert {quota.present_unit.valid_to for quota in Quota.objects.select_related("present_unit")} == {None}
    assert {one.present_unit.valid_to for one in Round.objects.select_related("present_unit")} == {None}
    paths = set(Unit.objects.filter(valid_to__isnull=True).values_list("path", flat=True))
    for model in (Plan, Round, Nomination):
        assert set(model.objects.values_list("scope_path", flat=True)) <= paths
    for nomination in Nomination.objects.select_related("registration"):
        assert nomination.scope_path == nomination.registration.scope_path


def predicted_sight(op, before):
    """What the rehearsal says each position will see, of the rows that exist."""
    found = rehearse(op)
    sights, after = found.sights(), dict(before)
    for seat in found.seats.all:
        tables = sights.of(seat).tables
        for name in SEEN:
            sight = tables.get(name)
            if sight:
                key = (name, seat.position.pk)
                assert sight.lost <= before[key]
                after[key] = before[key] - sight.lost | sight.gained
    return after, found


def check_sight(predicted, found, known):
    """Position by position: where a seat went on elsewhere, what its heir sees."""
    now = seen()
    heirs = {one.succeeds_id: one.pk for one in Position.objects.exclude(succeeds=None)}
    for seat in found.seats.all:
        pk = seat.position.pk
        for name in SEEN:
            really = now.get((name, pk), now.get((name, heirs.get(pk)), set())) & known[name]
            assert (name, str(seat.position), really) == (name, str(seat.position), predicted[name, pk])


@settings(max_examples=8, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_sequence_keeps_the_laws_and_the_preview_is_true_and_undo_restores_the_rows(world, data):
    with transaction.atomic():
        registered = dict(Registration.objects.values_list("pk", "unit_id"))
        done = []
        for number in range(data.draw(st.integers(1, 3))):
            op = drawn_operation(data, world.cast.admin, number)
            if op is None:
                continue
            before = everything()
            predicted, found = predicted_sight(op, seen())
            known = {name: set(model.objects.values_list("pk", flat=True)) for name, model in SEEN.items()}
            rearranging.carried_out(op, world.cast.admin, world.second)
            check_tree()
            check_records(registered)
            check_sight(predicted, found, known)
            done.append((op, before))
        for op, before in reversed(done):
            rearranging.step(workflow.UNDO, op, world.cast.admin, note="Thử hoàn tác.")
            assert everything() == before
        transaction.set_rollback(True)


def keys_and_paths():
    """Every key to a unit, every many-to-many with units, and every path of the tree, in all tables of ours."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in rooms() or model._meta.auto_created:
            continue
        for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]:
            is_key = field.is_relation and field.related_model is Unit
            is_path = isinstance(field, models.CharField) and field.name in {"path", "scope_path", "path_then"}
            if is_key or is_path:
                yield f"{model._meta.label}.{field.name}"


def test_every_key_to_a_unit_and_every_path_has_been_thought_of():
    assert sorted(keys_and_paths()) == sorted(hanging.STAYS | hanging.MOVES)


def test_no_path_goes_by_another_name():
    """A column made for paths is called so, or the test above would not find it."""
    longest = Unit._meta.get_field("path").max_length
    named = {"path", "scope_path", "path_then"}
    assert [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in rooms()
        for field in model._meta.concrete_fields
        if getattr(field, "max_length", None) == longest and type(field).__name__ == "BytewiseCharField"
        and field.name not in named
    ] == []  # fmt: skip


def test_the_times_of_a_unit_hold_all_that_is_written_about_it():
    # How a unit works as a desk today is no part of what it was.
    described = {field.attname for field in Unit._meta.concrete_fields} - {
        "id", "nature", "scope_path", "sort_key", "valid_from", "valid_to", "leader_approves", "handling_days",
    }  # fmt: skip
    assert set(memory.REMEMBERED) == described
    assert UnitVersion._meta.get_field("unit").related_model is Unit
