"""Shared by the tests of the reports: instants by the clock here, and a record confirmed at one of them."""

from datetime import datetime

from django.utils import timezone

from documents.table import bare
from reports.by_unit import summary_by_unit
from reports.frames import open_frame
from reports.periods import period_of
from reports.questions import Question
from reports.registered import registrations_in_period
from tests import builders

MARCH = "2024-03-15 09:00"


def at(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def confirmed(cast, tree, plan, *, when=MARCH, by=None, officer=None, **changes):
    return builders.confirmed(
        by or cast.registrant,
        plan,
        officer or cast.commune_officer,
        levels=[tree.commune_level],
        at=at(when),
        **changes,
    )


def frame(position, period="2024-quy-1", **question):
    return open_frame(position, period=period_of(period), question=Question(**question))


def summary(position, period="2024-quy-1", **question):
    """Biểu 02 as {unit: {column: value}}, the total under “Tổng cộng”."""
    table = summary_by_unit(frame(position, period, **question))
    rows = {bare(row["unit"]): {key: bare(value) for key, value in row.items()} for row in table.rows}
    return rows | {table.total_label: table.totals()}


def titles(position, period="2024-quy-1", **question):
    """The titles in Biểu 01."""
    return [bare(row["title"]) for row in registrations_in_period(frame(position, period, **question)).rows]
