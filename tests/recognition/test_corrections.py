"""Đính chính: what was wrong stays readable beside what is right; sheets and figures follow the right text."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from recognition.corrections import services
from recognition.corrections.workflow import ISSUE, PROPOSE, PUBLISH, SEND_BACK, SIGN
from recognition.enums import Act, DecisionState
from recognition.models import Award, Correction, Decision
from tests import builders
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text

pytestmark = pytest.mark.django_db


def words(data: bytes) -> str:
    return " ".join(pdf_text(data).split())


def test_from_a_wrong_line_to_the_paper_in_hand(as_position):
    o = build.office(persons=1)
    decision = build.published(o)
    award = decision.awards.get(kind="individual")
    client, here = as_position(o.officer), f"/cong-nhan/{decision.pk}/"
    form = client.get(here + "dinh-chinh/moi/").context["form"]
    typed = {name: form[name].value() for name in form.fields} | {
        "reason": "Sai sót khi soạn thảo.",
        "kind": "decision",
    }
    typed |= {"issued_on": f"{decision.issued_on:%d/%m/%Y}", "number": "54/QĐ-UBND"}
    made = post(client, here + "dinh-chinh/moi/", o.officer, **typed)
    correction = Correction.objects.get()
    line = f"{made.url}dong/{award.pk}/"
    form = client.get(line).context["form"]
    typed = {name: form[name].value() for name in form.fields} | {"owner_name": "Ông Phạm Đức Cẩn"}
    assert post(client, line, o.officer, **typed).url == made.url
    post(client, made.url + "viec/trinh-ky-dinh-chinh/", o.officer)
    leader = as_position(o.leader)
    signed = {"number": "90/QĐ-UBND", "issued_on": f"{timezone.localdate():%d/%m/%Y}", "signer_name": "Hà Văn Thuấn",
              "signer_title": "Chủ tịch"}  # fmt: skip
    post(leader, made.url + "viec/phat-hanh-dinh-chinh/", o.leader, **signed)
    decision.refresh_from_db(), award.refresh_from_db(), correction.refresh_from_db()
    assert (decision.number, award.owner_name, correction.state) == ("54/QĐ-UBND", "Ông Phạm Đức Cẩn", "published")
    paper = words(leader.get(made.url + "van-ban.pdf").content)
    for said in ("Đính chính Quyết định số 45/QĐ-UBND", "Ông Phạm Đức Cẩn", "Phạm Đức Cần 1", "Sai sót", "90/QĐ-UBND"):
        assert said.lower() in paper.lower(), said
    first = words(leader.get(here + "quyet-dinh.pdf").content)
    assert "45/QĐ-UBND" in first and "54/QĐ-UBND" not in first
    listed = words(leader.get(here + "danh-sach.pdf").content)
    assert "Phạm Đức Cần 1" in listed and "Đức Cẩn" not in listed
    printed = post(leader, here + "giay-chung-nhan/", o.leader, chon=award.pk, giay="trang")
    sheet = words(leader.get(printed.url).content)
    assert "Ông Phạm Đức Cẩn" in sheet and "54/QĐ-UBND" in sheet
    page = text(as_position(o.cast.registrant).get(here))
    assert "54/QĐ-UBND" in page and made.url in page


def test_a_letter_of_correction_names_the_decision_as_issued(as_position):
    o = build.office()
    decision = build.published(o)
    correction = build.publish_correction(o, build.correcting(o, decision, kind="letter", signer_name="Lê Văn A"))
    here = f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/van-ban."
    paper = words(as_position(o.cast.registrant).get(here + "pdf").content)
    assert "V/v đính chính Quyết định số 45/QĐ" in paper and "Lê Văn A" in paper
    assert as_position(o.officer).get(here + "docx").content[:2] == b"PK"


def test_a_correcting_decision_of_the_party_rests_on_dashed_lines(as_position):
    o = build.office()
    builders.writes_papers_of("party", o.officer.unit)
    correction = build.publish_correction(o, build.correcting(o, build.published(o), number="54/QĐ-UBND"))
    here = f"/cong-nhan/{correction.decision_id}/dinh-chinh/{correction.pk}/van-ban.pdf"
    paper = words(as_position(o.officer).get(here).content)
    assert "- Căn cứ Quyết định số 45/QĐ-UBND" in paper and "- Xét thấy cần đính chính" in paper


def test_figures_count_by_the_right_day():
    o = build.office()
    decision = build.published(o)
    right = decision.issued_on - timedelta(days=40)
    build.publish_correction(o, build.correcting(o, decision, issued_on=right))
    counted = Award.objects.issued_within(right, right + timedelta(days=1))
    assert (counted.count(), Decision.objects.get().issued_on) == (1, right)


def test_the_day_of_a_revocation_is_corrected_too_but_never_before_the_recognition():
    o = build.office()
    decision = build.published(o)
    taking = build.revoked(o, decision.awards.get())
    with pytest.raises(ValidationError, match="Ngày thu hồi không được trước"):
        build.publish_correction(o, build.correcting(o, taking, issued_on=decision.issued_on - timedelta(days=1)))
    with pytest.raises(ValidationError, match="sau ngày thu hồi"):
        taking = build.correcting(o, decision, issued_on=timezone.localdate() + timedelta(days=1))
        build.publish_correction(o, taking)


def test_nothing_changes_before_it_is_published_and_the_drawer_does_not_sign():
    o = build.office()
    decision = build.published(o)
    correction = build.correcting(o, decision, number="54/QĐ-UBND")
    build.move(correction, PROPOSE, o.officer)
    assert Decision.objects.get().number == "45/QĐ-UBND"
    facts = {"number": "1", "issued_on": timezone.localdate(), **build.SIGNED}
    for who in (o.officer, o.clerk, o.cast.district_leader):
        with pytest.raises(PermissionDenied):
            build.move(correction, PUBLISH, who, **facts)
    build.move(correction, SIGN, o.leader, **build.SIGNED)
    build.move(correction, ISSUE, o.clerk, number="90/QĐ-UBND", issued_on=timezone.localdate())
    assert Decision.objects.get().number == "54/QĐ-UBND"


def test_a_correction_of_nothing_is_not_proposed_and_one_sent_back_says_why(as_position):
    o = build.office()
    decision = build.published(o)
    correction = build.correcting(o, decision)
    with pytest.raises(ValidationError, match="Chưa ghi chỗ nào"):
        build.move(correction, PROPOSE, o.officer)
    services.correct_line(by=o.officer, correction=correction, award=decision.awards.get(), title="Tên đúng")
    build.move(correction, PROPOSE, o.officer)
    build.move(correction, SEND_BACK, o.leader, note="Xem lại tên.")
    page = text(as_position(o.officer).get(f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/"))
    assert "Xem lại tên." in page and "Tên đúng" in page


def test_put_back_as_it_was_an_item_is_none_any_more():
    o = build.office()
    decision = build.published(o)
    correction = build.correcting(o, decision, number="54/QĐ-UBND")
    facts = {name: getattr(decision, name) for name in ("number", "issued_on", "signer_name", "signer_title")}
    services.rewrite_correction(by=o.officer, correction=correction, kind="decision", reason="Khác.", **facts)
    assert list(correction.items.all()) == []


def test_two_corrections_of_one_place_keep_both_texts(as_position):
    o = build.office()
    decision = build.published(o)
    for number in ("54/QĐ-UBND", "55/QĐ-UBND"):
        decision.refresh_from_db()
        build.publish_correction(o, build.correcting(o, decision, number=number), number=f"9{number}")
    told = [item.was for one in Correction.objects.all() for item in one.items.all()]
    assert (told, Decision.objects.get().number) == (["45/QĐ-UBND", "54/QĐ-UBND"], "55/QĐ-UBND")
    assert "45/QĐ-UBND" in words(as_position(o.officer).get(f"/cong-nhan/{decision.pk}/quyet-dinh.pdf").content)


def test_a_number_that_another_decision_bears_is_refused():
    o = build.office(models=2)
    build.published(o, records=o.models[:1], number="44/QĐ-UBND")
    decision = build.published(o, records=o.models[1:])
    with pytest.raises(ValidationError, match="quyết định khác mang số đó"):
        build.publish_correction(o, build.correcting(o, decision, number="44/QĐ-UBND"))
    assert decision.corrections.get().state == DecisionState.PROPOSED


def test_a_draft_is_corrected_by_editing_and_a_press_counts_once():
    o = build.office()
    with pytest.raises(ValidationError, match="Chỉ đính chính quyết định đã phát hành"):
        build.correcting(o, build.drafted(o))
    decision, token = build.published(o), uuid4()
    facts = {"number": "1", "issued_on": decision.issued_on, "signer_name": "A", "signer_title": "B"}
    for _ in range(2):
        services.draft_correction(by=o.officer, decision=decision, kind="letter", reason="Sai.", token=token, **facts)
    assert Correction.objects.count() == 1


def test_money_and_form_of_a_reward_are_put_right():
    o = build.office()
    decision = build.published(o, act=Act.REWARD, money=1_000_000)
    award, correction = decision.awards.get(), build.correcting(o, decision)
    services.correct_line(by=o.officer, correction=correction, award=award, money=1_170_000, form="Bằng khen")
    build.publish_correction(o, correction)
    award.refresh_from_db()
    assert (award.money, award.form) == (1_170_000, "Bằng khen")
    assert sorted(item.was_text for item in correction.items.all()) == ["1.000.000", "Giấy khen"]


def test_what_waits_to_be_signed_or_numbered_stands_at_home(as_position):
    o = build.office()
    decision = build.published(o)
    correction = build.correcting(o, decision, number="54/QĐ-UBND")
    address = f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/"
    build.move(correction, PROPOSE, o.officer)
    assert "Đính chính chờ ký" in (page := text(as_position(o.leader).get("/"))) and address in page
    build.move(correction, SIGN, o.leader, **build.SIGNED)
    assert "Đính chính đã ký, chờ số" in (page := text(as_position(o.clerk).get("/"))) and address in page
    assert address not in text(as_position(o.leader).get("/"))


def test_before_publication_nobody_outside_the_office_finds_it(as_position):
    o = build.office()
    decision = build.published(o)
    correction = build.correcting(o, decision, number="54/QĐ-UBND")
    here = f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/"
    for who in (o.cast.registrant, o.leader, o.cast.district_officer):
        assert as_position(who).get(here).status_code == 404
        assert "dinh-chinh" not in text(as_position(who).get(f"/cong-nhan/{decision.pk}/"))
    assert Client().get(here).status_code == 302


@pytest.mark.parametrize("models", [1, 3])
def test_pages_cost_the_same_whatever_their_length(as_position, models, django_assert_max_num_queries):
    o = build.office(models=models)
    decision = build.published(o, act=Act.REWARD)
    correction, client = build.correcting(o, decision, number="54/QĐ-UBND"), as_position(o.officer)
    for award in decision.awards.all():
        services.correct_line(by=o.officer, correction=correction, award=award, name="Khác")
    client.get("/tro-giup/")
    with django_assert_max_num_queries(12):
        client.get(f"/cong-nhan/{decision.pk}/")
    with django_assert_max_num_queries(12):
        client.get(f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/")
