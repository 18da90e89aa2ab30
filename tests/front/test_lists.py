"""Danh sách của phòng Mặt trận: who sees which rows, however they are found; and how the book of the fund reads."""

import pytest
from django.test import RequestFactory

from front.models import Activity, Contribution, Finding
from front.offers import offered_contents, offered_units, units_for
from front.services import findings, fund, keeping
from front.views.activities import ActivityForm
from registrations.models import Content
from tests.front import builders as build
from tests.front.test_resources import shown, today

pytestmark = pytest.mark.django_db
READERS = ("province_officer", "district_officer", "commune_officer", "commune_front", "registrant")


@pytest.mark.parametrize("reader", READERS)
def test_what_is_found_by_its_unit_is_what_is_in_sight(cast, reader, front, other_front, district_front):
    for by in (front, other_front, district_front):
        build.activity(by)
        build.given(by)
    position = getattr(cast, reader)
    for model in (Activity, Contribution):
        seen, by_unit = (model.objects.visible_to(position, by_unit=how).order_by("pk") for how in (False, True))
        assert list(by_unit) == list(seen)
    assert not Activity.objects.visible_to(None, by_unit=True)


def test_a_finding_is_seen_with_its_activity_while_that_stands(front, other_front, district_front):
    seen = build.supervision(front)
    found = findings.add_finding(
        by=front, activity=seen, text="Niêm yết.", addressee="UBND xã", due_on=today(5), token=seen.token
    )
    for reader, sees in ((front, [found]), (district_front, [found]), (other_front, []), (None, [])):
        assert list(Finding.objects.visible_to(reader)) == sees
    keeping.strike(by=front, row=seen, reason="Ghi nhầm.")
    assert not Finding.objects.visible_to(front)


def test_the_book_of_the_fund_shows_every_entry_and_what_was_struck(front, district_front, as_position):
    book = build.fund(front, opening=0)
    build.came(front, book, 5_000_000, donor_kind="enterprise", donor="Chè <Lạc>", voucher="PT 01", note="đợt 1")
    struck = build.went(front, book, 1_000_000, households=2)
    fund.strike_entry(by=front, entry=struck, reason="Ghi hai lần.")
    address = f"/mat-tran/quy/{book.pk}/"
    came, went = as_position(front).get(address).context["rows"].splitlines()
    assert f'{shown()}<small class="d-block">PT 01</small>' in came
    assert 'Doanh nghiệp, hợp tác xã: Chè &lt;Lạc&gt;<small class="d-block">đợt 1</small>' in came
    assert 'data-label="Thu" class="num">5.000.000</td><td data-label="Chi" class="num">–</td>' in came
    assert came.endswith("</span></a></td></tr>") and went.endswith("<td></td></tr>")
    assert '<s>1.000.000</s></td><td data-label="Còn lại" class="num">5.000.000</td>' in went
    assert f'2 hộ được giúp</small><small class="d-block due">Đã hủy ngày {shown()}: Ghi hai lần.</small>' in went
    read = as_position(district_front).get(address).context["rows"]
    assert "Hủy<" not in read and read.count("<td") == 8


def test_a_form_offers_what_may_be_chosen_and_asks_once(front, about, tree, django_assert_num_queries):
    assert front.shape
    with django_assert_num_queries(2):
        units, contents = offered_units(front), offered_contents()
    assert units == list(units_for(front)) and contents == list(Content.objects.of_campaign().offered())
    with django_assert_num_queries(2):
        form = ActivityForm(contents=contents, by=front)
        drawn = str(form["unit"])
    assert f'<optgroup label="{tree.commune}">' in drawn
    assert f'<option value="{front.unit_id}" selected>' in drawn


def test_a_unit_that_is_not_offered_is_refused(front, about, other_front):
    sent = RequestFactory().post("/", build.facts(unit=other_front.unit_id)).POST
    form = ActivityForm(sent, contents=about, by=front)
    assert list(form.errors) == ["unit"]
