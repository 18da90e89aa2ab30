"""Câu hỏi có liên quan: asked once of what was newly given, kept with its day, and no sheet goes without the answer."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from zeal import zeal_ignore

from accounts import handover
from accounts.models import Position
from common import dates
from common.models import AuditRecord
from evaluation import services, workflow
from evaluation.clearing import NOT_CLEARED, to_clear
from evaluation.enums import SheetState
from evaluation.marks import scored_criteria
from evaluation.models import Score, Sheet
from evaluation.papers import score_sheet_paper
from tests.evaluation import builders as build
from tests.evaluation.test_pages import fields, post, told, url

pytestmark = pytest.mark.django_db

QUESTION = "Đồng chí có liên quan đến hồ sơ nào dưới đây không?"


def asked_titles(page):
    return [one.title for one in page.context["form"].dossiers]


def answer(client, c, *dossiers, **data):
    shown = [one.pk for one in dossiers or c.nominations]
    return post(client, url("answer_conflicts", c.round.pk), c.reviewer, shown=shown, **data)


def test_the_round_asks_once_of_all_that_was_given_and_a_sheet_leads_there(as_position):
    c = build.council(dossiers=2)
    first, second = build.asked(c)
    client = as_position(c.reviewer)
    assert client.get(url("sheet", second.pk)).url == url("round", c.round.pk)
    page = client.get(url("round", c.round.pk))
    assert (QUESTION in page.text, asked_titles(page), list(page.context["page"])) == (
        True, ["Mô hình số 1", "Mô hình số 2"], []
    )  # fmt: skip
    response = answer(client, c)
    assert (response.url, told(response)) == (url("sheet", first.pk), ["Đã ghi: không liên quan đến 2 hồ sơ."])
    page = client.get(url("round", c.round.pk))
    assert (QUESTION in page.text, list(page.context["page"])) == (False, [first, second])
    assert client.get(url("sheet", second.pk)).status_code == 200


def test_what_is_given_later_is_asked_of_alone(as_position):
    c = build.council(dossiers=2)
    build.nominated(c)
    early, late = c.nominations
    services.assign(by=c.officer, round=c.round, pairs=[(early, c.reviewer), (late, c.other_reviewer)])
    build.move(c.round, workflow.OPEN, c.officer)
    build.clear(c.reviewer, early)
    services.assign(by=c.officer, round=c.round, pairs=[(late, c.reviewer)])
    page = as_position(c.reviewer).get(url("round", c.round.pk))
    assert (asked_titles(page), [one.nomination for one in page.context["page"]]) == (["Mô hình số 2"], [early])


def test_only_what_stood_on_the_page_is_answered():
    c = build.council(dossiers=2)
    build.asked(c)
    build.clear(c.reviewer, c.nominations[0])
    assert [one.nomination for one in to_clear(c.reviewer, c.round)] == [c.nominations[1]]


def test_ticked_dossiers_are_declined_with_one_reason_and_the_others_confirmed(as_position):
    c = build.council(dossiers=3)
    sheets = build.asked(c)
    client = as_position(c.reviewer)
    # Each declared by a move of its own: what is asked again and again is meant to be.
    with zeal_ignore():
        response = answer(client, c, bound=[one.pk for one in c.nominations[1:]], note="Là người thân")
    assert (response.url, told(response)) == (
        url("sheet", sheets[0].pk),
        ["Đã ghi: không liên quan đến 1 hồ sơ; 2 hồ sơ có liên quan, không còn trong phần chấm của đồng chí."],
    )
    rows = [(one.state, one.cleared_at is not None) for one in Sheet.objects.order_by("pk")]
    assert rows == [(SheetState.ASSIGNED, True), (SheetState.DECLINED, False), (SheetState.DECLINED, False)]
    assert [event.note for one in sheets[1:] for event in one.events.all()] == ["Là người thân"] * 2
    assert AuditRecord.objects.filter(action="Khẳng định không liên quan").count() == 1


@pytest.mark.parametrize(
    ("ticked", "note", "where"),
    [
        (True, "", {"note": ["Ghi đồng chí liên quan như thế nào đến hồ sơ đã đánh dấu."]}),
        (False, "Là em ruột", {"bound": ["Đánh dấu hồ sơ có liên quan, hoặc xóa lời ghi ở dưới."]}),
    ],
)
def test_half_an_answer_is_refused_and_stays_as_it_was_typed(as_position, ticked, note, where):
    c = build.council(dossiers=2)
    build.asked(c)
    key = c.nominations[0].pk
    response = answer(as_position(c.reviewer), c, bound=[key] if ticked else [], note=note)
    boxes = [box.data["selected"] for box, _ in response.context["form"].rows()]
    assert (response.context["form"].errors, boxes, note in response.text) == (where, [ticked, False], True)
    assert {one.state for one in to_clear(c.reviewer, c.round)} == {SheetState.ASSIGNED}


def test_all_declined_leads_out_of_the_round(as_position):
    c = build.council()
    build.asked(c)
    client = as_position(c.reviewer)
    assert answer(client, c, bound=[c.nominations[0].pk], note="Là em ruột").url == url("rounds")


def test_pressed_twice_it_is_answered_once(as_position):
    c = build.council()
    (sheet,) = build.asked(c)
    client = as_position(c.reviewer)
    assert [answer(client, c).url for _ in range(2)] == [url("sheet", sheet.pk)] * 2
    assert AuditRecord.objects.filter(action="Khẳng định không liên quan").count() == 1


def test_no_sheet_goes_without_the_answer_and_what_was_typed_is_kept(as_position):
    c = build.council()
    (sheet,) = build.asked(c)
    client = as_position(c.reviewer)
    typed = fields(sheet, *build.FULL) | {"gui": "", "comment": "Giữ lời này"}
    response = post(client, url("sheet", sheet.pk), c.reviewer, **typed)
    assert response.context["form"].non_field_errors() == [NOT_CLEARED]
    assert f'href="{url("round", c.round.pk)}">đồng chí có liên quan đến hồ sơ nào không' in response.text
    sheet.refresh_from_db()
    assert (sheet.state, sheet.comment, Score.objects.count()) == (SheetState.ASSIGNED, "Giữ lời này", 5)
    answer(client, c)
    assert post(client, url("sheet", sheet.pk), c.reviewer, **typed).url == url("round", c.round.pk)


def test_who_gets_a_sheet_again_is_asked_again():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.move(sheet, workflow.WITHDRAW, c.officer, note="Đi công tác")
    services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], c.reviewer)])
    assert list(to_clear(c.reviewer, c.round)) == [sheet]


def test_a_declared_conflict_takes_the_word_back():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.move(sheet, workflow.DECLINE, c.reviewer, note="Nhớ ra là người thân")
    assert sheet.cleared_at is None
    with pytest.raises(IntegrityError, match="sheet_declined_is_not_cleared"):
        Sheet.objects.update(cleared_at=timezone.now())


def test_who_carries_on_is_asked_anew_and_may_not_pass_over_what_binds(as_position):
    c = build.council()
    build.scoring(c)
    new = handover.hand_over(
        by=c.cast.province_officer, position=c.reviewer, to=c.cast.registrant.user, starts_on=timezone.localdate(),
        token=uuid4(),
    )  # fmt: skip
    new = Position.objects.for_work().get(pk=new.pk)
    with pytest.raises(ValidationError, match="nên không chấm “Mô hình số 1”; hãy đánh dấu hồ sơ này"):
        build.clear(new, *c.nominations)
    page = as_position(new).get(url("round", c.round.pk))
    assert asked_titles(page) == ["Mô hình số 1"]


def test_blind_the_question_names_numbers(as_position):
    c = build.council()
    c.round.hides_owners = True
    c.round.save()
    build.asked(c)
    page = as_position(c.reviewer).get(url("round", c.round.pk))
    assert (asked_titles(page), "Mô hình số 1" in page.text, "thôn Đông" in page.text) == (["Hồ sơ 01"], False, False)
    answer(as_position(c.reviewer), c)
    assert "Mô hình số 1" in AuditRecord.objects.get(action="Khẳng định không liên quan").label


def test_the_office_of_the_round_reads_who_has_answered(as_position):
    c = build.council()
    build.asked(c)
    places = [url("round", c.round.pk), url("nomination", c.nominations[0].pk)]

    def shown(position):
        return [as_position(position).get(place).text for place in places]

    round_page, dossier = shown(c.officer)
    assert "chưa trả lời 1 hồ sơ" in round_page and "chưa trả lời có liên quan hay không" in dossier
    build.clear(c.reviewer, *c.nominations)
    said = f"khẳng định không liên quan ngày {dates.day(timezone.localdate())}"
    assert all(said in page and "chưa trả lời" not in page for page in shown(c.officer))
    assert not any("khẳng định không liên quan" in page for page in shown(c.cast.district_leader))


@pytest.mark.parametrize("count", [1, 3])
def test_the_question_costs_the_same_whatever_its_length(as_position, count, django_assert_num_queries):
    c = build.council(dossiers=count)
    build.asked(c)
    client = as_position(c.reviewer)
    client.get(url("round", c.round.pk))
    with django_assert_num_queries(10):
        client.get(url("round", c.round.pk))


def line_of(sheet):
    sheet = Sheet.objects.get(pk=sheet.pk)
    return score_sheet_paper(sheet, *scored_criteria(sheet))["cleared"]


def test_the_paper_says_it_with_the_day_and_a_blank_one_has_room_for_it():
    c = build.council()
    (sheet,) = build.asked(c)
    said = "Thành viên chấm điểm khẳng định không liên quan đến hồ sơ này, ngày"
    assert line_of(sheet) == f"{said} …/…/……."
    build.send(sheet)
    assert line_of(sheet) == f"{said} {dates.day(timezone.localdate())}."
    # Sent before anybody was asked.
    Sheet.objects.update(cleared_at=None)
    assert line_of(sheet) == ""
