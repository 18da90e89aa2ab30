"""What a command printed, as a file of docs/benchmarks/."""

import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path


def command_of(script: str) -> str:
    """The command as it was typed."""
    return f"{script} {shlex.join(sys.argv[1:])}"


def write(path: Path, script: str, text: str) -> None:
    """By which command, when and of which code stands at the top: nobody writes into the file by hand."""
    command = f"```sh\n{command_of(script)}\n```"
    told = f"Written by this command on {date.today():%d/%m/%Y}, of the code at {_commit()}."
    path.write_text(f"{command}\n\n{told}\n\n{text}\n", encoding="utf-8")


def _commit() -> str:
    """What git calls the code that lies here."""
    asked = ["git", "describe", "--always", "--dirty"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
