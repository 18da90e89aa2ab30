"""Việc từng bước làm với quyết định, besides its state, and what may stand in the way."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError

from accounts.signing import usually_headed_by
from common import counters, vietnamese
from common.locks import locked_rows
from common.workflow import Step
from recognition.enums import Act, DecisionState, MeritState
from recognition.models import Award, Correction, Decision, LegalBasis
from recognition.rights import has_proposed
from registrations.models import Registration
from units.standing import still_standing

# No letters that are mistaken for one another on paper; the code is typed by hand where a phone cannot read it.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
_CODE_LENGTH = 12
MOST_NAMED = 3
TAKE_OVER = "Nhận soạn tiếp"


def office_ended(position, paper: Decision | Correction, day: date) -> str:
    """Nothing goes out any more in the name of an office that has ended."""
    if paper.unit.exists_on(day):
        return ""
    told = f"{paper.unit} đã kết thúc hoạt động; đơn vị kế thừa bấm “{TAKE_OVER}” rồi trình ký."
    return told if paper.is_draft else f"{told} Trước đó hãy rút về hoặc trả lại người trình."


def take_over(paper: Decision | Correction, step: Step) -> None:
    """It becomes the paper of the office that took over; who drew up a correction tells whose it is."""
    if isinstance(paper, Correction):
        paper.created_by = step.by
    else:
        paper.unit = still_standing(step.by.unit)
        paper.level = paper.unit.level
        paper.awards.update(level=paper.level)
    paper.headed_by = usually_headed_by(paper.unit)


def not_ready(position, decision: Decision, day: date) -> str:
    """A decision is put before the leader with its lines and its legal bases."""
    if ended := office_ended(position, decision, day):
        return ended
    if not lines_in(decision):
        return "Quyết định chưa có dòng nào." if decision.gives else "Chưa chọn danh hiệu nào để thu hồi."
    if not bases_in(decision):
        return "Chưa ghi căn cứ của quyết định."
    return _without_merit_report(decision)


def lines_in(decision: Decision) -> int:
    """How many lines it has; remembered on the decision in hand: the page and its moves ask the same."""
    if "line_count" not in decision.__dict__:
        decision.line_count = (decision.awards if decision.gives else decision.revocations).count()
    return decision.line_count


def bases_in(decision: Decision) -> list[LegalBasis]:
    """Its legal bases, remembered likewise."""
    if "_bases" not in decision.__dict__:
        decision._bases = list(decision.bases.all())
    return decision._bases


def _without_merit_report(decision: Decision) -> str:
    """Where the office wants every line of a reward to rest on a confirmed báo cáo thành tích."""
    if not (decision.rewards and decision.needs_merit_reports):
        return ""
    missing = decision.awards.exclude(registration__merit_report__state=MeritState.CONFIRMED).count()
    return f"Còn {missing} dòng chưa có báo cáo thành tích được xác nhận." if missing else ""


def not_by_oneself(position, decision: Decision, day: date) -> str:
    """Nobody signs what he or she drew up."""
    if ended := office_ended(position, decision, day):
        return ended
    return "Đồng chí đã lập quyết định này; lãnh đạo khác ký." if has_proposed(position, decision) else ""


def not_to_publish(position, decision: Decision, day: date) -> str:
    return office_ended(position, decision, day) or in_the_way(decision)


def not_to_sign_and_publish(position, decision: Decision, day: date) -> str:
    return not_by_oneself(position, decision, day) or in_the_way(decision)


def in_the_way(decision: Decision) -> str:
    """What has happened to the lines since: recognised by another decision meanwhile, or taken back already."""
    if decision.act == Act.RECOGNITION:
        there = Award.objects.standing().recognitions().filter(level=decision.level_id, year=decision.year)
        twice = there.filter(registration__in=decision.awards.values("registration"))
        return _named("đã được công nhận ở cấp này trong năm; hãy bỏ khỏi quyết định", twice)
    if decision.act == Act.REVOCATION:
        gone = Award.objects.filter(revocations__decision=decision, revoked_on__isnull=False)
        return _named("đã bị thu hồi trước đó; hãy bỏ khỏi quyết định", gone)
    return ""


def _named(what: str, awards) -> str:
    titles = [f"“{title}”" for title in awards.values_list("title", flat=True)[: MOST_NAMED + 1]]
    if not titles:
        return ""
    more = " và mô hình khác" if len(titles) > MOST_NAMED else ""
    return f"{', '.join(titles[:MOST_NAMED])}{more} {what}."


def sign(paper: Decision | Correction, step: Step) -> None:
    paper.signer_name, paper.signer_title = step.data["signer_name"], step.data["signer_title"]
    paper.go_out_under(step.by.unit)


def unsign(paper: Decision | Correction, step: Step) -> None:
    paper.signer_name = paper.signer_title = ""


def drop(decision: Decision, step: Step) -> None:
    """Its lines are free for another decision."""
    decision.awards.all().delete()
    decision.revocations.all().delete()


def sign_and_publish(decision: Decision, step: Step) -> None:
    sign(decision, step)
    publish(decision, step)


def publish(decision: Decision, step: Step) -> None:
    """Under its number and day; from now on owners and the public see it, and figures count it."""
    decision.number, decision.issued_on = step.data["number"], step.data["issued_on"]
    decision.published_at = step.at
    if is_number_taken(decision):
        raise ValidationError({"number": f"Đơn vị đã có quyết định số này trong năm {decision.issued_on.year}."})
    (_give if decision.gives else _take_back)(decision)


def is_number_taken(decision: Decision) -> bool:
    """Whether another decision of the office bears its number in that year."""
    in_year = Decision.objects.filter(unit=decision.unit_id, issued_on__year=decision.issued_on.year)
    same = in_year.filter(number=decision.number)
    return same.exclude(pk=decision.pk).exists()


def _give(decision: Decision) -> None:
    """Each line gets the names of this day, its serial number and the code by which it is verified."""
    keys = list(decision.awards.values_list("registration", flat=True))
    # Held in one order, then looked at again: another decision may just have been published.
    held = locked_rows(Registration.objects.filter(pk__in=keys)).order_by("pk")
    records = {one.pk: one for one in held.select_related("unit", "present_unit")}
    if problem := in_the_way(decision):
        raise ValidationError(problem, code="obstacle")
    awards = list(decision.awards.order_by("kind", "sort_key", "pk"))
    for award, serial in zip(awards, _serials(decision, len(awards)), strict=True):
        freeze(award, records[award.registration_id])
        award.issued_on, award.code, award.serial = decision.issued_on, _code(), serial
        award.save()


def freeze(award: Award, registration: Registration) -> None:
    """Title, owner, unit and path as they are now."""
    person = f"{registration.person_title} {registration.person_name}".strip() if registration.person_name else ""
    award.kind, award.title = registration.kind, registration.title
    award.unit_name = registration.present_unit.full_name
    award.owner_name = person or str(registration.present_unit)[:170]
    award.path_then = registration.scope_path
    found_by(award)


def found_by(award: Award) -> None:
    """By which words it is found, and where it stands in a list."""
    award.search_text = vietnamese.fold(f"{award.title} {award.owner_name} {award.unit_name}")[:900]
    award.sort_key = vietnamese.sort_key(award.title)[:900]


def _take_back(decision: Decision) -> None:
    keys = list(decision.revocations.values_list("award", flat=True))
    awards = list(locked_rows(Award.objects.filter(pk__in=keys)).order_by("pk"))
    if problem := in_the_way(decision):
        raise ValidationError(problem, code="obstacle")
    for award in awards:
        if award.issued_on is None or award.issued_on > decision.issued_on:
            raise ValidationError("Ngày thu hồi không được trước ngày của quyết định đã công nhận.", code="obstacle")
        award.revoked_by, award.revoked_on = decision, decision.issued_on
        award.save()


def _serials(decision: Decision, count: int) -> list[str]:
    """“012/2026”: numbered within the office and year of the decision."""
    year = decision.issued_on.year
    numbers = counters.next_numbers(f"certificate:{decision.unit_id}:{year}", count)
    return [f"{number:03}/{year}" for number in numbers]


def _code() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_CODE_LENGTH))


def is_open(decision: Decision) -> bool:
    """Lines and text are changed only while it is being drawn up."""
    return decision.state == DecisionState.DRAFT
