"""The functions of deploy/danvan on folders of a test, with steps that are told to succeed or to fail."""

import shutil
import subprocess

from tests.building.sources import ROOT

DEPLOY = ROOT / "deploy"
# They say that they were reached, and succeed.
STEPS = """
build() { echo "$opt/new"; }
unbroken() { "$@"; }
close_gate() { echo gate; }
prepare() { true; }
schema() { echo behind; }
as_danvan() { echo "as_danvan ${*: -2}"; [ "${*: -2:1}" != script/backup ] || printf '  /backups/danvan-1.tar.gz\\n'; }
try_out() { true; }
point_to() { echo "now ${1##*/}"; }
open_gate() { true; }
confirm() { true; }
"""
UNBROKEN = 'unbroken() { "$@"; }\n'


def keeper(tmp_path, *lines):
    """The functions of `danvan` without its dispatch, on folders of the test."""
    return subprocess.run(["bash", laid(tmp_path, *lines)], capture_output=True, text=True, check=False)


def laid(tmp_path, *lines):
    """Those functions and these lines as a program."""
    shutil.copy(DEPLOY / "lib.sh", tmp_path)
    functions = (DEPLOY / "danvan").read_text().partition("\n[ $# -gt 0 ]")[0]
    places = f"""
opt={tmp_path}/opt; app=$opt; current=$app/current; state={tmp_path}
backups={tmp_path}/backups; kept=$backups/before-update
"""
    (tmp_path / "danvan").write_text("\n".join([functions, places, *lines, ""]))
    return tmp_path / "danvan"
