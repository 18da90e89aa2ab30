"""Ghi các hàng đã dán: the good ones, each once however often the button is pressed."""

from uuid import UUID, uuid5

from django.db import transaction

from common import audit
from common.locks import among_others
from front.models import Activity
from front.pasting import Line
from front.services.activities import prepared
from front.services.keeping import new_row


def tokens(token: UUID, count: int) -> list[UUID]:
    """The token of each line of one press."""
    return [uuid5(token, str(number)) for number in range(1, count + 1)]


@transaction.atomic
def add_lines(*, by, lines: list[Line], token: UUID) -> int:
    """Ghi các hàng đúng, for the own body. Returns how many. Raises PermissionDenied, ValidationError."""
    among_others()
    good = {uuid5(token, str(line.number)): line for line in lines if line.is_good}
    written = set(Activity.objects.filter(token__in=good, written_by__in=by.seats).values_list("token", flat=True))
    rows = [
        prepared(new_row(Activity, by=by, unit=by.unit, token=own, facts=line.facts))
        for own, line in good.items()
        if own not in written
    ]
    Activity.objects.bulk_create(rows)
    link = Activity.contents.through
    link.objects.bulk_create(
        link(activity_id=row.pk, content_id=content.pk) for row in rows for content in good[row.token].contents
    )
    told = {row.pk: ({}, audit.facts(row) | _contents(good[row.token])) for row in rows}
    audit.record_many(by=by, action="Ghi hoạt động (dán từ Excel)", objs=rows, told=told)
    return len(good)


def _contents(line: Line) -> dict[str, str]:
    return audit.told({"contents": "; ".join(str(one) for one in line.contents)})
