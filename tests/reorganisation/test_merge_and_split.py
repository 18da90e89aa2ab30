"""What a merge, a split, a move, a renaming and an end do to units, records and positions, and that undo restores all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from registrations.models import Registration
from reorganisation import carrying, services, workflow
from reorganisation.enums import Content, State
from reorganisation.rehearsal import rehearse
from tests import builders
from tests.reorganisation import builders as rearranging
from tests.reorganisation.snapshot import everything
from units.models import Succession, Unit


@pytest.fixture
def villages_record(tree, cast, plan):
    return builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])


@pytest.fixture
def womens_record(tree, cast, plan):
    return builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level])


@pytest.fixture
def merged(tree, cast, second, villages_record, womens_record):
    """xã Minh Lạc and xã Phúc Khê become the new xã Lam Khê."""
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Lam Khê", code="09905", parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune, tree.other_commune], new)
    return op


def unit(name):
    return Unit.objects.get(full_name=name, valid_to=None)


def test_a_merge_opens_the_new_commune_with_its_bodies(merged, cast, second, tree):
    rearranging.carried_out(merged, cast.admin, second)

    new = unit("xã Lam Khê")
    bodies = sorted(new.children.filter(nature="body").values_list("name", "collects"))
    assert bodies == [
        ("Hội Liên hiệp Phụ nữ xã Lam Khê", ""), ("UBND xã Lam Khê", "all"), ("Ủy ban MTTQ Việt Nam xã Lam Khê", ""),
    ]  # fmt: skip
    assert (new.parent, new.level, new.place_name, new.code) == (tree.district, tree.commune_level, "Lam Khê", "09905")


def test_villages_go_along_and_are_named_after_the_new_commune(merged, cast, second, tree):
    rearranging.carried_out(merged, cast.admin, second)

    tree.village.refresh_from_db()
    new = unit("xã Lam Khê")
    assert (tree.village.parent, tree.village.path, tree.village.full_name) == (
        new, f"{new.path}{tree.village.pk}/", "thôn Đông, xã Lam Khê",
    )  # fmt: skip


def test_the_old_communes_end_and_are_remembered(merged, cast, second, tree):
    path = tree.commune.path
    rearranging.carried_out(merged, cast.admin, second)

    tree.commune.refresh_from_db()
    new = unit("xã Lam Khê")
    assert (tree.commune.valid_to, tree.commune.path, tree.commune.scope_path) == (merged.effective_on, path, new.path)
    assert list(Succession.objects.filter(old=tree.commune).values_list("new", "kind", "decision_number")) == [
        (new.pk, "merged", "15/NQ-HĐND")
    ]
    assert list(tree.village.versions.order_by("pk").values_list("parent", "change", "valid_to")) == [
        (tree.commune.pk, "opened", merged.effective_on), (new.pk, "moved", None),
    ]  # fmt: skip


def test_a_record_keeps_its_unit_and_belongs_to_the_present_one(merged, cast, second, tree, womens_record):
    rearranging.carried_out(merged, cast.admin, second)

    womens_record.refresh_from_db()
    women = unit("Hội Liên hiệp Phụ nữ xã Lam Khê")
    assert (womens_record.unit, womens_record.present_unit, womens_record.scope_path, womens_record.desk) == (
        tree.women, women, women.path, unit("UBND xã Lam Khê"),
    )  # fmt: skip


def test_what_was_confirmed_keeps_path_and_names_of_that_day(merged, cast, second, tree, villages_record):
    path = villages_record.path_then
    rearranging.carried_out(merged, cast.admin, second)

    villages_record.refresh_from_db()
    tree.village.refresh_from_db()
    assert (villages_record.path_then, villages_record.unit_name_then) == (path, "thôn Đông, xã Minh Lạc")
    assert villages_record.scope_path == tree.village.path


def test_positions_go_along_and_the_old_ones_end(merged, cast, second, tree):
    rearranging.carried_out(merged, cast.admin, second)

    cast.commune_officer.refresh_from_db()
    after = Position.objects.get(succeeds=cast.commune_officer)
    assert cast.commune_officer.ends_on == timezone.localdate()
    assert (after.unit, after.all_areas(), after.user, after.role, after.seats) == (
        unit("UBND xã Lam Khê"), [unit("xã Lam Khê")], cast.commune_officer.user, Role.OFFICER,
        [after.pk, cast.commune_officer.pk],
    )  # fmt: skip


def test_the_new_desk_takes_over_what_waits(merged, cast, second, womens_record):
    rearranging.carried_out(merged, cast.admin, second)
    officer = Position.objects.for_work().get(succeeds=cast.other_commune_officer)

    womens_record.refresh_from_db()
    assert list(Registration.objects.visible_to(officer).waiting_for(officer)) == [womens_record]


def test_a_position_at_a_dissolved_unit_ends(tree, cast, second):
    op = rearranging.operation(cast.admin)
    rearranging.ending(cast.admin, op, [tree.district], tree.province)
    rearranging.carried_out(op, cast.admin, second)

    cast.district_officer.refresh_from_db()
    tree.commune.refresh_from_db()
    assert cast.district_officer.ends_on == timezone.localdate()
    assert not Position.objects.filter(succeeds=cast.district_officer).exists()
    assert tree.commune.parent == tree.province


def test_the_papers_of_a_commune_under_the_province_name_the_province(tree, cast, second):
    party = builders.body("Đảng ủy xã Minh Lạc", tree.commune, "party", paper_family="party",
                          head_superior="HUYỆN ỦY LAM KHÊ", head_name="ĐẢNG ỦY XÃ MINH LẠC")  # fmt: skip
    op = rearranging.operation(cast.admin)
    rearranging.ending(cast.admin, op, [tree.district], tree.province)
    rearranging.carried_out(op, cast.admin, second)

    party.refresh_from_db()
    assert (party.head_superior, party.head_name) == ("TỈNH ỦY LẠC GIANG", "ĐẢNG ỦY XÃ MINH LẠC")


def test_a_renamed_body_that_wrote_its_name_on_its_papers_writes_the_new_one(tree, cast, second):
    centre = builders.body("Trung tâm Y tế huyện Lam Khê", tree.district, "other", head_name="TRUNG TÂM Y TẾ")
    union = builders.body("Công đoàn huyện Lam Khê", tree.district, head_name="CÔNG ĐOÀN HUYỆN LAM KHÊ")
    op = rearranging.operation(cast.admin)
    for one, name in ((centre, "Trung tâm Y tế khu vực Lam Khê"), (union, "Công đoàn khu vực Lam Khê")):
        services.add_renaming(by=cast.admin, operation=op, unit=one, name=name, code="")
    rearranging.carried_out(op, cast.admin, second)

    assert [Unit.objects.get(pk=one.pk).head_name for one in (centre, union)] == [
        "TRUNG TÂM Y TẾ KHU VỰC LAM KHÊ", "CÔNG ĐOÀN KHU VỰC LAM KHÊ",
    ]  # fmt: skip


@pytest.fixture
def split(tree, cast, second, villages_record, womens_record):
    """xã Minh Lạc is split between xã Phúc Khê and the new xã Lam Khê."""
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Lam Khê", code="", parent=tree.district, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune], new)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)
    rearranging.moving(cast.admin, op, [tree.village], new)
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    return op


def assign_all(op, by, area_of):
    """Assign whatever nobody has: `area_of(node)` chooses among the areas in which its successors are."""
    units, new_units = Unit.objects.in_bulk(), {-new.pk: new for new in op.new_units.all()}
    given = {
        (content, pk): (units | new_units)[area_of(node).pk]
        for content, rows in rehearse(op).unassigned.items()
        for pk, node in rows
    }
    return services.assign(by=by, operation=op, given=given)


def test_a_split_asks_where_each_record_and_position_goes(split, cast, womens_record, plan):
    found = rehearse(split)

    assert {content: [pk for pk, _ in rows] for content, rows in found.unassigned.items()} == {
        Content.REGISTRATION: [womens_record.pk],
        Content.PLAN: [plan.pk],
        Content.POSITION: sorted(
            getattr(cast, name).pk
            for name in ("women_registrant", "commune_officer", "commune_front", "commune_leader", "commune_clerk")
        ),
    }
    with pytest.raises(ValidationError, match="chưa giao"):
        rearranging.step(workflow.PROPOSE, split, cast.admin)


def test_what_nobody_was_given_is_refused_on_the_tree_made_ready(split, cast):
    ready = carrying.prepare(split, cast.admin)

    assert ready is not None
    with pytest.raises(ValidationError, match="chưa giao"):
        carrying.carry_out(split, cast.admin, on=timezone.localdate(), prepared=ready)


def test_a_split_takes_each_record_and_person_where_they_were_assigned(split, cast, second, tree, womens_record):
    """The successor body is only opened when the split is carried out; one assigns to its area."""
    assign_all(split, cast.admin, lambda node: next(area for area in node.areas_of_aims if area.is_new))
    rearranging.carried_out(split, cast.admin, second)

    womens_record.refresh_from_db()
    women = unit("Hội Liên hiệp Phụ nữ xã Lam Khê")
    assert (womens_record.present_unit, womens_record.desk) == (women, unit("UBND xã Lam Khê"))
    assert Position.objects.get(succeeds=cast.women_registrant).unit == women
    tree.other_village.refresh_from_db()
    assert tree.other_village.parent == tree.other_commune
    # Who works in one part of the split commune does not see the other.
    assert Position.objects.get(succeeds=cast.commune_officer).all_areas() == [unit("xã Lam Khê")]


def test_undo_restores_the_exact_rows(merged, cast, second):
    before = everything()
    rearranging.carried_out(merged, cast.admin, second)
    assert everything() != before

    rearranging.step(workflow.UNDO, merged, cast.admin, note="Nghị quyết bị hủy.")
    assert everything() == before
    assert merged.state == State.UNDONE


def test_undo_is_refused_once_something_new_hangs_on_the_result(merged, cast, second, plan, tree):
    rearranging.carried_out(merged, cast.admin, second)
    registrant = Position.objects.for_work().get(succeeds=cast.women_registrant)
    builders.draft(registrant, plan, levels=[tree.commune_level])

    with pytest.raises(ValidationError, match="Không hoàn tác được nữa"):
        rearranging.step(workflow.UNDO, merged, cast.admin, note="Thử.")


def test_undo_is_refused_once_a_village_that_went_along_has_registered(merged, cast, second, plan, tree):
    rearranging.carried_out(merged, cast.admin, second)
    builders.draft(Position.objects.for_work().get(pk=cast.registrant.pk), plan, levels=[tree.commune_level])

    with pytest.raises(ValidationError, match="Không hoàn tác được nữa"):
        rearranging.step(workflow.UNDO, merged, cast.admin, note="Thử.")


def test_who_prepared_does_not_approve(merged, cast):
    rearranging.step(workflow.PROPOSE, merged, cast.admin)
    with pytest.raises(PermissionDenied):
        rearranging.step(workflow.APPROVE, merged, cast.admin)


def test_nothing_is_carried_out_before_its_day(tree, cast, second):
    op = rearranging.operation(cast.admin, effective_on=timezone.localdate() + timedelta(days=3))
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    rearranging.step(workflow.PROPOSE, op, cast.admin)
    rearranging.step(workflow.APPROVE, op, second)

    with pytest.raises(ValidationError, match="Thực hiện được từ ngày hiệu lực"):
        rearranging.step(workflow.CARRY_OUT, op, cast.admin)


def test_an_officer_rearranges_only_below_the_own_area(tree, cast):
    op = rearranging.operation(cast.commune_officer)
    with pytest.raises(ValidationError, match="không nằm bên dưới"):
        rearranging.moving(cast.commune_officer, op, [tree.far_village], tree.commune)
    with pytest.raises(ValidationError, match="không nằm bên dưới"):
        rearranging.passing(cast.commune_officer, op, [tree.commune], tree.other_commune)


def test_the_rehearsal_only_reads(merged, django_assert_num_queries, django_capture_on_commit_callbacks):
    before = everything()
    found = rehearse(merged)
    found.sights()
    assert (everything(), found.is_ready) == (before, True)
