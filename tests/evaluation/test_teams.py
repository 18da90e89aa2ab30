"""Tổ thẩm định thực địa: dossiers by area and sector, sheets within the team, the way out with a phone in hand."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given as having
from hypothesis import strategies as st

from common import installation
from common.workflow import perform
from evaluation import services
from evaluation.models import FieldTeam, Sheet
from evaluation.teams import loaded, spread_within, team_of
from registrations.enums import Kind
from registrations.following import workflow as inspecting
from registrations.models import Inspection, VisitPhoto
from tests.evaluation import builders as build
from tests.evaluation.test_pages import post
from tests.registrations.following import picture

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def team(c, leader, *members, name="Tổ số 1", areas=(), sectors=(), **changes):
    return services.form_team(
        by=c.officer, round=c.round, name=name, leader=leader, members=members, areas=areas, sectors=sectors,
        **{"token": uuid4(), **changes},
    )  # fmt: skip


def two_teams(dossiers=2):
    """The first goes to the commune of the models, the second to the other one."""
    c = build.council(dossiers=dossiers)
    build.nominated(c)
    c.first = team(c, c.reviewer, areas=[c.tree.commune])
    c.second = team(c, c.other_reviewer, name="Tổ số 2", areas=[c.tree.other_commune])
    return c


def test_a_dossier_belongs_to_the_first_team_of_its_area_and_sector():
    c = two_teams()
    (one, _) = c.nominations
    teams = loaded(c.round.teams.all())
    assert team_of(one, teams) == c.first
    other = next(sector for sector in type(one.registration.sector).objects.exclude(pk=one.registration.sector_id))
    team(c, c.reviewer, areas=[c.tree.commune], sectors=[other], team=c.first)
    assert team_of(one, loaded(c.round.teams.all())) is None
    team(c, c.other_reviewer, name="Tổ số 2", team=c.second)
    assert team_of(one, loaded(c.round.teams.all())) == c.second


def test_sheets_are_spread_within_the_team(as_position, django_assert_max_num_queries):
    c = two_teams()
    client = as_position(c.officer)
    client.get("/suc-khoe/")
    installation.is_demo()
    with django_assert_max_num_queries(12):
        page = client.get(url("share_out", c.round.pk), {"moi_ho_so": 1, "moi_nguoi": 30, "theo_to": "on"})
    assert page.context["pairs"] == " ".join(f"{one.pk}-{c.reviewer.pk}" for one in c.nominations)
    post(client, url("give", c.round.pk), c.officer, giao=page.context["pairs"])
    assert set(Sheet.objects.values_list("reviewer", flat=True)) == {c.reviewer.pk}
    free = client.get(url("share_out", c.round.pk), {"moi_ho_so": 2, "moi_nguoi": 30})
    assert str(c.other_reviewer.pk) in free.context["pairs"]


@having(st.data())
def test_nobody_scores_for_another_team_and_no_load_is_passed(data):
    class Area:
        def __init__(self, path):
            self.path, self.pk = path, path

    class Rows(list):
        def all(self):
            return self

    class Thing:
        def __init__(self, **facts):
            self.__dict__ |= facts

    numbers = data.draw(st.integers(1, 3))
    teams = [
        Thing(
            pk=n, areas=Rows([Area(f"/1/{n}/")]), sectors=Rows(), members=Rows(Thing(pk=10 * n + m) for m in range(2))
        )
        for n in range(numbers)
    ]
    dossiers = [
        Thing(pk=100 + k, registration=Thing(scope_path=f"/1/{data.draw(st.integers(0, 3))}/5/", sector_id=1))
        for k in range(data.draw(st.integers(0, 6)))
    ]
    wanted, most = data.draw(st.integers(1, 3)), data.draw(st.integers(1, 4))
    people = [one.pk for its in teams for one in its.members]
    found = spread_within(dossiers, people, teams, wanted=wanted, most=most, given=(), barred=())
    whose = {one.pk: team_of(one, teams) for one in dossiers}
    for dossier, who in found.pairs:
        assert who in {one.pk for one in whose[dossier].members}
    assert all(number <= most for number in found.load.values()) and set(found.load) == set(people)
    short = {one.pk: wanted - sum(key == one.pk for key, _ in found.pairs) for one in dossiers}
    assert found.short == {key: missing for key, missing in short.items() if missing}


def test_nobody_sits_in_two_teams_and_no_stranger_in_any():
    c = two_teams()
    with pytest.raises(ValidationError, match="đã ở tổ khác"):
        team(c, c.reviewer, name="Tổ số 3")
    with pytest.raises(ValidationError, match="không còn là thành viên"):
        team(c, c.cast.commune_officer, name="Tổ số 3")
    with pytest.raises(ValidationError, match="đã có tổ tên này"):
        team(c, build.reviewer_in(c.tree.district_union), name="Tổ số 1")


def test_only_who_holds_the_round_forms_teams():
    c = two_teams()
    for other in (c.cast.province_officer, c.cast.district_leader, c.reviewer):
        with pytest.raises(PermissionDenied):
            services.drop_team(by=other, team=c.first)
        with pytest.raises(PermissionDenied):
            services.send_out(by=other, team=c.first, token=uuid4())


def test_a_double_press_forms_and_sends_out_once():
    c = two_teams()
    token = uuid4()
    third = [team(c, build.reviewer_in(c.tree.district_union), name="Tổ số 3", token=token) for _ in range(2)]
    assert third[0] == third[1] and FieldTeam.objects.count() == 3
    for _ in range(2):
        services.send_out(by=c.officer, team=c.first, token=uuid4())
    assert Inspection.objects.count() == 1


def test_a_team_without_dossiers_does_not_go_out():
    c = two_teams()
    with pytest.raises(ValidationError, match="Chưa có hồ sơ nào"):
        services.send_out(by=c.officer, team=c.second, token=uuid4())


def test_the_team_goes_out_finds_and_prints_its_minutes(as_position):
    c = two_teams()
    client = as_position(c.officer)
    post(client, url("send_out", c.round.pk, c.first.pk), c.officer)
    inspection = Inspection.objects.get()
    assert (inspection.visits.count(), inspection.plan_number) == (2, c.plan.number)
    assert inspection.members.get().name.startswith(c.reviewer.user.full_name)
    visit = inspection.visits.first()
    lines = visit.looked_at
    assert lines == [one.name for one in c.sets[0].criteria.order_by("number")] and len(lines) >= 5
    here = reverse("registrations:edit_visit", args=[inspection.pk, visit.pk])
    on_the_spot = as_position(c.reviewer)
    typed = {"muc-0": "yes", "ghi-chu-0": "Có 12 biên bản", "muc-1": "no", "findings": "Đã xem tại thôn."}
    form = on_the_spot.get(here)
    assert "Chụp hoặc chọn ảnh" in form.text
    token = str(uuid4())
    for _ in range(2):
        on_the_spot.post(here, {"position": c.reviewer.pk, "token": token, "seen": form.context["seen"],
                                "photos": picture("nha-van-hoa.jpg"), **typed})  # fmt: skip
    visit.refresh_from_db()
    assert [(one.text, one.answer, one.note) for one in visit.checks.all()] == [
        (lines[0], "yes", "Có 12 biên bản"), (lines[1], "no", ""),
    ]  # fmt: skip
    assert (visit.findings, VisitPhoto.objects.count()) == ("Đã xem tại thôn.", 1)
    page = on_the_spot.get(reverse("registrations:inspection", args=[inspection.pk])).text
    assert "Có 12 biên bản" in page
    photo = reverse("registrations:visit_photo", args=[inspection.pk, visit.pk, VisitPhoto.objects.get().pk])
    asked = on_the_spot.get(f"{photo}bo/")
    listed = f'href="{reverse("registrations:inspections")}"'
    assert (asked.status_code, listed in asked.text) == (200, False)
    assert all(on_the_spot.get(one).getvalue()[:2] == b"\xff\xd8" for one in (photo, f"{photo}?nho=1"))
    for ending in ("pdf", "docx"):
        name = f"registrations:minutes_{ending}"
        assert on_the_spot.get(reverse(name, args=[inspection.pk])).status_code == 200
    other = as_position(c.other_reviewer)
    assert [other.get(address).status_code for address in (here, photo)] == [404, 404]


def test_a_team_looks_at_each_dossier_by_the_criteria_of_its_kind():
    c = two_teams(dossiers=1)
    c.registrations = [build.effective(c, kind=Kind.INDIVIDUAL, person_name="Phạm Đức Cần", title="Điển hình")]
    build.nominated(c)
    services.send_out(by=c.officer, team=c.first, token=uuid4())
    asked = {one.registration.kind: one.looked_at for one in Inspection.objects.get().visits.all()}
    assert asked == {one.kind: [each.name for each in one.criteria.order_by("number")] for one in c.sets}


def test_concluded_the_team_writes_no_more(as_position):
    c = two_teams(dossiers=1)
    services.send_out(by=c.officer, team=c.first, token=uuid4())
    inspection = Inspection.objects.get()
    visit = inspection.visits.get()
    client = as_position(c.reviewer)
    here = reverse("registrations:edit_visit", args=[inspection.pk, visit.pk])
    press = {"position": c.reviewer.pk, "token": str(uuid4()), "seen": client.get(here).context["seen"]}
    assert client.post(here, press | {"findings": "Tốt.", "muc-0": "maybe"}).context["form"].errors == {
        "muc-0": ["Hãy chọn một kết quả."]
    }
    assert f"Thẩm định thực địa: {c.round.name}" in client.get("/").text
    client.post(here, press | {"findings": "Tốt."})
    perform(inspecting.CONCLUDE, inspection, by=c.officer, data={}, token=uuid4())
    assert client.get(here).status_code == 403
    assert "Thẩm định thực địa" not in client.get("/").text
