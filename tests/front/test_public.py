"""Trang công khai: off until it is switched on, sums alone, remembered for some minutes."""

from uuid import uuid4

import pytest
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from common.models import AuditRecord
from front.disclosed import figures_of
from front.models import Disclosure
from front.services import disclosing
from front.services.activities import add_activity
from tests.front import builders as build
from tests.recognition.pages import post, text

pytestmark = pytest.mark.django_db
PUBLIC = "/cong-khai/mat-tran/"


@pytest.fixture(autouse=True)
def _nothing_remembered():
    caches["figures"].clear()


@pytest.fixture
def opened(front, about):
    disclosing.set_disclosure(by=front, is_open=True)
    return front.unit


def test_nothing_is_public_until_the_body_says_so(client, front, about):
    build.activity(front)
    assert client.get(f"{PUBLIC}{front.unit_id}/").status_code == 404
    assert "Chưa có nơi nào công khai" in text(client.get(PUBLIC))


def test_it_is_switched_on_and_off_by_the_officer_of_the_body(client, as_position, front, cast, about):
    officer = as_position(front)
    assert post(officer, "/mat-tran/cong-khai/", front, bat="1").status_code == 302
    assert str(front.unit) in text(client.get(PUBLIC))
    assert client.get(f"{PUBLIC}{front.unit_id}/").status_code == 200
    post(officer, "/mat-tran/cong-khai/", front, bat="1")
    assert AuditRecord.objects.filter(action="Bật công khai số liệu").count() == 1
    post(officer, "/mat-tran/cong-khai/", front, bat="0")
    assert client.get(f"{PUBLIC}{front.unit_id}/").status_code == 404
    for stranger in (cast.commune_officer, cast.women_registrant):
        with pytest.raises(PermissionDenied):
            disclosing.set_disclosure(by=stranger, is_open=True)
    assert not Disclosure.objects.get().is_open


def test_the_figures_are_those_of_plain_sql(opened, front, other_front, about, tree):
    build.activity(front, about=about[2:3], participants=86)
    build.activity(front, unit=tree.village, about=about[1:3], participants=14)
    build.activity(other_front, participants=500)
    build.given(front, households=3)
    build.given(front, kind="land", amount=None, quantity=120)
    book = build.fund(front, opening=20)
    build.came(front, book, 100)
    build.went(front, book, 50, households=2)
    told = figures_of(opened, timezone.localdate().year)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*), SUM(participants) FROM front_activity WHERE struck_at IS NULL AND keeper_id=%s",
            [front.unit_id],
        )
        held = cursor.fetchone()
    assert (told.held, told.people) == tuple(held) == (2, 100)
    assert [number for _name, number in told.contents] == [0, 1, 2, 0, 0]
    assert (told.given["social"], told.given["land"]) == (50_000_000, 120)
    assert told.helped == {"households": 5, "houses_built": 0, "houses_repaired": 0}
    assert told.fund == {"carried": 20, "came": 100, "went": 50, "left": 70}


def test_no_row_of_a_book_is_shown(client, opened, front):
    facts = build.facts(name="Thăm nhà bà Mẩy", place="nhà bà Mẩy", outcome="Bà Mẩy vui.")
    add_activity(by=front, unit=front.unit, facts=facts, token=uuid4())
    build.given(front, purpose="sửa nhà bà Mẩy", donor="Công ty Chè")
    page = text(client.get(f"{PUBLIC}{opened.pk}/"))
    assert "Mẩy" not in page and "Công ty Chè" not in page and "50.000.000" in page
    assert "Chưa mở sổ quỹ" in page


@pytest.mark.parametrize("count", [1, 3])
def test_it_is_counted_once_in_some_minutes(client, opened, front, about, count, django_assert_max_num_queries):
    for number in range(count):
        build.activity(front, name=f"Hoạt động {number}")
    with django_assert_max_num_queries(12):
        client.get(f"{PUBLIC}{opened.pk}/")
    build.activity(front)
    with django_assert_max_num_queries(3):
        page = client.get(f"{PUBLIC}{opened.pk}/")
    assert page.context["figures"].held == count
