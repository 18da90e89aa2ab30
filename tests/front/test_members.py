"""Tổ chức thành viên: its own book, the work it was given, and its report, taken to the Front of its level."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import Position
from front.models import Activity, Contribution
from front.offers import units_for
from front.services import board, fund, keeping, work
from reports.periodic import services, workflow
from reports.periodic.owing import who_may_owe
from tests import builders
from tests.front import builders as build
from tests.front.test_work import given, today
from tests.recognition.pages import post, text
from tests.reports import duties

pytestmark = pytest.mark.django_db
ROOM = "/mat-tran/"
QUARTER = {"start": date(2024, 1, 1), "end": date(2024, 4, 1)}
TEXTS = ("mt-lanh-dao", "mt-uu-diem", "mt-han-che", "mt-phuong-huong", "mt-kien-nghi")


@pytest.fixture
def member(cast):
    """Hội Liên hiệp Phụ nữ xã."""
    return cast.women_registrant


def test_it_writes_in_its_own_book_for_itself_alone(member, front, tree):
    own = build.activity(member)
    build.given(member)
    assert (own.keeper, Contribution.objects.get().keeper) == (member.unit, member.unit)
    assert list(units_for(member)) == [member.unit]
    with pytest.raises(ValidationError):
        build.activity(member, unit=tree.village)


def test_the_front_of_its_level_reads_what_it_writes_and_it_reads_its_own_alone(member, front, other_front):
    own, others = build.activity(member), build.activity(front)
    assert set(Activity.objects.visible_to(front)) == {own, others}
    assert list(Activity.objects.visible_to(member)) == [own]
    assert not Activity.objects.visible_to(other_front).exists()


def test_the_front_writes_for_it_until_it_keeps_its_own_book(member, front, as_position):
    before = build.activity(front, unit=member.unit)
    own = build.activity(member)
    with pytest.raises(ValidationError) as refused:
        build.given(front, unit=member.unit)
    assert refused.value.messages == [f"{member.unit} tự ghi sổ của mình; ghi thay thì bị tính hai lần."]
    copied = as_position(front).get(f"{ROOM}hoat-dong/moi/", {"chep": before.pk}).context["form"]
    assert copied["unit"].value() == front.unit_id and member.unit not in copied.fields["unit"].rows.values()
    assert copied.fields["unit"].help_text == f"Tự ghi sổ nên không chọn ở đây: {member.unit}."
    keeping.strike(by=member, row=own, reason="Ghi nhầm.")
    assert build.given(front, unit=member.unit).keeper == front.unit


def test_the_front_writes_again_once_nobody_of_it_may(member, front):
    build.activity(member)
    assert member.unit not in units_for(front)
    Position.objects.filter(unit=member.unit).update(ends_on=today())
    assert member.unit in units_for(front)


def test_a_registrant_of_no_member_organisation_finds_no_room(as_position, cast):
    assert as_position(cast.registrant).get(ROOM).status_code == 403
    with pytest.raises(PermissionDenied):
        build.activity(cast.registrant)


def test_what_is_the_fronts_alone_is_closed_to_it(member, as_position):
    with pytest.raises(PermissionDenied):
        given(member, [member.unit])
    with pytest.raises(PermissionDenied):
        fund.open_fund(by=member, opened_on=today(), opening=0)
    with pytest.raises(PermissionDenied):
        board.set_board(by=member, number="1", decided_on=today(), members=[("head", "A")], token=uuid4())
    client = as_position(member)
    assert [client.get(f"{ROOM}{one}").status_code for one in ("quy/", "ke-hoach/moi/", "cong-khai/")] == [403] * 3
    assert "Vì người nghèo" not in text(client.get(ROOM))


def test_it_sees_the_work_it_was_given_and_tells_it_done(member, front, as_position, django_assert_max_num_queries):
    item = given(front, [front.unit, member.unit], title="Vận động phân loại rác")
    client, task = as_position(member), item.tasks.get(unit=member.unit)
    home = text(client.get("/"))
    assert "Báo đã làm: Vận động phân loại rác" in home
    with django_assert_max_num_queries(12):
        page = text(client.get(f"{ROOM}ke-hoach/"))
    assert "Vận động phân loại rác" in page and "Thêm việc" not in page
    assert [one.unit for one in client.get(f"{ROOM}ke-hoach/viec/{item.pk}/").context["tasks"]] == [member.unit]
    done = post(client, f"{ROOM}ke-hoach/giao/{task.pk}/", member, done_on=f"{today():%d/%m/%Y}", told="42 chị.")
    assert done.status_code == 302
    task.refresh_from_db()
    assert (task.told_by, task.told) == (member, "42 chị.")
    with pytest.raises(PermissionDenied):
        work.tell_done(by=member, task=item.tasks.get(unit=front.unit), done_on=today(), told="")


@pytest.fixture
def owed(member, front):
    """The commune's Front asks its member organisations for the first quarter of 2024."""
    build.contents()
    type = duties.report_type(front, name="Báo cáo quý của Mặt trận", subject="mat-tran")
    period = duties.opened(front, [member.unit], type=type, **QUARTER)
    return duties.owed(period, member.unit)


def test_member_organisations_are_meant_when_the_front_opens_a_period(owed, member, tree):
    meant, others = who_may_owe(owed.period.type)
    assert meant == [member.unit]
    assert tree.commune_desk in others and others[-1] == tree.commune_front


def test_its_report_goes_to_the_front_of_its_level_and_is_accepted(owed, member, front, as_position, tree):
    build.activity(member, starts_on=date(2024, 2, 1), participants=30)
    build.activity(front, starts_on=date(2024, 2, 2), participants=99)
    client = as_position(member)
    assert "Lập báo cáo quý I năm 2024" in text(client.get("/"))
    assert client.get(f"/bao-cao/ky/don-vi/{owed.pk}/").status_code == 200
    assert post(client, f"/bao-cao/ky/don-vi/{owed.pk}/lap/", member).status_code == 302
    report = owed.reports.get()
    found = dict(report.figures.values_list("key", "value"))
    assert (found["hoat-dong"], found["luot-nguoi"]) == (1, 30)
    assert "quy-cuoi-ky" not in found and "không có sổ Quỹ" in report.sections.get(key="mt-quy").text
    typed = report.figures.filter(source="typed").values_list("key", flat=True)
    services.state_figures(by=member, report=report, stated={key: (Decimal(5), "") for key in typed})
    for key in TEXTS:
        services.save_section(by=member, report=report, key=key, text="Không.", revision=1)
    duties.move(report, workflow.PROPOSE, member)
    leader = builders.position("leader", tree.women)
    duties.move(report, workflow.APPROVE, leader, **duties.SIGNED)
    duties.move(report, workflow.ISSUE, member, number="03/BC-PN", issued_on=today())
    assert client.get(f"/bao-cao/ky/ban/{report.pk}/bao-cao.pdf").status_code == 200
    duties.move(report, workflow.ACCEPT, front, note="")
    assert report.state == "accepted"


def test_another_organisation_neither_reads_nor_writes_it(owed, member, tree, as_position):
    report = services.start_report(by=member, obligation=owed, token=uuid4())
    farmers = builders.position("registrant", builders.body("Hội Nông dân xã Minh Lạc", tree.commune, "mass"))
    client = as_position(farmers)
    assert client.get(f"/bao-cao/ky/ban/{report.pk}/").status_code == 404
    assert client.get(f"/bao-cao/ky/don-vi/{owed.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        services.start_report(by=farmers, obligation=owed, token=uuid4())
