"""The demo data: the totals of the story, made through the real moves, and something to do for everybody."""

from collections import Counter
from itertools import groupby, pairwise

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position, User
from common import installation
from danvan.demo.days import year_of_story
from danvan.demo.evaluations import SPARE
from danvan.demo.people import ACCOUNTS, PASSWORD
from evaluation import council
from evaluation.enums import RoundState
from evaluation.models import Round, Sheet
from registrations.enums import Kind, ListState, Origin, Purpose, State
from registrations.models import (
    LatePermit,
    Milestone,
    NotePhoto,
    Plan,
    PlanTask,
    Receipt,
    Recommendation,
    Registration,
    Replication,
    Submittal,
    Urging,
)
from tests.registrations import tallied
from units.models import Unit

pytestmark = pytest.mark.django_db

# By plan year, oldest first: thị trấn Lam Khê, Minh Lạc, Phúc Khê, offices of Lam Khê, Thượng Mộc, Khe Lau, Tiên Mộc,
# offices of Sơn Mộc, offices of the province.
BY_UNIT = [(13, 16, 12, 8, 10, 8, 9, 6, 4), (15, 19, 14, 9, 12, 10, 11, 7, 5), (16, 21, 15, 10, 14, 12, 12, 7, 5)]
COLUMNS = (
    "thị trấn Lam Khê", "xã Minh Lạc", "xã Phúc Khê", "huyện Lam Khê", "xã Thượng Mộc", "xã Khe Lau", "xã Tiên Mộc",
    "huyện Sơn Mộc", "tỉnh Lạc Giang",
)  # fmt: skip
BY_KIND = [(70, 16), (83, 19), (91, 21)]
BY_ORIGIN = [(60, 26), (65, 37), (68, 44)]
BY_SECTOR = [(27, 34, 12, 13), (31, 42, 14, 15), (33, 47, 16, 16)]
BY_LEVEL = [(62, 19, 5), (73, 23, 6), (80, 25, 7)]
BY_STATE = [
    {State.REJECTED: 2, State.WITHDRAWN: 1, State.STOPPED: 6, State.INEFFECTIVE: 6, State.EFFECTIVE: 71},
    {State.REJECTED: 3, State.WITHDRAWN: 1, State.STOPPED: 7, State.INEFFECTIVE: 7, State.EFFECTIVE: 84},
    {
        State.DRAFT: 6, State.SUBMITTED: 9, State.RETURNED: 5, State.REJECTED: 2, State.WITHDRAWN: 1, State.CONFIRMED: 58,
        State.RESULT_SENT: 16, State.EFFECTIVE: 11, State.INEFFECTIVE: 2, State.STOPPED: 2,
    },
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _demo(django_db_setup, django_db_blocker):
    """Built once for all tests of this module, and undone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo")
        yield
        transaction.set_rollback(True)


def years():
    last = year_of_story(timezone.localdate())
    return [last - 2, last - 1, last]


def typed(registration, name):
    """What stands in the draft: an unsent one has nothing in its columns yet."""
    return registration.drafts.get(purpose=Purpose.REGISTRATION).data[name]


def counted(value, *, of):
    """Per year, how many have each of the values."""
    found = []
    for year in years():
        counts = Counter(value(one) for one in Registration.objects.of_year(year).for_list())
        found.append(tuple(counts.pop(key, 0) for key in of))
        assert not counts
    return found


def column(registration):
    """The commune for what lies in one, else the area of the office."""
    above = Unit.objects.around(registration.unit).filter(level__isnull=False, nature="area")
    return above.last().name


def test_every_unit_has_its_number_of_registrations_in_every_year():
    assert counted(column, of=COLUMNS) == BY_UNIT


def test_collective_and_individual_ones_are_as_many_as_told():
    assert counted(lambda one: one.kind, of=(Kind.COLLECTIVE, Kind.INDIVIDUAL)) == BY_KIND


def test_the_numbers_of_the_home_pages_are_those_of_the_records():
    assert tallied.kept() == tallied.counted()


def test_new_and_continued_ones_are_as_many_as_told():
    def origin(one):
        return one.origin if one.first_sent_at else typed(one, "origin")

    assert counted(origin, of=(Origin.NEW, Origin.CONTINUED)) == BY_ORIGIN


def test_every_sector_has_its_number():
    keys = list(Plan.objects.first().sectors.values_list("pk", flat=True))
    assert counted(lambda one: one.sector_id or int(typed(one, "sector")), of=keys) == BY_SECTOR


def test_every_level_has_its_number():
    keys = list(Unit.objects.filter(level__isnull=False).order_by("-level__rank").values_list("level", flat=True))
    assert counted(lambda one: one.highest_level_id or int(typed(one, "levels")[0]), of=dict.fromkeys(keys)) == BY_LEVEL


def test_as_many_came_to_each_end_as_told():
    """Received ones are handed in and not yet decided."""
    for year, states in zip(years(), BY_STATE, strict=True):
        found = Counter(Registration.objects.of_year(year).values_list("state", flat=True))
        found[State.SUBMITTED] += found.pop(State.RECEIVED, 0)
        assert +found == states


def test_minh_lac_reports_eighteen_and_three_this_year():
    commune = Unit.objects.get(code="09902")
    kinds = Counter(Registration.objects.of_year(years()[-1]).in_area(commune).values_list("kind", flat=True))
    assert kinds == {Kind.COLLECTIVE: 18, Kind.INDIVIDUAL: 3}


def test_every_history_leads_to_the_state_without_a_gap_and_none_from_the_future():
    now = timezone.now()
    for registration in Registration.objects.prefetch_related("events"):
        events = list(registration.events.all())
        chain = [State.DRAFT, *(event.target for event in events)]
        assert [event.source for event in events] == chain[:-1]
        assert chain[-1] == registration.state
        assert all(earlier.at <= later.at for earlier, later in pairwise(events))
        assert all(event.at <= now for event in events)


def test_registers_are_without_gaps_and_in_the_order_of_days():
    numbered = Receipt.objects.confirmed().order_by("desk", "register_year", "register_number")
    for _, group in groupby(numbered, key=lambda receipt: (receipt.desk_id, receipt.register_year)):
        receipts = list(group)
        assert [receipt.register_number for receipt in receipts] == list(range(1, len(receipts) + 1))
        assert all(earlier.confirmed_on <= later.confirmed_on for earlier, later in pairwise(receipts))


def test_continued_models_carry_on_an_earlier_one_of_the_same_unit():
    for registration in Registration.objects.filter(continues__isnull=False).select_related("continues__plan", "plan"):
        assert registration.continues.unit_id == registration.unit_id
        assert registration.continues.plan.year == registration.plan.year - 1


def test_one_unit_was_allowed_to_hand_in_late():
    permit = LatePermit.objects.standing().get()
    late = Registration.objects.get(plan=permit.plan, unit=permit.unit)
    assert permit.plan.closes_on <= timezone.localdate(late.first_sent_at) <= permit.until


def test_a_newcomer_may_register_today():
    today = timezone.localdate()
    commune = Unit.objects.get(code="09902")
    assert Plan.objects.current_for(commune, today).first().is_open_on(today)


def test_the_flower_road_has_its_three_sheets():
    round = Round.objects.select_related("plan").get(state=RoundState.SCORING)
    results = {result.nomination.title: result for result in council.results_of([round])}
    flowers = results["Đường hoa phụ nữ tự quản"]
    assert [str(sheet.total) for sheet in flowers.sheets] == ["89.00", "86.50", "90.50"]
    assert (round_(flowers.aggregate.mean), flowers.aggregate.median, flowers.aggregate.spread) == ("88.67", 89, 4)


def round_(number):
    return f"{number:.2f}"


def test_two_rounds_are_published_and_one_stands_in_each_phase_before():
    published = Round.objects.filter(state=RoundState.PUBLISHED).order_by("plan__year")
    assert list(published.values_list("plan__year", flat=True)) == years()[:-1]
    others = Round.objects.exclude(state=RoundState.PUBLISHED).values_list("state", flat=True)
    assert sorted(others) == [RoundState.CONSULTING, RoundState.MODERATING, RoundState.SCORING]


def test_the_first_reviewer_has_sheets_to_fill():
    reviewer = Position.objects.get(user__username="thamdinh.1")
    assert Sheet.objects.to_score_by(reviewer).exists()


def test_somebody_can_stand_in_and_a_mean_lies_just_below_a_grade():
    scoring = Round.objects.get(state=RoundState.SCORING)
    spare = Position.objects.get(user__username=SPARE)
    assert Sheet.objects.filter(nomination__round=scoring, reviewer=spare).count() == 1
    close = council.results_of(Round.objects.filter(state=RoundState.MODERATING))
    assert [(str(one.shown_mean), one.verdict) for one in close if one.aggregate.mean > 79] == [("79.997", "Khá")]


def test_it_is_said_to_be_demo_data():
    installation.forget()
    assert installation.is_demo()


def test_a_second_time_says_so_and_builds_nothing(capsys):
    before = Registration.objects.count()
    call_command("demo")
    assert capsys.readouterr().out == "Dữ liệu mẫu đã có sẵn, không dựng lại (demo data already there).\n"
    assert Registration.objects.count() == before


def test_the_accounts_are_printed_with_their_password(capsys):
    call_command("demo", accounts=True)
    lines = capsys.readouterr().out.split("\n")
    assert [line.split()[0] for line in lines[2:-1]] == [username for username, _, _ in ACCOUNTS]
    assert lines[1].endswith(f": {PASSWORD}")


@pytest.mark.parametrize("username", [username for username, _, _ in ACCOUNTS])
def test_every_account_signs_in_and_finds_its_home_page(client, username):
    assert authenticate(username=username, password=PASSWORD) == User.objects.get(username=username)
    client.force_login(User.objects.get(username=username))
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "username", [username for username, _, held in ACCOUNTS if held[0][0] not in (Role.LEADER, Role.ADMIN)]
)
def test_everybody_who_writes_receives_or_scores_finds_work(client, username):
    client.force_login(User.objects.get(username=username))
    assert any(place.lines for place in client.get("/").context["work"])


def test_plans_of_every_year_rest_on_something_and_give_work_with_a_day():
    plans = Plan.objects.filter(number="12/KH-UBND")
    assert [(plan.year, plan.bases.count(), plan.tasks.count()) for plan in plans.order_by("year")] == [
        (year, 1, 1) for year in years()
    ]


def test_a_task_is_told_done_one_is_late_and_a_permit_was_taken_back():
    today = timezone.localdate()
    tasks = Plan.objects.filter(year=today.year).get(number="67/KH-UBND").tasks.order_by("due_on")
    assert [(task.due_on < today, task.unit is None, task.done.count()) for task in tasks] == [
        (True, False, 0),
        (False, True, 2),
    ]
    assert LatePermit.objects.exclude(withdrawn_at=None).exclude(withdrawn_reason="").count() == 1
    village = Position.objects.get(user__username="dangky.thon")
    assert PlanTask.objects.to_do([village.unit], today).filter(due_on__lt=today).exists()


def test_a_model_is_followed_and_something_is_late():
    """Milestones, photos, an inspection that is half settled, a urging without an answer, copies of copies."""
    today = timezone.localdate()
    root = Replication.objects.values_list("root", flat=True)
    assert Milestone.objects.overdue_on(today).count() == 1
    assert (NotePhoto.objects.count(), Urging.objects.unanswered().count()) == (2, 1)
    assert Counter(Recommendation.objects.values_list("state", flat=True)) == {"settled": 1, "open": 1}
    assert (len(root), len(set(root))) == (2, 1)


def test_a_list_waits_for_the_leader_of_one_desk_and_one_plan_asks_more():
    waiting = Submittal.objects.get()
    leader = Position.objects.get(user__username="lanhdao.sonmoc")
    assert (waiting.state, waiting.unit_id, waiting.unit.leader_approves) == (ListState.SENT, leader.unit_id, True)
    results = Registration.objects.filter(desk=waiting.unit, state=State.RESULT_SENT)
    assert waiting.items.count() == results.count() > 0
    assert {len(plan.form_items()) for plan in Plan.objects.filter(number="95-KH/HU")} == {2}
