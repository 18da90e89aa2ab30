"""One run: an empty database, filled up to each size in turn and measured there."""

import contextlib
import os
import platform
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import printing, profiling, record  # noqa: E402
from bench.bigcouncil import BigCouncil, big_council_cases, build_big_council  # noqa: E402
from bench.bigtree import BigTree, build_big_tree  # noqa: E402
from bench.build import Builder  # noqa: E402
from bench.council import Council, build_council  # noqa: E402
from bench.country import YEARS, build_country  # noqa: E402
from bench.decisions import Office  # noqa: E402
from bench.exports import export_cases  # noqa: E402
from bench.files import Workbooks, data_set_cases, paper_case, pile_case  # noqa: E402
from bench.fronts import Fronts, build_fronts, front_cases  # noqa: E402
from bench.measure import Case, measured  # noqa: E402
from bench.office import build_office  # noqa: E402
from bench.pages import World, all_cases, tree_cases  # noqa: E402
from bench.quarter import quarter_case  # noqa: E402
from bench.reform import Reform, report  # noqa: E402
from bench.register import register_case  # noqa: E402
from bench.together import database, keep_house, writing_together  # noqa: E402
from script.prepare import collect_static, migrate  # noqa: E402
from units.models import Unit  # noqa: E402


class Run:
    """Collects the figures of all sizes. What cases need beside the registrations is built once, when it is first asked for."""

    def __init__(self, say: Callable[[str], None], only: tuple[str, ...] = ("",)) -> None:
        self.say, self.only, self.figures, self.together = say, only, [], []
        self.last_cases: list[Case] = []
        empty_database()
        self.country = build_country()
        self.builder = Builder(self.country)

    @cached_property
    def council(self) -> Council:
        return build_council(self.country)

    @cached_property
    def big_council(self) -> BigCouncil:
        return build_big_council(self.country, self.say)

    @cached_property
    def big_tree(self) -> BigTree:
        return build_big_tree(self.country.levels)

    @cached_property
    def fronts(self) -> Fronts:
        return build_fronts(self.country)

    @cached_property
    def office(self) -> Office:
        return build_office(self.country)

    @cached_property
    def quarter(self) -> Case:
        return quarter_case(self.world)

    def at(self, size: int) -> None:
        start = time.monotonic()
        self.builder.up_to(size)
        keep_house()
        self.world = World(self.country, self.council)
        self.say(f"{size:,} registrations in {time.monotonic() - start:.0f} s")
        cases = [case for part in chosen_parts(self.only) for case in part(self, size)]
        keep_house()
        # A server's connection lives ten minutes: what PostgreSQL keeps of a question was not learned when all was small.
        connection.close()
        self.last_cases = [case for case in cases if case.name.startswith(self.only)]
        for case in self.last_cases:
            self.figures.append(measured(case, size))
            self.say(f"{case.name}: {self.figures[-1].ratio:.2f}×, {self.figures[-1].queries} queries")
        if "together".startswith(self.only):
            self.together += writing_together(self.world, size)
        self.say(f"measured in {time.monotonic() - start:.0f} s")

    def profile(self) -> profiling.Profile | None:
        return profiling.profile_of_slowest(self.last_cases, self.figures)

    def as_data(self, profile: profiling.Profile | None) -> dict[str, Any]:
        return record.of_run(self.figures, self.together, profile)

    def report(self, sizes: list[int]) -> str:
        parts = [f"## {database()}, {machine()}; {YEARS} years, {Unit.objects.count()} units"]
        for size in sizes:
            parts += [f"### {size:,} registrations", self._of(size)]
            together = [one for one in self.together if one.size == size]
            parts += [printing.together_table(together)] if together else []
        if len(sizes) > 1:
            parts += [
                f"### Growth from {sizes[0]:,} to {sizes[-1]:,} registrations",
                printing.growth_table(self.figures),
            ]
        parts += filter(None, [printing.memory_line(self.figures)])
        return "\n\n".join(parts)

    def _of(self, size: int) -> str:
        return printing.figures_table([one for one in self.figures if one.size == size])


Part = Callable[[Run, int], list[Case]]
# By the beginning of the names of their cases.
PARTS: dict[str, Part] = {
    "": lambda run, _size: [*all_cases(run.world), paper_case(run.world)],
    "tree": lambda run, _size: tree_cases(run.world, run.big_tree),
    "front": lambda run, _size: front_cases(run.world, run.fronts),
    "export": lambda run, _size: export_cases(run.world, run.office, run.fronts),
    "workbook": lambda run, size: Workbooks(run.world, size).cases(),
    "data": lambda run, _size: data_set_cases(run.world),
    "register": lambda run, _size: [register_case(run.world)],
}
# These take minutes to build or to measure.
ONLY_WHERE_NAMED: dict[str, Part] = {
    "pile": lambda run, _size: [pile_case(run.world)],
    "quarter": lambda run, _size: [run.quarter],
    "big-council": lambda run, _size: big_council_cases(run.world, run.big_council),
}


def chosen_parts(only: tuple[str, ...]) -> list[Part]:
    """What `--only` asks for; the pages are always among it: the names of their cases have no beginning in common."""
    usual = [part for name, part in PARTS.items() if not name or name.startswith(only)]
    return usual + [part for name, part in ONLY_WHERE_NAMED.items() if name in only]


def machine() -> str:
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, Django {django.get_version()}"


def empty_database() -> None:
    """Migrated and empty. Progress belongs to the other stream: the output is the table."""
    with contextlib.redirect_stdout(sys.stderr):
        migrate()
        collect_static()
        if not Unit.objects.exists():
            return
        if connection.vendor == "sqlite":
            # Emptied row by row it would be refused: lines of the log are never removed.
            connection.close()
            for end in ("", "-wal", "-shm"):
                Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)
            migrate()
        else:
            call_command("flush", interactive=False, verbosity=0)


def run_reform(size: int, say: Callable[[str], None]) -> tuple[str, dict[str, Any]]:
    """A whole reform, in an empty database of its own: its report and its figures as data."""
    empty_database()
    reform = Reform(size, say)
    reform.run()
    return report(reform), record.of_reform(size, reform.taken)
