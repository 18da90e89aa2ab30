"""Writing the agreed total of a dossier: while the council moderates, by who keeps its minutes, always with a reason."""

from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from common import audit, numbers
from common.locks import locked_row
from evaluation.enums import RoundState
from evaluation.marks import asked, asks_superior, maximum
from evaluation.models import Moderation, Nomination, Round
from evaluation.rights import moderates
from evaluation.steps import NOT_OPEN_AGAIN

NOT_MODERATING = "Chỉ thống nhất điểm khi hội đồng đang họp, trước khi kết luận."


@transaction.atomic
def moderate(*, by, nomination: Nomination, points: Decimal | None, reason: str, token: UUID) -> Moderation:
    """Set the agreed total, or take it back (`points` None). A repeated token finds the first one.

    Raises ValidationError outside the moderating phase, or for points the criteria cannot give.
    """
    round = locked_row(Round, nomination.round_id, "plan")
    if not moderates(by, round):
        raise PermissionDenied
    locked = locked_row(Nomination, nomination.pk, "criteria_set")
    if first := locked.moderations.filter(token=token).first():
        return first
    if round.state != RoundState.MODERATING:
        raise ValidationError(NOT_MODERATING, code="state")
    locked.round = round
    if locked.is_settled:
        raise ValidationError(NOT_OPEN_AGAIN, code="state")
    _within(locked, points)
    before = locked.moderation.points if locked.moderation else None
    made = Moderation.objects.create(nomination=locked, points=points, reason=reason, by=by, token=token)
    locked.moderation = made if points is not None else None
    locked.save(update_fields=["moderation"])
    # Points are told to who reads the table, not to who reads the log.
    action = (
        "Bỏ điểm thống nhất" if points is None else "Sửa điểm thống nhất" if before is not None else "Thống nhất điểm"
    )
    audit.record(by=by, action=action, obj=locked)
    return made


def _within(nomination: Nomination, points: Decimal | None) -> None:
    criteria = asked(nomination.criteria_set.criteria.all(), superior=asks_superior(nomination.round))
    most = maximum(nomination.criteria_set, criteria)
    if points is not None and not 0 <= points <= most:
        raise ValidationError({"points": f"Điểm từ 0 đến {numbers.score(most)}, tối đa hai chữ số thập phân."})
