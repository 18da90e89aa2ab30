"""The folder of a throw-away installation. Whoever imports this has left the settings of this machine's own behind."""

import os
import secrets
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="danvan-torture-"))
(HOME / "files").mkdir()
for name in [name for name in os.environ if name.startswith(("DANVAN_", "DATABASE_REPLICA_"))]:
    del os.environ[name]
os.environ |= {
    "DANVAN_HOME": str(HOME),
    "DANVAN_SECRET_KEY": secrets.token_urlsafe(50),
    "DJANGO_SETTINGS_MODULE": "torture.settings",
}
