"""A page closed to the position in use but open to another one of the same person says so; to nobody else."""

import pytest
from django.urls import reverse
from zeal import zeal_ignore

from accounts.enums import Role
from common.models import AuditRecord
from tests import builders
from tests.recognition import builders as build

pytestmark = pytest.mark.django_db
SAYS = "Trang này thuộc vị trí"


def two_seats(o):
    """The commune's officer is also the officer of the other commune."""
    return builders.position(Role.OFFICER, o.tree.other_commune_desk, user=o.officer.user)


def looked_at(client, address):
    """The page is asked again for every position, and that alike."""
    with zeal_ignore():
        return client.get(address)


def test_the_other_position_is_named_and_one_press_opens_the_page(as_position):
    o = build.office()
    draft, other = build.drafted(o), two_seats(o)
    address = reverse("recognition:decision", args=[draft.pk])
    client = as_position(other)
    answer = looked_at(client, f"{address}?trang=1")
    assert (answer.status_code, SAYS in answer.text, str(o.officer) in answer.text) == (404, True, True)
    assert client.session["position"] == other.pk
    moved = client.post(reverse("accounts:positions"), {"to": o.officer.pk, "next": f"{address}?trang=1"})
    assert moved.url == f"{address}?trang=1" and client.get(moved.url).status_code == 200


def test_a_role_that_may_not_open_the_page_is_told_of_the_one_that_may(as_position):
    o = build.office()
    registrant = builders.position(Role.REGISTRANT, o.tree.village, user=o.officer.user)
    answer = as_position(registrant).get(reverse("recognition:new"))
    assert answer.status_code == 403 and str(o.officer) in answer.text


def test_nothing_is_said_to_who_holds_no_position_that_opens_it(as_position):
    o = build.office()
    draft = build.drafted(o)
    second = builders.position(Role.CLERK, o.tree.other_commune_desk, user=o.cast.other_commune_officer.user)
    address = reverse("recognition:decision", args=[draft.pk])
    for position in (second, o.cast.other_commune_officer, o.cast.registrant):
        answer = looked_at(as_position(position), address)
        assert (answer.status_code, SAYS in answer.text, draft.about in answer.text) == (404, False, False)
    assert SAYS not in looked_at(as_position(second), reverse("recognition:decision", args=[draft.pk + 99])).text
    assert SAYS not in as_position(second).get("/khong-co-trang-nay/").text


def test_a_form_that_was_sent_is_not_tried_under_another_position(as_position):
    o = build.office()
    draft, other = build.drafted(o), two_seats(o)
    before = AuditRecord.objects.count()
    answer = as_position(other).post(reverse("recognition:edit", args=[draft.pk]), {"position": other.pk})
    assert (answer.status_code, SAYS in answer.text) == (404, False)
    assert AuditRecord.objects.count() == before
