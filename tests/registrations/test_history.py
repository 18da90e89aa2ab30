"""How the history tells a second time: what was returned is handed in again, and received again where it had been."""

import pytest

from registrations import workflow
from registrations.templatetags.registrations import labelled
from registrations.timeline import timeline_of
from tests import builders


@pytest.fixture
def labels(cast):
    def of(registration):
        return [label for _event, label in labelled(timeline_of(registration, cast.district_officer).history)]

    return of


def test_a_first_way_up_is_told_as_it_is_called(tree, cast, plan, labels):
    record = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level]
    )
    builders.move(record, workflow.FORWARD, cast.commune_officer)
    builders.move(record, workflow.RECEIVE, cast.district_officer)

    assert labels(record) == ["Nộp đăng ký", "Tiếp nhận", "Xác nhận và chuyển cấp trên", "Tiếp nhận"]


def test_what_came_back_is_handed_in_and_received_again(tree, cast, plan, labels, as_position):
    record = builders.received(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level, tree.district_level]
    )
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    builders.move(record, workflow.SUBMIT, cast.registrant)
    builders.move(record, workflow.RECEIVE, cast.commune_officer)
    builders.move(record, workflow.FORWARD, cast.commune_officer)
    builders.move(record, workflow.RECEIVE, cast.district_officer)

    assert labels(record)[2:] == [
        "Trả lại để bổ sung", "Nộp lại", "Tiếp nhận lại", "Xác nhận và chuyển cấp trên", "Tiếp nhận",
    ]  # fmt: skip
    page = as_position(cast.registrant).get(f"/dang-ky/{record.code}/").content.decode()
    assert ("<b>Nộp lại</b>" in page, "<b>Tiếp nhận lại</b>" in page) == (True, True)


def test_what_was_taken_back_before_it_was_received_is_handed_in_as_the_first_time(tree, cast, plan, labels):
    record = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    builders.move(record, workflow.TAKE_BACK, cast.registrant)
    builders.move(record, workflow.SUBMIT, cast.registrant)

    assert labels(record) == ["Nộp đăng ký", "Rút về để sửa", "Nộp đăng ký"]
