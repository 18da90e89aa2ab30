"""Says how the database stands to this release: “same”, “behind” (to be migrated) or “ahead” (newer than it)."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")

import django
from django.db import connection
from django.db.migrations.loader import MigrationLoader


def standing(applied: set, known: set) -> str:
    """Both as (app, name) of migrations; a replaced one counts as known while its replacement is."""
    if applied - known:
        return "ahead"
    return "behind" if known - applied else "same"


if __name__ == "__main__":
    django.setup()
    loader = MigrationLoader(connection)
    print(standing(set(loader.applied_migrations), set(loader.disk_migrations)))
