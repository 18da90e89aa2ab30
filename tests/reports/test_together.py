"""A button pressed several times at the same moment creates once, and every press leads to the first result."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import services as accounts
from accounts.enums import Role
from accounts.models import Position, User
from evaluation import services as evaluation
from evaluation.models import CriteriaSet, Round
from evaluation.starters import add_starter_criteria
from registrations.models import LatePermit, Plan
from registrations.plans import services as planning
from reports import services as reports
from reports.enums import Format
from reports.frames import open_frame
from reports.models import Export
from reports.periods import period_of
from reports.questions import Question
from tests import builders
from tests.evaluation.builders import starter_sets
from tests.registrations.test_together import together

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
PRESSES = 4


def pressed(call) -> list:
    return together(*[call] * PRESSES)


@pytest.fixture
def district_plan(tree, cast):
    return builders.plan(tree, cast.district_officer, issuer=tree.district_desk)


def test_an_account_is_opened_once(tree, cast):
    token = uuid4()
    found = pressed(
        lambda: accounts.open_account_with_position(
            by=cast.commune_officer, token=token, username="mai.lan", full_name="Mai Thị Lan", role=Role.CLERK,
            unit=tree.commune_desk,
        )
    )  # fmt: skip

    assert found == [User.objects.get(username="mai.lan")] * PRESSES


def test_a_position_is_given_once_and_the_others_are_told(tree, cast):
    user = builders.person()
    found = pressed(
        lambda: accounts.open_position(by=cast.commune_officer, user=user, role=Role.CLERK, unit=tree.commune_desk)
    )

    assert [one for one in found if isinstance(one, Position)] == [Position.objects.get(user=user)]
    assert [type(one) for one in found].count(ValidationError) == PRESSES - 1


def test_a_plan_is_issued_once_and_the_others_are_told(tree, cast):
    builders.movement()
    builders.sectors()
    found = pressed(lambda: builders.plan(tree, cast.commune_officer))

    assert [one for one in found if isinstance(one, Plan)] == [Plan.objects.get()]
    assert [type(one) for one in found].count(ValidationError) == PRESSES - 1


def test_a_late_permit_is_granted_once(tree, cast, plan):
    found = pressed(
        lambda: planning.grant_late_permit(
            by=cast.commune_officer, plan=plan, unit=tree.village, until=plan.closes_on, reason="Mưa lũ."
        )
    )

    assert found == [LatePermit.objects.get()] * PRESSES


def test_the_reference_scale_is_taken_once(cast, district_plan):
    pressed(lambda: add_starter_criteria(by=cast.district_officer, plan=district_plan))

    assert sorted(CriteriaSet.objects.values_list("kind", "version")) == [("collective", 1), ("individual", 1)]


def test_a_round_is_opened_once(cast, district_plan):
    starter_sets(cast.district_officer, district_plan)
    token, today = uuid4(), timezone.localdate()
    found = pressed(
        lambda: evaluation.open_round(
            by=cast.district_officer, plan=district_plan, name="Đợt một", opens_on=today,
            closes_on=today + timedelta(days=3), token=token,
        )
    )  # fmt: skip

    assert found == [Round.objects.get()] * PRESSES


def test_a_file_is_asked_for_once(cast):
    owner, token = Position.objects.for_work().get(pk=cast.district_officer.pk), uuid4()
    frame = open_frame(owner, period=period_of("2026-quy-1"), question=Question())
    found = pressed(lambda: reports.start_export(frame=frame, sheet="bieu-01", form=Format.EXCEL, token=token))

    assert found == [Export.objects.get()] * PRESSES
