"""The pages doing what they are for: what is in the database afterwards, where one is led, and what one is told."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from registrations import services, workflow
from registrations.enums import Kind, Origin, Purpose, State
from registrations.models import LatePermit, Plan, Quota, Registration
from tests import builders
from tests.registrations.stories import in_state


def guard(position, token=None) -> dict:
    """What every form of ours carries."""
    return {"token": str(token or uuid4()), "position": str(position.pk)}


def said(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def told(answer) -> tuple[str, list[str]]:
    """Where an answer leads, and the sentences that wait there."""
    return answer.headers.get("Location", ""), said(answer)


@pytest.fixture
def owner(as_position, cast):
    return as_position(cast.registrant)


@pytest.fixture
def record(tree, cast, plan):
    def build(state):
        return in_state(
            state, owner=cast.registrant, officer=cast.commune_officer, plan=plan, levels=[tree.commune_level]
        )

    return build


def test_a_collective_model_is_written_and_handed_in(owner, tree, cast, plan):
    typed = builders.typed(plan, levels=[tree.commune_level], benefit_amount="70 triệu", unit_address="thôn Đông")
    answer = owner.post("/dang-ky/moi/tap-the/", typed | guard(cast.registrant) | {"revision": "1", "next": "record"})
    made = Registration.objects.get()
    assert (answer.headers["Location"], made.state, made.kind) == (
        f"/dang-ky/{made.code}/",
        State.DRAFT,
        Kind.COLLECTIVE,
    )

    answer = owner.post(f"/dang-ky/{made.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    made.refresh_from_db()
    assert told(answer) == (f"/dang-ky/{made.code}/", [workflow.SUBMIT.done])
    assert (made.state, made.desk, made.benefit_amount) == (State.SUBMITTED, tree.commune_desk, 70_000_000)


def test_an_individual_model_names_the_person(owner, tree, cast, plan):
    typed = builders.typed(plan, levels=[tree.commune_level])
    person = {"person_title": "Ông", "person_name": "Phạm Đức Cần", "person_duty": "Trưởng thôn Đông"}
    owner.post("/dang-ky/moi/ca-nhan/", typed | person | guard(cast.registrant) | {"revision": "1", "next": "record"})
    made = Registration.objects.get()
    owner.post(f"/dang-ky/{made.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    made.refresh_from_db()

    assert (made.kind, made.person_title, made.person_name, made.state) == (
        Kind.INDIVIDUAL, "Ông", "Phạm Đức Cần", State.SUBMITTED,
    )  # fmt: skip


def test_the_first_save_pressed_twice_begins_once(owner, tree, cast, plan):
    typed = builders.typed(plan, levels=[tree.commune_level]) | guard(cast.registrant) | {"revision": "1"}
    answers = [owner.post("/dang-ky/moi/tap-the/", typed) for _ in range(2)]
    made = Registration.objects.get()

    assert [answer.headers["Location"] for answer in answers] == [f"/dang-ky/{made.code}/sua/"] * 2


def test_the_second_click_of_a_move_is_told_the_same_as_the_first(as_position, cast, record):
    registration = record(State.RECEIVED)
    officer, form = as_position(cast.commune_officer), guard(cast.commune_officer) | {"note": ""}
    answers = [told(officer.post(f"/dang-ky/{registration.code}/buoc/xac-nhan-dang-ky/", form)) for _ in range(2)]

    assert answers[0] == (f"/dang-ky/{registration.code}/", [workflow.CONFIRM.done])
    assert {where for where, _ in answers} == {f"/dang-ky/{registration.code}/"}
    assert set(answers[1][1]) == {workflow.CONFIRM.done}
    assert (registration.events.filter(move="confirm").count(), registration.receipts.count()) == (1, 1)


def test_a_late_press_is_told_what_happened_meanwhile(as_position, cast, record):
    registration = record(State.RECEIVED)
    builders.move(registration, workflow.CONFIRM, cast.commune_officer)
    form = guard(cast.commune_officer) | {"note": "Trùng."}
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/khong-xac-nhan/", form)
    registration.refresh_from_db()

    last = registration.events.last()
    sentence = "Không thể không xác nhận khi hồ sơ “Đã xác nhận đăng ký”. Lần cập nhật cuối: Đỗ Đình Lương,"
    assert told(answer) == (
        f"/dang-ky/{registration.code}/", [f"{sentence} {timezone.localtime(last.at):%H:%M %d/%m/%Y}."],
    )  # fmt: skip
    assert registration.state == State.CONFIRMED


@pytest.mark.parametrize("step", [workflow.RETURN, workflow.REJECT])
def test_a_move_without_its_reason_asks_again_and_moves_nothing(as_position, cast, record, step):
    registration = record(State.RECEIVED)
    officer = as_position(cast.commune_officer)
    answer = officer.post(
        f"/dang-ky/{registration.code}/buoc/{step.slug}/", guard(cast.commune_officer) | {"note": " "}
    )
    registration.refresh_from_db()

    assert (answer.status_code, answer.context["form"].errors) == (200, {"note": ["Mục này chưa ghi."]})
    assert registration.state == State.RECEIVED


def test_a_return_carries_its_reason_and_its_day(as_position, cast, record):
    registration = record(State.RECEIVED)
    due = timezone.localdate() + timedelta(days=5)
    form = guard(cast.commune_officer) | {"note": "Ghi rõ địa chỉ.", "due_on": f"{due:%d/%m/%Y}"}
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/tra-lai-de-bo-sung/", form)
    registration.refresh_from_db()

    assert told(answer) == (f"/dang-ky/{registration.code}/", [workflow.RETURN.done])
    assert (registration.state, registration.due_on) == (State.RETURNED, due)
    assert registration.events.last().note == "Ghi rõ địa chỉ."


@pytest.mark.parametrize("day", ["hôm nay", "31/02/2026", "01/01/2020"])
def test_a_return_due_on_an_impossible_day_is_refused(as_position, cast, record, day):
    registration = record(State.RECEIVED)
    typed = f"{timezone.localdate():%d/%m/%Y}" if day == "hôm nay" else day
    form = guard(cast.commune_officer) | {"note": "Ghi rõ.", "due_on": typed}
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/tra-lai-de-bo-sung/", form)
    registration.refresh_from_db()

    assert (list(answer.context["form"].errors), registration.state) == (["due_on"], State.RECEIVED)
    assert (answer.context["form"]["due_on"].value(), answer.context["form"]["note"].value()) == (typed, "Ghi rõ.")


def test_a_move_without_its_token_is_no_form_of_ours(as_position, cast, record):
    registration = record(State.SUBMITTED)
    answer = as_position(cast.commune_officer).post(f"/dang-ky/{registration.code}/buoc/tiep-nhan/", {})
    registration.refresh_from_db()

    assert (answer.status_code, registration.state) == (400, State.SUBMITTED)


def test_a_look_moves_nothing(as_position, cast, record):
    registration = record(State.SUBMITTED)
    answer = as_position(cast.commune_officer).get(f"/dang-ky/{registration.code}/buoc/tiep-nhan/")
    registration.refresh_from_db()

    assert (answer.status_code, registration.state, registration.receipts.count()) == (200, State.SUBMITTED, 0)


def test_what_was_taken_back_is_handed_in_again(owner, cast, record):
    registration = record(State.SUBMITTED)
    for step in (workflow.TAKE_BACK, workflow.SUBMIT):
        answer = owner.post(f"/dang-ky/{registration.code}/buoc/{step.slug}/", guard(cast.registrant))
        assert said(answer)[-1] == step.done
    registration.refresh_from_db()

    assert (registration.state, registration.versions.count()) == (State.SUBMITTED, 2)


def test_handing_in_what_is_unfinished_says_what_is_missing(owner, cast, plan, tree):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level], time_text="")
    answer = owner.post(f"/dang-ky/{registration.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    registration.refresh_from_db()

    assert said(answer) == ["Còn thiếu: Thời gian thực hiện và hoàn thành."]
    assert registration.state == State.DRAFT


def test_the_result_tells_what_it_needs_itself(as_position, cast, record):
    owner, address = as_position(cast.registrant), f"/dang-ky/{record(State.CONFIRMED).code}/ket-qua/"
    empty = owner.get(address).content.decode()
    assert "Các mục bắt buộc: cách làm, lực lượng tham gia" in empty and "cấp đăng ký." not in empty
    owner.post(
        address, guard(cast.registrant) | {"revision": "0", "how": "Họp.", "forces": "41 hộ.", "outcome": "1 km."}
    )
    assert "Đã đủ. Bấm “Xem bản in và nộp”" not in owner.get(address).content.decode()


def test_the_result_is_written_sent_and_confirmed(as_position, cast, record):
    registration = record(State.CONFIRMED)
    typed = {"how": "Họp dân.", "forces": "41 hộ.", "outcome": "1,85 km.", "benefit_lines": "1.315 m2 đất"}
    address = f"/dang-ky/{registration.code}"
    owner = as_position(cast.registrant)
    answer = owner.post(f"{address}/ket-qua/", typed | guard(cast.registrant) | {"revision": "0", "next": "record"})
    assert answer.headers["Location"] == f"{address}/"
    owner.post(f"{address}/buoc/gui-bao-cao-ket-qua/", guard(cast.registrant))
    opinion = guard(cast.commune_officer) | {"note": "Đúng thực tế."}
    as_position(cast.commune_officer).post(f"{address}/buoc/xac-nhan-hieu-qua/", opinion)
    registration.refresh_from_db()

    assert (registration.state, registration.result.outcome) == (State.EFFECTIVE, "1,85 km.")
    assert [row.text for row in registration.benefits.filter(stage="actual")] == ["1.315 m2 đất"]


def test_a_conflict_shows_both_texts_and_keeps_them(owner, tree, cast, plan):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    typed = builders.typed(plan, levels=[tree.commune_level]) | {"revision": "1"}
    owner.post(f"/dang-ky/{registration.code}/sua/", typed | guard(cast.registrant) | {"title": "Của đồng nghiệp"})
    mine = typed | guard(cast.registrant) | {"title": "Của tôi"}
    answer = owner.post(f"/dang-ky/{registration.code}/sua/", mine)

    assert (answer.status_code, registration.drafts.get().data["title"]) == (409, "Của đồng nghiệp")
    assert [(mine, theirs) for _, mine, theirs in answer.context["differences"]] == [("Của tôi", "Của đồng nghiệp")]
    assert answer.context["form"]["title"].value() == "Của tôi"

    answer = owner.post(f"/dang-ky/{registration.code}/sua/", mine | {"revision": answer.context["revision"]})
    assert registration.drafts.get().data["title"] == "Của tôi"


def test_a_draft_saves_itself_while_typing(owner, tree, cast, plan):
    typed = builders.typed(plan, levels=[tree.commune_level], title="Đang gõ d") | guard(cast.registrant)
    answer = owner.post("/dang-ky/moi/tap-the/", typed | {"revision": "1"}, headers={"HX-Request": "true"})
    made = Registration.objects.get()

    assert (answer.status_code, made.drafts.get().data["title"]) == (200, "Đang gõ d")
    assert answer.headers["HX-Replace-Url"].endswith(f"/dang-ky/{made.code}/sua/")


def test_an_unsent_draft_is_discarded(owner, cast, record):
    registration = record(State.DRAFT)
    answer = owner.post(f"/dang-ky/{registration.code}/bo/", guard(cast.registrant))

    assert told(answer) == ("/dang-ky/", [f"Đã bỏ bản đang soạn {registration.code}."])
    assert Registration.objects.count() == 0


def test_what_continues_last_years_model_says_so(owner, tree, cast, plan):
    last_year = builders.plan(
        tree, cast.commune_officer, year=plan.year - 1, number="1/KH-UBND",
        opens_on=plan.opens_on - timedelta(days=365), closes_on=plan.opens_on - timedelta(days=300),
    )  # fmt: skip
    at = timezone.now() - timedelta(days=390)
    earlier = builders.confirmed(cast.registrant, last_year, cast.commune_officer, levels=[tree.commune_level], at=at)
    typed = builders.typed(plan, levels=[tree.commune_level], continues=str(earlier.pk))
    owner.post("/dang-ky/moi/tap-the/", typed | guard(cast.registrant) | {"revision": "1", "next": "record"})
    made = Registration.objects.latest("pk")
    owner.post(f"/dang-ky/{made.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    made.refresh_from_db()

    assert (made.continues, made.origin) == (earlier, Origin.CONTINUED)


def test_a_clerk_types_for_a_village_from_paper(as_position, tree, cast, plan):
    clerk = as_position(cast.commune_clerk)
    typed = builders.typed(plan, levels=[tree.commune_level]) | guard(cast.commune_clerk)
    clerk.post(f"/dang-ky/moi/tap-the/?don-vi={tree.village.pk}", typed | {"revision": "1", "next": "record"})
    made = Registration.objects.get()

    assert (made.unit, made.typed_by) == (tree.village, cast.commune_clerk)
    assert [one.code for one in clerk.get("/dang-ky/?xem=nhap").context["page"]] == [made.code]


def test_a_plan_is_issued_corrected_and_asks_for_numbers(as_position, tree, cast, plan):
    officer = as_position(cast.commune_officer)
    form = {
        "movement": str(plan.movement_id), "year": "2026", "number": "77/KH-UBND", "issued_on": "03/01/2026",
        "issuer": str(tree.commune_desk.pk), "issuer_name": "UBND xã Minh Lạc", "theme": "Năm dân vận",
        "opens_on": "05/01/2026", "last_day": "24/03/2026", "late_rule": "permit", "form_version": "2023",
        "sectors": [str(one.pk) for one in plan.sectors.all()],
    }  # fmt: skip
    officer.post("/dang-ky/ke-hoach/moi/", form | guard(cast.commune_officer))
    made = Plan.objects.get(number="77/KH-UBND")
    assert (made.scope_path, f"{made.last_day:%d/%m/%Y}") == (tree.commune.path, "24/03/2026")

    officer.post(f"/dang-ky/ke-hoach/{made.pk}/sua/", form | guard(cast.commune_officer) | {"theme": "Chủ đề mới"})
    asked = {f"collective-{tree.village.pk}": "2", f"individual-{tree.village.pk}": ""}
    officer.post(f"/dang-ky/ke-hoach/{made.pk}/chi-tieu/", asked | guard(cast.commune_officer))
    soon = timezone.localdate() + timedelta(days=7)
    permit = {"unit": str(tree.village.pk), "until": f"{soon:%d/%m/%Y}", "reason": "Mưa lũ."}
    answer = officer.post(f"/dang-ky/ke-hoach/{made.pk}/nop-muon/", permit | guard(cast.commune_officer))
    made.refresh_from_db()

    assert (made.theme, Quota.objects.get().models_asked, LatePermit.objects.get().reason) == (
        "Chủ đề mới",
        2,
        "Mưa lũ.",
    )
    assert said(answer)[-1] == f"Đã ghi: thôn Đông, xã Minh Lạc được nộp đến hết ngày {soon:%d/%m/%Y}."


def test_a_plan_number_twice_in_a_year_is_refused_on_the_form(as_position, tree, cast, plan):
    form = {
        "movement": str(plan.movement_id), "year": str(plan.year), "number": plan.number, "issued_on": "03/01/2026",
        "issuer": str(tree.commune_desk.pk), "issuer_name": "UBND xã Minh Lạc", "theme": "Năm dân vận",
        "opens_on": "05/01/2026", "last_day": "01/01/2026", "late_rule": "permit", "form_version": "2023",
        "sectors": [str(one.pk) for one in plan.sectors.all()],
    }  # fmt: skip
    answer = as_position(cast.commune_officer).post("/dang-ky/ke-hoach/moi/", form | guard(cast.commune_officer))

    assert (answer.status_code, Plan.objects.count()) == (200, 1)
    assert answer.context["form"].errors == {
        "last_day": ["Ngày cuối không được trước ngày bắt đầu nhận."],
        "__all__": ["Đơn vị này đã có kế hoạch số đó trong năm."],
    }


FILTERS = {
    "tim=duong+hoa": 2, "tim=DƯỜNG": 2, "tim=thoa": 0, "tim=minh+lac": 3, "loai=individual": 1, "loai=x": 3,
    "trang-thai=received": 1, "nam=1999": 3, "linh-vuc=abc": 3, "tim=%00": 3, "trang=0": 3, "xep=don-vi": 3,
    "don-vi=99999999999999999999": 3, "cap=0": 3,
}  # fmt: skip


def test_the_list_is_searched_without_marks_and_nonsense_filters_nothing(as_position, tree, cast, plan):
    levels = [tree.commune_level]
    builders.submitted(cast.registrant, plan, levels=levels)
    builders.received(cast.women_registrant, plan, cast.commune_officer, levels=levels)
    builders.submitted(cast.registrant, plan, levels=levels, kind=Kind.INDIVIDUAL, title="Camera an ninh")
    officer = as_position(cast.commune_officer)

    assert {query: len(officer.get(f"/dang-ky/?{query}").context["page"]) for query in FILTERS} == FILTERS


@pytest.mark.parametrize(
    ("who", "waiting"),
    [("commune_officer", 2), ("commune_clerk", 2), ("commune_front", 1), ("district_officer", 0)],
)
def test_what_waits_here_is_what_one_is_to_act_on(as_position, tree, cast, plan, who, waiting):
    """The Front's officer waits for the mass organisations' models at the desk of the same area."""
    for by in (cast.registrant, cast.women_registrant):
        builders.submitted(by, plan, levels=[tree.commune_level])

    assert len(as_position(getattr(cast, who)).get("/dang-ky/?xem=cho").context["page"]) == waiting


def test_the_record_offers_its_moves_and_says_what_is_in_the_way(owner, cast, plan, tree):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level], title="")
    offered = owner.get(f"/dang-ky/{registration.code}/").context["moves"]

    assert [(one.move.name, one.obstacle) for one in offered] == [
        ("submit", "Còn thiếu: Tên mô hình, điển hình “Dân vận khéo” đăng ký xây dựng.")
    ]


def test_every_sending_is_linked_on_the_record(owner, cast, record):
    registration = record(State.RETURNED)
    owner.post(f"/dang-ky/{registration.code}/buoc/nop-dang-ky/", guard(cast.registrant) | {"da-xem": "1"})
    sendings = owner.get(f"/dang-ky/{registration.code}/").context["sendings"]

    assert [(one.purpose, one.number) for one in sendings] == [(Purpose.REGISTRATION, 1), (Purpose.REGISTRATION, 2)]
    assert [(one.purpose, one.number, one.sent_at) for one in registration.versions.order_by("number")] == [
        (one.purpose, one.number, one.at) for one in sendings
    ]


def test_an_empty_sheet_has_an_address_that_leads_to_what_was_begun_on_it(owner, as_position, tree, cast, plan):
    sheet = owner.get("/dang-ky/moi/tap-the/").headers["Location"]
    token = sheet.partition("?to=")[2]
    assert f'name="token" value="{token}"' in owner.get(sheet).content.decode()

    typed = builders.typed(
        plan, levels=[tree.commune_level], benefit_amount="70 triệu", unit_address="thôn Đông"
    ) | guard(cast.registrant, token)
    owner.post(sheet, typed | {"revision": "1", "next": "record"})
    made = Registration.objects.get()
    assert owner.get(sheet).headers["Location"] == f"/dang-ky/{made.code}/sua/"

    owner.post(f"/dang-ky/{made.code}/buoc/nop-dang-ky/", guard(cast.registrant))
    assert owner.get(sheet).headers["Location"] == f"/dang-ky/{made.code}/"
    assert as_position(cast.other_registrant).get(sheet).status_code == 200


MAIN = re.compile(r'class="btn btn-main"[^>]*>([^<]*)<')


def main_buttons(browser, registration) -> list[str]:
    return MAIN.findall(browser.get(f"/dang-ky/{registration.code}/").content.decode())


def test_a_returned_registration_is_to_be_mended_first_and_then_handed_in(owner, record, cast):
    returned = record(State.RETURNED)
    before = main_buttons(owner, returned)
    draft = returned.drafts.get()
    services.save_draft(
        by=cast.registrant, registration=returned, purpose=Purpose.REGISTRATION,
        data=draft.data | {"title": "Đường hoa hai bên ngõ"}, revision=draft.revision,
    )  # fmt: skip

    assert (before, main_buttons(owner, returned)) == (["Sửa nội dung"], ["Nộp đăng ký"])


def test_a_draft_that_lacks_something_is_to_be_written_first(owner, cast, plan, tree):
    lacking = builders.draft(cast.registrant, plan, levels=[tree.commune_level], title="")
    ready = builders.draft(cast.registrant, plan, levels=[tree.commune_level])

    assert [main_buttons(owner, one) for one in (lacking, ready)] == [["Viết tiếp"], ["Nộp đăng ký"]]


def test_a_result_that_came_back_is_to_be_mended_first(owner, record, cast):
    confirmed = record(State.CONFIRMED)
    unwritten = main_buttons(owner, confirmed)
    builders.write_result(confirmed, cast.registrant)
    written = main_buttons(owner, confirmed)
    builders.move(confirmed, workflow.SEND_RESULT, cast.registrant)
    builders.move(confirmed, workflow.RETURN_RESULT, cast.commune_officer, note="Ghi rõ kết quả.")

    assert (unwritten, written, main_buttons(owner, confirmed)) == (
        ["Viết báo cáo kết quả"], ["Gửi báo cáo kết quả"], ["Sửa báo cáo kết quả"],
    )  # fmt: skip


def test_the_unit_that_is_called_so_stands_before_those_that_only_hold_the_name(as_position, cast, plan, tree):
    builders.body("Chi bộ thôn Đông", tree.village)
    page = as_position(cast.commune_clerk).get("/dang-ky/moi/tap-the/?tim=Thôn đông")
    assert [unit.name for unit in page.context["page"]] == ["thôn Đông", "Chi bộ thôn Đông"]


def test_why_a_paper_came_back_stands_over_it_while_it_is_mended(owner, record, cast, plan, tree):
    draft, returned, confirmed = (
        builders.draft(cast.registrant, plan, levels=[tree.commune_level]), record(State.RETURNED), record(State.CONFIRMED),
    )  # fmt: skip
    builders.write_result(confirmed, cast.registrant)
    builders.move(confirmed, workflow.SEND_RESULT, cast.registrant)
    pages = [f"{draft.code}/sua/", f"{returned.code}/sua/", f"{confirmed.code}/ket-qua/"]
    builders.move(confirmed, workflow.RETURN_RESULT, cast.commune_officer, note="Ghi rõ kết quả.")
    shown = [owner.get(f"/dang-ky/{page}") for page in pages]
    assert [page.context["asked"] for page in shown] == ["", returned.events.last().note, "Ghi rõ kết quả."]
    told = ["Nơi tiếp nhận trả lại" in page.content.decode() for page in shown]
    assert told == [False, True, True]
