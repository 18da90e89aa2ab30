"""The guide is complete, and the log is read only by those who may."""

from uuid import uuid4

import pytest

from accounts.enums import Role
from common import audit
from common.models import AuditRecord
from danvan import help as guide
from danvan import logtext
from registrations import workflow
from registrations.enums import State
from tests import builders


def text_of(response):
    return response.content.decode()


def test_every_move_says_who_makes_it():
    assert [move.name for move in workflow.MOVES if move.allowed not in guide.WHO] == []


def test_every_move_stands_under_each_state_it_starts_from():
    told = [(stage.label, step.label) for stage in guide.registration_stages() for step in stage.steps]
    expected = [(State(source).label, move.label) for move in workflow.MOVES for source in move.sources]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize(
    "who", ["registrant", "commune_officer", "commune_front", "reviewer", "commune_leader", "commune_clerk", "admin"]
)
def test_every_role_finds_its_own_page_first(as_position, cast, who):
    page = as_position(getattr(cast, who)).get("/tro-giup/")
    assert page.context["own"][0].roles == (getattr(cast, who).role,)
    assert page.status_code == 200


@pytest.mark.parametrize("topic", guide.TOPICS, ids=lambda topic: topic.slug)
def test_every_page_of_the_guide_opens(as_position, cast, topic):
    page = as_position(cast.registrant).get(f"/tro-giup/{topic.slug}/")
    assert (page.status_code, topic.title in text_of(page)) == (200, True)


def test_the_table_of_moves_is_on_the_screen(as_position, cast):
    page = text_of(as_position(cast.registrant).get("/tro-giup/cac-buoc/"))
    assert [move.label for move in workflow.MOVES if move.label not in page] == []


def test_an_unknown_page_of_the_guide_does_not_exist(as_position, cast):
    assert as_position(cast.registrant).get("/tro-giup/khong-co/").status_code == 404


@pytest.fixture
def lines(cast, tree):
    audit.record(by=cast.commune_officer, action="Việc trong xã", obj=tree.village, after={"address": "nhà văn hóa"})
    audit.record(by=cast.other_district_officer, action="Việc nơi khác", obj=tree.far_village)


def actions(page):
    return {line.record.action for line in page.context["lines"]}


def test_a_leader_reads_only_what_was_done_at_positions_inside_the_areas(as_position, cast, lines):
    leader, admin = (actions(as_position(one).get("/nhat-ky/")) for one in (cast.commune_leader, cast.admin))
    assert ("Việc trong xã" in leader, "Việc nơi khác" in leader) == (True, False)
    assert {"Việc trong xã", "Việc nơi khác"} <= admin


def test_an_administrator_of_a_part_reads_the_log_of_that_part(as_position, cast, tree, lines):
    part = builders.position(Role.ADMIN, tree.district)
    assert {"Việc trong xã", "Việc nơi khác"} & actions(as_position(part).get("/nhat-ky/")) == {"Việc trong xã"}


def test_what_is_done_at_a_position_that_also_works_outside_is_not_told(as_position, cast, tree):
    """An officer of the district's desk in charge of communes of two districts."""
    both = builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune, tree.far_commune])
    audit.record(by=both, action="Việc ở hai huyện", obj=tree.far_village)
    seen = {who: actions(as_position(who).get("/nhat-ky/")) for who in (cast.district_leader, cast.admin)}
    assert {who: "Việc ở hai huyện" in told for who, told in seen.items()} == {
        cast.district_leader: False, cast.admin: True,
    }  # fmt: skip


def test_the_log_is_filtered_by_person_kind_and_day(as_position, cast, lines):
    client = as_position(cast.admin)
    words = cast.other_district_officer.user.username
    assert actions(client.get("/nhat-ky/", {"tim": words})) == {"Việc nơi khác"}
    assert actions(client.get("/nhat-ky/", {"loai": "units.unit", "tim": words})) == {"Việc nơi khác"}
    assert actions(client.get("/nhat-ky/", {"loai": "units.level", "tim": words})) == set()
    assert actions(client.get("/nhat-ky/", {"den": "01/01/2020"})) == set()
    assert "Việc trong xã" in actions(client.get("/nhat-ky/", {"tu": "01/01/2020"}))


def test_a_bad_date_is_explained_and_kept(as_position, cast):
    page = as_position(cast.admin).get("/nhat-ky/", {"tu": "32/13/2026"})
    assert page.status_code == 200
    assert "Không có ngày 32/13/2026." in text_of(page)
    assert 'value="32/13/2026"' in text_of(page)


def test_fields_and_choices_are_told_in_vietnamese(tree):
    line = AuditRecord(
        kind="registrations.registration",
        before={"state": "received"},
        after={"state": "returned", "note": "Thiếu", "tệp": "a"},
    )
    assert [(one.label, one.before, one.after) for one in logtext.told(line).changes] == [
        ("Trạng thái", "Đã tiếp nhận", "Trả lại để bổ sung"),
        ("Lý do, ý kiến", "", "Thiếu"),
        ("Tệp", "", "a"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_costs_the_same_whatever_its_length(as_position, cast, tree, count, django_assert_max_num_queries):
    for _ in range(count):
        audit.record(by=cast.commune_officer, action=f"Việc {uuid4()}", obj=tree.village)
    client = as_position(cast.admin)
    client.get("/nhat-ky/")
    with django_assert_max_num_queries(9):
        client.get("/nhat-ky/")


def test_the_log_turns_its_pages(as_position, cast, tree):
    for number in range(60):
        audit.record(by=None, action=f"Việc {number}", obj=tree.village)
    assert len(as_position(cast.admin).get("/nhat-ky/?trang=2").context["lines"]) > 0
    assert builders.PASSWORD not in text_of(as_position(cast.admin).get("/nhat-ky/"))
