"""Rows of the Front's book, written through the real services."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from front.enums import ActivityKind
from front.models import Activity, Content
from front.services.activities import add_activity
from front.starters import add_contents
from tests import builders
from units.enums import Line


def contents() -> list[Content]:
    """The five."""
    add_contents(by=None)
    return list(Content.objects.all())


def facts(**changes) -> dict:
    given = {
        "kind": ActivityKind.PROPAGANDA, "name": "Tuyên truyền phân loại rác", "starts_on": timezone.localdate(),
        "participants": 86, "place": "nhà văn hóa thôn",
    }  # fmt: skip
    return given | changes


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
