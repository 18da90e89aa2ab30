"""The accounts and positions below: who manages whom, the slip that is shown once, what a mistake leaves behind."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import services
from accounts.enums import Role
from accounts.models import Position, User
from tests import builders


def typed(**changes):
    return {
        "token": str(uuid4()), "full_name": "Trần Thị Mận", "username": "tran.thi.man", "role": "registrant",
        "unit": "thôn Đông, xã Minh Lạc", "title": "Trưởng thôn", "areas": "", "starts_on": "", "ends_on": "",
    } | changes  # fmt: skip


def text_of(response):
    return response.content.decode()


def password_on(page):
    return re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", text_of(page))


def test_an_account_is_opened_with_its_position_and_signs_in_with_the_slip(as_position, cast, tree, client):
    officer = as_position(cast.commune_officer)
    assert officer.post("/tai-khoan/can-bo/moi/", typed()).url == "/tai-khoan/can-bo/phieu/"
    slip = officer.get("/tai-khoan/can-bo/phieu/")
    position = Position.objects.get(user__username="tran.thi.man")
    assert (position.role, position.unit, position.title, position.all_areas()) == (
        Role.REGISTRANT, tree.village, "Trưởng thôn", [tree.village]
    )  # fmt: skip
    client.logout()
    answer = client.post("/dang-nhap/", {"login": "tran.thi.man", "password": password_on(slip).group()})
    assert (answer.status_code, answer.url) == (302, "/")


def test_the_slip_is_shown_once(as_position, cast):
    officer = as_position(cast.commune_officer)
    officer.post("/tai-khoan/can-bo/moi/", typed())
    first, second = officer.get("/tai-khoan/can-bo/phieu/"), officer.get("/tai-khoan/can-bo/phieu/")
    assert (bool(password_on(first)), bool(password_on(second))) == (True, False)
    assert "Phiếu chỉ hiện một lần" in text_of(second)


def test_the_session_never_holds_the_password(as_position, cast):
    officer = as_position(cast.commune_officer)
    officer.post("/tai-khoan/can-bo/moi/", typed())
    kept = str(dict(officer.session))
    assert password_on(officer.get("/tai-khoan/can-bo/phieu/")).group() not in kept


def test_the_second_click_opens_nothing_and_leads_to_the_same_slip(as_position, cast):
    officer, form = as_position(cast.commune_officer), typed()
    officer.post("/tai-khoan/can-bo/moi/", form)
    again = officer.post("/tai-khoan/can-bo/moi/", form)
    assert again.url == "/tai-khoan/can-bo/phieu/"
    assert Position.objects.filter(user__username="tran.thi.man").count() == 1


def test_a_taken_name_is_refused_and_the_text_kept(as_position, cast):
    builders.person(username="tran.thi.man")
    page = as_position(cast.commune_officer).post("/tai-khoan/can-bo/moi/", typed())
    assert page.context["form"].errors == {"username": ["Tên đăng nhập này đã có người dùng."]}
    assert 'value="Trần Thị Mận"' in text_of(page)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "Trần Mận"), ("username", ""), ("full_name", ""), ("role", ""), ("role", "admin"), ("role", "boss"),
        ("unit", "bản Nà Lau, xã Khe Lau"), ("unit", "không có"), ("unit", ""), ("areas", "xã Khe Lau"),
        ("starts_on", "31/02/2026"), ("ends_on", "01/01/2020"), ("full_name", "x" * 151),
    ],
)  # fmt: skip
def test_a_bad_answer_is_said_beside_its_field_and_nothing_is_written(as_position, cast, field, value):
    before = User.objects.count()
    page = as_position(cast.commune_officer).post("/tai-khoan/can-bo/moi/", typed(**{field: value}))
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    assert 'value="Trưởng thôn"' in text_of(page)
    assert User.objects.count() == before


def test_an_administrator_may_make_another(as_position, cast, tree):
    as_position(cast.admin).post("/tai-khoan/can-bo/moi/", typed(role="admin", unit="tỉnh Lạc Giang"))
    assert Position.objects.get(user__username="tran.thi.man").role == Role.ADMIN


def test_the_service_itself_refuses_an_officer_who_makes_an_administrator(cast, tree):
    with pytest.raises(PermissionDenied):
        services.open_position(by=cast.commune_officer, user=builders.person(), role=Role.ADMIN, unit=tree.village)


def test_the_service_itself_refuses_more_area_than_the_officer_holds(cast, tree):
    with pytest.raises(PermissionDenied):
        services.open_position(
            by=cast.commune_officer,
            user=builders.person(),
            role=Role.OFFICER,
            unit=tree.commune_desk,
            areas=[tree.district],
        )


def test_the_list_holds_only_people_of_the_areas_and_no_administrator(as_position, cast):
    rows = as_position(cast.district_officer).get("/tai-khoan/can-bo/").context["page"].rows
    inside = {cast.registrant.pk, cast.commune_officer.pk, cast.commune_leader.pk, cast.reviewer.pk}
    outside = {cast.other_district_officer.pk, cast.admin.pk, cast.province_officer.pk, cast.district_officer.pk}
    shown = {row.pk for row in rows}
    assert (inside - shown, outside & shown) == (set(), set())


def test_people_are_found_without_diacritics_by_name_and_by_unit(as_position, cast, tree):
    found = builders.position(Role.REGISTRANT, tree.women, user=builders.person("Vũ Thị Ngần"))
    client = as_position(cast.commune_officer)
    for words in ("vu thi ngan", "Ngần", "phu nu"):
        rows = client.get("/tai-khoan/can-bo/", {"tim": words, "vai-tro": "registrant"}).context["page"].rows
        assert found.pk in {row.pk for row in rows}


def test_people_stand_in_the_order_of_their_given_names(as_position, cast, tree):
    for name in ("Hoàng Văn Ất", "Đỗ Thị Ba", "An Văn Ân"):
        builders.position(Role.REGISTRANT, tree.other_village, user=builders.person(name))
    rows = (
        as_position(cast.commune_officer)
        .get("/tai-khoan/can-bo/", {"don-vi": tree.other_village.pk})
        .context["page"]
        .rows
    )
    assert [str(row.user) for row in rows][:3] == ["An Văn Ân", "Hoàng Văn Ất", "Đỗ Thị Ba"]


def test_a_person_outside_does_not_exist(as_position, cast):
    client = as_position(cast.commune_officer)
    for stranger in (cast.other_commune_officer, cast.district_officer, cast.admin):
        assert client.get(f"/tai-khoan/can-bo/{stranger.user_id}/").status_code == 404
        assert (
            client.post(f"/tai-khoan/can-bo/{stranger.user_id}/mat-khau/", {"token": str(uuid4())}).status_code == 404
        )
        assert client.get(f"/tai-khoan/can-bo/vi-tri/{stranger.pk}/ket-thuc/").status_code == 404


def test_a_known_person_gets_one_more_position_once(as_position, cast, tree):
    client = as_position(cast.commune_officer)
    form = typed(role="clerk", unit="UBND xã Minh Lạc")
    page = f"/tai-khoan/can-bo/{cast.registrant.user_id}/vi-tri-moi/"
    assert client.post(page, form).url == f"/tai-khoan/can-bo/{cast.registrant.user_id}/"
    assert "đang giữ vai trò này" in text_of(client.post(page, form))
    assert sorted(Position.objects.of(cast.registrant.user).values_list("role", flat=True)) == ["clerk", "registrant"]


def test_a_closed_position_sees_nothing_any_more(as_position, cast, tree):
    officer = as_position(cast.commune_officer)
    page = f"/tai-khoan/can-bo/vi-tri/{cast.registrant.pk}/ket-thuc/"
    today = timezone.localdate()
    officer.post(page, {"token": str(uuid4()), "ends_on": f"{today:%d/%m/%Y}"})
    client = as_position(cast.registrant)
    assert client.get(f"/don-vi/{tree.village.pk}/").status_code == 404
    assert "Chưa được giao vị trí công tác" in text_of(client.get("/"))


def test_a_position_cannot_end_before_it_began(as_position, cast):
    page = as_position(cast.commune_officer).post(
        f"/tai-khoan/can-bo/vi-tri/{cast.registrant.pk}/ket-thuc/", {"token": str(uuid4()), "ends_on": "01/01/2019"}
    )
    assert page.context["form"].errors == {"ends_on": ["Ngày kết thúc phải sau ngày bắt đầu."]}


def test_a_new_password_ends_the_old_one(as_position, cast, client):
    officer = as_position(cast.commune_officer)
    officer.post(f"/tai-khoan/can-bo/{cast.registrant.user_id}/mat-khau/", {"token": str(uuid4())})
    slip = officer.get("/tai-khoan/can-bo/phieu/")
    user = User.objects.get(pk=cast.registrant.user_id)
    assert (user.check_password(builders.PASSWORD), user.check_password(password_on(slip).group())) == (False, True)


def test_nobody_sets_the_password_of_a_person_who_also_sits_above_or_elsewhere(as_position, cast, tree):
    builders.position(Role.ADMIN, tree.province, user=cast.registrant.user)
    page = f"/tai-khoan/can-bo/{cast.registrant.user_id}/mat-khau/"
    assert as_position(cast.commune_officer).get(page).status_code == 403
    assert as_position(cast.admin).get(page).status_code == 200


def test_nobody_sets_the_password_of_a_person_who_sees_more_than_oneself(as_position, cast, tree):
    cluster = builders.position(Role.OFFICER, tree.commune_front, areas=[tree.commune, tree.other_commune])
    page = f"/tai-khoan/can-bo/{cluster.user_id}/mat-khau/"
    assert as_position(cast.commune_officer).get(page).status_code == 403
    assert as_position(cast.district_officer).get(page).status_code == 200


def test_one_does_not_reset_the_own_password_here(as_position, cast, tree):
    builders.position(Role.REGISTRANT, tree.village, user=cast.commune_officer.user)
    page = f"/tai-khoan/can-bo/{cast.commune_officer.user_id}/mat-khau/"
    assert as_position(cast.commune_officer).get(page).status_code == 403


def test_the_person_page_shows_what_was_and_what_is(as_position, cast, tree):
    ended = builders.position(
        Role.REGISTRANT, tree.other_village, user=cast.registrant.user, ends_on=timezone.localdate() - timedelta(days=1)
    )
    page = as_position(cast.commune_officer).get(f"/tai-khoan/can-bo/{cast.registrant.user_id}/")
    assert ([one.pk for one in page.context["held"]], [one.pk for one in page.context["ended"]]) == (
        [cast.registrant.pk],
        [ended.pk],
    )
    assert ended.starts_on == date(2020, 1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(as_position, cast, tree, count, django_assert_num_queries):
    for _ in range(count):
        builders.position(Role.REGISTRANT, tree.village)
    client = as_position(cast.district_officer)
    client.get("/tai-khoan/can-bo/")
    with django_assert_num_queries(7):
        client.get("/tai-khoan/can-bo/")
