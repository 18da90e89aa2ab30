"""Who sits on a council: anybody with an account, found by name or unit, once; of several positions one is chosen."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from common.workflow import perform
from evaluation import services, workflow
from evaluation.enums import Rank, RoundState
from evaluation.models import CouncilMember
from evaluation.sitting import people_offered, positions_meant
from tests import builders
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def with_two_positions(c):
    """Somebody of another district, leader and clerk there."""
    far = builders.person("Quàng Thị Mai")
    leader = builders.position(Role.LEADER, c.tree.other_district_desk, user=far, title="Trưởng ban")
    clerk = builders.position(Role.CLERK, c.tree.other_commune_desk, user=far)
    return leader, clerk


def name(as_position, c, **typed):
    address = reverse("evaluation:members", args=[c.round.pk])
    data = {"position": c.officer.pk, "token": str(uuid4()), "rank": Rank.MEMBER, **typed}
    return as_position(c.officer).post(address, data)


def test_everybody_inside_the_areas_is_offered_once_with_a_unit_and_no_user_name():
    c = build.council()
    leader, _clerk = with_two_positions(c)
    offered = people_offered(c.round, c.officer)
    assert [one for one in offered if "Quàng Thị Mai" in one] == [
        f"Quàng Thị Mai – {c.tree.other_commune_desk.full_name}"
    ]
    near = {c.officer, c.reviewer, c.other_reviewer, c.cast.district_leader, c.cast.district_clerk}
    assert set(offered[: len(near)]) == {f"{one.user.full_name} – {one.unit.full_name}" for one in near}
    assert not any(leader.user.username in one for one in offered)


@pytest.mark.parametrize("text", ["Quàng Thị Mai", "quang thi mai", "{offered}"])
def test_the_positions_of_a_person_are_found_by_what_was_typed(text):
    c = build.council()
    leader, clerk = with_two_positions(c)
    text = text.format(offered=f"Quàng Thị Mai – {leader.unit.full_name}")
    assert positions_meant(text, c.officer) == [leader, clerk]


def test_whoever_works_elsewhere_is_found_by_the_whole_name_alone():
    c = build.council()
    far = builders.position(Role.LEADER, c.tree.other_district_desk, user=builders.person("Lò Văn Xa"))
    assert not any("Lò Văn Xa" in one for one in people_offered(c.round, c.officer))
    assert positions_meant("lo van xa", c.officer) == [far]
    for part in ("Lò Văn", "Văn Xa", "Sơn Mộc", far.user.username):
        with pytest.raises(ValidationError, match="ghi đủ họ tên"):
            positions_meant(part, c.officer)


def test_who_works_nowhere_any_more_is_not_found():
    c = build.council()
    gone = builders.position(Role.LEADER, c.tree.other_district_desk, user=builders.person("Lò Văn Xa"))
    type(gone).objects.filter(pk=gone.pk).update(ends_on=timezone.localdate())
    with pytest.raises(ValidationError, match="Không có ai"):
        positions_meant("Lò Văn Xa", c.officer)


def test_of_several_positions_the_page_asks_which_one_sits(as_position):
    c = build.council()
    leader, clerk = with_two_positions(c)
    asked = name(as_position, c, person="Quàng Thị Mai")
    assert asked.context["form"].errors == {"seat": ["Chọn người và vị trí dùng trong hội đồng."]}
    assert [key for key, _ in asked.context["form"].fields["seat"].choices] == [str(leader.pk), str(clerk.pk)]
    assert not CouncilMember.objects.exists()
    name(as_position, c, person="Quàng Thị Mai", seat=leader.pk)
    (member,) = CouncilMember.objects.all()
    assert (member.position, member.name, member.duty) == (leader, "Quàng Thị Mai", f"Trưởng ban, {leader.unit}")
    again = name(as_position, c, person="Quàng Thị Mai", seat=clerk.pk)
    assert again.context["form"].non_field_errors() == ["Quàng Thị Mai đã có trong hội đồng."]


@pytest.mark.parametrize(("title", "unit", "written"), [
    ("Phó Trưởng phòng Nội vụ", "Phòng Nội vụ huyện Lam Khê", "Phó Trưởng phòng Nội vụ huyện Lam Khê"),
    ("Chủ tịch UBND xã", "UBND xã Minh Lạc", "Chủ tịch UBND xã Minh Lạc"),
    ("Trưởng ban", "Ban Tổ chức Huyện ủy", "Trưởng ban, Ban Tổ chức Huyện ủy"),
    ("Chuyên viên", "Huyện ủy Lam Khê", "Chuyên viên, Huyện ủy Lam Khê"),
])  # fmt: skip
def test_what_a_duty_and_its_unit_share_is_said_once(title, unit, written):
    c = build.council()
    body = builders.body(unit, c.tree.district)
    seat = builders.position(Role.LEADER, body, user=builders.person("Ngô Văn Bính"), title=title)
    member = services.name_member(by=c.officer, round=c.round, rank=Rank.MEMBER, position=seat, token=uuid4())
    assert member.duty == written


def test_one_position_is_taken_at_once(as_position):
    c = build.council()
    far = builders.position(Role.LEADER, c.tree.other_district_desk, user=builders.person("Quàng Thị Mai"))
    assert name(as_position, c, person="quàng thị mai").status_code == 302
    assert CouncilMember.objects.get().position == far


def test_whoever_scores_from_two_positions_sits_once():
    c = build.council()
    second = builders.position(Role.REVIEWER, c.tree.district_desk, user=c.reviewer.user, areas=[c.tree.district])
    build.scoring(c, c.reviewer, second)
    assert len(services.enlist_reviewers(by=c.officer, round=c.round)) == 1
    assert services.enlist_reviewers(by=c.officer, round=c.round) == []


def test_of_a_chair_who_does_not_see_the_round_the_leader_of_its_office_brings_it_back():
    c = build.council()
    build.concluded(c)
    build.hang_out(c)
    far, _ = with_two_positions(c)
    c.round.members.create(rank=Rank.CHAIR, position=far, name="Bà Chủ tịch", token=uuid4())
    build.upheld(c, c.nominations[0])
    why = {"note": "Xem lại."}
    with pytest.raises(PermissionDenied):
        perform(workflow.REOPEN, c.round, by=far, data=why, token=uuid4())
    build.move(c.round, workflow.REOPEN, c.cast.district_leader, **why)
    assert c.round.state == RoundState.MODERATING
