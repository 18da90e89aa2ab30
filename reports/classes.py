"""Lĩnh vực, cấp: what models are told apart by in the tables, both in one question."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from common.parts import part, together
from common.written import ask
from registrations.models import Sector
from units.models import Level

SECTOR, LEVEL = "sector", "level"


@dataclass(frozen=True)
class Class:
    """One sector or level; a level that is no more `ends` on a day."""

    key: int
    name: str
    ends: date | None = None


@dataclass(frozen=True)
class Classes:
    """All of them, in their order."""

    sectors: list[Class]
    levels: list[Class]


def known_classes() -> Classes:
    rows = ask(_classes)
    rows.sort(key=lambda row: (row["count"], row["key"]))
    found = {what: [Class(row["key"], row["said"], row["ends"]) for row in rows if row["what"] == what]
             for what in (SECTOR, LEVEL)}  # fmt: skip
    return Classes(found[SECTOR], found[LEVEL])


def _classes() -> QuerySet:
    return together(
        part(SECTOR, Sector.objects.all(), said=F("name"), count=F("number")),
        part(LEVEL, Level.objects.all(), said=F("name"), count=F("rank"), ends=F("valid_to")),
    )
