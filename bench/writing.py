"""What a command printed, as a file of docs/benchmarks/."""

import shlex
import sys
from datetime import date
from pathlib import Path


def command_of(script: str) -> str:
    """The command as it was typed."""
    return f"{script} {shlex.join(sys.argv[1:])}"


def write(path: Path, script: str, text: str) -> None:
    """By which command and when stands at the top: nobody writes into the file by hand."""
    command = f"```sh\n{command_of(script)}\n```"
    path.write_text(f"{command}\n\nWritten by this command on {date.today():%d/%m/%Y}.\n\n{text}\n", encoding="utf-8")
