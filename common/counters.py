"""Numbers that must not repeat: given under a row lock, inside the transaction that uses them."""

from django.db import transaction

from common.locks import locked_rows
from common.models import Counter


def next_number(key: str) -> int:
    """The next number under `key`, from 1. Gap-free where the caller's transaction commits or rolls back whole."""
    return next_numbers(key, 1)[0]


@transaction.atomic
def next_numbers(key: str, count: int) -> range:
    """The next `count` numbers under `key`, given at once."""
    Counter.objects.get_or_create(key=key)
    counter = locked_rows(Counter.objects.all()).get(key=key)
    first, counter.value = counter.value + 1, counter.value + count
    counter.save(update_fields=["value"])
    return range(first, counter.value + 1)


@transaction.atomic
def go_past(key: str, number: int) -> None:
    """A number given elsewhere, on paper, is not given again: the next one under `key` is above it."""
    Counter.objects.get_or_create(key=key)
    counter = locked_rows(Counter.objects.all()).get(key=key)
    if counter.value < number:
        counter.value = number
        counter.save(update_fields=["value"])
