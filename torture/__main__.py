"""usage: script/torture [--submissions 500] [--scores 200] [--kills 20] [--clients 8] [--seconds 1800] [--seed N] [--postgres] [--write FILE]."""

import argparse
import secrets
import signal
import sys
from pathlib import Path

from bench.writing import write


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/torture",
        description="Kills web and worker while people submit; nothing acknowledged may be lost.",
        allow_abbrev=False,
    )
    parser.add_argument("--submissions", type=_from(1, 5000), default=500, help="registrations to be submitted")
    parser.add_argument("--scores", type=_from(1, 1000), default=200, help="score sheets to be sent")
    parser.add_argument("--kills", type=_from(0, 200), default=20, help="how often somebody is killed")
    parser.add_argument("--clients", type=_from(1, 10), default=8, help="people who submit at once")
    parser.add_argument("--seconds", type=_from(20, 3600), default=1800, help="after so long nothing new is begun")
    parser.add_argument("--seed", type=int, default=None, help="repeat the choices of an earlier run")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for this run")
    parser.add_argument("--no-full-disk", action="store_true", help="where no small disk can be mounted")
    parser.add_argument("--write", type=Path, help="write what is printed to this file of Markdown as well")
    parser.add_argument("--machines", action="store_true", help="two machines, a database and its replica die in turn")
    parser.add_argument("--pause", type=_from(2, 120), default=10, help="with --machines: seconds between two deaths")
    read = parser.parse_args(given)
    read.seed = secrets.randbelow(1_000_000) if read.seed is None else read.seed
    return read


def _from(least: int, most: int):
    def number(text: str) -> int:
        if not text.isdigit() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"a number from {least} to {most}")
        return int(text)

    return number


class Said:
    """What has been printed so far."""

    def __init__(self):
        self.lines: list[str] = []

    def __call__(self, text: str) -> None:
        print(text, flush=True)
        self.lines.append(text)


def main() -> int:
    given, say = arguments(), Said()
    # Told to end, it takes its processes along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Only now: either makes a throw-away installation.
    if given.machines:
        from torture.machines import run  # noqa: PLC0415
    else:
        from torture.run import run  # noqa: PLC0415

    is_well = run(given, say)
    if given.write:
        write(given.write, "script/torture", "\n".join(say.lines))
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
