"""A plan of 2024 that takes registrations all the year."""

from datetime import date

import pytest

from tests import builders

ALL_YEAR = {"opens_on": date(2024, 1, 1), "closes_on": date(2025, 1, 1), "year": 2024}


@pytest.fixture
def plan(tree, cast):
    return builders.plan(tree, cast.commune_officer, **ALL_YEAR)


@pytest.fixture
def district_plan(tree, cast):
    return builders.plan(tree, cast.district_officer, issuer=tree.district_desk, number="32-KH/HU", **ALL_YEAR)
