"""Hồ sơ khen thưởng: the merit report from the owner's desk to the confirmation above, and what other offices say."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.models import AuditRecord
from recognition import services as decisions
from recognition import workflow
from recognition.dossiers import services
from recognition.dossiers.workflow import CONFIRM, REOPEN, RETURN, SEND, TAKE_BACK
from recognition.enums import Act, DecisionState, MeritState
from recognition.models import Consultation, Decision, MeritReport
from registrations.models import Plan
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF"


def consulted(o, decision, body="Công an xã", **facts):
    given = {"asked_number": "", "asked_on": None, "verdict": "", "answered_on": None, "text": ""} | facts
    return services.write_consultation(by=o.officer, decision=decision, token=uuid4(), body=body, **given)


def test_the_report_begins_from_the_confirmed_result_and_is_sent_confirmed_and_frozen(as_position):
    o = build.office()
    model, owner = o.models[0], o.cast.registrant
    here = f"/cong-nhan/thanh-tich/{model.code}/"
    client = as_position(owner)
    assert here + "viet/" in text(client.get(f"/dang-ky/{model.code}/"))
    assert client.get(here).url == here + "viet/"
    form = client.get(here + "viet/").context["form"]
    assert model.result.outcome in form.initial["achieved"] and "Giấy khen" in form.initial["asked"]
    post(client, here + "viet/", owner, **build.MERIT)
    sent = post(client, here + "viec/gui-bao-cao-thanh-tich/", owner)
    assert sent.url == here
    officer = as_position(o.officer)
    post(officer, here + "viec/xac-nhan-thanh-tich/", o.officer, note="Đúng như báo cáo.")
    report = MeritReport.objects.get()
    assert (report.state, report.opinion, report.frozen["title"]) == ("confirmed", "Đúng như báo cáo.", model.title)
    with pytest.raises(ValidationError):
        build.merit(o, model, achieved="Khác")
    read = " ".join(pdf_text(as_position(owner).get(here + "bao-cao.pdf").content).split())
    for said in (
        "BÁO CÁO THÀNH TÍCH",
        "Làm 3 km đường hoa.",
        "XÁC NHẬN CỦA CẤP TRÊN",
        "Đúng như báo cáo.",
        "Vi Thị Sen",
    ):
        assert said in read, said
    assert as_position(owner).get(here + "bao-cao.docx").content[:2] == b"PK"


def test_what_is_being_written_is_seen_by_its_owner_alone(as_position):
    o = build.office()
    build.merit(o, o.models[0])
    here = f"/cong-nhan/thanh-tich/{o.models[0].code}/"
    assert as_position(o.officer).get(here).status_code == 404
    assert "Báo cáo thành tích</a>" not in text(as_position(o.officer).get(f"/dang-ky/{o.models[0].code}/"))
    assert as_position(o.cast.registrant).get(here).status_code == 200
    with pytest.raises(PermissionDenied):
        build.merit(o, o.models[0], by=o.officer)


def test_the_desk_types_a_report_that_came_on_paper():
    o = build.office()
    report = build.merit(o, o.models[0], by=o.clerk)
    build.move(report, SEND, o.clerk)
    build.move(report, CONFIRM, o.officer, note="Đúng.")
    assert report.state == MeritState.CONFIRMED


def test_returned_with_a_reason_it_is_told_to_the_owner_and_sent_again(as_position):
    o = build.office()
    report, owner = build.merit(o, o.models[0]), o.cast.registrant
    build.move(report, SEND, owner)
    build.move(report, RETURN, o.officer, note="Thiếu số liệu.")
    assert "Thiếu số liệu." in text(as_position(owner).get(f"/cong-nhan/thanh-tich/{o.models[0].code}/"))
    build.move(report, SEND, owner)
    build.move(report, TAKE_BACK, owner)
    assert report.state == MeritState.DRAFT


def test_a_report_with_an_empty_part_is_not_sent():
    o = build.office()
    report = build.merit(o, o.models[0], achieved="")
    with pytest.raises(ValidationError, match="Chưa viết thành tích đạt được"):
        build.move(report, SEND, o.cast.registrant)


@pytest.mark.parametrize("who", ["district_officer", "commune_leader", "registrant"])
def test_only_the_desk_that_confirmed_the_effect_confirms_it(who):
    o = build.office()
    report = build.merit(o, o.models[0])
    build.move(report, SEND, o.cast.registrant)
    with pytest.raises(PermissionDenied):
        build.move(report, CONFIRM, getattr(o.cast, who), note="Đúng.")


def test_what_a_signed_reward_rests_on_is_not_opened_again():
    o = build.office()
    report = build.confirmed_merit(o, o.models[0])
    build.proposed(o, act=Act.REWARD)
    with pytest.raises(ValidationError, match="đã nằm trong hồ sơ khen thưởng"):
        build.move(report, REOPEN, o.officer, note="Sai.")


def test_pressed_twice_one_report_is_begun():
    o = build.office()
    build.merit(o, o.models[0])
    build.merit(o, o.models[0], achieved="Làm 4 km.")
    assert [one.achieved for one in MeritReport.objects.all()] == ["Làm 4 km."]


def test_the_text_of_a_report_does_not_stand_in_the_log():
    o = build.office()
    build.merit(o, o.models[0])
    assert AuditRecord.objects.filter(kind="recognition.meritreport", search_text__contains="duong hoa").count() == 0


def test_proposing_a_reward_warns_of_gaps_and_is_still_allowed(as_position):
    o = build.office(models=2)
    build.confirmed_merit(o, o.models[0])
    decision, client = build.drafted(o, act=Act.REWARD), as_position(o.officer)
    here = f"/cong-nhan/{decision.pk}/"
    page = text(client.get(here))
    assert "Báo cáo thành tích đã xác nhận" in page and "Chưa có báo cáo thành tích" in page
    asked = text(client.get(here + "viec/trinh-ky/"))
    assert "1 trên 2 dòng chưa có báo cáo thành tích được xác nhận." in asked and "Chưa lấy ý kiến hiệp y" in asked
    post(client, here + "viec/trinh-ky/", o.officer)
    decision.refresh_from_db()
    assert decision.state == DecisionState.PROPOSED


def test_where_reports_are_binding_a_gap_stops_the_proposal():
    o = build.office(models=2)
    decision = build.drafted(o, act=Act.REWARD)
    decisions.correct_decision(
        by=o.officer, decision=decision, bases=["Căn cứ."], about="khen thưởng", proposer="", addressee="",
        carried_out_by="", needs_merit_reports=True,
    )  # fmt: skip
    build.confirmed_merit(o, o.models[0])
    with pytest.raises(ValidationError, match="Còn 1 dòng chưa có báo cáo thành tích được xác nhận"):
        build.move(decision, workflow.PROPOSE, o.officer)
    build.confirmed_merit(o, o.models[1])
    build.move(decision, workflow.PROPOSE, o.officer)
    assert decision.state == DecisionState.PROPOSED


def test_an_office_is_asked_answers_with_a_file_and_stands_on_the_letter(as_position):
    o = build.office()
    decision, client = build.drafted(o, act=Act.REWARD), as_position(o.officer)
    here = f"/cong-nhan/{decision.pk}/"
    post(
        client,
        here + "hiep-y/them/",
        o.officer,
        body="Công an xã Minh Lạc",
        asked_number="12/UBND",
        asked_on="01/06/2026",
    )
    row = Consultation.objects.get()
    letter = " ".join(pdf_text(client.get(here + "hiep-y/cong-van.pdf").content).split())
    for said in ("V/v lấy ý kiến hiệp y khen thưởng", "Công an xã Minh Lạc", "12/UBND", "Mô hình số 1"):
        assert said in letter, said
    answer = {"body": row.body, "asked_number": "12/UBND", "asked_on": "01/06/2026", "verdict": "other",
              "answered_on": "05/06/2026", "text": "Đề nghị xem lại.", "file": SimpleUploadedFile("tra loi.pdf", SCAN)}  # fmt: skip
    post(client, f"{here}hiep-y/{row.pk}/", o.officer, **answer)
    page = text(client.get(here))
    assert "Có ý kiến khác" in page and "Đề nghị xem lại." in page and "tra loi.pdf" in page
    file = row.files.get()
    answer = client.get(f"{here}hiep-y/tep/{file.pk}/")
    assert b"".join(answer.streaming_content) == SCAN
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_answer_without_its_day_keeps_what_was_typed(as_position):
    o = build.office()
    decision = build.drafted(o, act=Act.REWARD)
    answer = text(
        post(as_position(o.officer), f"/cong-nhan/{decision.pk}/hiep-y/them/", o.officer, body="Thuế", verdict="agrees")
    )
    assert "Ghi ngày trả lời." in answer and 'value="Thuế"' in answer


def test_one_press_writes_one_office_and_the_same_office_twice_is_refused():
    o = build.office()
    decision, token = build.drafted(o, act=Act.REWARD), uuid4()
    facts = {"body": "Thuế", "asked_number": "", "asked_on": None, "verdict": "", "answered_on": None, "text": ""}
    for _ in range(2):
        services.write_consultation(by=o.officer, decision=decision, token=token, **facts)
    assert Consultation.objects.count() == 1
    with pytest.raises(ValidationError, match="đã có trong danh sách"):
        consulted(o, decision, "Thuế")


def test_an_office_that_answered_stays_on_the_record_and_publication_closes_the_list():
    o = build.office()
    decision = build.drafted(o, act=Act.REWARD)
    waits = consulted(o, decision, "Thuế")
    answered = consulted(o, decision, "Công an", verdict="agrees", answered_on=timezone.localdate() - timedelta(days=1))
    services.drop_consultation(by=o.officer, consultation=waits)
    with pytest.raises(ValidationError):
        services.drop_consultation(by=o.officer, consultation=answered)
    build.move(decision, workflow.PROPOSE, o.officer)
    build.publish(o, decision)
    with pytest.raises(ValidationError):
        consulted(o, decision, "Bảo hiểm xã hội")
    assert [one.body for one in decision.consultations.all()] == ["Công an"]


def test_the_dossier_is_the_offices_alone(as_position):
    o = build.office()
    decision = build.drafted(o, act=Act.REWARD)
    consulted(o, decision, "Thanh tra huyện")
    build.move(decision, workflow.PROPOSE, o.officer)
    build.publish(o, decision)
    for who in (o.cast.registrant, o.cast.district_officer):
        assert "Thanh tra huyện" not in text(as_position(who).get(f"/cong-nhan/{decision.pk}/"))


@pytest.mark.parametrize("models", [1, 3])
def test_a_reward_costs_the_same_whatever_its_length(as_position, models, django_assert_max_num_queries):
    o = build.office(models=models)
    decision = build.drafted(o, act=Act.REWARD)
    for one in o.models:
        build.confirmed_merit(o, one)
    consulted(o, decision)
    client = as_position(o.officer)
    client.get("/tro-giup/")
    with django_assert_max_num_queries(12):
        client.get(f"/cong-nhan/{decision.pk}/")
    with django_assert_max_num_queries(12):
        client.get("/cong-nhan/thanh-tich/")
    with django_assert_max_num_queries(12):
        client.get(f"/cong-nhan/thanh-tich/{o.models[0].code}/")


def test_who_was_rewarded_in_the_year_is_told_before_it_is_rewarded_again(as_position):
    o = build.office(models=2)
    first, second = o.models
    build.published(o, act=Act.REWARD, records=[first], number="46/QĐ-UBND")
    decision, client = build.drafted(o, act=Act.REWARD, records=[]), as_position(o.officer)
    offered = {one.registration: one.registration.rewarded for one in
               client.get(f"/cong-nhan/{decision.pk}/them/").context["candidates"]}  # fmt: skip
    assert offered == {first: True, second: False}
    decisions.add_awards(
        by=o.officer, decision=decision, registrations=o.models, names={}, form="Giấy khen", money=None
    )
    told = f"Đã được khen thưởng năm {decision.year}: {first.title} (46/QĐ-UBND)."
    assert told in client.get(f"/cong-nhan/{decision.pk}/").context["dossier"].warnings
    assert told in client.get(f"/cong-nhan/{decision.pk}/viec/trinh-ky/").text


def test_the_answer_of_an_office_is_chosen_by_a_button_of_our_own_words(as_position):
    o = build.office()
    decision = build.drafted(o, act=Act.REWARD)
    page = text(as_position(o.officer).get(f"/cong-nhan/{decision.pk}/hiep-y/them/"))
    assert page.count('type="file"') == page.count("file-picker") == 1 and 'accept=".pdf,.docx,.jpg,.png"' in page


def test_papers_of_last_years_model_bear_the_year_in_which_they_are_written(as_position):
    o = build.office()
    build.merit(o, o.models[0])
    decision = build.drafted(o, act=Act.REWARD)
    client, this_year = as_position(o.cast.registrant), timezone.localdate().year
    Plan.objects.update(year=this_year - 1)
    Decision.objects.update(year=this_year - 1)
    papers = [
        client.get(f"/cong-nhan/thanh-tich/{o.models[0].code}/bao-cao.pdf"),
        as_position(o.officer).get(f"/cong-nhan/{decision.pk}/hiep-y/cong-van.pdf"),
    ]
    for one in papers:
        said = " ".join(pdf_text(one.content).split())
        assert re.search(rf"ngày \.+ tháng \.+ năm {this_year} ", said)
        assert f"“Dân vận khéo” năm {this_year - 1}" in said


def test_the_petition_names_money_confirmed_reports_and_what_each_office_said(as_position):
    o = build.office(models=2)
    decision, client = build.drafted(o, act=Act.REWARD, money=1_500_000), as_position(o.officer)
    address = f"/cong-nhan/{decision.pk}/to-trinh.pdf"
    bare = " ".join(pdf_text(client.get(address).content).split())
    assert "Tổng tiền thưởng kèm theo: 3.000.000 đồng." in bare and "Hồ sơ kèm theo" not in bare
    build.confirmed_merit(o, o.models[0])
    consulted(o, decision)
    consulted(o, decision, "Thuế cơ sở", verdict="agrees", answered_on=timezone.localdate())
    said = " ".join(pdf_text(client.get(address).content).split())
    assert (
        "Hồ sơ kèm theo: 01 báo cáo thành tích đã được cấp trên xác nhận; ý kiến hiệp y của Công an xã (chưa trả lời); "
        "ý kiến hiệp y của Thuế cơ sở (đồng ý)."
    ) in said
