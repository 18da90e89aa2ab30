"""Trao đổi, ghi chú nội bộ, lý do mẫu: who reads what, what is new to whom, what is taken back, what is joined."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.enums import Role
from common.models import AuditRecord
from registrations import workflow
from registrations.enums import State
from registrations.models import Comment, ReadyReason
from registrations.talk import reasons
from registrations.talk import services as talking
from tests import builders
from tests.registrations.stories import fresh

pytestmark = pytest.mark.django_db
QUESTION, NOTE = "Hạn nộp có lùi được không?", "Nên kiểm tra lại số hộ."


@pytest.fixture
def record(tree, cast, plan):
    return builders.submitted(cast.registrant, plan, levels=[tree.commune_level])


def say(registration, by, text=QUESTION, *, internal=False, token=None):
    return talking.say(by=by, registration=registration, text=text, internal=internal, token=token or uuid4())


def text_of(page):
    return page.content.decode()


def post(client, address, position, **data):
    return client.post(address, {"token": str(uuid4()), "position": position.pk, **data}, follow=True)


def test_both_sides_read_what_is_said_and_only_the_desks_what_is_noted(as_position, record, cast):
    say(record, cast.registrant)
    say(record, cast.commune_officer, NOTE, internal=True)
    read = {}
    for name in ("registrant", "commune_officer", "commune_clerk", "commune_leader", "district_officer"):
        page = text_of(as_position(getattr(cast, name)).get(f"/dang-ky/{record.code}/"))
        read[name] = (QUESTION in page, NOTE in page)
    assert read.pop("registrant") == (True, False)
    assert set(read.values()) == {(True, True)}


def test_what_the_owner_asks_is_new_at_the_desk_until_it_is_answered(as_position, record, cast):
    say(record, cast.registrant)
    client = as_position(cast.commune_officer)
    assert "1 hồ sơ có trao đổi mới" in text_of(client.get("/"))
    assert "có trao đổi chưa đọc" in text_of(client.get("/dang-ky/?trang-thai=hoi"))
    page = post(client, f"/dang-ky/{record.code}/trao-doi/", cast.commune_officer, text="Lùi đến hết tuần.")
    assert "Lùi đến hết tuần." in text_of(page)
    assert "trao đổi mới" not in text_of(client.get("/"))
    client = as_position(cast.registrant)
    assert "Có trao đổi mới" in text_of(client.get("/"))
    post(client, f"/dang-ky/{record.code}/trao-doi/da-doc/", cast.registrant)
    assert "Có trao đổi mới" not in text_of(client.get("/"))
    assert (fresh(record).asks_desk_at, fresh(record).asks_owner_at) == (None, None)


def test_those_above_do_not_read_it_away_from_the_desk(record, cast):
    say(record, cast.registrant)
    with pytest.raises(PermissionDenied):
        talking.mark_read(by=cast.district_officer, registration=record)


def test_pressed_twice_it_is_said_once(record, cast):
    token = uuid4()
    assert say(record, cast.registrant, token=token) == say(record, cast.registrant, token=token)
    assert Comment.objects.count() == 1


def test_taken_back_within_minutes_it_says_nothing_and_the_log_keeps_it(as_position, record, cast):
    said = say(record, cast.registrant)
    page = post(as_position(cast.registrant), f"/dang-ky/{record.code}/trao-doi/{said.pk}/rut/", cast.registrant)
    assert ("(đã rút lại)" in text_of(page), QUESTION in text_of(page)) == (True, False)
    assert fresh(record).asks_desk_at is None
    assert AuditRecord.objects.get(action="Rút lại lời trao đổi").before == {"text": QUESTION}


def test_later_it_stays(record, cast):
    said = say(record, cast.registrant)
    Comment.objects.update(at=timezone.now() - timedelta(minutes=11))
    with pytest.raises(ValidationError, match="quá 10 phút"):
        talking.take_back(by=cast.registrant, comment=said)
    with pytest.raises(PermissionDenied):
        talking.take_back(by=cast.commune_officer, comment=said)


@pytest.mark.parametrize("who", ["other_registrant", "women_registrant", "commune_leader", "other_commune_officer"])
def test_who_is_not_concerned_says_nothing(record, cast, who):
    with pytest.raises(PermissionDenied):
        say(record, getattr(cast, who))


def test_an_owner_writes_no_internal_note_and_a_front_officer_none_on_other_lines(record, cast):
    for who in (cast.registrant, cast.commune_front):
        with pytest.raises(PermissionDenied):
            say(record, who, internal=True)


def test_a_draft_is_nobodys_talk_yet(tree, cast, plan):
    draft = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    with pytest.raises(PermissionDenied):
        say(draft, cast.registrant)


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_what_cannot_be_kept_comes_back_as_typed(as_position, record, cast, text):
    page = post(as_position(cast.registrant), f"/dang-ky/{record.code}/trao-doi/", cast.registrant, text=text)
    assert ("Có chỗ cần sửa" in text_of(page), text.strip() in text_of(page)) == (True, True)
    assert not Comment.objects.exists()


def test_markup_and_formulas_stay_text(as_position, record, cast):
    say(record, cast.registrant, "<script>alert(1)</script> =1+1")
    page = text_of(as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1" in page


# Lý do mẫu.


@pytest.fixture
def ready(cast):
    return reasons.keep_reason(by=cast.commune_officer, text="Chưa ghi rõ cách làm.")


def test_a_ready_reason_and_own_words_are_joined(as_position, tree, cast, plan, ready):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    address, client = f"/dang-ky/{record.code}/buoc/tra-lai-de-bo-sung/", as_position(cast.commune_officer)
    assert "Chưa ghi rõ cách làm." in text_of(client.get(address))
    page = post(client, address, cast.commune_officer, note="")
    assert "Chọn lý do mẫu hoặc ghi lý do." in text_of(page)
    other = reasons.keep_reason(by=cast.commune_officer, text="Thiếu chữ ký.")
    post(client, address, cast.commune_officer, ready=[ready.pk, other.pk], note="Bổ sung mục 2.")
    event = record.events.get(move="return")
    ready.refresh_from_db()
    assert (event.note, ready.used) == ("Chưa ghi rõ cách làm.\nThiếu chữ ký.\nBổ sung mục 2.", 1)
    assert "ready" not in AuditRecord.objects.get(action="Trả lại để bổ sung").after
    assert "Chưa ghi rõ cách làm." in text_of(as_position(cast.registrant).get(f"/dang-ky/{record.code}/"))


def test_without_ready_reasons_the_form_is_as_it_was(as_position, tree, cast, plan):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    page = as_position(cast.commune_officer).get(f"/dang-ky/{record.code}/buoc/khong-xac-nhan/")
    assert list(page.context["form"].fields) == ["note"]


def test_the_reason_of_another_unit_is_not_offered(as_position, tree, cast, plan, ready):
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    foreign = reasons.keep_reason(by=cast.district_officer, text="Của huyện.")
    address = f"/dang-ky/{record.code}/buoc/khong-xac-nhan/"
    page = text_of(post(as_position(cast.commune_officer), address, cast.commune_officer, ready=foreign.pk, note="x"))
    assert "không còn dùng được" in page
    assert fresh(record).state == State.RECEIVED


def test_the_most_used_stands_first(cast, tree, plan, ready):
    second = reasons.keep_reason(by=cast.commune_officer, text="Thiếu minh chứng.")
    record = builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    builders.move(record, workflow.RETURN, cast.commune_officer, note="Thiếu minh chứng.", ready=[second])
    assert [one.text for one in ReadyReason.objects.all()] == ["Thiếu minh chứng.", "Chưa ghi rõ cách làm."]


@pytest.mark.parametrize(("who", "is_led_there"), [("commune_officer", True), ("commune_clerk", False)])
def test_the_list_of_what_waits_leads_whoever_decides_to_the_reasons(as_position, cast, who, is_led_there):
    page = text_of(as_position(getattr(cast, who)).get("/dang-ky/?xem=cho"))
    assert ("/dang-ky/ly-do-mau/" in page) == is_led_there


def test_reasons_are_kept_corrected_and_dropped_by_the_officers_of_the_unit(as_position, cast, ready):
    client, officer = as_position(cast.commune_officer), cast.commune_officer
    post(client, "/dang-ky/ly-do-mau/thuong-dung/", officer)
    post(client, "/dang-ky/ly-do-mau/thuong-dung/", officer)
    assert ReadyReason.objects.count() == 1 + len(reasons.STARTERS)
    page = post(client, f"/dang-ky/ly-do-mau/{ready.pk}/", officer, text=reasons.STARTERS[0])
    assert "đã có lý do mẫu này" in text_of(page)
    post(client, f"/dang-ky/ly-do-mau/{ready.pk}/", officer, text="Chưa rõ cách làm, lực lượng.")
    page = text_of(post(client, f"/dang-ky/ly-do-mau/{ready.pk}/bo/", officer))
    assert "Chưa rõ cách làm, lực lượng." not in page
    with pytest.raises(PermissionDenied):
        reasons.keep_reason(by=cast.commune_clerk, text="x")


def test_how_long_it_waits_is_told_and_is_late_after_the_days_the_desk_has_set(as_position, tree, cast, plan):
    tree.commune_desk.handling_days = 5
    tree.commune_desk.save()
    long_ago = timezone.now() - timedelta(days=8)
    old = builders.submitted(cast.registrant, plan, levels=[tree.commune_level], at=long_ago)
    builders.submitted(cast.women_registrant, plan, levels=[tree.commune_level])
    officer = builders.position(Role.OFFICER, tree.commune_desk)
    client = as_position(officer)
    assert "quá hạn" in text_of(client.get("/"))
    page = text_of(client.get("/dang-ky/?xem=cho"))
    assert "chờ 8 ngày" in page
    today = timezone.localdate()
    over, ahead = (f"{today + timedelta(days=days):%d/%m/%Y}" for days in (-3, 5))
    assert f'due">quá hạn {over}</small>' in page
    assert f'd-block">hạn {ahead}</small>' in page
    assert page.index(old.code) < page.index("đến hôm nay")
