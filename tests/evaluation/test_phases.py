"""The phases of a round: in what order, what each waits for, what each tells to whom."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from common.workflow import perform
from evaluation import council, services, workflow
from evaluation.enums import RoundState, SheetState
from evaluation.models import Opinion, Round
from evaluation.phases import phases_of
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def post(client, address, position, **data):
    return client.post(address, {"position": position.pk, "token": str(uuid4()), **data})


def refusal(move, obj, by, **data):
    with pytest.raises(ValidationError) as caught:
        perform(move, obj, by=by, data=data, token=uuid4())
    return caught.value.messages[0]


def opinion(c, **changes) -> Opinion:
    said = {"said_by": "Ông Nông Văn Bình, thôn Đông", "received_on": TODAY(), "text": "Mô hình chưa hiệu quả."}
    return services.receive_opinion(by=c.officer, round=c.round, token=uuid4(), **{**said, **changes})


def test_a_round_goes_through_all_its_phases():
    c = build.council()
    build.moderating(c)
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=-1)
    build.move(c.round, workflow.PUBLISH, c.officer)
    led_to = [event.target for event in c.round.events.order_by("pk")]
    assert led_to == ["scoring", "moderating", "concluded", "consulting", "published"]
    assert (c.round.concluded_at, c.round.published_at) == tuple(
        c.round.events.get(target=state).at for state in ("concluded", "published")
    )


def test_a_round_that_wants_a_meeting_is_not_concluded_from_the_scoring():
    c = build.council()
    (sheet,) = build.scoring(c)
    build.send(sheet)
    Round.objects.update(needs_meeting=True)
    c.round.refresh_from_db()
    sentence = "Đợt đánh giá này phải họp hội đồng thống nhất điểm trước khi kết luận."
    assert refusal(workflow.CONCLUDE, c.round, c.officer) == sentence


def test_the_scoring_does_not_end_while_a_sheet_is_missing():
    c = build.council()
    build.scoring(c)
    assert refusal(workflow.END_SCORING, c.round, c.officer).startswith("Còn 1 phiếu chưa gửi.")


def test_the_scoring_opens_again_only_while_nothing_is_agreed():
    c = build.council()
    build.moderating(c)
    build.move(c.round, workflow.SCORE_AGAIN, c.officer)
    build.move(c.round, workflow.END_SCORING, c.officer)
    services.moderate(by=c.officer, nomination=c.nominations[0], points=79, reason="Thảo luận", token=uuid4())
    assert refusal(workflow.SCORE_AGAIN, c.round, c.officer) == "Hội đồng đã thống nhất điểm, không mở lại chấm được."


def test_no_sheet_is_given_taken_back_or_declined_after_the_scoring():
    c = build.council()
    build.scoring(c, c.reviewer, c.other_reviewer)
    mine, taken = c.sheets
    build.send(mine)
    build.move(taken, workflow.WITHDRAW, c.officer, note="Đi công tác")
    build.move(c.round, workflow.END_SCORING, c.officer)
    assert refusal(workflow.ASSIGN_AGAIN, taken, c.officer) == "Đợt đánh giá đã kết thúc chấm."
    with pytest.raises(ValidationError) as caught:
        services.assign(by=c.officer, round=c.round, pairs=[(c.nominations[0], c.other_reviewer)])
    assert caught.value.messages == ["Đợt đánh giá đã kết thúc chấm nên không giao phiếu nữa."]


def test_publishing_waits_for_the_last_day_and_for_every_answer():
    c = build.council()
    build.posted(c)
    day = TODAY()
    assert refusal(workflow.PUBLISH, c.round, c.officer).startswith("Còn trong thời gian lấy ý kiến, đến hết ngày")
    said = opinion(c)
    Round.objects.update(posted_on=day - timedelta(days=2), posted_until=day - timedelta(days=1))
    c.round.refresh_from_db()
    assert refusal(workflow.PUBLISH, c.round, c.officer) == "Còn 1 ý kiến chưa giải trình."
    services.answer_opinion(by=c.officer, opinion=said, answer="Đã xem xét, giữ nguyên kết quả.")
    build.move(c.round, workflow.PUBLISH, c.officer)
    assert c.round.state == RoundState.PUBLISHED


def test_an_opinion_is_taken_only_while_the_result_is_posted_and_once_per_press():
    c = build.council()
    build.concluded(c)
    with pytest.raises(ValidationError):
        opinion(c)
    build.hang_out(c)
    token = uuid4()
    said = {"said_by": "Bà Lan", "received_on": TODAY(), "text": "Đồng ý", "token": token}
    first, second = (services.receive_opinion(by=c.officer, round=c.round, **said) for _ in range(2))
    assert (first, Opinion.objects.count()) == (second, 1)
    with pytest.raises(ValidationError) as caught:
        opinion(c, received_on=TODAY() - timedelta(days=1))
    assert caught.value.message_dict == {"received_on": ["Ngày nhận không được trước ngày đăng."]}


def test_an_answer_is_given_once_and_by_who_holds_the_round():
    c = build.council()
    build.posted(c)
    said = opinion(c)
    with pytest.raises(PermissionDenied):
        services.answer_opinion(by=c.cast.province_officer, opinion=said, answer="Không")
    for _ in range(2):
        services.answer_opinion(by=c.officer, opinion=said, answer="Giữ nguyên")
    with pytest.raises(ValidationError):
        services.answer_opinion(by=c.officer, opinion=said, answer="Khác")
    said.refresh_from_db()
    assert (said.answer, said.answered_by) == ("Giữ nguyên", c.officer)


def test_the_database_knows_no_published_round_without_its_day():
    c = build.council()
    for changes in (
        {"state": RoundState.PUBLISHED},
        {"state": RoundState.CONSULTING},
        {"published_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Round.objects.filter(pk=c.round.pk).update(**changes)


def test_a_sheet_set_aside_stays_as_sent_and_counts_no_more():
    c = build.council()
    build.scoring(c, c.reviewer, c.other_reviewer)
    mine, theirs = c.sheets
    build.send(mine)
    build.send(theirs, *build.FULL)
    build.move(theirs, workflow.SET_ASIDE, c.officer, note="Báo có liên quan sau khi gửi")
    (result,) = council.results_of([c.round])
    assert (result.aggregate.count, result.aggregate.mean, result.outstanding) == (1, 80, 0)
    assert (theirs.state, theirs.scores.count(), theirs.locked_at is not None) == (SheetState.SET_ASIDE, 5, True)


def test_the_strip_tells_what_was_planned_what_came_and_what_was_passed_over(as_position):
    c = build.council()
    day = TODAY() + timedelta(days=30)
    Round.objects.update(publishes_on=day)
    build.concluded(c)
    strip = phases_of(c.round, c.round.events.all())
    assert [(one.standing, one.note) for one in strip] == [
        ("done", ""), ("done", ""), ("passed", "không họp"), ("active", ""), ("ahead", ""), ("ahead", ""),
    ]  # fmt: skip
    assert strip[3].begun_on == TODAY()
    assert as_position(c.officer).get(url("round", c.round.pk)).context["phases"][3].standing == "active"


def test_the_officer_posts_takes_opinions_answers_and_publishes(as_position):
    c = build.council()
    build.concluded(c)
    client, day = as_position(c.officer), TODAY()
    bad = post(client, url("round_move", c.round.pk, workflow.POST.slug), c.officer, posted_on="02/12/2026",
               posted_until="01/12/2026", posted_at="Trụ sở xã")  # fmt: skip
    assert bad.context["form"].errors == {"posted_until": ["Ngày hết lấy ý kiến không được trước ngày đăng."]}
    assert "Trụ sở xã" in bad.text
    written = {"posted_on": f"{day:%d/%m/%Y}", "posted_until": f"{day:%d/%m/%Y}", "posted_at": "Trụ sở xã"}
    post(client, url("round_move", c.round.pk, workflow.POST.slug), c.officer, **written)
    empty = post(client, url("opinions", c.round.pk), c.officer, said_by="Bà Lan", received_on=f"{day:%d/%m/%Y}")
    assert empty.context["form"].errors == {"text": ["Mục này chưa ghi."]}
    assert "Bà Lan" in empty.text
    data = {"said_by": "Bà Lan", "received_on": f"{day:%d/%m/%Y}", "text": "Chưa đúng <b>thực tế</b>"}
    assert post(client, url("opinions", c.round.pk), c.officer, **data).url == url("opinions", c.round.pk)
    page = client.get(url("opinions", c.round.pk))
    assert "Chưa đúng &lt;b&gt;thực tế" in page.text
    (said,) = page.context["page"]
    post(client, url("answer", said.pk), c.officer, answer="Đã kiểm tra lại tại thôn.")
    assert "Đã kiểm tra lại tại thôn." in client.get(url("opinions", c.round.pk)).text


def test_planned_days_stand_in_the_order_of_the_phases(as_position):
    c = build.council()
    client = as_position(c.officer)
    data = {"plan": c.plan.pk, "name": "Đợt", "opens_on": "01/12/2026", "last_day": "14/12/2026",
            "meets_on": "13/12/2026", "publishes_on": "30/12/2026"}  # fmt: skip
    response = post(client, url("edit_round", c.round.pk), c.officer, **data)
    assert response.context["form"].errors == {
        "meets_on": ["Ngày này không được trước 14/12/2026 là ngày của bước trước."]
    }
    post(client, url("edit_round", c.round.pk), c.officer, **data | {"meets_on": "16/12/2026", "needs_meeting": "on"})
    c.round.refresh_from_db()
    assert (c.round.needs_meeting, f"{c.round.meets_on}", c.round.concludes_on) == (True, "2026-12-16", None)
