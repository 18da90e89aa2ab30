"""Holding a row so that two at once go one after the other; the row itself is not read again."""

from django.db import models


def hold(row: models.Model) -> None:
    """Lock the row of `row` until the transaction ends. Used inside `atomic` only."""
    list(type(row)._default_manager.select_for_update().filter(pk=row.pk).values_list("pk"))
