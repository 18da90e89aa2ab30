"""Writing what a reviewer answers when asked about conflicts of interest."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from common.locks import locked_rows
from common.workflow import perform
from evaluation import blind, workflow
from evaluation.clearing import to_clear
from evaluation.models import Nomination, Round, Sheet
from evaluation.takeover import take_over, what_binds


@transaction.atomic
def answer_conflicts(
    *, by, round: Round, shown: Iterable[Nomination], bound: Iterable[Nomination] = (), how: str = "",
    at: datetime | None = None,
) -> tuple[list[Sheet], list[Sheet]]:  # fmt: skip
    """Record the answer about the dossiers `shown`: the `bound` ones are declined, the others confirmed free.

    Gives (free, declined). What was answered already is left alone. Raises ValidationError where the reviewer is known
    to be bound to a dossier and does not say so.
    """
    at, keys = at or timezone.now(), {one.pk for one in bound}
    asked = locked_rows(to_clear(by, round).filter(nomination__in={one.pk for one in shown}))
    sheets = list(asked.select_related("nomination__round", "reviewer__user").order_by("pk"))
    declined = [one for one in sheets if one.nomination_id in keys]
    free = [one for one in sheets if one.nomination_id not in keys]
    for one in declined:
        perform(workflow.DECLINE, one, by=by, data={"note": how}, token=uuid4(), at=at)
    for one in free:
        _refuse_bound(by, one)
        take_over(by=by, sheet=one)
        one.cleared_at = at
    Sheet.objects.bulk_update(free, ["cleared_at"], batch_size=500)
    audit.record_many(by=by, action="Khẳng định không liên quan", objs=free)
    return free, declined


def _refuse_bound(by, sheet: Sheet) -> None:
    if reason := what_binds(by, sheet):
        blind.cover_owners(by, [sheet.nomination])
        title = sheet.nomination.title
        raise ValidationError({"bound": f"Đồng chí {reason} nên không chấm “{title}”; hãy đánh dấu hồ sơ này."})
