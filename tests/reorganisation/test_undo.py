"""What is done after an operation stands in the way of undoing it, so that undoing never takes a decision back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import keeping
from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position
from common.models import AuditRecord
from registrations import workflow as registering
from reorganisation import workflow
from reorganisation.enums import State
from reorganisation.models import Trace
from tests import builders
from tests.evaluation import builders as scoring
from tests.reorganisation import builders as rearranging
from units import memory
from units import services as units
from units.models import Unit


def into_the_other(tree, cast, second):
    """xã Minh Lạc passes into xã Phúc Khê, which goes on."""
    op = rearranging.operation(cast.admin)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)
    return rearranging.carried_out(op, cast.admin, second)


def refuses(op, cast):
    with pytest.raises(ValidationError, match="Không hoàn tác được nữa"):
        rearranging.step(workflow.UNDO, op, cast.admin, note="Thử.")
    op.refresh_from_db()
    return op.state == State.DONE


def test_a_record_on_which_somebody_has_acted_since_holds_it(tree, cast, second, plan):
    desk = tree.other_commune_desk
    officer = builders.position(Role.OFFICER, desk, user=builders.person("Trần Văn Khải"))
    record = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    op = into_the_other(tree, cast, second)
    record.refresh_from_db()
    assert record.desk == desk
    builders.move(record, registering.RECEIVE, Position.objects.for_work().get(pk=officer.pk))

    assert refuses(op, cast)


def test_a_refused_undoing_leaves_nothing_of_what_it_wrote_ahead(tree, cast, second):
    op = into_the_other(tree, cast, second)
    keeping.close_account(by=cast.admin, user=cast.commune_officer.user, reason="Nghỉ hưu")

    assert refuses(op, cast)
    assert not AuditRecord.objects.filter(action="Hoàn tác sắp xếp đơn vị").exists()


def test_a_waiting_record_gets_its_place_and_its_desk_in_one_writing(tree, cast, second, plan):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    op = into_the_other(tree, cast, second)

    written = Trace.objects.filter(operation=op, table="registrations.Registration").values_list("columns", "number")
    assert list(written) == [(["present_unit_id", "scope_path", "desk_id"], 1)]


def test_a_dossier_laid_since_holds_it(db):
    c = scoring.council(dossiers=0)
    second = builders.position(Role.ADMIN, c.tree.province, user=builders.person("Lý Văn Thắng"))
    record = builders.effective(c.cast.registrant, c.plan, c.cast.commune_officer, levels=[c.tree.commune_level])
    op = into_the_other(c.tree, c.cast, second)
    record.refresh_from_db()
    c.registrations = [record]
    scoring.nominated(c)

    assert refuses(op, c.cast)


def carried(position):
    return Position.objects.for_work().get(succeeds=position)


def test_a_position_that_ended_since_does_not_come_back(tree, cast, second):
    op = into_the_other(tree, cast, second)
    accounts.close_position(
        by=cast.admin, position=carried(cast.commune_officer), ends_on=timezone.localdate() + timedelta(days=1)
    )

    assert refuses(op, cast)


def test_an_account_closed_since_gets_no_position_back(tree, cast, second):
    op = into_the_other(tree, cast, second)
    keeping.close_account(by=cast.admin, user=cast.commune_officer.user, reason="Nghỉ hưu")

    assert refuses(op, cast)


def test_areas_given_since_are_not_mixed_with_those_before(tree, cast, second):
    leader = builders.position(Role.LEADER, tree.district_desk, areas=[tree.commune, tree.far_commune])
    op = into_the_other(tree, cast, second)
    for areas in ([tree.other_commune], [tree.other_commune, tree.far_commune]):
        keeping.change_areas(by=cast.admin, position=leader, areas=areas)

    assert refuses(op, cast)


def test_what_was_put_right_since_stays_right(tree, cast, second):
    op = rearranging.operation(cast.admin)
    rearranging.moving(cast.admin, op, [tree.other_village], tree.other_commune)
    rearranging.carried_out(op, cast.admin, second)
    units.correct_unit(by=cast.admin, unit=tree.other_village, address="Nhà văn hóa thôn Đoài")
    rearranging.step(workflow.UNDO, op, cast.admin, note="Nghị quyết bị hủy.")

    village = Unit.objects.get(pk=tree.other_village.pk)
    assert (village.parent, village.address) == (tree.commune, "Nhà văn hóa thôn Đoài")
    assert memory.present_time(village).address == village.address
