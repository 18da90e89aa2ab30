"""Facts about this installation that many pages and papers ask for."""

import time

from common.models import Mark

DEMO = "demo"
_REMEMBERED_FOR = 30.0
_remembered: dict[str, tuple[float, bool]] = {}


def is_demo() -> bool:
    """Whether the data are made up: then every page and every print says so. Remembered for half a minute."""
    known = _remembered.get(DEMO)
    if known and time.monotonic() - known[0] < _REMEMBERED_FOR:
        return known[1]
    answer = Mark.objects.filter(key=DEMO).exists()
    _remembered[DEMO] = (time.monotonic(), answer)
    return answer


def mark_as_demo() -> None:
    """Say from now on that the data are made up."""
    Mark.objects.get_or_create(key=DEMO)
    forget()


def forget() -> None:
    """Ask the database again at the next question."""
    _remembered.clear()
