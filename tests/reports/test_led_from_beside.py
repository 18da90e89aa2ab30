"""Chỉ tiêu đứng sau số của báo cáo; và ai ở cùng địa bàn được duyệt báo cáo của đơn vị."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.enums import Role
from registrations.enums import Kind
from registrations.plans import services as planning
from reports.models import Report
from reports.periodic import papers, rights, services, workflow
from tests import builders
from tests.reports import duties
from units.enums import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast, tree, plan):
    period = duties.opened(cast.district_officer, [tree.commune_desk, tree.other_commune_desk])
    return duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))


def test_the_quota_leads_to_what_the_plans_ask_of_whom(as_position, cast, tree, plan, report):
    planning.set_quotas(by=cast.commune_officer, plan=plan, asked=[(tree.village, Kind.COLLECTIVE, 3)])
    client, here = as_position(cast.commune_officer), f"/bao-cao/ky/ban/{report.pk}/so-lieu/chi-tieu/"
    table = client.get(here).context["table"]
    shown = [(row["plan"], row["unit"], row["kind"], row["asked"]) for row in table.rows]
    assert shown == [(str(plan), str(tree.village), Kind.COLLECTIVE.label, 3)]
    assert table.notes[1:] == ["Báo cáo tính theo kế hoạch lúc đó: 0 mô hình."]
    services.recompute(by=cast.commune_officer, report=report)
    assert len(client.get(here).context["table"].notes) == 1


def test_the_leader_of_the_front_does_not_approve_the_report_of_the_committee(cast, tree, report):
    duties.fill(cast.commune_officer, report)
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    beside = builders.position(
        Role.LEADER, tree.commune_front, user=builders.person("Hà Thị Sen"), areas=[tree.commune]
    )
    party = builders.body("Đảng ủy xã Minh Lạc", tree.commune, Line.PARTY)
    above = builders.position(Role.LEADER, party, user=builders.person("Lường Văn Ký"), areas=[tree.commune])
    assert [rights.approves(one, report) for one in (cast.commune_leader, above, beside)] == [True, True, False]
    assert Report.objects.visible_to(above).exists() and not Report.objects.visible_to(beside).exists()


def form_of(client, report, step):
    return client.get(f"/bao-cao/ky/ban/{report.pk}/viec/{step.slug}/").context["form"]


def test_signed_by_the_leader_of_another_office_it_goes_out_under_the_head_of_that_office(
    as_position, cast, tree, report
):
    signer = builders.led_by_the_party(cast, tree)
    duties.fill(cast.commune_officer, report)
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    assert report.issuer == signer.unit
    form = form_of(as_position(signer), report, workflow.APPROVE)
    assert form.fields["signer_title"].help_text == "Báo cáo in: T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ THƯỜNG TRỰC"
    duties.move(report, workflow.APPROVE, signer, **form.initial, note="")
    head = papers.report_paper(report, [], []).letterhead
    assert (head.name, head.signature_lines, head.symbol) == (
        ("ĐẢNG ỦY XÃ MINH LẠC",), ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"), "BC/ĐU",
    )  # fmt: skip
    number = form_of(as_position(cast.commune_officer), report, workflow.ISSUE).fields["number"]
    assert number.help_text == "Như trong sổ văn bản đi, ví dụ: 45-BC/ĐU."


def test_signed_by_the_own_leader_it_keeps_its_own_head_and_symbol(as_position, cast, tree, report):
    duties.fill(cast.commune_officer, report)
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    duties.move(report, workflow.APPROVE, cast.commune_leader, **duties.SIGNED)
    assert (report.headed_by, report.issuer) == (None, tree.commune_desk)
    number = form_of(as_position(cast.commune_officer), report, workflow.ISSUE).fields["number"]
    assert number.help_text == "Như trong sổ văn bản đi, ví dụ: 45/BC-UBND."


def reminded(by, tree, title, until):
    type = duties.report_type(by, name=title)
    period = duties.opened(by, [tree.village], type=type, due=until - timedelta(days=1))
    owing = {period.obligations.get().pk}
    return services.remind(by=by, period=period, obligations=owing, until=until, token=uuid4())


def test_a_reminder_goes_out_under_the_head_of_the_office_whose_leader_signs(cast, tree):
    today = timezone.localdate()
    own = reminded(cast.commune_officer, tree, "Báo cáo quý", today)
    signer = builders.led_by_the_party(cast, tree)
    theirs = reminded(cast.commune_officer, tree, "Báo cáo năm", today)

    assert (own.headed_by, theirs.headed_by) == (None, signer.unit)
    head = papers.reminder_letter(theirs).letterhead
    assert (head.name, head.signature_lines, head.symbol) == (
        ("ĐẢNG ỦY XÃ MINH LẠC",), ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), "CV/ĐU",
    )  # fmt: skip
    assert papers.reminder_letter(own).letterhead.symbol == "UBND"
