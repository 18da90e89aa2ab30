"""Chọn đơn vị: the long list of a province in the order of its areas."""

from registrations.plans.forms import PlanForm
from units.choosing import by_area
from units.models import Unit


def test_units_stand_under_their_area_and_areas_under_those_above(tree):
    groups = by_area(list(Unit.objects.select_related("parent").order_by("-pk")))
    areas = [area for area, _units in groups]
    of_commune = dict(groups)[str(tree.commune)]

    assert areas[0] == str(tree.province)
    assert areas.index(str(tree.district)) < areas.index(str(tree.commune))
    assert areas.index(str(tree.commune)) - areas.index(str(tree.district)) <= sum(
        area.parent_id == tree.district.pk for area in Unit.objects.filter(nature="area")
    )
    assert of_commune[0] == tree.commune
    assert [unit for unit in of_commune if unit == tree.village] == [tree.village]
    assert sum(len(units) for _area, units in groups) == Unit.objects.count()
    # Villages before bodies, each by the alphabet.
    rest = [(not unit.is_area, unit.sort_key) for unit in of_commune[1:]]
    assert rest == sorted(rest)


def test_the_issuer_of_a_plan_is_chosen_by_area_with_one_question(cast, tree, django_assert_num_queries):
    form = PlanForm(position=cast.province_officer)
    with django_assert_num_queries(1):
        html = str(form["issuer"])

    assert f'<optgroup label="{tree.commune}">' in html
    assert html.index(f'label="{tree.district}"') < html.index(f'label="{tree.commune}"')
