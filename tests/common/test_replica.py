"""Bản sao chỉ đọc: read where it has everything, never otherwise. A real one stands in script/torture --machines."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.urls import reverse

from common import replica
from common.replica import Lag, Router, alias, from_replica
from registrations.models import Registration
from tests import builders


class Replica:
    """A connection to a replica that answers what it is told to: how far it is each time it is asked."""

    def __init__(self, *answers):
        self.answers, self.asked, self.closed = list(answers), 0, 0

    @contextmanager
    def cursor(self):
        yield self

    def execute(self, _sql, _params):
        self.asked += 1
        self.answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(self.answer, Exception):
            raise self.answer

    def fetchone(self):
        return (self.answer,)

    def close(self):
        self.closed += 1


@pytest.fixture
def standing(monkeypatch):
    """Puts a replica beside the primary."""

    def put(*answers):
        there = Replica(*answers)
        monkeypatch.setattr(replica, "connections", {"replica": there})
        monkeypatch.setitem(settings.DATABASES, "replica", {})
        monkeypatch.setattr(replica, "_acknowledged", lambda: "0/16B3748")
        monkeypatch.setattr(replica, "_left_alone_until", 0.0)
        monkeypatch.setattr(replica, "PATIENCE", 0.03)
        return there

    return put


@from_replica
def read_from():
    return Router().db_for_read(Registration)


def test_without_a_replica_the_primary_is_read():
    assert (read_from(), alias()) == ("default", "default")


def test_a_replica_that_has_everything_is_read_inside_the_block_alone(standing):
    standing(True)
    assert (read_from(), alias()) == ("replica", "default")


def test_a_moment_is_given_to_come_up(standing):
    there = standing(False, False, True)
    assert (read_from(), there.asked) == ("replica", 3)


# It was promoted, it hangs, its server is gone: the replica says no, never comes up, or says nothing.
@pytest.mark.parametrize("answer", [False, None, OperationalError("refused"), InterfaceError("closed")])
def test_one_that_is_behind_or_silent_is_left_alone_for_a_while(standing, monkeypatch, answer):
    there = standing(answer)
    assert (read_from(), there.closed) == ("default", 1)
    asked = there.asked
    assert (read_from(), there.asked) == ("default", asked)
    monkeypatch.setattr(replica, "_left_alone_until", 0.0)
    there.answers = [True]
    assert read_from() == "replica"


def test_inside_a_transaction_the_primary_is_read(standing, monkeypatch):
    there = standing(True)

    @from_replica
    def read_in_a_transaction():
        with monkeypatch.context() as patch:
            patch.setattr(connections["default"], "in_atomic_block", True)
            return alias(), read_from()

    assert read_in_a_transaction() == ("default", "default")
    assert there.asked == 1


@pytest.mark.parametrize("problem", [OperationalError("gone"), InterfaceError("closed")])
def test_what_breaks_off_is_read_once_more_by_the_primary(standing, problem):
    standing(True)
    read = []

    @from_replica
    def breaking_off():
        read.append(alias())
        if read == ["replica"]:
            raise problem
        return "done"

    assert (breaking_off(), read, read_from()) == ("done", ["replica", "default"], "default")


def test_an_error_of_our_own_is_no_fault_of_the_replica(standing):
    standing(True)
    read = []

    @from_replica
    def wrong():
        read.append(alias())
        raise ValueError

    with pytest.raises(ValueError):
        wrong()
    assert (read, read_from()) == (["replica"], "replica")


def test_writes_and_migrations_go_to_the_primary_alone(standing):
    standing(True)

    @from_replica
    def places():
        router = Router()
        return router.db_for_write(Registration), router.allow_migrate("replica", "units"), router.allow_relation()

    assert places() == ("default", False, True)


def test_without_a_replica_there_is_no_lag():
    assert replica.lag() is None


@pytest.mark.parametrize("answer", [0, 4096, None])
def test_the_lag_is_told_in_bytes_or_not_at_all(standing, answer):
    standing(answer)
    assert replica.lag() == Lag(answer)


def test_a_silent_replica_has_no_lag_to_tell(standing):
    there = standing(OperationalError("refused"))
    assert (replica.lag(), there.closed) == (Lag(None), 1)


READS = [
    reverse("reports:sheet", args=["2026-quy-1", "bieu-02"]), reverse("reports:excel", args=["2026-quy-1", "bieu-02"]),
    reverse("reports:dashboard", args=["xu-huong"]), reverse("reports:dashboard_excel", args=["xu-huong"]),
    reverse("reports:data"), reverse("reports:data_file_csv"),
    reverse("reports:campaign_rows", args=["2026-quy-1", "all"]),
]  # fmt: skip
OTHERS = ["/", reverse("registrations:list"), reverse("reports:periods"), reverse("reports:exports")]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "offered"), [*((one, 1) for one in READS), *((one, 0) for one in OTHERS)])
def test_which_pages_are_offered_to_the_replica(as_position, cast, tree, plan, monkeypatch, address, offered):
    builders.received(cast.registrant, plan, cast.commune_officer, levels=[tree.commune_level])
    asked = []
    monkeypatch.setattr(replica, "_may_be_asked", lambda: asked.append(address))
    assert as_position(cast.district_officer).get(address).status_code == 200
    assert len(asked) == offered
