"""What the tests of the keeper share."""

import pytest

from tests.deploy.keeper import STEPS, keeper


@pytest.fixture
def updated(tmp_path):
    """`danvan update` with some of its steps replaced."""
    for name in ("opt/old", "opt/new/deploy", "opt/releases", "backups/before-update"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "opt" / "new" / "deploy" / "install").touch(mode=0o755)
    (tmp_path / "opt" / "current").symlink_to(tmp_path / "opt" / "old")
    return lambda *steps: keeper(tmp_path, STEPS, *steps, "update /source")
