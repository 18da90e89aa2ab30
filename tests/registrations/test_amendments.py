"""Đề nghị điều chỉnh: what is confirmed stays until the desk has decided; both versions stand beside each other after."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from common.models import AuditRecord
from registrations import desk, services, workflow
from registrations.enums import Purpose, State
from registrations.models import Registration
from tests import builders
from tests.registrations.stories import fresh, opened

pytestmark = pytest.mark.django_db
OLD, NEW = "Đường hoa phụ nữ tự quản", "Đường hoa và hàng rào xanh"


@pytest.fixture
def record(tree, cast, plan):
    return builders.confirmed(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], benefit_lines="1.260 m2 đất",
        signer_name="Lê Thị Thoa",
    )  # fmt: skip


def write(record, by, revision=0, **changes):
    data = {
        "title": NEW, "model_address": "", "benefit_amount": "70 triệu", "benefit_lines": "1.260 m2 đất",
        "time_text": "cả năm", "starts_on": "", "ends_on": "", "signer_name": "Phạm Đức Cần", "reason": "Dân đề nghị.",
    }  # fmt: skip
    services.save_draft(
        by=by, registration=record, purpose=Purpose.AMENDMENT, data={**data, **changes}, revision=revision
    )


def wish(record, cast, **changes):
    write(record, cast.registrant, **changes)
    builders.move(record, workflow.AMEND, cast.registrant)


def text_of(page):
    return page.content.decode()


def post(client, address, position, **data):
    return client.post(address, {"token": str(uuid4()), "position": position.pk, **data}, follow=True)


def test_until_it_is_approved_nothing_changes(record, cast):
    wish(record, cast)
    record = fresh(record)
    assert (record.state, record.title, record.signer_name) == (State.CONFIRMED, OLD, "Lê Thị Thoa")
    assert record.events.get(move="amend").note == "Dân đề nghị."
    assert {"approve_amendment", "decline_amendment"} <= opened(record, cast.commune_officer)
    assert "withdraw_amendment" in opened(record, cast.registrant)
    assert Registration.objects.waiting_for(cast.commune_officer).get() == record


def test_approved_it_is_a_version_beside_the_old_and_the_number_stays(record, cast):
    number = record.receipts.get().register_number
    wish(record, cast)
    builders.move(record, workflow.APPROVE_AMENDMENT, cast.commune_officer)
    record = fresh(record)
    first, second = record.versions.filter(purpose=Purpose.REGISTRATION)
    assert (record.title, record.benefit_amount, record.signer_name) == (NEW, 70_000_000, "Phạm Đức Cần")
    assert (first.paper["title"], second.paper["title"], second.number) == (OLD, NEW, 2)
    assert second.paper["amended_line"].startswith("Bản điều chỉnh lần 1, duyệt ngày")
    assert second.paper["levels"] == first.paper["levels"]
    assert second.sent_by == cast.registrant
    assert record.receipts.get().register_number == number
    assert (record.amendment_sent_at, record.drafts.filter(purpose=Purpose.AMENDMENT).exists()) == (None, False)
    assert Registration.objects.filter(search_text__contains="hang rao xanh").get() == record


def test_declined_it_stays_as_it_was_and_may_be_written_again(record, cast):
    wish(record, cast)
    builders.move(record, workflow.DECLINE_AMENDMENT, cast.commune_officer, note="Chưa cần.")
    record = fresh(record)
    assert (record.title, record.amendment_sent_at) == (OLD, None)
    builders.move(record, workflow.AMEND, cast.registrant)
    assert record.versions.filter(purpose=Purpose.AMENDMENT).count() == 2


def test_a_wish_that_waits_is_not_rewritten_and_can_be_taken_back(record, cast):
    wish(record, cast)
    with pytest.raises(ValidationError, match="đang chờ duyệt"):
        write(record, cast.registrant, revision=1, title="Khác")
    builders.write_result(record, cast.registrant)
    with pytest.raises(ValidationError, match="đang chờ duyệt"):
        builders.move(record, workflow.SEND_RESULT, cast.registrant)
    builders.move(record, workflow.WITHDRAW_AMENDMENT, cast.registrant)
    write(record, cast.registrant, revision=1, title="Khác")
    builders.move(record, workflow.SEND_RESULT, cast.registrant)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": " "}, "Lý do điều chỉnh"),
        ({"title": ""}, "Tên mô hình"),
        ({"starts_on": "31/02/2026"}, "Bắt đầu ghi chưa rõ"),
        ({"starts_on": "5/6/2026", "ends_on": "1/1/2026"}, "Hoàn thành ghi chưa rõ"),
        ({"benefit_amount": "rất nhiều"}, "làm lợi"),
        ({"title": OLD, "benefit_amount": "", "signer_name": "Lê Thị Thoa"}, "chưa khác"),
    ],
)
def test_what_is_unclear_or_missing_is_not_sent_but_kept(record, cast, changes, told):
    write(record, cast.registrant, **changes)
    with pytest.raises(ValidationError, match=told):
        builders.move(record, workflow.AMEND, cast.registrant)
    assert record.drafts.get(purpose=Purpose.AMENDMENT).data["reason"] is not None


def test_only_the_desk_in_charge_decides(record, cast, tree):
    wish(record, cast)
    for who in (cast.district_officer, cast.commune_clerk, cast.commune_leader, cast.registrant):
        with pytest.raises(PermissionDenied):
            builders.move(record, workflow.APPROVE_AMENDMENT, who)


def test_stopped_it_waits_for_nobody(record, cast):
    wish(record, cast)
    builders.move(record, workflow.STOP, cast.commune_officer, note="Thôi làm.")
    assert not Registration.objects.waiting_for(cast.commune_officer).exists()


def test_from_the_form_to_the_amended_paper(as_position, record, cast, monkeypatch):
    monkeypatch.setattr("documents.papers.html_to_pdf", lambda html, **_: html.encode())
    client, owner, code = as_position(cast.registrant), cast.registrant, record.code
    form = text_of(client.get(f"/dang-ky/{code}/dieu-chinh/"))
    assert (OLD in form, "1.260 m2 đất" in form) == (True, True)
    typed = {"title": NEW, "time_text": "cả năm", "benefit_lines": "1.260 m2 đất", "signer_name": "Lê Thị Thoa"}
    post(client, f"/dang-ky/{code}/dieu-chinh/", owner, **typed, reason="", revision=0)
    page = text_of(
        post(client, f"/dang-ky/{code}/dieu-chinh/", owner, **typed, reason="Mở rộng.", revision=1, next="record")
    )
    assert ("Đề nghị điều chỉnh đang soạn" in page, NEW in page) == (True, True)
    wish = text_of(client.get(f"/dang-ky/{code}/de-nghi-dieu-chinh.pdf"))
    assert [one for one in ("Bản nháp", "Lý do điều chỉnh", "Đề nghị điều chỉnh</th>", OLD) if one not in wish] == []
    page = text_of(post(client, f"/dang-ky/{code}/buoc/de-nghi-dieu-chinh/", owner, revision=2))
    assert "đang chờ duyệt" in page

    client, officer = as_position(cast.commune_officer), cast.commune_officer
    assert "1 đề nghị điều chỉnh chờ duyệt" in text_of(client.get("/"))
    page = text_of(client.get(f"/dang-ky/{code}/"))
    assert (OLD in page, NEW in page, "“Mở rộng.”" in page) == (True, True, True)
    post(client, f"/dang-ky/{code}/buoc/duyet-dieu-chinh/", officer, note="")
    paper = text_of(client.get(f"/dang-ky/{code}/ban-in.pdf"))
    assert "Lý do điều chỉnh" not in paper
    assert (NEW in paper, "Bản điều chỉnh lần 1" in paper, "lần 2" in paper) == (True, True, True)
    assert OLD in text_of(client.get(f"/dang-ky/{code}/ban-in.pdf?ban=1"))


def test_saved_meanwhile_by_a_colleague_both_texts_are_shown(as_position, record, cast):
    write(record, cast.registrant, title="Của đồng nghiệp")
    page = post(
        as_position(cast.registrant), f"/dang-ky/{record.code}/dieu-chinh/", cast.registrant, title=NEW, revision=0
    )
    assert page.status_code == 409
    assert ("Của đồng nghiệp" in text_of(page), NEW in text_of(page)) == (True, True)


def test_a_date_that_was_moved_must_not_stay_in_the_words(tree, cast, plan):
    record = builders.confirmed(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level],
        time_text="từ 01/12/2026 đến 30/11/2027", starts_on="01/12/2026", ends_on="30/11/2027",
    )  # fmt: skip
    same = {"title": OLD, "starts_on": "01/12/2026", "ends_on": "31/12/2027"}
    write(record, cast.registrant, time_text="từ 01/12/2026 đến 30/11/2027", **same)
    with pytest.raises(ValidationError, match="ghi chưa rõ"):
        builders.move(record, workflow.AMEND, cast.registrant)
    write(record, cast.registrant, revision=1, time_text="từ 01/12/2026 đến 31/12/2027", **same)
    builders.move(fresh(record), workflow.AMEND, cast.registrant)
    assert fresh(record).amendment_sent_at


def lines_of(position) -> list:
    return [line for line in desk.work(position) if "điều chỉnh" in line.title]


def test_what_is_written_and_not_sent_is_found_again_by_its_owner(record, cast, as_position):
    """On the desk, at the place where it is sent, and among what is being written; sent, it waits for others."""
    assert lines_of(cast.registrant) == []
    write(record, cast.registrant)
    (line,) = lines_of(cast.registrant)
    assert line.url == f"/dang-ky/{record.code}/#dieu-chinh" and OLD in line.title
    assert Registration.objects.drafts_of(cast.registrant).get() == record
    page = text_of(as_position(cast.registrant).get("/dang-ky/?xem=nhap"))
    assert "đề nghị điều chỉnh chưa gửi" in page and "Cấp cơ sở" in page
    builders.move(record, workflow.AMEND, cast.registrant)
    assert lines_of(cast.registrant) == [] and not Registration.objects.drafts_of(cast.registrant).exists()


def test_who_typed_for_others_finds_it_again_too(tree, cast, plan):
    record = builders.confirmed(
        cast.commune_clerk, plan, cast.commune_officer, levels=[tree.commune_level], unit=tree.village
    )
    write(record, cast.commune_clerk)
    assert Registration.objects.drafts_of(cast.commune_clerk).get() == record


def test_its_owner_throws_away_what_was_not_sent(record, cast, as_position):
    write(record, cast.registrant)
    client, address = as_position(cast.registrant), f"/dang-ky/{record.code}/"
    assert "Bỏ đề nghị này" in text_of(client.get(address))
    page = text_of(post(client, f"{address}dieu-chinh/bo/", cast.registrant))
    assert "Bản đã xác nhận giữ nguyên" in page and "Đề nghị điều chỉnh đang soạn" not in page
    assert fresh(record).title == OLD and lines_of(cast.registrant) == []
    post(client, f"{address}dieu-chinh/bo/", cast.registrant)
    assert AuditRecord.objects.filter(action="Bỏ đề nghị điều chỉnh đang soạn", object_id=str(record.pk)).count() == 1


def test_what_waits_to_be_decided_is_not_thrown_away(record, cast):
    wish(record, cast)
    with pytest.raises(ValidationError, match="Rút đề nghị điều chỉnh"):
        services.discard_amendment(by=cast.registrant, registration=record)
    with pytest.raises(PermissionDenied):
        services.discard_amendment(by=cast.commune_officer, registration=record)
    assert record.drafts.filter(purpose=Purpose.AMENDMENT).exists()
