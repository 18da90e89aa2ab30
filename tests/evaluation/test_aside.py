"""Sau khi khai báo có liên quan: nothing more is written at that place, and the office gives the dossier to another."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from docx import Document

from common.workflow import perform
from evaluation import services, workflow
from evaluation.models import Sheet
from registrations.following.services import inspections
from registrations.models import Inspection
from tests.evaluation import builders as build
from tests.evaluation.test_teams import team

pytestmark = pytest.mark.django_db

ASIDE = "Đồng chí đã khai báo có liên quan đến hồ sơ này nên không ghi nhận xét"


@pytest.fixture
def c():
    """Two dossiers, scored by the two people of one team."""
    c = build.council(dossiers=2)
    build.asked(c, c.reviewer, c.other_reviewer)
    c.team = team(c, c.other_reviewer, c.reviewer)
    return c


def sent_out(c):
    services.send_out(by=c.officer, team=c.team, token=uuid4())
    c.inspection = Inspection.objects.get()
    return [c.inspection.visits.get(registration=one) for one in c.registrations]


def declares(c, *, of=0):
    sheet = Sheet.objects.get(reviewer=c.reviewer, nomination=c.nominations[of])
    perform(workflow.DECLINE, sheet, by=c.reviewer, data={"note": "Là người thân"}, token=uuid4())


def write(by, visit):
    return inspections.write_findings(by=by, visit=visit, findings="Đã xem.")


def absent_in_minutes(c, as_position):
    """Who took no part at which place, as the minutes say."""
    minutes = as_position(c.officer).get(reverse("registrations:minutes_docx", args=[c.inspection.pk]))
    paper = Document(BytesIO(minutes.content))
    return [one.text for one in paper.paragraphs if one.text.startswith("Không tham gia tại nơi này")]


def aside_of(c):
    return f"Không tham gia tại nơi này vì có liên quan: {c.reviewer.user.full_name}."


@pytest.mark.parametrize("first", ["declared", "sent out"])
def test_who_declared_a_conflict_writes_nothing_there_and_the_minutes_say_so(c, as_position, first):
    if first == "declared":
        declares(c)
        bound, free = sent_out(c)
    else:
        bound, free = sent_out(c)
        declares(c)
    with pytest.raises(PermissionDenied):
        write(c.reviewer, bound)
    write(c.reviewer, free)
    write(c.other_reviewer, bound)
    assert absent_in_minutes(c, as_position) == [aside_of(c)]
    page = as_position(c.reviewer).get(reverse("registrations:inspection", args=[c.inspection.pk])).text
    forms = [reverse("registrations:edit_visit", args=[c.inspection.pk, one.pk]) for one in (bound, free)]
    assert (page.count(ASIDE), [f'href="{one}"' in page for one in forms]) == (1, [False, True])
    assert [as_position(c.reviewer).get(one).status_code for one in forms] == [403, 200]
    other = as_position(c.other_reviewer).get(reverse("registrations:inspection", args=[c.inspection.pk])).text
    assert (ASIDE in other, f"không ghi tại nơi này: {c.reviewer.user.full_name}." in other) == (False, True)


def test_the_page_and_the_minutes_stay_within_their_questions(c, as_position, django_assert_max_num_queries):
    declares(c)
    declares(c, of=1)
    sent_out(c)
    for who, page in ((c.officer, "inspection"), (c.officer, "minutes_docx"), (c.reviewer, "inspection")):
        client, address = as_position(who), reverse(f"registrations:{page}", args=[c.inspection.pk])
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)


def test_what_was_written_before_stays_and_the_minutes_name_the_whole_team(c, as_position):
    bound, _ = sent_out(c)
    write(c.reviewer, bound)
    declares(c)
    with pytest.raises(PermissionDenied):
        write(c.reviewer, bound)
    bound.refresh_from_db()
    assert (bound.findings, absent_in_minutes(c, as_position)) == ("Đã xem.", [])


def test_a_conflict_of_somebody_outside_the_team_changes_nothing_there(c):
    services.form_team(
        by=c.officer, round=c.round, team=c.team, name=c.team.name, leader=c.other_reviewer, members=[], areas=[],
        sectors=[], token=uuid4(),
    )  # fmt: skip
    bound, _ = sent_out(c)
    declares(c)
    bound.refresh_from_db()
    assert bound.aside == []


def told_at_home(c, as_position, who=None):
    """The line of the home page about dossiers left by conflicts, and where it leads."""
    work = [line for one in as_position(who or c.officer).get("/").context["work"] for line in one.lines]
    return [(line.title, line.url) for line in work if "khai báo có liên quan" in line.title]


def test_the_office_finds_at_home_what_was_declined_until_it_is_given_to_another(c, as_position):
    assert told_at_home(c, as_position) == []
    declares(c)
    declares(c, of=1)
    here = reverse("evaluation:give", args=[c.round.pk])
    assert told_at_home(c, as_position) == [
        ("2 hồ sơ có thành viên khai báo có liên quan, chưa giao người khác", here)
    ]  # fmt: skip
    assert told_at_home(c, as_position, c.cast.province_officer) == []
    third = build.reviewer_in(c.tree.district_union)
    services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], third)])
    assert told_at_home(c, as_position)[0][0].startswith("1 hồ sơ")
    services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[1], third)])
    assert told_at_home(c, as_position) == []


def test_a_sheet_given_again_after_the_conflict_counts_as_well(c, as_position):
    other = Sheet.objects.get(reviewer=c.other_reviewer, nomination=c.nominations[0])
    build.move(other, workflow.WITHDRAW, c.officer, note="Đi công tác")
    declares(c)
    assert len(told_at_home(c, as_position)) == 1
    services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], c.other_reviewer)])
    assert told_at_home(c, as_position) == []
