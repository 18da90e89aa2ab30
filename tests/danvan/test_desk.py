"""Bàn làm việc: what waits at several positions of a person is told once."""

import pytest

from accounts.enums import Role
from danvan import desk
from tests import builders

pytestmark = pytest.mark.django_db


def test_what_waits_at_two_positions_stands_at_the_first(tree, cast, plan):
    builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    officer = cast.commune_officer
    again = builders.position(Role.CLERK, officer.unit, user=officer.user, title="Kiêm nhiệm")
    (alone,) = desk.work([again])
    first, second = desk.work([officer, again])
    assert alone.lines
    assert (first.lines, second.lines) == (alone.lines, [])
