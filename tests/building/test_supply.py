"""What the portal is made of: pinned to the last package, under licences we may pass on, written down as it is."""

import json
import re

import pytest

from script import hashes, supply

SHA256 = re.compile("--hash=sha256:[0-9a-f]{64}")


def test_nothing_is_loose_unlicensed_or_out_of_date():
    assert supply.faults(supply.everything()) == []


def test_the_set_for_tests_and_the_one_for_servers_are_pinned_too():
    assert "pytest" in supply.pinned("requirements-dev.txt")
    assert "gunicorn" in supply.pinned("deploy/requirements.txt")
    assert supply.pinned("deploy/requirements.txt").items() <= supply.everything().items()


def test_servers_take_what_is_pinned_by_its_hash_and_nothing_else():
    for path, packages in hashes.sets().items():
        entries = path.read_text(encoding="utf-8").removeprefix(hashes.HEAD).replace(" \\\n", "").splitlines()
        told = [entry.split() for entry in entries]
        assert {name for name, *_ in told} == {f"{name}=={version}" for name, version in packages.items()}
        assert [name for name, *files in told if not files or not all(map(SHA256.fullmatch, files))] == []


@pytest.mark.parametrize(
    ("filename", "fits"),
    [
        ("pillow-12.0.0-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl", True),
        ("pillow-12.0.0-cp313-cp313-musllinux_1_2_aarch64.whl", True),
        ("pillow-12.0.0-cp39-abi3-manylinux_2_28_x86_64.whl", True),
        ("pillow-12.0.0-py2.py3-none-any.whl", True),
        ("pillow-12.0.0.tar.gz", True),
        ("pillow-12.0.0-cp310-cp310-manylinux_2_28_x86_64.whl", False),
        ("pillow-12.0.0-cp313-cp313t-manylinux_2_28_x86_64.whl", False),
        ("pillow-12.0.0-cp311-cp311-win_amd64.whl", False),
        ("pillow-12.0.1-py3-none-any.whl", False),
        ("pillow-12.0.0.post1.tar.gz", False),
        ("pillow-12.0.0-py2.6.egg", False),
    ],
)
def test_which_files_of_an_index_a_server_can_take(filename, fits):
    assert hashes.fits(filename, "12.0.0") is fits


@pytest.mark.parametrize("line", ["Django>=5.2", "Django", "Django==5.2.*,<6", "Django @ https://a.vn/django.whl"])
def test_a_line_that_leaves_the_version_open_is_refused(monkeypatch, tmp_path, line):
    (tmp_path / "requirements.txt").write_text(f"# Why\n{line}\n")
    monkeypatch.setattr(supply, "ROOT", tmp_path)
    with pytest.raises(ValueError, match="not pinned"):
        supply.pinned()


def test_a_package_that_others_bring_and_nobody_pins_is_found():
    without = {name: version for name, version in supply.pinned().items() if name not in {"sqlparse", "cffi"}}
    assert supply.not_pinned(without) == ["cffi", "sqlparse"]


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [("MIT", True), ("AGPL-3.0-only", False), ("MIT AND GPL-3.0-only", False), ("GPL-2.0-or-later OR MPL-1.1", True),
     ("unknown", False), ("(MIT OR GPL-2.0-only) AND Apache-2.0", True)],
)  # fmt: skip
def test_which_licences_are_accepted(expression, accepted):
    assert supply.is_accepted(expression) is accepted


def test_the_bill_names_every_package_once_with_its_address():
    packages = supply.everything()
    told = json.loads(supply.SBOM.read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    assert {one["purl"] for one in told["components"]} == {
        f"pkg:pypi/{name}@{number}" for name, number in packages.items()
    }
