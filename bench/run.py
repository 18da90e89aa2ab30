"""One run: an empty database, filled up to each size in turn and measured there."""

import contextlib
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import printing, profiling  # noqa: E402
from bench.bigcouncil import big_council_cases, build_big_council  # noqa: E402
from bench.bigtree import build_big_tree  # noqa: E402
from bench.build import Builder  # noqa: E402
from bench.council import build_council  # noqa: E402
from bench.country import YEARS, build_country  # noqa: E402
from bench.files import Workbooks, data_set_cases, paper_case, pile_case  # noqa: E402
from bench.fronts import Fronts, build_fronts, front_cases  # noqa: E402
from bench.measure import Case, measured  # noqa: E402
from bench.pages import World, all_cases  # noqa: E402
from bench.quarter import quarter_case  # noqa: E402
from bench.reform import Reform, Taken, report  # noqa: E402
from bench.register import register_case  # noqa: E402
from bench.together import database, keep_house, writing_together  # noqa: E402
from script.prepare import collect_static, migrate  # noqa: E402
from units.models import Unit  # noqa: E402


class Run:
    """Collects the figures of all sizes."""

    def __init__(self, say: Callable[[str], None], only: tuple[str, ...] = ("",)) -> None:
        self.say, self.only, self.figures, self.together = say, only, [], []
        self.last_cases: list[Case] = []
        self.quarter: Case | None = None
        self.fronts: Fronts | None = None
        empty_database()
        self.country = build_country()
        self.builder, self.council, self.big_council = Builder(self.country), None, None
        self.big_tree = build_big_tree(self.country.levels) if "tree".startswith(only) else None

    def at(self, size: int) -> None:
        start = time.monotonic()
        self.builder.up_to(size)
        keep_house()
        self.council = self.council or build_council(self.country)
        self.say(f"{size:,} registrations in {time.monotonic() - start:.0f} s")
        world = World(self.country, self.council, self.big_tree)
        cases = [*all_cases(world), paper_case(world)]
        if "front".startswith(self.only):
            self.fronts = self.fronts or build_fronts(self.country)
            cases += front_cases(world, self.fronts)
        if "workbook".startswith(self.only):
            cases += Workbooks(world, size).cases()
        if "data".startswith(self.only):
            cases += data_set_cases(world)
        # Minutes: only where it is named.
        if "pile" in self.only:
            cases.append(pile_case(world))
        if "quarter" in self.only:
            self.quarter = self.quarter or quarter_case(world)
            cases.append(self.quarter)
        # 1,400 sheets sent through the services: only where it is named.
        if "big-council" in self.only:
            self.big_council = self.big_council or build_big_council(self.country, self.say)
            cases += big_council_cases(world, self.big_council)
        if "register".startswith(self.only):
            cases.append(register_case(world))
        self.last_cases = [case for case in cases if case.name.startswith(self.only)]
        for case in self.last_cases:
            self.figures.append(measured(case, size))
        if "together".startswith(self.only):
            self.together += writing_together(world, size)
        self.say(f"measured in {time.monotonic() - start:.0f} s")

    def report(self, sizes: list[int], *, profile: bool) -> str:
        parts = [self._heading()]
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
        if profile and any(case.is_page for case in self.last_cases):
            parts.append(profiling.profile_of_slowest(self.last_cases, self.figures))
        return "\n\n".join(parts)

    def _heading(self) -> str:
        units = Unit.objects.count()
        machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Django {django.get_version()}"
        return f"## {database()}, {machine}; {YEARS} years, {units} units"

    def _of(self, size: int) -> str:
        return printing.figures_table([one for one in self.figures if one.size == size])


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


def run_reform(size: int, say: Callable[[str], None]) -> tuple[str, list[Taken]]:
    """A whole reform, in an empty database of its own: its report and its figures."""
    empty_database()
    reform = Reform(size, say)
    reform.run()
    return report(reform), reform.taken
