"""Bàn làm việc of a Front officer: what waits, the figures and the chart, in one question with everything else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.enums import Role
from common.dates import years_later
from front import desk
from front.models import Activity
from front.services import findings, keeping, work
from tests import builders
from tests.front import builders as build
from tests.recognition.pages import text

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def given(by, units, title, days):
    facts = {"kind": "training", "title": title, "due_on": today(days), "year": today(days).year}
    return work.add_item(by=by, facts=facts, units=units, token=uuid4())


def planned(by, name, days):
    """Planned, and its day has come and gone since."""
    one = build.activity(by, name=name, starts_on=today(3), participants=None)
    Activity.objects.filter(pk=one.pk).update(starts_on=today(days))
    return one


def titles(position) -> list[str]:
    position.__dict__.pop("_parts", None)
    return [line.title for line in desk.work(position)]


def test_tasks_due_or_late_stand_there_until_they_are_told_done(front, other_front, district_front):
    item = given(district_front, [front.unit, other_front.unit], "Tập huấn", -2)
    given(district_front, [front.unit], "Tổng kết", 14)
    given(district_front, [front.unit], "Việc còn lâu", 15)
    dropped = given(district_front, [front.unit], "Việc đã bỏ", 1)
    work.drop_item(by=district_front, item=dropped, reason="Trùng.")
    assert titles(front) == ["Báo đã làm: Tập huấn", "Báo đã làm: Tổng kết"]
    assert [line.late for line in desk.work(front)] == [True, False]
    assert titles(district_front) == ["2 nơi chưa báo đã làm: Tập huấn", "1 nơi chưa báo đã làm: Tổng kết"]
    work.tell_done(by=front, task=item.tasks.get(unit=front.unit), done_on=today(), told="")
    assert titles(front) == ["Báo đã làm: Tổng kết"]
    assert titles(district_front)[0] == "1 nơi chưa báo đã làm: Tập huấn"


def test_activities_that_passed_wait_for_their_result_in_the_own_book_alone(front, district_front):
    passed = planned(front, "Đối thoại", -1)
    build.activity(front, name="Hôm nay", starts_on=today(), participants=None)
    build.activity(front, name="Không ai dự", starts_on=today(-1), participants=0)
    assert titles(front) == ["Ghi kết quả: Đối thoại"]
    assert titles(district_front) == []
    keeping.strike(by=front, row=passed, reason="Hoãn.")
    assert titles(front) == []


def test_many_that_wait_take_few_lines(front):
    for number in range(9):
        planned(front, f"Buổi {number}", -9)
    assert len(titles(front)) == 7
    assert titles(front)[-1] == "Còn hoạt động khác chờ ghi kết quả"


def test_findings_overdue_stand_with_their_book_and_are_counted_above(front, district_front):
    seen = build.supervision(front, starts_on=today(-40), participants=9)
    for text_, days in (("Niêm yết", -1), ("Công khai", 0)):
        findings.add_finding(
            by=front, activity=seen, text=text_, addressee="UBND xã", due_on=today(days), token=uuid4()
        )
    assert titles(front) == ["Kiến nghị chưa giải quyết: Niêm yết"]
    assert titles(district_front) == ["1 kiến nghị của các nơi bên dưới quá hạn giải quyết"]
    findings.follow_up(by=front, finding=seen.findings.get(text="Niêm yết"), on=today(), text="Xong.", settles=True,
                       token=uuid4())  # fmt: skip
    assert titles(front) == titles(district_front) == []


def test_figures_tell_the_month_and_the_money_beside_the_same_days_of_last_year(
    front, other_front, district_front, tree
):
    then = years_later(today(), -1)
    build.activity(front, unit=tree.village, participants=86)
    build.activity(front, starts_on=today().replace(day=1) - timedelta(days=1), participants=500)
    build.given(front, amount=1_250_000_000)
    build.given(front, on=then, amount=2_000_000)
    build.given(front, on=then + timedelta(days=1), amount=7_000_000)
    build.given(front, kind="goods", goods="quà", amount=9_000_000)
    build.given(other_front, amount=600_000)
    held, money = desk.figures(front)
    assert (held.value, held.note) == ("1", "86 lượt người")
    assert (money.value, money.note) == ("1,25\xa0tỷ", f"cùng kỳ {today().year - 1}: 2\xa0triệu")
    assert desk.figures(other_front)[1].value == "600.000\xa0đồng"
    assert desk.figures(district_front)[1].value == "1,25\xa0tỷ"


def test_models_of_the_year_are_counted_by_content(front, cast, plan, tree, about):
    record = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    record.contents.set(about[:2])
    (chart,) = desk.charts(front)
    assert chart.rows == tuple((one.short_name, 1) for one in about[:2])


def test_only_front_officers_have_it(cast):
    for position in (cast.commune_officer, cast.commune_leader, cast.registrant):
        assert not [*desk.questions(position), *desk.work(position), *desk.figures(position), *desk.charts(position)]


def test_the_page_asks_at_most_twelve_questions(
    front, other_front, district_front, cast, plan, tree, about, as_position, django_assert_max_num_queries
):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level]).contents.set(about)
    given(district_front, [front.unit, other_front.unit], "Tập huấn", -2)
    planned(front, "Đối thoại", -1)
    build.given(front)
    for position in (front, district_front):
        client = as_position(position)
        client.get("/")
        with django_assert_max_num_queries(12):
            page = text(client.get("/"))
        assert "Tập huấn" in page and "Tiền vận động năm" in page and "Mô hình theo nội dung" in page


def test_who_only_reads_here_is_led_to_the_own_position_that_writes(cast, tree, as_position):
    officer = cast.commune_officer
    assert "để ghi</button>" not in text(as_position(officer).get("/mat-tran/"))
    writing = builders.position(Role.FRONT, tree.commune_front, user=officer.user, title="Kiêm nhiệm")
    client = as_position(officer)
    assert "Đổi sang vị trí này để ghi" in text(client.get("/mat-tran/ke-hoach/?nam=2024"))
    answer = client.post("/tai-khoan/vi-tri/", {"to": writing.pk, "next": "/mat-tran/ke-hoach/?nam=2024"})
    page = text(client.get(answer.url))
    assert answer.url == "/mat-tran/ke-hoach/?nam=2024" and "Thêm việc" in page and "để ghi</button>" not in page
