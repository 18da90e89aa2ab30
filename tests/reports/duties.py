"""Shared by the tests of periodic reports: a type of the district, an opened quarter, a report walked to any state."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from common.workflow import perform
from reports.models import Obligation, ReportPeriod, ReportType
from reports.periodic import services, workflow
from reports.periodic.enums import CutOff, Rhythm, Source
from tests.remembered import remembered

WRITTEN = {"uu-diem": "Các đơn vị chủ động.", "han-che": "Một số nơi còn chậm.", "phuong-huong": "Tiếp tục nhân rộng.",
           "nguyen-nhan": "Không.", "bai-hoc": "Không.", "kien-nghi": "Không."}  # fmt: skip
SIGNED = {"signer_name": "Hà Văn Thuấn", "signer_title": "Chủ tịch", "note": ""}


@remembered
def report_type(by, *, rhythm=Rhythm.QUARTER, name="Báo cáo quý", cut_off=CutOff.CALENDAR, **facts) -> ReportType:
    known = {"basis": "Kế hoạch số 32-KH/HU của Huyện ủy", "receiver": "", "other_copies": ""} | facts
    return services.save_type(by=by, token=uuid4(), name=name, rhythm=rhythm, cut_off=cut_off, **known)


@remembered
def opened(
    by, units, *, start=date(2024, 1, 1), end=date(2024, 4, 1), label="Quý I năm 2024", type=None, due=None, locks=None
):
    """A period of a type, opened for these units; due in some days unless said."""
    type = type or report_type(by)
    due = due or timezone.localdate() + timedelta(days=5)
    period = services.add_period(
        by=by, type=type, token=uuid4(), label=label, data_from=start, last_day=end - timedelta(days=1), due_on=due, locks_on=locks
    )  # fmt: skip
    return services.open_period(by=by, period=period, units=units, token=uuid4())


def owed(period: ReportPeriod, unit) -> Obligation:
    return period.obligations.select_related("unit", "area", "period__type__unit").get(unit=unit)


@remembered
def started(by, obligation):
    """A draft with every typed indicator at 0 and the sections that must be written."""
    report = services.start_report(by=by, obligation=obligation, token=uuid4())
    fill(by, report)
    return report


@remembered
def fill(by, report, **typed):
    keys = report.figures.filter(source=Source.TYPED).values_list("key", flat=True)
    state(by, report, {key: (Decimal(typed.get(key.replace("-", "_"), 0)), "") for key in keys})
    for key, text in WRITTEN.items():
        revision = report.sections.get(key=key).revision
        services.save_section(by=by, report=report, key=key, text=text, revision=revision)


@remembered
def state(by, report, figures: dict):
    """Ghi số liệu: key → (number, explanation)."""
    services.state_figures(by=by, report=report, stated=figures)


@remembered
def move(report, step, by, *, at=None, **data):
    event = perform(step, report, by=by, data=data, token=uuid4(), at=at)
    report.refresh_from_db()
    return event


@remembered
def sent(cast, report, *, by=None, leader=None, number="05/BC-UBND", at=None):
    """Through leader and clerk of the commune."""
    by, leader = by or cast.commune_officer, leader or cast.commune_leader
    move(report, workflow.PROPOSE, by, at=at)
    move(report, workflow.APPROVE, leader, at=at, **SIGNED)
    move(report, workflow.ISSUE, by, at=at, number=number, issued_on=timezone.localdate(at))
    return report


@remembered
def accepted(cast, report, **known):
    sent(cast, report, **known)
    move(report, workflow.ACCEPT, cast.district_officer, note="")
    return report
