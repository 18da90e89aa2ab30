"""Chỉ tiêu đứng sau số của báo cáo; và ai ở cùng địa bàn được duyệt báo cáo của đơn vị."""

import pytest

from accounts.enums import Role
from registrations.enums import Kind
from registrations.plans import services as planning
from reports.models import Report
from reports.periodic import rights, services, workflow
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
