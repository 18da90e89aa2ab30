"""Một cuộc sắp xếp toàn quốc: a table of ten thousand rows read, rehearsed, carried out and undone, with the seconds."""

import io
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from openpyxl import Workbook

from bench.nation import Builder, Commune, Nation
from bench.printing import VERDICTS, table
from bench.together import database, keep_house
from common.workflow import perform
from documents.sheets_in import read_table
from reorganisation import importing, services, workflow
from reorganisation.models import NewUnit, Operation, Trace
from reorganisation.rehearsal import rehearse
from reorganisation.sheets import HEADINGS, judge
from units.models import Unit

# Seconds. Carrying out is bound by what was asked for; of an undoing, that no request of those who wait is given up.
MOST_REHEARSED, MOST_HELD, MOST_UNDONE = 60, 10, 30


@dataclass(frozen=True)
class Taken:
    """Seconds of one act by the clock, and of these this process's own; `held`: both, with the write lock."""

    name: str
    seconds: float
    processor: float
    held: float | None = None
    held_processor: float = 0.0
    most: float | None = None
    note: str = ""

    @property
    def is_within(self) -> bool | None:
        return None if self.most is None else (self.held if self.held is not None else self.seconds) < self.most


class Held:
    """Notes when the lock was given for which others wait: the last BEGIN of SQLite, or the closing of the gate."""

    def __init__(self) -> None:
        self.since: float | None = None
        self.processor = 0.0

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith(("BEGIN", "SELECT pg_advisory_xact_lock(")):
            self.since, self.processor = time.perf_counter(), time.process_time()
        return result


class Reform:
    """One run, in the order of the work."""

    def __init__(self, size: int, say: Callable[[str], None]) -> None:
        self.size, self.say, self.taken = size, say, []
        start = time.perf_counter()
        self.nation = Builder(size).build()
        keep_house()
        say(f"{size:,} registrations, built in {time.perf_counter() - start:.0f} s")
        self.written: Counter = Counter()

    def run(self) -> None:
        by, second = self.nation.admin, self.nation.second
        day = timezone.localdate()
        operation = services.start_operation(
            by=by, token=uuid4(), title="Sắp xếp đơn vị hành chính", decision_number="76/NQ",
            decided_on=day - timedelta(days=30), decided_by="Cơ quan có thẩm quyền", effective_on=day, note="",
        )  # fmt: skip
        self._import(operation)
        self._rehearse(operation)
        perform(workflow.PROPOSE, operation, by=by, data={}, token=uuid4())
        perform(workflow.APPROVE, operation, by=second, data={}, token=uuid4())
        self._time(
            "carried out", lambda: perform(workflow.CARRY_OUT, operation, by=by, data={}, token=uuid4()), most=MOST_HELD,
            lock=True,
        )  # fmt: skip
        for trace in Trace.objects.filter(operation=operation):
            self.written[trace.table, trace.kind] += len(trace.rows)
        undo = {"note": "Thử hoàn tác."}
        self._time("undone", lambda: perform(workflow.UNDO, operation, by=by, data=undo, token=uuid4()), most=MOST_UNDONE,
                   lock=True)  # fmt: skip

    def _import(self, operation: Operation) -> None:
        rows = [row for district in range(len(self.nation.districts)) for row in rows_of(self.nation, district)]
        file = ContentFile(workbook(rows), "sap-xep.xlsx")
        by = self.nation.admin
        lines = self._time("table read", lambda: read_table(file, HEADINGS), note=f"{len(rows):,} rows")
        table = self._time("table kept", lambda: importing.keep_table(
            by=by, operation=operation, token=uuid4(), file_name="sap-xep.xlsx", lines=lines
        ))  # fmt: skip
        judged = self._time("every row judged", lambda: judge(table.lines, by=by, operation=operation))
        bad = [row for row in judged if not row.is_good]
        if bad:
            raise AssertionError(f"{len(bad)} rows: {bad[0].number} {bad[0].problems}")
        self._time("rows written", lambda: importing.add_table(by=by, table=table),
                   note=f"{sum(row.opens for row in judged):,} of them name a new commune")  # fmt: skip

    def _rehearse(self, operation: Operation) -> None:
        found = self._time("rehearsed", lambda: rehearse(operation))
        if found.problems:
            raise AssertionError(found.problems[0])
        given = {(content, pk): _aim(node) for content, rows in found.unassigned.items() for pk, node in rows}
        self._time("split records assigned", lambda: services.assign(
            by=self.nation.admin, operation=operation, given=given), note=f"{len(given):,} records")  # fmt: skip

        def whole():
            found = rehearse(operation)
            sights = found.sights()
            return [sights.of(seat) for seat in found.seats.all]

        seen = self._time("rehearsed, with who sees what", whole, most=MOST_REHEARSED)
        changed = sum(sight.changes for sight in seen)
        note = f"{len(seen):,} positions, {changed:,} see other rows"
        self.taken[-1] = replace(self.taken[-1], note=note)

    def _time(self, name: str, act: Callable, *, lock: bool = False, most: float | None = None, note: str = ""):
        held, start, before = Held(), time.perf_counter(), time.process_time()
        with connection.execute_wrapper(held):
            result = act()
        end, after = time.perf_counter(), time.process_time()
        seconds, inside = (end - held.since, after - held.processor) if lock and held.since else (None, 0.0)
        self.taken.append(Taken(name, end - start, after - before, seconds, inside, most, note))
        told = f", {seconds:.1f} s ({inside:.1f} s of the processor) with the lock" if seconds else ""
        self.say(f"{name}: {end - start:.1f} s{told}")
        return result


def _aim(node):
    """Everything of a split commune goes to the first that takes over."""
    aim = node.aims[0]
    area = aim if aim.is_area else aim.parent
    return NewUnit(pk=-area.pk) if area.is_new else Unit(pk=aim.pk)


def rows_of(nation: Nation, place: int) -> list[list[str]]:
    """The rows of one district: it ends; its communes merge by threes, one in four districts splits one of them."""
    district, communes = nation.districts[place], list(nation.communes[place])
    rows = [[district.code, district.name, "", "", "giải thể", ""]]
    if place % 3 == 0:
        stays = communes.pop()
        rows.append([stays.area.code, stays.area.name, "", "", "chuyển", nation.root.code])
    parted = communes.pop() if place % 4 == 0 else None
    groups = [communes[start : start + 3] for start in range(0, len(communes), 3)]
    heads = [_head_of(nation, place, number, group) for number, group in enumerate(groups)]
    for group, (code, name, _) in zip(groups, heads, strict=True):
        rows += [
            [one.area.code, one.area.name, code, name, "nhập", nation.root.code]
            for one in group
            if one.area.code != code
        ]
    rows += [[code, "", "", "", "chuyển", nation.root.code] for code, _, old in heads if old]
    if parted:
        rows += [
            [parted.area.code, parted.area.name, code, name, "tách", nation.root.code] for code, name, _ in heads[:2]
        ]
        rows += [_village_row(village, heads[number % 2][0]) for number, village in enumerate(parted.villages)]
    return [[*row, "", "76/NQ", "16/06/2025"] for row in rows]


def _head_of(nation: Nation, place: int, number: int, group: list[Commune]) -> tuple[str, str, bool]:
    """Code and name of what a group becomes, and whether that exists already: one in three goes on."""
    if number % 3 == 2:
        return group[0].area.code, group[0].area.name, True
    return f"{20_000 + place * 10 + number}", f"xã Mới {place * 10 + number}", False


def _village_row(village, code: str) -> list[str]:
    return ["", village.full_name, "", "", "chuyển", code]


def workbook(rows: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append([one.names[0] for one in HEADINGS])
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def report(reform: Reform) -> str:
    """The seconds, and how many rows of each table were written."""
    units = len(reform.nation.all_communes) + len(reform.nation.districts)
    head = ("what", "seconds", "processor", "with the write lock", "its processor", "at most", "met", "")
    rows = [
        (one.name, f"{one.seconds:.1f}", f"{one.processor:.1f}", f"{one.held:.1f}" if one.held else "–",
         f"{one.held_processor:.1f}" if one.held else "–",
         f"{one.most:.0f} s" if one.most else "–", VERDICTS[one.is_within], one.note)
        for one in reform.taken
    ]  # fmt: skip
    written = [(name, kind, f"{number:,}") for (name, kind), number in sorted(reform.written.items())]
    return "\n\n".join([
        f"### A reform of {units:,} communes and districts with {reform.size:,} registrations, {database()}",
        table(head, rows), table(("table", "how", "rows"), written),
    ])  # fmt: skip
