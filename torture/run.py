"""script/torture: a throw-away installation on a small disk of its own, its database, and what is done to it."""

import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack

import django

from torture import database, disk
from torture.home import HOME, PLACE, furnish

# Enough for a run of the largest size; PostgreSQL's own files take the most.
MEGABYTES = {False: 200, True: 600}


def run(given: Namespace, say: Callable[[str], None]) -> bool:
    """Whether nothing was lost, and all that was asked for was done in time."""
    with ExitStack() as kept:
        kept.callback(shutil.rmtree, PLACE, ignore_errors=True)
        try:
            small = None if given.no_full_disk else kept.enter_context(disk.under(HOME, MEGABYTES[given.postgres]))
        except disk.NoDisk as problem:
            sys.exit(str(problem))
        furnish()
        stands = kept.enter_context(database.running(HOME, postgres=given.postgres))
        django.setup()
        # Only now: it reads the tables.
        from django.db import connections  # noqa: PLC0415

        from torture.ordeal import Ordeal  # noqa: PLC0415

        kept.callback(connections.close_all)
        return Ordeal(given, say, stands, small).tell()
