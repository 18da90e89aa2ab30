"""What a file of several tables asks of the database: what they share once, and the same whatever there is."""

import pytest

from reports.dashboards import remembered
from tests import builders
from tests.reports.figures import confirmed

# file: questions of the portal for it, those of signing in included.
COSTS = {
    "/bao-cao/2024-quy-1/bieu-01.xlsx": 12,
    "/bao-cao/2024-quy-1/bieu-01.pdf": 12,
    "/bao-cao/2024-quy-1/bao-cao.xlsx": 18,
    "/bao-cao/2024-quy-1/bao-cao.pdf": 18,
    "/bao-cao/2024-quy-1/cuoc-van-dong.xlsx": 17,
    "/bao-cao/bieu-do/tat-ca.xlsx": 22,
    "/bao-cao/bieu-do/tat-ca.xlsx?tu-nam=2024": 20,
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), COSTS.items())
def test_a_file_costs_the_same_whatever_there_is(
    as_position, cast, tree, plan, count, path, queries, django_assert_num_queries, monkeypatch
):
    # Figures are asked anew, however long a busy machine took to count them.
    monkeypatch.setattr(remembered, "LONG", float("inf"))
    for number in range(count):
        confirmed(cast, tree, plan)
        builders.area(f"thôn {number + 1}", tree.commune)
    client = as_position(cast.district_officer)
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
