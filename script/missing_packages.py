"""Print the Debian packages this machine lacks. usage: missing_packages.py runtime|test (plain Python, no library)."""

import ctypes
import importlib.util
import os
import shutil
import sys
from pathlib import Path

LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
TOOLS = {"systemd": "systemd-analyze", "shellcheck": "shellcheck"}
FONT_FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation")


def has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def os_release() -> dict[str, str]:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    return {key: value.strip('"') for key, _, value in (line.partition("=") for line in lines)}


def font_package() -> str:
    """Debian 12's fonts-liberation is version 1, which lacks most Vietnamese letters; Debian 13's is version 2."""
    release = os_release()
    new_from = {"debian": 13, "ubuntu": 24}.get(release.get("ID", ""), 0)
    version = release.get("VERSION_ID", "999").partition(".")[0]
    return "fonts-liberation" if int(version) >= new_from else "fonts-liberation2"


def has_font(package: str) -> bool:
    folders = FONT_FOLDERS if package == "fonts-liberation" else FONT_FOLDERS[:1]
    own = Path(os.environ.get("DANVAN_HOME", "var")) / "fonts"
    return any((Path(folder) / "LiberationSerif-Regular.ttf").is_file() for folder in (*folders, own))


def missing(mode: str) -> list[str]:
    packages = [package for package, library in LIBRARIES.items() if not has_library(library)]
    if not (importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv")):
        packages.append("python3-venv")
    if not has_font(font := font_package()):
        packages.append(font)
    if mode == "test":
        # Playwright's own Node.js asks for it.
        if not has_library("libatomic.so.1"):
            packages.append("libatomic1")
        if not shutil.which("chromium", path="/usr/bin"):
            packages.append("chromium")
        if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            packages.append("postgresql")
        # Both judge what is written for servers (tests/deploy, script/check).
        packages += [package for package, program in TOOLS.items() if not shutil.which(program)]
    return packages


if __name__ == "__main__":
    print(" ".join(missing(sys.argv[1])))
