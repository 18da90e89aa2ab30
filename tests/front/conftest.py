"""The Front's officers and the contents of the campaign."""

import pytest

from tests.front import builders as build


@pytest.fixture
def front(cast):
    """Cán bộ Mặt trận of the commune."""
    return cast.commune_front


@pytest.fixture
def about(db):
    """The five contents."""
    return build.contents()


@pytest.fixture
def district_front(tree, cast):
    return build.district_front(tree)


@pytest.fixture
def other_front(tree, cast):
    return build.other_front(tree)
