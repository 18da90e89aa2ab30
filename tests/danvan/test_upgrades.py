"""Nâng cấp: data that an earlier release wrote come up under the present one, with every value they had.

tests/upgrades/ holds, of each release, backups which its own code made of its own demonstration data, and the hashes of
its migrations.
"""

import hashlib
import json
import sqlite3
import subprocess
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from danvan.backup import archive
from tests.building.sources import ROOT
from tests.danvan.elsewhere import installation, rows_of
from tests.postgres import newest_binaries

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = ROOT / "tests" / "upgrades"
RELEASES = sorted(path.name.removesuffix("-migrations.sha256") for path in KEPT.glob("*.sha256"))
# A round that was concluded before there were phases has been told to everybody (evaluation/0006_phases).
MEANT = {"evaluation_round.state": ("concluded", "published")}
# What Django writes for itself, and what the database counts.
WRITTEN_ANEW = {
    "django_migrations", "django_content_type", "auth_permission",
    "registrations_senttally", "registrations_waitingtally", "registrations_confirmedtally",
}  # fmt: skip

OPEN_EVERYTHING = """
import json
from django.test import Client
from accounts.models import Position
from registrations.models import Registration
offices = Position.objects.for_work().filter(role__in=("clerk", "officer")).order_by("pk")
who = max(offices, key=lambda one: Registration.objects.visible_to(one).count())
records = list(Registration.objects.visible_to(who).order_by("pk"))
client = Client()
client.force_login(who.user)
session = client.session
session["position"] = who.pk
session.save()
pages = ["/", "/dang-ky/", "/bao-cao/", "/cong-nhan/", "/danh-gia/"]
pages += [f"/dang-ky/{one.code}/" for one in records[::40]] + [f"/dang-ky/{records[0].code}/ban-in.pdf"]
told = {page: client.get(page, follow=True, headers={"host": "localhost"}).status_code for page in pages}
print(json.dumps(told))
"""

FIRST_CONFIRMED = """
import json
from django.db.models import F
from registrations.models import Receipt, Registration
first = Receipt.objects.filter(is_first=True)
kept = Registration.objects.filter(confirmed_on__isnull=False)
print(json.dumps([first.count(), kept.count(), first.filter(registration__confirmed_on=F("confirmed_on")).count()]))
"""

TALLIED = """
import json
from django.db.models import Sum
from registrations.models import ConfirmedTally, Registration, SentTally
sent = Registration.objects.filter(first_sent_at__isnull=False)
counted = [sent.count(), sent.filter(confirmed_on__isnull=False).count()]
print(json.dumps([counted, [book.objects.aggregate(all=Sum("more"))["all"] for book in (SentTally, ConfirmedTally)]]))
"""


@pytest.fixture(scope="module", params=RELEASES)
def old(request):
    return KEPT / f"{request.param}-{connection.vendor}.tar.gz"


@pytest.fixture(scope="module")
def here(old, tmp_path_factory, django_db_setup, django_db_blocker):
    """An installation of the present release with those data: brought forward once for all that is asked of it."""
    with django_db_blocker.unblock(), installation(tmp_path_factory.mktemp("upgrade")) as made:
        done = made.manage("restore", str(old))
        assert (done.returncode, done.stderr, "Đã nâng cơ sở dữ liệu" in done.stdout) == (0, "", True)
        # Before anybody signs in: the tests come in any order.
        made.brought_forward = values(made.url, made.home / "danvan.sqlite3")
        yield made


def values(url, path):
    """Every row of every table that is not written anew, as {column: value}."""
    tables = [name for name in rows_of(url, path) if name not in WRITTEN_ANEW]
    if url:
        with closing(psycopg2.connect(url)) as opened, opened.cursor() as cursor:
            return {name: told(cursor, f'SELECT to_jsonb(one) FROM "{name}" one') for name in tables}
    with closing(sqlite3.connect(path)) as opened:
        opened.row_factory = sqlite3.Row
        return {name: [dict(row) for row in opened.execute(f'SELECT * FROM "{name}"')] for name in tables}


def told(cursor, question):
    cursor.execute(question)
    return [row for (row,) in cursor.fetchall()]


def values_before(old, folder):
    """The same of an archive as it was made, under no release."""
    archive.unpack(old, folder)
    if connection.vendor == "sqlite":
        return values("", folder / "database.sqlite3")
    with installation(folder) as empty:
        restored = [newest_binaries() / "pg_restore", "--no-owner", f"--dbname={empty.url}", folder / "database.dump"]
        subprocess.run(restored, check=True)
        return values(empty.url, None)


def test_data_of_an_earlier_release_are_brought_forward_whole(old, here, tmp_path):
    assert here.manage("migrate", "--check").returncode == 0
    assert here.manage("makemigrations", "--check", "--dry-run").returncode == 0

    before, now = archive.manifest_of(old).rows, here.rows()
    fewer = {name: (count, len(now.get(name, []))) for name, count in before.items()
             if name not in WRITTEN_ANEW and len(now.get(name, [])) < count}  # fmt: skip
    assert fewer == {}
    assert changed(old, here, tmp_path / "old") == MEANT


def changed(old, here, folder):
    """Columns of the earlier release whose values are others now."""
    found = {}
    for table, rows in values_before(old, folder).items():
        known = {row["id"]: row for row in here.brought_forward.get(table, []) if "id" in row}
        for row in rows if rows and "id" in rows[0] else []:
            for column, value in row.items():
                if column in known[row["id"]] and known[row["id"]][column] != value:
                    found.setdefault(f"{table}.{column}", (value, known[row["id"]][column]))
    return found


def answer_of(here, script):
    done = here.manage("shell", "--settings=torture.settings", "--no-imports", "-v0", "-c", script)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_records_are_given_the_day_of_their_first_confirmation(here):
    receipts, kept, equal = answer_of(here, FIRST_CONFIRMED)
    assert receipts == kept == equal > 10


def test_records_are_counted_for_the_home_pages(here):
    counted, kept = answer_of(here, TALLIED)
    assert counted == kept
    assert min(kept) > 10


def test_its_records_open_and_print(here):
    answers = answer_of(here, OPEN_EVERYTHING)
    assert len(answers) > 10
    assert {page: status for page, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("release", RELEASES)
def test_migrations_that_were_given_out_are_never_changed(release):
    lines = (KEPT / f"{release}-migrations.sha256").read_text(encoding="utf-8").splitlines()
    told = dict(reversed(line.split("  ")) for line in lines)
    assert len(told) > 10
    assert {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in told} == told
