"""Điểm thống nhất: beside the first scores, which stay; the grade and the rank come from it."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from evaluation import council, services, workflow
from evaluation.models import Moderation, Score, Sheet
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def agree(c, nomination, points, *, by=None, token=None):
    points = None if points is None else Decimal(points)
    return services.moderate(
        by=by or c.officer, nomination=nomination, points=points, reason="Hội đồng thảo luận.", token=token or uuid4()
    )


def result_of(c, nomination):
    return next(one for one in council.results_of([c.round]) if one.nomination == nomination)


@pytest.mark.parametrize(
    ("points", "grade"), [("79.99", "Khá"), ("80", "Tốt"), ("80.00", "Tốt"), ("0", "Chưa đạt mức xếp loại")]
)
def test_the_grade_comes_from_the_agreed_total(points, grade):
    c = build.council()
    build.moderating(c)
    agree(c, c.nominations[0], points)
    result = result_of(c, c.nominations[0])
    assert (result.verdict, result.final, result.aggregate.mean) == (grade, Decimal(points), 80)


def test_the_first_scores_stay_as_they_were():
    c = build.council()
    build.moderating(c)
    before = list(Score.objects.values_list("points", flat=True))
    agree(c, c.nominations[0], "95.5")
    assert list(Score.objects.values_list("points", flat=True)) == before
    assert [str(one.total) for one in result_of(c, c.nominations[0]).sheets] == ["80.00"]


def test_the_rank_comes_from_the_agreed_total():
    c = build.council(dossiers=2)
    build.moderating(c)
    first, second = c.nominations
    agree(c, second, "80.01")
    assert [one.nomination for one in council.results_of([c.round])] == [second, first]


def test_taken_back_the_mean_counts_again_and_every_agreement_remains():
    c = build.council()
    build.moderating(c)
    nomination = c.nominations[0]
    agree(c, nomination, "70")
    agree(c, nomination, "75")
    agree(c, nomination, None)
    assert (result_of(c, nomination).moderated, result_of(c, nomination).final) == (None, 80)
    assert list(Moderation.objects.values_list("points", flat=True)) == [70, 75, None]


def test_a_double_press_agrees_once():
    c = build.council()
    build.moderating(c)
    token = uuid4()
    assert agree(c, c.nominations[0], "70", token=token) == agree(c, c.nominations[0], "70", token=token)
    assert Moderation.objects.count() == 1


def test_points_the_criteria_cannot_give_are_refused():
    c = build.council()
    build.moderating(c)
    for points in ("100.01", "-1"):
        with pytest.raises(ValidationError):
            agree(c, c.nominations[0], points)


@pytest.mark.parametrize("brought_to", ["scoring", "concluded", "posted", "published"])
def test_points_are_agreed_only_while_the_council_moderates(brought_to):
    c = build.council()
    getattr(build, brought_to)(c)
    with pytest.raises(ValidationError) as caught:
        agree(c, c.nominations[0], "70")
    assert caught.value.code == "state"


@pytest.mark.parametrize(
    "name", ["reviewer", "district_leader", "district_clerk", "province_officer", "commune_officer"]
)
def test_who_does_not_hold_the_round_agrees_on_nothing(name):
    c = build.council()
    build.moderating(c)
    with pytest.raises(PermissionDenied):
        agree(c, c.nominations[0], "70", by=getattr(c.cast, name))


def test_a_failed_condition_is_not_agreed_away():
    c = build.council()
    build.moderating(c)
    c.nominations[0].refresh_from_db()
    agree(c, c.nominations[0], "100")
    # A sent sheet keeps whether its conditions were met.
    Sheet.objects.filter(nomination=c.nominations[0]).update(gates_met=False)
    assert result_of(c, c.nominations[0]).verdict == council.GATE_FAILED


def test_the_officer_writes_it_on_the_page(as_position):
    c = build.council()
    build.moderating(c)
    client, address = as_position(c.officer), reverse("evaluation:moderate", args=[c.nominations[0].pk])
    for typed in ("101", "mười", "1,234"):
        bad = client.post(
            address, {"position": c.officer.pk, "token": str(uuid4()), "points": typed, "reason": "Giữ lời"}
        )
        assert bad.context["form"].errors == {"points": ["Điểm từ 0 đến 100, tối đa hai chữ số thập phân."]}
        assert "Giữ lời" in bad.text and f'value="{typed}"' in bad.text
    empty = client.post(address, {"position": c.officer.pk, "token": str(uuid4()), "points": ""})
    assert empty.context["form"].errors == {"points": ["Mục này chưa ghi."], "reason": ["Mục này chưa ghi."]}
    client.post(address, {"position": c.officer.pk, "token": str(uuid4()), "points": "79,99", "reason": "Thảo luận."})
    table = client.get(reverse("evaluation:council", args=[c.round.pk]))
    assert "79,99" in table.text
    build.move(c.round, workflow.CONCLUDE, c.officer)
    assert client.get(address).url == reverse("evaluation:nomination", args=[c.nominations[0].pk])
