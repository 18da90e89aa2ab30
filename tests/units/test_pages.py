"""The organisation tree on the screen: who sees what, who may write, what a mistake leaves behind."""

import pytest

from accounts.enums import Role
from tests import builders
from units.enums import COLLECTS_ALL, Line
from units.models import Level, Unit

GUARDS = {"token": "00000000-0000-4000-8000-000000000001"}


def typed(**changes):
    return GUARDS | {
        "name": "Hội Nông dân xã Minh Lạc", "short_name": "", "code": "", "line": "mass", "address": "", "collects": "",
        "paper_family": "front", "place_name": "", "head_superior": "", "head_name": "", "number_suffix": "",
        "signing_lines": "", "archive_line": "",
    } | changes  # fmt: skip


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    "who", ["registrant", "commune_officer", "commune_leader", "reviewer", "admin", "commune_clerk"]
)
def test_everybody_with_a_position_sees_the_own_part_of_the_tree(as_position, cast, who):
    position = getattr(cast, who)
    page = as_position(position).get("/don-vi/")
    assert page.status_code == 200
    assert {area.name in text_of(page) for area in position.all_areas()} == {True}


def test_what_lies_outside_the_areas_does_not_exist(as_position, cast, tree):
    client = as_position(cast.commune_officer)
    statuses = {
        unit.name: client.get(f"/don-vi/{unit.pk}/").status_code
        for unit in [tree.village, tree.district, tree.far_commune]
    }
    assert statuses == {"thôn Đông": 200, "huyện Lam Khê": 404, "xã Khe Lau": 404}


def test_a_person_without_a_position_sees_no_unit(client, tree):
    client.force_login(builders.person())
    assert "Chưa có đơn vị nào" in text_of(client.get("/don-vi/"))
    assert client.get(f"/don-vi/{tree.commune.pk}/").status_code == 404


def test_the_search_needs_no_diacritics(as_position, cast, tree):
    page = as_position(cast.admin).get("/don-vi/?tim=nà lau")
    other = as_position(cast.admin).get("/don-vi/?tim=na lau")
    found = f'href="/don-vi/{tree.far_village.pk}/"'
    assert (text_of(page).count(found), text_of(other).count(found)) == (1, 1)


def test_the_search_finds_only_inside_the_areas(as_position, cast, tree):
    assert "Không có đơn vị nào khớp" in text_of(as_position(cast.commune_officer).get("/don-vi/?tim=khe lau"))


def test_an_officer_corrects_units_below_but_not_the_own_area(as_position, cast, tree):
    client = as_position(cast.commune_officer)
    statuses = [
        client.get(f"/don-vi/{unit.pk}/sua/").status_code for unit in [tree.commune, tree.commune_desk, tree.village]
    ]
    assert statuses == [403, 200, 200]


def test_nothing_hangs_under_a_body(as_position, cast, tree):
    assert as_position(cast.admin).get(f"/don-vi/{tree.commune_desk.pk}/them-co-quan/").status_code == 403


def test_a_new_body_gets_level_and_letterhead_of_its_place(as_position, cast, tree):
    as_position(cast.commune_officer).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(
        name="Ủy ban MTTQ Việt Nam xã Minh Lạc mới", line="front"))  # fmt: skip
    unit = Unit.objects.get(name="Ủy ban MTTQ Việt Nam xã Minh Lạc mới")
    assert (unit.parent, unit.level, unit.line, unit.place_name, unit.number_suffix) == (
        tree.commune, tree.commune_level, Line.FRONT, "Minh Lạc", "MTTQ-BTT"
    )  # fmt: skip
    assert unit.head_name == "ỦY BAN MTTQ VIỆT NAM\nXÃ MINH LẠC\nBAN THƯỜNG TRỰC"


@pytest.mark.parametrize(
    ("line", "family"),
    [("mass", "front"), ("front", "front"), ("party", "party"), ("state", "state"), ("other", "state")],
)
def test_papers_follow_the_khoi_unless_a_layout_is_chosen(as_position, cast, tree, line, family):
    as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(line=line, paper_family=""))
    unit = Unit.objects.get(name="Hội Nông dân xã Minh Lạc")
    assert unit.paper_family == family
    assert ("ỦY BAN NHÂN DÂN" in unit.head_superior) == (family == "state")


def test_a_known_body_always_has_a_layout(as_position, cast, tree):
    page = as_position(cast.admin).post(f"/don-vi/{tree.women.pk}/sua/", typed(paper_family=""))
    assert page.context["form"].errors.keys() == {"paper_family"}


def test_a_letterhead_that_was_typed_stays_as_typed(as_position, cast, tree):
    as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(head_name="HỘI NÔNG DÂN\nXÃ"))
    assert Unit.objects.get(name="Hội Nông dân xã Minh Lạc").head_name == "HỘI NÔNG DÂN\nXÃ"


def test_a_village_has_no_level_and_its_full_name_says_its_commune(as_position, cast, tree):
    as_position(cast.commune_officer).post(
        f"/don-vi/{tree.commune.pk}/them-dia-ban/", GUARDS | {"name": "thôn Bến", "level": "", "code": ""}
    )
    assert str(Unit.objects.get(name="thôn Bến")) == "thôn Bến, xã Minh Lạc"


@pytest.mark.parametrize(
    ("kind", "told"),
    [("dia-ban", "thêm cơ quan tiếp nhận đăng ký của địa bàn này"), ("co-quan", "giao vị trí công tác cho cán bộ")],
)
def test_what_comes_next_is_told(as_position, cast, tree, kind, told):
    form = typed(name="xã Mới", level=tree.commune_level.pk)
    page = as_position(cast.admin).post(f"/don-vi/{tree.district.pk}/them-{kind}/", form, follow=True)
    assert f"Bước tiếp theo: {told}" in text_of(page)


def test_the_second_click_adds_nothing(as_position, cast, tree):
    client = as_position(cast.admin)
    client.post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed())
    again = client.post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed())
    assert Unit.objects.filter(name="Hội Nông dân xã Minh Lạc").count() == 1
    assert "đã có trong xã Minh Lạc" in text_of(again)


def test_a_second_desk_for_the_same_line_is_refused_and_the_text_kept(as_position, cast, tree):
    page = as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(collects=COLLECTS_ALL))
    assert page.status_code == 200
    assert "Địa bàn này đã có nơi tiếp nhận cho khối đó." in text_of(page)
    assert 'value="Hội Nông dân xã Minh Lạc"' in text_of(page)
    assert not Unit.objects.filter(name="Hội Nông dân xã Minh Lạc").exists()


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_bad_name_is_refused_beside_its_field(as_position, cast, tree, name):
    before = Unit.objects.count()
    page = as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(name=name, address="khu 1"))
    assert page.context["form"].errors.keys() == {"name"}
    assert 'value="khu 1"' in text_of(page)
    assert Unit.objects.count() == before


def test_a_correction_is_on_the_record(as_position, cast, tree):
    as_position(cast.admin).post(f"/don-vi/{tree.women.pk}/sua/", typed(name=tree.women.name, address="nhà văn hóa xã"))
    tree.women.refresh_from_db()
    assert tree.women.address == "nhà văn hóa xã"
    assert "nhà văn hóa xã" in text_of(as_position(cast.admin).get("/nhat-ky/"))


def test_levels_are_the_administrators(as_position, cast):
    assert as_position(cast.province_officer).get("/don-vi/cap/").status_code == 403
    client = as_position(cast.admin)
    level = Level.objects.get(rank=2)
    client.post(
        f"/don-vi/cap/{level.pk}/",
        GUARDS | {"name": "Cấp huyện", "area_word": "huyện", "rank": "2", "valid_to": "01/07/2025"},
    )
    level.refresh_from_db()
    assert str(level.valid_to) == "2025-07-01"


def test_an_administrator_of_a_part_keeps_no_levels(as_position, tree):
    """Levels hold for the whole tree."""
    part = as_position(builders.position(Role.ADMIN, tree.district))
    statuses = [part.get("/don-vi/cap/").status_code, part.get(f"/don-vi/{tree.commune.pk}/sua/").status_code]
    assert statuses == [403, 200]


def test_two_levels_of_one_rank_are_refused(as_position, cast):
    page = as_position(cast.admin).post("/don-vi/cap/", GUARDS | {"name": "Cấp cụm", "area_word": "cụm", "rank": "3"})
    assert (page.status_code, Level.objects.count()) == (200, 3)
    assert "rank" in page.context["form"].errors


@pytest.mark.parametrize("count", [1, 3])
def test_the_tree_and_a_unit_cost_the_same_whatever_hangs_below(
    as_position, cast, tree, count, django_assert_max_num_queries
):
    for number in range(count):
        builders.area(f"thôn {number}", tree.commune)
    client = as_position(cast.admin)
    client.get("/don-vi/")
    with django_assert_max_num_queries(6):
        client.get("/don-vi/")
    with django_assert_max_num_queries(11):
        client.get(f"/don-vi/{tree.commune.pk}/")
