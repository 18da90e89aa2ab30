"""Moves and the one function that performs them, tried on a registration as the record at hand."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from common.models import AppendOnlyError, AuditRecord
from common.workflow import Move, find_move, open_moves, perform, refusal
from registrations.enums import State
from registrations.models import Registration, RegistrationEvent
from tests import builders


class Reason(forms.Form):
    note = forms.CharField()


def anybody(position, obj):
    return True


def nobody(position, obj):
    return False


BEGIN = Move("first_step", "Bước đầu", frozenset({State.DRAFT}), State.WITHDRAWN, anybody)


@pytest.fixture
def record(tree, cast, plan):
    registration = builders.draft(cast.registrant, plan, levels=[tree.commune_level])
    Registration.objects.filter(pk=registration.pk).update(first_sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    return registration


@pytest.fixture
def by(cast):
    return cast.registrant


def press(move, record, by, token=None, at=None, **data):
    return perform(move, record, by=by, data=data, token=token or uuid4(), at=at)


def untouched(record) -> bool:
    state, title = Registration.objects.values_list("state", "title").get(pk=record.pk)
    events = RegistrationEvent.objects.filter(registration=record).count()
    lines = AuditRecord.objects.filter(action=BEGIN.label).count()
    return (state, title, events, lines) == (State.DRAFT, "Đường hoa phụ nữ tự quản", 0, 0)


def test_a_move_changes_the_state_and_writes_one_line_of_history_and_one_of_audit(record, by):
    at = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    event = press(BEGIN, record, by, at=at, note="Vì thế.", due_on=None, empty="")
    line = AuditRecord.objects.get(action="Bước đầu")

    assert (record.state, event.at, event.by) == (State.WITHDRAWN, at, by)
    assert (event.move, event.source, event.target, event.note) == ("first_step", "draft", "withdrawn", "Vì thế.")
    assert (line.before, line.after) == ({"state": "draft"}, {"state": "withdrawn", "note": "Vì thế."})
    assert (line.position_id, line.actor_id, line.object_id) == (by.pk, by.user_id, str(record.pk))


def test_the_state_is_looked_at_before_the_right(record, by):
    """The second of two officers has often lost the right as well, and is to be told what happened."""
    move = replace(BEGIN, sources=frozenset({State.RECEIVED}), allowed=nobody)
    with pytest.raises(ValidationError) as refused:
        press(move, record, by)

    assert (refused.value.messages, refused.value.code) == (["Không thể bước đầu khi hồ sơ “Đang soạn”."], "state")
    assert untouched(record)


def test_without_the_right_nothing_happens(record, by):
    with pytest.raises(PermissionDenied):
        press(replace(BEGIN, allowed=nobody), record, by)

    assert untouched(record)


def test_an_obstacle_is_the_refusal(record, by):
    days = []

    def obstacle(position, obj, day):
        days.append(day)
        return "Chưa tới ngày."

    at = datetime(2026, 3, 24, 17, 30, tzinfo=UTC)  # half past midnight on the 25th in Hà Nội
    with pytest.raises(ValidationError) as refused:
        press(replace(BEGIN, obstacle=obstacle), record, by, at=at)

    assert (refused.value.messages, [str(day) for day in days]) == (["Chưa tới ngày."], ["2026-03-25"])
    assert untouched(record)


def test_what_apply_changes_is_saved_with_the_state(record, by):
    def apply(obj, step):
        obj.title = f"{step.data['note']} – {step.by.unit.name}"

    press(replace(BEGIN, apply=apply), record, by, note="Tên mới")

    assert record.title == "Tên mới – thôn Đông"


def test_apply_meets_the_object_in_its_new_state(record, by):
    met = []
    press(replace(BEGIN, apply=lambda obj, step: met.append(obj.state)), record, by)

    assert met == [State.WITHDRAWN]


def test_a_failure_in_the_middle_leaves_nothing_behind(record, by):
    def apply(obj, step):
        Registration.objects.filter(pk=obj.pk).update(title="Nửa chừng")
        raise ValidationError("Không được.")

    with pytest.raises(ValidationError):
        press(replace(BEGIN, apply=apply), record, by)

    assert untouched(record)


def test_one_token_is_one_move_whatever_happened_since(record, by):
    token = uuid4()
    first = press(BEGIN, record, by, token)
    again = press(replace(BEGIN, allowed=nobody), record, by, token)

    assert (again, record.events.count()) == (first, 1)


def test_a_token_belongs_to_one_record_alone(record, by, tree, plan):
    token = uuid4()
    press(BEGIN, record, by, token)
    other = builders.draft(by, plan, levels=[tree.commune_level], title="Mô hình khác")
    Registration.objects.filter(pk=other.pk).update(first_sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    with pytest.raises(IntegrityError):
        press(BEGIN, other, by, token)


def test_open_moves_stand_in_the_order_of_the_table_with_what_is_in_the_way(record, by):
    table = [
        replace(BEGIN, name="c", obstacle=lambda position, obj, day: "Còn thiếu."),
        replace(BEGIN, name="a"),
        replace(BEGIN, name="hidden", allowed=nobody),
        replace(BEGIN, name="later", sources=frozenset({State.RECEIVED})),
    ]

    assert [(one.move.name, one.obstacle) for one in open_moves(table, by, record)] == [("c", "Còn thiếu."), ("a", "")]


def test_a_move_is_found_by_its_address():
    assert (BEGIN.slug, find_move([BEGIN], "buoc-dau")) == ("buoc-dau", BEGIN)
    assert [find_move([BEGIN], slug) for slug in ("first_step", "", "x")] == [None, None, None]


def test_the_refusal_begins_the_move_with_a_small_letter(record):
    assert refusal(replace(BEGIN, label="Xác nhận"), record) == "Không thể xác nhận khi hồ sơ “Đang soạn”."


@pytest.mark.parametrize("change", [lambda event: event.save(), lambda event: event.delete()])
def test_a_line_of_history_is_never_changed(record, by, change):
    event = press(BEGIN, record, by)
    with pytest.raises(AppendOnlyError):
        change(event)


def test_lines_of_history_are_never_changed_in_bulk_either(record, by):
    press(BEGIN, record, by)
    with pytest.raises(AppendOnlyError):
        record.events.all().update(note="Sửa")
    with pytest.raises(AppendOnlyError):
        record.events.all().delete()
