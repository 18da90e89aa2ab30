"""Lập ngầm: where many units report, the press goes on in the background and leads to the report."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from common import jobs
from reports import tasks
from reports.models import Compilation, Report
from reports.periodic import services
from reports.periodic.services import compiling
from tests.reports import duties

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed(cast, tree, monkeypatch):
    """The district owes the province a quarter; one unit below is many here."""
    monkeypatch.setattr(compiling, "MANY_BELOW", 1)
    duties.opened(cast.district_officer, [tree.commune_desk])
    above = duties.opened(cast.province_officer, [tree.district_desk], type=duties.report_type(cast.province_officer))
    return duties.owed(above, tree.district_desk)


def guard(position):
    return {"token": uuid4(), "position": position.pk}


def press(client, cast, address):
    return client.post(address, guard(cast.district_officer))


def work():
    tasks.compile_report.func(Compilation.objects.latest("pk").pk)


def test_a_long_report_is_begun_in_the_background_and_shown_when_it_is_there(as_position, cast, owed):
    client = as_position(cast.district_officer)
    watched = press(client, cast, f"/bao-cao/ky/don-vi/{owed.pk}/lap/").url
    assert "Đang chờ đến lượt" in client.get(watched).content.decode()
    page = client.get(watched).content.decode()
    assert "báo cáo xong sẽ nằm ở mục" in page and page.count(">Báo cáo định kỳ</a>") == 1, "the room is named once"
    assert f"Lập báo cáo: {owed}" in client.get("/").content.decode()
    assert not Report.objects.filter(obligation=owed).exists()
    assert press(client, cast, f"/bao-cao/ky/don-vi/{owed.pk}/lap/").url == watched

    work()
    report = Report.objects.get(obligation=owed)
    assert client.get(watched).url == f"/bao-cao/ky/ban/{report.pk}/"
    assert client.get(watched, HTTP_HX_REQUEST="true").headers["HX-Redirect"] == f"/bao-cao/ky/ban/{report.pk}/"
    assert report.figures.exists()
    assert report.created_by == cast.district_officer

    before = report.computed_at
    press(client, cast, f"/bao-cao/ky/ban/{report.pk}/tinh-lai/")
    work()
    report.refresh_from_db()
    assert report.computed_at > before
    assert Report.objects.filter(obligation=owed).count() == 1


def test_why_it_failed_is_said_and_it_can_be_run_again(as_position, cast, owed):
    made = services.compile_later(by=cast.district_officer, obligation=owed, token=uuid4())
    services.extend(
        by=cast.province_officer, obligation=owed, relief="none", until=None, reason="Mới thành lập.", token=uuid4()
    )
    work()
    client, here = as_position(cast.district_officer), f"/bao-cao/ky/dang-lap/{made.pk}/"
    assert "Đơn vị được miễn báo cáo kỳ này." in client.get(here).content.decode()
    press(client, cast, f"{here}chay-lai/")
    made.refresh_from_db()
    assert made.state == jobs.WAITING


def test_only_who_compiles_begins_it_and_few_units_are_not_long(cast, tree, owed, monkeypatch):
    for other in (cast.province_officer, cast.commune_officer):
        with pytest.raises(PermissionDenied):
            services.compile_later(by=other, obligation=owed, token=uuid4())
    assert services.is_long(owed)
    monkeypatch.setattr(compiling, "MANY_BELOW", 2)
    assert not services.is_long(owed)
