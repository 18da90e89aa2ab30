"""Cấp trên đưa đề nghị của cấp dưới vào đợt đánh giá: at one press, with the dossier as it was put forward."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from common.models import AuditRecord
from evaluation import services as evaluation
from evaluation.models import Nomination
from evaluation.selfscores import came_with
from evaluation.services import Given
from recognition.afterwards import services
from recognition.models import Elevation
from registrations.enums import Purpose
from tests.evaluation import builders as councils
from tests.recognition import builders as build
from tests.recognition.pages import post, text
from tests.recognition.test_afterwards import elevated

pytestmark = pytest.mark.django_db
HERE = "/cong-nhan/de-nghi-cap-tren/"


def score_oneself(c, registration, points):
    given = {one.pk: Given(Decimal(points), "Có biên bản.") for one in c.sets[0].criteria.all()}
    return evaluation.send_self_score(by=c.cast.registrant, registration=registration, given=given, token=uuid4())


def put_forward():
    """A commune's model with its own score, recognised and put forward to the district, whose council prepares a round."""
    c = councils.council()
    o = build.Office()
    o.tree, o.cast, o.plan, o.officer, o.leader = c.tree, c.cast, c.plan, c.cast.commune_officer, c.cast.commune_leader
    o.models, o.persons = c.registrations, []
    c.first = score_oneself(c, c.registrations[0], "9")
    (c.elevation,) = elevated(o, build.published(o))
    return c


def sent_since(c):
    """What the owner sends after it was put forward."""
    version = c.registrations[0].versions.get(purpose=Purpose.REGISTRATION)
    version.pk, version.number, version.sent_at = None, 9, timezone.now()
    version.paper = version.paper | {"title": "Tên đã đổi"}
    version.save()
    score_oneself(c, c.registrations[0], "1")


def test_one_press_takes_it_into_the_round_with_text_and_self_score_as_put_forward(as_position):
    c = put_forward()
    sent_since(c)
    client = as_position(c.officer)
    assert HERE in text(client.get("/")) and list(Elevation.objects.waiting_for(c.officer)) == [c.elevation]
    assert f"{HERE}{c.elevation.pk}/vao-dot/" in text(client.get(HERE))
    pressed = post(client, f"{HERE}{c.elevation.pk}/vao-dot/", c.officer, dot=c.round.pk)
    made = Nomination.objects.get()
    assert (pressed.url, made.round, made.frozen_at) == (HERE, c.round, c.elevation.at)
    assert (made.version.number, came_with(made)) == (1, c.first)
    assert made.nominated_at > made.frozen_at
    page = text(client.get(HERE))
    assert f"Đã vào “{c.round.name}”" in page and "/vao-dot/" not in page
    assert HERE not in text(client.get("/")) and not Elevation.objects.waiting_for(c.officer).exists()


def test_a_second_press_leaves_it_as_it_is():
    c = put_forward()
    first, again = (services.take_up(by=c.officer, elevation=c.elevation, round=c.round) for _ in range(2))
    assert first == again and Nomination.objects.count() == 1
    assert AuditRecord.objects.filter(action="Đưa đề nghị của cấp dưới vào đợt").count() == 1


def test_only_who_holds_a_round_of_that_level_takes_it(as_position):
    c = put_forward()
    for other in (c.cast.commune_officer, c.cast.district_leader, c.cast.province_officer):
        with pytest.raises(PermissionDenied):
            services.take_up(by=other, elevation=c.elevation, round=c.round)
        assert "/vao-dot/" not in text(as_position(other).get(HERE))
    assert "Đã vào" not in text(as_position(c.cast.commune_officer).get(HERE))
    other_level = councils.open_round(c.cast.province_officer, c.plan, name="Cấp tỉnh")
    with pytest.raises(ValidationError, match="không phải của cấp"):
        services.take_up(by=c.cast.province_officer, elevation=c.elevation, round=other_level)


def test_below_nothing_is_told_of_the_round_it_went_into(as_position):
    c = put_forward()
    services.take_up(by=c.officer, elevation=c.elevation, round=c.round)
    assert c.round.name not in text(as_position(c.cast.commune_officer).get(HERE))


def test_what_was_withdrawn_is_not_taken():
    c = put_forward()
    services.withdraw(by=c.cast.commune_officer, elevation=c.elevation, reason="Gửi nhầm.")
    with pytest.raises(ValidationError, match="không còn hiệu lực"):
        services.take_up(by=c.officer, elevation=c.elevation, round=c.round)


def test_nominated_in_the_usual_way_it_comes_as_it_is_now():
    c = put_forward()
    sent_since(c)
    councils.nominated(c)
    (made,) = c.nominations
    assert (made.version.number, made.frozen_at) == (9, made.nominated_at)
    assert made.frozen_at - c.elevation.at > timedelta(0)


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_list_asks_the_same_however_many_rounds(as_position, rounds, django_assert_max_num_queries):
    c = put_forward()
    for number in range(1, rounds):
        councils.open_round(c.officer, c.plan, name=f"Đợt {number}")
    client = as_position(c.officer)
    client.get(HERE)
    with django_assert_max_num_queries(12):
        page = text(client.get(HERE))
    assert page.count("/vao-dot/") == 1


def test_below_it_is_told_that_it_was_taken_up_and_it_is_not_withdrawn_any_more(as_position):
    c = put_forward()
    client, below = as_position(c.cast.commune_officer), c.cast.commune_officer
    withdraw, told = f"{HERE}{c.elevation.pk}/rut/", f"{c.elevation.level} đã đưa vào đợt đánh giá"
    assert [one in text(client.get(HERE)) for one in (withdraw, told)] == [True, False]
    services.take_up(by=c.officer, elevation=c.elevation, round=c.round)
    assert [one in text(client.get(HERE)) for one in (withdraw, told)] == [False, True]
    assert services.TAKEN_UP in text(post(client, withdraw, below, reason="Gửi nhầm."))
    c.elevation.refresh_from_db()
    assert c.elevation.is_open


def test_a_round_of_another_level_does_not_take_it_up(as_position):
    c = put_forward()
    other = councils.open_round(c.cast.province_officer, c.plan, name="Cấp tỉnh")
    evaluation.nominate(by=c.cast.province_officer, round=other, registrations=c.registrations)
    assert "đã đưa vào đợt đánh giá" not in text(as_position(c.cast.commune_officer).get(HERE))
    assert services.withdraw(by=c.cast.commune_officer, elevation=c.elevation, reason="Gửi nhầm.").ended_at
