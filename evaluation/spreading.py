"""Chia phiếu tự động: which reviewer gets which dossier. Pure and deterministic: the same question, the same answer.

A flow of greatest size: as many places filled as any sharing out can fill, and no load higher than that needs.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Spread:
    """What is proposed: new (dossier, reviewer) pairs in order, the places nobody can fill, the load of everybody."""

    pairs: list[Pair]
    short: dict[Hashable, int]
    load: dict[Hashable, int]


def spread(
    dossiers: Sequence[Hashable], reviewers: Sequence[Hashable], *, wanted: int, most: int,
    given: Iterable[Pair] = (), barred: Iterable[Pair] = (),
) -> Spread:  # fmt: skip
    """Give every dossier `wanted` reviewers, nobody more than `most` dossiers, as evenly as can be.

    `given` pairs stand and count; `barred` ones are never made (bound to the dossier, or it was taken away).
    """
    given, barred = set(given), set(barred)
    places = {one: max(0, wanted - sum((one, who) in given for who in reviewers)) for one in dossiers}
    carried = {who: sum((one, who) in given for one in dossiers) for who in reviewers}
    free = {one: [who for who in reviewers if (one, who) not in given and (one, who) not in barred] for one in dossiers}
    best = _filled(places, free, {who: max(0, most - carried[who]) for who in reviewers})
    whole = sum(len(found) for found in best.values()) + sum(carried.values())
    for cap in range(ceil(whole / max(1, len(reviewers))), most):
        found = _filled(places, free, {who: max(0, cap - carried[who]) for who in reviewers})
        if sum(map(len, found.values())) == sum(map(len, best.values())):
            best = found
            break
    pairs = [(one, who) for one in dossiers for who in reviewers if who in best[one]]
    short = {one: places[one] - len(best[one]) for one in dossiers if places[one] > len(best[one])}
    return Spread(pairs, short, {who: carried[who] + sum(who in found for found in best.values()) for who in reviewers})


def _filled(places, free, room) -> dict[Hashable, set]:
    """The greatest filling: place by place, the least loaded first, moving others along where that makes room."""
    chosen: dict[Hashable, set] = {one: set() for one in places}
    load = dict.fromkeys(room, 0)
    for turn in range(max(places.values(), default=0)):
        for one in sorted(places, key=lambda dossier: len(free[dossier])):
            if places[one] > turn:
                _place(one, chosen, free, room, load)
    return chosen


def _place(one, chosen, free, room, load) -> bool:
    """One more reviewer for a dossier, by the shortest chain of moves that ends with somebody who has room."""
    if all(load[who] >= room[who] for who in room):
        return False
    came_from: dict[Hashable, tuple | None] = {one: None}
    queue, full = deque([one]), set()
    while queue:
        dossier = queue.popleft()
        for who in sorted(free[dossier], key=lambda reviewer: load[reviewer]):
            if who in chosen[dossier] or who in full:
                continue
            if load[who] < room[who]:
                _move_along(dossier, who, chosen, load, came_from)
                return True
            # All that a full reviewer could leave stands in the queue once: to ask again would only cost time.
            full.add(who)
            for other in chosen:
                if who in chosen[other] and other not in came_from:
                    came_from[other] = dossier, who
                    queue.append(other)
    return False


def _move_along(dossier, who, chosen, load, came_from) -> None:
    """`who` takes `dossier`; whoever leaves it for that takes the dossier before it in the chain."""
    load[who] += 1
    chosen[dossier].add(who)
    while came_from[dossier]:
        before, leaving = came_from[dossier]
        chosen[dossier].discard(leaving)
        chosen[before].add(leaving)
        dossier = before
