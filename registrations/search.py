"""Chữ để tìm và khóa xếp: stored beside the text, so that searching and sorting are alike on every database."""

from common import vietnamese
from registrations.models import Registration

# An index line of PostgreSQL holds 2,700 bytes; only signs that are no Vietnamese letters take more than one.
MOST_BYTES = 2400


def search_text(registration: Registration) -> str:
    """Title, unit, person and code without marks; the unit by the names of then and now."""
    units = dict.fromkeys([registration.unit_name_then, str(registration.unit_now)])
    words = f"{registration.code} {registration.title} {' '.join(units)} {registration.person_name}"
    return vietnamese.fold(words)[:900].encode()[:MOST_BYTES].decode(errors="ignore")


def sort_key(registration: Registration) -> str:
    """The title in the order of the Vietnamese alphabet."""
    return vietnamese.sort_key(registration.title)[:900]
