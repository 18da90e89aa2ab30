"""Số có hợp lý không: what is asked beside which field, and how it is confirmed."""

import pytest

from front.models import Contribution
from front.plausible import doubts
from tests.front.test_resources import shown
from tests.recognition.pages import post, text

pytestmark = pytest.mark.django_db
ROOM = "/mat-tran/"


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ({"kind": "money", "amount": 50_000_000}, []),
        ({"kind": "money", "amount": 50_000_000_000}, ["amount"]),
        ({"kind": "money", "amount": 500}, ["amount"]),
        ({"kind": "money", "amount": 32_000_000_000, "houses_built": 228_000}, ["amount"]),
        ({"kind": "money", "amount": 100_000_000, "houses_built": 2}, []),
        ({"kind": "money", "amount": 28_000_000, "households": 56}, []),
        ({"kind": "money", "amount": 28_000, "households": 56}, ["households"]),
        ({"kind": "land", "quantity": 1_800_000}, ["quantity"]),
        ({"kind": "labour", "quantity": 1860}, []),
    ],
)
def test_a_slip_of_magnitude_is_asked_about(given, asks):
    assert [one.field for one in doubts(given)] == asks


def test_it_is_asked_beside_the_field_and_taken_once_confirmed_there(as_position, front):
    client, address = as_position(front), f"{ROOM}nguon-luc/moi/"
    typed = {"kind": "money", "on": shown(), "amount": "6 tỷ", "source": "social", "donor_kind": "enterprise",
             "donor": "Công ty Chè", "purpose": "làm đường"}  # fmt: skip
    asked = post(client, address, front, **typed)
    form = asked.context["form"]
    assert list(form.errors) == ["amount"] and "sáu tỷ đồng" in form.errors["amount"][0]
    assert 'value="6 tỷ"' in text(asked) and "“Số tiền” ghi như trên là đúng" in text(asked)
    confirmed = {"da-hoi": form.doubts[0].mark}
    assert post(client, address, front, **typed).status_code == 200, "pressing again is not an answer"
    other = post(client, address, front, **{**typed, "amount": "7 tỷ"}, **confirmed)
    assert other.status_code == 200 and Contribution.objects.count() == 0
    assert post(client, address, front, **typed, **confirmed).status_code == 302
    assert Contribution.objects.get().amount == 6_000_000_000


def test_what_is_confirmed_stays_so_while_something_else_is_put_right(as_position, front):
    client, address = as_position(front), f"{ROOM}nguon-luc/moi/"
    typed = {"kind": "money", "on": shown(), "amount": "6 tỷ", "source": "social", "donor_kind": "state", "purpose": ""}
    mark = post(client, address, front, **typed).context["form"].doubts[0].mark
    again = post(client, address, front, **typed, **{"da-hoi": mark})
    assert list(again.context["form"].errors) == ["purpose"]
    assert f'value="{mark}" id="dung-id_amount" checked' in text(again)


@pytest.mark.parametrize(
    ("address", "field", "typed"),
    [
        ("quy/mo-so/", "opening", {"opened_on": "1/1", "opening": "80 tỷ"}),
        ("quy/du-toan/moi/", "planned", {"item": "Tập huấn", "source": "budget", "planned": "120 tỷ"}),
    ],
)
def test_the_opening_of_a_fund_and_an_estimate_are_asked_about_too(as_position, front, address, field, typed):
    asked = post(as_position(front), f"{ROOM}{address}", front, **typed)
    assert asked.status_code == 200 and list(asked.context["form"].errors) == [field]
