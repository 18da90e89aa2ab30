"""Numbers that must not repeat: given under a row lock, inside the transaction that uses them."""

from django.db import transaction

from common.models import Counter


@transaction.atomic
def next_number(key: str) -> int:
    """The next number under `key`, from 1. Gap-free where the caller's transaction commits or rolls back whole."""
    Counter.objects.get_or_create(key=key)
    counter = Counter.objects.select_for_update().get(key=key)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value


@transaction.atomic
def go_past(key: str, number: int) -> None:
    """A number given elsewhere, on paper, is not given again: the next one under `key` is above it."""
    Counter.objects.get_or_create(key=key)
    counter = Counter.objects.select_for_update().get(key=key)
    if counter.value < number:
        counter.value = number
        counter.save(update_fields=["value"])
