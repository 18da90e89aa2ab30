"""What the portal is made of: licences and a software bill of materials (CycloneDX), out of the installed metadata.

usage: .venv/bin/python script/supply.py write | check
  write   docs/licences.md and docs/sbom.cdx.json
  check   whether both still say what is pinned, everything pinned is installed in that version, and every licence is known
"""

import json
import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LICENCES, SBOM = ROOT / "docs" / "licences.md", ROOT / "docs" / "sbom.cdx.json"
LINE = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!_-]+)")
# Long names of classifiers and loose words of older packages, as SPDX writes them.
SPDX = {
    "MIT License": "MIT", "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Python Software Foundation License": "PSF-2.0", "LGPL with exceptions": "LGPL-3.0-or-later",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}  # fmt: skip
# Under any of these we may run the portal and pass it on; of a choice one is enough.
ACCEPTED = {"MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-1.1", "MPL-2.0", "PSF-2.0",
            "LGPL-2.1-or-later", "LGPL-3.0-or-later"}  # fmt: skip
# What the metadata leave unclear, read in the package's own licence file.
READ_BY_HAND = {"pypdfium2": "Apache-2.0 AND BSD-3-Clause", "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0"}


def pinned(name: str = "requirements.txt") -> dict[str, str]:
    """Package → version. Raises ValueError for a line that leaves the version open."""
    found = {}
    for text in (ROOT / name).read_text(encoding="utf-8").splitlines():
        line = text.partition("#")[0].strip()
        if not line or line.startswith("-r "):
            continue
        match = LINE.fullmatch(line)
        if not match:
            raise ValueError(f"{name}: “{line}” is not pinned to one version")
        found[canonicalize_name(match[1])] = match[2]
    return found


def everything() -> dict[str, str]:
    """What a server may run: the usual set, its web server, and what an object store for files needs beside them."""
    return pinned() | pinned("deploy/requirements.txt") | pinned("requirements-s3.txt")


def licence_of(name: str) -> str:
    """As an SPDX expression; a choice of licences that classifiers list is read as OR."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    plain = (told.get("License") or "").strip()
    words = classified or ([plain] if "\n" not in plain else [])
    return " OR ".join(dict.fromkeys(SPDX.get(word, word) for word in words)) or "unknown"


def is_accepted(expression: str) -> bool:
    """Every part of an AND, one part of an OR."""
    return all(
        any(choice.strip(" ()") in ACCEPTED for choice in part.split(" OR ")) for part in expression.split(" AND ")
    )


def not_pinned(packages: dict[str, str]) -> list[str]:
    """What the pinned packages ask for on this machine and is pinned nowhere, so that it could change by itself."""
    asked = {
        canonicalize_name(one.name)
        for name in packages
        for one in map(Requirement, metadata.requires(name) or [])
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }
    return sorted(asked - packages.keys())


def licence_list(packages: dict[str, str]) -> str:
    rows = [f"| {name} | {version} | {licence_of(name)} |" for name, version in sorted(packages.items())]
    head = (
        "# Licences of what the portal is built on\n\n"
        "Written by `script/supply.py write` from the metadata of the installed packages; nothing here is typed by hand. "
        "System packages (Python, Pango, fonts, PostgreSQL, nginx) come from Debian under the licences Debian states "
        "in `/usr/share/doc/*/copyright`.\n\n| Package | Version | Licence (SPDX) |\n|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def bill(packages: dict[str, str], version: str) -> str:
    """CycloneDX 1.5. Without time and serial number: the same packages give the same file."""
    components = [
        {
            "type": "library", "bom-ref": f"pkg:pypi/{name}@{number}", "name": name, "version": number,
            "purl": f"pkg:pypi/{name}@{number}", "licenses": [{"expression": licence_of(name)}],
        }
        for name, number in sorted(packages.items())
    ]  # fmt: skip
    told = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "danvan", "version": version}},
        "components": components,
    }  # fmt: skip
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def own_version() -> str:
    return re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]


def faults(packages: dict[str, str]) -> list[str]:
    """What a release may not have; empty when all is well."""
    found = [
        f"{name}: {version} is pinned and {metadata.version(name)} installed"
        for name, version in packages.items()
        if metadata.version(name) != version
    ]
    found += [f"{name} is asked for and not pinned" for name in not_pinned(packages)]
    found += [
        f"{name}: licence {licence_of(name)} is not among those accepted"
        for name in packages
        if not is_accepted(licence_of(name))
    ]
    written = {LICENCES: licence_list(packages), SBOM: bill(packages, own_version())}
    stale = [path for path, text in written.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    return found + [f"{path.relative_to(ROOT)} is out of date: run script/supply.py write" for path in stale]


if __name__ == "__main__":
    packages = everything()
    if sys.argv[1:] == ["write"]:
        LICENCES.write_text(licence_list(packages), encoding="utf-8")
        SBOM.write_text(bill(packages, own_version()), encoding="utf-8")
    elif sys.argv[1:] == ["check"]:
        problems = faults(packages)
        print("\n".join(problems))
        sys.exit(bool(problems))
    else:
        sys.exit(__doc__)
