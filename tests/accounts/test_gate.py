"""Who must first choose an own password or set up a second factor can open nothing else."""

import importlib
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from accounts import gate, services
from accounts.enums import Role
from accounts.signin import KEPT
from common.models import AuditRecord
from danvan import settings as production
from tests import builders
from tests.accounts.second_factor import code_of, equip, is_signed_in, signs_in
from tests.accounts.test_signing_in import ENGLISH, words_of
from tests.building.test_urls import PRIVATE

OWN = "/tai-khoan/mat-khau-rieng/"
FACTOR = "/tai-khoan/buoc-hai/"
NEW = "mot cau ngan de nho"


@pytest.fixture
def slip(cast):
    """The registrant with a one-time password on a slip."""
    return services.reset_password(by=cast.commune_officer, user=cast.registrant.user)


def behind(shut):
    return [(name, path) for name, path in PRIVATE if name not in gate.OPEN[shut]]


def test_a_slip_opens_only_the_page_for_an_own_password(client, cast, slip):
    signs_in(client, cast.registrant.user, slip)
    assert is_signed_in(client)
    answers = {name: client.get(path) for name, path in behind("password")}
    assert {name: answer.get("Location") for name, answer in answers.items() if answer.get("Location") != OWN} == {}


def test_the_page_for_an_own_password_shows_no_menu_and_speaks_vietnamese(client, cast, slip):
    signs_in(client, cast.registrant.user, slip)
    page = client.get(OWN)
    assert (page.status_code, ENGLISH.findall(words_of(page)), 'id="trinh-don"' in page.content.decode()) == (
        200,
        [],
        False,
    )


def test_after_the_choice_everything_is_open_and_the_slip_is_worth_nothing(client, cast, slip):
    user = cast.registrant.user
    signs_in(client, user, slip)
    assert client.post(OWN, {"password1": NEW, "password2": NEW}).url == "/"
    assert client.get("/dang-ky/").status_code == 200
    user.refresh_from_db()
    assert (user.check_password(slip), user.check_password(NEW), user.must_change_password) == (False, True, False)
    assert client.get(OWN).url == "/tai-khoan/"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (("", ""), "password1", "Mật khẩu mới chưa ghi."),
        ((NEW, "khac"), "password2", "Hai lần ghi mật khẩu mới chưa giống nhau."),
        (("ngan", "ngan"), "password1", "Mật khẩu ngắn quá: cần ít nhất 10 ký tự."),
        (("slip", "slip"), "password1", "Mật khẩu mới phải khác mật khẩu trên phiếu."),
    ],
)
def test_a_refused_choice_says_why(client, cast, slip, typed, field, sentence):
    signs_in(client, cast.registrant.user, slip)
    first, second = (slip if one == "slip" else one for one in typed)
    page = client.post(OWN, {"password1": first, "password2": second})
    assert sentence in page.context["form"].errors[field]
    assert ENGLISH.findall(words_of(page)) == []


def test_a_slip_that_looks_guessable_is_still_told_from_a_new_password(client, cast, monkeypatch):
    monkeypatch.setattr(services, "one_time_password", lambda: "mat-khau-mat-khau")
    slip = services.reset_password(by=cast.commune_officer, user=cast.registrant.user)
    signs_in(client, cast.registrant.user, slip)
    page = client.post(OWN, {"password1": slip, "password2": slip})
    assert page.context["form"].errors["password1"] == ["Mật khẩu mới phải khác mật khẩu trên phiếu."]


def test_long_passwords_are_taken_whole(client, cast, slip):
    signs_in(client, cast.registrant.user, slip)
    long = "con trâu đi trước cái cày theo sau, " * 4
    client.post(OWN, {"password1": long, "password2": long})
    cast.registrant.user.refresh_from_db()
    assert (cast.registrant.user.check_password(long), cast.registrant.user.check_password(long[:-1])) == (True, False)


def test_an_opened_account_must_choose_and_the_first_administrator_and_the_demo_need_not(cast, tree):
    opened = services.open_account_with_position(
        by=cast.commune_officer,
        token=uuid4(),
        username="moi.mo",
        full_name="Người Mới",
        role="registrant",
        unit=tree.village,
    )
    first = services.open_account(by=None, username="quan.tri", full_name="Quản trị", password=NEW)
    assert (opened.must_change_password, first.must_change_password) == (True, False)


@pytest.fixture
def required(settings):
    settings.DANVAN_SECOND_FACTOR = frozenset({"leader", "admin"})


def test_the_words_of_the_setting_are_the_roles(monkeypatch):
    monkeypatch.setenv("DANVAN_SECOND_FACTOR", ",".join(Role.values))
    assert set(Role.values) == importlib.reload(production).DANVAN_SECOND_FACTOR


@pytest.mark.parametrize(("in_production", "roles"), [("0", set()), ("1", {"admin"})])
def test_the_administrator_needs_one_in_production_where_nobody_says_otherwise(monkeypatch, in_production, roles):
    monkeypatch.setenv("DANVAN_PRODUCTION", in_production)
    assert roles == importlib.reload(production).DANVAN_SECOND_FACTOR


@pytest.fixture(autouse=True)
def _settings_as_they_were():
    yield
    importlib.reload(production)


def test_a_required_role_without_a_second_factor_opens_only_the_pages_that_set_it_up(client, cast, required):
    signs_in(client, cast.commune_leader.user)
    answers = {name: client.get(path) for name, path in behind("factor")}
    assert {name: answer.get("Location") for name, answer in answers.items() if answer.get("Location") != FACTOR} == {}
    assert "Vai trò của bạn phải có bước xác thực thứ hai" in words_of(client.get(FACTOR))


def test_once_set_up_everything_is_open(client, cast, required):
    signs_in(client, cast.commune_leader.user)
    secret = client.get(f"{FACTOR}ung-dung/").context["form"].secret
    client.post(f"{FACTOR}ung-dung/", {"code": code_of(secret)})
    assert client.get("/").status_code == 200


def test_taking_the_last_one_away_shuts_again(client, cast, required):
    user = cast.commune_leader.user
    secret, _ = equip(user)
    signs_in(client, user)
    client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert client.get("/").status_code == 200
    client.post(f"{FACTOR}ung-dung/go/")
    assert client.get("/").url == FACTOR


def test_other_roles_are_not_held_up(client, cast, required):
    signs_in(client, cast.registrant.user)
    assert client.get("/").status_code == 200


def test_the_requirement_costs_nothing_once_it_is_known_to_be_met(client, cast, required, django_assert_num_queries):
    equip(cast.commune_leader.user)
    client.force_login(cast.commune_leader.user)
    client.get("/tro-giup/")
    with django_assert_num_queries(4):  # session, person, positions, areas
        client.get("/tai-khoan/mat-khau-rieng/")


def test_what_was_typed_before_the_gate_shut_is_kept_and_offered_afterwards(client, cast, tree, required):
    client.force_login(cast.registrant.user)
    leader = builders.position("leader", tree.commune_desk, user=cast.registrant.user)
    form = {"token": str(uuid4()), "position": cast.registrant.pk, "title": "Đường hoa"}
    assert client.post("/dang-ky/moi/tap-the/", form).url == FACTOR
    assert dict(client.session[KEPT]["typed"])["title"] == "Đường hoa"
    equip(leader.user)
    assert client.get("/").url == "/tai-khoan/gui-tiep/"
    assert "Nội dung đã gõ vẫn còn" in words_of(client.get("/tai-khoan/gui-tiep/"))


def test_the_server_itself_gives_the_only_administrator_a_way_back(client, cast, capsys):
    user = cast.admin.user
    equip(user)
    call_command("new_password", user.username, "--without-second-factor")
    password = capsys.readouterr().out.split()[-1]
    signs_in(client, user, password)
    assert client.get("/").url == OWN
    assert not Authenticator.objects.filter(user=user).exists()
    assert AuditRecord.objects.filter(action="Cấp lại mật khẩu", actor_id=None).count() == 1
    with pytest.raises(CommandError, match="Không có tài khoản"):
        call_command("new_password", "khong.co")
