"""Nghĩ lại trước khi nộp: a model that seems to be there already, a returned paper in which nothing was changed."""

import pytest

from registrations import services, workflow
from registrations.enums import Purpose, State
from tests import builders
from tests.registrations.test_pages import guard

pytestmark = pytest.mark.django_db
TITLE = "Đường hoa phụ nữ tự quản"


@pytest.fixture
def hand_in(as_position, cast):
    """Press “Nộp đăng ký” as its owner; what the record says of it afterwards comes with the answer."""

    def press(registration, **more):
        owner = as_position(cast.registrant)
        answer = owner.post(f"/dang-ky/{registration.code}/buoc/nop-dang-ky/", guard(cast.registrant) | more)
        registration.refresh_from_db()
        return answer

    return press


def test_a_model_that_is_there_already_asks_for_a_second_thought(hand_in, cast, plan, tree):
    levels = [tree.commune_level]
    earlier = builders.submitted(cast.registrant, plan, levels=levels, title=TITLE)
    again = builders.draft(cast.registrant, plan, levels=levels, title=TITLE.upper())
    revision = again.drafts.get().revision

    asked = hand_in(again, revision=revision)
    assert (asked.status_code, again.state) == (200, State.DRAFT)
    assert earlier.code in asked.text and "Vẫn nộp đăng ký" in asked.text
    assert f'name="revision" value="{revision}"' in asked.text

    hand_in(again, **{"da-xem": "1", "revision": revision})
    assert again.state == State.SUBMITTED


def test_a_new_model_goes_straight_up(hand_in, cast, plan, tree):
    levels = [tree.commune_level]
    builders.submitted(cast.registrant, plan, levels=levels, title=TITLE)
    other = builders.draft(cast.registrant, plan, levels=levels, title="Tổ tiết kiệm giúp nhau thoát nghèo bền vững")
    hand_in(other)
    assert other.state == State.SUBMITTED


@pytest.fixture
def returned(cast, plan, tree):
    one = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], title=TITLE)
    builders.move(one, workflow.RETURN, cast.commune_officer, note="Ghi rõ cách làm.")
    return one


def test_a_returned_paper_in_which_nothing_was_changed_is_asked_about(hand_in, returned):
    asked = hand_in(returned)
    assert "chưa sửa gì" in asked.text
    assert returned.state == State.RETURNED


def test_once_it_was_changed_it_goes_up(hand_in, returned, cast):
    draft = returned.drafts.get(purpose=Purpose.REGISTRATION)
    services.save_draft(
        by=cast.registrant, registration=returned, purpose=Purpose.REGISTRATION, revision=draft.revision,
        data=draft.data | {"time_text": "Quý IV"},
    )  # fmt: skip
    hand_in(returned)
    assert returned.state == State.SUBMITTED
