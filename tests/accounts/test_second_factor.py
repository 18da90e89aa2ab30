"""The second step: setting it up, signing in with it, recovery codes, losing it."""

import base64
import json
import re
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import credentials
from accounts.factors import FactorAdapter
from common.models import AuditRecord
from tests import builders
from tests.accounts.second_factor import code_of, equip, is_equipped, is_signed_in, signs_in
from tests.accounts.test_signing_in import ENGLISH, words_of

PAGES = (
    "/tai-khoan/", "/tai-khoan/phien/", "/tai-khoan/buoc-hai/", "/tai-khoan/buoc-hai/ung-dung/",
    "/tai-khoan/buoc-hai/khoa/", "/tai-khoan/xac-nhan-lai/",
)  # fmt: skip
EQUIPPED_PAGES = (
    "/tai-khoan/buoc-hai/", "/tai-khoan/buoc-hai/ung-dung/go/", "/tai-khoan/buoc-hai/ma-du-phong/",
    "/tai-khoan/buoc-hai/ma-du-phong/moi/", "/tai-khoan/xac-nhan-lai/ma/",
)  # fmt: skip


def actions():
    return list(AuditRecord.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def user(cast):
    return cast.registrant.user


def sets_up(client):
    page = client.get("/tai-khoan/buoc-hai/ung-dung/")
    secret = page.context["form"].secret
    form = {"code": code_of(secret), "token": str(uuid4())}
    return page, secret, client.post("/tai-khoan/buoc-hai/ung-dung/", form)


def test_an_app_is_set_up_by_its_picture_and_one_code_and_brings_recovery_codes(client, user):
    signs_in(client, user)
    page, secret, answer = sets_up(client)

    assert (
        page.context["totp_url"]
        == f"otpauth://totp/{user.username}?secret={secret}&issuer=D%C3%A2n%20v%E1%BA%ADn%20kh%C3%A9o"
    )
    assert page.context["totp_svg_data_uri"].startswith("data:image/svg+xml;base64,")
    assert answer.url == "/tai-khoan/buoc-hai/ma-du-phong/"
    codes = client.get(answer.url)
    assert len(re.findall(r"\b\d{4} \d{4}\b", words_of(codes))) == 10
    assert is_equipped(user)
    assert actions()[-1] == "Cài ứng dụng xác thực"


def test_recovery_codes_are_shown_once(client, user):
    signs_in(client, user)
    sets_up(client)
    first, again = (client.get("/tai-khoan/buoc-hai/ma-du-phong/") for _ in range(2))
    assert len(re.findall(r"\b\d{4} \d{4}\b", words_of(first))) == 10
    assert re.findall(r"\b\d{4} \d{4}\b", words_of(again)) == []
    assert "chỉ hiện một lần" in words_of(again)


def test_the_secrets_lie_encrypted(user):
    secret, codes = equip(user)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert (secret in stored, any(code in stored for code in codes)) == (False, False)


def test_an_earlier_key_still_opens_what_it_closed_and_an_unknown_one_never_gives_an_empty_secret(
    settings, client, user
):
    secret, _ = equip(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-" * 5
    assert Authenticator.objects.get(user=user, type="totp").wrap().validate_code(code_of(secret))
    settings.SECRET_KEY_FALLBACKS = []
    signs_in(client, user)
    page = client.post("/dang-nhap/buoc-hai/", {"code": "000000"})
    assert "khóa bí mật của hệ thống đã đổi" in words_of(page)
    assert not is_signed_in(client)


def test_the_password_alone_no_longer_opens(client, user):
    secret, _ = equip(user)
    assert signs_in(client, user).url == "/dang-nhap/buoc-hai/"
    assert not is_signed_in(client)
    assert client.get("/dang-ky/").url == "/dang-nhap/?next=/dang-ky/"

    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).url == "/"
    assert is_signed_in(client)
    line = AuditRecord.objects.get(action="Đăng nhập")
    assert line.after == {"cách đăng nhập": "mật khẩu, mã xác thực"}


def test_the_second_step_leads_on_to_where_one_wanted_to_go(client, user):
    secret, _ = equip(user)
    signs_in(client, user, next="/don-vi/")
    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).url == "/don-vi/"


def test_a_code_is_taken_once_even_while_it_is_still_valid(client, user, clock):
    secret, _ = equip(user)
    code = code_of(secret, step=1)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": code})
    client.post("/dang-xuat/")
    clock.shift(40)
    signs_in(client, user)
    page = client.post("/dang-nhap/buoc-hai/", {"code": code})
    assert "Mã chưa đúng hoặc đã hết hạn." in words_of(page)
    assert not is_signed_in(client)


@pytest.mark.parametrize(("step", "opens"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(client, user, step, opens):
    secret, _ = equip(user)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret, step)})
    assert is_signed_in(client) == opens


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "Mã chưa ghi."), ("000000", "Mã chưa đúng hoặc đã hết hạn."), ("abc", "Mã chưa đúng hoặc đã hết hạn."),
        ("1" * 21, "Ghi tối đa 20 ký tự; hiện có 21."), ("1\x002", "Mã chưa đúng hoặc đã hết hạn."),
    ],
)  # fmt: skip
def test_a_wrong_code_says_so_and_is_on_the_record(client, user, code, sentence):
    equip(user)
    signs_in(client, user)
    page = client.post("/dang-nhap/buoc-hai/", {"code": code})
    assert (page.status_code, sentence in words_of(page), ENGLISH.findall(words_of(page))) == (200, True, [])
    assert actions()[-1] == "Bước xác thực thứ hai không đúng"


HANDLE = base64.urlsafe_b64encode(b"1").decode().rstrip("=")
NONSENSE = [
    "", "{", "null", "[]", "1", '"x"', '{"id": 1}', '{"response": {}}', '{"response": []}', '{"rawId": "x", "response": 1}',
    json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {}, "response": {
        "clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": HANDLE}}),
    json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {
        "clientDataJSON": "e30", "attestationObject": "AAAA"}}),
    json.dumps({"rawId": "AAAA", "response": {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}),
]  # fmt: skip


@pytest.mark.parametrize("credential", NONSENSE)
@pytest.mark.parametrize("path", ["/dang-nhap/khoa/", "/dang-nhap/buoc-hai/", "/tai-khoan/buoc-hai/khoa/"])
def test_nonsense_in_place_of_a_passkey_opens_nothing(client, user, path, credential):
    client.get("/dang-nhap/khoa/", headers={"accept": "application/json"})
    if path.startswith("/tai-khoan/"):
        signs_in(client, user)
    elif path.endswith("buoc-hai/"):
        equip(user)
        signs_in(client, user)
    client.get(path)
    page = client.post(path, {"credential": credential}, follow=True)
    assert (page.status_code, ENGLISH.findall(words_of(page))) == (200, [])
    assert not Authenticator.objects.filter(user=user, type="webauthn").exists()
    assert is_signed_in(client) == path.startswith("/tai-khoan/")


def test_wrong_codes_make_the_name_wait_and_the_right_password_does_not_forgive(client, user):
    secret, _ = equip(user)
    signs_in(client, user)
    for _ in range(5):
        client.post("/dang-nhap/buoc-hai/", {"code": "000000"})
    page = client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert "Đăng nhập sai nhiều lần. Hãy đợi 1 phút" in words_of(page)
    client.post("/dang-xuat/")
    assert "Đăng nhập sai nhiều lần. Hãy đợi 1 phút" in words_of(signs_in(client, user))


def test_a_recovery_code_opens_once_and_tells_how_many_are_left(client, user):
    _, codes = equip(user)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": f"{codes[0][:4]} {codes[0][4:]}"})
    assert "Vừa dùng một mã dự phòng; còn 9 mã." in words_of(client.get("/"))
    client.post("/dang-xuat/")
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": codes[0]})
    assert not is_signed_in(client)


def test_used_up_recovery_codes_are_told(client, user):
    _, codes = equip(user)
    held = Authenticator.objects.get(user=user, type="recovery_codes")
    assert all(held.wrap().validate_code(code) for code in codes)
    client.force_login(user)
    assert "Đã dùng hết mã, hãy tạo mã mới" in words_of(client.get("/tai-khoan/buoc-hai/"))


def test_new_recovery_codes_end_the_old_ones(client, user):
    secret, codes = equip(user)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert client.post("/tai-khoan/buoc-hai/ma-du-phong/moi/").url == "/tai-khoan/buoc-hai/ma-du-phong/"
    assert not Authenticator.objects.get(user=user, type="recovery_codes").wrap().validate_code(codes[0])
    assert actions()[-1] == "Tạo mã dự phòng"


def test_taking_the_app_away_ends_the_second_step_and_the_codes(client, user):
    secret, _ = equip(user)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert client.post("/tai-khoan/buoc-hai/ung-dung/go/").url == "/tai-khoan/buoc-hai/"
    assert not Authenticator.objects.filter(user=user).exists()
    assert actions()[-1] == "Gỡ ứng dụng xác thực"


def test_some_time_after_the_sign_in_the_password_is_asked_again(client, user, clock):
    signs_in(client, user)
    clock.shift(6 * 60)
    asked = client.get("/tai-khoan/buoc-hai/ung-dung/")
    assert asked.url == "/tai-khoan/xac-nhan-lai/?next=%2Ftai-khoan%2Fbuoc-hai%2Fung-dung%2F"
    refused = client.post(asked.url, {"password": "sai-mat-khau-roi"})
    assert "Mật khẩu chưa đúng." in words_of(refused)
    assert client.post(asked.url, {"password": builders.PASSWORD}).url == "/tai-khoan/buoc-hai/ung-dung/"
    assert client.get("/tai-khoan/buoc-hai/ung-dung/").status_code == 200


def test_one_may_confirm_by_a_code_instead(client, user, clock):
    secret, _ = equip(user)
    client.force_login(user)
    client.get("/")
    clock.shift(6 * 60)
    asked = client.get("/tai-khoan/buoc-hai/ung-dung/go/")
    assert "mã xác thực" in words_of(client.get(asked.url))
    answer = client.post(
        "/tai-khoan/xac-nhan-lai/ma/", {"code": code_of(secret), "next": "/tai-khoan/buoc-hai/ung-dung/go/"}
    )
    assert answer.url == "/tai-khoan/buoc-hai/ung-dung/go/"
    wrong = client.post("/tai-khoan/xac-nhan-lai/ma/", {"code": "000000"})
    assert "Mã chưa đúng" in words_of(wrong)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_vietnamese_and_asks_little(client, user, path):
    client.force_login(user)
    client.get("/")
    with CaptureQueriesContext(connection) as questions:
        page = client.get(path)
    assert (page.status_code, ENGLISH.findall(words_of(page)), len(questions) <= 12) == (200, [], True)


@pytest.mark.parametrize("path", EQUIPPED_PAGES)
def test_every_page_of_the_equipped_speaks_vietnamese_and_asks_little(client, user, path):
    equip(user)
    client.force_login(user)
    client.get("/")
    with CaptureQueriesContext(connection) as questions:
        page = client.get(path)
    assert (page.status_code, ENGLISH.findall(words_of(page)), len(questions) <= 12) == (200, [], True)


def test_the_first_step_is_needed_before_the_second(client, user):
    equip(user)
    assert client.get("/dang-nhap/buoc-hai/").url == "/dang-nhap/"
    assert client.post("/dang-nhap/buoc-hai/", {"code": "123456"}).url == "/dang-nhap/"


def test_the_officer_above_takes_away_what_was_lost_and_ends_the_sessions(as_position, client, cast, user):
    equip(user)
    client.force_login(user)
    client.get("/")
    other = type(client)()
    other.force_login(cast.commune_officer.user)
    page = f"/tai-khoan/can-bo/{user.pk}/"
    assert "Gỡ bước xác thực thứ hai" in words_of(other.get(page))
    assert other.post(f"{page}go-xac-thuc/", {"token": str(uuid4())}).url == page

    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/").status_code == 302
    line = AuditRecord.objects.get(action="Gỡ bước xác thực thứ hai")
    assert (line.actor_id, line.object_id) == (cast.commune_officer.user_id, str(user.pk))
    assert credentials.remove_second_factor(by=cast.commune_officer, user=user) is False


MAY_REMOVE = {
    "commune_officer": 200,
    "admin": 200,
    "other_commune_officer": 404,
    "commune_leader": 403,
    "registrant": 403,
}


@pytest.mark.parametrize(("who", "status"), MAY_REMOVE.items())
def test_only_who_may_reset_the_password_may_take_the_second_factor_away(as_position, cast, who, status):
    page = f"/tai-khoan/can-bo/{cast.registrant.user_id}/go-xac-thuc/"
    assert as_position(getattr(cast, who)).get(page).status_code == status


def test_the_service_itself_refuses_a_stranger(cast, user):
    equip(user)
    with pytest.raises(PermissionDenied):
        credentials.remove_second_factor(by=cast.commune_leader, user=user)
    assert is_equipped(user)


def test_the_picture_is_drawn_without_the_library_s_own_package(user):
    assert "<svg" in FactorAdapter().build_totp_svg("otpauth://totp/a?secret=B")
