"""Hoạt động: what may be written, who keeps the book, what is told in the log, findings followed until settled."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from common.models import AuditRecord
from front.enums import ActivityKind, Channel
from front.models import Activity, ActivityPhoto, Finding
from front.services import activities, findings, keeping
from tests.front import builders as build
from tests.registrations.following import picture

pytestmark = pytest.mark.django_db


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def logged():
    return list(AuditRecord.objects.filter(kind__startswith="front.").order_by("pk").values_list("action", flat=True))


def test_an_activity_is_written_once_and_told(front, tree, about):
    token = uuid4()
    given = {"by": front, "unit": tree.village, "facts": build.facts(channel=Channel.RADIO), "contents": about[2:4]}
    first = activities.add_activity(**given, token=token)
    assert activities.add_activity(**given, token=token) == first and Activity.objects.count() == 1
    assert (first.keeper, first.path_then, first.is_held) == (front.unit, tree.village.path, True)
    assert [str(one) for one in first.contents.all()] == ["3. Bảo vệ môi trường", "4. Chấp hành pháp luật"]
    assert logged()[-1] == "Ghi hoạt động"


def test_another_persons_token_opens_nothing(front, district_front):
    one = build.activity(front)
    with pytest.raises(PermissionDenied):
        activities.add_activity(by=district_front, unit=district_front.unit, facts=build.facts(), token=one.token)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": today(3)}, "participants"),
        ({"starts_on": today(-3), "participants": None}, "participants"),
        ({"participants": None, "outcome": "Trồng 600 cây."}, "participants"),
        ({"ends_on": today(200), "participants": None}, "ends_on"),
        ({"ends_on": today(-1)}, "__all__"),
        ({"kind": "khac"}, "kind"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_refused(front, changes, field):
    with pytest.raises(ValidationError) as refused:
        build.activity(front, **changes)
    assert list(refused.value.error_dict) == [field] and Activity.objects.count() == 0


def test_a_planned_one_counts_only_when_it_is_told_how_it_went(front):
    planned = build.activity(front, starts_on=today(), participants=None)
    assert (planned.standing, Activity.objects.held().count()) == ("Dự kiến", 0)
    told = activities.correct_activity(by=front, activity=planned, facts={"participants": 0}, contents=[])
    assert (told.standing, Activity.objects.held().count()) == ("Đã tổ chức", 1), "nobody came, and yet it was held"
    Activity.objects.filter(pk=planned.pk).update(starts_on=today(-1), participants=None)
    assert (Activity.objects.get().standing, Activity.objects.to_tell(today()).count()) == ("Chờ ghi kết quả", 1)


def test_a_channel_belongs_to_propaganda_alone(front):
    assert build.activity(front, kind=ActivityKind.TRAINING, channel=Channel.RADIO).channel == ""


def test_the_book_is_its_own_bodys(front, cast, district_front, other_front, tree):
    one = build.activity(front)
    for stranger in (district_front, other_front, cast.commune_officer, cast.commune_leader):
        with pytest.raises(PermissionDenied):
            activities.correct_activity(by=stranger, activity=one, facts={"name": "Khác"}, contents=[])
        with pytest.raises(PermissionDenied):
            keeping.strike(by=stranger, row=one, reason="Sai.")
    with pytest.raises(PermissionDenied):
        build.activity(cast.commune_officer)


def test_a_front_writes_for_its_villages_and_mass_bodies_only(front, tree):
    for unit in (tree.commune_front, tree.women, tree.village):
        assert build.activity(front, unit=unit).unit == unit
    for unit in (tree.commune_desk, tree.other_commune_desk, tree.far_village, tree.district):
        with pytest.raises(ValidationError):
            build.activity(front, unit=unit)


def test_a_district_front_does_not_write_in_the_villages_of_a_commune(district_front, tree):
    with pytest.raises(ValidationError):
        build.activity(district_front, unit=tree.village)


def test_who_sees_it(front, cast, district_front, other_front):
    build.activity(front)

    def seen(position):
        return Activity.objects.visible_to(position).count()

    assert [seen(one) for one in (front, district_front, cast.commune_officer, cast.district_leader)] == [1] * 4
    strangers = (other_front, cast.other_district_officer, cast.registrant, cast.reviewer, cast.admin, None)
    assert [seen(one) for one in strangers] == [0] * 6


def test_what_is_struck_stays_to_be_read_and_counts_no_more(front):
    one = build.activity(front)
    with pytest.raises(ValidationError):
        keeping.strike(by=front, row=one, reason="")
    struck = keeping.strike(by=front, row=one, reason="Ghi trùng.")
    again = keeping.strike(by=front, row=one, reason="Lần nữa.")
    assert (again.struck_for, struck.struck_by, Activity.objects.held().count()) == ("Ghi trùng.", front, 0)
    assert logged().count("Hủy") == 1
    with pytest.raises(ValidationError):
        activities.correct_activity(by=front, activity=one, facts={"name": "Khác"}, contents=[])


def test_pictures_come_once_with_a_press_and_can_be_taken_back(front):
    one, token = build.activity(front), uuid4()
    for _press in range(2):
        activities.add_photos(by=front, activity=one, photos=[picture()], token=token)
    photo = ActivityPhoto.objects.get()
    assert photo.preview.size < photo.file.size
    activities.drop_photo(by=front, photo=photo)
    assert (ActivityPhoto.objects.count(), logged()[-2:]) == (0, ["Thêm ảnh hoạt động", "Bỏ ảnh hoạt động"])


def test_an_activity_holds_so_many_pictures_and_no_more(front):
    one = build.activity(front)
    for _press in range(2):
        activities.add_photos(by=front, activity=one, photos=[picture(size=(40, 30)) for _ in range(6)], token=uuid4())
    with pytest.raises(ValidationError):
        activities.add_photos(by=front, activity=one, photos=[picture(size=(40, 30))], token=uuid4())


def test_a_finding_is_followed_until_it_is_settled(front):
    seen = build.supervision(front)
    asked = {"text": "Niêm yết các khoản thu", "addressee": "UBND xã", "due_on": today(-0)}
    finding = findings.add_finding(by=front, activity=seen, **asked, token=uuid4())
    findings.follow_up(by=front, finding=finding, on=today(), text="Xã hẹn tuần sau.", settles=False, token=uuid4())
    assert list(Finding.objects.waiting()) == [finding]
    token = uuid4()
    for _press in range(2):
        findings.follow_up(by=front, finding=finding, on=today(), text="Đã niêm yết.", settles=True, token=token)
    settled = Finding.objects.get()
    assert (settled.settled_on, settled.standing, settled.follow_ups.count()) == (today(), "Đã giải quyết xong", 2)
    with pytest.raises(ValidationError):
        findings.follow_up(by=front, finding=settled, on=today(), text="Nữa.", settles=False, token=uuid4())
    assert logged()[-3:] == ["Thêm kiến nghị", "Theo dõi kiến nghị", "Ghi kiến nghị đã giải quyết"]


def test_only_an_inspection_that_took_place_asks_for_something(front, district_front):
    asked = {"text": "Niêm yết", "addressee": "UBND xã", "due_on": today(5), "token": uuid4()}
    for one in (build.activity(front), build.supervision(front, participants=None, starts_on=today(2))):
        with pytest.raises(ValidationError):
            findings.add_finding(by=front, activity=one, **asked)
    with pytest.raises(PermissionDenied):
        findings.add_finding(by=district_front, activity=build.supervision(front), **asked)


def test_what_is_late_is_told(front):
    seen = build.supervision(front, starts_on=today(-9))
    finding = findings.add_finding(
        by=front, activity=seen, text="Niêm yết", addressee="UBND xã", due_on=today(-1), token=uuid4()
    )
    assert (finding.is_overdue, list(Finding.objects.overdue())) == (True, [finding])
