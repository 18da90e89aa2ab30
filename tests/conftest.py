"""What every test gets. Builders of units, people and registrations are plain functions in tests/builders.py."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Counters of failed sign-ins live in the cache and must not pass from one test to the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """What a test uploads lies in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"


# Fixtures of the rooms (signed-in clients, a commune with its desk …) are added below this line.
