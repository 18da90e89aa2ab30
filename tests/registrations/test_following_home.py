"""What was asked of a unit stands on its home page until it is answered, at no further question."""

from uuid import uuid4

import pytest

from registrations.following import workflow
from registrations.following.services import urgings
from registrations.models import Recommendation, Urging
from tests import builders
from tests.registrations.following import day, guard, held, inspection_of, move, shown
from tests.registrations.test_cost import asked


@pytest.fixture
def model(tree, cast, plan):
    return held(tree, cast, plan)


def lines(client) -> list[tuple]:
    found = [line for one in client.get("/").context["work"] for line in one.lines]
    return [(line.title, line.url, line.due_on, line.late) for line in found]


def urge(by, unit, said="Gửi số liệu ngày công", **changes):
    return urgings.urge(by=by, unit=unit, asked=said, due_on=day(3), token=uuid4(), **changes)


def test_an_urging_stands_on_the_home_page_of_the_unit_until_it_is_answered(as_position, cast, tree, model):
    late, soon = urge(cast.commune_leader, tree.village, "Dời tường rào"), urge(cast.commune_leader, tree.village)
    Urging.objects.filter(pk=late.pk).update(due_on=day(-1))
    urge(cast.commune_leader, tree.women, "Việc của hội")
    owner = as_position(cast.registrant)
    assert lines(owner)[:2] == [
        ("Trả lời đôn đốc: Dời tường rào", f"/dang-ky/theo-doi/don-doc/{late.pk}/tra-loi/", day(-1), True),
        ("Trả lời đôn đốc: Gửi số liệu ngày công", f"/dang-ky/theo-doi/don-doc/{soon.pk}/tra-loi/", day(3), False),
    ]
    for one in (late, soon):
        urgings.reply(by=cast.registrant, urging=one, text="Đã làm.", name="Thoa")
    assert not any("đôn đốc" in line[0] for line in lines(owner))


def test_a_unit_that_has_registered_nothing_is_told_as_well(as_position, cast, tree):
    urge(cast.commune_leader, tree.village)
    assert [line[0] for line in lines(as_position(cast.registrant))] == ["Trả lời đôn đốc: Gửi số liệu ngày công"]


def test_a_commune_that_is_urged_is_told_at_its_desk(as_position, cast, tree, plan):
    one = urge(cast.district_leader, tree.commune, "Báo cáo tình hình")
    address = f"/dang-ky/theo-doi/don-doc/{one.pk}/tra-loi/"
    for who in (cast.commune_officer, cast.commune_clerk, cast.commune_leader):
        found = as_position(who)
        assert ("Trả lời đôn đốc: Báo cáo tình hình", address, day(3), False) in lines(found)
        assert found.get(address).status_code == 200
    for who in (cast.district_officer, cast.other_commune_officer):
        assert not any("đôn đốc" in line[0] for line in lines(as_position(who)))


def test_an_open_recommendation_stands_there_until_it_is_reported_as_mended(as_position, cast, tree, model):
    made = inspection_of(cast, models=[model], units=[tree.village], conclude=False)
    owner = as_position(cast.registrant)
    assert not any("kiến nghị" in line[0] for line in lines(owner)), "nothing is told before the conclusion"
    move(workflow.CONCLUDE, made, cast.commune_officer)
    keys = list(Recommendation.objects.values_list("pk", flat=True))
    told = [line for line in lines(owner) if "kiến nghị" in line[0]]
    assert told == [
        (
            "Khắc phục kiến nghị: Cắm biển báo",
            f"/dang-ky/theo-doi/kien-nghi/{key}/buoc/bao-da-khac-phuc/",
            day(10),
            False,
        )
        for key in sorted(keys)
    ]
    assert owner.get(told[0][1]).status_code == 200
    for one in Recommendation.objects.all():
        move(workflow.REPORT_FIXED, one, cast.registrant, note="Đã làm.")
    assert not any("kiến nghị" in line[0] for line in lines(owner))
    assert not any("kiến nghị" in line[0] for line in lines(as_position(cast.women_registrant)))


@pytest.mark.parametrize("who", ["registrant", "commune_officer", "commune_leader"])
def test_the_home_page_asks_no_more_for_it(as_position, cast, tree, model, who):
    client = as_position(getattr(cast, who))
    before = asked(client, "/")
    inspection_of(cast, models=[model], units=[tree.village])
    for unit in (tree.village, tree.commune, tree.village):
        urge(cast.district_leader, unit, registration=None)
    assert asked(client, "/") == before


def test_who_urges_is_told_whether_anybody_sees_it(as_position, cast, tree):
    leader, address = as_position(cast.commune_leader), "/dang-ky/theo-doi/don-doc/moi/"
    lonely = builders.area("thôn Tây", tree.commune)
    for unit, told in ((tree.village, "thấy ở “Việc cần làm”"), (lonely, "chưa có người dùng cổng: hãy báo trực tiếp")):
        typed = {"asked": "Báo cáo", "due_on": shown(3)} | guard(cast.commune_leader)
        page = leader.post(f"{address}?don-vi={unit.pk}", typed, follow=True)
        assert told in page.content.decode()
