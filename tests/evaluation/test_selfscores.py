"""Tự chấm: written by the owner, sent once complete, frozen with the nomination, read beside the council's scores."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given as having
from hypothesis import strategies as st

from common import installation
from common.workflow import perform
from evaluation import scoring, services, workflow
from evaluation.enums import SelfState, SheetState
from evaluation.marks import mark, maximum
from evaluation.models import CriteriaSet, Criterion, Score, SelfScore, SelfSheet
from evaluation.scales import CriterionSpec, GradeSpec, ScaleSpec
from evaluation.selfscores import beside, came_with, word_wanted
from evaluation.services import Given
from registrations.enums import Kind
from registrations.models import Attachment
from tests import builders
from tests.evaluation import builders as build
from tests.evaluation.test_pages import fields, post, told, url

OWN = ("13", "12.5", "17", "16", "26")


@pytest.fixture
def c(db):
    return build.council()


def given(registration, *points, evidence="Có số liệu kèm theo.", kind=Kind.COLLECTIVE) -> dict[int, Given]:
    criteria = Criterion.objects.filter(
        criteria_set__plan=registration.plan, criteria_set__kind=kind, criteria_set__version=1
    )
    return {
        one.pk: Given(Decimal(value) if isinstance(value, str) else value, evidence)
        for one, value in zip(criteria.order_by("number"), points, strict=False)
    }


def sent(c, *points, **more) -> SelfSheet:
    registration = c.registrations[0]
    return services.send_self_score(
        by=c.cast.registrant,
        registration=registration,
        given=given(registration, *(points or OWN)),
        token=uuid4(),
        **more,
    )


def page_of(registration) -> str:
    return reverse("evaluation:self_score", args=[registration.code])


def test_the_owner_saves_and_sends_and_sending_twice_sends_once(c):
    registration, token = c.registrations[0], uuid4()
    services.save_self_score(by=c.cast.registrant, registration=registration, given=given(registration, "13"))
    first, second = (
        services.send_self_score(
            by=c.cast.registrant, registration=registration, given=given(registration, *OWN), token=token
        )
        for _ in range(2)
    )
    assert first == second
    assert [(one.state, one.events.count()) for one in SelfSheet.objects.all()] == [(SelfState.SENT, 1)]
    assert [one.points for one in first.scores.all()] == [Decimal(points) for points in OWN]


def test_missing_is_not_zero_and_an_unfinished_one_is_not_sent(c):
    with pytest.raises(ValidationError) as caught:
        sent(c, "13", "0", None, "16")
    assert caught.value.messages == ["Còn 2 tiêu chí chưa chấm: 3; 5."]
    assert [one.points for one in SelfScore.objects.all()] == [13, 0, None, 16]


def test_only_the_owner_scores_oneself(c):
    registration = c.registrations[0]
    for by in (c.officer, c.reviewer, c.cast.commune_officer, c.cast.other_registrant):
        with pytest.raises(PermissionDenied):
            services.save_self_score(by=by, registration=registration, given={})


def test_it_is_sent_only_after_the_result(c):
    confirmed = builders.confirmed(c.cast.registrant, c.plan, c.cast.commune_officer, levels=[c.tree.commune_level])
    services.save_self_score(by=c.cast.registrant, registration=confirmed, given=given(confirmed, *OWN))
    with pytest.raises(ValidationError) as caught:
        perform(workflow.SEND_SELF, SelfSheet.objects.get(), by=c.cast.registrant, data={}, token=uuid4())
    assert caught.value.messages == ["Gửi bản tự chấm sau khi đã gửi báo cáo kết quả; trước đó cứ lưu."]


def test_a_plan_whose_set_is_not_scored_by_the_owner_asks_for_nothing(c):
    CriteriaSet.objects.update(self_scored=False)
    with pytest.raises(ValidationError):
        sent(c)


def test_a_file_of_another_record_is_no_evidence(c):
    other = build.effective(c, title="Mô hình khác")
    file = file_of(c, other)
    registration = c.registrations[0]
    (key, _), *_ = given(registration, *OWN).items()
    with pytest.raises(ValidationError):
        services.save_self_score(
            by=c.cast.registrant, registration=registration, given={key: Given(Decimal(1), "", (file,))}
        )


def test_several_files_stand_beside_one_criterion(c, as_position):
    registration = c.registrations[0]
    files = [file_of(c, registration) for _ in range(3)]
    one, other = c.sets[0].criteria.order_by("number")[:2]

    def saved(*chosen):
        services.save_self_score(
            by=c.cast.registrant, registration=registration,
            given={one.pk: Given(Decimal(1), "", tuple(chosen)), other.pk: Given(Decimal(2), "", (files[2],))},
        )  # fmt: skip
        scores = {score.criterion_id: score for score in SelfScore.objects.all()}
        return [set(scores[key.pk].files.all()) for key in (one, other)]

    assert saved(files[0], files[1]) == [{files[0], files[1]}, {files[2]}]
    assert saved(files[1]) == [{files[1]}, {files[2]}]
    revision = SelfSheet.objects.get().revision
    assert saved(files[1]) == [{files[1]}, {files[2]}] and SelfSheet.objects.get().revision == revision
    services.send_self_score(
        by=c.cast.registrant, registration=registration, token=uuid4(),
        given=given(registration, *OWN) | {one.pk: Given(Decimal(1), "", tuple(files))},
    )  # fmt: skip
    (sheet,) = build.scoring(c)
    shown = beside(sheet.nomination, list(c.sets[0].criteria.all()))
    assert [file.pk for file in shown[one.pk].shown_files] == [file.pk for file in files]
    page = as_position(c.reviewer).get(url("sheet", sheet.pk)).text
    assert page.count(f"/danh-gia/ho-so/{sheet.nomination_id}/tep/") >= 3
    assert SelfScore.objects.get(criterion=other).files.count() == 0


def file_of(c, registration):
    return Attachment.objects.create(registration=registration, name="a.pdf", mime="application/pdf", size=1, sha256="0" * 64,
                                     added_by=c.cast.registrant, file="a.pdf")  # fmt: skip


def test_saving_over_a_newer_draft_is_told(c):
    registration = c.registrations[0]
    services.save_self_score(
        by=c.cast.registrant, registration=registration, given=given(registration, "1"), revision=0
    )
    with pytest.raises(services.SelfConflict):
        services.save_self_score(
            by=c.cast.registrant, registration=registration, given=given(registration, "2"), revision=0
        )
    assert SelfScore.objects.get().points == 1


def test_a_nomination_keeps_the_one_it_came_with(c):
    first = sent(c)
    (nomination,) = build.nominated(c)
    sent(c, "1", "1", "1", "1", "1")
    criteria = list(nomination.criteria_set.criteria.all())
    assert came_with(nomination) == first
    assert [beside(nomination, criteria)[one.pk].points for one in criteria] == [Decimal(points) for points in OWN]


def test_it_stands_beside_a_later_version_where_the_question_is_the_same(c):
    sent(c)
    copy = services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())
    Criterion.objects.filter(criteria_set=copy, number=1).update(max_points=10)
    Criterion.objects.filter(criteria_set=copy, number=1).first().bands.all().delete()
    build.issued(c.officer, copy)
    c.round = build.open_round(c.officer, c.plan, name="Đợt hai")
    (nomination,) = build.nominated(c)
    criteria = list(nomination.criteria_set.criteria.all())
    assert [one.number for one in criteria if one.pk in beside(nomination, criteria)] == [2, 3, 4, 5]


def test_a_difference_asks_for_a_reason_beside_the_field(c, as_position):
    sent(c)
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    answer = post(client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, "13", "12", "17", "16", "26"), gui="")
    second = sheet.nomination.criteria_set.criteria.get(number=2)
    assert answer.context["form"].errors == {f"ly-do-{second.pk}": ["Khác điểm tự chấm (12,5): ghi lý do."]}
    sheet.refresh_from_db()
    # What was scored is kept all the same.
    assert (sheet.state, sheet.scores.count()) == (SheetState.ASSIGNED, 5)
    with pytest.raises(ValidationError) as caught:
        perform(workflow.LOCK, sheet, by=c.reviewer, data={}, token=uuid4())
    assert caught.value.messages == ["Ghi minh chứng, lý do cho tiêu chí 2."]
    data = fields(sheet, "13", "12", "17", "16", "26") | {f"ly-do-{second.pk}": "Chưa rõ phân công."}
    post(client, url("sheet", sheet.pk), c.reviewer, **data, gui="")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.scores.get(criterion=second).note) == (SheetState.LOCKED, "Chưa rõ phân công.")
    assert "Chưa rõ phân công." in client.get(url("sheet", sheet.pk)).text


def test_agreeing_fills_only_what_is_empty(c, as_position):
    sent(c)
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    for _ in range(2):
        answer = post(
            client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, "10", "", "", "", ""), **{"thong-nhat": ""}
        )
    assert told(answer)[0] == "Đã lấy điểm tự chấm cho 4 tiêu chí. 1 tiêu chí đã chấm khác giữ nguyên."
    assert [one.points for one in sheet.scores.all()] == [10, Decimal("12.5"), 17, 16, 26]
    post(client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, "10", "", "", "", ""), **{"thong-nhat-het": ""})
    assert [one.points for one in sheet.scores.all()] == [Decimal(points) for points in OWN]


def bonus_round(c):
    scale = ScaleSpec(
        "Bộ thử", (CriterionSpec("Hiệu quả", Decimal(10)), CriterionSpec("Nhân rộng", Decimal(5), is_bonus=True, needs_evidence=True)),
        (GradeSpec("Đạt", Decimal(5)),), bonus_cap=Decimal(5),
    )  # fmt: skip
    made = services.add_criteria_set(by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale, token=uuid4())
    build.issued(c.officer, made)
    c.round = build.open_round(c.officer, c.plan, name="Đợt hai")
    return build.scoring(c)[0]


@pytest.mark.parametrize(
    ("bonus", "note", "is_sent"),
    [("2", "", False), ("2", "Xã Bắc đã làm theo.", True), ("0", "", True), ("", "", True)],
)
def test_a_bonus_above_zero_needs_its_own_evidence(c, as_position, bonus, note, is_sent):
    sheet = bonus_round(c)
    criterion = sheet.nomination.criteria_set.criteria.get(number=2)
    data = fields(sheet, "8", bonus) | {f"ly-do-{criterion.pk}": note}
    post(as_position(c.reviewer), url("sheet", sheet.pk), c.reviewer, **data, gui="")
    sheet.refresh_from_db()
    assert (sheet.state == SheetState.LOCKED) == is_sent


POINTS = st.none() | st.integers(0, 1000).map(lambda n: Decimal(n) / 100)


@having(
    points=st.lists(st.tuples(POINTS, st.booleans(), st.booleans()), max_size=8), cap=st.integers(0, 10).map(Decimal)
)
def test_what_is_missing_or_not_asked_adds_nothing_and_takes_nothing(points, cap):
    criteria = [
        (Criterion(number=n, max_points=10, is_bonus=bonus, superior_only=superior), Score(points=one))
        for n, (one, bonus, superior) in enumerate(points)
    ]
    asked = [(criterion, score) for criterion, score in criteria if not criterion.superior_only]
    total = scoring.total((mark(*pair) for pair in asked), bonus_cap=cap)
    exact = sum((s.points for k, s in asked if s.points is not None and not k.is_bonus), Decimal(0))
    bonus = sum((s.points for k, s in asked if s.points is not None and k.is_bonus), Decimal(0))
    assert total == exact + min(bonus, cap)
    assert total <= maximum(CriteriaSet(bonus_cap=cap), [criterion for criterion, _ in asked])
    empty = [(criterion, None) for criterion, _ in asked]
    assert scoring.total((mark(*pair) for pair in [*asked, *empty]), bonus_cap=cap) == total


@having(own=POINTS, official=POINTS)
def test_a_word_is_wanted_exactly_where_two_given_scores_differ(own, official):
    criterion = Criterion(number=1, max_points=10)
    given_by_owner = SelfScore(points=own) if own is not None else None
    wanted = word_wanted(criterion, scoring.Mark(official), given_by_owner)
    assert bool(wanted) == (own is not None and official is not None and own != official)


def typed(registration, *points, **more):
    criteria = Criterion.objects.filter(
        criteria_set__plan=registration.plan, criteria_set__kind=Kind.COLLECTIVE
    ).order_by("number")
    data = {}
    for one, value in zip(criteria, points, strict=False):
        data |= {f"tieu-chi-{one.pk}": value, f"minh-chung-{one.pk}": "Có ảnh."}
    return data | more


def test_the_owner_does_it_on_the_page(c, as_position):
    registration, by = c.registrations[0], c.cast.registrant
    client, address = as_position(by), page_of(c.registrations[0])
    assert "Tự chấm theo bộ tiêu chí" in client.get(reverse("registrations:record", args=[registration.code])).text
    answer = post(client, address, by, **typed(registration, "13", "x", "17"), revision="0", luu="")
    assert "Điểm từ 0 đến 15" in answer.text
    assert [one.points for one in SelfScore.objects.all()] == [13, 17]
    revision = SelfSheet.objects.get().revision
    answer = post(client, address, by, **typed(registration, *OWN), revision=str(revision), gui="")
    assert told(answer) == ["Đã gửi bản tự chấm. Bản đã gửi không sửa được nữa; cần thì lập bản mới."]
    assert SelfSheet.objects.get().state == SelfState.SENT
    # A new one begins with what was sent last.
    assert client.get(address).context["form"].rows()[0].field.value() == "13"


def test_what_is_not_sent_is_the_owners_alone(c, as_position):
    registration = c.registrations[0]
    services.save_self_score(
        by=c.cast.registrant, registration=registration, given=given(registration, "11.11", evidence="Lời riêng")
    )
    for by in (c.officer, c.cast.commune_officer, c.cast.district_leader):
        text = as_position(by).get(page_of(registration)).text
        assert "11,11" not in text
        assert "Lời riêng" not in text
    assert as_position(c.reviewer).get(page_of(registration)).status_code == 403
    assert as_position(c.cast.other_registrant).get(page_of(registration)).status_code == 404


def test_the_desks_above_read_what_was_sent_and_may_not_write(c, as_position):
    sent(c)
    registration = c.registrations[0]
    client = as_position(c.officer)
    assert "12,5" in client.get(page_of(registration)).text
    assert post(client, page_of(registration), c.officer, **typed(registration, *OWN), luu="").status_code == 403


def test_the_sheet_with_all_of_it_costs_no_more_than_twelve_questions(c, as_position, django_assert_max_num_queries):
    sent(c)
    (sheet,) = build.scoring(c)
    for by, address in ((c.reviewer, url("sheet", sheet.pk)), (c.cast.registrant, page_of(c.registrations[0]))):
        client = as_position(by)
        client.get("/suc-khoe/")
        installation.is_demo()
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_a_sheet_saved_elsewhere_shows_both(c, as_position):
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, "9"))
    answer = post(
        client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, "10", "", "", "", ""), revision="0", luu=""
    )
    assert answer.status_code == 409
    assert answer.context["differences"] == [(str(sheet.nomination.criteria_set.criteria.first()), "10", "9")]
    assert sheet.scores.get().points == 9
    again = post(
        client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, "10", "", "", "", ""), revision="1", luu=""
    )
    assert (again.status_code, sheet.scores.get().points) == (302, 10)


def test_typing_is_saved_and_told_what_could_not_be(c, as_position):
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    data = fields(sheet, "12", "nhiều", "", "", "") | {
        "position": c.reviewer.pk,
        "token": str(uuid4()),
        "revision": "0",
    }
    answer = client.post(url("sheet", sheet.pk), data, headers={"HX-Request": "true"})
    assert 'name="revision" value="1"' in answer.text
    assert "Chưa lưu được: 2. Có chủ thể thực hiện cụ thể" in answer.text
    assert [one.points for one in sheet.scores.all()] == [12]


def test_saving_and_going_on_leads_through_the_pile_and_round_again(as_position, db):
    c = build.council(dossiers=3)
    sheets = build.scoring(c)
    client = as_position(c.reviewer)
    led = [
        post(client, url("sheet", sheet.pk), c.reviewer, **fields(sheet, *build.FULL), tiep="").url for sheet in sheets
    ]
    assert led == [url("sheet", sheets[n].pk) for n in (1, 2, 0)]
    assert set(c.round.nominations.values_list("sheets__state", flat=True)) == {SheetState.ASSIGNED}


def test_what_was_sent_since_is_told_and_compared(c, as_position):
    (sheet,) = build.scoring(c)
    client = as_position(c.reviewer)
    assert "xem thay đổi" not in client.get(url("sheet", sheet.pk)).text
    seen = sheet.nomination.version
    seen.pk, seen.number, seen.sent_at = None, 2, sheet.nomination.nominated_at.replace(year=2100)
    seen.paper = seen.paper | {"title": "Tên đã đổi"}
    seen.save()
    assert "xem thay đổi" in client.get(url("sheet", sheet.pk)).text
    page = client.get(url("changes_since", sheet.nomination_id))
    assert "<ins>" in page.text
    assert "đã đổi" in page.text
