"""Chữ để tìm và khóa xếp: stored beside the text, so that searching and sorting are alike on every database."""

from common import vietnamese
from registrations.models import Registration

# An index line of PostgreSQL holds 2,700 bytes; only signs that are no Vietnamese letters take more than one.
MOST_BYTES = 2400


def search_text(registration: Registration) -> str:
    """Title, unit, person and code without marks."""
    words = f"{registration.code} {registration.title} {registration.unit} {registration.person_name}"
    return vietnamese.fold(words)[:900].encode()[:MOST_BYTES].decode(errors="ignore")


def sort_key(registration: Registration) -> str:
    """The title in the order of the Vietnamese alphabet."""
    return vietnamese.sort_key(registration.title)[:900]
