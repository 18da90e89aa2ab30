"""The pages of charts in a browser: the choice of a figure."""

import pytest

from tests import builders

HERE = "/bao-cao/bieu-do/"


@pytest.fixture
def model(tree, cast, plan):
    return builders.effective(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])


def test_a_leader_shades_the_units_by_a_figure_and_looks_further_down(people, cast, model):
    leader = people(cast.district_leader)
    leader.opens(HERE)
    leader.follows("Lược đồ")
    leader.page.get_by_label("Tô theo").select_option(label="Được xác nhận hiệu quả")
    leader.clicks("Xem")
    assert leader.page.locator("h2").first.inner_text() == "Lược đồ thống kê: được xác nhận hiệu quả"
    leader.takes("luoc-do")
    leader.page.get_by_role("link", name="xã Minh Lạc").click()
    drawing = leader.page.locator("svg.chart:visible")
    assert "thôn Đông" in drawing.text_content()
    assert drawing.get_attribute("aria-label").startswith("Lược đồ thống kê")
