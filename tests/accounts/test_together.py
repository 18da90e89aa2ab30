"""Two at once on positions, in real threads: one wins, the other is told; nothing happens twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts import deputies, handover, lists
from accounts.enums import Role
from accounts.models import Position, User
from tests import builders
from tests.accounts.test_lists import kept, row
from tests.registrations.test_together import together

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]

TODAY = timezone.localdate


def handing(cast, by, to, token=None):
    token = token or uuid4()
    return lambda: handover.hand_over(
        by=by, position=Position.objects.get(pk=cast.commune_officer.pk), to=to, starts_on=TODAY(), token=token
    )


def test_two_officers_hand_over_the_same_position_and_the_second_is_told(tree, cast):
    first, second = (builders.position(Role.REGISTRANT, tree.other_village).user for _ in range(2))
    results = together(handing(cast, cast.district_officer, first), handing(cast, cast.province_officer, second))
    won = [one for one in results if isinstance(one, Position)]
    told = [one.messages[0] for one in results if isinstance(one, ValidationError)]
    assert (len(won), len(told)) == (1, 1)
    assert told[0].startswith(f"Vị trí này đã bàn giao cho {won[0].user}")
    assert Position.objects.filter(succeeds=cast.commune_officer).count() == 1


def test_two_clicks_hand_over_once(tree, cast):
    to, token = builders.position(Role.REGISTRANT, tree.other_village).user, uuid4()
    results = together(*[handing(cast, cast.district_officer, to, token) for _ in range(2)])
    assert results[0] == results[1]


def test_a_handover_and_a_deputy_at_once_lose_nothing(tree, cast):
    to = builders.position(Role.REGISTRANT, tree.other_village).user

    def lend():
        return deputies.name_deputy(
            by=cast.commune_officer, principal=Position.objects.get(pk=cast.commune_officer.pk),
            to=cast.commune_clerk.user, starts_on=TODAY() + timedelta(days=1), ends_on=TODAY() + timedelta(days=3),
            reason="Đi học", token=uuid4(),
        )  # fmt: skip

    results = together(handing(cast, cast.district_officer, to), lend)
    new = Position.objects.get(succeeds=cast.commune_officer)
    lent = next((one for one in results if isinstance(one, Position) and one.deputy_for_id), None)
    held = Position.objects.held_on(TODAY() + timedelta(days=1))
    assert new.ends_on is None and new.stands_for[0] == cast.commune_officer.pk
    assert lent is None or not held.filter(pk=lent.pk).exists()


def test_two_clicks_open_a_list_once(cast):
    found = kept(cast.commune_officer, row(), row("Phạm Đức Cầu"))
    together(*[lambda: lists.open_list(by=cast.commune_officer, accounts=found) for _ in range(2)])
    assert User.objects.filter(full_name__in=["Trần Thị Mận", "Phạm Đức Cầu"]).count() == 2
