"""Việc từng bước làm với đính chính: published, it puts right what decision and lines say; the items keep what they said."""

from datetime import date

from django.core.exceptions import ValidationError

from common.locks import hold, locked_rows
from common.workflow import Step
from recognition.enums import Subject
from recognition.models import Award, Correction, CorrectionItem, Decision
from recognition.models.corrections import column, kept
from recognition.steps import found_by, is_number_taken, office_ended, sign

NO_LATER = "Ngày đúng của quyết định không được sau ngày thu hồi danh hiệu theo quyết định đó."


def not_ready(position, correction: Correction, day: date) -> str:
    ended = office_ended(position, correction, day)
    return ended or ("" if items_in(correction) else "Chưa ghi chỗ nào đã sai.")


def items_in(correction: Correction) -> list[CorrectionItem]:
    """Its items, remembered on the correction in hand."""
    if "_items" not in correction.__dict__:
        correction._items = list(correction.items.select_related("award").order_by("award__sort_key", "pk"))
    return correction._items


def drop(correction: Correction, step: Step) -> None:
    correction.items.all().delete()


def sign_and_publish(correction: Correction, step: Step) -> None:
    sign(correction, step)
    publish(correction, step)


def publish(correction: Correction, step: Step) -> None:
    """Under its own number and day. Certificates, pages and figures say what is right from now on."""
    correction.number, correction.issued_on = step.data["number"], step.data["issued_on"]
    correction.published_at = step.at
    hold(correction.decision)
    decision = Decision.objects.get(pk=correction.decision_id)
    if correction.issued_on < decision.issued_on:
        raise ValidationError("Ngày đính chính không được trước ngày của quyết định.", code="obstacle")
    items = items_in(correction)
    keys = [item.award_id for item in items if item.award_id]
    lines = {one.pk: one for one in locked_rows(Award.objects.filter(pk__in=keys)).order_by("pk")}
    for item in items:
        _put_right(item, lines.get(item.award_id) or decision)
    for award in lines.values():
        found_by(award)
        award.save()
    _keep_decision(decision, items)


def _put_right(item: CorrectionItem, target: Award | Decision) -> None:
    """What stands there now is kept, whatever it was when the correction was drawn up."""
    item.was = kept(getattr(target, item.subject))
    item.save(update_fields=["was"])
    setattr(target, item.subject, column(item.subject, item.becomes))


def _keep_decision(decision: Decision, items: list[CorrectionItem]) -> None:
    subjects = {item.subject for item in items if item.award_id is None}
    if not subjects:
        return
    if subjects & {Subject.NUMBER, Subject.ISSUED_ON} and is_number_taken(decision):
        raise ValidationError("Đơn vị đã có quyết định khác mang số đó trong năm.", code="obstacle")
    if Subject.ISSUED_ON in subjects:
        _move_day(decision)
    decision.save()


def _move_day(decision: Decision) -> None:
    """Figures count by the day of the decision: the right one."""
    given, taken = Award.objects.filter(decision=decision), Award.objects.filter(revoked_by=decision)
    if given.filter(revoked_on__lt=decision.issued_on).exists():
        raise ValidationError(NO_LATER, code="obstacle")
    if taken.filter(issued_on__gt=decision.issued_on).exists():
        raise ValidationError("Ngày thu hồi không được trước ngày của quyết định đã công nhận.", code="obstacle")
    given.update(issued_on=decision.issued_on)
    taken.update(revoked_on=decision.issued_on)


def as_first_issued(decision: Decision, awards: list[Award]) -> None:
    """Lay the first text over what is right, in memory alone: the decision prints as it was signed."""
    items = CorrectionItem.objects.filter(correction__decision=decision, correction__published_at__isnull=False)
    lines = {award.pk: award for award in awards}
    # The latest first, so that the earliest text has the last word.
    for item in items.order_by("-correction__published_at", "-pk"):
        target = lines.get(item.award_id) if item.award_id else decision
        if target is not None:
            setattr(target, item.subject, column(item.subject, item.was))
