"""When a session ends, where one is signed in, and ending it there."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts import services, sessions
from accounts.devices import device
from common.models import AuditRecord
from tests import builders
from tests.accounts.second_factor import signs_in
from tests.accounts.test_signing_in import words_of

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36"
)
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1"


@pytest.fixture
def user(cast):
    return cast.registrant.user


def at(user, agent=WINDOWS):
    browser = Client(headers={"user-agent": agent})
    signs_in(browser, user)
    return browser


def is_open(browser):
    return browser.get("/tro-giup/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome trên Windows"), (ANDROID, "Chrome trên điện thoại Android"), (IPHONE, "Safari trên iPhone"),
        (f"{WINDOWS} Edg/126.0", "Edge trên Windows"), (f"coc_coc_browser/126 {WINDOWS}", "Cốc Cốc trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox trên Linux"),
        ("curl/8.0", "Trình duyệt khác"), ("", "Trình duyệt khác"),
    ],
)  # fmt: skip
def test_a_device_is_told_in_words(agent, words):
    assert device(agent) == words


def test_the_list_tells_device_address_and_which_one_is_this(user):
    here, _ = at(user), at(user, IPHONE)
    page = here.get("/tai-khoan/phien/")
    told = [(one.device, one.address, one.is_this) for one in page.context["sessions"]]
    assert sorted(told) == [("Chrome trên Windows", "127.0.0.1", True), ("Safari trên iPhone", "127.0.0.1", False)]
    assert "2 nơi, kể cả máy này" in words_of(here.get("/tai-khoan/"))


def test_one_session_is_ended_and_the_others_stay(user):
    here, phone, home = at(user), at(user, IPHONE), at(user, ANDROID)
    pk = next(one.pk for one in here.get("/tai-khoan/phien/").context["sessions"] if "iPhone" in one.device)
    here.post("/tai-khoan/phien/", {"session": pk})
    assert (is_open(here), is_open(phone), is_open(home)) == (True, False, True)
    assert AuditRecord.objects.filter(action="Đăng xuất khỏi máy khác").count() == 1


def test_all_others_are_ended(user):
    here, phone, home = at(user), at(user, IPHONE), at(user, ANDROID)
    here.post("/tai-khoan/phien/", {"others": "1"})
    assert (is_open(here), is_open(phone), is_open(home)) == (True, False, False)


@pytest.mark.parametrize("session", ["", "abc", "0", "99999999999999999999", "-1"])
def test_nonsense_ends_nothing(user, session):
    here, phone = at(user), at(user, IPHONE)
    here.post("/tai-khoan/phien/", {"session": session})
    assert (is_open(here), is_open(phone)) == (True, True)


def test_nobody_ends_the_session_of_another(user, cast):
    here, stranger = at(user), at(cast.commune_clerk.user)
    pk = UserSession.objects.get(user=cast.commune_clerk.user).pk
    here.post("/tai-khoan/phien/", {"session": pk})
    assert is_open(stranger)


def test_a_new_password_ends_the_other_sessions(user):
    here, phone = at(user), at(user, IPHONE)
    new = {"password1": "mot cau ngan de nho", "password2": "mot cau ngan de nho"}
    here.post("/tai-khoan/mat-khau/", {"oldpassword": builders.PASSWORD, **new})
    assert (is_open(here), is_open(phone)) == (True, False)
    assert [one.is_this for one in here.get("/tai-khoan/phien/").context["sessions"]] == [True]


def test_a_reset_ends_every_session(user, cast):
    here = at(user)
    services.reset_password(by=cast.commune_officer, user=user)
    assert not is_open(here)
    assert not UserSession.objects.filter(user=user).exists()


def test_choosing_an_own_password_keeps_the_session_in_the_list(cast):
    slip = services.reset_password(by=cast.commune_officer, user=cast.registrant.user)
    browser = Client()
    signs_in(browser, cast.registrant.user, slip)
    browser.post("/tai-khoan/mat-khau-rieng/", {"password1": "mot cau ngan de nho", "password2": "mot cau ngan de nho"})
    assert [one.is_this for one in browser.get("/tai-khoan/phien/").context["sessions"]] == [True]


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False)])
def test_a_session_ends_when_it_lies_unused(user, clock, minutes, stays):
    browser = at(user)
    clock.shift(minutes * 60)
    assert is_open(browser) == stays


def test_a_session_ends_some_hours_after_it_began_however_busy(user, clock):
    browser = at(user)
    for _ in range(12 * 2 - 1):
        clock.shift(30 * 60)
        assert is_open(browser)
    clock.shift(31 * 60)
    assert not is_open(browser)


def test_the_end_is_told_and_what_was_typed_is_kept(user, cast, clock):
    browser = at(user)
    clock.shift(61 * 60)
    answer = browser.post("/dang-ky/moi/tap-the/", {"position": cast.registrant.pk, "title": "Đường hoa"})
    assert answer.url == "/dang-nhap/?next=/tai-khoan/gui-tiep/"
    assert "Phiên làm việc đã hết. Hãy đăng nhập lại." in words_of(browser.get(answer.url))
    signs_in(browser, user)
    assert 'value="Đường hoa"' in browser.get("/tai-khoan/gui-tiep/").content.decode()


def test_the_last_use_is_written_every_five_minutes_at_most(user, clock, django_assert_num_queries):
    browser = at(user)
    browser.get("/tro-giup/")
    seen = UserSession.objects.get().last_seen_at
    clock.shift(4 * 60)
    browser.get("/tro-giup/")
    assert UserSession.objects.get().last_seen_at == seen
    clock.shift(2 * 60)
    browser.get("/tro-giup/")
    assert UserSession.objects.get().last_seen_at > seen


def test_ended_sessions_leave_the_list(user, clock):
    at(user, IPHONE)
    clock.shift(70 * 60)
    here = at(user)
    assert [one.device for one in here.get("/tai-khoan/phien/").context["sessions"]] == ["Chrome trên Windows"]


def test_what_ended_is_forgotten_also_of_people_who_do_not_come_back(user, clock):
    at(user)
    clock.shift(settings.SESSION_COOKIE_AGE - 60)
    keys = {at(user).session.session_key}
    clock.shift(120)
    assert Session.objects.count() == UserSession.objects.count() == 2
    sessions.forget_ended()
    assert set(Session.objects.values_list("session_key", flat=True)) == keys
    assert set(UserSession.objects.values_list("session_key", flat=True)) == keys


def test_a_session_without_marks_begins_now(client, user):
    client.force_login(user)
    client.get("/tro-giup/")
    assert client.session[sessions.BEGAN] > 0
    assert [one.is_this for one in client.get("/tai-khoan/phien/").context["sessions"]] == [True]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(user, count, django_assert_max_num_queries):
    for _ in range(count):
        at(user, IPHONE)
    here = at(user)
    here.get("/tai-khoan/phien/")
    with django_assert_max_num_queries(8):
        here.get("/tai-khoan/phien/")
