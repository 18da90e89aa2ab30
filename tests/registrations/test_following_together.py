"""Following the work, two at once in real threads: nothing is written twice, nothing is lost from a family."""

from uuid import uuid4

import pytest

from registrations.following.services import copies, inspections, urgings
from registrations.models import Inspection, Replication, Urging
from tests.registrations.following import day, held
from tests.registrations.test_together import together

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_two_presses_open_one_inspection(cast):
    token = uuid4()
    facts = {"subject": "Kiểm tra giữa năm", "plan_number": "45/KH-UBND", "plan_date": day(-5), "starts_on": day(),
             "ends_on": day()}  # fmt: skip

    def press():
        return inspections.open_inspection(
            by=cast.commune_officer, facts=facts, members=[("head", "Hà Văn Thuấn")], token=token
        )

    made = together(*[press] * 4)
    assert {one.pk for one in made} == {Inspection.objects.get().pk}


def test_two_presses_write_one_urging(cast, tree):
    token = uuid4()

    def press():
        return urgings.urge(by=cast.commune_leader, unit=tree.village, asked="Nhanh", due_on=day(3), token=token)

    made = together(*[press] * 4)
    assert {one.pk for one in made} == {Urging.objects.get().pk}


def roots() -> dict[int, int]:
    return dict(Replication.objects.values_list("registration_id", "root_id"))


def test_what_is_copied_from_each_other_at_once_stays_one_family(tree, cast, plan):
    first, second, third, fourth = (held(tree, cast, plan, title=f"Mô hình {number}") for number in range(4))

    def copy(model, original):
        return lambda: copies.set_original(by=cast.commune_officer, registration=model, original=original)

    made = together(copy(second, first), copy(third, second), copy(fourth, third))
    assert [type(one) for one in made] == [Replication] * 3
    assert roots() == {second.pk: first.pk, third.pk: first.pk, fourth.pk: first.pk}


def test_two_models_are_not_made_copies_of_each_other_at_once(tree, cast, plan):
    first, second = held(tree, cast, plan), held(tree, cast, plan, title="Nhà sạch")

    def copy(model, original):
        return lambda: copies.set_original(by=cast.commune_officer, registration=model, original=original)

    together(copy(second, first), copy(first, second))
    assert Replication.objects.count() == 1


def test_a_copy_written_while_its_original_leaves_the_family_goes_along(tree, cast, plan):
    first, second, third = (held(tree, cast, plan, title=f"Mô hình {number}") for number in range(3))
    officer = cast.commune_officer
    copies.set_original(by=officer, registration=second, original=first)
    together(
        lambda: copies.clear_original(by=officer, registration=second),
        lambda: copies.set_original(by=officer, registration=third, original=second),
    )
    assert roots() == {third.pk: second.pk}
