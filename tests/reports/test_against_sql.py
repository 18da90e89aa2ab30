"""The figures of reports on the rows of the bench, against counts in plain SQL that know nothing of the reports' code."""

from collections import Counter

import pytest
from django.db import connection

from accounts.enums import Role
from bench.build import Builder
from bench.country import build_country
from registrations.models import Sector
from reports import facts
from reports.periodic import figures
from reports.periodic.indicators import computed
from tests.reports.figures import frame

pytestmark = pytest.mark.django_db
SIZE = 400
# Half-open, as the periods are; the hours are those of Vietnam.
PERIODS = (
    ("{year}-quy-1", "{year}-01-01", "{year}-04-01"),
    ("{year}-6-thang", "{year}-01-01", "{year}-07-01"),
    ("{year}-nam", "{year}-01-01", "{next}-01-01"),
)
# What is registered between two days, each model once, by the first desk that confirmed it.
REGISTERED = """
    SELECT r.id, r.kind, r.origin, r.sector_id
    FROM registrations_receipt c JOIN registrations_registration r ON r.id = c.registration_id
    WHERE c.is_first AND c.confirmed_on >= %s AND c.confirmed_on < %s AND substr(r.scope_path, 1, %s) = %s
"""
# The last of the three words about the effect that fell between two instants.
SPOKEN = """
    SELECT r.id, r.kind, said.move
    FROM registrations_registrationevent said JOIN registrations_registration r ON r.id = said.registration_id
    WHERE said.move IN ('confirm_effect', 'deny_effect', 'stop') AND said.at >= %s AND said.at < %s
      AND substr(r.scope_path, 1, %s) = %s
      AND NOT EXISTS (
        SELECT 1 FROM registrations_registrationevent later
        WHERE later.registration_id = said.registration_id AND later.at >= %s AND later.at < %s
          AND later.move IN ('confirm_effect', 'deny_effect', 'stop')
          AND (later.at > said.at OR (later.at = said.at AND later.id > said.id)))
"""
WORDS = {"confirm_effect": "hieu-qua", "deny_effect": "chua-dat", "stop": "dung"}
KINDS = {"collective": "tap-the", "individual": "ca-nhan"}
ORIGINS = {"new": "moi", "continued": "tiep-tuc"}


@pytest.fixture
def country(db):
    made = build_country()
    Builder(made).up_to(SIZE)
    return made


def rows(sql, *given):
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def instant(day):
    """Midnight in Vietnam as the database keeps it: seven hours earlier in UTC."""
    [(before,)] = rows(
        "SELECT CAST(%s AS timestamp) - interval '7 hours'"
        if connection.vendor == "postgresql"
        else "SELECT datetime(%s, '-7 hours')",
        day,
    )
    return before


def counted_in_sql(path, start, end):
    """By the keys of the reports."""
    inside, found = (len(path), path), Counter()
    registered = rows(REGISTERED, start, end, *inside)
    for _pk, kind, origin, sector in registered:
        found[f"dang-ky-{ORIGINS[origin]}-{KINDS[kind]}"] += 1
        found[f"linh-vuc-{sector or 'khac'}"] += 1
    begin, stop = instant(start), instant(end)
    for _pk, kind, move in rows(SPOKEN, begin, stop, *inside, begin, stop):
        found[f"{WORDS[move]}-{KINDS[kind]}"] += 1
    found["luy-ke"] = len(rows(REGISTERED, f"{start[:4]}-01-01", end, *inside))
    return found


def periods(country):
    """The slug of each period of last year, its first day, and the day after its last."""
    year = country.this_year - 1
    return [[text.format(year=year, next=year + 1) for text in texts] for texts in PERIODS]


def test_every_figure_of_a_report_agrees_with_plain_sql(country):
    leaves = [one.key for one in computed(Sector.objects.all()) if not one.parts and one.key != "chi-tieu"]
    for slug, start, end in periods(country):
        for level in ("tỉnh", "huyện", "xã"):
            desk = country.desk(level)
            seen = frame(country.holder(Role.OFFICER, desk), slug, unit=str(desk.parent.pk))
            in_sql = counted_in_sql(desk.parent.path, start, end)

            for found in (figures.behind(seen), figures.counts(seen)):
                assert {key: found.value(key) for key in leaves} == {key: in_sql[key] for key in leaves}, (slug, level)
            assert level != "tỉnh" or in_sql["luy-ke"] > 0


def test_every_row_of_the_summary_by_unit_agrees_with_plain_sql_and_the_rows_are_the_whole(country):
    desk = country.desk("tỉnh")
    for slug, start, end in periods(country):
        seen = frame(country.holder(Role.OFFICER, desk), slug, unit=str(desk.parent.pk))
        counts = facts.merged(facts.count_registered(seen), facts.count_outcomes(seen))
        areas = [row for row in seen.rows if row.key > 0]
        for row in areas:
            in_sql, own = counted_in_sql(row.units[0].paths[0], start, end), counts.get(row.key, Counter())
            assert own["all"] == registered_in(in_sql)
            assert own["effective_collective"] == in_sql["hieu-qua-tap-the"]
            assert own["stopped_individual"] == in_sql["dung-ca-nhan"]

        whole = counted_in_sql(desk.parent.path, start, end)
        assert len(areas) > 1
        assert sum(counter["all"] for counter in counts.values()) == registered_in(whole) > 0


def registered_in(counts):
    return sum(counts[f"dang-ky-{origin}-{kind}"] for origin in ORIGINS.values() for kind in KINDS.values())
