"""Dấu của từng gói (hashes): what a server's packages must be, letter by letter, so that nobody slips another one in.

usage: .venv/bin/python script/hashes.py        needs the package index; run after a version was changed
Writes deploy/hashes.txt and deploy/hashes-s3.txt, which deploy/install hands to pip: every file of a pinned version that
a Linux server can take (any Python of ours, any processor), by its SHA-256 as the index tells it.
"""

import json
import sys
from pathlib import Path
from urllib.request import Request, urlopen

from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from pip._internal.models.index import PyPI

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from script.supply import pinned  # noqa: E402

INDEX = "application/vnd.pypi.simple.v1+json"
OLDEST = 311
HEAD = "# Written by script/hashes.py; not to be changed by hand. Why: docs/decisions/0040-supply-chain.md\n"


def sets() -> dict[Path, dict[str, str]]:
    """The files to be written, and what is pinned in each; the second stands on top of the first."""
    server = pinned() | pinned("deploy/requirements.txt")
    return {ROOT / "deploy/hashes.txt": server, ROOT / "deploy/hashes-s3.txt": pinned("requirements-s3.txt")}


def lines(packages: dict[str, str]) -> str:
    told = []
    for name, version in sorted(packages.items()):
        found = sorted(file["hashes"]["sha256"] for file in _files(name) if fits(file["filename"], version))
        if not found:
            sys.exit(f"{name} {version}: the index has no file for a server")
        told.append(f"{name}=={version}" + "".join(f" \\\n    --hash=sha256:{one}" for one in found) + "\n")
    return HEAD + "".join(told)


def _files(name: str) -> list[dict]:
    with urlopen(Request(f"{PyPI.simple_url}/{name}/", headers={"Accept": INDEX}), timeout=60) as answer:
        return json.load(answer)["files"]


def fits(filename: str, version: str) -> bool:
    """A wheel of this version for Linux and one of our Pythons, or its source."""
    if filename.endswith(".tar.gz"):
        return filename.removesuffix(".tar.gz").rpartition("-")[2] == version
    try:
        _name, found, _build, tags = parse_wheel_filename(filename)
    except InvalidWheelFilename:
        return False
    return str(found) == version and any(
        (tag.platform == "any" or "linux" in tag.platform) and _is_ours(tag.interpreter, tag.abi) for tag in tags
    )


def _is_ours(interpreter: str, abi: str) -> bool:
    """Pure Python, the stable interface, or CPython from the one of Debian 12 on; not the one without its lock."""
    if interpreter.startswith("py3") or abi == "abi3":
        return True
    number = interpreter.removeprefix("cp")
    return number.isdecimal() and int(number) >= OLDEST and not abi.endswith("t")


if __name__ == "__main__":
    for path, packages in sets().items():
        path.write_text(lines(packages), encoding="utf-8")
