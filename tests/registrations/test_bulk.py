"""Xử lý nhiều hồ sơ: one press, each record on its own, a line for each; pressed twice nothing happens twice."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from registrations import workflow
from registrations.enums import State
from registrations.lists import bulk
from registrations.models import Receipt
from tests import builders
from tests.registrations.stories import fresh, history, in_state
from tests.registrations.test_pages import guard, told

ASK = "/dang-ky/hang-loat/"


@pytest.fixture
def made(tree, cast, plan):
    def build(state, count=2, levels=None, **changes):
        known = {"officer": cast.commune_officer, "plan": plan, "levels": levels or [tree.commune_level]}
        return [in_state(state, owner=cast.registrant, **known, **changes) for _ in range(count)]

    return build


@pytest.fixture
def press(as_position, cast, settings):
    # Each record is moved on its own: the questions of a move are asked for each.
    settings.ZEAL_ALLOWLIST = [{"model": "*"}]

    def pressed(move, records, position=None, token=None, **typed):
        position = position or cast.commune_officer
        codes = [one.code for one in records]
        return as_position(position).post(f"{ASK}{move.slug}/", guard(position, token) | {"hs": codes} | typed)

    return pressed


def outcomes(answer):
    page = answer.client.get(answer.headers["Location"])
    return [(one["code"], one["is_done"], one["told"]) for one in page.context["outcomes"]]


def states(records):
    return [fresh(one).state for one in records]


def test_many_are_received_at_once(press, made):
    records = made(State.SUBMITTED, 3)
    answer = press(workflow.RECEIVE, records)

    assert answer.headers["Location"] == ASK
    assert outcomes(answer) == [(one.code, True, workflow.RECEIVE.done) for one in records]
    assert states(records) == [State.RECEIVED] * 3
    assert Receipt.objects.count() == 3


def test_pressed_twice_each_record_moves_once_and_the_answer_is_the_same(press, made):
    records, token = made(State.SUBMITTED), uuid4()
    first, second = (outcomes(press(workflow.RECEIVE, records, token=token)) for _ in range(2))

    assert first == second
    assert [len(history(one)) for one in records] == [2, 2]


def test_confirming_asks_once_for_all_and_names_every_record(press, made):
    records = made(State.RECEIVED)
    asked = press(workflow.CONFIRM, records)
    assert (asked.status_code, states(records)) == (200, [State.RECEIVED] * 2)
    assert [one.code in asked.content.decode() for one in records] == [True, True]

    answer = press(workflow.CONFIRM, records, **{"da-hoi": "1", "note": "Đủ nội dung."})
    assert [done for _code, done, _told in outcomes(answer)] == [True, True]
    assert [one.events.last().note for one in records] == ["Đủ nội dung."] * 2
    assert sorted(Receipt.objects.values_list("register_number", flat=True)) == [1, 2]


def test_a_return_needs_one_reason_for_all(press, made):
    records = made(State.RECEIVED)
    refused = press(workflow.RETURN, records, **{"da-hoi": "1", "note": " "})
    assert refused.context["form"].errors == {"note": ["Mục này chưa ghi."]}
    press(workflow.RETURN, records, **{"da-hoi": "1", "note": "Thiếu minh chứng."})

    assert states(records) == [State.RETURNED] * 2
    assert [one.events.last().note for one in records] == ["Thiếu minh chứng."] * 2


def test_reports_are_returned_together_with_one_reason_and_one_day(press, made, as_position, cast):
    records, until = made(State.RESULT_SENT), f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}"
    press(workflow.RETURN_RESULT, records, **{"da-hoi": "1", "note": "Thiếu số liệu.", "due_on": until})

    assert states(records) == [State.CONFIRMED] * 2
    assert [one.events.last().note for one in records] == ["Thiếu số liệu."] * 2
    page = as_position(cast.registrant).get(f"/dang-ky/{records[0].code}/").content.decode()
    assert f"gửi lại trước ngày <b>{until}</b>" in page


def test_what_cannot_be_moved_says_why_and_holds_nothing_up(press, made):
    ready, late = made(State.RECEIVED, 1), made(State.CONFIRMED, 1)
    answer = press(workflow.CONFIRM, [*late, *ready], **{"da-hoi": "1"})

    assert outcomes(answer) == [
        (late[0].code, False, "Không thể xác nhận đăng ký khi hồ sơ “Đã xác nhận đăng ký”."),
        (ready[0].code, True, workflow.CONFIRM.done),
    ]


def test_the_question_leaves_out_what_is_not_there(press, made):
    ready, late = made(State.RECEIVED, 1), made(State.CONFIRMED, 1)
    asked = press(workflow.CONFIRM, [*late, *ready])
    assert (asked.context["registrations"], asked.context["others"]) == (ready, late)

    assert told(press(workflow.CONFIRM, late)) == (
        f"/dang-ky/?xem=cho&hs={late[0].code}", [
            "“Xác nhận đăng ký” không dùng cho hồ sơ ở trạng thái “Đã xác nhận đăng ký”. "
            "Hãy chọn hồ sơ khác hoặc việc khác."
        ],
    )  # fmt: skip


def test_one_comes_back_to_the_list_as_it_was_seen_with_what_was_ticked(as_position, cast, made, press):
    ready, late = made(State.RECEIVED, 2), made(State.RESULT_SENT, 1)
    client, seen = as_position(cast.commune_officer), "xem=cho&nam=2024&trang=1"
    page = client.get(f"/dang-ky/?{seen}").content.decode()
    assert f'formaction="{ASK}{workflow.CONFIRM.slug}/?{seen.replace("&", "&amp;")}"' in page

    there = f"{ASK}{workflow.CONFIRM.slug}/?{seen}"
    back = client.post(there, guard(cast.commune_officer) | {"hs": [late[0].code]}).headers["Location"]
    assert back == f"/dang-ky/?{seen}&hs={late[0].code}"
    boxes = re.findall(r'value="(DVK[^"]+)" aria-label="[^"]+"( checked)?', client.get(back).content.decode())
    assert {code for code, checked in boxes if checked} == {late[0].code}
    assert len(boxes) == 3

    codes = [one.code for one in ready]
    assert client.post(there, guard(cast.commune_officer) | {"hs": codes}).context["back"] == (
        f"/dang-ky/?{seen}&hs={codes[0]}&hs={codes[1]}"
    )
    client.post(f"{there}&chon=1", guard(cast.commune_officer) | {"hs": codes, "da-hoi": "1"})
    assert client.get(ASK).context["back"] == f"/dang-ky/?{seen}"


def test_after_an_error_the_question_names_all_that_were_chosen_as_they_were_ticked(press, made):
    ready, late = made(State.RECEIVED), made(State.CONFIRMED, 1)
    chosen = [one.code for one in [*ready, *late]]
    again = press(workflow.RETURN, ready[:1], **{"da-hoi": "1", "note": " ", "da-chon": chosen})

    assert (again.context["registrations"], again.context["others"]) == (ready, late)
    ticked = re.findall(r'name="hs" value="([^"]+)" checked', again.content.decode())
    assert (ticked, re.findall(r'name="da-chon" value="([^"]+)"', again.content.decode())) == ([chosen[0]], chosen)
    answer = press(workflow.RETURN, ready[:1], **{"da-hoi": "1", "note": "Thiếu ảnh.", "da-chon": chosen})
    assert [code for code, _done, _told in outcomes(answer)] == chosen[:1]


def test_with_everything_unticked_the_words_stay(press, made):
    records = made(State.RECEIVED)
    again = press(workflow.RETURN, [], **{"da-hoi": "1", "note": "Thiếu ảnh.", "da-chon": [records[0].code]})
    assert again.context["form"].non_field_errors() == ["Chưa chọn hồ sơ nào."]
    assert again.context["form"]["note"].value() == "Thiếu ảnh."


def test_a_needed_opinion_is_marked_so(press, made):
    """The mark shows in forms that ask (css `.asks`)."""
    page = press(workflow.CONFIRM_EFFECT, made(State.RESULT_SENT)).content.decode()
    assert ('class="asks"' in page, bool(re.search(r'Ý kiến xác nhận\s*<span class="asteriskField">', page))) == (
        True,
        True,
    )


def test_a_record_that_climbs_is_told_which_move_is_its_own(press, made, tree):
    climbing = made(State.RECEIVED, 1, levels=[tree.commune_level, tree.district_level])
    answer = press(workflow.CONFIRM, climbing, **{"da-hoi": "1"})
    assert outcomes(answer) == [
        (climbing[0].code, False,
         "Hồ sơ này không dùng được bước “Xác nhận đăng ký”; hãy dùng “Xác nhận và chuyển cấp trên”."),
    ]  # fmt: skip
    press(workflow.FORWARD, climbing, **{"da-hoi": "1"})

    assert (fresh(climbing[0]).state, fresh(climbing[0]).desk) == (State.SUBMITTED, tree.district_desk)


def test_an_obstacle_is_told_line_by_line(press, made, plan):
    records = made(State.RECEIVED, 1)
    plan.needs_signed_scan = True
    plan.save()
    ((_code, done, sentence),) = outcomes(press(workflow.CONFIRM, records, **{"da-hoi": "1"}))

    assert (done, "bản" in sentence, states(records)) == (False, True, [State.RECEIVED])


def test_a_clerk_receives_and_decides_nothing(press, made, cast):
    assert press(workflow.CONFIRM, made(State.RECEIVED), cast.commune_clerk, **{"da-hoi": "1"}).status_code == 403
    records = made(State.SUBMITTED)
    press(workflow.RECEIVE, records, cast.commune_clerk)

    assert states(records) == [State.RECEIVED] * 2


def test_elsewhere_the_records_do_not_exist(press, made, cast):
    records = made(State.SUBMITTED)

    assert press(workflow.RECEIVE, records, cast.other_commune_officer).status_code == 404
    assert states(records) == [State.SUBMITTED] * 2


def test_above_they_are_seen_but_not_moved(press, made, cast):
    records = made(State.SUBMITTED, 1)
    answer = press(workflow.RECEIVE, records, cast.district_officer)

    assert outcomes(answer) == [(records[0].code, False, "Hồ sơ này không ở nơi xử lý của vị trí đang dùng.")]
    assert states(records) == [State.SUBMITTED]


def test_nothing_ticked_is_told(press):
    assert told(press(workflow.RECEIVE, [])) == (
        "/dang-ky/?xem=cho", ["Chưa chọn hồ sơ nào. Hãy đánh dấu hồ sơ trong danh sách rồi bấm lại."],
    )  # fmt: skip


def test_a_move_that_is_not_for_many_has_no_address(press, made):
    assert press(workflow.REJECT, made(State.RECEIVED, 1)).status_code == 404


def test_the_buttons_are_those_of_the_rows_in_front(as_position, cast, made):
    made(State.SUBMITTED, 1)
    officer = as_position(cast.commune_officer)
    assert officer.get("/dang-ky/?xem=cho").context["moves"] == [workflow.RECEIVE]
    made(State.RECEIVED, 1)
    registering = [workflow.RECEIVE, workflow.CONFIRM, workflow.FORWARD, workflow.RETURN]
    assert officer.get("/dang-ky/?xem=cho").context["moves"] == registering
    made(State.RESULT_SENT, 1)
    assert officer.get("/dang-ky/?xem=cho").context["moves"] == list(bulk.MOVES)
    assert officer.get("/dang-ky/?xem=").context["moves"] == []

    assert as_position(cast.commune_clerk).get("/dang-ky/?xem=cho").context["moves"] == [workflow.RECEIVE]


def test_the_rarer_moves_are_folded_where_there_are_more_than_three(as_position, cast, made):
    made(State.SUBMITTED, 1)
    officer = as_position(cast.commune_officer)
    assert "Việc khác" not in officer.get("/dang-ky/?xem=cho").content.decode()
    made(State.RECEIVED, 1)
    in_front, folded = officer.get("/dang-ky/?xem=cho").content.decode().split("Việc khác")
    assert [re.findall(r'formaction="/dang-ky/hang-loat/([a-z-]+)/', part) for part in (in_front, folded)] == [
        [one.slug for one in (workflow.RECEIVE, workflow.CONFIRM, workflow.FORWARD)], [workflow.RETURN.slug],
    ]  # fmt: skip


def test_what_waits_for_the_leader_is_not_done_in_bulk(as_position, cast, made, tree):
    made(State.RECEIVED, 1)
    tree.commune_desk.leader_approves = True
    tree.commune_desk.save()
    assert as_position(cast.commune_officer).get("/dang-ky/?xem=cho").context["moves"] == [workflow.RETURN]


def test_a_whole_page_is_ticked_without_a_script(as_position, cast, made):
    records = made(State.SUBMITTED, 2)
    page = as_position(cast.commune_officer).get("/dang-ky/?xem=cho&chon=1").content.decode()

    assert re.findall(r'name="hs" value="(DVK[^"]+)"[^>]* checked>', page) == [one.code for one in records]


def test_the_result_is_found_once_more_and_else_leads_to_the_list(as_position, cast, press, made):
    assert as_position(cast.commune_officer).get(ASK).headers["Location"] == "/dang-ky/?xem=cho"
    answer = press(workflow.RECEIVE, made(State.SUBMITTED, 1))

    assert [len(outcomes(answer)) for _ in range(2)] == [1, 1]


def test_each_record_is_moved_under_a_token_of_its_own(cast, made):
    records = made(State.SUBMITTED, 2)
    bulk.move_many(by=cast.commune_officer, move=workflow.RECEIVE, registrations=records, data={}, token=uuid4())

    assert len({one.events.last().token for one in records}) == 2


def test_effects_are_confirmed_at_once_with_one_opinion_and_a_line_for_each(press, made, tree):
    here, above = made(State.RESULT_SENT), made(State.RECEIVED, 1)
    answer = press(workflow.CONFIRM_EFFECT, [*here, *above], **{"da-hoi": "1", "note": "Đúng thực tế."})
    # What could not be done stands first.
    assert [done for _code, done, _told in outcomes(answer)] == [False, True, True]
    assert states([*here, *above]) == [State.EFFECTIVE] * 2 + [State.RECEIVED]
    assert [one.events.last().note for one in here] == ["Đúng thực tế."] * 2


def test_effects_of_models_that_climb_go_up_with_the_opinion(press, made, cast, tree):
    climbing = made(State.SUBMITTED, levels=[tree.commune_level, tree.district_level])
    for one in climbing:
        builders.move(one, workflow.RECEIVE, cast.commune_officer)
        builders.move(one, workflow.FORWARD, cast.commune_officer)
        builders.move(one, workflow.RECEIVE, cast.district_officer)
        builders.move(one, workflow.CONFIRM, cast.district_officer)
        builders.write_result(one, cast.registrant)
        builders.move(one, workflow.SEND_RESULT, cast.registrant)
    assert {fresh(one).desk for one in climbing} == {tree.commune_desk}

    answer = press(workflow.PASS_RESULT_UP, climbing, **{"da-hoi": "1", "note": "Đúng thực tế."})
    assert [done for _code, done, _told in outcomes(answer)] == [True, True]
    assert [(fresh(one).state, fresh(one).desk) for one in climbing] == [(State.RESULT_SENT, tree.district_desk)] * 2


def test_what_is_filtered_is_told_above_the_rows(as_position, cast, made, plan):
    made(State.SUBMITTED, 1)
    client = as_position(cast.commune_officer)
    filtered = client.get(f"/dang-ky/?xem=cho&nam={plan.year}&tim=duong").content.decode()
    assert f"Đang lọc: <b>Tìm: “duong”</b>; <b>Năm: {plan.year}</b>." in filtered
    assert "Đang lọc" not in client.get("/dang-ky/?xem=cho").content.decode()
