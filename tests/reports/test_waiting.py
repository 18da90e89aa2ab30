"""Bàn làm việc: what waits of periodic reports stands there for whom it waits, and for nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from reports import desk
from reports.periodic import services, workflow
from tests.reports import duties

pytestmark = pytest.mark.django_db
PEOPLE = (
    "commune_officer",
    "commune_clerk",
    "commune_leader",
    "district_officer",
    "district_clerk",
    "other_commune_officer",
)


def titles(cast):
    return {
        name: [line.title for line in desk.work(getattr(cast, name))]
        for name in PEOPLE
        if desk.work(getattr(cast, name))
    }


def test_what_waits_stands_on_the_home_page_of_whom_it_waits_for(cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    begin = "Lập báo cáo quý I năm 2024"
    assert titles(cast) == {"commune_officer": [begin], "commune_clerk": [begin]}
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.move(report, workflow.PROPOSE, cast.commune_officer)
    assert titles(cast) == {"commune_leader": ["Duyệt báo cáo quý I năm 2024"]}
    duties.move(report, workflow.APPROVE, cast.commune_leader, **duties.SIGNED)
    issue = "Phát hành báo cáo đã duyệt quý I năm 2024"
    assert titles(cast) == {"commune_officer": [issue], "commune_clerk": [issue]}
    duties.move(report, workflow.ISSUE, cast.commune_clerk, number="5/BC", issued_on=timezone.localdate())
    assert titles(cast) == {"district_officer": ["1 báo cáo quý I năm 2024 chờ nhận"]}
    duties.move(report, workflow.ACCEPT, cast.district_officer, note="")
    assert titles(cast) == {}


def test_who_is_late_is_told_above(cast, tree):
    yesterday = timezone.localdate() - timedelta(days=1)
    duties.opened(cast.district_officer, [tree.commune_desk, tree.other_commune_desk], due=yesterday)
    assert titles(cast)["district_officer"] == ["2 đơn vị quá hạn báo cáo quý I năm 2024"]
    (line,) = desk.work(cast.district_officer)
    assert (line.late, line.due_on) == (True, yesterday)
    assert desk.work(cast.commune_officer)[0].late


def test_who_was_granted_more_time_is_not_late_and_who_is_excused_owes_nothing(cast, tree):
    today = timezone.localdate()
    period = duties.opened(
        cast.district_officer, [tree.commune_desk, tree.other_commune_desk], due=today - timedelta(days=1)
    )
    for unit, relief, until in ((tree.commune_desk, "later", today), (tree.other_commune_desk, "none", None)):
        services.extend(by=cast.district_officer, obligation=duties.owed(period, unit), relief=relief, until=until,
                        reason="Bão lũ.", token=uuid4())  # fmt: skip
    told = titles(cast)
    assert ("district_officer" in told, "other_commune_officer" in told, "commune_officer" in told) == (
        False,
        False,
        True,
    )


def test_a_correction_is_late_for_nobody_and_the_locked_version_leads_to_it(as_position, cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk))
    duties.accepted(cast, report)
    duties.move(report, workflow.LOCK, cast.district_officer)
    duties.move(report, workflow.CORRECT, cast.commune_officer, note="Ghi sai số hội nghị.")
    type(period).objects.filter(pk=period.pk).update(due_on=timezone.localdate() - timedelta(days=9))
    (line,) = desk.work(cast.commune_officer)
    assert (line.title, line.late, line.due_on) == ("Soạn tiếp báo cáo quý I năm 2024", False, None)
    assert "district_officer" not in titles(cast)
    above, here = as_position(cast.district_officer), f"/bao-cao/ky/ban/{report.pk}/"
    assert above.get(here).context["later"] is None
    own = as_position(cast.commune_officer).get(here).content.decode()
    assert "bản 2, đang soạn</a>" in own
    newest = report.obligation.reports.get(version=2)
    duties.accepted(cast, newest, number="06/BC-UBND")
    assert (
        f'<a href="/bao-cao/ky/ban/{newest.pk}/">bản 2, đã được nhận, số 06/BC-UBND' in above.get(here).content.decode()
    )


def test_what_was_given_back_is_called_so_and_leads_to_the_version_to_mend(as_position, cast, tree):
    period = duties.opened(cast.district_officer, [tree.commune_desk])
    report = duties.sent(cast, duties.started(cast.commune_officer, duties.owed(period, tree.commune_desk)))
    duties.move(report, workflow.GIVE_BACK, cast.district_officer, note="Thiếu số liệu tiếp công dân.")
    newest = report.obligation.reports.get(version=2)
    (line,) = desk.work(cast.commune_officer)
    assert (line.title, line.url) == ("Sửa, gửi lại báo cáo quý I năm 2024", f"/bao-cao/ky/ban/{newest.pk}/")
    assert line.note.startswith("bị trả lại; ")
    page = as_position(cast.commune_officer).get(f"/bao-cao/ky/ban/{report.pk}/").content.decode()
    assert f'<a href="/bao-cao/ky/ban/{newest.pk}/">bản 2, đang soạn</a>' in page
