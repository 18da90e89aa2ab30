"""The product's settings in a folder of this run, with the yardsticks added. Nothing of this machine's own
installation is read or written."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

home = Path(tempfile.mkdtemp(prefix="danvan-bench-"))
atexit.register(shutil.rmtree, home, ignore_errors=True)
(home / "files").mkdir()
os.environ |= {
    "DANVAN_HOME": str(home),
    "DANVAN_SECRET_KEY": "a-key-for-the-bench-alone-0123456789-abcdefgh",
    "DANVAN_HOSTS": "localhost,testserver",
}
for name in ("DANVAN_DEBUG", "DANVAN_PRODUCTION", "DANVAN_PROXIES", "DANVAN_FILES", "DATABASE_REPLICA_URL"):
    os.environ.pop(name, None)

from danvan.settings import *  # noqa: E402, F403
from danvan.settings import BASE_DIR, TEMPLATES  # noqa: E402

ROOT_URLCONF = "bench.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "bench" / "templates"]
