"""Rules of scoring: what counts, what is missing, who is bound, what may still change."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from evaluation import council, services, workflow
from evaluation.conflicts import DECIDED_BELOW, HOLDS_POSITION, WROTE_IT, conflicts
from evaluation.enums import SheetState
from evaluation.models import Criterion, Grade, Nomination, Round, Score, Sheet
from evaluation.scales import CriterionSpec, GradeSpec, ScaleSpec, scale_of
from evaluation.services.rounds import NO_CRITERIA
from evaluation.starters import COLLECTIVE, add_starter_criteria
from registrations import workflow as registration_workflow
from registrations.enums import Kind
from tests import builders
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def message(caught):
    return caught.value.messages[0]


def test_the_starter_scales_give_100_points_each():
    c = build.council(dossiers=0)
    assert [(one.kind, one.version, one.note, sum(row.max_points for row in one.criteria.all())) for one in c.sets] == [
        (Kind.COLLECTIVE, 1, "thang điểm tham khảo – đơn vị tự điều chỉnh", Decimal(100)),
        (Kind.INDIVIDUAL, 1, "thang điểm tham khảo – đơn vị tự điều chỉnh", Decimal(100)),
    ]
    assert [one.max_points for one in c.sets[0].criteria.all()] == [15, 15, 20, 20, 30]
    assert [(grade.name, grade.lower) for grade in c.sets[0].grades.all()] == [
        ("Xuất sắc", 90), ("Tốt", 80), ("Khá", 65), ("Đạt", 50),
    ]  # fmt: skip


def test_the_starter_is_added_once():
    c = build.council(dossiers=0)
    assert add_starter_criteria(by=c.officer, plan=c.plan) == []


def test_zero_is_a_score():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet, 0, 0, 0, 0, 0)
    (result,) = council.results_of([c.round])
    assert (result.aggregate.mean, result.verdict) == (0, "Chưa đạt mức xếp loại")


def test_missing_is_not_zero():
    c = build.council()
    (sheet,) = build.scoring(c)
    with pytest.raises(ValidationError) as caught:
        build.send(sheet, 15, 15, None, 20)
    assert message(caught) == "Còn 2 tiêu chí chưa chấm: 3; 5."
    sheet.refresh_from_db()
    assert sheet.state == SheetState.ASSIGNED
    assert [score.points for score in sheet.scores.all()] == [15, 15, 20]


@pytest.mark.parametrize(("last", "grade"), [("9.99", "Khá"), ("10", "Tốt"), ("20", "Xuất sắc"), ("19.99", "Tốt")])
def test_the_lower_bound_of_a_grade_is_included(last, grade):
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet, 15, 15, 20, 20, last)
    assert council.results_of([c.round])[0].grade == grade


def test_a_mean_that_only_rounds_to_the_bound_does_not_reach_it():
    c = build.council()
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    build.send(sheets[0], 15, 15, 20, 20, "9.99")
    build.send(sheets[1], 15, 15, 20, 20, "10")
    (result,) = council.results_of([c.round])
    assert (result.aggregate.mean, result.grade) == (Decimal("79.995"), "Khá")


def test_only_sent_sheets_count():
    c = build.council()
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    build.send(sheets[0], *build.FULL)
    services.save_scores(by=c.other_reviewer, sheet=sheets[1], answers=build.answers(sheets[1], 1, 1, 1, 1, 1))
    (result,) = council.results_of([c.round])
    assert (result.aggregate.count, result.aggregate.mean, result.outstanding) == (1, 100, 1)


def test_without_a_sent_sheet_nothing_is_graded():
    c = build.council()
    build.scoring(c)
    assert council.results_of([c.round])[0].verdict == "Chưa có phiếu nào được gửi"


def test_a_sent_sheet_never_changes():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    with pytest.raises(ValidationError) as caught:
        services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, 1))
    assert message(caught) == "Phiếu “Đã gửi” nên không sửa được nữa."
    assert sheet.scores.first().points == 12


def test_sending_twice_with_one_token_sends_once():
    c = build.council()
    (sheet,) = build.scoring(c)
    token, answers = uuid4(), build.answers(sheet, *build.FULL)
    events = [
        services.send_sheet(by=c.reviewer, sheet=sheet, answers=answers, comment="", token=token) for _ in range(2)
    ]
    assert events[0] == events[1]
    assert sheet.events.count() == 1


def test_points_above_the_maximum_are_refused():
    c = build.council()
    (sheet,) = build.scoring(c)
    with pytest.raises(ValidationError) as caught:
        services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, "15.01"))
    assert message(caught) == "Tiêu chí 1: điểm từ 0 đến 15."
    assert Score.objects.count() == 0


def test_a_criterion_of_another_set_is_refused():
    c = build.council()
    (sheet,) = build.scoring(c)
    foreign = Criterion.objects.exclude(criteria_set=sheet.nomination.criteria_set).first()
    with pytest.raises(ValidationError):
        services.save_scores(by=c.reviewer, sheet=sheet, answers={foreign.pk: Decimal(1)})


def test_two_windows_with_different_criteria_lose_nothing():
    c = build.council()
    (sheet,) = build.scoring(c)
    first, second, *_ = build.answers(sheet, 1, 2, 3, 4, 5)
    services.save_scores(by=c.reviewer, sheet=sheet, answers={first: Decimal(7)})
    services.save_scores(by=c.reviewer, sheet=sheet, answers={second: Decimal(8)}, comment="Tốt")
    services.save_scores(by=c.reviewer, sheet=sheet, answers={first: None})
    assert [score.points for score in sheet.scores.all()] == [None, 8]
    sheet.refresh_from_db()
    assert sheet.comment == "Tốt"


def test_a_score_is_not_negative_for_the_database_either():
    c = build.council()
    (sheet,) = build.scoring(c)
    criterion = sheet.nomination.criteria_set.criteria.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(sheet=sheet, criterion=criterion, points=Decimal("-0.01"))


PASS = GradeSpec("Đạt", Decimal(5))


def scale_with(*criteria, bonus_cap=0, grades=(PASS,)):
    return ScaleSpec("Bộ tiêu chí thử", criteria, grades, bonus_cap=Decimal(bonus_cap))


def council_with(*criteria, reviewers=1, **scale):
    """A council whose collective criteria are these, with one dossier being scored."""
    c = build.council()
    made = services.add_criteria_set(
        by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale_with(*criteria, **scale), token=uuid4()
    )
    build.issued(c.officer, made)
    c.round = build.open_round(c.officer, c.plan, name="Đợt hai")
    build.scoring(c, *[c.reviewer, c.other_reviewer][:reviewers])
    return c


POINTS = CriterionSpec("Hiệu quả", Decimal(10))
BONUS = CriterionSpec("Cách làm mới", Decimal(5), is_bonus=True)
GATE = CriterionSpec("Không có đơn thư vượt cấp", is_gate=True)


def test_bonus_points_count_up_to_the_cap_and_may_stay_empty():
    c = council_with(POINTS, BONUS, BONUS, bonus_cap=6, reviewers=2)
    build.send(c.sheets[0], 8, 5, 5)
    build.send(c.sheets[1], 8)
    (result,) = council.results_of([c.round])
    assert [one.total for one in result.sheets] == [14, 8]
    assert result.maximum == 16


@pytest.mark.parametrize(("passed", "verdict"), [(True, "Đạt"), (False, "Không đủ điều kiện xếp loại")])
def test_a_condition_that_is_not_met_leaves_the_dossier_without_a_grade(passed, verdict):
    c = council_with(POINTS, GATE)
    build.send(c.sheets[0], 8, passed)
    (result,) = council.results_of([c.round])
    assert (result.verdict, result.aggregate.mean) == (verdict, 8)


def test_an_unanswered_condition_stands_in_the_way():
    c = council_with(POINTS, GATE)
    with pytest.raises(ValidationError) as caught:
        build.send(c.sheets[0], 8, None)
    assert message(caught) == "Còn 1 tiêu chí chưa chấm: 2."


def test_points_of_the_superior_are_not_asked_below_the_plan():
    c = build.council(dossiers=0)
    scale = scale_with(POINTS, CriterionSpec("Cấp trên chấm", Decimal(5), superior_only=True))
    made = services.add_criteria_set(by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale, token=uuid4())
    build.issued(c.officer, made)
    c.registrations = [build.effective(c)]
    c.officer = c.cast.commune_officer
    c.round = build.open_round(c.officer, c.plan, name="Đợt của xã")
    (sheet,) = build.scoring(c)
    build.send(sheet, 9)
    (result,) = council.results_of([c.round])
    assert (result.aggregate.mean, result.maximum) == (9, 10)


def test_equal_points_are_ordered_by_the_rule_that_is_printed():
    c = build.council(dossiers=3)
    sheets = build.scoring(c)
    build.send(sheets[0], 15, 15, 20, 20, 10)
    build.send(sheets[1], 15, 15, 15, 10, 25)
    build.send(sheets[2], 15, 15, 20, 20, 11)
    titles = [result.nomination.title for result in council.results_of([c.round])]
    assert titles == ["Mô hình số 3", "Mô hình số 2", "Mô hình số 1"]


def test_results_come_from_the_same_number_of_questions_however_many_dossiers(django_assert_num_queries):
    c = build.council(dossiers=3)
    build.scoring(c, c.reviewer, c.other_reviewer)
    round = Round.objects.select_related("plan").get()
    with django_assert_num_queries(5):
        council.results_of([round])


def test_only_effective_registrations_are_nominated():
    c = build.council()
    c.registrations += [
        builders.confirmed(
            c.cast.registrant, c.plan, c.cast.commune_officer, levels=[c.tree.commune_level], title="Chưa xong"
        )
    ]
    with pytest.raises(ValidationError) as caught:
        build.nominated(c)
    assert message(caught) == "“Chưa xong” chưa được xác nhận hiệu quả nên chưa đưa vào đánh giá được."
    assert Nomination.objects.count() == 0


def test_a_nomination_keeps_the_text_and_the_names_of_its_day():
    c = build.council()
    (nomination,) = build.nominated(c)
    assert (nomination.version.number, nomination.result_version.number, nomination.unit_name) == (
        1, 1, "thôn Đông, xã Minh Lạc",
    )  # fmt: skip


def test_nominating_twice_leaves_one():
    c = build.council()
    build.nominated(c)
    assert services.nominate(by=c.officer, round=c.round, registrations=c.registrations) == []


def test_a_registration_of_another_area_is_not_nominated():
    c = build.council()
    c.cast.far = builders.position(Role.REGISTRANT, c.tree.far_village)
    far_officer = builders.position(Role.OFFICER, c.tree.far_commune_desk)
    plan = builders.plan(c.tree, c.cast.province_officer, issuer=c.tree.province_desk, number="1-KH/TU")
    c.registrations = [builders.effective(c.cast.far, plan, far_officer, levels=[c.tree.commune_level])]
    with pytest.raises(ValidationError) as caught:
        build.nominated(c)
    assert message(caught) == "“Đường hoa phụ nữ tự quản” không thuộc địa bàn hoặc năm của đợt đánh giá."


def bound(c, reviewer):
    """Why the reviewer may not score the first dossier; empty when free."""
    (nomination,) = c.round.nominations.select_related(
        "registration__unit", "registration__created_by", "registration__typed_by"
    )
    return conflicts(c.round, [reviewer], [nomination]).get((nomination.pk, reviewer.pk), "")


def test_a_reviewer_without_ties_is_free():
    c = build.council()
    build.nominated(c)
    assert bound(c, c.reviewer) == ""


@pytest.mark.parametrize("place", ["village", "body_of_its_line_below"])
def test_who_holds_a_position_in_the_unit_or_its_line_below_is_bound(place):
    c = build.council()
    unit = c.tree.village if place == "village" else builders.body("Chi bộ thôn Đông", c.tree.village)
    build.nominated(c)
    builders.position(Role.REGISTRANT, unit, user=c.reviewer.user)
    assert bound(c, c.reviewer) == HOLDS_POSITION


def test_a_position_in_the_next_village_binds_nobody():
    c = build.council()
    build.nominated(c)
    builders.position(Role.REGISTRANT, c.tree.other_village, user=c.reviewer.user)
    assert bound(c, c.reviewer) == ""


def test_who_typed_the_dossier_is_bound():
    c = build.council(dossiers=0)
    typed = builders.draft(c.cast.commune_clerk, c.plan, levels=[c.tree.commune_level], unit=c.tree.village)
    builders.move(typed, registration_workflow.SUBMIT, c.cast.commune_clerk)
    builders.move(typed, registration_workflow.RECEIVE, c.cast.commune_officer)
    builders.move(typed, registration_workflow.CONFIRM, c.cast.commune_officer)
    builders.write_result(typed, c.cast.registrant)
    builders.move(typed, registration_workflow.SEND_RESULT, c.cast.registrant)
    builders.move(typed, registration_workflow.CONFIRM_EFFECT, c.cast.commune_officer, note="Đúng.")
    c.registrations = [typed]
    build.nominated(c)
    assert bound(c, build.reviewer_in(c.tree.district_union, user=c.cast.commune_clerk.user)) == WROTE_IT


def test_who_decided_below_may_not_score_above():
    c = build.council()
    build.nominated(c)
    assert bound(c, build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)) == DECIDED_BELOW


def test_assignment_refuses_the_bound_and_gives_the_rest():
    c = build.council()
    (nomination,) = build.nominated(c)
    officer_of_commune = build.reviewer_in(c.tree.district_union, user=c.cast.commune_officer.user)
    pairs = [(nomination, officer_of_commune), (nomination, c.reviewer)]
    done = services.assign(by=c.officer, round=c.round, pairs=pairs)
    assert [sheet.reviewer for sheet in done.given] == [c.reviewer]
    assert done.refused == [(nomination, officer_of_commune, DECIDED_BELOW)]
    assert Sheet.objects.count() == 1


def test_assigning_twice_gives_one_sheet():
    c = build.council()
    build.assigned(c)
    done = services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], c.reviewer)])
    assert (done.given, done.refused, Sheet.objects.count()) == ([], [], 1)


def test_only_reviewers_of_the_area_get_sheets():
    c = build.council()
    (nomination,) = build.nominated(c)
    stranger = build.reviewer_in(c.tree.other_district_desk)
    with pytest.raises(ValidationError):
        services.assign(by=c.officer, round=c.round, pairs=[(nomination, stranger)])
    with pytest.raises(ValidationError):
        services.assign(by=c.officer, round=c.round, pairs=[(nomination, c.cast.commune_officer)])


def test_a_sheet_taken_back_can_be_given_again_but_a_declared_conflict_cannot():
    c = build.council(dossiers=2)
    taken, declined = build.scoring(c)
    build.move(taken, workflow.WITHDRAW, c.officer, note="Đi công tác")
    build.move(declined, workflow.DECLINE, c.reviewer, note="Là người thân")
    services.assign(by=c.officer, round=c.round, pairs=[(nomination, c.reviewer) for nomination in c.nominations])
    assert [sheet.state for sheet in Sheet.objects.order_by("pk")] == [SheetState.ASSIGNED, SheetState.DECLINED]


def test_a_declared_conflict_leaves_no_score_behind():
    c = build.council()
    (sheet,) = build.scoring(c)
    services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, 15), comment="Tốt")
    build.move(sheet, workflow.DECLINE, c.reviewer, note="Là người thân")
    assert (sheet.scores.count(), sheet.comment) == (0, "")


def test_criteria_in_use_never_change():
    c = build.council(dossiers=0)
    with pytest.raises(ValidationError) as caught:
        services.correct_criteria_set(by=c.officer, criteria_set=c.sets[0], scale=COLLECTIVE)
    assert message(caught) == "Bộ tiêu chí đã ban hành nên không sửa được; hãy lập phiên bản mới."


def test_a_copy_is_a_new_version_that_can_be_corrected():
    c = build.council(dossiers=0)
    token = uuid4()
    copies = [services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=token) for _ in range(2)]
    assert copies[0] == copies[1]
    assert (copies[0].version, scale_of(copies[0])) == (2, scale_of(c.sets[0]))
    services.correct_criteria_set(by=c.officer, criteria_set=copies[0], scale=scale_with(POINTS))
    assert [(one.name, one.max_points) for one in copies[0].criteria.all()] == [("Hiệu quả", 10)]
    assert c.sets[0].criteria.count() == 5


def test_correcting_a_round_in_preparation_takes_the_newest_criteria():
    c = build.council()
    build.nominated(c)
    copy = services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())
    build.issued(c.officer, copy)
    services.correct_round(
        by=c.officer, round=c.round, plan=c.plan, name="Đợt một", opens_on=c.round.opens_on, closes_on=c.round.closes_on
    )
    c.round.refresh_from_db()
    assert (c.round.name, c.round.collective_set, c.round.nominations.get().criteria_set) == ("Đợt một", copy, copy)


def test_another_officer_may_not_set_the_criteria():
    c = build.council(dossiers=0)
    with pytest.raises(PermissionDenied):
        services.copy_criteria_set(by=c.cast.commune_officer, criteria_set=c.sets[0], token=uuid4())


def test_two_grades_may_not_begin_at_one_bound():
    c = build.council(dossiers=0)
    scale = scale_with(POINTS, grades=(GradeSpec("Tốt", Decimal(5)), GradeSpec("Khá", Decimal(5))))
    with pytest.raises(ValidationError) as caught:
        services.add_criteria_set(by=c.officer, plan=c.plan, kind=Kind.COLLECTIVE, scale=scale, token=uuid4())
    assert message(caught) == "Hai mức xếp loại không được cùng một điểm."
    assert Grade.objects.filter(name="Khá").count() == 2


def test_a_plan_without_criteria_opens_no_round():
    c = build.council(dossiers=0)
    bare = builders.plan(c.tree, c.officer, issuer=c.tree.district_desk, number="33-KH/HU")
    with pytest.raises(ValidationError) as caught:
        build.open_round(c.officer, bare)
    assert message(caught) == NO_CRITERIA


def test_who_sees_a_part_of_the_area_opens_no_round_of_all_of_it(as_position):
    c = build.council(dossiers=0)
    cluster = builders.position(Role.OFFICER, c.tree.district_desk, areas=[c.tree.commune])
    with pytest.raises(ValidationError) as caught:
        build.open_round(cluster, c.plan)
    area = c.tree.district.full_name
    assert message(caught) == (
        f"Đợt đánh giá gồm cả {area}, rộng hơn địa bàn bạn phụ trách nên bạn không theo được. "
        f"Người phụ trách cả {area} mở đợt."
    )
    # Told before the form is filled in.
    told, form = message(caught), 'name="opens_on"'
    page = as_position(cluster).get("/danh-gia/dot/moi/").text
    assert (told in page, form in page) == (True, False)
    page = as_position(c.officer).get("/danh-gia/dot/moi/").text
    assert (told in page, form in page) == (False, True)


def test_a_round_may_not_close_before_it_opens():
    c = build.council(dossiers=0)
    with pytest.raises(ValidationError) as caught:
        build.open_round(c.officer, c.plan, name="Ngược", days=0)
    assert message(caught) == "Ngày hết nhận phiếu phải sau ngày bắt đầu chấm."


def test_a_dossier_leaves_only_a_round_in_preparation():
    c = build.council(dossiers=2)
    build.nominated(c)
    services.remove_nomination(by=c.officer, nomination=c.nominations[0])
    assert c.round.nominations.count() == 1
    c.registrations = c.registrations[1:]
    build.scoring(c)
    with pytest.raises(ValidationError) as caught:
        services.remove_nomination(by=c.officer, nomination=c.nominations[0])
    assert message(caught) == "Chỉ bỏ hồ sơ khi đợt đánh giá đang chuẩn bị."


@pytest.mark.parametrize(("first_round", "is_offered"), [(build.scoring, False), (build.published, True)])
def test_a_dossier_that_another_round_still_scores_is_not_offered(as_position, first_round, is_offered):
    c = build.council()
    first_round(c)
    second = build.open_round(c.officer, c.plan, name="Đợt hai")
    shown = as_position(c.officer).get(f"/danh-gia/dot/{second.pk}/chon-ho-so/?cap=moi").context["page"].rows

    assert [one.pk for one in shown] == ([c.registrations[0].pk] if is_offered else [])
