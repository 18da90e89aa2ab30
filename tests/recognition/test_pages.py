"""The pages: from a concluded round to papers and certificates; what owners and the public see, and when."""

import io

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from recognition import services, workflow
from recognition.enums import Act, DecisionState
from recognition.models import Award, Decision
from recognition.views import public
from reports.by_unit import summary_by_unit
from reports.periods import quarter_of
from tests.evaluation import builders as evaluation
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text
from tests.reports.figures import frame

pytestmark = pytest.mark.django_db


def test_from_a_round_to_a_published_decision_and_a_certificate(as_position):
    c = evaluation.council(dossiers=2)
    sheets = evaluation.scoring(c)
    evaluation.send(sheets[0], "14", "14", "19", "19", "28")
    evaluation.send(sheets[1], "8", "8", "10", "10", "15")
    evaluation.move(c.round, evaluation.workflow.CONCLUDE, c.officer)
    officer, leader = c.officer, c.cast.district_leader
    client = as_position(officer)
    made = post(client, "/cong-nhan/moi/", officer, act="recognition", plan=c.plan.pk, round=c.round.pk)
    decision = Decision.objects.get()
    assert made.url == f"/cong-nhan/{decision.pk}/them/"
    offered = client.get(made.url + "?xep-loai=Tốt").context
    assert [one.is_proposed for one in offered["candidates"]] == [True, False]
    (ticked,) = offered["chosen"]
    post(client, made.url, officer, chon=ticked, name=offered["form"].initial["name"])
    post(client, f"/cong-nhan/{decision.pk}/viec/trinh-ky/", officer)
    client = as_position(leader)
    signed = {
        "number": "12-QĐ/HU",
        "issued_on": timezone.localdate().strftime("%d/%m/%Y"),
        "signer_name": "Phan Trọng Nghị",
        "signer_title": "Phó Bí thư",
    }
    post(client, f"/cong-nhan/{decision.pk}/viec/phat-hanh/", leader, **signed)
    decision.refresh_from_db()
    assert (decision.state, decision.number) == (DecisionState.PUBLISHED, "12-QĐ/HU")
    award = decision.awards.get()
    printed = post(client, f"/cong-nhan/{decision.pk}/giay-chung-nhan/", leader, chon=award.pk, giay="trang")
    sheet = client.get(printed.url)
    read = pdf_text(sheet.content)
    assert all(word in read for word in ("GIẤY CHỨNG NHẬN", award.title, award.serial, award.code, "12-QĐ/HU"))


def test_a_number_of_tomorrow_keeps_what_was_typed(as_position):
    o = build.office()
    decision = build.proposed(o)
    typed = {
        "number": "45/QĐ-UBND",
        "issued_on": "31/12/2099",
        "signer_name": "Hà Văn Thuấn",
        "signer_title": "Chủ tịch",
    }
    answer = text(post(as_position(o.leader), f"/cong-nhan/{decision.pk}/viec/phat-hanh/", o.leader, **typed))
    assert "Ngày này không được sau ngày hôm nay." in answer and 'value="45/QĐ-UBND"' in answer
    decision.refresh_from_db()
    assert decision.state == DecisionState.PROPOSED


def test_a_number_that_is_taken_is_told_beside_it_and_nothing_typed_is_lost(as_position):
    o = build.office(models=2)
    taken = build.published(o, records=o.models[:1])
    decision = build.proposed(o, records=o.models[1:])
    typed = {"number": taken.number, "issued_on": f"{taken.issued_on:%d/%m/%Y}", "signer_name": "Hà Văn Thuấn",
             "signer_title": "Phó Chủ tịch"}  # fmt: skip
    answer = post(as_position(o.leader), f"/cong-nhan/{decision.pk}/viec/phat-hanh/", o.leader, **typed)
    assert answer.context["form"].errors == {
        "number": [f"Đơn vị đã có quyết định số này trong năm {taken.issued_on.year}."]
    }
    assert 'value="Phó Chủ tịch"' in text(answer)
    decision.refresh_from_db()
    assert (decision.state, decision.number) == (DecisionState.PROPOSED, "")


@pytest.mark.parametrize("state", ["drafted", "proposed"])
def test_owners_and_the_public_see_nothing_before_it_is_published(as_position, state):
    o = build.office()
    decision, owner = getattr(build, state)(o), o.cast.registrant
    client = as_position(owner)
    assert client.get(f"/cong-nhan/{decision.pk}/").status_code == 404
    record = f"/dang-ky/{o.models[0].code}/"
    places = [client.get(place) for place in ("/", "/cong-nhan/", record)] + [Client().get("/cong-khai/")]
    assert [
        place for place in places if "cấp xã năm" in text(place) or f"/cong-nhan/{decision.pk}/" in text(place)
    ] == []
    shared = Client().get("/cong-khai/1/")
    assert (shared.status_code, "không còn công khai" in shared.text, 'href="/cong-khai/"' in shared.text) == (
        404,
        True,
        True,
    )
    assert as_position(o.cast.district_officer).get(f"/cong-nhan/{decision.pk}/").status_code == 404


def test_once_published_the_owner_reads_it_at_home_at_the_record_and_in_the_list(as_position):
    o = build.office()
    decision = build.published(o)
    client = as_position(o.cast.registrant)
    for place in ("/", "/cong-nhan/", f"/dang-ky/{o.models[0].code}/"):
        assert f"/cong-nhan/{decision.pk}/" in text(client.get(place)), place
    assert "Mô hình số 1" in text(client.get(f"/cong-nhan/{decision.pk}/"))
    assert as_position(o.cast.other_registrant).get(f"/cong-nhan/{decision.pk}/").status_code == 404


def test_the_public_reads_collectives_and_only_persons_who_agreed():
    o = build.office(persons=1)
    decision = build.published(o)
    anybody, person = Client(), decision.awards.get(kind="individual")
    listed = text(anybody.get("/cong-khai/?tim=dieN hinh"))
    assert "Mô hình số 1" in text(anybody.get("/cong-khai/")) and "Phạm Đức Cần" not in listed
    assert anybody.get(f"/cong-khai/{person.pk}/").status_code == 404
    services.set_consent(by=o.officer, award=person, agrees=True, how="giấy đồng ý ngày 02/11/2026")
    assert "Phạm Đức Cần" in text(anybody.get("/cong-khai/?tim=dieN hinh"))
    assert "Phạm Đức Cần" in text(anybody.get(f"/cong-khai/{person.pk}/"))


def test_rewards_are_not_on_the_public_list():
    o = build.office()
    award = build.published(o, act=Act.REWARD).awards.get()
    assert "Mô hình số 1" not in text(Client().get("/cong-khai/"))
    assert Client().get(f"/cong-khai/{award.pk}/").status_code == 404


def test_a_code_is_typed_as_it_is_printed(client):
    asked = client.get("/xac-minh/?ma= 7F3a 9b2c ")

    assert (client.get("/xac-minh/").status_code, asked.url) == (200, "/xac-minh/7f3a9b2c/")
    assert client.get("/xac-minh/?ma=<>").status_code == 200


def test_verification_tells_genuine_revoked_unknown_and_nothing_more():
    o = build.office(persons=1)
    award = build.published(o).awards.get(kind="individual")
    anybody, answers = Client(), []
    for code in (award.code, award.code.upper(), "khong-co"):
        answers.append(text(anybody.get(f"/xac-minh/{code}/")))
    build.revoked(o, award)
    answers.append(text(anybody.get(f"/xac-minh/{award.code}/")))
    words = ("Đúng, còn hiệu lực", "Đúng, còn hiệu lực", "Không có mã này", "Đã bị thu hồi")
    assert [word in answer for word, answer in zip(words, answers, strict=True)] == [True] * 4
    assert [
        secret for secret in (award.title, award.owner_name, "45/QĐ", award.serial) if secret in "".join(answers)
    ] == []
    assert "Điển hình số 1" not in text(anybody.get("/cong-khai/"))


def test_an_address_that_asks_too_often_waits(monkeypatch):
    monkeypatch.setattr(public, "CODES_A_MINUTE", 2)
    anybody = Client()
    assert [anybody.get("/xac-minh/abc/").status_code for _ in range(3)] == [404, 404, 429]


def test_the_papers_say_the_same_as_pdf_word_and_excel(as_position):
    o = build.office(models=2)
    decision = build.published(o, act=Act.REWARD, money=1_170_000)
    client, here = as_position(o.officer), f"/cong-nhan/{decision.pk}/"
    paper = pdf_text(client.get(here + "quyet-dinh.pdf").content)
    word = "\n".join(
        one.text for one in docx.Document(io.BytesIO(client.get(here + "quyet-dinh.docx").content)).paragraphs
    )
    for said in ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MINH LẠC", "QUYẾT ĐỊNH:", "Điều 3. Quyết định này có hiệu lực"):
        assert said in " ".join(paper.split()) and said in word, said
    assert "2.340.000 đồng" in " ".join(paper.split())
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(here + "danh-sach.xlsx").content)).active
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {"Mô hình số 1", "Mô hình số 2", 1_170_000, 2_340_000} <= set(values)
    asked = pdf_text(client.get(here + "to-trinh.pdf").content)
    assert "TỜ TRÌNH" in asked and "Kính gửi" in asked


def test_a_certificate_of_merit_is_taken_back_by_its_name(as_position):
    o = build.office()
    award = build.published(o, act=Act.REWARD).awards.get()
    revoking = build.revoked(o, award)
    listed = pdf_text(as_position(o.officer).get(f"/cong-nhan/{revoking.pk}/danh-sach.pdf").content)
    assert "Giấy khen" in listed and award.name not in " ".join(listed.split())


def test_a_draft_prints_as_a_draft(as_position):
    o = build.office()
    decision = build.drafted(o)
    paper = as_position(o.officer).get(f"/cong-nhan/{decision.pk}/quyet-dinh.pdf").content
    assert "Bản nháp" in pdf_text(paper)


def test_the_signed_copy_is_kept_and_read_by_the_owner(as_position):
    o = build.office()
    decision = build.published(o)
    scan = SimpleUploadedFile("ban ky.pdf", b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF", content_type="application/pdf")
    post(as_position(o.clerk), f"/cong-nhan/{decision.pk}/ban-ky/", o.clerk, file=scan)
    copy = decision.copies.get()
    client = as_position(o.cast.registrant)
    answer = client.get(f"/cong-nhan/{decision.pk}/ban-ky/{copy.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "ban ky.pdf" in text(client.get(f"/cong-nhan/{decision.pk}/"))


def test_figures_count_models_by_the_day_of_the_decision():
    o = build.office(models=2, persons=1)
    decision = build.published(o, on=timezone.localdate())
    build.published(o, act=Act.REWARD, number="46/QĐ-UBND", records=o.models[:1], on=timezone.localdate())
    quarter = quarter_of(timezone.localdate())

    def totals(period):
        rows = summary_by_unit(frame(o.officer, period.slug)).rows
        keys = ("recognised_collective", "recognised_individual", "rewarded_collective")
        values = [[getattr(row[key], "value", row[key]) for row in rows] for key in keys]
        return [sum(value) for value in values]

    assert (totals(quarter), totals(quarter.previous)) == ([2, 1, 1], [0, 0, 0])
    build.revoked(o, decision.awards.first())
    assert totals(quarter) == [2, 1, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_whatever_their_length(as_position, count, django_assert_num_queries):
    o = build.office(models=count, persons=count)
    decision = build.published(o)
    draft = build.drafted(o, act=Act.REWARD)
    for award in Award.objects.filter(decision=decision, kind="individual"):
        services.set_consent(by=o.officer, award=award, agrees=True, how="giấy đồng ý ngày 02/11/2026")
    client, anybody = as_position(o.officer), Client()
    # The first page of a session also looks after the session itself.
    client.get("/tro-giup/")
    pages = {
        "": 7, f"{decision.pk}/": 11, f"{draft.pk}/": 11, f"{draft.pk}/them/": 7,
        f"{decision.pk}/giay-chung-nhan/": 8,
    }  # fmt: skip
    for address, queries in pages.items():
        with django_assert_num_queries(queries):
            client.get(f"/cong-nhan/{address}")
    with django_assert_num_queries(4):
        anybody.get("/cong-khai/")


def test_moves_of_a_dropped_decision_are_over(as_position):
    o = build.office()
    decision = build.drafted(o)
    build.move(decision, workflow.DROP, o.officer)
    assert as_position(o.officer).get(f"/cong-nhan/{decision.pk}/").context["moves"] == []


def test_who_sends_a_decision_back_lands_on_the_list_and_not_on_a_page_that_is_no_longer_his(as_position):
    o = build.office()
    decision, client = build.proposed(o), as_position(o.leader)
    answer = post(client, f"/cong-nhan/{decision.pk}/viec/{workflow.SEND_BACK.slug}/", o.leader, note="Thiếu căn cứ.")
    assert (answer.url, client.get(answer.url).status_code) == ("/cong-nhan/", 200)
    assert client.get(f"/cong-nhan/{decision.pk}/").status_code == 404
