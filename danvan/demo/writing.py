"""Soạn nội dung: titles, benefits, persons and reports, put together so that no two neighbours are alike."""

import re
from collections import Counter
from dataclasses import replace
from random import Random

from common import numbers
from danvan.demo import phrases
from danvan.demo.names import Names
from danvan.demo.rows import Done, Person, Row
from danvan.demo.tree import Tree
from registrations.enums import Kind, State

_CHOICES = re.compile(r"\{([^}]*)\}")
_RANGE = re.compile(r"<(\d+)-(\d+)>")
_MONEY = re.compile(r"<\d+-\d+> triệu")
RURAL = ("thôn", "làng", "đồng", "lúa", "quê", "xóm", "rừng", "rạ")
REASONS = {
    State.REJECTED: phrases.WHY_REJECTED,
    State.WITHDRAWN: phrases.WHY_WITHDRAWN,
    State.STOPPED: phrases.WHY_STOPPED,
    State.INEFFECTIVE: phrases.WHY_INEFFECTIVE,
}
REPORTED = {State.RESULT_SENT, State.EFFECTIVE, State.INEFFECTIVE}


class Writer:
    """Writes rows in words; remembers which titles and units have had their turn."""

    def __init__(self, tree: Tree, names: Names, rng: Random):
        self.tree, self.names, self.rng = tree, names, rng
        self.titles: Counter = Counter()
        self.units: Counter = Counter()
        self.patterns: dict[Row, tuple[str, ...]] = {}

    def count(self, row: Row) -> None:
        self.titles[row.title] += 1
        self.units[row.year, row.unit] += 1

    def write(self, year: int, group: str, *, kind: str, sector: int, level: int) -> Row:
        """A new row of a group: the title and the unit that have been used least."""
        book = phrases.COLLECTIVE if kind == Kind.COLLECTIVE else phrases.INDIVIDUAL
        offers = [
            (title, unit, line[2:])
            for line in book[sector]
            for title in _titles(line[1])
            for unit in self.tree.groups[group]
            if self.tree.kinds[unit] in line[0]
        ]
        title, unit, (*duties, benefits) = min(offers, key=lambda offer: self._worn(year, *offer[:2]))
        row = Row(year, unit, title, sector, level, kind)
        self.patterns[row] = benefits
        if duties:
            row.person = Person(*self.names.person(), self.rng.choice(duties[0]))
        return self._measured(row)

    def _worn(self, year: int, title: str, unit: str) -> tuple:
        townish = "thị trấn" in unit and any(word in title.lower() for word in RURAL)
        return townish, self.titles[title], self.units[year, unit], self.rng.random()

    def carry_on(self, earlier: Row, year: int) -> Row:
        """Last year's model once more, with this year's figures."""
        row = Row(
            year, earlier.unit, earlier.title, earlier.sector, earlier.level, earlier.kind, continues=earlier,
            person=replace(earlier.person) if earlier.person else None, lines=earlier.lines, money=earlier.money,
        )  # fmt: skip
        self.patterns[row] = self.patterns.get(earlier, ())
        return self._measured(row) if self.patterns[row] else row

    def finish(self, rows: list[Row]) -> None:
        """Reports and reasons, wherever the story does not give them."""
        for row in rows:
            row.time_text = row.time_text or self._time(row)
            if row.ends in REASONS:
                row.note = row.note or self.rng.choice(REASONS[row.ends])
            if row.ends in REPORTED and row.done is None:
                row.done = self._report(row)

    def _time(self, row: Row) -> str:
        # A draft that still lacks something shows what a draft is for.
        return "" if row.ends == State.DRAFT else self.rng.choice(phrases.TIMES).replace("{}", str(row.year))

    def _measured(self, row: Row) -> Row:
        """Benefits drawn from the pattern; one in eight writes none."""
        row.money, row.lines = self._benefits(self.patterns[row]) if self.rng.randrange(8) else ("", ())
        return row

    def _benefits(self, patterns: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        money = next((self._money(text) for text in patterns if _MONEY.fullmatch(text)), "")
        lines = tuple(_RANGE.sub(self._number, text) for text in patterns if not _MONEY.fullmatch(text))
        return money, lines

    def _money(self, pattern: str) -> str:
        low, high = (int(bound) for bound in _RANGE.match(pattern).groups())
        return numbers.amount(self.rng.randint(low * 2, high * 2) * 500_000)

    def _number(self, found: re.Match) -> str:
        return numbers.amount(self.rng.randint(int(found[1]), int(found[2])))

    def _report(self, row: Row) -> Done:
        money, lines = self._benefits(self.patterns[row]) if self.patterns.get(row) else (row.money, row.lines)
        return Done(
            how=self.rng.choice(phrases.HOW),
            forces=self.rng.choice(phrases.FORCES).format(self.rng.randint(18, 260)),
            outcome=self.rng.choice(phrases.OUTCOMES if row.ends != State.INEFFECTIVE else phrases.POOR_OUTCOMES),
            money=money,
            lines=lines,
        )


def _titles(pattern: str) -> list[str]:
    choices = _CHOICES.search(pattern)
    return [pattern.replace(choices[0], choice) for choice in choices[1].split("|")]
