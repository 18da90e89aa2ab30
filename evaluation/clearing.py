"""Câu hỏi có liên quan: what of a round a reviewer has still to answer for, before any of it is scored."""

from evaluation.models import Round, Sheet

NOT_CLEARED = "Trước khi gửi phiếu, đồng chí trả lời ở trang đợt đánh giá: có liên quan đến hồ sơ này hay không."


def to_clear(position, round: Round):
    """The sheets newly given to the position. What is taken over from another is asked about anew."""
    waiting = Sheet.objects.filter(nomination__round=round).to_score_by(position)
    return waiting.exclude(cleared_at__isnull=False, reviewer=position)
