"""The tree with a memory: what is written, and what is shown of other days."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from openpyxl import load_workbook

from accounts import services as accounts
from accounts.enums import Role
from registrations.enums import Kind
from registrations.models import Plan
from registrations.plans import services as planning
from tests import builders, past
from tests.units.test_pages import GUARDS, text_of, typed
from units import memory, services, tree
from units.enums import Change, Passing
from units.letterheads import letterhead_of
from units.models import Succession, Unit, UnitVersion

BEFORE, AFTER = date(2024, 6, 30), past.REFORM


def names(position, day):
    """The tree of a position on a day as (depth, name)."""
    return list(flat(tree.drawn_for(position, day).roots))


def flat(nodes, depth=0):
    for node in nodes:
        yield depth, node.name
        yield from flat(node.below, depth + 1)


def desk_fields(unit, **changes):
    """What the form of a body sends when nothing but `changes` was touched."""
    same = {name: getattr(unit, name) for name in typed() if hasattr(unit, name)}
    return GUARDS | same | {"since": "", "decision_number": "", "decided_on": ""} | changes


def times(unit):
    return [(one.valid_from, one.valid_to, one.name) for one in unit.versions.order_by("valid_from", "pk")]


# Writing


def test_a_new_unit_opens_on_its_day(as_position, cast, tree):
    as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(valid_from="05/02/2025"))
    unit = Unit.objects.get(name="Hội Nông dân xã Minh Lạc")
    assert (unit.valid_from, times(unit)) == (date(2025, 2, 5), [(date(2025, 2, 5), None, unit.name)])


def test_a_day_left_empty_says_it_was_there_before_the_portal(as_position, cast, tree):
    as_position(cast.admin).post(f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(valid_from=""))
    assert times(Unit.objects.get(name="Hội Nông dân xã Minh Lạc")) == [(None, None, "Hội Nông dân xã Minh Lạc")]


def test_nothing_opens_tomorrow_and_what_was_typed_stays(as_position, cast, tree):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page = as_position(cast.admin).post(
        f"/don-vi/{tree.commune.pk}/them-co-quan/", typed(valid_from=f"{tomorrow:%d/%m/%Y}", address="khu 1")
    )
    assert page.context["form"].errors.keys() == {"valid_from"}
    assert 'value="khu 1"' in text_of(page)
    assert not Unit.objects.filter(name="Hội Nông dân xã Minh Lạc").exists()


def test_nothing_is_older_than_what_it_hangs_under(tree):
    commune = builders.area("xã Tân Khê", tree.district, tree.commune_level, valid_from=AFTER)
    assert builders.area("thôn Bến", commune).valid_from == AFTER
    with pytest.raises(ValidationError) as refused:
        builders.area("thôn Chùa", commune, valid_from=BEFORE)
    assert refused.value.error_dict.keys() == {"valid_from"}


def test_what_was_there_before_stood_where_its_commune_stood(tree):
    """A village that is typed in after its commune has moved."""
    before = tree.commune.path
    commune = past.move(tree.commune, tree.other_district)
    village = builders.area("thôn Bến", commune)
    assert [(one.valid_to, one.path, one.change) for one in village.versions.order_by("pk")] == [
        (AFTER, f"{before}{village.pk}/", Change.OPENED),
        (None, f"{commune.path}{village.pk}/", Change.CARRIED),
    ]


def test_a_correction_puts_the_present_time_right(as_position, cast, tree):
    as_position(cast.admin).post(f"/don-vi/{tree.women.pk}/sua/", desk_fields(tree.women, name="Hội LHPN xã Minh Lạc"))
    assert times(tree.women) == [(None, None, "Hội LHPN xã Minh Lạc")]


def test_a_change_begins_on_its_day_and_leaves_the_days_before(as_position, cast, tree):
    changed = desk_fields(
        tree.commune_desk, signing_lines="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", since="01/07/2024", decision_number="35/QĐ-UBND",
        decided_on="15/06/2024",
    )  # fmt: skip
    page = as_position(cast.admin).post(f"/don-vi/{tree.commune_desk.pk}/sua/", changed, follow=True)
    assert "Đã ghi thay đổi từ ngày 01/07/2024" in text_of(page)
    first, second = tree.commune_desk.versions.order_by("pk")
    assert (first.valid_to, second.valid_from, second.change, second.decision_number) == (
        AFTER, AFTER, Change.CHANGED, "35/QĐ-UBND",
    )  # fmt: skip
    heads = [letterhead_of(tree.commune_desk, on=day).signature_lines for day in (BEFORE, AFTER)]
    assert heads == [("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]


def test_a_second_change_on_the_same_day_overwrites(cast, tree):
    for line in ("Lưu: VT.", "Lưu: VT, TH."):
        services.correct_unit(by=cast.admin, unit=tree.commune_desk, since=AFTER, archive_line=line)
    assert [one.archive_line for one in tree.commune_desk.versions.order_by("pk")] == ["", "Lưu: VT, TH."]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": "01/07/2099", "address": "khu 2"}, "since"),
        ({"since": "01/07/2020", "address": "khu 2"}, "since"),
        ({"since": "31/02/2025", "address": "khu 2"}, "since"),
        ({"since": "01/02/2025"}, "since"),
        ({"since": "01/02/2025", "name": "UBND xã Minh Lạc mới"}, "name"),
        ({"since": "01/02/2025", "code": "77"}, "code"),
        ({"decision_number": "35/QĐ-UBND", "address": "khu 2"}, "since"),
    ],
)
def test_a_change_that_cannot_be_is_refused_beside_its_field(as_position, cast, tree, changes, field):
    services.correct_unit(by=cast.admin, unit=tree.commune_desk, since=AFTER, archive_line="Lưu: VT.")
    tree.commune_desk.refresh_from_db()
    page = as_position(cast.admin).post(
        f"/don-vi/{tree.commune_desk.pk}/sua/", desk_fields(tree.commune_desk, **changes)
    )
    assert page.context["form"].errors.keys() == {field}
    assert page.context["form"][next(iter(changes))].value() == next(iter(changes.values()))
    assert tree.commune_desk.versions.count() == 2


def test_the_form_says_in_words_where_a_decision_is_carried_out(as_position, cast, tree):
    assert "mục Sắp xếp đơn vị (/sap-xep/)" in text_of(as_position(cast.admin).get(f"/don-vi/{tree.women.pk}/sua/"))


def test_a_corrected_commune_name_reaches_its_villages_in_all_their_times(cast, tree):
    services.correct_unit(by=cast.admin, unit=tree.village, since=AFTER, address="khu 1")
    services.correct_unit(by=cast.admin, unit=tree.commune, name="xã Minh Lạng")
    assert [one.full_name for one in tree.village.versions.order_by("pk")] == ["thôn Đông, xã Minh Lạng"] * 2
    assert Unit.objects.get(pk=tree.village.pk).search_text == "thon dong, xa minh lang"


def test_a_corrected_name_leaves_what_ended_under_another_name(cast, tree):
    past.end(tree.other_village, tree.village, on=date(2023, 1, 1))
    past.rename(tree.commune, "xã Minh Sơn")
    services.correct_unit(by=cast.admin, unit=tree.commune, name="xã Minh Sen")
    assert [str(past.fresh(one)) for one in (tree.village, tree.other_village)] == [
        "thôn Đông, xã Minh Sen", "thôn Đoài, xã Minh Lạc",
    ]  # fmt: skip
    assert [one.full_name for one in tree.village.versions.order_by("pk")] == [
        "thôn Đông, xã Minh Lạc", "thôn Đông, xã Minh Sen",
    ]  # fmt: skip


# The tree of other days


def test_the_tree_shows_what_was_in_force_under_the_names_and_parents_of_the_day(cast, tree):
    past.close_district(tree)
    past.merge_communes(tree)
    before, after = names(cast.province_officer, BEFORE), names(cast.province_officer, AFTER)
    assert [line for line in before if line[1] in {"huyện Lam Khê", "xã Minh Lạc", "thôn Đông", "xã Minh Khê"}] == [
        (1, "huyện Lam Khê"),
        (2, "xã Minh Lạc"),
        (3, "thôn Đông"),
    ]
    assert [line for line in after if line[1] in {"huyện Lam Khê", "xã Minh Lạc", "thôn Đông", "xã Minh Khê"}] == [
        (1, "xã Minh Khê"),
        (2, "thôn Đông"),
    ]


def test_every_unit_stands_under_the_one_its_path_names_on_every_day(cast, tree):
    past.close_district(tree, date(2023, 1, 1))
    past.merge_communes(tree)
    for day in (date(2022, 12, 31), date(2023, 1, 1), BEFORE, AFTER, timezone.localdate()):
        of_day = {time.unit_id: time for time in UnitVersion.objects.in_force_on(day)}
        paths = {pk: f"{of_day[one.parent_id].path if one.parent_id else '/'}{pk}/" for pk, one in of_day.items()}
        assert {pk: one.path for pk, one in of_day.items()} == paths


def test_who_sits_in_a_merged_commune_sees_those_before_it(cast, tree):
    new = past.merge_communes(tree)
    officer = builders.position(Role.OFFICER, Unit.objects.get(name="UBND xã Minh Khê"))
    roots = [name for depth, name in names(officer, BEFORE) if depth == 0]
    assert roots == ["xã Minh Lạc", "xã Phúc Khê"]
    assert [name for depth, name in names(officer, AFTER) if depth == 0] == [new.name]


def test_the_page_of_a_day_names_the_day_and_what_was(as_position, cast, tree):
    past.close_district(tree)
    client = as_position(cast.admin)
    before, now = text_of(client.get("/don-vi/?ngay=30/06/2024")), text_of(client.get("/don-vi/"))
    assert "Sơ đồ tổ chức tại ngày 30/06/2024" in before
    assert [page.count(f"/don-vi/{tree.district.pk}/") for page in (before, now)] == [1, 0]


@pytest.mark.parametrize("wrong", ["30/02/2024", "hôm qua", "<b>", "1/1/1"])
def test_a_day_there_is_not_is_said_beside_its_box(as_position, cast, tree, wrong):
    page = as_position(cast.admin).get("/don-vi/", {"ngay": wrong})
    assert page.context["day"].problem in text_of(page).replace("&lt;b&gt;", "<b>")
    assert (page.context["day"].typed, page.context["day"].is_today) == (wrong, True)
    assert tree.district.name in text_of(page)


def test_a_large_tree_opens_step_by_step(as_position, cast, tree, monkeypatch):
    monkeypatch.setattr("units.tree.MOST_DRAWN", 3)
    client = as_position(cast.admin)
    page = text_of(client.get("/don-vi/"))
    opens = f"/don-vi/{tree.district.pk}/ben-duoi/"
    assert (page.count(f'hx-get="{opens}"'), f"/don-vi/{tree.commune.pk}/" in page) == (1, False)
    opened = text_of(client.get(opens, headers={"hx-request": "true"}))
    assert opened.count(f'hx-get="/don-vi/{tree.commune.pk}/ben-duoi/"') == 1
    assert client.get(f"{opens}?ngay=30/06/2024").url == f"/don-vi/{tree.district.pk}/?ngay=30/06/2024"


def test_what_lies_outside_does_not_open(as_position, cast, tree):
    assert as_position(cast.commune_officer).get(f"/don-vi/{tree.district.pk}/ben-duoi/").status_code == 404


def test_the_search_finds_former_names_and_what_has_ended(as_position, cast, tree):
    past.rename(tree.far_commune, "xã Khe Sim")
    past.end(tree.other_commune, tree.commune)
    client = as_position(cast.admin)
    renamed, ended = text_of(client.get("/don-vi/?tim=khe lau")), text_of(client.get("/don-vi/?tim=phuc khe"))
    assert "tên cũ: xã Khe Lau (đến trước 01/07/2024)" in renamed
    assert "đã kết thúc hoạt động từ 01/07/2024; nhập vào xã Minh Lạc" in ended


# One unit


def test_the_page_tells_the_times_of_a_unit_in_words(as_position, cast, tree):
    past.close_district(tree)
    past.rename(tree.commune, "xã Minh Sơn", on=date(2025, 1, 1))
    services.correct_unit(by=cast.admin, unit=past.fresh(tree.commune), since=date(2025, 6, 1), address="khu 1")
    page = as_position(cast.admin).get(f"/don-vi/{tree.commune.pk}/")
    assert [chapter.what for chapter in page.context["life"].chapters] == [
        "Có từ trước khi dùng phần mềm này",
        "Chuyển từ huyện Lam Khê về tỉnh Lạc Giang",
        "Đổi tên, trước là “xã Minh Lạc”",
        "Thay đổi địa chỉ",
    ]
    assert "Nghị quyết số 35/NQ-HĐND ngày 15/06/2024" in text_of(page)


def test_what_has_ended_says_what_became_of_it_and_is_only_read(as_position, cast, tree):
    new = past.merge_communes(tree)
    client = as_position(cast.admin)
    page = text_of(client.get(f"/don-vi/{tree.commune.pk}/"))
    assert "Đơn vị này đã kết thúc hoạt động từ ngày <b>01/07/2024</b>" in page
    assert f'Nhập vào <a href="/don-vi/{new.pk}/">xã Minh Khê</a>' in page
    assert [
        word for word in ("Thêm cơ quan", "Thêm địa bàn", "Sửa thông tin", "Mở tài khoản ở đây") if word in page
    ] == []
    assert "UBND xã Minh Lạc" in page
    for address in ("them-dia-ban", "them-co-quan", "sua"):
        assert client.get(f"/don-vi/{tree.commune.pk}/{address}/").status_code == 403


def test_the_successor_names_those_before_it(as_position, cast, tree):
    new = past.merge_communes(tree)
    page = as_position(cast.admin).get(f"/don-vi/{new.pk}/")
    assert [str(one.unit) for one in page.context["life"].came_from] == ["xã Minh Lạc", "xã Phúc Khê"]


def test_a_successor_out_of_sight_is_named_but_no_link(as_position, cast, tree):
    Succession.objects.create(
        old=tree.village, new=tree.far_village, kind=Passing.SPLIT, effective_on=AFTER, **past.DECISION
    )
    page = text_of(as_position(cast.commune_officer).get(f"/don-vi/{tree.village.pk}/"))
    assert "Tách về bản Nà Lau" in page
    assert f"/don-vi/{tree.far_village.pk}/" not in page


def test_in_what_has_ended_nothing_begins_any_more(as_position, cast, tree, plan):
    past.merge_communes(tree)
    ended, village = past.fresh(tree.commune_desk), past.fresh(tree.village)
    past.end(village, past.fresh(tree.other_village))
    ended_village = past.fresh(village)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="đã kết thúc hoạt động"):
        accounts.open_position(by=cast.admin, user=builders.person(), role=Role.OFFICER, unit=ended)
    with pytest.raises(ValidationError, match="đã kết thúc hoạt động"):
        planning.set_quotas(by=cast.province_officer, plan=plan, asked=[(ended_village, Kind.COLLECTIVE, 1)])
    with pytest.raises(PermissionDenied):
        planning.grant_late_permit(
            by=cast.province_officer, plan=plan, unit=ended_village, until=today, reason="Mưa lũ."
        )
    with pytest.raises(ValidationError, match="đã kết thúc hoạt động"):
        planning.save_plan(by=cast.province_officer, plan=Plan(issuer=ended), sectors=[])
    client = as_position(cast.province_officer)
    assert client.get(f"/dang-ky/moi/tap-the/?don-vi={ended_village.pk}").status_code == 403
    assert f"don-vi={ended_village.pk}" not in text_of(client.get("/dang-ky/moi/tap-the/?tim=thon"))


# The file, the levels, the letterhead


def rows_of(answer):
    sheet = load_workbook(io.BytesIO(answer.content)).active
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_of_a_day_holds_the_units_of_that_day_in_the_areas(as_position, cast, tree):
    past.close_district(tree)
    client = as_position(cast.province_officer)
    before, now = (rows_of(client.get("/don-vi/so-do.xlsx", day)) for day in ({"ngay": "30/06/2024"}, {}))
    assert [any("huyện Lam Khê" in row for row in rows) for rows in (before, now)] == [True, False]
    assert next(row[1:] for row in now if "xã Minh Lạc" in row) == [
        "09902", "xã Minh Lạc", "Địa bàn", "Cấp cơ sở", "tỉnh Lạc Giang", "01/07/2024",
        "Nghị quyết số 35/NQ-HĐND ngày 15/06/2024",
    ]  # fmt: skip
    own = rows_of(as_position(cast.commune_officer).get("/don-vi/so-do.xlsx"))
    assert not any("tỉnh Lạc Giang" in row[2:3] or "xã Khe Lau" in row for row in own)


def test_levels_say_how_many_units_they_have(as_position, cast, tree):
    past.close_district(tree)
    levels = {level.name: level.standing for level in as_position(cast.admin).get("/don-vi/cap/").context["rows"]}
    assert levels == {
        level.name: Unit.objects.filter(level=level, valid_to=None).count()
        for level in (tree.province_level, tree.district_level, tree.commune_level)
    }


def test_a_paper_takes_its_place_from_what_stood_above_on_its_day(tree, django_assert_num_queries):
    past.move(tree.commune, tree.other_district)
    Unit.objects.filter(pk=tree.commune_front.pk).update(place_name="")
    UnitVersion.objects.filter(unit__in=[tree.commune_front, tree.commune]).update(place_name="")
    front = past.fresh(tree.commune_front)
    with django_assert_num_queries(2):
        places = [letterhead_of(front, on=day).place for day in (BEFORE, AFTER)]
    assert places == ["Lam Khê", "Sơn Mộc"]


def test_a_day_nothing_is_known_of_takes_the_unit_as_it_is(tree):
    desk = builders.body("Đảng ủy xã Minh Lạc", tree.commune, valid_from=AFTER, place_name="Minh Lạc")
    assert letterhead_of(desk, on=BEFORE).place == "Minh Lạc"
    assert memory.time_on(desk, BEFORE) == desk


@pytest.mark.parametrize("since", [None, AFTER])
def test_what_sits_in_an_area_takes_over_its_level(tree, since):
    other, before = tree.district_level, tree.commune_level
    services.correct_unit(by=None, unit=tree.commune, level=other, since=since)
    tree.commune_desk.refresh_from_db()
    tree.village.refresh_from_db()
    told = [(time.level, time.valid_from) for time in tree.commune_desk.versions.order_by("pk")]
    assert (tree.commune_desk.level, tree.village.level) == (other, None)
    assert told == ([(other, None)] if since is None else [(before, None), (other, since)])
