"""The tree of the tests with a second administrator, who approves."""

import pytest

from accounts.enums import Role
from tests import builders


@pytest.fixture
def second(tree, cast):
    return builders.position(Role.ADMIN, tree.province, user=builders.person("Lý Văn Thắng"))
