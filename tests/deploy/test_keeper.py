"""deploy/danvan: an update and a rollback that stop where a step fails, and leave the portal as it was.

Most steps are told to succeed or to fail, on folders of the test.
"""

import os
import signal
import subprocess

import pytest

from tests.deploy.keeper import STEPS, UNBROKEN, keeper, laid


def test_an_update_that_migrates_backs_up_before_anything_else(updated, tmp_path):
    done = updated()
    assert (done.returncode, done.stderr.count("danvan-1.tar.gz")) == (0, 1)
    told = [line for line in done.stdout.splitlines() if not line.startswith("·")]
    assert told == ["gate", "as_danvan .venv/bin/python script/prepare.py", "now new"]
    assert (tmp_path / "opt" / "before-update").read_text() == "/backups/danvan-1.tar.gz\n"


@pytest.mark.parametrize("linked", [False, True])
def test_the_backup_of_before_a_migration_lies_apart_from_those_that_are_pruned(updated, tmp_path, linked):
    """`--keep 30` sees one folder (danvan/backup/making.py); here only the last update's archive stays.

    script/backup says the path without links; the backups may well lie on another disk.
    """
    if linked:
        (tmp_path / "backups").rename(tmp_path / "disk")
        (tmp_path / "backups").symlink_to(tmp_path / "disk")
    apart = (tmp_path / "backups" / "before-update").resolve()
    for name in ("danvan-1.tar.gz", "danvan-2.tar.gz"):
        (apart / name).touch()
    backup = 'echo "to $(readlink -f "$3")" >&2; echo "  $(readlink -f "$3")/danvan-2.tar.gz"'
    done = updated(f'as_danvan() {{ [ "$2" != script/backup ] || {{ {backup}; }}; }}')
    assert (done.returncode, f"to {apart}\n" in done.stderr) == (0, True), done.stderr
    assert [path.name for path in apart.iterdir()] == ["danvan-2.tar.gz"]
    assert (tmp_path / "opt" / "before-update").read_text() == f"{apart}/danvan-2.tar.gz\n"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            'as_danvan() { [ "${*: -2:1}" != script/backup ] && echo migrated; }',
            "Không sao lưu được nên không cập nhật",
        ),
        ("build() { return 1; }", ""),
        ('prepare() { [ "${1##*/}" = old ]; }', "không có gì thay đổi"),
        ("schema() { return 1; }", "không có gì thay đổi"),
        ("schema() { echo; }", "Không rõ cơ sở dữ liệu"),
        ("schema() { echo ahead; }", "mới hơn phiên bản này"),
        ("schema() { echo same; }; try_out() { false; }", "không có gì thay đổi"),
    ],
)
def test_an_update_of_which_a_step_fails_migrates_nothing_and_stays(updated, step, said):
    done = updated(step)
    assert done.returncode == 1 and said in done.stderr
    assert "migrated" not in done.stdout and "now" not in done.stdout.split()


@pytest.mark.parametrize("standing", ["ahead", ""])
def test_an_update_that_is_refused_gives_the_static_files_back_to_the_release_that_runs(updated, standing):
    done = updated(f"schema() {{ echo {standing}; }}", 'prepare() { echo "prepared ${1##*/}"; }')
    assert [line for line in done.stdout.splitlines() if "prepared" in line] == ["prepared new", "prepared old"]


@pytest.mark.parametrize("standing", ["same", "behind"])
def test_an_update_whose_units_cannot_be_laid_takes_back_release_and_data(updated, tmp_path, standing):
    done = updated(f"schema() {{ echo {standing}; }}; echo false >$opt/new/deploy/install", 'prepare() { echo "$1"; }')
    told = [line for line in done.stdout.splitlines() if not line.startswith("·")]
    restored = ["as_danvan /backups/danvan-1.tar.gz --replace"] * (standing == "behind")
    assert (done.returncode, "bản cũ" in done.stderr) == (1, True)
    assert told[told.index("now new") :] == ["now new", "now old", *restored, f"{tmp_path}/opt/old"]
    assert not list(tmp_path.glob("opt/previous")) + list(tmp_path.glob("opt/before-update"))


@pytest.mark.parametrize("may_read", ["true", "false"])
def test_an_archive_that_the_portal_may_not_read_is_lent_to_it_and_taken_back(tmp_path, may_read):
    kept = tmp_path / "danvan-1.tar.gz"
    kept.touch()
    steps = f"""
as_danvan() {{ if [ "$2" = test ]; then {may_read}; else echo "restored ${{*: -2:1}}"; fi; }}
close_gate() {{ true; }}; open_gate() {{ true; }}; confirm() {{ true; }}
chown() {{ true; }}; install() {{ cp "$5" "$6"; }}
restore {kept}
"""
    done = keeper(tmp_path, steps)
    assert done.returncode == 0, done.stderr
    path = done.stdout.removeprefix("restored ").strip()
    assert (path == str(kept)) == (may_read == "true") and path.endswith("/danvan-1.tar.gz")
    assert kept.exists() and not list(tmp_path.glob(".restore-*"))


def test_a_restore_that_fails_says_so_after_the_portal_is_up_again(tmp_path):
    (tmp_path / "danvan-1.tar.gz").touch()
    steps = 'as_danvan() { [ "$2" = test ]; }; close_gate() { true; }; open_gate() { echo open; }; confirm() { true; }'
    done = keeper(tmp_path, steps, f"restore {tmp_path}/danvan-1.tar.gz", "echo went on")
    assert (done.returncode, done.stdout) == (1, "open\n")


@pytest.mark.parametrize(
    ("standing", "said", "not_said"),
    [
        ("ahead", "danvan rollback --restore", "danvan update"),
        ("behind", "danvan update", "danvan rollback --restore"),
        ("same", "", "danvan"),
    ],
)
def test_going_back_says_what_stands_in_its_way(updated, tmp_path, standing, said, not_said):
    """Whoever went back with the data finds the newer version as the one before."""
    (tmp_path / "opt" / "previous").symlink_to(tmp_path / "opt" / "new")
    done = keeper(tmp_path, STEPS, f"schema() {{ echo {standing}; }}", "rollback")
    assert (done.returncode == 0) == (standing == "same")
    assert said in done.stderr and not_said not in done.stderr
    assert ("now new" in done.stdout) == (standing == "same")


@pytest.fixture
def went_back(updated, tmp_path):
    """`danvan rollback --restore` after an update with a migration, with some of its steps replaced."""
    (tmp_path / "opt" / "previous").symlink_to(tmp_path / "opt" / "new")
    archive = tmp_path / "danvan-1.tar.gz"
    archive.write_text("rows")
    (tmp_path / "opt" / "before-update").write_text(f"{archive}\n")
    return lambda *steps: keeper(tmp_path, STEPS, TOLD, *steps, "rollback --restore")


TOLD = "prepare() { echo \"prepared ${1##*/}\"; }; trap 'echo opened' EXIT"


def test_going_back_with_the_data_backs_up_the_present_ones_first(went_back, tmp_path):
    done = went_back()
    assert done.returncode == 0, done.stderr
    restored = f"as_danvan {tmp_path}/danvan-1.tar.gz --replace"
    assert done.stdout.splitlines() == ["prepared new", "gate", "now new", restored, "opened"]
    assert not (tmp_path / "opt" / "before-update").exists()
    assert (tmp_path / "opt" / "previous").resolve() == tmp_path / "opt" / "old"


@pytest.mark.parametrize("lost", ["danvan-1.tar.gz", "opt/before-update"])
def test_going_back_to_data_that_are_gone_touches_nothing(went_back, tmp_path, lost):
    (tmp_path / lost).unlink()
    done = went_back()
    assert (done.returncode, done.stdout) == (1, "opened\n")


@pytest.mark.parametrize(
    ("step", "reached"),
    [
        ('prepare() { echo "prepared ${1##*/}"; [ "${1##*/}" = old ]; }', ["prepared new"]),
        ('as_danvan() { [ "$2" != script/backup ]; }', ["prepared new", "gate"]),
        ('as_danvan() { [ "${4:-}" != restore ]; }', ["prepared new", "gate", "now new", "now old"]),
        ("echo false >$opt/new/deploy/install", ["prepared new", "gate", "now new", "now old"]),
    ],
)
def test_going_back_of_which_a_step_fails_leaves_the_present_release_with_its_own_files(
    went_back, tmp_path, step, reached
):
    """The list of static files is one for all releases; whoever rewrote it and stays, writes it back."""
    done = went_back(step)
    assert (done.returncode, "nothing was changed" in done.stderr) == (1, True)
    assert done.stdout.splitlines() == [*reached, "prepared old", "opened"]
    assert (tmp_path / "opt" / "before-update").exists()
    assert (tmp_path / "opt" / "current").resolve() == tmp_path / "opt" / "old"


def test_an_update_goes_to_its_end_although_the_terminal_hangs_up_and_somebody_wants_to_stop_it(updated, tmp_path):
    """As when the connection to the server breaks in the middle of the migration."""
    end, terminal = _two_ends()
    migrates = f"""
as_danvan() {{
    [ "$2" != script/backup ] || {{ printf '  /backups/danvan-1.tar.gz\n'; return; }}
    touch {tmp_path}/begun
    until [ -e {tmp_path}/gone ]; do sleep 0.05; done
    echo migrated
}}
"""
    program = laid(tmp_path, STEPS.replace(UNBROKEN, ""), migrates, "update /source")
    # A group of its own, as sshd gives one, which is told that its terminal hangs up.
    running = subprocess.Popen(
        ["bash", program], stdin=subprocess.DEVNULL, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    while not (tmp_path / "begun").exists():
        assert running.poll() is None
    os.close(end)
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        os.killpg(running.pid, number)
    (tmp_path / "gone").touch()

    assert running.wait() == 0
    told = (tmp_path / "opt" / "last-change.log").read_text().splitlines()
    assert told[-2:] == ["migrated", "now new"]


def _two_ends() -> tuple[int, int]:
    """Of a terminal; of a pipe where a bare root has none to give."""
    try:
        return os.openpty()
    except OSError:
        return os.pipe()


def test_an_update_goes_to_its_end_although_nobody_reads_what_it_says(updated, tmp_path):
    """As `ssh server danvan update` without a terminal, or `| less` that is left."""
    program = laid(tmp_path, STEPS.replace(UNBROKEN, ""), "update /source")
    end, pipe = os.pipe()
    os.close(end)
    running = subprocess.run(["bash", program], stdout=pipe, stderr=pipe, check=False)
    os.close(pipe)

    assert running.returncode == 0
    assert (tmp_path / "opt" / "last-change.log").read_text().splitlines()[-1] == "now new"


def test_a_step_that_fails_is_said_and_is_the_end_although_all_of_it_goes_through_tee(updated, tmp_path):
    refused = 'as_danvan() { [ "$2" != script/backup ]; }'
    done = keeper(tmp_path, STEPS.replace(UNBROKEN, ""), refused, "update /source; echo updated")
    said = done.stdout
    assert (done.returncode, "không có gì thay đổi" in said, "now new" in said, "updated" in said) == (
        1,
        True,
        False,
        False,
    )
    assert (tmp_path / "opt" / "last-change.log").read_text() == said


@pytest.mark.parametrize("restores", [True, False])
def test_an_update_that_cannot_put_the_data_back_leaves_the_portal_shut(updated, tmp_path, restores):
    """Nobody writes into a database that stands between two versions; that is said also where the stopping fails."""
    steps = f"""
close_gate() {{ trap 'echo opened' EXIT; }}
systemctl() {{ echo "systemctl $*"; false; }}
try_out() {{ false; }}
as_danvan() {{
    [ "$2" != script/backup ] || {{ printf '  /backups/danvan-1.tar.gz\n'; return; }}
    [ "${{4:-}}" != restore ] || {str(restores).lower()}
}}
"""
    done = updated(steps)
    last = [line for line in done.stdout.splitlines() if not line.startswith("·")]
    assert (done.returncode, "danvan restore /backups/danvan-1.tar.gz" in done.stderr) == (1, not restores)
    assert last == (["opened"] if restores else ["systemctl stop danvan-web.socket danvan-web.service"])
    assert [mark.read_text() for mark in tmp_path.glob("opt/shut")] == ["/backups/danvan-1.tar.gz\n"] * (not restores)


@pytest.fixture
def shut(updated, tmp_path):
    """A portal that stay_shut has closed, with the real gate; some steps replaced, then a command."""
    (tmp_path / "opt" / "previous").symlink_to(tmp_path / "opt" / "new")
    (tmp_path / "opt" / "shut").write_text("/backups/danvan-1.tar.gz\n")
    (tmp_path / "danvan-2.tar.gz").touch()
    steps = STEPS.replace("open_gate() { true; }\n", "").replace("close_gate() { echo gate; }\n", "")
    return lambda *lines: keeper(tmp_path, steps, 'systemctl() { echo "$1"; }', *lines)


@pytest.mark.parametrize("restores", [True, False])
def test_only_a_restore_that_succeeds_opens_a_portal_that_was_left_shut(shut, tmp_path, restores):
    done = shut(f'as_danvan() {{ [ "$2" = test ] || {str(restores).lower()}; }}', f"restore {tmp_path}/danvan-2.tar.gz")
    assert done.returncode == (0 if restores else 1), done.stderr
    assert done.stdout.split() == ["stop", "stop", *["start"] * restores]
    assert ("danvan restore /backups/danvan-1.tar.gz" in done.stderr) != restores
    assert (tmp_path / "opt" / "shut").exists() != restores


@pytest.mark.parametrize("command", ["update /source", "rollback", "rollback --restore"])
def test_what_is_not_a_restore_is_refused_while_the_portal_is_shut(shut, command):
    done = shut(command)
    assert (done.returncode, done.stdout) == (1, "")
    assert "danvan restore /backups/danvan-1.tar.gz" in done.stderr
