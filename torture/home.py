"""The folder of a throw-away installation. Whoever imports this has left the settings of this machine's own behind."""

import os
import secrets
import tempfile
from pathlib import Path

# What is beside the installation, such as what its processes say, lies on another disk than it does.
PLACE = Path(tempfile.mkdtemp(prefix="danvan-torture-"))
HOME = PLACE / "home"


def furnish() -> None:
    """The folders an installation has; `tmp` so that files that are being made lie on its disk as well."""
    for name in ("files", "tmp"):
        (HOME / name).mkdir(parents=True, exist_ok=True)


furnish()
# PostgreSQL runs under an account of its own and has its place below.
PLACE.chmod(0o711)
for name in [name for name in os.environ if name.startswith(("DANVAN_", "DATABASE_REPLICA_"))]:
    del os.environ[name]
os.environ |= {
    "DANVAN_HOME": str(HOME),
    "DANVAN_SECRET_KEY": secrets.token_urlsafe(50),
    "DJANGO_SETTINGS_MODULE": "torture.settings",
}
