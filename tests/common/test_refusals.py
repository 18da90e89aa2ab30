"""Từ chối: what a signed-in person was refused is on the record, and cannot fill it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from common.models import AuditRecord
from common.refusals import MORE, MOST_IN_AN_HOUR, NOT_ALLOWED, REFUSED
from registrations import workflow
from tests import builders

pytestmark = pytest.mark.django_db


def refusals():
    return list(AuditRecord.objects.filter(action__in=[REFUSED, MORE]).order_by("pk"))


def test_a_forbidden_page_leaves_a_line(as_position, cast):
    as_position(cast.registrant).get("/nhat-ky/", REMOTE_ADDR="198.51.100.7")
    (line,) = refusals()

    assert (line.actor, line.position_id, line.address) == ("Lê Thị Thoa", cast.registrant.pk, "198.51.100.7")
    assert (line.kind, line.after) == ("accounts.user", {"việc": "Mở trang /nhat-ky/", "lý do": NOT_ALLOWED})


def test_a_person_without_a_position_is_named(client, cast):
    person = builders.person("Người mới")
    client.force_login(person)
    client.get("/nhat-ky/")

    assert [(line.actor, line.position, line.position_id) for line in refusals()] == [
        ("Người mới", "Chưa có vị trí công tác", None)
    ]


def test_a_stranger_leaves_no_line(client, cast):
    client.get("/nhat-ky/")
    client.post("/dang-nhap/", {"login": "x", "password": "y"})

    assert refusals() == []


def press(client, registration, step, position, token=None):
    address = f"/dang-ky/{registration.code}/buoc/{step.slug}/"
    return client.post(address, {"token": token or uuid4(), "position": position.pk})


def test_a_move_that_comes_too_late_leaves_a_line_with_its_reason(as_position, cast, tree, plan):
    registration = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    press(as_position(cast.commune_officer), registration, workflow.RECEIVE, cast.commune_officer)
    (line,) = refusals()

    assert (line.kind, line.label) == ("registrations.registration", str(registration))
    assert line.after == {"việc": "Tiếp nhận", "lý do": "Không thể tiếp nhận khi hồ sơ “Đã tiếp nhận”."}


def test_a_move_without_the_right_leaves_one_line_not_two(as_position, cast, tree, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    answer = press(as_position(cast.commune_clerk), registration, workflow.TAKE_BACK, cast.commune_clerk)

    assert answer.status_code == 403
    assert [line.after for line in refusals()] == [{"việc": "Rút về để sửa", "lý do": NOT_ALLOWED}]


def test_the_title_of_what_was_never_sent_is_not_told(as_position, cast, tree, plan):
    registration = builders.draft(cast.registrant, plan, levels=[], title="Tên còn giữ kín")
    press(as_position(cast.registrant), registration, workflow.SUBMIT, cast.registrant)
    (line,) = refusals()

    assert line.label == registration.code
    assert "kín" not in f"{line.after} {line.search_text}"


def test_a_form_opened_under_another_position_leaves_a_line(as_position, cast, tree):
    other = builders.position("officer", tree.commune_desk, user=cast.registrant.user)
    as_position(cast.registrant).post("/dang-ky/moi/tap-the/", {"position": other.pk, "token": uuid4()})

    assert [line.after for line in refusals()] == [
        {"việc": "Gửi biểu mẫu ở trang /dang-ky/moi/tap-the/", "lý do": f"Biểu mẫu đã mở ở vị trí khác: {other}"}
    ]


def test_a_move_that_succeeds_leaves_no_refusal(as_position, cast, tree, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    token, client = uuid4(), as_position(cast.commune_officer)
    press(client, registration, workflow.RECEIVE, cast.commune_officer, token)
    press(client, registration, workflow.RECEIVE, cast.commune_officer, token)

    assert refusals() == []


def test_pressing_on_and_on_is_written_so_often_and_then_once_more(as_position, cast):
    client = as_position(cast.registrant)
    for _ in range(MOST_IN_AN_HOUR + 5):
        client.get("/nhat-ky/")
    written = [line.action for line in refusals()]

    assert written == [REFUSED] * MOST_IN_AN_HOUR + [MORE]


def test_after_an_hour_it_is_written_again_and_another_person_is_written_meanwhile(as_position, cast, time_machine):
    client = as_position(cast.registrant)
    for _ in range(MOST_IN_AN_HOUR + 2):
        client.get("/nhat-ky/")
    as_position(cast.commune_clerk).get("/nhat-ky/")
    assert len(refusals()) == MOST_IN_AN_HOUR + 2

    time_machine.move_to(timezone.now() + timedelta(seconds=3601))
    as_position(cast.registrant).get("/nhat-ky/")
    assert [line.action for line in refusals()][-1] == REFUSED
