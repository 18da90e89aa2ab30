"""Số đo: how long each page takes, counted by every web process and added up; told in the format of Prometheus.

The library keeps each process's counts in a file of its own under DANVAN_HOME/metrics (its multiprocess mode), so any
process can tell of all of them. `script/server` empties that folder before the first process starts.
"""

import contextlib
import hmac
import math
import os
import re
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.urls import get_resolver
from prometheus_client import CollectorRegistry, Histogram, generate_latest, multiprocess

NAME = "danvan_request_seconds"
BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
# An address that leads nowhere is counted under one name, whatever was typed.
NOWHERE = "-"
PARAMETER = re.compile(r"%\(\w+\)s")

# Bytes of a process's file: as it begins, and what one route takes in it; it grows by doubling.
BEGINS_WITH, ONE_ROUTE = 1 << 16, 1 << 14

seconds = Histogram(NAME, "Seconds from the request to the answer", ["route", "method", "status"], buckets=BOUNDS)


class MeterMiddleware:
    """Counts every request under the name of its route. Stands first, to see all of it."""

    def __init__(self, get_response):
        self.get_response = get_response
        with contextlib.suppress(OSError):
            Path(settings.DANVAN_METRICS).mkdir(parents=True, exist_ok=True)

    def __call__(self, request):
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        labels = (match.view_name if match else NOWHERE, request.method, f"{response.status_code // 100}xx")
        _count(labels, time.perf_counter() - began)
        return response


_with_room: set[tuple[str, ...]] = set()


def _count(labels: tuple[str, ...], took: float) -> None:
    if labels in _with_room or _has_room():
        _with_room.add(labels)
        seconds.labels(*labels).observe(took)


def _has_room() -> bool:
    """Whether the disk holds what one more route takes.

    The library writes into a file mapped into memory; where the disk is full, that ends the process (SIGBUS) instead of
    failing. So the room is taken beforehand, and what finds none is not counted.
    """
    counts = Path(settings.DANVAN_METRICS) / f"histogram_{os.getpid()}.db"
    try:
        with counts.open("a+b") as file:
            return _reserve(file) or _forget(counts)
    except OSError:
        return False


def _reserve(file: BinaryIO) -> bool:
    file.seek(0)
    used, there = int.from_bytes(file.read(4), sys.byteorder), os.fstat(file.fileno()).st_size
    size = max(there, BEGINS_WITH)
    try:
        os.posix_fallocate(file.fileno(), 0, size if used + ONE_ROUTE <= size else 2 * size)
    except OSError:
        file.truncate(there)
        return False
    return True


def _forget(counts: Path) -> bool:
    """An empty file cannot be read by whoever adds up."""
    if not counts.stat().st_size:
        counts.unlink()
    return False


@dataclass(frozen=True)
class Page:
    """One route: how often it was asked for, its mean in seconds, and the bound below which 95 of 100 answers came."""

    route: str
    asked: int
    mean: float
    most_within: float

    @property
    def title(self) -> str:
        """The address as people see it in the browser, “…” where it names a record."""
        return "tệp giao diện; địa chỉ không có" if self.route == NOWHERE else _address(self.route)

    @property
    def is_beyond(self) -> bool:
        """Slower than the last bound."""
        return math.isinf(self.most_within)


def _address(route: str) -> str:
    """“/dang-ky/…/ban-in.pdf”; the name of a route that no longer exists stands for itself."""
    *rooms, name = route.split(":")
    resolver, before = get_resolver(), "/"
    for room in rooms:
        prefix, resolver = resolver.namespace_dict.get(room, ("", resolver))
        before += prefix.replace("\\", "")
    known = resolver.reverse_dict.getlist(name)
    return before + PARAMETER.sub("…", known[0][0][0][0]) if known else route


def may_read(authorization: str) -> bool:
    """Whether a request carries the token of the settings. Without a token in the settings nobody may."""
    wanted = settings.DANVAN_METRICS_TOKEN
    return bool(wanted) and hmac.compare_digest(authorization.encode(), f"Bearer {wanted}".encode())


def exposition(*more) -> bytes:
    """Everything counted, in the text format of Prometheus; `more` are collectors of what is looked up only now."""
    registry = _counted()
    for one in more:
        registry.register(one)
    return generate_latest(registry)


def slowest(most: int) -> list[Page]:
    """The routes with the highest mean, the slowest first."""
    found = [_page(route, counts) for route, counts in _by_route().items()]
    return sorted(found, key=lambda page: (-page.mean, page.route))[:most]


def _counted() -> CollectorRegistry:
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(settings.DANVAN_METRICS))
    return registry


def _by_route() -> dict[str, dict[str, float]]:
    """For each route the samples of its answers, whatever method and status: sum, count, and each bound's count."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for metric in _counted().collect():
        for sample in metric.samples if metric.name == NAME else ():
            key = sample.labels.get("le") or sample.name.removeprefix(f"{NAME}_")
            found[sample.labels["route"]][key] += sample.value
    return found


def _page(route: str, counts: dict[str, float]) -> Page:
    asked = int(counts["count"])
    enough = asked * 0.95
    bounds = (bound for bound in BOUNDS if counts[str(float(bound))] >= enough)
    return Page(route, asked, counts["sum"] / asked, next(bounds, math.inf))
