"""Quên mật khẩu: the request goes to those who may reset, and tells a stranger nothing."""

from uuid import uuid4

import pytest

from accounts import desk, rights
from accounts.enums import Role
from accounts.models import PasswordRequest, Position, User
from common.models import AuditRecord
from tests import builders
from tests.accounts.test_signing_in import ENGLISH, words_of

PAGE = "/tai-khoan/quen-mat-khau/"
LINE = "Cấp lại mật khẩu cho người đã quên"


def asks(client, name):
    return client.post(PAGE, {"username": name}, follow=True)


def sees(position):
    return [line.note for line in desk.work(position) if line.title == LINE]


@pytest.fixture
def user(cast):
    return cast.registrant.user


def test_the_request_waits_at_the_desks_of_those_who_may_reset_and_of_nobody_else(client, cast, user):
    asks(client, user.username)
    told = {name for name, position in vars(cast).items() if sees(position)}
    assert told == {name for name, position in vars(cast).items() if rights.may_reset(position, user)}
    assert sees(cast.commune_officer) == [user.full_name]


def test_the_question_of_many_is_the_question_of_one(cast, tree, django_assert_num_queries):
    """`resettable_by` and `may_reset` are one rule, said once for a list and once for a person in hand."""
    builders.position(Role.OFFICER, tree.commune_front, areas=[tree.commune, tree.other_commune])
    builders.position(Role.ADMIN, tree.province, user=cast.women_registrant.user)
    held = Position.objects.not_ended_on("2026-01-01")
    for position in vars(cast).values():
        many = set(User.objects.resettable_by(position, held=held))
        one_by_one = {one for one in User.objects.managed_by(position) if rights.may_reset(position, one)}
        assert many == one_by_one


def test_the_answer_is_the_same_for_a_name_nobody_bears(client, user):
    known, unknown = words_of(asks(client, user.username)), words_of(asks(client, "khong.co.ai"))
    assert known == unknown
    assert "Đã nhận. Nếu tên đăng nhập đúng" in known
    assert list(PasswordRequest.objects.values_list("user", flat=True)) == [user.pk]


def test_a_closed_account_asks_for_nothing(client, user):
    User.objects.filter(pk=user.pk).update(is_active=False)
    asks(client, user.username)
    assert not PasswordRequest.objects.exists()


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "Tên đăng nhập chưa ghi."), ("x" * 61, "Ghi tối đa 60 ký tự; hiện có 61.")]
)
def test_a_bad_name_is_explained_and_kept(client, db, name, sentence):
    page = asks(client, name)
    assert (sentence in words_of(page), ENGLISH.findall(words_of(page))) == (True, [])
    assert f'value="{name}"' in page.content.decode() or not name


def test_asking_again_changes_nothing_but_the_hour_and_is_on_the_record_once(client, user):
    asks(client, user.username)
    first = PasswordRequest.objects.get()
    asks(client, user.username.upper())
    again = PasswordRequest.objects.get()
    assert (again.pk, again.asked_at > first.asked_at, again.address) == (first.pk, True, "127.0.0.1")
    assert AuditRecord.objects.filter(action="Xin cấp lại mật khẩu").count() == 1


def test_asking_too_often_is_refused_in_words(client, user):
    pages = [asks(client, user.username) for _ in range(6)]
    assert "Đã gửi nhiều yêu cầu từ đây" in words_of(pages[-1])


def test_the_request_stands_on_the_page_of_the_person_and_ends_with_the_reset(client, as_position, cast, user):
    asks(client, user.username)
    officer = as_position(cast.commune_officer)
    assert LINE in words_of(officer.get("/"))
    page = f"/tai-khoan/can-bo/{user.pk}/"
    assert "Xin cấp lại mật khẩu lúc" in words_of(officer.get(page))
    officer.post(f"{page}mat-khau/", {"token": str(uuid4())})
    assert "Xin cấp lại mật khẩu lúc" not in words_of(officer.get(page))
    assert sees(cast.commune_officer) == []


def test_a_request_runs_out_after_a_week(client, cast, user, clock):
    asks(client, user.username)
    clock.shift(7 * 24 * 3600 + 60)
    assert sees(cast.commune_officer) == []


def test_many_are_named_shortly_and_the_longest_waiting_comes_first(client, cast, tree, clock):
    names = []
    for number in range(5):
        person = builders.position(Role.REGISTRANT, tree.village, user=builders.person(f"Người Thứ {number}")).user
        names.append(person.full_name)
        asks(client, person.username)
        clock.shift(60)
    assert sees(cast.commune_officer) == [f"{', '.join(names[:3])} và người khác"]
