"""script/torture --machines: two machines behind a proxy, PostgreSQL with a replica, files in an object store.

One machine dies under load, then the replica, then the primary; nothing acknowledged may be lost.
"""

import os
import shutil
from argparse import Namespace
from collections.abc import Callable

import django

from torture import objectstore, pair
from torture.home import PLACE


def run(given: Namespace, say: Callable[[str], None]) -> bool:
    """Whether nothing was lost, and every step did what it should."""
    try:
        with pair.running() as (primary, replica), objectstore.running() as (files, _):
            os.environ |= {"DATABASE_URL": primary.url, "DATABASE_REPLICA_URL": replica.url, "DANVAN_FILES": files}
            django.setup()
            # Only now: it reads the tables.
            from torture.story import Story  # noqa: PLC0415

            return Story(given, say, primary, replica).tell()
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)
