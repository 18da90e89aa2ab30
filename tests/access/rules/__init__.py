"""The rules, one module a room. A new route gets its line there; a new room its module, named here."""

from tests.access.rules import (
    accounts,
    desk,
    evaluation,
    following,
    front,
    lists,
    periodic,
    portal,
    recognition,
    registrations,
    reorganisation,
    reports,
    scans,
    units,
)

ROOMS = (
    portal, accounts, units, registrations, lists, following, scans, desk, evaluation, recognition, front, reports, periodic,
    reorganisation,
)  # fmt: skip
RULES = [rule for room in ROOMS for rule in room.RULES]
