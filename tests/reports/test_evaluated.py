"""Biểu 03: what concluded rounds say, in the period of their conclusion."""

from decimal import Decimal

import pytest
from django.utils import timezone

from common import dates
from documents.table import GROUP, bare
from registrations.enums import Kind
from reports.evaluated import evaluation_results
from reports.periods import quarter_of
from tests.evaluation import builders as build
from tests.recognition import builders as recognition
from tests.reports.figures import frame

pytestmark = pytest.mark.django_db


def lines(position, period, **question):
    rows = evaluation_results(frame(position, period, **question)).rows
    return [bare(row.get(GROUP)) or [bare(value) for value in row.values()] for row in rows]


@pytest.fixture
def council():
    return build.council(dossiers=2)


@pytest.fixture
def quarter():
    return quarter_of(timezone.localdate())


def test_the_means_of_the_sheets_stand_under_their_criteria(council, quarter):
    sheets = build.scoring(council, council.reviewer, council.other_reviewer)
    for sheet, points in zip(
        sheets, [("13.5", "14", "18", "17.5", "26"), ("12", "12", "17", "17", "25")] * 2, strict=True
    ):
        build.send(sheet, *points)
    build.move(council.round, build.workflow.CONCLUDE, council.officer)
    found = lines(council.officer, quarter.slug)
    assert found[0] == "Đánh giá mô hình, cấp huyện – tập thể"
    assert found[1][3:] == [
        *[Decimal(points) for points in ("12.75", "13.00", "17.50", "17.25", "25.50", "86.00")], "Tốt", "", "",
    ]  # fmt: skip
    assert len(found) == 3


def test_a_round_that_is_not_concluded_is_not_in_the_report(council, quarter):
    for sheet in build.scoring(council):
        build.send(sheet)
    assert lines(council.officer, quarter.slug) == []


def test_a_round_counts_in_the_period_of_its_conclusion_alone(council, quarter):
    build.concluded(council)
    assert [len(lines(council.officer, period.slug)) for period in (quarter, quarter.previous)] == [3, 0]


def test_the_commune_reads_what_the_district_concluded_about_its_models(council, quarter):
    build.published(council)
    here, elsewhere = council.cast.commune_officer, council.cast.other_commune_officer
    assert [len(lines(one, quarter.slug)) for one in (here, elsewhere)] == [3, 0]


def test_an_area_below_narrows_the_results(council, quarter):
    build.concluded(council)
    tree = council.tree
    units = [tree.village, tree.other_village]
    assert [len(lines(council.officer, quarter.slug, unit=str(unit.pk))) for unit in units] == [3, 0]


def test_collective_and_individual_dossiers_have_headings_of_their_own(quarter):
    council = build.council(dossiers=1)
    council.registrations.append(build.effective(council, title="Giữ con đến trường", kind=Kind.INDIVIDUAL))
    build.concluded(council)
    found = lines(council.officer, quarter.slug)
    assert [line for line in found if isinstance(line, str)] == [
        "Đánh giá mô hình, cấp huyện – tập thể",
        "Đánh giá mô hình, cấp huyện – cá nhân",
    ]
    assert [line[0] for line in found if isinstance(line, list)] == [1, 2]


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_whatever_its_length(as_position, count, quarter, django_assert_num_queries):
    council = build.council(dossiers=count)
    build.concluded(council, council.reviewer, council.other_reviewer)
    client = as_position(council.officer)
    path = f"/bao-cao/{quarter.slug}/bieu-03/"
    client.get(path)
    with django_assert_num_queries(12):
        assert len(client.get(path).context["table"].rows) == count + 1


def test_number_day_and_form_of_decisions_stand_beside_the_grade(council, quarter):
    build.concluded(council)
    decision = give(council, council.registrations[:1])
    (first, second) = sorted(lines(council.officer, quarter.slug)[1:], key=lambda row: row[1])
    day = dates.day(decision.issued_on)
    assert first[-2:] == [f"45/QĐ-UBND, {day}", f"Mô hình “Dân vận khéo” cấp xã năm {decision.year}"]
    assert second[-2:] == ["", ""]
    assert [row[-2:] for row in lines(council.officer, quarter.previous.slug)[1:]] == []


def give(council, records):
    """Recognised by the commune today."""
    o = recognition.Office()
    o.cast, o.tree, o.plan = council.cast, council.tree, council.plan
    o.officer, o.leader, o.models, o.persons = o.cast.commune_officer, o.cast.commune_leader, records, []
    return recognition.published(o, on=timezone.localdate())
