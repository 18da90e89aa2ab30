"""Plans that cannot be meant, or cannot be carried out yet, are answered with a sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import handover
from accounts.enums import Role
from accounts.models import Position
from reorganisation import services
from reorganisation.rehearsal import rehearse
from tests import builders
from tests.reorganisation import builders as rearranging


def test_a_unit_that_passes_into_what_lies_in_it_is_refused(tree, cast):
    op = rearranging.operation(cast.admin)
    new = services.add_new_unit(
        by=cast.admin, operation=op, name="xã Minh Lạc mới", code="", parent=tree.commune, level=tree.commune_level
    )
    rearranging.passing(cast.admin, op, [tree.commune], new)

    assert rehearse(op).problems == [
        "xã Minh Lạc mới sẽ nằm bên dưới chính mình. Ghi lại đơn vị nhận hoặc đơn vị cấp trên."
    ]


def test_two_units_that_pass_into_each_other_are_refused(tree, cast):
    op = rearranging.operation(cast.admin)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_village)
    rearranging.passing(cast.admin, op, [tree.other_commune], tree.village)

    assert rehearse(op).problems


def test_a_handover_still_to_come_is_taken_back_before_a_merge(tree, cast):
    to = builders.person("Hoàng Thị Nụ")
    later = handover.hand_over(
        by=cast.admin, position=Position.objects.for_work().get(pk=cast.commune_officer.pk), to=to, token=uuid4(),
        starts_on=timezone.localdate() + timedelta(days=5),
    )  # fmt: skip
    op = rearranging.operation(cast.admin)
    rearranging.passing(cast.admin, op, [tree.commune], tree.other_commune)

    assert rehearse(op).problems == [
        f"Cán bộ phụ trách cấp xã – UBND xã Minh Lạc đã bàn giao cho Hoàng Thị Nụ từ {later.starts_on:%d/%m/%Y}. "
        "Hãy thu hồi bàn giao, sắp xếp xong rồi bàn giao ở đơn vị mới."
    ]


def test_two_areas_of_one_officer_are_rearranged_by_those_above(tree, cast):
    """The operation would leave the officer's own areas, and with them the officer's sight."""
    officer = builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune, tree.far_commune])
    op = rearranging.operation(officer)
    scope = op.scope_path
    with pytest.raises(ValidationError, match="do cấp trên của các địa bàn đó lập"):
        rearranging.moving(officer, op, [tree.village], tree.far_commune)
    op.refresh_from_db()
    assert (op.scope_path, op.steps.count()) == (scope, 0)
