"""Rows of the Front's book, written through the real services."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from front.enums import ActivityKind
from front.models import Activity, Contribution, Fund, FundEntry
from front.services.activities import add_activity
from front.services.contributions import add_contribution
from front.services.fund import add_entry, open_fund
from registrations.models import Content
from registrations.starters import add_starter_rows
from tests import builders
from tests.remembered import remembered
from units.enums import Line


def contents() -> list[Content]:
    """The five."""
    add_starter_rows(by=None)
    return list(Content.objects.of_campaign())


def facts(**changes) -> dict:
    given = {
        "kind": ActivityKind.PROPAGANDA, "name": "Tuyên truyền phân loại rác", "starts_on": timezone.localdate(),
        "participants": 86, "place": "nhà văn hóa thôn",
    }  # fmt: skip
    return given | changes


@remembered
def activity(by, *, unit=None, about=(), **changes) -> Activity:
    """An activity held today, unless said otherwise."""
    return add_activity(by=by, unit=unit or by.unit, facts=facts(**changes), contents=about, token=uuid4())


def supervision(by, **changes) -> Activity:
    return activity(by, **{"kind": ActivityKind.SUPERVISION, "name": "Giám sát thu, chi làm đường", **changes})


def district_front(tree):
    """The Front officer of the district."""
    unit = builders.body("Ủy ban MTTQ Việt Nam huyện Lam Khê", tree.district, Line.FRONT)
    return builders.position("front", unit)


def other_front(tree):
    """The Front officer of the neighbouring commune."""
    unit = builders.body("Ủy ban MTTQ Việt Nam xã Phúc Khê", tree.other_commune, Line.FRONT)
    return builders.position("front", unit)


def days_ago(days: int):
    return timezone.localdate() - timedelta(days=days)


@remembered
def given(by, *, unit=None, **changes) -> Contribution:
    """Money given by an enterprise for a road, unless said otherwise."""
    facts = {
        "kind": "money", "on": timezone.localdate(), "amount": 50_000_000, "source": "social", "donor_kind": "enterprise",
        "donor": "Công ty Chè Lạc Giang", "purpose": "làm đường thôn Bến",
    }  # fmt: skip
    return add_contribution(by=by, unit=unit or by.unit, facts=facts | changes, token=uuid4())


@remembered
def fund(by, *, opening=20_000_000, opened_on=None) -> Fund:
    return open_fund(by=by, opened_on=opened_on or timezone.localdate().replace(month=1, day=1), opening=opening)


@remembered
def came(by, book, amount, *, on=None, **changes) -> FundEntry:
    facts = {"on": on or timezone.localdate(), "amount": amount, "source": "social", "donor_kind": "household"}
    return add_entry(by=by, fund=book, flow="in", facts=facts | changes, token=uuid4())


@remembered
def went(by, book, amount, *, on=None, **changes) -> FundEntry:
    facts = {"on": on or timezone.localdate(), "amount": amount, "use": "tet"}
    return add_entry(by=by, fund=book, flow="out", facts=facts | changes, token=uuid4())
