"""Figures over a past in which units were closed, moved, merged and split: by the tree of then, and by the present one."""

from datetime import date

import pytest

from accounts.enums import Role
from documents.table import Cell
from registrations.enums import Kind
from registrations.plans import services as planning
from reports.by_unit import summary_by_unit
from tests import builders, past
from tests.reports.figures import at, confirmed, frame, summary, titles
from units.enums import Passing
from units.models import Succession, Unit

YEAR, THEN = "2024-nam", "khi-xac-nhan"
SPRING, AUTUMN = "2024-03-15 09:00", "2024-10-10 09:00"


def counted(position, period=YEAR, column="all", **question):
    """{row: number} without the empty rows."""
    rows = summary(position, period, **question)
    return {unit: row[column] for unit, row in rows.items() if row[column]}


def models(tree, cast, plan):
    """Two in spring in xã Minh Lạc, one of them of a body; one in xã Phúc Khê."""
    confirmed(cast, tree, plan, when=SPRING, title="Đường hoa")
    confirmed(cast, tree, plan, when=SPRING, by=cast.women_registrant, title="Chi hội sạch")
    elsewhere = builders.position(Role.REGISTRANT, builders.body("Trường tiểu học Phúc Khê", tree.other_commune))
    other_plan = builders.plan(
        tree, cast.other_commune_officer, issuer=tree.other_commune_desk, number="9/KH-UBND", year=2024,
        opens_on=date(2024, 1, 1), closes_on=date(2025, 1, 1),
    )  # fmt: skip
    confirmed(
        cast, tree, other_plan, when=SPRING, by=elsewhere, officer=cast.other_commune_officer, title="Trường xanh"
    )


def again(position):
    """With the unit as it stands now."""
    return type(position).objects.for_work().get(pk=position.pk)


def both(position, period=YEAR, **question):
    """Totals by the present tree and by that of then."""
    return [summary(position, period, tree=tree, **question)["Tổng cộng"] for tree in ("hien-nay", THEN)]


def test_a_closed_district_keeps_its_row_in_the_tree_of_then(tree, cast, plan):
    models(tree, cast, plan)
    past.close_district(tree)
    assert counted(cast.province_officer, tree=THEN) == {"huyện Lam Khê": 3, "Tổng cộng": 3}
    assert counted(cast.province_officer) == {"xã Minh Lạc": 2, "xã Phúc Khê": 1, "Tổng cộng": 3}


def test_the_district_of_then_opens_into_its_communes(as_position, tree, cast, plan):
    models(tree, cast, plan)
    past.close_district(tree)
    asked = {"tree": THEN, "unit": str(tree.district.pk)}
    assert counted(cast.province_officer, **asked) == {"xã Minh Lạc": 2, "xã Phúc Khê": 1, "Tổng cộng": 3}
    page = as_position(cast.province_officer).get(f"/bao-cao/{YEAR}/bieu-02/?don-vi={tree.district.pk}&cay={THEN}")
    assert "huyện Lam Khê" in page.context["table"].subtitle


def test_a_unit_that_has_ended_leads_today_to_what_took_over(tree, cast, plan):
    models(tree, cast, plan)
    new = past.merge_communes(tree)
    asked = frame(cast.district_officer, YEAR, unit=str(tree.commune.pk))
    assert (asked.area.pk, asked.question.unit) == (new.pk, str(new.pk))


def test_before_the_reform_nothing_of_it_shows(tree, cast, plan):
    models(tree, cast, plan)
    past.close_district(tree)
    rows = summary(cast.province_officer, "2024-quy-1", tree=THEN)
    assert list(rows) == ["huyện Lam Khê", "huyện Sơn Mộc", "Cơ quan, đơn vị cấp tỉnh", "Tổng cộng"]


def test_after_the_reform_the_closed_district_shows_only_with_figures(tree, cast, plan):
    models(tree, cast, plan)
    past.close_district(tree)
    communes = ["xã Minh Lạc", "xã Phúc Khê"]
    assert list(summary(cast.province_officer, "2025-quy-1", tree=THEN))[:-2] == [*communes, "huyện Sơn Mộc"]
    autumn = summary(cast.province_officer, "2024-quy-4", tree=THEN)
    assert list(autumn)[:-2] == [*communes, "huyện Lam Khê", "huyện Sơn Mộc"]
    assert (autumn["huyện Lam Khê"]["all"], autumn["huyện Lam Khê"]["since_collective"]) == (0, 3)


def test_a_commune_that_moved_counts_where_it_was(tree, cast, plan):
    models(tree, cast, plan)
    past.move(tree.commune, tree.other_district)
    confirmed(cast, tree, plan, when=AUTUMN, by=again(cast.other_registrant), title="Của xã sau khi chuyển")
    moved_later = {"huyện Lam Khê": 3, "huyện Sơn Mộc": 1, "Tổng cộng": 4}
    assert counted(cast.province_officer, tree=THEN) == moved_later
    assert counted(cast.province_officer) == {"huyện Lam Khê": 1, "huyện Sơn Mộc": 3, "Tổng cộng": 4}


def test_a_village_with_two_paths_in_the_year_is_one_row(tree, cast, plan):
    """Its commune went to another district in the middle of the year."""
    confirmed(cast, tree, plan, when=SPRING)
    past.move(tree.commune, tree.other_district)
    confirmed(cast, tree, plan, when=AUTUMN, by=again(cast.registrant))
    assert counted(cast.commune_officer, tree=THEN) == {"thôn Đông": 2, "Tổng cộng": 2}


def test_rows_bear_the_names_of_the_period(tree, cast, plan):
    models(tree, cast, plan)
    past.rename(tree.commune, "xã Minh Sơn", on=date(2025, 1, 1))
    assert counted(cast.district_officer, tree=THEN)["xã Minh Lạc"] == 2
    assert counted(cast.district_officer)["xã Minh Sơn"] == 2
    assert frame(cast.commune_officer, YEAR, tree=THEN).area_name == "xã Minh Lạc"
    assert frame(cast.commune_officer, YEAR).area_name == "xã Minh Sơn"


@pytest.fixture
def merged(tree, cast, plan):
    """The merged commune's officer; three models of spring now lie in the commune."""
    models(tree, cast, plan)
    past.merge_communes(tree)
    return builders.position(Role.OFFICER, Unit.objects.get(name="UBND xã Minh Khê"))


def test_who_began_later_sees_by_default_what_was_before(merged):
    assert counted(merged, tree=THEN) == {"xã Minh Lạc": 2, "xã Phúc Khê": 1, "Tổng cộng": 3}
    asked = frame(merged, YEAR, tree=THEN)
    assert asked.area_name == "xã Minh Lạc, xã Phúc Khê (nay thuộc xã Minh Khê)"


def test_a_year_before_the_merger_has_only_those_before(merged):
    assert list(summary(merged, "2023-nam", tree=THEN)) == ["xã Minh Lạc", "xã Phúc Khê", "Tổng cộng"]


@pytest.mark.parametrize("who", ["merged", "province_officer"])
@pytest.mark.parametrize("word", ["hien-nay", THEN])
def test_every_number_of_the_past_leads_to_as_many_models(as_position, merged, cast, who, word):
    position = merged if who == "merged" else cast.province_officer
    table = summary_by_unit(frame(position, YEAR, tree=word))
    linked = [cell for row in table.rows for key, cell in row.items() if isinstance(cell, Cell) and key != "unit"]
    assert linked
    client = as_position(position)
    for cell in linked:
        assert client.get(cell.href).context["page"].total == cell.value


def test_a_split_commune_counts_once_on_both_sides(tree, cast, plan):
    models(tree, cast, plan)
    new = builders.area("xã Minh Đông", tree.district, tree.commune_level, valid_from=past.REFORM)
    past.move(tree.village, new)
    Succession.objects.create(old=tree.commune, new=new, kind=Passing.SPLIT, effective_on=past.REFORM, **past.DECISION)
    officer = builders.position(Role.LEADER, new)
    assert counted(cast.district_officer) == {"xã Minh Lạc": 1, "xã Minh Đông": 1, "xã Phúc Khê": 1, "Tổng cộng": 3}
    assert counted(cast.district_officer, tree=THEN) == {"xã Minh Lạc": 2, "xã Phúc Khê": 1, "Tổng cộng": 3}
    assert [totals["all"] for totals in both(officer)] == [1, 1]
    assert counted(officer, tree=THEN) == {"xã Minh Lạc": 1, "Tổng cộng": 1}
    assert frame(officer, "2023-nam", tree=THEN).area_name == "xã Minh Lạc (nay thuộc xã Minh Đông)"


@pytest.mark.parametrize("period", ["2024-quy-1", "2024-quy-3", YEAR, "2025-nam"])
@pytest.mark.parametrize("reform", ["close", "move", "merge", "all"])
def test_both_trees_of_a_province_have_the_same_total(tree, cast, plan, period, reform):
    models(tree, cast, plan)
    if reform in {"close", "all"}:
        past.close_district(tree)
    if reform == "move":
        past.move(tree.commune, tree.other_district)
    if reform in {"merge", "all"}:
        past.merge_communes(tree)
    present, then = both(cast.province_officer, period)
    assert {key: value for key, value in present.items() if not key.startswith("share")} == {
        key: value for key, value in then.items() if not key.startswith("share")
    }


def test_quotas_stand_with_who_was_asked_then_and_with_who_answers_now(tree, cast, district_plan):
    asked = [(tree.commune, Kind.COLLECTIVE, 4), (tree.other_commune, Kind.COLLECTIVE, 3)]
    planning.set_quotas(by=cast.district_officer, plan=district_plan, asked=asked)
    past.merge_communes(tree)
    quotas = {word: counted(cast.district_officer, column="quota_collective", tree=word) for word in ("hien-nay", THEN)}
    assert quotas == {
        "hien-nay": {"xã Minh Khê": 7, "Tổng cộng": 7},
        THEN: {"xã Minh Lạc": 4, "xã Phúc Khê": 3, "Tổng cộng": 7},
    }


def test_the_quota_of_a_closed_district_is_not_lost(tree, cast):
    plan = builders.plan(
        tree, cast.province_officer, issuer=tree.province_desk, number="1-KH/TU", year=2024,
        opens_on=date(2024, 1, 1), closes_on=date(2025, 1, 1),
    )  # fmt: skip
    planning.set_quotas(by=cast.province_officer, plan=plan, asked=[(tree.district, Kind.COLLECTIVE, 10)])
    past.close_district(tree)
    assert [totals["quota_collective"] for totals in both(cast.province_officer)] == [10, 10]


def test_each_table_says_which_tree_it_uses(tree, cast):
    said = [summary_by_unit(frame(cast.province_officer, YEAR, tree=word)).notes[0] for word in ("hien-nay", THEN)]
    assert ["theo đơn vị hiện nay" in said[0], "tại thời điểm xác nhận đăng ký" in said[1]] == [True, True]


def test_the_list_of_then_is_in_the_names_of_then(tree, cast, plan):
    models(tree, cast, plan)
    past.merge_communes(tree)
    assert sorted(titles(cast.province_officer, YEAR, tree=THEN)) == ["Chi hội sạch", "Trường xanh", "Đường hoa"]


@pytest.mark.parametrize("word", ["hien-nay", THEN])
def test_a_frame_costs_one_question(tree, cast, word, django_assert_num_queries):
    past.close_district(tree)
    position = again(cast.province_officer)
    with django_assert_num_queries(1):
        frame(position, YEAR, tree=word)


def test_nobody_counts_what_lies_outside(tree, cast, plan):
    models(tree, cast, plan)
    past.close_district(tree)
    assert at(SPRING) and counted(cast.other_district_officer, tree=THEN) == {}
