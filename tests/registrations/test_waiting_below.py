"""Đang chờ ở các nơi tiếp nhận: what the books and indexes say lies at the desks below is what the records say."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from accounts.enums import Role
from registrations import workflow
from registrations.enums import WAITING, State
from registrations.home.waiting import number_here, waiting_below
from registrations.lists.listing import Listing
from registrations.models import Registration
from tests import builders
from units.enums import FRONT_LINES, Line
from units.models import Unit

pytestmark = pytest.mark.django_db
READERS = [
    "commune_officer", "other_commune_officer", "district_officer", "other_district_officer", "province_officer",
    "commune_front", "commune_leader", "district_leader", "commune_clerk", "district_clerk",
]  # fmt: skip


@pytest.fixture
def records(tree, cast, plan):
    """What waits and what came back too late at two communes' desks, of villages and of the Front's lines; the oldest came
    ten days ago.
    """
    now, levels = timezone.now(), [tree.commune_level]
    owners = [(cast.registrant, cast.commune_officer), (cast.women_registrant, cast.commune_officer)]
    district = builders.plan(tree, cast.district_officer, issuer=tree.district, number="7/KH-UBND")
    there = [(owner, plan, desk) for owner, desk in reversed(owners)]
    elsewhere = builders.position(Role.REGISTRANT, builders.area("thôn Hạ", tree.other_commune), user=builders.person())
    there.append((elsewhere, district, cast.other_commune_officer))
    for days, (owner, under, officer) in enumerate(there, 8):
        at = now - timedelta(days=days)
        builders.submitted(owner, under, levels=levels, at=at, title=f"Đường hoa {days}")
        builders.received(owner, under, officer, levels=levels, at=at + timedelta(hours=1), title=f"Vườn mẫu {days}")
        builders.confirmed(owner, under, officer, levels=levels, at=at, title=f"Nhà sạch {days}")
        late = builders.received(owner, under, officer, levels=levels, at=at, title=f"Ngõ sáng {days}")
        builders.move(late, workflow.RETURN, officer, note="Thiếu chữ ký.", due_on=timezone.localdate())
        Registration.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=days))


def told(position) -> dict:
    desks = waiting_below(position)
    return {desk.pk: (desk.name, desk.waiting, desk.since, desk.overdue, desk.overdue_since) for desk in desks}


def in_the_records(position) -> dict:
    """The same, one record after the other."""
    today, paths = timezone.localdate(), [area.path for area in position.all_areas()]
    desks = set(Unit.objects.visible_to(position).collecting())
    waiting, late = defaultdict(list), defaultdict(list)
    for one in Registration.objects.filter(first_sent_at__isnull=False).select_related("unit", "desk"):
        of_front = one.unit.line in FRONT_LINES
        if not any(one.scope_path.startswith(path) for path in paths) or one.desk not in desks:
            continue
        if position.role == Role.FRONT and not of_front:
            continue
        own = one.desk == position.unit or (position.role == Role.FRONT and one.desk.parent == position.unit.parent)
        if one.state in WAITING and (position.role == Role.LEADER or not own):
            waiting[one.desk].append(timezone.localdate(one.sent_at))
        if one.state == State.RETURNED and one.due_on < today:
            late[one.desk].append(one.due_on)
    return {
        desk.pk: (desk.full_name, len(waiting[desk]), min(waiting[desk], default=None), len(late[desk]), min(late[desk], default=None))
        for desk in {*waiting, *late}
    }  # fmt: skip


@pytest.mark.parametrize("who", READERS)
def test_what_lies_below_is_what_the_records_say(records, cast, who):
    position = getattr(cast, who)
    assert told(position) == in_the_records(position)
    assert bool(told(position)) == (who != "other_district_officer")


def test_a_front_above_finds_its_own_lines_alone_and_their_oldest(records, cast, tree):
    front = builders.position(Role.FRONT, builders.body("Ủy ban MTTQ Việt Nam huyện", tree.district, Line.FRONT))
    (desk,) = waiting_below(front)
    assert told(front) == in_the_records(front)
    # Of the villages something has waited longer in the same state at the same desk.
    of_village = min(one.sent_at for one in Registration.objects.filter(state=State.SUBMITTED, desk=tree.commune_desk))
    assert (desk.pk, desk.waiting) == (tree.commune_desk.pk, 2) and desk.since > timezone.localdate(of_village)


def test_a_district_finds_both_desks_the_longest_waiting_first(records, cast, tree):
    desks = waiting_below(cast.district_officer)
    assert [(desk.pk, desk.waiting, desk.overdue) for desk in desks] == [
        (tree.other_commune_desk.pk, 2, 1), (tree.commune_desk.pk, 4, 2),
    ]  # fmt: skip
    assert desks[0].days == 10


@pytest.mark.parametrize("who", ["commune_officer", "commune_front", "commune_clerk", "district_officer"])
def test_the_list_of_what_waits_tells_as_many_as_it_holds(records, cast, who):
    position = getattr(cast, who)
    page = Listing(position, QueryDict("xem=cho")).page(None)
    assert page.total == Registration.objects.visible_to(position).waiting_for(position).count() == len(page)


def test_what_is_asked_to_be_changed_waits_too_and_a_narrowed_list_counts_its_own(records, cast):
    confirmed = Registration.objects.visible_to(cast.commune_officer).filter(state=State.CONFIRMED)
    Registration.objects.filter(pk=confirmed.first().pk).update(amendment_sent_at=timezone.now())
    page = Listing(cast.commune_officer, QueryDict("xem=cho")).page(None)
    assert page.total == len(page) == number_here(cast.commune_officer) == 5
    narrowed = Listing(cast.commune_officer, QueryDict(f"xem=cho&trang-thai={State.RECEIVED}")).page(None)
    assert narrowed.total == len(narrowed) == 2


def test_the_menu_tells_an_officer_what_the_list_holds(records, cast):
    assert number_here(cast.commune_officer) == 4
