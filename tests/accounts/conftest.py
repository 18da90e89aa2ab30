"""What the tests of this room share."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def clock(time_machine):
    """The clock goes on from now, and `clock.shift(seconds)` sets it forward."""
    time_machine.move_to(datetime.now(UTC))
    return time_machine
