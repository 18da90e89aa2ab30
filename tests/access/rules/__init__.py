"""The rules, one module a room. A new route gets its line there; a new room its module, named here."""

from tests.access.rules import (
    accounts,
    desk,
    evaluation,
    following,
    portal,
    registrations,
    reorganisation,
    reports,
    scans,
    units,
)

ROOMS = (portal, accounts, units, registrations, following, scans, desk, evaluation, reports, reorganisation)
RULES = [rule for room in ROOMS for rule in room.RULES]
