"""What was typed when the session ended."""

from uuid import uuid4

import pytest

from registrations.models import Registration
from tests import builders

pytestmark = pytest.mark.django_db


def test_a_form_sent_after_the_session_ended_is_offered_again_after_sign_in(client, cast, plan, tree):
    position = cast.registrant
    typed = {**builders.typed(plan, levels=[tree.commune_level]), "position": position.pk, "token": str(uuid4())}

    response = client.post("/dang-ky/moi/tap-the/", {**typed, "revision": "1"})
    assert response["Location"] == "/dang-nhap/?next=/tai-khoan/gui-tiep/"
    client.post(response["Location"], {"login": position.user.username, "password": builders.PASSWORD})
    page = client.get("/tai-khoan/gui-tiep/")

    assert page.context["kept"]["address"] == "/dang-ky/moi/tap-the/"
    client.post("/dang-ky/moi/tap-the/", dict(page.context["kept"]["typed"]))
    assert Registration.objects.get().title == "Đường hoa phụ nữ tự quản"


def test_what_was_typed_for_another_unit_goes_back_to_that_unit(client, cast, plan, tree):
    clerk, address = cast.commune_clerk, f"/dang-ky/moi/tap-the/?don-vi={tree.village.pk}"
    typed = {**builders.typed(plan, levels=[tree.commune_level]), "position": clerk.pk, "token": str(uuid4())}

    response = client.post(address, typed)
    client.post(response["Location"], {"login": clerk.user.username, "password": builders.PASSWORD})
    kept = client.get("/tai-khoan/gui-tiep/").context["kept"]
    client.post(kept["address"], dict(kept["typed"]))

    assert (kept["address"], Registration.objects.get().unit) == (address, tree.village)


def test_without_anything_kept_it_leads_home(as_position, cast):
    assert as_position(cast.registrant).get("/tai-khoan/gui-tiep/")["Location"] == "/"


def test_what_another_person_typed_is_not_shown(client, cast, plan, tree):
    typed = {**builders.typed(plan, levels=[tree.commune_level]), "position": cast.registrant.pk, "token": str(uuid4())}
    response = client.post("/dang-ky/moi/tap-the/", typed)
    client.post(response["Location"], {"login": cast.other_registrant.user.username, "password": builders.PASSWORD})

    assert client.get("/tai-khoan/gui-tiep/")["Location"] == "/"
