"""Rows written in bulk stand in the database as they would have been saved one by one, on both databases."""

from contextlib import nullcontext
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Position
from common.bulk import Change, Insertion, at_full_speed, delete_rows, look_for_keys, reserve
from common.locks import has_gate
from common.models import AuditRecord
from registrations.models import Plan
from tests import builders
from units.models import Succession, Unit

DAY = date(2026, 7, 1)
NASTY = "Tab\tdòng\nmới \\ gạch \\N “ngoặc” 'đơn' {phẩy, ngoặc} 😀"


def test_new_rows_hold_every_kind_of_value(cast, tree):
    one, two = (
        Position(
            pk=key, user=cast.registrant.user, role="registrant", unit=tree.women, title=NASTY, token=token,
            starts_on=date(2026, 7, 1), ends_on=None, taken_back_at=taken, stands_for=[cast.registrant.pk],
        )
        for key, token, taken in zip(
            reserve(Position, 2), (None, UUID(int=7)), (timezone.now(), None), strict=True
        )
    )  # fmt: skip
    Insertion(Position, [one, two]).write()
    fields = [field.attname for field in Position._meta.concrete_fields]
    assert list(Position.objects.filter(pk__in=[one.pk, two.pk]).order_by("pk").values_list(*fields)) == [
        tuple(getattr(row, name) for name in fields) for row in (one, two)
    ]


def test_json_of_the_log_is_kept_letter_for_letter(db):
    line = AuditRecord(pk=reserve(AuditRecord, 1)[0], action="Thử", kind="thử", object_id="1", label=NASTY,
                       before={}, after={"tên": NASTY, "số": [1, None]})  # fmt: skip
    Insertion(AuditRecord, [line]).write()
    kept = AuditRecord.objects.get(pk=line.pk)
    assert (kept.label, kept.before, kept.after) == (NASTY, {}, {"tên": NASTY, "số": [1, None]})


def test_each_row_gets_its_own_values_and_others_stay(cast, tree):
    Change(Unit, ("address", "valid_to", "parent_id"), {
        tree.village.pk: (NASTY, date(2026, 7, 1), tree.other_commune.pk), tree.women.pk: ("", None, None),
    }).write()  # fmt: skip
    rows = Unit.objects.filter(pk__in=[tree.village.pk, tree.women.pk, tree.other_village.pk]).order_by("pk")
    assert {row.pk: (row.address, row.valid_to, row.parent_id) for row in rows} == {
        tree.village.pk: (NASTY, date(2026, 7, 1), tree.other_commune.pk), tree.women.pk: ("", None, None),
        tree.other_village.pk: ("", None, tree.commune.pk),
    }  # fmt: skip


def test_values_handed_over_ahead_are_written_later_and_once(tree):
    change = Change(Unit, ("address",), {tree.village.pk: (NASTY,)})
    change.hand_over()
    assert not Unit.objects.filter(address=NASTY).exists()
    change.write()
    Unit.objects.filter(pk=tree.village.pk).update(address="Sau đó")
    change.write()
    assert Unit.objects.get(pk=tree.village.pk).address == "Sau đó"


def test_keys_are_looked_for_when_asked_and_otherwise_in_the_end(tree):
    """SQLite looks in the end only."""
    with transaction.atomic():
        succession(old=tree.village.pk, new=0).write()
        look_for_keys(Succession, "old_id")
        succession(old=-1, new=tree.village.pk).write()
        early = pytest.raises(IntegrityError) if has_gate() else nullcontext()
        with early, transaction.atomic():
            look_for_keys(Succession, "old_id")
        transaction.set_rollback(True)


def succession(**units):
    keys = {f"{name}_id": key for name, key in units.items()}
    pk = reserve(Succession, 1)[0]
    return Insertion(Succession, [Succession(pk=pk, kind="merged", effective_on=DAY, decided_on=DAY, **keys)])


def test_reserved_keys_are_given_to_nobody_else(tree, cast):
    keys = reserve(Unit, 3)
    later = builders.area("thôn Sau", tree.commune)
    assert (len(set(keys)), later.pk in keys, min(keys) > tree.far_village.pk) == (3, False, True)
    assert reserve(Plan, 0) == []


def test_many_rows_go_in_one_act_and_are_taken_away_again(tree):
    keys = reserve(Unit, 5000)
    Insertion(Unit, [
        Unit(pk=key, name=f"thôn {key}", full_name=f"thôn {key}", nature="area", parent=tree.commune, path=f"/{key}/",
             scope_path=f"/{key}/", sort_key=str(key), search_text="")
        for key in keys
    ]).write()  # fmt: skip
    assert Unit.objects.filter(pk__in=keys[:100]).count() == 100
    with at_full_speed():
        delete_rows(Unit, keys)
    assert not Unit.objects.filter(pk__gte=keys[0], pk__lte=keys[-1]).exists()
