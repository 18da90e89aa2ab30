"""Periodic reports: what the communes owe the district, in every state; what a far commune owes its own."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from reports.models import Compilation, Report
from reports.periodic import services, workflow
from reports.periodic.enums import Nature, Relief, ReportState, Source
from tests.reports import duties


def build(w) -> None:
    o, tree = w.cast, w.tree
    type = duties.report_type(o.district_officer, name="Báo cáo quý của huyện")
    late = timezone.localdate() - timedelta(days=3)
    period = duties.opened(o.district_officer, [tree.commune_desk, tree.other_commune_desk], type=type, due=late)
    owed = duties.owed(period, tree.commune_desk)
    draft = _draft(o, period, tree)
    made = {"draft_report": draft}
    for name, step in (
        ("proposed_report", 1),
        ("approved_report", 2),
        ("sent_report", 3),
        ("accepted_report", 4),
        ("locked_report", 5),
    ):
        made[name] = _walked(w, type, name, step)
    # As if something had been registered in the period before: its number leads to a page too.
    made["sent_report"].figures.filter(key="dang-ky").update(before=1)
    unopened = services.add_period(
        by=o.district_officer, type=type, token=uuid4(), label="Kỳ chưa mở", data_from=late - timedelta(days=400),
        last_day=late - timedelta(days=390), due_on=late, locks_on=None,
    )  # fmt: skip
    unbegun = duties.owed(period, tree.other_commune_desk)
    extension = services.extend(
        by=o.district_officer,
        obligation=unbegun,
        relief=Relief.LATER,
        until=timezone.localdate(),
        reason="Bão lũ.",
        token=uuid4(),
    )
    reminder = services.remind(
        by=o.district_officer,
        period=period,
        obligations={owed.pk},
        until=timezone.localdate() + timedelta(days=9),
        token=uuid4(),
    )
    _far(w)
    _village(w)
    copy = services.attach_copy(
        by=o.commune_clerk, report=made["sent_report"], file=w.file("Baocaobanky.pdf", b" da co")
    )
    failed = Compilation.objects.create(
        owner=o.commune_officer, token=uuid4(), obligation=owed, title="Lập báo cáo", state=Compilation.State.FAILED
    )
    w.names |= {name: report.pk for name, report in made.items()} | {
        "failed_compilation": failed.pk,
        "report_type": type.pk, "report_period": period.pk, "unopened_period": unopened.pk, "owed": owed.pk, "unbegun": unbegun.pk,
        "extension": extension.pk, "late_reminder": reminder.pk, "report_copy": copy.pk, "indicator": type.unit.indicators.first().pk,
        "section": draft.sections.get(key="uu-diem").pk,
        "long_ago": f"{late - timedelta(days=500):%d/%m/%Y}", "less_long_ago": f"{late - timedelta(days=480):%d/%m/%Y}",
        "rejoin": f"{timezone.localdate() + timedelta(days=40):%d/%m/%Y}",
    }  # fmt: skip


def _draft(o, period, tree):
    report = duties.started(o.commune_officer, duties.owed(period, tree.commune_desk))
    services.save_section(by=o.commune_officer, report=report, key="kien-nghi", text="Baocaorieng đề nghị.", revision=2)
    services.save_section(by=o.commune_officer, report=report, key="kien-nghi", text="Không.", revision=3)
    services.save_section(by=o.commune_officer, report=report, key="bai-hoc", text="Baocaorieng đang viết.", revision=2)
    return report


def _walked(w, type, name: str, steps: int):
    """A report of the commune for days of its own, walked so many steps on."""
    o, today = w.cast, timezone.localdate()
    place = len(type.periods.all())
    period = duties.opened(
        o.district_officer, [w.tree.commune_desk], type=type, start=today - timedelta(days=1000 + 40 * place),
        end=today - timedelta(days=990 + 40 * place), label=f"Kỳ {name.replace('_', ' ')}",
    )  # fmt: skip
    report = duties.started(o.commune_officer, duties.owed(period, w.tree.commune_desk))
    walk = (
        (workflow.PROPOSE, o.commune_officer, {}),
        (workflow.APPROVE, o.commune_leader, duties.SIGNED),
        (workflow.ISSUE, o.commune_officer, {"number": f"{place}/BC-UBND", "issued_on": today}),
        (workflow.ACCEPT, o.district_officer, {"note": ""}),
        (workflow.LOCK, o.district_officer, {}),
    )
    for step, by, data in walk[:steps]:
        duties.move(report, step, by, **data)
    return report


def _village(w) -> None:
    """The village's accepted report for the days of the commune's draft: their roll-up sets it beside the records."""
    o, village, today = w.cast, w.tree.village, timezone.localdate()
    period = duties.opened(o.commune_officer, [village], type=duties.report_type(o.commune_officer))
    report = Report.objects.create(
        obligation=duties.owed(period, village), state=ReportState.ACCEPTED, created_by=o.commune_officer,
        number="1/BC", issued_on=today, signer_name="Lê Thị Thoa",
    )  # fmt: skip
    report.figures.create(
        place=1, key="dang-ky", name="Đăng ký", definition="Số.", measure="mô hình", nature=Nature.FLOW,
        source=Source.COMPUTED, computed=1, value=1,
    )  # fmt: skip


def _far(w) -> None:
    """The far commune's own report, with the word of the far in its text."""
    o, tree = w.cast, w.tree
    type = duties.report_type(o.far_officer, name="Khuatnui báo cáo tháng")
    period = duties.opened(o.far_officer, [tree.far_commune_desk], type=type, label="Khuatnui kỳ báo cáo")
    report = duties.started(o.far_officer, duties.owed(period, tree.far_commune_desk))
    services.save_section(by=o.far_officer, report=report, key="bai-hoc", text="Khuatnui bài học.", revision=2)
    duties.move(report, workflow.PROPOSE, o.far_officer)
    duties.move(report, workflow.APPROVE, o.far_leader, **duties.SIGNED)
    duties.move(report, workflow.ISSUE, o.far_officer, number="9/BC-Khuatnui", issued_on=timezone.localdate())
    w.names |= {"far_report": report.pk, "far_period": period.pk, "far_owed": report.obligation_id}
