"""Certificates: counted, printed again for a reason, onto blanks measured in mm, with a mark that verifies them."""

import re
from uuid import uuid4

import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone

from recognition.models import Blank, CertificatePrint
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text

pytestmark = pytest.mark.django_db


def test_a_run_opened_again_counts_nothing_and_a_second_press_neither(as_position):
    o = build.office()
    decision, client = build.published(o), as_position(o.clerk)
    data = {"position": o.clerk.pk, "token": str(uuid4()), "chon": decision.awards.get().pk, "giay": "phoi"}
    urls = {client.post(f"/cong-nhan/{decision.pk}/giay-chung-nhan/", data).url for _ in range(2)}
    (url,) = urls
    assert client.get(url).status_code == client.get(url).status_code == 200
    assert CertificatePrint.objects.count() == 1


def test_a_reprint_asks_why_beside_the_field_and_the_page_tells_who_when_and_why(as_position):
    o = build.office(models=2)
    decision, client = build.published(o), as_position(o.clerk)
    first, second = decision.awards.order_by("pk")
    address = f"/cong-nhan/{decision.pk}/giay-chung-nhan/"
    assert "Lý do in lại" not in text(client.get(address))
    post(client, address, o.clerk, chon=first.pk, giay="trang")
    refused = text(post(client, address, o.clerk, chon=[first.pk, second.pk], giay="trang"))
    assert f"Giấy số {first.serial} đã in rồi: ghi lý do in lại." in refused
    assert re.findall(r'name="chon" value="(\d+)"[^>]* checked', refused) == [str(first.pk), str(second.pk)]
    assert CertificatePrint.objects.count() == 1
    post(client, address, o.clerk, chon=first.pk, giay="phoi", reason="tờ trước in lệch")
    again = CertificatePrint.objects.latest("pk")
    assert f"Lần 2: {timezone.localtime(again.at):%H:%M %d/%m/%Y}, {o.clerk.user}, lên phôi; tờ trước in lệch" in text(
        client.get(address)
    )


def test_nobody_chosen_or_too_many_is_said_above_the_form(as_position, monkeypatch):
    o = build.office(models=2)
    decision, client = build.published(o), as_position(o.clerk)
    address = f"/cong-nhan/{decision.pk}/giay-chung-nhan/"
    assert "Chưa chọn ai để in." in text(post(client, address, o.clerk, giay="trang"))
    monkeypatch.setattr("recognition.views.papers.MOST_AT_ONCE", 1)
    both = [one.pk for one in decision.awards.all()]
    assert "Mỗi lần in tối đa 1 tờ." in text(post(client, address, o.clerk, chon=both, giay="trang"))
    assert not CertificatePrint.objects.exists()


def test_a_blank_carries_the_code_in_letters_below_its_picture(as_position):
    o = build.office()
    decision, client = build.published(o), as_position(o.clerk)
    award = decision.awards.get()
    printed = post(client, f"/cong-nhan/{decision.pk}/giay-chung-nhan/", o.clerk, chon=award.pk, giay="phoi")
    assert award.code in pdf_text(client.get(printed.url).content)


def test_the_picture_on_a_certificate_leads_to_its_own_verification(as_position):
    o = build.office()
    decision, client = build.published(o), as_position(o.clerk)
    award = decision.awards.get()
    for paper in ("trang", "phoi"):
        asked = {"chon": award.pk, "giay": paper, "reason": "in lệch"}
        printed = post(client, f"/cong-nhan/{decision.pk}/giay-chung-nhan/", o.clerk, **asked)
        (page,) = pypdfium2.PdfDocument(client.get(printed.url).content)
        (mark,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        assert mark.text == f"http://testserver/xac-minh/{award.code}/"


def test_a_blank_keeps_its_measures_and_refuses_what_is_off_the_sheet(as_position):
    o = build.office()
    client = as_position(o.clerk)
    form = client.get("/cong-nhan/phoi/").context["form"]
    typed = {name: form.initial[name] for name in form.fields} | {"right_mm": "-2,5", "owner-left_mm": "61,5"}
    typed = {name: "on" if value is True else str(value) for name, value in typed.items()}
    post(client, "/cong-nhan/phoi/", o.clerk, **typed)
    kept = Blank.objects.get(unit=o.tree.commune_desk)
    assert (str(kept.right_mm), str(kept.places.get(place="owner").left_mm)) == ("-2.5", "61.5")
    wrong = text(post(client, "/cong-nhan/phoi/", o.clerk, **typed | {"owner-left_mm": "400"}))
    assert "Ghi số từ 0 đến 297" in wrong and 'value="400"' in wrong
    assert "Bản in thử" not in wrong and client.get("/cong-nhan/phoi/in-thu.pdf").status_code == 200
