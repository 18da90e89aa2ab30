"""A commune's office and its district's with every paper that the portal makes, each of some twenty-five lines.

Made through the real services, in the second district: the first, whose pages are measured, stays as it was.
"""

from datetime import date, timedelta
from itertools import count
from uuid import UUID

from django.utils import timezone

from accounts.enums import Role
from bench import words
from bench.country import Country
from bench.decisions import Office, decide
from bench.quarter import accept_reports
from common.workflow import perform
from registrations import services, workflow
from registrations.enums import Kind, Purpose, State
from registrations.following.services import inspections
from registrations.models import Receipt, Registration
from registrations.plans import services as planning
from registrations.reminding import services as reminding
from registrations.submittals import letters
from registrations.submittals import services as lists
from registrations.submittals import workflow as list_moves
from reorganisation import services as rearranging
from reports.periodic import services as reporting
from reports.periodic.enums import CutOff, Rhythm
from units.models import Unit

LINES, PLACES, ASKED = 25, 10, 99_999


def build_office(country: Country) -> Office:
    district = country.desk("huyện", 1)
    below = [desk for desk in country.desks if desk.path.startswith(district.parent.path) and desk != district]
    office = Office(country, district, below[0], (UUID(int=number << 48) for number in count(1)))
    village = next(one for one in country.registering if one.parent_id == below[0].parent_id)
    for name, role, unit in (
        ("officer", Role.OFFICER, below[0]), ("clerk", Role.CLERK, below[0]), ("leader", Role.LEADER, below[0]),
        ("district", Role.OFFICER, district), ("chief", Role.LEADER, district), ("owner", Role.REGISTRANT, village),
    ):  # fmt: skip
        office.people[name] = country.holder(role, unit)
    decide(office, LINES)
    _records(office)
    _letter(office)
    _reminder(office)
    _inspection(office)
    _report(office, below)
    _rearranged(office)
    _list(office)
    return office


def _within(office: Office):
    return Registration.objects.in_area(office.commune.parent).order_by("pk")


def _records(office: Office) -> None:
    """A record with a result and its receipt; another whose owner wishes for changes."""
    done = _within(office).filter(state=State.EFFECTIVE).first()
    wished = _within(office).filter(state=State.CONFIRMED).first()
    owner = office.country.holder(Role.REGISTRANT, wished.unit)
    data = {"title": f"{wished.title} mở rộng", "time_text": "Quý III", "reason": "Mưa lũ."}
    services.save_draft(by=owner, registration=wished, purpose=Purpose.AMENDMENT, data=data, revision=0)
    office.people["wishes"] = owner
    office.keys |= {
        "done": done.code, "receipt": done.receipts.first().pk, "wished": wished.code, "year": office.country.this_year,
    }  # fmt: skip


def _letter(office: Office) -> None:
    clerk, desk = office.people["clerk"], office.commune
    letter = letters.write_letter(
        by=clerk, unit=desk, receipts=letters.without_letter(desk, clerk)[:LINES], token=next(office.tokens),
        number="45/UBND", issued_on=timezone.localdate(),
    )  # fmt: skip
    office.keys["letter"] = letter.pk


def _reminder(office: Office) -> None:
    """More is asked of every unit than will ever be registered."""
    officer, plan = office.people["officer"], office.country.plans[office.commune.pk, office.country.this_year]
    units = [one for one in office.country.registering if one.path.startswith(office.commune.parent.path)]
    planning.set_quotas(by=officer, plan=plan, asked=[(one, Kind.COLLECTIVE, ASKED) for one in units])
    reminder = reminding.remind(
        by=officer, plan=plan, units={one.pk for one in units}, until=timezone.localdate(), token=next(office.tokens)
    )
    office.keys |= {"plan": plan.pk, "reminder": reminder.pk}


def _inspection(office: Office) -> None:
    by, today = office.people["officer"], timezone.localdate()
    facts = {"subject": "Kiểm tra giữa năm", "plan_number": "45/KH-UBND", "plan_date": today, "starts_on": today,
             "ends_on": today}  # fmt: skip
    made = inspections.open_inspection(
        by=by, facts=facts, members=[("head", "Hà Văn Thuấn")], token=next(office.tokens)
    )
    for one in _within(office).filter(state=State.EFFECTIVE)[:PLACES]:
        visit = inspections.add_visit(by=by, inspection=made, registration=one)
        inspections.write_findings(by=by, visit=visit, findings=words.STORY)
    office.keys["inspection"] = made.pk


def _report(office: Office, communes: list[Unit]) -> None:
    """Last year's fourth quarter of the district, to which all communes have reported; and one that is late."""
    by, tokens, today = office.people["district"], office.tokens, timezone.localdate()
    year = office.country.this_year - 1
    kind = reporting.save_type(
        by=by, token=next(tokens), name="Báo cáo quý của huyện", rhythm=Rhythm.QUARTER, cut_off=CutOff.CALENDAR,
        basis="Kế hoạch", receiver="Ban Thường vụ Huyện ủy", other_copies="",
    )  # fmt: skip
    quarters = [(f"Quý IV năm {year}", date(year, 10, 1), date(year, 12, 31), [office.district, *communes]),
                (f"Quý III năm {year}", date(year, 7, 1), date(year, 9, 30), communes)]  # fmt: skip
    opened = []
    for label, first, last, units in quarters:
        period = reporting.add_period(
            by=by, type=kind, token=next(tokens), label=label, data_from=first, last_day=last,
            due_on=today - timedelta(days=3), locks_on=None,
        )  # fmt: skip
        opened.append(reporting.open_period(by=by, period=period, units=units, token=next(tokens)))
    now, late = opened
    accept_reports(now.obligations.exclude(unit=office.district), by)
    own = now.obligations.select_related("unit", "area", "period__type__unit").get(unit=office.district)
    report = reporting.start_report(by=by, obligation=own, token=next(tokens))
    reminder = reporting.remind(
        by=by, period=late, obligations=set(late.obligations.values_list("pk", flat=True)),
        until=today + timedelta(days=9), token=next(tokens),
    )  # fmt: skip
    office.keys |= {"report": report.pk, "late_period": late.pk, "late_reminder": reminder.pk}


def _rearranged(office: Office) -> None:
    """The district renames its villages."""
    by, today = office.people["district"], timezone.localdate()
    operation = rearranging.start_operation(
        by=by, token=next(office.tokens), title="Đổi tên thôn", decision_number="15/NQ-HĐND", note="",
        decided_on=today - timedelta(days=20), decided_by="HĐND huyện", effective_on=today,
    )  # fmt: skip
    for one in Unit.objects.within(office.commune.parent).areas().exclude(pk=office.commune.parent_id):
        rearranging.add_renaming(by=by, operation=operation, unit=one, name=f"{one.name} Mới", code="")
    office.keys["operation"] = operation.pk


def _list(office: Office) -> None:
    """Newly handed in, received, and put before the commune's leader on one list."""
    officer, received = office.people["officer"], []
    villages = [one for one in office.country.registering if one.path.startswith(office.commune.parent.path)]
    for place in range(LINES):
        received.append(_received(office, villages[place % len(villages)], place))
    office.keys["fresh_receipt"] = Receipt.objects.get(registration=received[0]).pk
    Unit.objects.filter(pk=office.commune.pk).update(leader_approves=True)
    told = lists.put_many_on_list(
        by=officer, registrations=received, move_name=workflow.CONFIRM.name, note="", token=next(office.tokens)
    )
    refused = [problem for _, problem in told if problem]
    if refused:
        raise AssertionError(refused[0])
    submittal = received[0].submitted_items.get().submittal
    perform(list_moves.SEND, submittal, by=officer, data={}, token=next(office.tokens))
    office.keys["submittal"] = submittal.pk


def _received(office: Office, unit: Unit, place: int) -> Registration:
    country, owner = office.country, office.country.holder(Role.REGISTRANT, unit)
    plan = country.plan_over(unit, country.this_year)
    data = {
        "plan": str(plan.pk), "title": f"{words.DOINGS[place % len(words.DOINGS)]} số {place}",
        "sector": str(country.sectors[0].pk), "time_text": "cả năm", "levels": [str(country.levels["xã"].pk)],
        "origin": "new",
    }  # fmt: skip
    begun = services.start_registration(
        by=owner, unit=unit, kind=Kind.COLLECTIVE, plan=plan, data=data, token=next(office.tokens)
    )
    for move, by in ((workflow.SUBMIT, owner), (workflow.RECEIVE, office.people["officer"])):
        perform(move, begun.registration, by=by, data={}, token=next(office.tokens))
    return Registration.objects.get(pk=begun.registration.pk)
