"""usage: script/bench [--sizes 1000,10000] [--only list,search] [--postgres] [--write FILE] [--json FILE] [--profile]. Prints Markdown; asserts nothing."""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from bench.run import Run, run_reform
from bench.writing import write

DEFAULT_SIZES = "1000,10000"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/bench", description="Costs of pages and files as ratios to yardsticks."
    )
    parser.add_argument("--sizes", default=DEFAULT_SIZES, help="numbers of registrations, from small to large")
    parser.add_argument("--only", default="", help="beginnings of the names of what is measured, with commas between")
    parser.add_argument("--write", type=Path, help="write what is printed to this file of Markdown as well")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    parser.add_argument("--profile", action="store_true", help="profile the slowest page at the end")
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
    pages, told, figures = [name for name in only if name != "reform"], [], []
    if pages:
        run = Run(say, tuple(pages))
        for size in given.sizes:
            run.at(size)
        told.append(run.report(given.sizes, profile=given.profile))
        figures += [*run.figures, *run.together]
    for size in given.sizes if "reform" in only else ():
        text, taken = run_reform(size, say)
        told.append(text)
        figures += taken
    text = "\n\n".join(told)
    print(text)
    if given.write:
        write(given.write, "script/bench", text)
    if given.json:
        given.json.write_text(
            json.dumps([asdict(one) for one in figures], ensure_ascii=False, indent=1), encoding="utf-8"
        )
    say(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
