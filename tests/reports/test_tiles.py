"""Xếp ô lược đồ: laid out by the office of the area, seen by everybody who looks at its scheme."""

import pytest
from django.core.exceptions import PermissionDenied

from common.models import AuditRecord
from documents.table import bare
from reports.dashboards import services, tiles
from reports.dashboards.asked import Asked
from reports.models import TilePlace
from tests.reports.figures import confirmed
from tests.reports.test_dashboards import drawn

pytestmark = pytest.mark.django_db
HERE = "/bao-cao/bieu-do/luoc-do/"


def typed(places):
    """What the form sends; a browser always sends its token, too."""
    return {"token": "x"} | {
        f"{name}-{unit.pk}": str(number) for unit, place in places.items()
        for name, number in zip(("hang", "cot"), place, strict=True) if number is not None
    }  # fmt: skip


def in_order(position, **query):
    """The tiles of the scheme: (name, place)."""
    return [(bare(row["unit"]), row["place"]) for row in drawn(position, "luoc-do", **query)["luoc-do"].rows]


@pytest.fixture
def two_communes(cast, tree, plan):
    """The district, whose scheme has two communes."""
    confirmed(cast, tree, plan)
    return tree.district


def test_an_officer_lays_out_the_scheme_of_the_own_area_and_everybody_sees_it(as_position, cast, tree, two_communes):
    client = as_position(cast.district_officer)
    page = client.get(HERE).content.decode()
    address = f"{HERE}{two_communes.pk}/xep-o/"
    assert f'href="{address}"' in page
    assert "Hàng của xã Minh Lạc" in client.get(address).content.decode()

    answer = client.post(address, typed({tree.commune: (2, 1), tree.other_commune: (1, 3)}))
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}?don-vi={two_communes.pk}")
    for position in (cast.district_officer, cast.district_leader):
        assert in_order(position)[:2] == [("xã Phúc Khê", (1, 3)), ("xã Minh Lạc", (2, 1))]
    assert in_order(cast.province_officer, **{"don-vi": str(two_communes.pk)})[0] == ("xã Phúc Khê", (1, 3))
    # Another order was asked for.
    assert in_order(cast.district_officer, xep="ten")[:2] == [("xã Minh Lạc", None), ("xã Phúc Khê", None)]
    assert AuditRecord.objects.get(action="Xếp ô lược đồ").after == {"số ô": "2"}


def test_what_was_laid_out_is_changed_and_taken_back(as_position, cast, tree, two_communes):
    client, address = as_position(cast.district_officer), f"{HERE}{two_communes.pk}/xep-o/"
    client.post(address, typed({tree.commune: (2, 1), tree.other_commune: (1, 3)}))
    client.post(address, typed({tree.commune: (1, 3), tree.other_commune: (2, 1)}))
    assert tiles.places_of(two_communes.pk) == {tree.commune.pk: (1, 3), tree.other_commune.pk: (2, 1)}
    client.post(address, typed({}))
    assert tiles.places_of(two_communes.pk) == {}
    lines = AuditRecord.objects.filter(action="Xếp ô lược đồ").count()
    client.post(address, typed({}))
    assert AuditRecord.objects.filter(action="Xếp ô lược đồ").count() == lines == 3


@pytest.mark.parametrize(
    ("places", "box", "told"),
    [
        (((1, 1), (1, 1)), "hang-{1}", "Hàng 1, cột 1 đã có xã Minh Lạc."),
        (((1, None), (None, None)), "cot-{0}", "Ghi cả hàng và cột, hoặc để trống cả hai."),
        (((None, 4), (None, None)), "hang-{0}", "Ghi cả hàng và cột, hoặc để trống cả hai."),
        (((0, 1), (1, 1)), "hang-{0}", "Ghi số từ 1 đến 30."),
        (((1, 13), (1, 1)), "cot-{0}", "Ghi số từ 1 đến 12."),
        ((("một", 1), (1, 1)), "hang-{0}", "Ghi số từ 1 đến 30."),
    ],
)
def test_what_cannot_stand_is_told_beside_the_box_and_nothing_is_kept(
    as_position, cast, tree, two_communes, places, box, told
):
    units = (tree.commune, tree.other_commune)
    answer = as_position(cast.district_officer).post(
        f"{HERE}{two_communes.pk}/xep-o/", typed(dict(zip(units, places, strict=True)))
    )
    assert answer.context["form"].errors == {box.format(*(one.pk for one in units)): [told]}
    assert told in answer.content.decode()
    assert not TilePlace.objects.exists()


def test_only_the_office_of_exactly_this_area_lays_it_out(as_position, cast, tree, two_communes):
    address = f"{HERE}{two_communes.pk}/xep-o/"
    for position, status in (
        (cast.province_officer, 403), (cast.district_leader, 403), (cast.commune_officer, 404), (cast.district_officer, 200),
    ):  # fmt: skip
        assert as_position(position).get(address).status_code == status, position
    with pytest.raises(PermissionDenied):
        services.lay_out(by=cast.province_officer, area=two_communes, places={tree.commune.pk: (1, 1)})
    assert "xep-o" not in as_position(cast.province_officer).get(HERE, {"don-vi": two_communes.pk}).content.decode()


def test_the_usual_order_is_that_of_the_places():
    assert "xep=" not in Asked().address("/") and Asked().order == "cho"
