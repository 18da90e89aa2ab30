"""Ghi các hàng đã dán: the good ones, each once however often the button is pressed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from common import audit
from common.locks import among_others
from front.models import Activity, Contribution
from front.models.kept import Kept
from front.pasting.lines import Line
from front.services import activities, contributions
from front.services.keeping import new_row


def tokens(token: UUID, count: int) -> list[UUID]:
    """The token of each line of one press."""
    return [uuid5(token, str(number)) for number in range(1, count + 1)]


@transaction.atomic
def add_activities(*, by, lines: list[Line], token: UUID) -> int:
    """Ghi các hoạt động đúng, for the own body. Returns how many. Raises PermissionDenied, ValidationError."""
    good = _good(lines, token)
    rows = _add(Activity, activities.prepared, by, good)
    link = Activity.contents.through
    link.objects.bulk_create(
        link(activity_id=row.pk, content_id=content.pk) for row in rows for content in good[row.token].contents
    )
    told = {row.pk: ({}, audit.facts(row) | _contents(good[row.token])) for row in rows}
    audit.record_many(by=by, action="Ghi hoạt động (dán từ Excel)", objs=rows, told=told)
    return len(good)


@transaction.atomic
def add_contributions(*, by, lines: list[Line], token: UUID) -> int:
    """Ghi các khoản đúng, for the own body. Returns how many. Raises PermissionDenied, ValidationError."""
    good = _good(lines, token)
    rows = _add(Contribution, contributions.prepared, by, good)
    audit.record_many(by=by, action="Ghi nguồn lực (dán từ Excel)", objs=rows)
    return len(good)


def _good(lines: list[Line], token: UUID) -> dict[UUID, Line]:
    return {uuid5(token, str(line.number)): line for line in lines if line.is_good}


def _add(model: type[Kept], prepared: Callable[[Any], Any], by, good: dict[UUID, Line]) -> list[Any]:
    """The rows an earlier press has not written."""
    among_others()
    written = set(model.objects.filter(token__in=good, written_by__in=by.seats).values_list("token", flat=True))
    return model.objects.bulk_create(
        prepared(new_row(model, by=by, unit=by.unit, token=own, facts=line.facts))
        for own, line in good.items()
        if own not in written
    )


def _contents(line: Line) -> dict[str, str]:
    return audit.told({"contents": "; ".join(str(one) for one in line.contents)})
