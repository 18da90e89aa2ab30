"""Trình lãnh đạo: what an officer proposes waits on a list until the leader of the desk has approved it."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from zeal import zeal_ignore

from accounts.enums import Role
from accounts.handover import hand_over
from accounts.services import close_position
from common.models import AuditRecord
from common.workflow import perform
from registrations import workflow
from registrations.enums import ItemOutcome, ListState, State
from registrations.models import Submittal
from registrations.submittals import papers as desk_papers
from registrations.submittals import services
from registrations.submittals import workflow as lists
from registrations.timeline import ON_LISTS
from tests import builders
from tests.registrations.stories import fresh, history, opened

pytestmark = pytest.mark.django_db
SIGNED = {"signer_name": "Hà Văn Thuấn", "signer_title": "Phó Chủ tịch"}


@pytest.fixture
def desk(tree):
    """The commune's desk, whose leader approves."""
    tree.commune_desk.leader_approves = True
    tree.commune_desk.save()
    return tree.commune_desk


@pytest.fixture
def record(tree, cast, plan, desk):
    return builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])


def put(registration, by, move=workflow.CONFIRM, note="", token=None):
    return services.put_on_list(
        by=by, registration=registration, move_name=move.name, note=note, token=token or uuid4()
    )


def step(submittal, move, by, token=None, **data):
    event = perform(move, submittal, by=by, data=data, token=token or uuid4())
    submittal.refresh_from_db()
    return event


def sent(cast, *registrations, move=workflow.CONFIRM, note=""):
    items = [put(one, cast.commune_officer, move, note) for one in registrations]
    step(items[0].submittal, lists.SEND, cast.commune_officer)
    return items[0].submittal


def approve(submittal, by, token=None):
    return step(submittal, lists.APPROVE, by, token, signed_on=timezone.localdate(), **SIGNED)


def outcomes(submittal):
    return [(item.outcome, item.told) for item in submittal.items.all()]


def test_the_officer_no_longer_confirms_at_once(record, cast):
    with pytest.raises(ValidationError, match="đưa hồ sơ vào danh sách trình"):
        builders.move(record, workflow.CONFIRM, cast.commune_officer)
    assert fresh(record).state == State.RECEIVED


def test_returning_needs_no_leader(record, cast):
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    assert fresh(record).state == State.RETURNED


def test_a_desk_without_the_setting_has_nothing_to_propose(tree, cast, plan):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    with pytest.raises(ValidationError, match="không trình lãnh đạo"):
        put(record, cast.commune_officer)


def test_what_the_leader_approves_is_done_in_the_officers_name(record, cast, tree):
    submittal = sent(cast, record)
    approve(submittal, cast.commune_leader)
    record = fresh(record)
    event = record.events.get(move="confirm")

    assert (submittal.state, outcomes(submittal)) == (ListState.APPROVED, [(ItemOutcome.DONE, "")])
    assert (record.state, record.submittal_id, event.by) == (State.CONFIRMED, None, cast.commune_officer)
    assert record.receipts.get().register_number == 1
    assert event.approval.submittal.signer_title == "Phó Chủ tịch"
    told = AuditRecord.objects.filter(action="Xác nhận đăng ký", object_id=str(record.pk)).get()
    assert told.after["approved_by"] == "Hà Văn Thuấn, Phó Chủ tịch"
    assert history(submittal) == [("send", "draft", "sent"), ("approve", "sent", "approved")]


def test_records_go_on_one_list_until_it_is_sent(tree, cast, plan, desk):
    first, second, third = (
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(3)
    )
    one = sent(cast, first, second)
    other = put(third, cast.commune_officer).submittal
    assert (one.items.count(), other == one, other.title.endswith("(2)")) == (2, False, True)


def test_pressed_twice_it_stands_there_once(record, cast):
    token = uuid4()
    assert put(record, cast.commune_officer, token=token) == put(record, cast.commune_officer, token=token)
    with pytest.raises(ValidationError, match="đã nằm trong"):
        put(record, cast.commune_officer)
    assert Submittal.objects.get().items.count() == 1


def test_a_record_on_a_sent_list_goes_no_other_way(record, cast):
    submittal = sent(cast, record)
    with pytest.raises(ValidationError, match="đang trong danh sách trình"):
        builders.move(record, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    step(submittal, lists.RECALL, cast.commune_officer)
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Bổ sung.")
    with pytest.raises(ValidationError, match="đã chuyển sang bước khác"):
        step(submittal, lists.SEND, cast.commune_officer)


def test_given_back_the_list_is_drawn_up_again(record, cast):
    submittal = sent(cast, record)
    step(submittal, lists.SEND_BACK, cast.commune_leader, note="Thiếu ý kiến của thôn.")
    assert (submittal.state, fresh(record).submittal_id) == (ListState.RETURNED, None)
    services.take_off(by=cast.commune_officer, item=submittal.items.get())
    assert outcomes(submittal) == [(ItemOutcome.LEFT, "")]
    with pytest.raises(ValidationError, match="chưa có hồ sơ"):
        step(submittal, lists.SEND, cast.commune_officer)


def test_the_leader_strikes_one_out_and_approves_the_others(tree, cast, plan, desk):
    good, bad = (
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(2)
    )
    submittal = sent(cast, good, bad)
    item = submittal.items.get(registration=bad)
    services.strike(by=cast.commune_leader, item=item, reason="Trùng mô hình.")
    services.strike(by=cast.commune_leader, item=item, reason="Trùng mô hình.")
    approve(submittal, cast.commune_leader)

    assert outcomes(submittal) == [(ItemOutcome.DONE, ""), (ItemOutcome.STRUCK, "Trùng mô hình.")]
    assert (fresh(good).state, fresh(bad).state, fresh(bad).submittal_id) == (State.CONFIRMED, State.RECEIVED, None)
    put(bad, cast.commune_officer, workflow.REJECT, "Trùng.")


def test_what_cannot_be_done_any_more_is_told_and_the_others_go_on(tree, cast, plan, desk):
    gone, good = (
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(2)
    )
    submittal = sent(cast, gone, good)
    # As a rearranging of units or a correction in the database might leave it.
    type(gone).objects.filter(pk=gone.pk).update(desk=tree.district_desk)
    approve(submittal, cast.commune_leader)

    (first, _), (second, told) = sorted(outcomes(submittal))
    assert (first, second) == (ItemOutcome.DONE, ItemOutcome.FAILED)
    assert told == "Người trình không còn phụ trách hồ sơ này."
    assert (fresh(gone).state, fresh(good).state) == (State.RECEIVED, State.CONFIRMED)


def test_approved_twice_it_is_done_once(record, cast):
    submittal, token = sent(cast, record), uuid4()
    assert approve(submittal, cast.commune_leader, token) == approve(submittal, cast.commune_leader, token)
    assert record.events.filter(move="confirm").count() == 1


def test_whoever_sits_there_today_acts_for_the_one_who_proposed(record, cast):
    submittal, today = sent(cast, record), timezone.localdate()
    successor = hand_over(
        by=cast.district_officer, position=cast.commune_officer, to=builders.person(), starts_on=today, token=uuid4()
    )
    approve(submittal, cast.commune_leader)
    assert (outcomes(submittal), record.events.get(move="confirm").by) == ([(ItemOutcome.DONE, "")], successor)


def test_with_nobody_left_to_act_the_line_says_so(record, cast):
    submittal = sent(cast, record)
    close_position(
        by=cast.district_officer, position=cast.commune_officer, ends_on=timezone.localdate() - timedelta(days=1)
    )
    approve(submittal, cast.commune_leader)
    assert outcomes(submittal) == [(ItemOutcome.FAILED, "Người trình không còn phụ trách hồ sơ này.")]


def test_a_list_with_every_line_struck_is_given_back_and_not_approved(record, cast):
    submittal = sent(cast, record)
    services.strike(by=cast.commune_leader, item=submittal.items.get(), reason="Trùng mô hình.")
    with pytest.raises(ValidationError, match="hãy trả lại danh sách"):
        approve(submittal, cast.commune_leader)
    step(submittal, lists.SEND_BACK, cast.commune_leader, note="Trùng cả.")
    assert submittal.state == ListState.RETURNED


def test_a_full_list_is_followed_by_the_next(tree, cast, plan, desk, monkeypatch):
    monkeypatch.setattr(services, "MOST_ITEMS", 1)
    records = [
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(2)
    ]
    assert len({put(one, cast.commune_officer).submittal_id for one in records}) == 2


def test_who_proposed_does_not_approve(record, cast, desk):
    submittal = sent(cast, record)
    same_person = builders.position(Role.LEADER, desk, user=cast.commune_officer.user)
    with pytest.raises(ValidationError, match="lãnh đạo khác duyệt"):
        approve(submittal, same_person)
    with pytest.raises(ValidationError, match="lãnh đạo khác duyệt"):
        services.strike(by=same_person, item=submittal.items.get(), reason="Không.")


@pytest.mark.parametrize("who", ["district_leader", "commune_officer", "commune_clerk", "registrant"])
def test_only_the_leader_of_the_desk_approves(record, cast, who):
    submittal = sent(cast, record)
    with pytest.raises(PermissionDenied):
        approve(submittal, getattr(cast, who))


def test_a_leader_in_charge_of_the_area_approves(record, cast, tree):
    submittal = sent(cast, record)
    approve(submittal, builders.position(Role.LEADER, tree.district_desk, areas=[tree.commune]))
    assert fresh(record).state == State.CONFIRMED


def test_another_officers_list_is_not_mine_to_send_but_a_record_is_not_kept_on_it(record, cast, desk, tree):
    item = put(record, cast.commune_officer)
    colleague = builders.position(Role.OFFICER, desk)
    with pytest.raises(PermissionDenied):
        step(item.submittal, lists.SEND, colleague)
    with pytest.raises(PermissionDenied):
        services.take_off(by=cast.district_officer, item=item)
    services.take_off(by=colleague, item=item)
    assert put(record, colleague).submittal != item.submittal


def test_the_list_of_a_desk_that_no_longer_has_it_binds_nobody(record, cast, tree):
    sent(cast, record)
    type(record).objects.filter(pk=record.pk).update(desk=tree.district_desk)
    tree.district_desk.leader_approves = True
    tree.district_desk.save()
    item = put(record, cast.district_officer, workflow.REJECT, "Trùng.")
    assert [one.outcome for one in record.submitted_items.all()] == [ItemOutcome.FAILED, ItemOutcome.OPEN]
    approve(sent_on(item, cast.district_officer), cast.district_leader)
    assert fresh(record).state == State.REJECTED


def sent_on(item, by):
    step(item.submittal, lists.SEND, by)
    return item.submittal


def test_results_and_refusals_go_the_same_way(tree, cast, plan, desk):
    desk.leader_approves = False
    desk.save()
    result = builders.result_sent(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    other = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    desk.leader_approves = True
    desk.save()
    put(result, cast.commune_officer, workflow.CONFIRM_EFFECT, "Đúng thực tế.")
    submittal = sent(cast, other, move=workflow.REJECT, note="Trùng.")
    approve(submittal, cast.commune_leader)
    assert (fresh(result).state, fresh(other).state) == (State.EFFECTIVE, State.REJECTED)
    assert fresh(other).events.get(move="reject").note == "Trùng."


def test_the_moves_stay_in_the_table_with_their_reason(record, cast):
    assert {"confirm", "reject", "return"} <= opened(record, cast.commune_officer)


# The pages.


def post(client, address, position, **data):
    return client.post(address, {"token": str(uuid4()), "position": position.pk, **data}, follow=True)


def text_of(page):
    return page.content.decode()


def test_from_the_record_to_the_leaders_approval(as_position, record, cast):
    officer, leader = cast.commune_officer, cast.commune_leader
    client, code = as_position(officer), record.code
    page = text_of(client.get(f"/dang-ky/{code}/"))
    assert f"/dang-ky/{code}/trinh/xac-nhan-dang-ky/" in page
    assert f"/dang-ky/{code}/buoc/xac-nhan-dang-ky/" not in page
    page = text_of(post(client, f"/dang-ky/{code}/trinh/xac-nhan-dang-ky/", officer, note="Đủ điều kiện."))
    submittal = Submittal.objects.get()
    assert f"Đã đưa {code} vào" in page
    assert "Trình lãnh đạo: Danh sách trình" in text_of(client.get("/"))
    post(client, f"/dang-ky/trinh/{submittal.pk}/buoc/trinh-lanh-dao/", officer)
    assert "chờ duyệt" in text_of(client.get(f"/dang-ky/{code}/"))

    client = as_position(leader)
    assert "Duyệt: Danh sách trình" in text_of(client.get("/"))
    form = text_of(client.get(f"/dang-ky/trinh/{submittal.pk}/buoc/duyet/"))
    assert 'value="Hà Văn Thuấn"' in form
    page = post(client, f"/dang-ky/trinh/{submittal.pk}/buoc/duyet/", leader, **SIGNED, signed_on="01/01/2026")
    assert "Đã thực hiện" in text_of(page)
    page = text_of(client.get(f"/dang-ky/{code}/"))
    assert "lãnh đạo duyệt: Hà Văn Thuấn, Phó Chủ tịch" in page
    assert "Duyệt: Danh sách trình" not in text_of(client.get("/"))


def test_the_home_page_says_what_of_the_waiting_lies_before_the_leader(as_position, tree, cast, plan, desk):
    def notes():
        lines = [line for place in as_position(cast.commune_officer).get("/").context["work"] for line in place.lines]
        return [line.note.partition("; ")[2] for line in lines if "đã tiếp nhận" in line.title]

    records = [
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(2)
    ]
    assert notes() == [""]
    first = sent(cast, records[0])
    assert notes() == ["1 hồ sơ đã trình lãnh đạo, chờ duyệt"]
    sent(cast, records[1])
    assert notes() == ["đã trình lãnh đạo, chờ duyệt"]
    approve(first, cast.commune_leader)
    assert notes() == ["đã trình lãnh đạo, chờ duyệt"]


def test_a_struck_record_says_so_until_it_goes_on_and_the_leader_lands_on_the_lists(as_position, record, cast):
    submittal = sent(cast, record)
    services.strike(by=cast.commune_leader, item=submittal.items.get(), reason="Chưa rõ kinh phí.")
    said = "Lãnh đạo đã gạch hồ sơ khỏi danh sách trình: “Chưa rõ kinh phí.”"
    assert said in text_of(as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/"))
    assert said not in text_of(as_position(cast.registrant).get(f"/dang-ky/{record.code}/"))
    back = f"/dang-ky/trinh/{submittal.pk}/buoc/{lists.SEND_BACK.slug}/"
    page = post(as_position(cast.commune_leader), back, cast.commune_leader, note="Trùng cả.")
    assert (page.status_code, page.redirect_chain[-1][0]) == (200, f"/dang-ky/trinh/{submittal.pk}/")
    put(record, cast.commune_officer)
    assert said not in text_of(as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/"))


def test_the_second_press_of_giving_back_leads_to_the_list_as_well(as_position, record, cast):
    submittal = sent(cast, record)
    back = f"/dang-ky/trinh/{submittal.pk}/buoc/{lists.SEND_BACK.slug}/"
    form = {"token": str(uuid4()), "position": cast.commune_leader.pk, "note": "Chưa rõ."}
    client = as_position(cast.commune_leader)
    here = f"/dang-ky/trinh/{submittal.pk}/"
    assert [client.post(back, form).url for _ in range(3)] == [here] * 3
    client.post(back, form | {"token": str(uuid4())})
    assert history(submittal)[-1][0] == "send_back" and submittal.events.count() == 2


def test_who_is_in_charge_of_one_commune_reads_its_lines_alone(as_position, tree, cast, plan):
    """A list of the district, with a line from each of its communes."""
    tree.district_desk.leader_approves = True
    tree.district_desk.save()
    theirs = builders.position(Role.REGISTRANT, builders.area("thôn Hạ", tree.other_commune))
    for owner, officer in ((cast.registrant, cast.commune_officer), (theirs, cast.other_commune_officer)):
        one = builders.received(owner, plan, officer, levels=[tree.commune_level, tree.district_level])
        builders.move(one, workflow.FORWARD, officer)
        builders.move(one, workflow.RECEIVE, cast.district_officer)
        put(one, cast.district_officer)
    submittal = Submittal.objects.get()
    limited = builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune])
    page = as_position(limited).get(f"/dang-ky/trinh/{submittal.pk}/")
    assert [item.registration.unit for item in page.context["items"]] == [tree.village]
    assert "Còn 1 hồ sơ ngoài địa bàn phụ trách" in text_of(page)
    assert len(desk_papers.submittal_table(submittal, limited).rows) == 1
    assert len(desk_papers.submittal_table(submittal, cast.district_leader).rows) == 2


def test_a_signing_day_to_come_is_refused_beside_the_field(as_position, record, cast):
    submittal = sent(cast, record)
    page = text_of(
        post(as_position(cast.commune_leader), f"/dang-ky/trinh/{submittal.pk}/buoc/duyet/", cast.commune_leader,
             signer_name="Hà Văn Thuấn", signer_title="=1+1", signed_on="31/12/2099")
    )  # fmt: skip
    assert ("không được sau ngày hôm nay" in page, 'value="=1+1"' in page) == (True, True)


@pytest.fixture
def climbing(tree, cast, plan, desk):
    """Two records that are to go on to the district."""
    levels = [tree.commune_level, tree.district_level]
    return [builders.received(cast.registrant, plan, cast.commune_officer, levels=levels) for _ in range(2)]


ADD = "/dang-ky/trinh/them/"


def test_many_at_once_are_put_sent_and_carried_out(as_position, cast, climbing):
    client = as_position(cast.commune_officer)
    # Each record by itself, in a transaction of its own: what is asked again and again is meant to be.
    with zeal_ignore():
        page = post(
            client, ADD, cast.commune_officer, move="forward", registrations=[str(one.pk) for one in climbing],
            note="Đề nghị chuyển.",
        )  # fmt: skip
    submittal = Submittal.objects.get()
    assert [(item.registration, item.note) for item in submittal.items.all()] == [
        (one, "Đề nghị chuyển.") for one in climbing
    ]
    told = text_of(page)
    assert ("Đã đưa 2 hồ sơ vào danh sách." in told, "Danh sách chưa trình, lãnh đạo chưa thấy" in told) == (True, True)
    step(submittal, lists.SEND, cast.commune_officer)
    client = as_position(cast.commune_leader)
    client.get(f"/dang-ky/trinh/{submittal.pk}/")
    with zeal_ignore():
        post(
            client, f"/dang-ky/trinh/{submittal.pk}/buoc/duyet/", cast.commune_leader, **SIGNED, signed_on="01/01/2026"
        )
    assert outcomes(submittal) == [(ItemOutcome.DONE, "")] * 2


def offered(client, address=ADD) -> tuple[str, list, list]:
    """The proposal asked for, the records ready for it, all proposals that some record can take."""
    context = client.get(address).context
    return context["offer"].move.name, context["offer"].ready, [one.move.name for one in context["offers"]]


def test_a_proposal_is_offered_with_the_records_that_can_take_it(as_position, cast, record, climbing):
    client = as_position(cast.commune_officer)
    every = ["confirm", "forward", "confirm_lower", "reject"]
    assert offered(client) == ("confirm", [record], every)
    assert offered(client, f"{ADD}?viec=xac-nhan-va-chuyen-cap-tren") == ("forward", climbing, every)
    assert offered(client, f"{ADD}?viec=khong-xac-nhan") == ("reject", [record, *climbing], every)
    # What nothing can take now is not shown empty.
    assert offered(client, f"{ADD}?viec=xac-nhan-hieu-qua") == ("confirm", [record], every)


def test_a_record_that_cannot_take_it_is_refused_and_the_words_stay(as_position, cast, record, climbing):
    page = post(
        as_position(cast.commune_officer), ADD, cast.commune_officer, move="forward",
        registrations=[str(climbing[0].pk), str(record.pk)], note="Đề nghị chuyển.",
    )  # fmt: skip
    assert Submittal.objects.count() == 0
    assert page.context["form"]["note"].value() == "Đề nghị chuyển."
    assert "Có hồ sơ không còn đưa vào danh sách với đề nghị này được" in text_of(page)


def test_what_lacks_its_signed_paper_is_named_apart(as_position, cast, record, plan):
    plan.needs_signed_scan = True
    plan.save()
    client = as_position(cast.commune_officer)
    offer = client.get(f"{ADD}?viec=xac-nhan-dang-ky").context["offer"]
    assert (offer.ready, [one for one, _why in offer.held]) == ([], [record])
    assert "Kế hoạch yêu cầu bản ký" in offer.held[0][1]
    assert offered(client, f"{ADD}?viec=khong-xac-nhan") == ("reject", [record], ["reject"])


def test_a_proposal_that_needs_a_reason_asks_for_it(as_position, cast, record):
    page = post(
        as_position(cast.commune_officer), ADD, cast.commune_officer, move="reject", registrations=[str(record.pk)]
    )
    assert page.context["form"].errors == {"note": ["Mục này chưa ghi."]}


def test_the_front_is_told_that_a_record_of_its_lines_lies_on_the_desks_list(as_position, tree, cast, plan, desk):
    record = builders.received(cast.women_registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    client, address = as_position(cast.commune_front), f"/dang-ky/{record.code}/"
    told, offer = "đã nằm trong một danh sách trình đang lập", f"{address}trinh/xac-nhan-dang-ky/"
    before = text_of(client.get(address))
    put(record, cast.commune_officer)
    after = text_of(client.get(address))
    assert [(told in page, offer in page) for page in (before, after)] == [(False, True), (True, False)]


def test_many_put_twice_are_put_once_and_the_second_press_finds_the_list(as_position, record, cast):
    client, token = as_position(cast.commune_officer), str(uuid4())
    data = {"move": "confirm", "registrations": [str(record.pk)], "token": token}
    first, second = (post(client, "/dang-ky/trinh/them/", cast.commune_officer, **data) for _ in range(2))
    here = f"/dang-ky/trinh/{Submittal.objects.get().pk}/"
    assert [page.redirect_chain[-1][0] for page in (first, second)] == [here, here]
    assert Submittal.objects.get().items.count() == 1


def test_the_list_prints_with_what_is_proposed(as_position, record, cast):
    submittal = sent(cast, record, note="Đủ điều kiện.")
    client = as_position(cast.commune_leader)
    pdf = client.get(f"/dang-ky/trinh/{submittal.pk}/danh-sach.pdf")
    excel = client.get(f"/dang-ky/trinh/{submittal.pk}/danh-sach.xlsx")
    assert (pdf.status_code, pdf.content[:4], excel.content[:2]) == (200, b"%PDF", b"PK")


def test_the_officers_home_page_tells_what_the_leader_struck_until_it_goes_on(as_position, record, cast):
    submittal = sent(cast, record)
    said = "1 hồ sơ lãnh đạo gạch khỏi danh sách, cần xem lại"
    assert said not in text_of(as_position(cast.commune_officer).get("/"))
    services.strike(by=cast.commune_leader, item=submittal.items.get(), reason="Chưa rõ kinh phí.")
    page = text_of(as_position(cast.commune_officer).get("/"))
    assert (said in page, f"/dang-ky/trinh/{submittal.pk}/" in page) == (True, True)
    assert said not in text_of(as_position(cast.commune_clerk).get("/"))
    assert said not in text_of(as_position(cast.commune_leader).get("/"))
    step(submittal, lists.SEND_BACK, cast.commune_leader, note="Trùng cả.")
    put(record, cast.commune_officer)
    assert said not in text_of(as_position(cast.commune_officer).get("/"))


def steps_seen(client, record) -> list[tuple[str, str]]:
    """The lines of the history that speak of lists: what was done, why."""
    told = client.get(f"/dang-ky/{record.code}/").context["steps"]
    return [(one.move, one.note) for one in told if one.move in ON_LISTS]


def test_the_leader_sees_what_he_gave_back_until_it_is_taken_back(as_position, record, cast):
    submittal = sent(cast, record)
    step(submittal, lists.SEND_BACK, cast.commune_leader, note="Thiếu ý kiến của thôn.")
    leader = as_position(cast.commune_leader)
    assert "Lãnh đạo trả lại" in text_of(leader.get("/dang-ky/trinh/"))
    assert "“Thiếu ý kiến của thôn.”" in text_of(leader.get(f"/dang-ky/trinh/{submittal.pk}/"))
    assert "Chờ trình lại" in text_of(leader.get(f"/dang-ky/trinh/{submittal.pk}/"))
    officer = as_position(cast.commune_officer)
    assert "Lãnh đạo trả lại, sửa và trình lại" in text_of(officer.get("/"))
    assert "Lãnh đạo đã trả lại danh sách trình có hồ sơ này" in text_of(officer.get(f"/dang-ky/{record.code}/"))
    step(submittal, lists.SEND, cast.commune_officer)
    step(submittal, lists.RECALL, cast.commune_officer)
    assert as_position(cast.commune_leader).get(f"/dang-ky/trinh/{submittal.pk}/").status_code == 404


def test_the_history_of_a_record_tells_of_its_lists_to_those_who_read_them(as_position, tree, cast, plan, desk):
    one, other = (
        builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level]) for _ in range(2)
    )
    submittal = sent(cast, one, other)
    step(submittal, lists.SEND_BACK, cast.commune_leader, note="Thiếu ý kiến của thôn.")
    services.take_off(by=cast.commune_officer, item=submittal.items.get(registration=other))
    late = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    put(late, cast.commune_officer)
    step(submittal, lists.SEND, cast.commune_officer)

    first = [("send", ""), ("send_back", "Thiếu ý kiến của thôn.")]
    leader = steps_seen(as_position(cast.commune_leader), one)
    owner = steps_seen(as_position(cast.registrant), one)
    officer = as_position(cast.commune_officer)
    assert (steps_seen(officer, one), leader, owner) == ([*first, ("send", "")], [*first, ("send", "")], [])
    # Taken off the list, it is concerned no more; what came later knows nothing of before.
    assert (steps_seen(officer, other), steps_seen(officer, late)) == (first, [("send", "")])
    assert "Trả lại người trình" in text_of(officer.get(f"/dang-ky/{one.code}/"))


def test_a_list_that_was_never_sent_forgets_what_is_taken_off(record, cast):
    item = put(record, cast.commune_officer)
    services.take_off(by=cast.commune_officer, item=item)
    assert outcomes(item.submittal) == []


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], ListState.DRAFT),
        ([lists.SEND, lists.SEND_BACK], ListState.RETURNED),
        ([lists.SEND, lists.SEND_BACK, lists.SEND, lists.RECALL], ListState.DRAFT),
        ([lists.SEND, lists.RECALL, lists.SEND, lists.SEND_BACK], ListState.RETURNED),
    ],
)
def test_lists_of_before_are_told_from_their_history(record, cast, steps, state):
    """What the leader gave back before migration 0023 lay as a draft, out of his sight."""
    submittal = put(record, cast.commune_officer).submittal
    for move in steps:
        step(submittal, move, cast.commune_leader if move is lists.SEND_BACK else cast.commune_officer, note="Sửa.")
    Submittal.objects.update(state=ListState.DRAFT, sent_at=None)
    import_module("registrations.migrations.0023_lists_given_back_before").given_back_stay_before_the_leader(apps, None)

    submittal.refresh_from_db()
    sent_at = submittal.events.filter(move="send").last().at if state == ListState.RETURNED else None
    assert (submittal.state, submittal.sent_at) == (state, sent_at)
