"""What a sent sheet gave is kept with it; the council's table a page at a time, and whole as a file."""

import io
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from openpyxl import load_workbook

from common import paging
from common.fields import HundredthsField
from evaluation import council, services
from evaluation.enums import SheetState
from evaluation.models import Score, Sheet
from evaluation.scales import CriterionSpec
from evaluation.views import counciltables
from tests.evaluation import builders as build
from tests.evaluation.test_rules import BONUS, GATE, council_with

pytestmark = pytest.mark.django_db


def scored(dossiers: int = 1):
    c = build.council(dossiers=dossiers)
    build.scoring(c, c.reviewer, c.other_reviewer)
    for place, sheet in enumerate(c.sheets):
        build.send(sheet, "12.25", "12", "16", "16", place)
    return c


def test_a_sent_sheet_keeps_its_total_to_the_hundredth():
    c = scored()
    sheet = Sheet.objects.get(pk=c.sheets[0].pk)
    assert (sheet.total, str(sheet.total), sheet.gates_met) == (Decimal("56.25"), "56.25", True)
    assert sheet.tie_points == 0
    (result,) = council.results_of([c.round])
    assert (result.aggregate.mean, [one.total for one in result.sheets]) == (
        Decimal("56.75"), [Decimal("56.25"), Decimal("57.25")],
    )  # fmt: skip


def test_the_database_knows_no_sent_sheet_without_a_total():
    c = scored()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=c.sheets[0].pk).update(total=None)


def test_sheets_sent_before_are_given_the_same_total():
    c = scored(2)
    kept = list(Sheet.objects.order_by("pk").values_list("total", "tie_points", "gates_met"))
    Sheet.objects.update(total=0, tie_points=99, gates_met=False)
    fill_again()
    assert list(Sheet.objects.order_by("pk").values_list("total", "tie_points", "gates_met")) == kept
    assert len(kept) == len(c.sheets)


MIGRATION = "0013_what_a_sheet_gave"
WEIGHTY = CriterionSpec("Hiệu quả", Decimal(10), breaks_ties=True)
# The answers to: 10 points that break ties, two bonuses of 5 under a cap of 6, a condition; what the sheet then gives.
OLD_SHEETS = {
    "over the cap, the condition not met": (("8.25", "4.50", "2.25", False), ("14.25", "8.25", False)),
    "exactly the cap": (("8", "5", "1", True), ("14", "8", True)),
    "a hundredth below the cap": (("8", "5", "0.99", True), ("13.99", "8", True)),
    "no bonus at all, the condition not met": (("10", None, None, False), ("10", "10", False)),
    "zeros are scores": (("0", "0", "0", True), ("0", "0", True)),
}


def fill_again() -> None:
    """As the migration ran: on the models as they were in it."""
    state = MigrationLoader(connection).project_state([("evaluation", MIGRATION)])
    import_module(f"evaluation.migrations.{MIGRATION}").work_out(state.apps, None)


@pytest.mark.parametrize("answered, gives", OLD_SHEETS.values(), ids=OLD_SHEETS)
def test_a_sheet_sent_before_is_given_its_bonus_up_to_the_cap_and_its_conditions(answered, gives):
    c = council_with(WEIGHTY, BONUS, BONUS, GATE, bonus_cap=6)
    sheet = build.send(c.sheets[0], *answered)
    total, ties, met = gives
    expected = (Decimal(total), Decimal(ties), met)
    assert (sheet.total, sheet.tie_points, sheet.gates_met) == expected
    Sheet.objects.update(total=Decimal("99.99"), tie_points=Decimal("99.99"), gates_met=not met)
    fill_again()
    sheet.refresh_from_db()
    assert (sheet.total, sheet.tie_points, sheet.gates_met) == expected


def test_a_sheet_put_aside_is_filled_too_and_one_that_is_being_scored_is_not():
    c = council_with(WEIGHTY, BONUS, BONUS, GATE, bonus_cap=6, reviewers=2)
    sent, open_one = c.sheets
    build.send(sent, "8", "5", "5", False)
    services.save_scores(by=c.other_reviewer, sheet=open_one, answers=build.answers(open_one, "7"))
    Sheet.objects.filter(pk=sent.pk).update(state=SheetState.SET_ASIDE, total=0, tie_points=0, gates_met=True)
    fill_again()
    found = dict(Sheet.objects.values_list("pk", "total"))
    assert found == {sent.pk: Decimal(14), open_one.pk: None}
    assert Sheet.objects.get(pk=sent.pk).gates_met is False


def test_the_means_of_the_criteria_are_those_of_the_scores():
    c = scored()
    (result,) = council.results_of([c.round])
    means = council.criterion_means([result])[result.nomination.pk]
    for criterion in result.criteria:
        given = Score.objects.filter(criterion=criterion).values_list("points", flat=True)
        assert means[criterion.pk] == sum(given) / len(given)


def test_a_third_place_is_refused_not_rounded():
    field = HundredthsField()
    assert (field.get_prep_value(Decimal("79.99")), field.get_prep_value(None)) == (7999, None)
    with pytest.raises(ValueError, match="two places"):
        field.get_prep_value(Decimal("79.995"))


def test_the_table_is_paged_and_whole_in_the_file(as_position, monkeypatch):
    c = scored(3)
    monkeypatch.setattr(
        counciltables, "page_of_list", lambda found, asked: paging.page_of_list(found, asked, rows=2)
    )  # fmt: skip
    client, address = as_position(c.officer), reverse("evaluation:council", args=[c.round.pk])
    pages = [client.get(address, {"trang": page}).context for page in (1, 2)]
    assert [total for page in pages for _, total, _ in page["tables"]] == [3, 3]
    shown = [(line.place, line.result.nomination.title) for page in pages for line in page["page"]]
    assert shown == [(1, "Mô hình số 3"), (2, "Mô hình số 2"), (3, "Mô hình số 1")]
    answer = client.get(reverse("evaluation:council_xlsx", args=[c.round.pk]))
    cells = [
        cell for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True) for cell in row
    ]
    for title in ("Mô hình số 1", "Mô hình số 2", "Mô hình số 3", c.reviewer.user.full_name, 60.75):
        assert title in cells


def test_what_people_typed_is_escaped_where_rows_are_drawn(as_position):
    c = scored(2)
    c.nominations[0].round.nominations.update(title='<b>"', unit_name="<i>")
    type(c.reviewer.user).objects.filter(pk=c.reviewer.user_id).update(full_name="<u>")
    client = as_position(c.officer)
    for name in ("council", "agenda"):
        html = client.get(reverse(f"evaluation:{name}", args=[c.round.pk])).content.decode()
        assert html.count("&lt;b&gt;&quot;") > 0
        assert [typed for typed in ("<b>&quot;", '<b>"', "<i>", "<u>") if typed in html] == []


def test_a_row_tells_what_lies_apart_what_is_still_to_come_and_what_was_agreed(as_position):
    c = build.council(dossiers=2)
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    build.send(sheets[0], "12.25", "12", "16", "16", "0")
    c.round.spread_limit = 0
    c.round.save()
    html = as_position(c.officer).get(reverse("evaluation:council", args=[c.round.pk])).content.decode()
    assert html.count("còn 1 phiếu chưa gửi") == 1
    assert html.count("còn 2 phiếu chưa gửi") == 1
    assert html.count('<td data-label="Chênh lệch" class="num">–</td>') == 1
    assert html.count('<td class="num"></td>' * 4) == 1
    build.send(sheets[1], "12.25", "12", "16", "16", "1")
    html = as_position(c.officer).get(reverse("evaluation:agenda", args=[c.round.pk])).content.decode()
    assert html.count('<span class="state state-back">Vượt mức</span>') == 1
    assert html.count('type="checkbox" name="chon"') == 1


def test_what_was_not_shown_stays_on_the_agenda():
    c = scored(2)
    first, second = c.nominations
    services.set_agenda(by=c.officer, round=c.round, chosen=[first.pk])
    services.set_agenda(by=c.officer, round=c.round, chosen=[second.pk], shown=[second.pk])
    assert c.round.nominations.filter(agenda_at__isnull=False).count() == 2
    services.set_agenda(by=c.officer, round=c.round, chosen=[], shown=[second.pk])
    assert list(c.round.nominations.filter(agenda_at__isnull=False)) == [first]
