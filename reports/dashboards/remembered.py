"""Nhớ số đã tính: what took long to count stands for some minutes, for whoever may see exactly the same.

The key holds everything the figures are counted by: the areas in sight, the area asked for with its rows and paths, the
days, the tree, kind, line and sides. What was counted quickly is counted each time, so that a small desk finds what it
has just confirmed.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.utils import timezone

from reports.dashboards.asked import Asked
from reports.frames import Frame

# As decision 31 and the help topic say.
STANDS = 10 * 60
LONG = 0.3


@dataclass(frozen=True)
class Counted:
    """What was counted, and when."""

    value: Any
    at: datetime


def remembered(frame: Frame, asked: Asked, what: str, count: Callable[[], Any]) -> Counted:
    """The figures called `what`: those that stand, unless asked for later ones, else counted now."""
    cache, key = caches["figures"], _key(frame, asked, what)
    found = cache.get(key)
    if isinstance(found, Counted) and not (asked.after and found.at.timestamp() <= asked.after):
        return found
    begun, now = time.monotonic(), timezone.now()
    made = Counted(count(), now)
    if time.monotonic() - begun >= LONG:
        cache.set(key, made, STANDS)
    else:
        # An older answer, which took long, must not come back.
        cache.delete(key)
    return made


def _key(frame: Frame, asked: Asked, what: str) -> str:
    position, area = frame.position, frame.area
    decides = (
        what, position.role, sorted(one.path for one in position.all_areas()),
        frame.period.start, frame.period.end, frame.tree.value, asked.question.kind, asked.line,
        area and (area.pk, area.paths, area.home), frame.looks_back, sorted(frame.before_in),
        [(row.key, [one.paths for one in row.units]) for row in frame.rows],
    )  # fmt: skip
    return hashlib.sha256(repr(decides).encode()).hexdigest()
