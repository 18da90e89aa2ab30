"""Ý kiến được chấp nhận: the way back from the posted result to the council, for these dossiers alone."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from common.models import AuditRecord
from common.workflow import perform
from evaluation import council, services, workflow
from evaluation.enums import Rank, RoundState
from evaluation.models import Moderation, Opinion, Score
from tests import builders
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db
WHY = {"note": "Ý kiến của thôn Đông là đúng."}


def hung_out(dossiers=2):
    c = build.council(dossiers=dossiers)
    build.posted(c, days=-1)
    return c


def reopened(c):
    build.upheld(c, c.nominations[0])
    build.move(c.round, workflow.REOPEN, c.cast.district_leader, **WHY)
    return c


def agree(c, nomination, points):
    return services.moderate(
        by=c.officer, nomination=nomination, points=Decimal(points), reason="Xem lại theo ý kiến.", token=uuid4()
    )


def refusal(move, c, by=None, **data):
    with pytest.raises(ValidationError) as caught:
        perform(move, c.round, by=by or c.officer, data=data, token=uuid4())
    return caught.value.messages[0]


def totals(c):
    return {one.nomination.number: (one.final, one.verdict) for one in council.results_of([c.round])}


def test_an_upheld_opinion_changes_the_agreed_total_beside_the_frozen_scores_and_hangs_out_again():
    c = reopened(hung_out())
    frozen = list(Score.objects.order_by("pk").values_list("points", flat=True))
    assert (c.round.state, c.round.concluded_at) == (RoundState.MODERATING, None)
    agree(c, c.nominations[0], "91.5")
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=-1)
    build.move(c.round, workflow.PUBLISH, c.officer)
    assert totals(c) == {1: (Decimal("91.5"), "Xuất sắc"), 2: (80, "Tốt")}
    assert list(Score.objects.order_by("pk").values_list("points", flat=True)) == frozen
    assert [event.move for event in c.round.events.order_by("pk")][-5:] == [
        "post", "reopen", "conclude", "post", "publish",
    ]  # fmt: skip


def test_nothing_is_brought_back_without_an_upheld_opinion():
    c = hung_out()
    leader = c.cast.district_leader
    assert refusal(workflow.REOPEN, c, leader, **WHY) == "Chưa có ý kiến nào được chấp nhận để hội đồng xem lại."
    reopened(c)
    agree(c, c.nominations[0], "85")
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c)
    # The opinion has had its turn.
    assert refusal(workflow.REOPEN, c, leader, **WHY) == "Chưa có ý kiến nào được chấp nhận để hội đồng xem lại."


def test_other_dossiers_stay_as_they_hung_out():
    c = reopened(hung_out())
    second = c.nominations[1]
    with pytest.raises(ValidationError) as caught:
        agree(c, second, "95")
    assert caught.value.code == "state" and not Moderation.objects.exists()
    sheet = second.sheets.get()
    with pytest.raises(ValidationError):
        perform(workflow.SET_ASIDE, sheet, by=c.officer, data={"note": "Liên quan"}, token=uuid4())


def test_the_council_says_something_of_every_dossier_brought_back():
    c = reopened(hung_out())
    assert refusal(workflow.CONCLUDE, c) == "Còn 1 hồ sơ mở lại mà hội đồng chưa ghi điểm thống nhất."
    agree(c, c.nominations[0], "80")
    build.move(c.round, workflow.CONCLUDE, c.officer)
    assert c.round.concluded_at is not None


def test_brought_back_there_is_no_short_way_on_or_further_back():
    c = reopened(hung_out())
    assert refusal(workflow.SCORE_AGAIN, c) == "Hội đồng đang xem lại theo ý kiến, không mở lại chấm được."
    agree(c, c.nominations[0], "85")
    build.move(c.round, workflow.CONCLUDE, c.officer)
    assert refusal(workflow.PUBLISH_AT_ONCE, c).endswith("phải công khai lại trước khi công bố.")


def test_a_result_is_not_published_over_an_upheld_opinion():
    c = hung_out()
    build.upheld(c, c.nominations[0])
    assert refusal(workflow.PUBLISH, c).startswith("Có 1 ý kiến được chấp nhận; phải mở lại")


def test_the_second_meeting_is_a_new_one():
    c = build.council()
    c.round.needs_meeting = True
    c.round.save()
    build.moderating(c)
    services.name_member(by=c.officer, round=c.round, rank=Rank.CHAIR, name="Ông Chủ Tịch", token=uuid4())

    def meet():
        meeting = services.call_meeting(
            by=c.officer, round=c.round, held_on=timezone.localdate(), place="Hội trường", token=uuid4()
        )
        services.record_meeting(
            by=c.officer, meeting=meeting, absent={}, ballots={}, discussion="", decided="Nhất trí."
        )

    meet()
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=-1)
    reopened(c)
    agree(c, c.nominations[0], "85")
    assert refusal(workflow.CONCLUDE, c).startswith("Chưa ghi cuộc họp nào của hội đồng để xem lại theo ý kiến")
    meet()
    build.move(c.round, workflow.CONCLUDE, c.officer)


def test_the_chair_brings_it_back_and_where_a_chair_works_here_no_other():
    c = hung_out()
    chair = builders.position(Role.OFFICER, c.tree.district_union)
    c.round.members.create(rank=Rank.CHAIR, position=chair, name="Ông Chủ Tịch", token=uuid4())
    build.upheld(c, c.nominations[0])
    for other in (c.officer, c.cast.district_leader, c.reviewer, c.cast.province_officer, c.cast.commune_officer):
        with pytest.raises(PermissionDenied):
            perform(workflow.REOPEN, c.round, by=other, data=WHY, token=uuid4())
    build.move(c.round, workflow.REOPEN, chair, **WHY)
    assert c.round.state == RoundState.MODERATING


def test_a_double_press_brings_it_back_once():
    c = hung_out()
    build.upheld(c, c.nominations[0])
    token = uuid4()
    first, again = (
        perform(workflow.REOPEN, c.round, by=c.cast.district_leader, data=WHY, token=token) for _ in range(2)
    )
    assert first == again and c.round.events.filter(move="reopen").count() == 1


def test_the_log_tells_who_brought_which_dossier_back_and_why():
    c = reopened(hung_out())
    lines = AuditRecord.objects.filter(position=c.cast.district_leader).order_by("pk")
    assert [line.action for line in lines] == ["Đưa hồ sơ trở lại hội đồng", "Mở lại để hội đồng xem xét"]
    assert lines[0].after == {"note": WHY["note"]}
    assert AuditRecord.objects.filter(action="Chấp nhận ý kiến", position=c.officer).count() == 1


def test_the_database_knows_no_upheld_opinion_without_its_answer():
    c = hung_out()
    said = build.upheld(c, c.nominations[0])
    for changes in (
        {"answer": "", "answered_at": None, "answered_by": None},
        {"upheld_for": None, "reopened_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=said.pk).update(**changes)


def test_the_officer_accepts_the_leader_brings_back_the_table_shows_which(as_position):
    c = hung_out()
    client, day = as_position(c.officer), timezone.localdate()
    said = services.receive_opinion(
        by=c.officer, round=c.round, said_by="Bà Lan", received_on=day, text="Chấm thấp.", token=uuid4()
    )
    address = reverse("evaluation:answer", args=[said.pk])
    press = {"position": c.officer.pk, "token": str(uuid4()), "answer": "Đã kiểm tra, đúng.", "upheld": "co"}
    bad = client.post(address, press)
    assert bad.context["form"].errors == {"dossier": ["Chọn hồ sơ hội đồng phải xem lại."]}
    assert "Đã kiểm tra, đúng." in bad.text
    client.post(address, press | {"dossier": c.nominations[0].pk})
    assert "Được chấp nhận, chờ mở lại" in client.get(reverse("evaluation:opinions", args=[c.round.pk])).text
    leader = c.cast.district_leader
    lead = as_position(leader)
    assert "Có ý kiến được chấp nhận" in lead.get(reverse("home")).text
    move = reverse("evaluation:round_move", args=[c.round.pk, workflow.REOPEN.slug])
    lead.post(move, {"position": leader.pk, "token": str(uuid4()), **WHY})
    client = as_position(c.officer)
    table = client.get(reverse("evaluation:council", args=[c.round.pk])).text
    assert table.count("Xem lại theo ý kiến") == 1
    moderate = [reverse("evaluation:moderate", args=[one.pk]) for one in c.nominations]
    assert moderate[0] in table and moderate[1] not in table
    assert client.get(moderate[1]).status_code == 302
