"""Lấp đầy các năm: rows beside the told ones, until every total of the year is met exactly."""

from collections import Counter
from random import Random

from danvan.demo.rows import Row
from danvan.demo.totals import GROUPS, MINH_LAC, MINH_LAC_KINDS, MINH_LAC_SECTORS, YearTotals, qualities
from danvan.demo.tree import Tree
from danvan.demo.writing import Writer
from registrations.enums import Origin, State

# Of what a group still needs, how many may carry on last year's models: the rest must be new somewhere.
MOST_CONTINUED = 0.6


class Year:
    """The rows of one year against its totals."""

    def __init__(self, tree: Tree, writer: Writer, rng: Random, year: int, totals: YearTotals, *, present: bool):
        self.tree, self.writer, self.rng, self.year, self.present = tree, writer, rng, year, present
        self.budget = totals.budget()
        self.minh_lac = {"kind": Counter(MINH_LAC_KINDS), "sector": Counter(MINH_LAC_SECTORS)} if present else {}
        self.rows: list[Row] = []

    def fill(self, told: list[Row], before: list[Row]) -> list[Row]:
        """The told rows, some that carry on last year's, and new ones."""
        for row in told:
            self._take(row)
        carried = self._carry_on([row for row in before if row not in {one.continues for one in told}])
        fresh = self._fresh()
        self._give_states(carried, fresh)
        if any(number for counter in self.budget.values() for number in counter.values()):
            raise ValueError(f"{self.year}: {self.budget}")
        self.writer.finish(self.rows)
        return self.rows

    def _take(self, row: Row, *, with_state: bool = True) -> None:
        group = self.tree.group_of[row.unit]
        for quality, value in qualities(row, group).items():
            if quality != "state" or with_state:
                self.budget[quality][value] -= 1
        if group == MINH_LAC:
            for quality, counter in self.minh_lac.items():
                counter[getattr(row, quality)] -= 1
        self.rows.append(row)
        self.writer.count(row)

    def _fits(self, row: Row, group: str) -> bool:
        wanted = {quality: value for quality, value in qualities(row, group).items() if quality != "state"}
        if any(self.budget[quality][value] < 1 for quality, value in wanted.items()):
            return False
        return group != MINH_LAC or all(
            counter[getattr(row, quality)] > 0 for quality, counter in self.minh_lac.items()
        )

    def _carry_on(self, before: list[Row]) -> list[Row]:
        """Last year's effective models, as many as the year's total of continued ones asks for."""
        allowed = {group: int(number * MOST_CONTINUED) for group, number in self.budget["group"].items()}
        candidates = [row for row in before if row.ends == State.EFFECTIVE]
        self.rng.shuffle(candidates)
        carried = []
        for earlier in candidates:
            row, group = self.writer.carry_on(earlier, self.year), self.tree.group_of[earlier.unit]
            if allowed[group] and self._fits(row, group):
                allowed[group] -= 1
                self._take(row, with_state=False)
                carried.append(row)
        return carried

    def _fresh(self) -> list[Row]:
        """New rows on what is left, and those that carry on something from before the first year."""
        slots = [group for group in GROUPS for _ in range(self.budget["group"][group])]
        levels = self._deal(slots, "level", self._levels_of_offices())
        own = {MINH_LAC: self.minh_lac} if self.minh_lac else {}
        kinds = self._deal(slots, "kind", {group: counters["kind"] for group, counters in own.items()})
        sectors = self._deal(slots, "sector", {group: counters["sector"] for group, counters in own.items()})
        origins = self._deal(slots, "origin", {})
        fresh = []
        for group, level, kind, sector, origin in zip(slots, levels, kinds, sectors, origins, strict=True):
            row = self.writer.write(self.year, group, kind=kind, sector=sector, level=level)
            row.carried_on = origin == Origin.CONTINUED
            self._take(row, with_state=False)
            fresh.append(row)
        return fresh

    def _levels_of_offices(self) -> dict[str, Counter]:
        """Offices of the province register with the province, those of a district mostly with the district."""
        left, own = self.budget["level"].copy(), {}
        for group, level, share in ((GROUPS[8], 1, 1.0), (GROUPS[3], 2, 0.6), (GROUPS[7], 2, 0.6)):
            slots = self.budget["group"][group]
            high = min(left[level], round(slots * share))
            own[group] = Counter({level: high, 3: slots - high})
            left.subtract(own[group])
        return own

    def _deal(self, slots: list[str], quality: str, own: dict[str, Counter]) -> list:
        """One value for each slot: some groups have a share of their own, the others share what is left."""
        left, hands = self.budget[quality].copy(), {}
        for group, share in own.items():
            hands[group] = self._shuffled(share)
            left.subtract(share)
        rest = self._shuffled(left)
        return [hands.get(group, rest).pop() for group in slots]

    def _shuffled(self, counter: Counter) -> list:
        values = sorted(counter.elements())
        self.rng.shuffle(values)
        return values

    def _give_states(self, carried: list[Row], fresh: list[Row]) -> None:
        """In past years what was carried on was effective again; this year anything may still become of it."""
        rows = [*carried, *fresh]
        if not self.present:
            for row in carried:
                row.ends = State.EFFECTIVE
            self.budget["state"][State.EFFECTIVE] -= len(carried)
            rows = fresh
        for row, state in zip(rows, self._shuffled(self.budget["state"]), strict=True):
            row.ends = state
            self.budget["state"][state] -= 1
