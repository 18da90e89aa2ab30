"""Bàn làm việc: what of decisions, corrections and merit reports waits for whom, in the one question of the page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from danvan import desk
from recognition import workflow
from recognition.afterwards.services import decline, withdraw
from recognition.corrections import workflow as correcting
from recognition.desk import NEWS_DAYS
from recognition.dossiers import workflow as merits
from recognition.enums import Act
from recognition.models import Award, Elevation
from tests import builders
from tests.questions import words_of
from tests.recognition import builders as build
from tests.recognition.test_afterwards import elevated
from units.enums import Line
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def o():
    return build.office(models=2)


def lines(client) -> dict[str, str]:
    found = [line for one in client.get("/").context["work"] for line in one.lines]
    return {line.url: line.title for line in found if line.url.startswith("/cong-nhan/")}


def test_an_officer_finds_the_own_drafts_until_they_leave_the_hands(as_position, o):
    decision = build.drafted(o, act=Act.REWARD)
    address = f"/cong-nhan/{decision.pk}/"
    assert lines(as_position(o.officer)) == {address: f"Quyết định đang soạn: {decision.about}"}
    colleague = builders.position("officer", o.officer.unit, areas=o.officer.all_areas())
    assert [lines(as_position(who)) for who in (colleague, o.leader, o.clerk)] == [{}, {}, {}]
    build.move(decision, workflow.PROPOSE, o.officer)
    assert [list(lines(as_position(who))) for who in (o.officer, o.leader)] == [[], [address]]
    build.move(decision, workflow.SEND_BACK, o.leader, note="Xem lại căn cứ.")
    assert list(lines(as_position(o.officer))) == [address]
    build.move(decision, workflow.DROP, o.officer)
    assert lines(as_position(o.officer)) == {}


def test_a_signed_decision_waits_for_its_number_at_the_officer_and_the_clerk(as_position, o):
    decision = build.proposed(o)
    build.move(decision, workflow.SIGN, o.leader, **build.SIGNED)
    found = [lines(as_position(who)) for who in (o.officer, o.clerk, o.leader)]
    one = {f"/cong-nhan/{decision.pk}/": f"Quyết định đã ký, chờ số: {decision.about}"}
    assert found == [one, one, {}]


def test_a_correction_that_is_drawn_up_stands_there_too(as_position, o):
    decision = build.published(o)
    correction = build.correcting(o, decision, signer_name="Hà Văn Thuận")
    assert lines(as_position(o.officer)) == {
        f"/cong-nhan/{decision.pk}/dinh-chinh/{correction.pk}/": f"Đính chính đang soạn: {decision.about}"
    }
    build.move(correction, correcting.PROPOSE, o.officer)
    assert lines(as_position(o.officer)) == {}


def test_a_merit_report_waits_for_the_officers_of_its_desk_from_sending_to_confirmation(as_position, o):
    report = build.merit(o, o.models[0])
    assert lines(as_position(o.officer)) == {}
    build.move(report, merits.SEND, o.cast.registrant)
    address = f"/cong-nhan/thanh-tich/{o.models[0].code}/"
    officer = as_position(o.officer)
    assert lines(officer) == {address: f"Xác nhận báo cáo thành tích: {o.models[0].title}"}
    assert officer.get(address).status_code == 200
    others = (o.leader, o.clerk, o.cast.district_officer, o.cast.other_commune_officer)
    assert [lines(as_position(who)) for who in others] == [{}, {}, {}, {}]
    build.move(report, merits.CONFIRM, o.officer, note="Đúng.")
    assert lines(as_position(o.officer)) == {}


def test_a_unit_finds_what_its_model_was_given_and_what_was_taken_back(as_position, o):
    award, unit = build.published(o).awards.first(), o.cast.registrant
    taking = build.revoked(o, award)
    found = lines(as_position(unit))
    assert found[f"/cong-nhan/{taking.pk}/"] == f"Thu hồi công nhận: {award.title}"
    assert f"Công nhận: {award.title}" not in found.values()
    Award.objects.filter(pk=award.pk).update(revoked_on=timezone.localdate() - NEWS_DAYS - timedelta(days=1))
    assert f"/cong-nhan/{taking.pk}/" not in lines(as_position(unit))


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_no_further_question(o, count):
    for _ in range(count):
        build.drafted(o, records=[])
    build.move(build.merit(o, o.models[0]), merits.SEND, o.cast.registrant)
    with CaptureQueriesContext(connection) as asked:
        (work,) = desk.work([o.officer])
    about = [words for words in words_of(asked.captured_queries) if "recognition_" in words]
    assert (len(about), "registrations_urging" in about[0]) == (1, True)
    assert len([line for line in work.lines if "/cong-nhan/" in line.url]) == count + 1


WAITS = "/cong-nhan/de-nghi-cap-tren/?xem=cho"


def test_what_was_put_forward_waits_for_the_officers_of_that_level_in_one_line(as_position, o):
    rows = elevated(o, build.published(o))
    above = o.cast.district_officer
    assert lines(as_position(above)) == {WAITS: "2 mô hình được cấp dưới đề nghị công nhận"}
    others = (o.officer, o.cast.district_leader, o.cast.district_clerk, o.cast.province_officer,
              o.cast.other_district_officer)  # fmt: skip
    assert [WAITS in lines(as_position(who)) for who in others] == [False] * 5
    district = as_position(above)
    assert {one.pk for one in district.get(WAITS).context["page"].rows} == {one.pk for one in rows}
    withdraw(by=o.officer, elevation=rows[0], reason="Gửi nhầm.")
    assert lines(district) == {WAITS: "1 mô hình được cấp dưới đề nghị công nhận"}
    assert [one.pk for one in district.get(WAITS).context["page"].rows] == [rows[1].pk]


def test_what_was_declined_leaves_the_desk_above_and_stands_with_its_reason_at_the_office_that_asked(as_position, o):
    rows, above = elevated(o, build.published(o)), o.cast.district_officer
    for row in rows:
        decline(by=above, elevation=row, reason="Chưa đủ hai năm.")
    told = {f"Cấp trên không đưa vào xét: {row.award.title}" for row in rows}
    assert (WAITS in lines(as_position(above)), notes(as_position(o.officer)).keys()) == (False, told)
    assert all("lý do: Chưa đủ hai năm." in note for note in notes(as_position(o.officer)).values())
    assert [notes(as_position(who)) for who in (o.leader, above, o.cast.other_commune_officer)] == [{}, {}, {}]
    Elevation.objects.filter(pk=rows[0].pk).update(ended_at=timezone.now() - NEWS_DAYS)
    elevated(o, rows[0].award.decision, awards=[rows[1].award])
    assert notes(as_position(o.officer)) == {}


def notes(client) -> dict[str, str]:
    """What the level above declined, with the note beside it."""
    found = [line for one in client.get("/").context["work"] for line in one.lines]
    return {line.title: line.note for line in found if line.title.startswith("Cấp trên không đưa")}


def test_it_waits_no_more_once_a_decision_of_the_level_names_it_unless_that_is_dropped(as_position, o):
    elevated(o, build.published(o))
    above = o.cast.district_officer
    draft = build.drafted(o, by=above)
    assert WAITS not in lines(as_position(above))
    build.move(draft, workflow.DROP, above)
    assert WAITS in lines(as_position(above))


def test_nor_of_the_year_before_last(as_position, o):
    (row, _) = elevated(o, build.published(o))
    this_year = row.award.year
    found = []
    for year in (this_year - 1, this_year - 2):
        Award.objects.filter(pk=row.award_id).update(year=year)
        found.append(Elevation.objects.waiting_for(o.cast.district_officer).count())
    assert found == [2, 1]


def test_the_front_finds_what_its_own_lines_put_forward(o):
    elevated(o, build.published(o))
    front = builders.position("front", o.cast.district_officer.unit, areas=o.cast.district_officer.all_areas())
    assert Elevation.objects.waiting_for(front).count() == 0
    Unit.objects.filter(pk=o.models[0].unit_id).update(line=Line.MASS)
    assert Elevation.objects.waiting_for(front).count() == 2
