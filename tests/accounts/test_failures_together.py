"""Failures that come in at the same moment are all counted."""

import pytest

from accounts import credentials, lockout
from accounts.models import FailedSignIns, PasswordRequest
from common.models import AuditRecord
from tests.registrations.test_together import together

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("name", ["khong.co.ai", "known"])
def test_eight_failures_at_once_are_eight(cast, name):
    name = cast.registrant.user.username if name == "known" else name
    results = together(*[lambda: lockout.record_failure(name)] * 8)
    assert results == [None] * 8
    assert FailedSignIns.objects.get().count == 8
    assert AuditRecord.objects.filter(action=lockout.FAILED).count() == 8


def test_asking_twice_at_once_leaves_one_request(cast):
    name = cast.registrant.user.username
    results = together(*[lambda: credentials.ask_for_new_password(username=name, address="")] * 4)
    assert results == [None] * 4
    assert PasswordRequest.objects.count() == 1
