"""The settings of danvan as the tests run them: nothing of this machine's own installation is read or written."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.undefined import UndefinedVariableFails

home = Path(tempfile.mkdtemp(prefix="danvan-tests-"))
atexit.register(shutil.rmtree, home, ignore_errors=True)
os.environ |= {
    "DANVAN_HOME": str(home),
    "DANVAN_SECRET_KEY": "a-key-for-the-tests-alone-0123456789-abcdefgh",
    "DANVAN_HOSTS": "localhost,127.0.0.1,testserver",
}
for name in (
    "DANVAN_DEBUG", "DANVAN_PRODUCTION", "DANVAN_PROXIES", "DANVAN_SECOND_FACTOR", "DANVAN_IDLE_MINUTES",
    "DANVAN_SESSION_HOURS", "DANVAN_SCANNER", "DANVAN_SCANNER_SILENT", "DANVAN_METRICS_TOKEN",
    "DATABASE_REPLICA_URL", "DANVAN_FILES",
):  # fmt: skip
    os.environ.pop(name, None)

from danvan.settings import *  # noqa: E402, F403
from danvan.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES, TEMPLATES  # noqa: E402

for folder in ("files", "static"):
    (home / folder).mkdir()

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: the live server and the concurrency tests need a connection for each thread.
    DATABASES["default"]["TEST"] = {"NAME": str(home / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
DATABASES["default"]["CONN_MAX_AGE"] = 0

CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "figures")
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariableFails(BASE_DIR / "templates")

# Loading a relation row by row inside a request is an error.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
