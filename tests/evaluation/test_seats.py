"""Quyền của thư ký, chủ tịch hội đồng: it follows the position to who takes it over, and nowhere else."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import deputies, handover
from accounts.enums import Role
from accounts.models import Position
from evaluation import rights, services, workflow
from evaluation.enums import Rank, RoundState
from tests import builders
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def colleague(c):
    return builders.position(Role.REGISTRANT, c.tree.district_desk, user=builders.person("Trần Thị Mận")).user


def handed_over(c, position, to):
    new = handover.hand_over(
        by=c.cast.province_officer, position=position, to=to, starts_on=timezone.localdate(), token=uuid4()
    )
    return Position.objects.for_work().get(pk=new.pk)


def lent(c, position, to):
    today = timezone.localdate()
    new = deputies.name_deputy(
        by=position, principal=position, to=to, starts_on=today, ends_on=today + timedelta(days=3), reason="Đi học",
        token=uuid4(),
    )  # fmt: skip
    return Position.objects.for_work().get(pk=new.pk)


def seated(c, rank, position):
    return services.name_member(by=c.officer, round=c.round, rank=rank, position=position, token=uuid4())


def with_secretary():
    c = build.council()
    build.moderating(c)
    seated(c, Rank.SECRETARY, c.cast.district_clerk)
    return c


def with_chair(chair_of):
    c = build.council()
    build.moderating(c)
    seated(c, Rank.CHAIR, chair_of(c))
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=-1)
    build.upheld(c, c.nominations[0])
    return c


@pytest.mark.parametrize("taken_over", [handed_over, lent])
def test_who_takes_over_the_secretarys_position_writes_the_minutes(as_position, taken_over):
    c = with_secretary()
    new = taken_over(c, c.cast.district_clerk, colleague(c))
    services.moderate(by=new, nomination=c.nominations[0], points=Decimal(81), reason="Thảo luận", token=uuid4())
    assert as_position(new).get(f"/danh-gia/ho-so/{c.nominations[0].pk}/thong-nhat-diem/").status_code == 200


def test_another_clerk_of_the_same_office_is_not_the_secretary():
    c = with_secretary()
    other = builders.position(Role.CLERK, c.cast.district_clerk.unit)
    with pytest.raises(PermissionDenied):
        services.moderate(by=other, nomination=c.nominations[0], points=Decimal(81), reason="x", token=uuid4())


@pytest.mark.parametrize("taken_over", [handed_over, lent])
def test_who_takes_over_the_chairs_position_brings_a_result_back(taken_over):
    c = with_chair(lambda c: c.cast.district_leader)
    other = builders.position(Role.LEADER, c.cast.district_leader.unit)
    new = taken_over(c, c.cast.district_leader, colleague(c))
    assert not rights.calls_back(other, c.round)
    build.move(c.round, workflow.REOPEN, new, note="Ý kiến đúng.")
    assert c.round.state == RoundState.MODERATING


def test_where_nobody_holds_the_chairs_position_any_more_the_leader_of_the_office_brings_it_back():
    c = with_chair(lambda c: builders.position(Role.OFFICER, c.tree.district_union))
    chair = c.round.members.get(rank=Rank.CHAIR).position
    assert (rights.calls_back(chair, c.round), rights.calls_back(c.cast.district_leader, c.round)) == (True, False)
    Position.objects.filter(pk=chair.pk).update(
        starts_on=timezone.localdate() - timedelta(days=9), ends_on=timezone.localdate()
    )
    assert rights.calls_back(c.cast.district_leader, c.round)
