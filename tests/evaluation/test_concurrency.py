"""Eight reviewers writing at once, and one sheet in several windows: nothing is lost, nothing is locked out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from common.workflow import perform
from evaluation import council, services, workflow
from evaluation.enums import CriteriaState
from evaluation.models import CriteriaSet, Moderation, Score, SelfSheet, SelfSheetEvent, Sheet, SheetEvent
from evaluation.starters import COLLECTIVE
from tests.evaluation import builders as build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]


def at_once(*jobs):
    def run(job):
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def test_eight_reviewers_saving_at_once_lose_nothing():
    c = build.council()
    reviewers = [build.reviewer_in(c.tree.district_union) for _ in range(8)]
    sheets = build.scoring(c, *reviewers)

    def save(sheet):
        for points in build.FULL:
            services.save_scores(by=sheet.reviewer, sheet=sheet, answers=build.answers(sheet, *[min(points, 15)] * 5))

    at_once(*[lambda sheet=sheet: save(sheet) for sheet in sheets])
    assert Score.objects.count() == 40
    assert set(Score.objects.values_list("points", flat=True)) == {Decimal(15)}


def test_five_windows_with_a_criterion_each_keep_all_five():
    c = build.council()
    (sheet,) = build.scoring(c)
    answers = build.answers(sheet, 11, 12, 13, 14, 15)
    at_once(
        *[
            lambda key=key, value=value: services.save_scores(by=c.reviewer, sheet=sheet, answers={key: value})
            for key, value in answers.items()
        ]
    )
    assert [score.points for score in sheet.scores.all()] == [11, 12, 13, 14, 15]


def test_a_double_click_sends_once():
    c = build.council()
    (sheet,) = build.scoring(c)
    answers, token = build.answers(sheet, *build.FULL), uuid4()
    events = at_once(
        *[
            lambda: services.send_sheet(
                by=c.reviewer, sheet=Sheet.objects.get(), answers=answers, comment="", token=token
            )
            for _ in range(2)
        ]
    )
    assert events[0] == events[1]
    assert SheetEvent.objects.count() == 1


def test_two_windows_with_the_same_revision_do_not_write_over_each_other():
    c = build.council()
    (sheet,) = build.scoring(c)

    def save(points):
        try:
            services.save_scores(by=c.reviewer, sheet=sheet, answers=build.answers(sheet, points), revision=0)
        except services.SheetConflict:
            return None
        return points

    told = at_once(*[lambda points=points: save(points) for points in range(1, 9)])
    (won,) = [points for points in told if points is not None]
    assert Score.objects.get().points == won


def test_a_self_score_sent_twice_at_once_is_one():
    c = build.council()
    given = {one.pk: services.Given(one.max_points, "Có biên bản.") for one in c.sets[0].criteria.all()}
    token = uuid4()
    sent = at_once(
        *[
            lambda: services.send_self_score(
                by=c.cast.registrant, registration=c.registrations[0], given=given, token=token
            )
            for _ in range(2)
        ]
    )
    assert sent[0] == sent[1]
    assert (SelfSheet.objects.count(), SelfSheetEvent.objects.count()) == (1, 1)


def test_a_set_is_published_once_and_not_written_on_afterwards():
    c = build.council(dossiers=0)
    draft = services.copy_criteria_set(by=c.officer, criteria_set=c.sets[0], token=uuid4())

    def publish():
        try:
            return perform(
                workflow.PUBLISH_CRITERIA, CriteriaSet.objects.get(pk=draft.pk), by=c.officer, data={}, token=uuid4()
            )
        except ValidationError:
            return None

    def write():
        try:
            services.correct_criteria_set(by=c.officer, criteria_set=draft, scale=replace(COLLECTIVE, name="Viết lại"))
        except ValidationError:
            return "frozen"
        return "written"

    told = at_once(publish, publish, write)
    draft.refresh_from_db()
    assert sum(event is not None for event in told[:2]) == 1
    assert (draft.state, draft.name == "Viết lại") == (CriteriaState.PUBLISHED, told[2] == "written")


def test_eight_reviewers_sending_at_once_are_all_counted():
    c = build.council()
    reviewers = [build.reviewer_in(c.tree.district_union) for _ in range(8)]
    sheets = build.scoring(c, *reviewers)
    at_once(*[lambda sheet=sheet: build.send(sheet) for sheet in sheets])
    (result,) = council.results_of([c.round])
    assert (result.aggregate.count, result.outstanding, result.aggregate.mean) == (8, 0, 80)


def test_two_who_agree_on_points_at_once_leave_both_on_record_and_one_in_force():
    c = build.council()
    build.moderating(c)
    nomination = c.nominations[0]

    def agree(points):
        return services.moderate(by=c.officer, nomination=nomination, points=points, reason="x", token=uuid4())

    made = at_once(*[lambda points=points: agree(Decimal(points)) for points in (70, 71, 72)])
    nomination.refresh_from_db()
    assert Moderation.objects.count() == 3
    assert nomination.moderation == max(made, key=lambda one: one.pk)


def test_a_double_press_calls_one_meeting_and_names_one_member():
    c = build.council()
    build.moderating(c)
    token = uuid4()
    named = at_once(
        *[
            lambda: services.name_member(by=c.officer, round=c.round, rank=1, name="Ông A", token=token)
            for _ in range(3)
        ]
    )
    day = timezone.localdate()
    called = at_once(
        *[
            lambda: services.call_meeting(by=c.officer, round=c.round, held_on=day, place="Phòng họp", token=token)
            for _ in range(3)
        ]
    )
    assert (len(set(named)), len(set(called))) == (1, 1)
