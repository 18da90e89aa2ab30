"""Sổ đăng ký: numbers without gap per desk and year, kept for ever; names and path frozen as they stood."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.workflow import perform
from registrations import workflow
from registrations.models import Receipt
from tests import builders
from units import services as units


@pytest.fixture
def both_levels(tree):
    return [tree.commune_level, tree.district_level]


def numbers(desk) -> list[tuple]:
    """(code, year, number) of a desk's register, in the order of the numbers."""
    entered = Receipt.objects.filter(desk=desk).confirmed().order_by("register_year", "register_number")
    return list(entered.values_list("registration__code", "register_year", "register_number"))


def test_each_desk_counts_for_itself_and_without_gap(tree, cast, plan, both_levels):
    year = timezone.localdate().year
    rejected = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(rejected, workflow.REJECT, cast.commune_officer, note="Trùng.")
    first = builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    second = builders.received(cast.registrant, plan, cast.commune_officer, levels=both_levels)
    builders.move(second, workflow.FORWARD, cast.commune_officer)
    builders.move(second, workflow.RECEIVE, cast.district_officer)
    builders.move(second, workflow.CONFIRM, cast.district_officer)

    assert numbers(tree.commune_desk) == [(first.code, year, 1), (second.code, year, 2)]
    assert numbers(tree.district_desk) == [(second.code, year, 1)]


def test_each_year_begins_with_one(tree, cast, plan):
    tz = timezone.get_current_timezone()
    for year in (2024, 2025, 2025):
        old = builders.plan(
            tree, cast.commune_officer, year=year, number=f"{uuid4().hex[:6]}/KH-UBND",
            opens_on=datetime(year, 1, 5).date(), closes_on=datetime(year, 12, 31).date(),
        )  # fmt: skip
        builders.confirmed(
            cast.registrant,
            old,
            cast.commune_officer,
            levels=[tree.commune_level],
            at=datetime(year, 3, 2, 9, tzinfo=tz),
        )

    assert [(year, number) for _, year, number in numbers(tree.commune_desk)] == [(2024, 1), (2025, 1), (2025, 2)]


def test_the_day_of_the_register_is_the_day_in_viet_nam(tree, cast):
    """Half past midnight on 1 January in Hà Nội is still the old year in Greenwich."""
    tz = timezone.get_current_timezone()
    plan = builders.plan(
        tree,
        cast.commune_officer,
        year=2025,
        opens_on=datetime(2024, 12, 1).date(),
        closes_on=datetime(2025, 3, 1).date(),
    )
    registration = builders.confirmed(
        cast.registrant,
        plan,
        cast.commune_officer,
        levels=[tree.commune_level],
        at=datetime(2025, 1, 1, 0, 30, tzinfo=tz),
    )
    receipt = registration.receipts.get()

    assert (receipt.register_year, receipt.register_number, receipt.confirmed_on) == (
        2025,
        1,
        datetime(2025, 1, 1).date(),
    )


def test_a_confirmation_that_is_undone_leaves_no_gap(tree, cast, plan):
    """Refused in the middle of the transaction: the number goes back as well."""
    first = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    second = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    broken = {"note": None}  # the history line refuses it, after the register has given its number
    with pytest.raises(Exception, match=r"(?i)null"):
        perform(workflow.CONFIRM, first, by=cast.commune_officer, data=broken, token=uuid4())
    builders.move(second, workflow.CONFIRM, cast.commune_officer)

    assert [number for *_, number in numbers(tree.commune_desk)] == [1]


def test_number_and_date_of_the_commune_stay_when_the_district_returns_it(tree, cast, plan, both_levels):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=both_levels)
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    kept = registration.receipts.values("pk", "register_number", "register_year", "confirmed_on", "received_at").get()
    builders.move(registration, workflow.RECEIVE, cast.district_officer)
    builders.move(registration, workflow.RETURN, cast.district_officer, note="Ghi rõ thời gian.")
    builders.confirmed(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(registration, workflow.SUBMIT, cast.registrant)
    builders.move(registration, workflow.RECEIVE, cast.commune_officer)
    builders.move(registration, workflow.FORWARD, cast.commune_officer)

    again = registration.receipts.filter(desk=tree.commune_desk)
    assert again.values("pk", "register_number", "register_year", "confirmed_on", "received_at").get() == kept
    assert [number for *_, number in numbers(tree.commune_desk)] == [1, 2]


def test_only_the_first_confirmation_is_marked_first(tree, cast, plan, both_levels):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=both_levels)
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    builders.move(registration, workflow.RECEIVE, cast.district_officer)
    builders.move(registration, workflow.CONFIRM, cast.district_officer)

    assert list(registration.receipts.order_by("pk").values_list("desk", "is_first")) == [
        (tree.commune_desk.pk, True),
        (tree.district_desk.pk, False),
    ]


def test_the_record_keeps_the_day_of_its_first_confirmation(tree, cast, plan, both_levels):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=both_levels)
    assert registration.confirmed_on is None
    builders.move(registration, workflow.FORWARD, cast.commune_officer)
    later = timezone.now() + timedelta(days=40)
    builders.move(registration, workflow.RECEIVE, cast.district_officer, at=later)
    builders.move(registration, workflow.CONFIRM, cast.district_officer, at=later)

    registration.refresh_from_db()
    first, second = registration.receipts.order_by("pk")
    assert registration.confirmed_on == first.confirmed_on < second.confirmed_on


def test_names_and_path_are_frozen_at_the_first_confirmation(tree, cast, plan):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    assert (registration.path_then, registration.names_then) == ("", {})

    builders.move(registration, workflow.CONFIRM, cast.commune_officer)
    units.correct_unit(by=None, unit=tree.village, name="tổ dân phố Đông")
    registration.refresh_from_db()

    assert registration.path_then == tree.village.path
    assert registration.names_then == {
        "unit": "thôn Đông, xã Minh Lạc",
        "above": ["tỉnh Lạc Giang", "huyện Lam Khê", "xã Minh Lạc"],
    }
    assert registration.unit_name_then == "thôn Đông, xã Minh Lạc"
    assert str(registration.unit) == "tổ dân phố Đông, xã Minh Lạc"


def test_a_clerk_receives_but_does_not_confirm(tree, cast, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    builders.move(registration, workflow.RECEIVE, cast.commune_clerk)
    with pytest.raises(PermissionDenied):
        perform(workflow.CONFIRM, registration, by=cast.commune_clerk, data={}, token=uuid4())

    assert registration.receipts.get().received_by == cast.commune_clerk
