"""Clusters, corrected names, accounts closed and opened again: with an audit line, and with effect at once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import keeping, services
from accounts.enums import Role
from accounts.models import Position, User
from common.models import AuditRecord
from registrations.models import Registration
from tests import builders
from units.models import Unit

TODAY = timezone.localdate


def fresh(position):
    return Position.objects.for_work().get(pk=position.pk)


@pytest.fixture
def sent(tree, cast):
    plan = builders.plan(tree, cast.province_officer, issuer=tree.province_desk, number="1-KH/TU")
    units = {"near": tree.village, "other": tree.other_commune, "far": tree.far_village}
    return {
        name: builders.submitted(builders.position(Role.REGISTRANT, unit), plan, levels=[tree.commune_level])
        for name, unit in units.items()
    }


@pytest.fixture
def cluster(tree, cast):
    return builders.position(Role.OFFICER, tree.district_desk, areas=[tree.commune, tree.other_commune])


def test_a_cluster_sees_exactly_its_communes(tree, cluster, sent, as_position):
    position = fresh(cluster)
    assert set(Registration.objects.visible_to(position)) == {sent["near"], sent["other"]}
    assert {unit.pk for unit in Unit.objects.visible_to(position).areas()} == {
        tree.commune.pk, tree.village.pk, tree.other_village.pk, tree.other_commune.pk
    }  # fmt: skip
    client = as_position(position)
    assert client.get("/dang-ky/").context["page"].total == 2
    assert client.get(f"/dang-ky/{sent['far'].code}/").status_code == 404


def test_other_areas_take_effect_at_once_in_list_home_and_report(tree, cast, cluster, sent, as_position):
    keeping.change_areas(by=cast.province_officer, position=cluster, areas=[tree.far_commune])
    client, year = as_position(cluster), TODAY().year
    assert client.get("/dang-ky/").context["page"].rows == [sent["far"]]
    assert client.get("/").context["figures"][0].value == "1"
    assert "xã Khe Lau" in client.get(f"/bao-cao/{year}-quy-1/bieu-02/").content.decode()
    line = AuditRecord.objects.get(action="Đổi địa bàn phụ trách")
    assert (line.before, line.after) == ({"areas": "xã Minh Lạc; xã Phúc Khê"}, {"areas": "xã Khe Lau"})


def test_areas_are_ticked_or_typed(tree, cast, cluster, as_position):
    page = f"/tai-khoan/can-bo/vi-tri/{cluster.pk}/dia-ban/"
    client = as_position(cast.province_officer)
    assert "checked" in client.get(page).content.decode()
    client.post(page, {"token": str(uuid4()), "ticked": [str(tree.commune.pk)], "areas": "xã Khe Lau"})
    assert set(fresh(cluster).all_areas()) == {tree.commune, tree.far_commune}
    assert "Phụ trách cụm" in client.get(f"/tai-khoan/can-bo/{cluster.user_id}/").content.decode()
    assert "Cấp trên phụ trách địa bàn này" in client.get(f"/don-vi/{tree.far_commune.pk}/").content.decode()


@pytest.mark.parametrize("typed", [{"areas": ""}, {"areas": "không có"}, {"ticked": ["0"]}, {"ticked": ["x"]}])
def test_bad_areas_are_refused_and_nothing_changes(cast, cluster, as_position, typed):
    page = f"/tai-khoan/can-bo/vi-tri/{cluster.pk}/dia-ban/"
    answer = as_position(cast.province_officer).post(page, {"token": str(uuid4())} | typed)
    assert answer.context["form"].errors
    assert len(fresh(cluster).all_areas()) == 2


def test_nobody_gives_or_takes_areas_beyond_the_own(tree, cast):
    wide = builders.position(Role.CLERK, tree.commune_desk, areas=[tree.commune, tree.far_commune])
    with pytest.raises(PermissionDenied):
        keeping.change_areas(by=cast.commune_officer, position=wide, areas=[tree.commune])
    with pytest.raises(PermissionDenied):
        keeping.change_areas(by=cast.commune_officer, position=cast.commune_clerk, areas=[tree.far_commune])


def test_a_new_position_takes_ticked_areas(tree, cast, as_position):
    form = {"token": str(uuid4()), "full_name": "Lò Thị Ảm", "username": "lo.thi.am", "role": "leader",
            "unit": "Ban Dân vận Huyện ủy Lam Khê", "title": "", "areas": "", "starts_on": "", "ends_on": "",
            "ticked": [str(tree.commune.pk), str(tree.other_commune.pk)]}  # fmt: skip
    as_position(cast.province_officer).post("/tai-khoan/can-bo/moi/", form)
    opened = fresh(Position.objects.get(user__username="lo.thi.am"))
    assert set(opened.all_areas()) == {tree.commune, tree.other_commune}


def test_a_closed_account_signs_nobody_in_and_ends_every_position(cast, tree, as_position):
    later = builders.position(
        Role.CLERK, tree.commune_desk, user=cast.registrant.user, starts_on=TODAY() + timedelta(days=3)
    )
    page = f"/tai-khoan/can-bo/{cast.registrant.user_id}/dong/"
    client = as_position(cast.commune_officer)
    assert "bản đăng ký nhập thay chưa xong" in client.get(page).content.decode()
    assert client.post(page, {"token": str(uuid4()), "reason": ""}).context["form"].errors
    client.post(page, {"token": str(uuid4()), "reason": "Nghỉ hưu"})
    user = User.objects.get(pk=cast.registrant.user_id)
    later.refresh_from_db()
    assert (user.is_active, fresh(cast.registrant).ends_on, later.taken_back_at is None) == (False, TODAY(), False)
    assert as_position(cast.registrant).get("/").status_code == 302
    assert AuditRecord.objects.get(action="Đóng tài khoản").after["note"] == "Nghỉ hưu"


def test_it_is_opened_again_without_positions(cast, as_position):
    keeping.close_account(by=cast.commune_officer, user=cast.registrant.user, reason="Nhầm")
    client = as_position(cast.commune_officer)
    client.post(f"/tai-khoan/can-bo/{cast.registrant.user_id}/mo-lai/", {"token": str(uuid4())})
    user = User.objects.get(pk=cast.registrant.user_id)
    assert (user.is_active, Position.objects.of(user).held_on(TODAY()).exists()) == (True, False)


@pytest.mark.parametrize("doing", ["close_account", "reopen_account", "correct_account"])
def test_who_may_not_set_the_password_may_not_keep_the_account(cast, tree, doing):
    builders.position(Role.LEADER, tree.district_desk, user=cast.registrant.user)
    words = {"close_account": {"reason": "x"}, "reopen_account": {},
             "correct_account": {"full_name": "x", "username": "x", "email": ""}}[doing]  # fmt: skip
    for by in (cast.commune_officer, cast.other_district_officer, cast.registrant, cast.commune_leader):
        with pytest.raises(PermissionDenied):
            getattr(keeping, doing)(by=by, user=cast.registrant.user, **words)


def test_names_are_corrected_with_before_and_after(cast, as_position):
    page = f"/tai-khoan/can-bo/{cast.registrant.user_id}/sua/"
    form = {"token": str(uuid4()), "full_name": "Lê Thị Thoan", "username": "le.thi.thoan", "email": ""}
    client = as_position(cast.commune_officer)
    taken = client.post(page, form | {"username": cast.commune_clerk.user.username})
    assert taken.context["form"].errors == {"username": ["Tên đăng nhập này đã có người dùng."]}
    assert client.post(page, form | {"email": "không phải thư"}).context["form"].errors
    client.post(page, form)
    line = AuditRecord.objects.get(action="Sửa tài khoản")
    assert (line.before["full_name"], line.after["username"]) == ("Lê Thị Thoa", "le.thi.thoan")
    assert User.objects.get(username="le.thi.thoan").search_text == "le thi thoan le.thi.thoan"


def test_the_list_finds_who_never_signed_in_who_left_and_whose_account_is_closed(cast, tree, as_position):
    User.objects.exclude(pk=cast.registrant.user_id).update(last_login=timezone.now())
    services.close_position(by=cast.commune_officer, position=cast.women_registrant, ends_on=TODAY())
    keeping.close_account(by=cast.commune_officer, user=cast.other_registrant.user, reason="Nghỉ")
    client = as_position(cast.commune_officer)
    found = {
        kind: [one.pk for one in client.get("/tai-khoan/can-bo/", {"con": kind}).context["page"].rows]
        for kind in ("chua-dang-nhap", "thoi-giu", "da-dong")
    }
    assert found == {
        "chua-dang-nhap": [cast.registrant.pk],
        "thoi-giu": [cast.women_registrant.pk],
        "da-dong": [cast.other_registrant.pk],
    }


STORIES = {
    "closed": {"valid_to": 0},
    "not yet": {"valid_from": 1},
}


@pytest.mark.parametrize("story", STORIES)
def test_an_area_that_is_closed_or_not_yet_there_gives_no_sight(tree, cast, cluster, sent, as_position, story):
    for field, days in STORIES[story].items():
        Unit.objects.filter(pk=tree.commune.pk).update(**{field: TODAY() + timedelta(days=days)})
    client, near = as_position(cluster), sent["near"]
    assert [one.pk for one in fresh(cluster).all_areas()] == [tree.other_commune.pk]
    assert client.get("/dang-ky/").context["page"].rows == [sent["other"]]
    assert client.get("/dang-ky/", {"tim": near.title}).context["page"].total == 1
    assert client.get("/").context["figures"][0].value == "1"
    for address in (f"/dang-ky/{near.code}/", f"/dang-ky/{near.code}/ban-dang-ky.pdf", f"/don-vi/{tree.village.pk}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", ["commune_officer", "commune_front", "commune_leader", "commune_clerk"])
def test_a_position_whose_every_area_is_closed_sees_nothing_at_all(tree, cast, sent, as_position, who):
    position = getattr(cast, who)
    Unit.objects.filter(pk=tree.commune.pk).update(valid_to=TODAY())
    client = as_position(position)
    for address in ("/dang-ky/", "/bao-cao/", "/danh-gia/", "/bao-cao/tep/", "/tai-khoan/can-bo/"):
        assert client.get(address).status_code in {403, 404}
    assert "Chưa được giao vị trí công tác" in client.get("/").content.decode()
    assert list(Registration.objects.visible_to(fresh(position))) == []


def test_a_closed_account_opened_again_is_signed_in_nowhere(cast, client):
    user = cast.registrant.user
    client.force_login(user)
    client.get("/")
    keeping.close_account(by=cast.commune_officer, user=user, reason="Mất máy tính")
    keeping.reopen_account(by=cast.commune_officer, user=user)
    assert client.get("/").status_code == 302
