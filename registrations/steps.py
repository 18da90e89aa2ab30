"""Việc từng bước làm trên hồ sơ: what each move does to the record, besides its state."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from common.counters import go_past, next_number
from common.dates import day as day_text
from common.locks import hold, locked_rows
from common.workflow import Step
from registrations import benefits, drafts, obstacles, papers
from registrations.amendments import services as amending
from registrations.enums import LateRule, Purpose, Stage, State
from registrations.models import LateUse, Plan, ReadyReason, Receipt, Registration, RegistrationVersion, Result
from registrations.routes import confirming_desks, first_desk, next_confirming_desk, next_desk
from registrations.search import search_text, sort_key
from units.models import Unit


def submit(registration: Registration, step: Step) -> None:
    """The draft becomes the text of the record and a version; the record goes to the first desk."""
    draft = locked_rows(registration.drafts.all()).get(purpose=Purpose.REGISTRATION)
    _same_revision(draft, step)
    form = drafts.form_in_hand(registration, Purpose.REGISTRATION)
    form.is_valid()
    content = form.cleaned_data
    _use_permit(registration, content["plan"], step)
    _take_over(registration, content)
    registration.desk = first_desk(registration)
    registration.sent_at = step.at
    registration.first_sent_at = registration.first_sent_at or step.at
    registration.due_on = None
    paper = drafts.paper_of(form)
    _write_version(registration, Purpose.REGISTRATION, paper, step)


def _use_permit(registration: Registration, plan: Plan, step: Step) -> None:
    """What comes in after the last day by a permit uses it; of two that want the last use the second is told."""
    day = timezone.localdate(step.at)
    if plan.is_open_on(day) or plan.late_rule == LateRule.TAKEN:
        return
    last = registration.events.order_by("-pk").values_list("target", flat=True).first()
    if last == State.RETURNED and plan.pk == registration.plan_id:
        return
    hold(plan)
    permit = obstacles.permit_for(registration, plan, day)
    if permit is None:
        raise ValidationError("Phép nộp muộn vừa dùng hết. Hãy xin cán bộ cấp trên cho phép thêm.", code="obstacle")
    LateUse.objects.update_or_create(registration=registration, defaults={"permit": permit})


def _take_over(registration: Registration, content: dict) -> None:
    for name in (
        "plan", "title", "unit_address", "model_address", "sector", "benefit_amount", "time_text", "starts_on",
        "ends_on", "origin", "continues", "author_name", "signer_name", "signed_on", "person_title", "person_name", "person_duty",
    ):  # fmt: skip
        if name in content:
            setattr(registration, name, content[name])
    registration.form_items = {
        item: content[item.field] for item, _ in content["plan"].form_items() if content[item.field]
    }
    registration.other_sectors.set(content["other_sectors"])
    registration.other_movements.set([movement.pk for movement in content["other_movements"]])
    registration.contents.set([one.pk for one in content["contents"]])
    registration.levels.set(content["levels"])
    registration.highest_level = min(content["levels"], key=lambda level: level.rank)
    registration.search_text = search_text(registration)
    registration.sort_key = sort_key(registration)
    benefits.replace(registration, Stage.PLANNED, content["benefit_lines"])


def _same_revision(draft, step: Step) -> None:
    seen = step.data.get("revision")
    if seen is not None and seen != draft.revision:
        raise ValidationError("Nội dung vừa được sửa ở nơi khác. Hãy xem lại bản mới nhất rồi gửi.", code="revision")


def _keep_paper(registration: Registration, purpose: str, paper: dict, step: Step, sent_by=None) -> RegistrationVersion:
    """Keep the paper as sent, beside all earlier ones."""
    number = registration.versions.filter(purpose=purpose).count() + 1
    return RegistrationVersion.objects.create(
        registration=registration, purpose=purpose, number=number, paper=paper, sent_at=step.at,
        sent_by=sent_by or step.by,
    )  # fmt: skip


def _write_version(registration: Registration, purpose: str, paper: dict, step: Step) -> RegistrationVersion:
    """Keep the paper as sent; files added since the last sending go with it."""
    version = _keep_paper(registration, purpose, paper, step)
    registration.attachments.filter(version__isnull=True).update(version=version)
    return version


def take_back(registration: Registration, step: Step) -> None:
    registration.desk = None


def receive(registration: Registration, step: Step) -> None:
    """Write the receipt; a registration that comes back keeps its row, number and dates at this desk."""
    Receipt.objects.get_or_create(
        registration=registration,
        desk=registration.desk,
        defaults={"received_at": step.at, "received_by": step.by},
    )


def send_back(registration: Registration, step: Step) -> None:
    registration.due_on = step.data.get("due_on")
    _count_ready_reasons(step)


def reject(registration: Registration, step: Step) -> None:
    _count_ready_reasons(step)


def _count_ready_reasons(step: Step) -> None:
    """The reasons that were chosen are used once more; what they say stands in the note already."""
    if chosen := step.data.pop("ready", None):
        ReadyReason.objects.filter(pk__in=[reason.pk for reason in chosen]).update(used=F("used") + 1)


def confirm(registration: Registration, step: Step) -> None:
    _enter_in_register(registration, step)


def forward(registration: Registration, step: Step) -> None:
    upper = next_desk(registration)
    _enter_in_register(registration, step)
    registration.desk = upper
    registration.sent_at = step.at


def confirm_lower(registration: Registration, step: Step) -> None:
    registration.highest_level = registration.desk.level
    registration.levels.set(
        registration.levels.filter(rank__gte=registration.desk.level.rank) or [registration.desk.level]
    )
    _enter_in_register(registration, step)


def _enter_in_register(registration: Registration, step: Step) -> None:
    """The desk's register number, gap-free per year and kept for ever; names and path are frozen as they stand.

    A register that was kept on paper brings its own numbers.
    """
    receipt = _receipt_at_desk(registration)
    if receipt.register_number is None:
        day = timezone.localdate(step.at)
        receipt.confirmed_on, receipt.register_year = day, day.year
        receipt.register_number = _register_number(receipt, day.year, step.data.get("register_number"))
        receipt.is_first = registration.confirmed_on is None
        receipt.save()
        registration.confirmed_on = registration.confirmed_on or day
    if not registration.path_then:
        unit = registration.unit_now
        above = Unit.objects.around(unit)
        registration.path_then = unit.path
        registration.names_then = {"unit": str(unit), "above": [unit.name for unit in above][:-1]}


def _register_number(receipt: Receipt, year: int, on_paper: int | None) -> int:
    key = f"register:{receipt.desk_id}:{year}"
    if on_paper is None:
        return next_number(key)
    go_past(key, on_paper)
    if Receipt.objects.filter(desk=receipt.desk_id, register_year=year, register_number=on_paper).exists():
        raise ValidationError(f"Số {on_paper} của sổ năm {year} đã cấp cho hồ sơ khác.")
    return on_paper


def _receipt_at_desk(registration: Registration) -> Receipt:
    """The receipt of the desk in hand. A desk that took over from one that is gone took over what that had received."""
    receipts = locked_rows(registration.receipts.all())
    if here := receipts.filter(desk=registration.desk).first():
        return here
    before = receipts.latest("received_at")
    return Receipt.objects.create(
        registration=registration,
        desk=registration.desk,
        received_at=before.received_at,
        received_by=before.received_by,
    )


def send_result(registration: Registration, step: Step) -> None:
    draft = locked_rows(registration.drafts.all()).get(purpose=Purpose.RESULT)
    _same_revision(draft, step)
    form = drafts.form_in_hand(registration, Purpose.RESULT)
    form.is_valid()
    content = form.cleaned_data
    fields = ("how", "forces", "outcome", "benefit_amount", "upkeep", "proposals")
    Result.objects.update_or_create(
        registration=registration, defaults={**{name: content[name] for name in fields}, "sent_at": step.at}
    )
    benefits.replace(registration, Stage.ACTUAL, content["benefit_lines"])
    registration.desk = confirming_desks(registration)[0]
    registration.sent_at = step.at
    registration.due_on = None
    _write_version(registration, Purpose.RESULT, papers.result_paper(registration=registration, content=content), step)


def amend(registration: Registration, step: Step) -> None:
    """The wish for changes is kept as a paper of its own; the record stays as it is until the desk has decided."""
    draft = locked_rows(registration.drafts.all()).get(purpose=Purpose.AMENDMENT)
    _same_revision(draft, step)
    form = drafts.form_in_hand(registration, Purpose.AMENDMENT)
    confirmed = papers.version_of(registration, Purpose.REGISTRATION)
    proposed = amending.proposed_paper(registration, form, confirmed.paper)
    _keep_paper(registration, Purpose.AMENDMENT, proposed, step)
    registration.amendment_sent_at = registration.sent_at = step.at
    step.data["note"] = form.cleaned_data["reason"]


def approve_amendment(registration: Registration, step: Step) -> None:
    """What was proposed becomes the text of the record and a version beside the old one; receipts and numbers stay."""
    draft = locked_rows(registration.drafts.all()).get(purpose=Purpose.AMENDMENT)
    form = drafts.form_in_hand(registration, Purpose.AMENDMENT)
    form.is_valid()
    for name in amending.columns_of(registration):
        setattr(registration, name, form.cleaned_data[name])
    benefits.replace(registration, Stage.PLANNED, form.cleaned_data["benefit_lines"])
    registration.search_text, registration.sort_key = search_text(registration), sort_key(registration)
    proposed = papers.version_of(registration, Purpose.AMENDMENT)
    number = registration.events.filter(move="approve_amendment").count() + 1
    paper = amending.approved_paper(proposed.paper, number=number, on=day_text(timezone.localdate(step.at)))
    _keep_paper(registration, Purpose.REGISTRATION, paper, step, sent_by=proposed.sent_by)
    registration.amendment_sent_at = None
    draft.delete()


def end_amendment(registration: Registration, step: Step) -> None:
    """Declined or taken back: what was typed stays with its owner."""
    registration.amendment_sent_at = None


def decline_amendment(registration: Registration, step: Step) -> None:
    end_amendment(registration, step)
    _count_ready_reasons(step)


def pass_result_up(registration: Registration, step: Step) -> None:
    registration.desk = next_confirming_desk(registration)
    registration.sent_at = step.at
