"""Failing to sign in: counted per name on the record, waiting longer each time, the same for names nobody bears."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts import lockout
from accounts.models import FailedSignIns
from common.models import AuditRecord
from tests import builders
from tests.accounts.second_factor import is_signed_in, signs_in
from tests.accounts.test_signing_in import words_of

WRONG = "sai-mat-khau-roi"


def fails(client, name, times=1):
    for _ in range(times):
        page = client.post("/dang-nhap/", {"login": name, "password": WRONG})
    return page


@pytest.fixture
def user(cast):
    return cast.registrant.user


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (12, 60), (99, 60)]
)
def test_each_failure_after_the_fourth_waits_twice_as_long_up_to_an_hour(failures, minutes):
    assert lockout.wait_after(failures) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["nobody.here", ""])
def test_a_known_and_an_unknown_name_are_answered_alike(client, user, name):
    known = [words_of(fails(client, user.username)) for _ in range(7)]
    unknown = [words_of(fails(client, name or "khong.co")) for _ in range(7)]
    assert [page.replace(user.username, "x") for page in known] == [page for page in unknown]
    assert "Đăng nhập sai nhiều lần. Hãy đợi 1 phút rồi thử lại" in known[-1]


def test_while_a_name_waits_the_right_password_does_not_open_and_afterwards_it_does(client, user, clock):
    fails(client, user.username, 5)
    signs_in(client, user)
    assert not is_signed_in(client)
    clock.shift(61)
    signs_in(client, user)
    assert is_signed_in(client)
    assert not FailedSignIns.objects.exists()


def test_the_lock_outlives_the_cache(client, user):
    fails(client, user.username, 5)
    cache.clear()
    signs_in(client, user)
    assert not is_signed_in(client)


def test_another_way_of_writing_the_name_is_no_fresh_start(client, user):
    for name in (user.username, user.username.upper(), f" {user.username} ", user.username.title(), user.username):
        fails(client, name)
    assert FailedSignIns.objects.get().count == 5


def test_after_a_hundred_failures_only_a_new_password_opens(client, cast, user, as_position, clock):
    FailedSignIns.objects.create(username=user.username, count=99, locked_until=timezone.now() - timedelta(hours=1))
    fails(client, user.username)
    clock.shift(365 * 24 * 3600)
    assert "tên này đã khóa" in words_of(signs_in(client, user))
    clock.shift(-365 * 24 * 3600)

    officer = as_position(cast.commune_officer)
    assert "đã khóa, sai 100 lần" in " ".join(words_of(officer.get(f"/tai-khoan/can-bo/{user.pk}/")).split())
    officer.post(f"/tai-khoan/can-bo/{user.pk}/mat-khau/", {"token": str(uuid4())})
    password = officer.get("/tai-khoan/can-bo/phieu/").context["password"]
    client.logout()
    signs_in(client, user, password)
    assert is_signed_in(client)


def test_failures_and_locks_are_on_the_record_without_the_password(client, user):
    fails(client, f"{user.username}", 5)
    lines = list(AuditRecord.objects.filter(kind="accounts.failedsignins").order_by("pk"))
    assert [line.action for line in lines] == ["Đăng nhập không thành công"] * 5 + ["Tạm khóa đăng nhập"]
    assert {(line.label, line.actor_id, line.address) for line in lines} == {(user.username, None, "127.0.0.1")}
    assert WRONG not in str(list(AuditRecord.objects.values()))


def test_a_made_up_name_is_cut_and_cleaned_before_it_is_written(db):
    lockout.record_failure("a\u202eb\x00c" + "x" * 300)
    assert AuditRecord.objects.get().label == "abc" + "x" * 57


def test_names_nobody_bears_are_forgotten_after_a_month_and_real_ones_are_not(user):
    long_ago = timezone.now() - timedelta(days=31)
    FailedSignIns.objects.create(username="khong.co", count=3, last_at=long_ago)
    FailedSignIns.objects.create(username=user.username, count=3, last_at=long_ago)
    lockout.record_failure("ai.khac")
    assert sorted(FailedSignIns.objects.values_list("username", flat=True)) == sorted(["ai.khac", user.username])


def test_a_flood_from_an_office_does_not_shut_out_who_signs_in_from_there(client, cast, user, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "3/10m/ip"}
    signs_in(client, user)
    client.logout()
    for number in range(4):
        fails(client, f"la.{number}")
    signs_in(client, cast.commune_clerk.user)
    assert not is_signed_in(client)
    signs_in(client, user)
    assert is_signed_in(client)


def test_wrong_old_passwords_count_like_those_at_the_door(client, user):
    signs_in(client, user)
    form = {"oldpassword": WRONG, "password1": "mot cau ngan de nho", "password2": "mot cau ngan de nho"}
    for _ in range(5):
        client.post("/tai-khoan/mat-khau/", form)
    assert FailedSignIns.objects.get().count == 5
    cache.clear()
    page = client.post("/tai-khoan/mat-khau/", form | {"oldpassword": builders.PASSWORD})
    assert "Đăng nhập sai nhiều lần. Hãy đợi 1 phút" in words_of(page)


def test_the_right_password_alone_forgives_only_those_already_inside(client, user):
    fails(client, user.username, 2)
    client.force_login(user)
    client.post("/tai-khoan/xac-nhan-lai/", {"password": builders.PASSWORD})
    assert not FailedSignIns.objects.exists()
