"""usage: script/bench [--sizes 1000,10000,100000] [--only list,search] [--postgres] [--write FILE] [--json FILE] [--profile].
Prints Markdown; asserts nothing.
"""

import argparse
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.run import Run, machine, run_reform
from bench.together import database
from bench.writing import command_of, write

DEFAULT_SIZES = "1000,10000,100000"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/bench", description="Costs of pages and files as ratios to yardsticks."
    )
    parser.add_argument("--sizes", default=DEFAULT_SIZES, help="numbers of registrations, from small to large")
    parser.add_argument("--only", default="", help="beginnings of the names of what is measured, with commas between")
    parser.add_argument("--write", type=Path, help="write what is printed to this file of Markdown as well")
    parser.add_argument(
        "--json", type=Path, help="write figures, verdicts, growth and the profile to this file as well"
    )
    parser.add_argument("--profile", action="store_true", help="print the profile of the slowest page as well")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL started for this run")
    given = parser.parse_args()
    given.sizes = sorted(int(size) for size in given.sizes.split(","))
    return given


def say(text: str) -> None:
    print(f"· {text}", file=sys.stderr, flush=True)


def main() -> None:
    given, start = arguments(), time.monotonic()
    # A whole reform is measured only where it is asked for, each time in an empty database of its own.
    only = given.only.split(",")
    names, told = [name for name in only if name != "reform"], []
    known: dict[str, Any] = {
        "command": command_of("script/bench"),
        "day": f"{date.today()}",
        "database": database(),
        "machine": machine(),
    }
    if names:
        run = Run(say, tuple(names))
        for size in given.sizes:
            run.at(size)
        told.append(run.report(given.sizes))
        profile = run.profile() if given.profile or given.json else None
        if profile and given.profile:
            told.append(profile.printed())
        known |= run.as_data(profile)
    for size in given.sizes if "reform" in only else ():
        text, data = run_reform(size, say)
        told.append(text)
        known.setdefault("reforms", []).append(data)
    text = "\n\n".join(told)
    print(text)
    if given.write:
        write(given.write, "script/bench", text)
    if given.json:
        given.json.write_text(f"{json.dumps(known, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
    say(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
