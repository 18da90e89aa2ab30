"""Đề nghị điều chỉnh: what an owner wishes to change in a confirmed registration, beside what was confirmed."""

from typing import Any

from common import numbers
from registrations import benefits
from registrations.amendments.forms import AmendmentForm
from registrations.enums import Kind, Stage
from registrations.models import Registration
from units.letterheads import place_of

# What may change, in the order of the paper; plan, unit, sector and levels stay as they were confirmed.
PERSON = ("person_title", "person_name", "person_duty")
COLUMNS = ("title", "model_address", "benefit_amount", "time_text", "starts_on", "ends_on", "signer_name")


def columns_of(registration: Registration) -> tuple[str, ...]:
    """The columns of the record that an amendment may change."""
    return (*PERSON, *COLUMNS) if registration.kind == Kind.INDIVIDUAL else COLUMNS


def confirmed_content(registration: Registration) -> dict[str, Any]:
    """What stands in the record, as the form would have cleaned it."""
    known = registration.__dict__.get("_confirmed_content")
    if known is None:
        lines = benefits.of_stage(registration, Stage.PLANNED)
        known = {name: getattr(registration, name) for name in columns_of(registration)} | {"benefit_lines": lines}
        registration._confirmed_content = known
    return known


def amendment_form(registration: Registration, data=None) -> AmendmentForm:
    """The form: what was typed, or what is confirmed to begin with."""
    known = confirmed_content(registration)
    if data is not None:
        return AmendmentForm(data, kind=registration.kind, confirmed=known)
    initial = known | {"benefit_lines": "\n".join(known["benefit_lines"])}
    return AmendmentForm(kind=registration.kind, initial=initial)


def changes(registration: Registration, form: AmendmentForm) -> list[list[str]]:
    """[what, as confirmed, as proposed] for everything that differs."""
    form.is_valid()
    before, found = confirmed_content(registration), []
    for name, field in form.fields.items():
        if name not in before or name not in form.cleaned_data:
            continue
        old, new = _text(name, before[name]), _text(name, form.cleaned_data[name])
        if old != new:
            found.append([str(field.label), old, new])
    return found


def _text(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "benefit_amount":
        return f"{numbers.amount(value)} đồng"
    if name == "benefit_lines":
        return "\n".join(getattr(line, "text", line) for line in value)
    return f"{value:%d/%m/%Y}" if name in {"starts_on", "ends_on"} else str(value)


def proposed_paper(registration: Registration, form: AmendmentForm, paper: dict[str, Any]) -> dict[str, Any]:
    """The confirmed `paper` with what is proposed in its place, the reason, and what differs."""
    differs = changes(registration, form)
    content = form.cleaned_data
    names = {"title", "model_address", "time_text", "signer_name", *PERSON}
    proposed = {name: content[name] or "" for name in names if name in content}
    lines = benefits.as_text(content.get("benefit_amount"), [line.text for line in content.get("benefit_lines") or []])
    return {
        **paper, **proposed, "benefit_lines": lines, "place": place_of(registration.unit_now),
        "changes": differs, "reason": content.get("reason") or "", "amended_line": "Đề nghị điều chỉnh bản đăng ký đã xác nhận",
    }  # fmt: skip


def approved_paper(proposed: dict[str, Any], *, number: int, on: str) -> dict[str, Any]:
    """The amended form as it stands from now on."""
    kept = {name: value for name, value in proposed.items() if name not in {"changes", "reason"}}
    return kept | {"amended_line": f"Bản điều chỉnh lần {number}, duyệt ngày {on}"}
