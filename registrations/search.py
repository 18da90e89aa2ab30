"""Chữ để tìm và khóa xếp: stored beside the text, so that searching and sorting are alike on every database."""

from common import vietnamese
from registrations.models import Registration


def search_text(registration: Registration) -> str:
    """Title, unit, person and code without marks."""
    words = f"{registration.code} {registration.title} {registration.unit} {registration.person_name}"
    return vietnamese.fold(words)[:900]


def sort_key(registration: Registration) -> str:
    """The title in the order of the Vietnamese alphabet."""
    return vietnamese.sort_key(registration.title)[:900]
