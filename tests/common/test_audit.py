"""Nhật ký: one line a change, in the transaction of the change, and never touched again."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from common import audit
from common.middleware import client_address
from common.models import AppendOnlyError, AuditRecord
from registrations.models import Registration
from tests import builders
from tests.conftest import guards_taken_away

pytestmark = pytest.mark.django_db


class GivenUp(Exception):
    pass


@pytest.fixture
def unit():
    return builders.area("xã Minh Lạc", None, builders.level("Cấp cơ sở", "xã", 3))


def last() -> AuditRecord:
    return AuditRecord.objects.order_by("-pk").first()


def test_a_line_names_who_where_and_what(tree, cast):
    officer = cast.commune_officer
    with audit.coming_from("10.1.2.3"):
        audit.record(by=officer, action="Sửa", obj=tree.village, before={"a": "1"}, after={"a": "2"})
    line = last()

    assert (line.actor, line.actor_id, line.position, line.position_id) == (
        officer.user.full_name, officer.user_id, str(officer), officer.pk,
    )  # fmt: skip
    assert (line.kind, line.object_id, line.label) == ("units.unit", str(tree.village.pk), "thôn Đông, xã Minh Lạc")
    assert (line.address, line.action, line.before, line.after) == ("10.1.2.3", "Sửa", {"a": "1"}, {"a": "2"})


def test_what_nobody_did_the_system_did(unit):
    audit.record(by=None, action="Lập", obj=unit)

    assert (last().actor, last().actor_id, last().position, last().address) == ("", None, "Hệ thống", "")


def test_a_bulk_write_leaves_a_line_for_each(unit):
    villages = [builders.area(f"thôn {number}", unit) for number in range(3)]
    AuditRecord.objects.count()
    audit.record_many(by=None, action="Nhập", objs=villages)

    assert [line.object_id for line in AuditRecord.objects.filter(action="Nhập").order_by("pk")] == [
        str(village.pk) for village in villages
    ]


def test_the_line_goes_with_its_transaction(unit):
    with pytest.raises(GivenUp), transaction.atomic():
        audit.record(by=None, action="Không thành", obj=unit)
        raise GivenUp

    assert AuditRecord.objects.filter(action="Không thành").count() == 0


def test_the_line_outlives_what_it_speaks_of(unit):
    village = builders.area("thôn Đông", unit)
    key = village.pk
    audit.record(by=None, action="Bỏ", obj=village)
    village.versions.all().delete()
    village.delete()

    assert (last().object_id, last().label) == (str(key), "thôn Đông, xã Minh Lạc")


def test_only_what_differs_is_told():
    before, after = {"name": "A", "code": "01", "level": None}, {"name": "A", "code": "02", "level": None, "new": 5}

    assert audit.changes(before, after) == ({"code": "01", "new": ""}, {"code": "02", "new": "5"})


def test_a_line_is_never_changed_or_removed(unit):
    audit.record(by=None, action="Lập", obj=unit)
    line = last()
    line.action = "Khác"
    over = AuditRecord(pk=line.pk, action="Khác", kind="units.unit", object_id="1", label="khác")
    ways = {
        "save": line.save,
        "delete": line.delete,
        "queryset delete": AuditRecord.objects.all().delete,
        "queryset update": lambda: AuditRecord.objects.update(action="Khác"),
        "bulk_update": lambda: AuditRecord.objects.bulk_update([line], ["action"]),
        "update_or_create": lambda: AuditRecord.objects.update_or_create(pk=line.pk, defaults={"action": "Khác"}),
        "bulk_create over": lambda: AuditRecord.objects.bulk_create(
            [over], update_conflicts=True, unique_fields=["id"], update_fields=["action"]
        ),
    }
    assert [name for name, change in ways.items() if not refused(change)] == []
    assert last().action == "Lập"


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except AppendOnlyError:
        return True
    return False


def test_a_new_line_under_the_key_of_an_old_one_does_not_write_over_it(unit):
    audit.record(by=None, action="Lập", obj=unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditRecord(pk=last().pk, action="Khác", kind="units.unit", object_id="1", label="khác").save()

    assert last().action == "Lập"


@pytest.mark.parametrize("statement", ["UPDATE common_auditrecord SET action = 'x'", "DELETE FROM common_auditrecord"])
def test_the_database_itself_refuses_what_goes_round_the_models(unit, statement):
    audit.record(by=None, action="Lập", obj=unit)
    with transaction.atomic(), connection.cursor() as cursor:
        for guard in guards_taken_away:
            cursor.execute(guard)
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            cursor.execute(statement)
        transaction.set_rollback(True)


def test_nothing_in_the_database_hangs_on_or_over_a_line_so_no_cascade_reaches_it():
    assert [field for field in AuditRecord._meta.get_fields() if field.is_relation] == []


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "198.51.100.7"),
        (0, "203.0.113.9", "198.51.100.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.7"),
        (1, "", "198.51.100.7"),
        (1, "x" * 90, "x" * 45),
    ],
)
def test_the_address_is_believed_only_of_our_own_proxies(rf, settings, proxies, forwarded, address):
    settings.DANVAN_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="198.51.100.7", headers={"X-Forwarded-For": forwarded} if forwarded else {})

    assert client_address(request) == address


def test_the_address_of_one_request_does_not_stay_for_the_next():
    with audit.coming_from("10.1.2.3"):
        pass
    audit.record(by=None, action="Sau đó", obj=builders.level("Cấp cơ sở", "xã", 3))

    assert last().address == ""


def test_a_change_made_on_a_page_names_the_address_it_came_from(as_position, tree, cast, plan):
    registration = builders.submitted(cast.registrant, plan, levels=[tree.commune_level])
    as_position(cast.commune_officer).post(
        f"/dang-ky/{registration.code}/buoc/tiep-nhan/",
        {"token": "6f1c1a57-6ed5-4c0e-9d0a-0d6a3d1a7d11", "position": cast.commune_officer.pk},
        REMOTE_ADDR="198.51.100.7",
    )
    line = last()

    assert (line.action, line.address) == ("Tiếp nhận", "198.51.100.7")
    assert Registration.objects.get(pk=registration.pk).state == line.after["state"]
