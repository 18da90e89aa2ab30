"""Bring the database and the static files of this installation up to date. Called by script/setup inside .venv.

usage: prepare.py [static]     (static: leaves the database alone, for deploy/danvan while an older release still serves)
"""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Parts of Bootstrap and htmx no page of ours asks for; compressing them takes most of the time.
UNUSED_STATIC = [
    "*.rtl.*",
    "bootstrap-grid*",
    "bootstrap-reboot*",
    "bootstrap-utilities*",
    "*.esm.*",
    "htmx-4*",
    "htmax*",
    "hx-*",
]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402


def migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("· Chuẩn bị cơ sở dữ liệu (database)", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Compressing takes seconds, so it is done only when a file of ours or a library changed."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in files:
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.is_file() and stamp.read_text() == digest.hexdigest():
        return
    print("· Gom tệp tĩnh (static files)", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED_STATIC)
    stamp.write_text(digest.hexdigest())


if __name__ == "__main__":
    try:
        django.setup()
        if sys.argv[1:] != ["static"]:
            migrate()
        collect_static()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
