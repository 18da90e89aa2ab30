"""Two at once on one periodic report, in real threads: it is issued once, accepted once, begun once."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from common.workflow import perform
from reports.models import Report, ReportEvent
from reports.periodic import services, workflow
from reports.periodic.enums import ReportState
from tests import builders
from tests.registrations.test_together import together
from tests.reports import duties

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def duty(tree, cast):
    return duties.owed(duties.opened(cast.district_officer, [tree.commune_desk]), tree.commune_desk)


@pytest.fixture
def approved(cast, duty):
    report = duties.started(cast.commune_officer, duty)
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    duties.move(report, workflow.APPROVE, cast.commune_leader, **duties.SIGNED)
    return report


def press(step, report, by, **data):
    """One person's request: the report read anew, then the button; every person with a token of the own form."""
    token = uuid4()
    return lambda: perform(step, Report.objects.get(pk=report.pk), by=by, data=data, token=token)


def outcome(results) -> tuple[list, list[str]]:
    """What was done, and what the others were told."""
    told = [message for one in results if isinstance(one, ValidationError) for message in one.messages]
    return [one for one in results if isinstance(one, ReportEvent)], told


def numbered(number) -> dict:
    return {"number": number, "issued_on": timezone.localdate()}


def test_two_compilers_issue_it_once_under_one_number(cast, approved):
    results = together(
        press(workflow.ISSUE, approved, cast.commune_officer, **numbered("05/BC-UBND")),
        press(workflow.ISSUE, approved, cast.commune_clerk, **numbered("06/BC-UBND")),
    )
    (done,), told = outcome(results)
    approved.refresh_from_db()
    by = {cast.commune_officer.pk: "05/BC-UBND", cast.commune_clerk.pk: "06/BC-UBND"}[done.by_id]
    assert (approved.state, approved.number, approved.sent_at) == (ReportState.SENT, by, done.at)
    assert told == ["Không thể phát hành và gửi khi báo cáo “Đã gửi”."]
    assert approved.events.filter(move="issue").count() == 1


def test_a_double_press_issues_it_once(cast, approved):
    token = uuid4()
    results = together(*[
        lambda: perform(
            workflow.ISSUE, Report.objects.get(pk=approved.pk), by=cast.commune_officer, data=numbered("05/BC-UBND"),
            token=token,
        )
    ] * 4)  # fmt: skip
    assert results == [approved.events.get(move="issue")] * 4


def test_two_reports_of_one_unit_do_not_take_the_same_number(tree, cast, approved):
    later = duties.opened(
        cast.district_officer, [tree.commune_desk], type=approved.obligation.period.type, label="Quý II năm 2024",
        start=date(2024, 4, 1), end=date(2024, 7, 1),
    )  # fmt: skip
    second = duties.started(cast.commune_officer, duties.owed(later, tree.commune_desk))
    duties.move(second, workflow.PROPOSE, cast.commune_officer)
    duties.move(second, workflow.APPROVE, cast.commune_leader, **duties.SIGNED)
    results = together(
        press(workflow.ISSUE, approved, cast.commune_officer, **numbered("05/BC-UBND")),
        press(workflow.ISSUE, second, cast.commune_clerk, **numbered("05/BC-UBND")),
    )
    done, told = outcome(results)
    assert (len(done), told) == (1, ["Đơn vị đã có báo cáo số đó, ngày đó."])
    assert Report.objects.filter(number="05/BC-UBND").count() == 1


def test_two_officers_of_the_receiver_accept_it_once(tree, cast, duty):
    colleague = builders.position(Role.OFFICER, tree.district_desk, user=builders.person("Lò Văn Pành"))
    report = duties.sent(cast, duties.started(cast.commune_officer, duty))
    results = together(
        press(workflow.ACCEPT, report, cast.district_officer, note=""),
        press(workflow.ACCEPT, report, colleague, note=""),
    )
    (done,), told = outcome(results)
    report.refresh_from_db()
    assert (report.state, done.by_id in (cast.district_officer.pk, colleague.pk)) == (ReportState.ACCEPTED, True)
    assert told == ["Không thể nhận báo cáo khi báo cáo “Đã được nhận”."]
    assert report.events.filter(move="accept").count() == 1


def test_accepted_by_one_and_returned_by_another_it_is_one_of_both(tree, cast, duty):
    """Returned after it was accepted is a way of its own; accepted after it was returned is none."""
    colleague = builders.position(Role.OFFICER, tree.district_desk, user=builders.person("Lò Văn Pành"))
    report = duties.sent(cast, duties.started(cast.commune_officer, duty))
    results = together(
        press(workflow.ACCEPT, report, cast.district_officer, note=""),
        press(workflow.GIVE_BACK, report, colleague, note="Thiếu số liệu."),
    )
    done, _ = outcome(results)
    report.refresh_from_db()
    assert report.state == ReportState.RETURNED
    assert [one.move for one in report.events.order_by("pk")][-len(done) :] in (["give_back"], ["accept", "give_back"])
    assert Report.objects.filter(obligation=duty).count() == 2


def test_two_compilers_begin_it_once(cast, duty):
    results = together(*[
        lambda by=by: services.start_report(by=by, obligation=duty, token=uuid4())
        for by in (cast.commune_officer, cast.commune_clerk)
    ])  # fmt: skip
    assert Report.objects.filter(obligation=duty).count() == 1
    assert [type(one) for one in results if not isinstance(one, Report)] in ([], [ValidationError])
