"""Chữ để tìm và khóa xếp: stored beside the text, so that searching and sorting are alike on every database.

The stored text keeps the name of the unit as it was when the paper was sent. The name it has now is looked for among
the units, which are few, and told by the record's own path, which stands in the index of the list: a corrected name
needs no writing here, and the search no join.
"""

from glob import escape
from typing import Any

from django.db import connections
from django.db.models import Count, F, Q
from django.db.models.lookups import Contains

from common import vietnamese
from registrations.models import Registration
from units.models import Unit

# An index line of PostgreSQL holds 2,700 bytes; only signs that are no Vietnamese letters take more than one.
MOST_BYTES = 2300
# Of a folded text, from signs that are few in it to those that are many (each has its code, and in that a year); what is
# not among them is rare. Last those that GLOB tries at every place.
SIGNS = "qrslbyxpkmvcedtgiuohan-0123456789[*?"


def search_text(registration: Registration) -> str:
    """Title, unit, person and code without marks; the unit by the names of then and now."""
    units = dict.fromkeys([registration.unit_name_then, str(registration.unit_now)])
    words = f"{registration.code} {registration.title} {' '.join(units)} {registration.person_name}"
    return vietnamese.fold(words)[:900].encode()[:MOST_BYTES].decode(errors="ignore")


def sort_key(registration: Registration) -> str:
    """The title in the order of the Vietnamese alphabet."""
    return vietnamese.sort_key(registration.title)[:900]


class Holds(Contains):
    """A text that holds a word, letter by letter. PostgreSQL looks for a pattern sign by sign and takes the word for rare
    whatever it is, so that it sets other processes to work: of three words in 100,000 texts 90 ms, and now 45. SQLite's
    LIKE looks for small and capital letters alike, which takes a little longer than its GLOB.
    """

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        text, params = self.process_lhs(compiler, connection)
        return f"{text} GLOB %s", [*params, f"*{escape(self.rhs)}*"]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        text, params = self.process_lhs(compiler, connection)
        return f"STRPOS({text}, %s) > 0", [*params, self.rhs]


def found(registrations, text: str):
    """Those that hold every word of `text`, without marks, themselves or in the present name of their unit."""
    words = list(dict.fromkeys(vietnamese.fold(text).split()))
    in_names = _in_names_of_units(words)
    for word in cheapest_first(words, in_names, connections[registrations.db].vendor):
        holds = Q(Holds(F("search_text"), word))
        if word in in_names:
            holds |= Q(scope_path__in=Unit.objects.filter(search_text__contains=word).values("path"))
        registrations = registrations.filter(holds)
    return registrations


def cheapest_first(words: list[str], in_names: set[str], vendor: str) -> list[str]:
    """Most texts are told by one word that they do not hold: that one should be cheap to look for. What units are called
    by is held by most; PostgreSQL goes through a text in steps as long as the word, SQLite from one of its first signs to
    the next.
    """
    in_long_steps = vendor == "postgresql"
    return sorted(words, key=lambda word: (word in in_names, -len(word) if in_long_steps else SIGNS.find(word[0])))


def _in_names_of_units(words: list[str]) -> set[str]:
    """The words that some unit is called by; one query, none without a word."""
    if not words:
        return set()
    counts = {f"w{place}": Count("pk", filter=Q(search_text__contains=word)) for place, word in enumerate(words)}
    counted = Unit.objects.aggregate(**counts)
    return {word for place, word in enumerate(words) if counted[f"w{place}"]}
