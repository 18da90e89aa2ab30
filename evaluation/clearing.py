"""Câu hỏi có liên quan: what of a round a reviewer has still to answer for, before any of it is scored."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from common.parts import Ungrouped
from evaluation.enums import LIVE_SHEETS, SheetState
from evaluation.models import Round, Sheet, SheetEvent

NOT_CLEARED = "Trước khi gửi phiếu, đồng chí trả lời ở trang đợt đánh giá: có liên quan đến hồ sơ này hay không."


def to_clear(position, round: Round):
    """The sheets newly given to the position. What is taken over from another is asked about anew."""
    waiting = Sheet.objects.filter(nomination__round=round).to_score_by(position)
    return waiting.exclude(cleared_at__isnull=False, reviewer=position)


class _OfRound(Ungrouped, Coalesce):
    """A number that follows from the round alone: worked out once for it, not for every sheet joined to be counted."""


def left_by_conflicts():
    """A column of rounds: how many dossiers a reviewer has declined and nobody was given since."""
    declared = SheetEvent.objects.filter(sheet=OuterRef("pk"), move="decline").order_by("-pk").values("at")[:1]
    given = Q(assigned_at__gt=OuterRef("declared")) | Q(
        events__move="assign_again", events__at__gt=OuterRef("declared")
    )
    since = Sheet.objects.filter(given, nomination=OuterRef("nomination"), state__in=LIVE_SHEETS)
    declined = Sheet.objects.filter(nomination__round=OuterRef("pk"), state=SheetState.DECLINED)
    left = declined.annotate(declared=Subquery(declared)).filter(~Exists(since)).order_by().values("nomination__round")
    return _OfRound(Subquery(left.annotate(number=Count("nomination", distinct=True)).values("number")), 0)
