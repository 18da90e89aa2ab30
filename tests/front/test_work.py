"""Kế hoạch năm: given to bodies, told done by them, copied from the year before; how far each is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from front.models import WorkItem, WorkTask
from front.plans import plan_of
from front.services import work
from tests.recognition.pages import post, text

pytestmark = pytest.mark.django_db
PLAN = "/mat-tran/ke-hoach/"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def given(by, units, *, due_on=None, year=None, **changes) -> WorkItem:
    due = due_on or today()
    facts = {"kind": "training", "title": "Tập huấn công tác Mặt trận", "due_on": due, "year": year or due.year}
    return work.add_item(by=by, facts=facts | changes, units=units, token=uuid4())


@pytest.fixture
def both(front, other_front):
    return [front.unit, other_front.unit]


def test_a_district_gives_and_each_commune_tells_its_own(district_front, front, other_front, both, cast):
    item = given(district_front, both)
    mine = item.tasks.get(unit=front.unit)
    with pytest.raises(PermissionDenied):
        work.tell_done(by=other_front, task=mine, done_on=today(), told="")
    with pytest.raises(PermissionDenied):
        work.tell_done(by=cast.commune_officer, task=mine, done_on=today(), told="")
    with pytest.raises(ValidationError):
        work.tell_done(by=front, task=mine, done_on=today(1), told="")
    for _press in range(2):
        work.tell_done(by=front, task=mine, done_on=today(), told="18 người dự.")
    told = {row.name: (row.done, row.total) for row in plan_of(district_front, today().year).by_unit}
    assert told == {str(front.unit): (1, 1), str(other_front.unit): (0, 1)}
    paper = work.tell_done(
        by=district_front, task=item.tasks.get(unit=other_front.unit), done_on=today(), told="Theo giấy."
    )
    assert paper.told_by == district_front


def test_a_commune_sees_what_it_was_given_and_not_how_its_neighbour_is(district_front, front, other_front, both):
    item = given(district_front, both)
    alone = given(district_front, [other_front.unit], title="Việc riêng")
    assert list(WorkItem.objects.visible_to(front)) == [item]
    assert [task.unit for task in WorkTask.objects.visible_to(front)] == [front.unit]
    assert set(WorkItem.objects.visible_to(other_front)) == {item, alone}


def test_nobody_gives_work_outside(front, other_front, district_front, cast):
    with pytest.raises(ValidationError):
        given(front, [other_front.unit])
    with pytest.raises(ValidationError):
        given(front, [])
    with pytest.raises(ValidationError):
        given(front, [front.unit], due_on=date(2024, 5, 1), year=2025)
    with pytest.raises(PermissionDenied):
        given(cast.commune_officer, [front.unit])
    assert WorkItem.objects.count() == 0


def test_what_was_done_stays_when_the_work_is_given_to_others(district_front, front, other_front, both):
    item = given(district_front, both)
    work.tell_done(by=front, task=item.tasks.get(unit=front.unit), done_on=today(), told="")
    facts = {"title": "Tập huấn", "due_on": item.due_on}
    work.correct_item(by=district_front, item=item, facts=facts, units=[district_front.unit])
    assert {task.unit for task in item.tasks.all()} == {front.unit, district_front.unit}


def test_dropped_work_waits_for_nobody(front):
    item = given(front, [front.unit], due_on=date(2024, 5, 1))
    assert WorkTask.objects.overdue_on(today()).count() == 1
    work.drop_item(by=front, item=item, reason="Thôi làm.")
    assert WorkTask.objects.waiting().count() == 0
    with pytest.raises(ValidationError):
        work.tell_done(by=front, task=item.tasks.get(), done_on=today(), told="")


def test_a_year_is_copied_once(district_front, both):
    given(district_front, both, due_on=date(2024, 2, 29))
    given(district_front, both[:1], due_on=date(2024, 11, 18), title="Ngày hội")
    token = uuid4()
    assert [work.copy_year(by=district_front, year=2025, token=token) for _press in range(2)] == [2, 0]
    copies = WorkItem.objects.filter(year=2025)
    assert [(one.title, one.due_on, one.tasks.count()) for one in copies] == [
        ("Tập huấn công tác Mặt trận", date(2025, 2, 28), 2), ("Ngày hội", date(2025, 11, 18), 1),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_from_giving_to_done(as_position, district_front, front, both, count, django_assert_max_num_queries):
    district = as_position(district_front)
    for number in range(count):
        typed = {"kind": "festival", "title": f"Ngày hội {number}", "due_on": f"{today():%d/%m/%Y}",
                 "units": [unit.pk for unit in both]}  # fmt: skip
        assert post(district, f"{PLAN}moi/?nam={today().year}", district_front, **typed).status_code == 302
    item = WorkItem.objects.first()
    with django_assert_max_num_queries(12):
        page = text(district.get(PLAN))
    assert f"0 trên {len(both)} nơi" in page
    with django_assert_max_num_queries(12):
        district.get(f"{PLAN}viec/{item.pk}/")
    commune, task = as_position(front), item.tasks.get(unit=front.unit)
    assert post(commune, f"{PLAN}giao/{task.pk}/", front, done_on=f"{today():%d/%m/%Y}", told="Xong").status_code == 302
    assert "Đã làm" in text(commune.get(f"{PLAN}viec/{item.pk}/"))
    assert commune.get(f"{PLAN}bang.xlsx").status_code == 200


def test_a_neighbour_finds_nothing(as_position, front, other_front):
    item = given(front, [front.unit])
    client = as_position(other_front)
    assert client.get(f"{PLAN}viec/{item.pk}/").status_code == 404
    assert client.get(f"{PLAN}giao/{item.tasks.get().pk}/").status_code == 404


def test_only_who_tells_for_another_is_said_to_tell_in_its_place(as_position, district_front, front, both):
    item = given(district_front, both)
    assert "Báo đã làm" in (own := text(as_position(front).get(f"{PLAN}viec/{item.pk}/"))) and "> thay " not in own
    assert text(as_position(district_front).get(f"{PLAN}viec/{item.pk}/")).count("> thay ") == 2
