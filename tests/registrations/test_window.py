"""The days on which a plan takes registrations. “Trước ngày 25/3” closes at the end of 24/3."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from registrations import services, workflow
from registrations.enums import State
from registrations.plans import services as planning
from tests import builders

CLOSED = "Đã hết hạn nhận đăng ký (ngày cuối 24/03/2026). Cần cán bộ cấp trên cho phép nộp muộn."
NOT_YET = "Kế hoạch số 12/KH-UBND nhận đăng ký từ ngày 05/01/2026."


@pytest.fixture
def spring(tree, cast):
    """Takes registrations from 5 January, before 25 March 2026."""
    return builders.plan(tree, cast.commune_officer, year=2026, opens_on=date(2026, 1, 5), closes_on=date(2026, 3, 25))


@pytest.fixture
def written(tree, cast, spring):
    return builders.draft(cast.registrant, spring, levels=[tree.commune_level])


def hand_in(registration, by, day, at=time(9)):
    return builders.move(registration, workflow.SUBMIT, by, datetime.combine(day, at, timezone.get_current_timezone()))


@pytest.mark.parametrize(
    ("day", "at"),
    [(date(2026, 1, 5), time(0, 0)), (date(2026, 3, 24), time(9)), (date(2026, 3, 24), time(23, 59, 59))],
)
def test_inside_the_window_it_is_taken(cast, written, day, at):
    hand_in(written, cast.registrant, day, at)

    assert written.state == State.SUBMITTED


@pytest.mark.parametrize(
    ("day", "at", "sentence"),
    [
        (date(2026, 1, 4), time(23, 59, 59), NOT_YET),
        (date(2026, 3, 25), time(0, 0), CLOSED),
        (date(2026, 3, 26), time(9), CLOSED),
    ],
)
def test_outside_the_window_it_is_refused_with_the_day(cast, written, day, at, sentence):
    with pytest.raises(ValidationError) as refused:
        hand_in(written, cast.registrant, day, at)
    written.refresh_from_db()

    assert (refused.value.messages, written.state, written.events.count()) == ([sentence], State.DRAFT, 0)


def test_a_late_permit_counts_to_the_end_of_its_last_day(cast, written, spring, tree):
    planning.grant_late_permit(
        by=cast.commune_officer, plan=spring, unit=tree.village, until=date(2026, 4, 10), reason="Mưa lũ."
    )
    with pytest.raises(ValidationError):
        hand_in(written, cast.registrant, date(2026, 4, 11))
    hand_in(written, cast.registrant, date(2026, 4, 10), time(23, 59))

    assert written.state == State.SUBMITTED


def test_a_late_permit_is_for_one_unit_and_one_plan(cast, tree, spring, written):
    other = builders.plan(
        tree,
        cast.commune_officer,
        year=2026,
        number="13/KH-UBND",
        opens_on=date(2026, 1, 5),
        closes_on=date(2026, 2, 1),
    )
    for unit, plan in ((tree.other_village, spring), (tree.village, other)):
        planning.grant_late_permit(
            by=cast.commune_officer, plan=plan, unit=unit, until=date(2026, 4, 10), reason="Mưa lũ."
        )

    with pytest.raises(ValidationError, match="Đã hết hạn nhận đăng ký"):
        hand_in(written, cast.registrant, date(2026, 4, 10))


def test_what_came_back_may_be_handed_in_again_after_the_window(cast, written):
    hand_in(written, cast.registrant, date(2026, 3, 24))
    for step, by in ((workflow.RECEIVE, cast.commune_officer), (workflow.RETURN, cast.commune_officer)):
        builders.move(written, step, by, note="Ghi rõ địa chỉ.")
    hand_in(written, cast.registrant, date(2026, 4, 2))

    assert (written.state, timezone.localdate(written.first_sent_at)) == (State.SUBMITTED, date(2026, 3, 24))


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"title": " "}, "Còn thiếu: Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng."),
        ({"time_text": ""}, "Còn thiếu: Thời gian thực hiện và hoàn thành."),
        ({"sector": "", "levels": []}, "Còn thiếu: Lĩnh vực của mô hình đăng ký; Đăng ký mô hình cấp."),
        ({"signed_on": "31/02/2026"}, "Còn thiếu: Ngày ký ghi chưa rõ."),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_sent(cast, tree, spring, missing, sentence):
    registration = builders.draft(
        cast.registrant,
        spring,
        **{"levels": [tree.commune_level]}
        | {key: value for key, value in missing.items() if key != "levels" and key != "sector"},
    )
    services.save_draft(
        by=cast.registrant, registration=registration, purpose="registration", revision=1,
        data=registration.drafts.get().data | missing,
    )  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        hand_in(registration, cast.registrant, date(2026, 3, 1))
    registration.refresh_from_db()

    assert (refused.value.messages, registration.state, registration.first_sent_at) == ([sentence], State.DRAFT, None)


def change_plan(registration, by, plan) -> None:
    draft = registration.drafts.get()
    services.save_draft(
        by=by, registration=registration, purpose=draft.purpose, revision=draft.revision,
        data=draft.data | {"plan": str(plan.pk)},
    )  # fmt: skip


@pytest.fixture
def summer(tree, cast):
    """A second plan of the same year: takes registrations from 1 June, before 1 July 2026."""
    days = {"opens_on": date(2026, 6, 1), "closes_on": date(2026, 7, 1)}
    return builders.plan(tree, cast.commune_officer, year=2026, number="45/KH-UBND", **days)


def test_the_window_is_that_of_the_plan_on_the_paper(cast, written, summer):
    change_plan(written, cast.registrant, summer)
    with pytest.raises(ValidationError) as refused:
        hand_in(written, cast.registrant, date(2026, 3, 10))

    assert refused.value.messages == ["Kế hoạch số 45/KH-UBND nhận đăng ký từ ngày 01/06/2026."]


def test_a_draft_moved_to_an_open_plan_is_taken(cast, written, summer):
    change_plan(written, cast.registrant, summer)
    hand_in(written, cast.registrant, date(2026, 6, 10))

    assert (written.state, written.plan) == (State.SUBMITTED, summer)


def test_what_came_back_does_not_slip_into_a_closed_plan(cast, written, summer):
    hand_in(written, cast.registrant, date(2026, 3, 10))
    builders.move(written, workflow.RECEIVE, cast.commune_officer)
    builders.move(written, workflow.RETURN, cast.commune_officer, note="Thiếu minh chứng.")
    change_plan(written, cast.registrant, summer)
    with pytest.raises(ValidationError) as refused:
        hand_in(written, cast.registrant, date(2026, 8, 1))

    assert refused.value.messages[0].startswith("Đã hết hạn nhận đăng ký (ngày cuối 30/06/2026).")
