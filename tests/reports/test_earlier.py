"""Đứng sau số của kỳ trước, của cùng kỳ: every number a report is compared with leads to rows as its own numbers do."""

import re
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.html import strip_tags

from front.models import Activity
from registrations.models import Plan, Registration
from reports import facts
from reports.periodic import services
from reports.periodic.calendars import counted
from reports.periodic.figures import behind, counts, frame_of
from reports.periodic.indicators import question_of
from tests import builders
from tests.front import builders as front_build
from tests.reports import duties
from tests.reports.figures import at, confirmed

pytestmark = pytest.mark.django_db
Q1, Q2 = (date(2024, 1, 1), date(2024, 4, 1)), (date(2024, 4, 1), date(2024, 7, 1))


def address(report, key, then):
    return f"/bao-cao/ky/ban/{report.pk}/so-lieu/{key}/{then}/"


def told_on(response):
    text = response.content.decode()
    return " ".join(strip_tags(text[text.index("<h1>") :].replace("<", " <")).split())


@pytest.fixture
def type(cast):
    return duties.report_type(cast.district_officer)


@pytest.fixture
def models(cast, tree, plan):
    """One of last year's first quarter, two of the first quarter, one of the second."""
    Plan.objects.filter(pk=plan.pk).update(opens_on=date(2023, 1, 1))
    plan.refresh_from_db()
    when = ["2023-03-02 09:00", "2024-02-01 09:00", "2024-03-01 09:00", "2024-05-01 09:00"]
    return [confirmed(cast, tree, plan, when=day, title=f"Mô hình {n}") for n, day in enumerate(when)]


def begun(cast, tree, type, days, *, label="Quý"):
    period = duties.opened(
        cast.district_officer, [tree.commune_desk], start=days[0], end=days[1], label=label, type=type
    )
    return duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))


@pytest.fixture
def report(cast, tree, type, models):
    """The second quarter, after a first of which no report was made."""
    return begun(cast, tree, type, Q2)


def test_numbers_of_the_period_before_lead_to_what_is_counted_of_it(as_position, cast, report):
    page = as_position(cast.commune_officer).get(address(report, "dang-ky", "ky-truoc"))
    assert "Mô hình đăng ký trong kỳ, kỳ trước: 2" in told_on(page)
    assert re.findall(r">(Mô hình \d)</a>", page.content.decode()) == ["Mô hình 1", "Mô hình 2"]
    assert "từ ngày 01/01/2024 đến hết ngày 31/03/2024" in told_on(page)


def test_and_to_the_report_of_then_where_it_was_issued(as_position, cast, tree, type, models):
    first = duties.sent(cast, begun(cast, tree, type, Q1))
    second = begun(cast, tree, type, Q2)
    figure = first.figures.get(key="dang-ky-moi-tap-the")
    # What was frozen stands, whatever the records say today.
    Registration.objects.filter(pk=models[2].pk).update(confirmed_on=date(2024, 6, 1))
    page = as_position(cast.commune_officer).get(address(second, "dang-ky", "ky-truoc"))
    assert (len(figure.ids), second.figures.get(key="dang-ky").before) == (2, 2)
    assert re.findall(r">(Mô hình \d)</a>", page.content.decode()) == ["Mô hình 1", "Mô hình 2"]
    assert "Báo cáo của kỳ đó: Báo cáo số 05/BC-UBND" in told_on(page) and "ghi 2." in told_on(page)


def test_what_the_records_no_longer_say_is_told(as_position, cast, report, models):
    Registration.objects.filter(pk=models[2].pk).update(confirmed_on=date(2024, 6, 1))
    page = as_position(cast.commune_officer).get(address(report, "dang-ky", "ky-truoc"))
    assert "Lúc lập báo cáo đếm được 2; nay trong phạm vi của người xem có 1." in told_on(page)


def test_the_same_period_last_year_is_another(as_position, cast, tree, type, models):
    first = begun(cast, tree, type, Q1)
    page = as_position(cast.commune_officer).get(address(first, "dang-ky", "cung-ky"))
    assert "cùng kỳ năm trước: 1" in told_on(page)
    assert re.findall(r">(Mô hình \d)</a>", page.content.decode()) == ["Mô hình 0"]


def test_a_typed_number_of_then_leads_to_the_report_that_said_it(as_position, cast, tree, type, models):
    first = begun(cast, tree, type, Q1)
    duties.fill(cast.commune_officer, first, doi_thoai=3, don_thu=8, don_thu_giai_quyet=6)
    duties.sent(cast, first)
    second, client = begun(cast, tree, type, Q2), as_position(cast.commune_officer)
    page = client.get(address(second, "doi-thoai", "ky-truoc"))
    assert f'href="/bao-cao/ky/ban/{first.pk}/"' in page.content.decode() and "Tổng cộng 3" in told_on(page)
    rate = client.get(address(second, "ty-le-don-thu", "ky-truoc"))
    parts = re.findall(r"so-lieu/(don-thu[a-z-]*)/ky-truoc/", rate.content.decode())
    assert parts == ["don-thu-giai-quyet", "don-thu"]
    # Under the name of the period they are of.
    assert {one.context["table"].subtitle for one in (page, rate)} == {
        f"{counted(second.obligation.period).previous.label} – {second.obligation.unit_name}"
    }


def test_the_pages_of_a_report_lead_there_and_nought_leads_nowhere(as_position, cast, report):
    client = as_position(cast.commune_officer)
    for page in ("", "so-lieu/"):
        text = client.get(f"/bao-cao/ky/ban/{report.pk}/{page}").content.decode()
        assert f'href="{address(report, "dang-ky", "ky-truoc")}"' in text
        assert f'href="/bao-cao/ky/ban/{report.pk}/so-lieu/dang-ky/"' in text
        assert address(report, "hieu-qua", "ky-truoc") not in text


def test_what_is_not_known_or_no_period_does_not_exist(as_position, cast, report):
    client = as_position(cast.commune_officer)
    assert report.figures.get(key="doi-thoai").before is None
    for key, then in (("doi-thoai", "ky-truoc"), ("dang-ky", "nam-sau"), ("khong-co", "ky-truoc")):
        assert client.get(address(report, key, then)).status_code == 404


def test_who_was_sent_a_copy_from_outside_reads_the_number_alone(as_position, cast, tree, report):
    duties.sent(cast, report)
    report.obligation.period.type.copied.add(tree.other_commune_desk)
    page = as_position(cast.other_commune_officer).get(address(report, "dang-ky", "ky-truoc"))
    assert "ngoài phạm vi của người xem" in told_on(page) and "Mô hình 1" not in told_on(page)


def test_every_key_asks_what_its_number_counts(cast, tree, type, plan, models, report):
    """Of the present period, where both are known: the ids kept and the question of the key."""
    effective = builders.effective(
        cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level], at=at("2024-05-02 09:00")
    )
    frame = frame_of(cast.commune_officer, report.obligation)
    kept, asked = behind(frame), counts(frame)
    assert effective.pk in kept.ids["hieu-qua-tap-the"]
    for key in set(kept.ids) | set(asked.numbers) - {"chi-tieu"}:
        found = facts.models_behind(frame, question_of(key)).values_list("pk", flat=True)
        assert sorted(found) == sorted(kept.ids.get(key, [])), key


def test_a_page_behind_a_number_of_then_costs_the_same_with_more_models(
    as_position, cast, tree, plan, report, django_assert_max_num_queries
):
    client = as_position(cast.commune_officer)
    client.get("/")
    for _more in range(3):
        with django_assert_max_num_queries(12):
            client.get(address(report, "dang-ky", "ky-truoc"))
        confirmed(cast, tree, plan, when="2024-02-02 09:00")


def test_a_quota_of_then_leads_to_the_plans(as_position, cast, tree, type, models, report):
    figure = report.figures.get(key="chi-tieu")
    assert figure.before is not None
    figure.before = Decimal(4)
    figure.save()
    assert "Lúc" not in told_on(as_position(cast.commune_officer).get(address(report, "dang-ky", "ky-truoc")))
    page = as_position(cast.commune_officer).get(address(report, "chi-tieu", "ky-truoc"))
    assert "Báo cáo tính theo kế hoạch lúc đó: 4 mô hình." in told_on(page)


def test_of_the_front_it_leads_to_the_rows_of_its_books(as_position, cast, tree, django_assert_max_num_queries):
    front, district = cast.commune_front, front_build.district_front(tree)
    district.unit.level = cast.district_officer.unit.level
    district.unit.save()
    held = front_build.activity(front, starts_on=date(2023, 12, 30), participants=5, name="Hội nghị cuối năm")
    front_build.activity(front, starts_on=date(2024, 2, 1), participants=18)
    period = duties.opened(
        district, [front.unit], type=duties.report_type(district, name="Của Mặt trận", subject="mat-tran")
    )
    report = services.start_report(by=front, obligation=duties.owed(period, front.unit), token=uuid4())
    client = as_position(front)
    client.get("/")
    with django_assert_max_num_queries(12):
        page = told_on(client.get(address(report, "luot-nguoi", "ky-truoc")))
    assert "Lượt người dự, người nghe, kỳ trước: 5" in page
    assert "Hội nghị cuối năm" in page and "Tổng cộng 5" in page and "Đếm trên cổng lúc xem." in page
    assert "Lúc lập báo cáo" not in page
    Activity.objects.filter(pk=held.pk).update(participants=7)
    page = told_on(client.get(address(report, "luot-nguoi", "ky-truoc")))
    assert "Lúc lập báo cáo đếm được 5; nay trong phạm vi của người xem có 7." in page
