"""Signing in, one's own account, the position in use; no page of the sign-in library speaks English."""

import re

import pytest
from django.conf import settings

from accounts.enums import Role
from common import audit, installation
from common.models import AuditRecord
from tests import builders

ENGLISH = re.compile(
    r"\b(password|username|sign in|sign out|log in|please|field|required|incorrect|remember|too many)\b", re.I
)


def words_of(response):
    """What a person reads: the text without tags, and the values of labels."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>", " ", page)


def test_the_anonymous_meet_the_sign_in_page_in_vietnamese(client, db):
    page = client.get("/dang-nhap/")
    assert (page.status_code, ENGLISH.findall(words_of(page))) == (200, [])
    assert "placeholder" not in page.content.decode()


def test_an_empty_installation_shows_the_way_to_its_first_hour(client, db):
    assert "/bat-dau/" in client.get("/dang-nhap/").text
    builders.tree()
    assert "/bat-dau/" not in client.get("/dang-nhap/").text


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("ai.do", "sai-mat-khau-roi", "Tên đăng nhập hoặc mật khẩu chưa đúng."),
        ("ai@do", "sai-mat-khau-roi", "Tên đăng nhập hoặc mật khẩu chưa đúng."),
        ("", "sai-mat-khau-roi", "Tên đăng nhập chưa ghi."),
        ("ai.do", "", "Mật khẩu chưa ghi."),
        ("ai.do", "x" * 201, "Mật khẩu dài quá 200 ký tự."),
        ("x" * 61, "sai", "Ghi tối đa 60 ký tự; hiện có 61."),
        ("ai\x00do", "sai\x00", "Tên đăng nhập hoặc mật khẩu chưa đúng."),
    ],
)  # fmt: skip
def test_a_failed_sign_in_says_why_in_vietnamese(client, db, login, password, sentence):
    page = client.post("/dang-nhap/", {"login": login, "password": password})
    assert page.status_code == 200
    assert sentence in words_of(page)
    assert ENGLISH.findall(words_of(page)) == []


def test_signing_in_leads_on_and_is_on_the_record(client, cast):
    form = {"login": cast.registrant.user.username, "password": builders.PASSWORD, "next": "/don-vi/"}
    assert client.post("/dang-nhap/", form).url == "/don-vi/"
    line = AuditRecord.objects.get(action="Đăng nhập")
    assert (line.actor_id, line.position_id, line.address) == (cast.registrant.user_id, cast.registrant.pk, "127.0.0.1")


def test_signing_in_never_leads_to_another_host(client, cast):
    form = {"login": cast.registrant.user.username, "password": builders.PASSWORD, "next": "https://example.com/"}
    assert client.post("/dang-nhap/", form).url == "/"


def test_an_account_without_position_can_sign_in_and_is_on_the_record(client, db):
    user = builders.person()
    client.post("/dang-nhap/", {"login": user.username, "password": builders.PASSWORD})
    assert AuditRecord.objects.filter(action="Đăng nhập", object_id=str(user.pk)).count() == 1


def test_a_closed_account_is_told_so(client, cast):
    user = cast.registrant.user
    user.is_active = False
    user.save()
    page = client.post("/dang-nhap/", {"login": user.username, "password": builders.PASSWORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "Tài khoản này đã tạm khóa" in words_of(page)


def test_too_many_wrong_passwords_are_slowed_down(client, cast):
    form = {"login": cast.registrant.user.username, "password": "sai-mat-khau-roi"}
    pages = [client.post("/dang-nhap/", form) for _ in range(7)]
    assert "Đăng nhập sai nhiều lần." in words_of(pages[-1])


def test_the_page_for_too_many_requests_speaks_vietnamese(client, db, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    client.post("/dang-nhap/")
    page = client.post("/dang-nhap/")
    assert (page.status_code, "Quá nhiều lần thử" in words_of(page)) == (429, True)


def test_the_forgetful_are_sent_to_the_officer_above(client, db):
    assert "liên hệ cán bộ cấp trên" in words_of(client.get("/tai-khoan/quen-mat-khau/"))


def test_only_demo_data_show_their_accounts(client, cast):
    before = words_of(client.get("/dang-nhap/"))
    installation.mark_as_demo()
    after = words_of(client.get("/dang-nhap/"))
    assert ("danvan-demo" in before, "danvan-demo" in after, cast.registrant.user.username in after) == (
        False,
        True,
        True,
    )


def change(client, **changes):
    form = {"oldpassword": builders.PASSWORD, "password1": "mot cau ngan de nho", "password2": "mot cau ngan de nho"}
    return client.post("/tai-khoan/mat-khau/", form | changes)


def test_a_person_changes_the_own_password_and_stays_signed_in(as_position, cast):
    client = as_position(cast.registrant)
    assert change(client).url == "/tai-khoan/"
    assert client.get("/tai-khoan/").status_code == 200
    cast.registrant.user.refresh_from_db()
    assert cast.registrant.user.check_password("mot cau ngan de nho")
    assert AuditRecord.objects.filter(action="Đổi mật khẩu của mình").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"oldpassword": "sai"}, "oldpassword"),
        ({"oldpassword": ""}, "oldpassword"),
        ({"password2": "khac"}, "password2"),
        ({"password1": "", "password2": ""}, "password1"),
        ({"password1": "ngan", "password2": "ngan"}, "password1"),
        ({"password1": "password123", "password2": "password123"}, "password1"),
        ({"password1": "1234567890", "password2": "1234567890"}, "password1"),
    ],
)
def test_a_refused_password_is_explained_in_vietnamese(as_position, cast, changes, field):
    page = change(as_position(cast.registrant), **changes)
    assert (page.status_code, field in page.context["form"].errors) == (200, True)
    assert ENGLISH.findall(words_of(page)) == []


@pytest.mark.parametrize(
    "path", ["/dang-xuat/", "/tai-khoan/", "/tai-khoan/mat-khau/", "/tai-khoan/xac-nhan-lai/", "/tai-khoan/vi-tri/"]
)
def test_every_page_of_the_own_account_speaks_vietnamese(as_position, cast, path):
    page = as_position(cast.registrant).get(path)
    assert (page.status_code, ENGLISH.findall(words_of(page))) == (200, [])


def test_signing_out_leads_back_to_the_sign_in_page(as_position, cast):
    client = as_position(cast.registrant)
    assert client.post("/dang-xuat/").url == settings.LOGIN_URL or client.get("/").status_code == 302


@pytest.fixture
def two(cast, tree):
    """A person with two positions: registrant of the village and clerk of the commune."""
    return cast.registrant, builders.position("clerk", tree.commune_desk, user=cast.registrant.user)


def test_switching_leads_on_and_holds(as_position, two):
    registrant, clerk = two
    client = as_position(registrant)
    assert client.post("/tai-khoan/vi-tri/", {"to": clerk.pk, "next": "/don-vi/"}).url == "/don-vi/"
    assert client.get("/don-vi/").context["request"].position == clerk


@pytest.mark.parametrize("onward", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_switching_never_leads_to_another_host(as_position, two, onward):
    registrant, clerk = two
    assert as_position(registrant).post("/tai-khoan/vi-tri/", {"to": clerk.pk, "next": onward}).url == "/"


def test_nobody_switches_to_the_position_of_another(as_position, cast, two):
    client = as_position(two[0])
    client.post("/tai-khoan/vi-tri/", {"to": cast.commune_officer.pk})
    assert client.get("/don-vi/").context["request"].position == two[0]


def test_a_form_opened_under_another_position_is_kept_and_sent_on_after_the_switch(as_position, cast, tree):
    officer = builders.position("officer", tree.commune_desk, user=cast.registrant.user)
    client = as_position(cast.registrant)
    page = f"/don-vi/{tree.commune.pk}/them-dia-ban/"
    form = {
        "token": "00000000-0000-4000-8000-000000000002",
        "position": officer.pk,
        "name": "thôn “Mới” & Cũ",
        "level": "",
    }
    refused = client.post(page, form)
    assert (refused.status_code, refused.context["wanted"]) == (409, officer)
    assert 'name="name" value="thôn “Mới” &amp; Cũ"' in refused.content.decode()
    assert client.post(page, form | {"switch": "1"}).status_code == 302
    assert client.get("/don-vi/").context["request"].position == officer


def test_a_form_of_a_position_no_longer_held_shows_what_was_typed(as_position, cast, tree):
    client = as_position(cast.registrant)
    form = {"token": "x", "position": "999999", "name": "thôn Mới"}
    refused = client.post(f"/don-vi/{tree.commune.pk}/them-dia-ban/", form)
    assert refused.status_code == 409
    assert "thôn Mới" in words_of(refused)


def begun_at(client, user):
    client.logout()
    client.force_login(user)
    return client.get("/").context["request"].position


def test_whoever_holds_several_positions_begins_where_the_work_was_done_last_else_at_work(client, tree):
    admin = builders.position(Role.ADMIN, tree.commune)
    officer, clerk = (
        builders.position(role, tree.commune_desk, user=admin.user) for role in (Role.OFFICER, Role.CLERK)
    )
    assert begun_at(client, admin.user) == officer
    for last in (clerk, admin, officer):
        audit.record(by=last, action="Sửa đơn vị", obj=tree.commune, before={}, after={})
        assert begun_at(client, admin.user) == last
    assert client.session["position"] == officer.pk
