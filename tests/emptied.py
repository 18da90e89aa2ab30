"""How the database is emptied after a transactional test."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.commands import flush
from django.db import transaction

from registrations.tallies import keep_books
from tests import rows_of

# Django tells after each emptying that everything was migrated, whereupon all rows of these are made anew, one question
# for each model: most of the time of most such tests.
STAYING = ("django_content_type", "auth_permission")


def quickly(connection) -> None:
    """From now on the tables that follow from the models alone stay as they are now, and whoever else listens for a
    migration is told."""
    kept = {name: rows_of.table(name) for name in STAYING}
    by_django = connection.ops.sql_flush

    def sql_flush(style, tables, **options):
        return by_django(style, [name for name in tables if name not in STAYING], **options)

    def emptied(_verbosity, _interactive, database, **_):
        with transaction.atomic(using=database):
            for name, rows in kept.items():
                _put_back(name, rows)
        keep_books(using=database, sender=apps.get_app_config("registrations"))

    connection.ops.sql_flush = sql_flush
    flush.emit_post_migrate_signal = emptied


def _put_back(name: str, rows: dict) -> None:
    """A test may have migrated, or restored another database."""
    gone, new = rows_of.difference(rows_of.table(name), rows)
    if gone or new:
        rows_of.delete(name, gone)
        rows_of.insert(name, new)
        ContentType.objects.clear_cache()


def by_delete(connection) -> None:
    """On PostgreSQL only what the tables hold is taken out: TRUNCATE gives every table and index of the schema a new file,
    which takes longer than most such tests. The guard of the log and the keys stand aside for that."""

    def sql_flush(_style, tables, *, reset_sequences=False, allow_cascade=False):
        assert not reset_sequences, "numbers begin anew only by TRUNCATE"
        named = [connection.ops.quote_name(table) for table in tables]
        return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {table}" for table in named)]

    connection.ops.sql_flush = sql_flush
