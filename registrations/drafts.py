"""A draft as its form, and what still stands between it and being sent."""

from datetime import datetime

from django.http import QueryDict

from common import written
from registrations import papers
from registrations.amendments import services as amending
from registrations.enums import Purpose
from registrations.forms import PaperForm, RegistrationForm, ResultForm, form_class
from registrations.models import Draft, Registration
from units.letterheads import place_of


def as_query(data: dict) -> QueryDict:
    """Kept text in the shape of a posted form; what was posted has it already."""
    if isinstance(data, QueryDict):
        return data
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def registration_form(registration: Registration, typed: QueryDict | None, plans=None) -> RegistrationForm:
    """The registration's paper; `plans` where it is known which ones are offered."""
    unit, kind = registration.unit_now, registration.kind
    told = {"today": _year_day(registration), "plans": plans, "registration": registration}
    return form_class(kind)(typed, unit=unit, kind=kind, **told)


def paper_form(registration: Registration, purpose: str, data: dict | None, plans=None) -> PaperForm:
    """The form of any paper of a record, bound to kept or posted text; as it begins where nothing is written yet."""
    typed = None if data is None else as_query(data)
    if purpose == Purpose.RESULT:
        return ResultForm(typed)
    if purpose == Purpose.AMENDMENT:
        return amending.amendment_form(registration, typed)
    return registration_form(registration, typed, plans)


def draft_of(registration: Registration, purpose: str) -> Draft | None:
    """What is being typed for one paper of the record, with who typed last."""
    kept = written.ask_records(Draft, _drafts_of, purpose, joined=["saved_by__user"], about=registration.pk)
    for draft in kept:
        draft.registration = registration
    return next(iter(kept), None)


@written.often
def _drafts_of(purpose: str, registration: int):
    return Draft.objects.filter(registration=registration, purpose=purpose)


def form_of(draft: Draft) -> PaperForm:
    """The form of a draft."""
    registration = draft.registration
    # Most often the draft names the plan it was begun under, and no other need be looked up to judge it.
    same = str(draft.data.get("plan")) == str(registration.plan_id)
    return paper_form(registration, draft.purpose, draft.data, [registration.plan] if same else None)


def paper_of(form: RegistrationForm, place: str | None = None) -> dict:
    """The paper a form would print as it stands; what is unclear or missing stays blank.

    `place` (địa danh) is looked up where it is not known.
    """
    form.is_valid()
    content = {**form.cleaned_data, "sectors_offered": form.sectors, "levels_offered": form.levels[::-1]}
    content["place"] = place_of(form.unit) if place is None else place
    return papers.registration_paper(kind=form.kind, unit=form.unit, plan=form.chosen_plan, content=content)


def result_paper_of(registration: Registration, form: PaperForm, place: str | None = None) -> dict:
    """The result report a form would print as it stands."""
    form.is_valid()
    return papers.result_paper(registration=registration, content=form.cleaned_data, place=place)


def form_in_hand(registration: Registration, purpose: str) -> PaperForm | None:
    """The draft's form, built once for the record in hand; None where nothing is being written."""
    known = registration.__dict__.setdefault("_forms", {})
    if purpose not in known:
        draft = drafts_in_hand(registration).get(purpose)
        if draft:
            draft.registration = registration
        known[purpose] = form_of(draft) if draft else None
        if draft:
            known[purpose].revision = draft.revision
    return known[purpose]


def drafts_in_hand(registration: Registration) -> dict[str, Draft]:
    """What is being written about the record, by paper: one question for all."""
    if "_drafts" not in registration.__dict__:
        registration._drafts = {draft.purpose: draft for draft in registration.drafts.all()}
    return registration._drafts


def revision_in_hand(registration: Registration) -> int | None:
    """Which saved text the record's page shows or would send; None where nothing is being written."""
    known = registration.__dict__.get("_forms", {})
    forms = [form for purpose, form in known.items() if form and purpose != Purpose.AMENDMENT]
    return forms[-1].revision if forms else None


def what_is_missing(registration: Registration, purpose: str) -> str:
    """A sentence naming what must be written or mended before sending; empty when nothing must."""
    form = form_in_hand(registration, purpose)
    if form is None:
        return "Chưa có nội dung để gửi."
    labels = [label for _, label in places_to_write(form)]
    return f"Còn thiếu: {'; '.join(labels)}." if labels else ""


def places_to_write(form: PaperForm) -> list[tuple[str, str]]:
    """What must be written or mended before sending, as (field name, what to write)."""
    unclear = [(name, f"{form.fields[name].label} ghi chưa rõ") for name in form.errors if name in form.fields]
    return form.missing() + unclear


def waits_to_be_written(registration: Registration, purpose: str, came_at: datetime | None) -> bool:
    """Whether its writer has to write before it may go up: something is missing, or it came back and is as it was."""
    form = form_in_hand(registration, purpose)
    if form is None or places_to_write(form):
        return True
    return came_at is not None and drafts_in_hand(registration)[purpose].saved_at <= came_at


def _year_day(registration: Registration):
    """A day on which the registration's own plan is among those offered, however old it is."""
    return registration.plan.opens_on
