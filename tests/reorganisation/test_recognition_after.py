"""What an office decided before it ended: who took over says which titles are kept, and corrects what was wrong."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Position
from recognition.afterwards import services as afterwards
from recognition.corrections import services
from recognition.enums import Outcome
from recognition.models import Award, Correction, YearOutcome
from tests.recognition import builders as build
from tests.recognition.pages import pdf_text, post, text
from tests.reorganisation.test_waiting_work import communes_merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def o(tree, cast, plan):
    """xã Minh Lạc with two models, its people as in the cast."""
    found = build.Office()
    found.tree, found.cast, found.plan, found.persons = tree, cast, plan, []
    found.officer, found.leader, found.clerk = cast.commune_officer, cast.commune_leader, cast.commune_clerk
    found.models = [build.effective(found, title=f"Mô hình số {number}") for number in (1, 2)]
    return found


@pytest.fixture
def decision(o):
    """A recognition of last year by the desk of xã Minh Lạc."""
    found = build.published(o)
    Award.objects.filter(decision=found).update(year=timezone.localdate().year - 1)
    return found


def now(position) -> Position:
    """The position the same person has after the merge."""
    return Position.objects.get(user=position.user, ends_on=None)


@pytest.fixture
def merged(tree, cast, second, decision):
    communes_merge(tree, cast, second)
    return now(cast.commune_officer), now(cast.commune_leader)


def test_the_year_list_holds_the_titles_of_both_offices_that_were(as_position, decision, merged):
    officer, _ = merged
    assert officer.unit_id != decision.unit_id
    client, (kept, lapsed) = as_position(officer), decision.awards.all()
    page = text(client.get("/cong-nhan/giu-vung/"))
    assert kept.title in page and "của UBND xã Minh Lạc" in page
    typed = {f"chon-{kept.pk}": "kept", f"chon-{lapsed.pk}": "lapsed", f"ly-do-{lapsed.pk}": "Không sinh hoạt nữa."}
    post(client, "/cong-nhan/giu-vung/", officer, **typed)
    assert dict(YearOutcome.objects.values_list("award", "outcome")) == {
        kept.pk: Outcome.KEPT, lapsed.pk: Outcome.LAPSED
    }  # fmt: skip
    paper = " ".join(pdf_text(client.get("/cong-nhan/giu-vung/danh-sach.pdf").content).split())
    assert "ỦY BAN NHÂN DÂN XÃ LAM KHÊ" in paper.upper() and "của UBND xã Minh Lạc" in paper


def test_another_office_says_nothing_of_them(cast, decision, merged):
    said = [afterwards.Said(decision.awards.first(), Outcome.KEPT)]
    for by in (cast.district_officer, cast.province_officer):
        assert afterwards.say_of_year(by=by, unit=by.unit, year=timezone.localdate().year, said=said) == []


def test_a_correction_is_drawn_up_signed_and_issued_by_who_took_over(as_position, o, decision, merged):
    officer, leader = merged
    client, here = as_position(officer), f"/cong-nhan/{decision.pk}/"
    assert here + "dinh-chinh/moi/" in text(client.get(here))
    form = client.get(here + "dinh-chinh/moi/").context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed |= {"reason": "Sai tên người ký.", "kind": "decision", "signer_name": "Hà Văn Thuận",
              "issued_on": f"{decision.issued_on:%d/%m/%Y}"}  # fmt: skip
    made = post(client, here + "dinh-chinh/moi/", officer, **typed)
    correction = Correction.objects.get()
    post(client, made.url + "viec/trinh-ky-dinh-chinh/", officer)
    signing = as_position(leader)
    assert made.url in text(signing.get("/"))
    signed = {"number": "7/QĐ-UBND", "issued_on": f"{timezone.localdate():%d/%m/%Y}", "signer_name": "Vũ Thị Ngần",
              "signer_title": "Chủ tịch"}  # fmt: skip
    post(signing, made.url + "viec/phat-hanh-dinh-chinh/", leader, **signed)
    correction.refresh_from_db(), decision.refresh_from_db()
    assert (correction.state, correction.unit, decision.signer_name) == ("published", officer.unit, "Hà Văn Thuận")
    paper = " ".join(pdf_text(signing.get(made.url + "van-ban.pdf").content).split())
    assert "ỦY BAN NHÂN DÂN XÃ LAM KHÊ" in paper.upper() and "của UBND xã Minh Lạc" in paper and "7/QĐ-UBND" in paper


def test_nobody_else_corrects_it(o, decision, merged, cast):
    facts = {name: getattr(decision, name) for name in ("number", "issued_on", "signer_title")}
    for by in (cast.district_officer, cast.province_officer):
        with pytest.raises(PermissionDenied):
            services.draft_correction(
                by=by, decision=decision, kind="letter", reason="Sai.", token=uuid4(), signer_name="Khác", **facts
            )


def test_before_the_merge_the_neighbour_corrects_nothing(o, decision, cast):
    with pytest.raises(PermissionDenied):
        services.draft_correction(
            by=cast.other_commune_officer, decision=decision, kind="letter", reason="Sai.", token=uuid4(),
            number=decision.number, issued_on=decision.issued_on, signer_name="Khác", signer_title="Chủ tịch",
        )  # fmt: skip
    assert not Correction.objects.exists()
