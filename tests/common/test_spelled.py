"""What a question may carry in its words, and that an index of one choice helps without its value being seen."""

import pytest
from django.db import connection
from django.db.models import TextChoices

from common import written
from common.spelled import numbered, spelled
from registrations.enums import ItemOutcome, State
from registrations.models import SubmittalItem


class Careful(TextChoices):
    QUOTED = "it's", "it's"
    PERCENT = "5%s", "5%s"


def test_choices_and_empty_texts_are_written_into_the_words():
    words = "a = %s AND b LIKE '50%%s' AND c = %s AND d = %s AND e = %s"

    assert spelled(words, ("x", State.SUBMITTED, "", 7)) == (
        "a = %s AND b LIKE '50%%s' AND c = 'submitted' AND d = '' AND e = %s",
        ("x", 7),
    )


@pytest.mark.parametrize("value", [*Careful, "submitted", None, 0, False])
def test_anything_else_stays_a_value(value):
    assert spelled("a = %s", (value,)) == ("a = %s", (value,))


def _open_item(registration):
    return SubmittalItem.objects.filter(registration=registration, outcome=ItemOutcome.OPEN).values("pk")


@pytest.mark.django_db
def test_an_index_of_one_choice_helps_whatever_the_values():
    asked = written._written(lambda: _open_item(written.GAP))

    assert "'open'" in asked.sql and ItemOutcome.OPEN not in asked.params
    if connection.vendor == "sqlite":
        # Seen before any value: SQLite need not read the question again to know the one it is handed.
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + asked.sql.replace("%s", "NULL"))
            assert "submittal_item_open_once" in str(cursor.fetchall())


def test_places_of_values_are_numbered_and_percent_signs_left_or_said_otherwise():
    words = "a = %s AND b LIKE '5%%' AND c = %s"

    assert numbered(words, "${}", "%") == "a = $1 AND b LIKE '5%' AND c = $2"
    assert numbered(words, "%(v{})s", "%%") == "a = %(v1)s AND b LIKE '5%%' AND c = %(v2)s"
