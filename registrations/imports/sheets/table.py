"""The file as text: one sheet in one reading of its letters, its heading, its lines."""

from functools import cached_property

from documents.sheet_grid import GridLine, Head, head_at, heads, lines_below
from documents.sheet_letters import LOOKED_AT, Letters
from documents.sheets_in import Row, bare
from registrations.imports.sheets import columns as understood
from registrations.imports.sheets.headings import NUMBERINGS, TITLE

MOST_COLUMNS = 100
"""What stands further to the right is no register any more."""


class SheetText:
    """One sheet of the file. `encoding` says how the cells typed for an old font are to be read."""

    def __init__(self, sheet: dict, encoding: str) -> None:
        self.sheet, self.merged, letters = sheet, sheet["merged"], Letters(sheet, encoding)
        self.rows: list[Row] = [
            (number, [letters.read(number, at, cell) for at, cell in enumerate(cells[:MOST_COLUMNS])])
            for number, cells in sheet["rows"]
        ]

    def changed(self, column: int, most: int) -> list[tuple[str, str]]:
        """(as it is in the file, as it is read) of the first cells of a column that are converted."""
        found: dict[str, str] = {}
        for (_, before), (_, after) in zip(self.sheet["rows"], self.rows, strict=True):
            if column < len(after) and before[column] != after[column]:
                found[before[column]] = after[column]
            if len(found) >= most:
                break
        return list(found.items())

    @classmethod
    def beginning(cls, sheet: dict, encoding: str) -> "SheetText":
        """Enough of it to see what it is."""
        return cls(sheet | {"rows": sheet["rows"][:LOOKED_AT]}, encoding)

    def best_head(self, levels) -> tuple[Head, dict[str, int]]:
        """The row that reads most like a heading, and its columns."""
        found = [(head, understood.propose(head, levels)) for head in heads(self.rows)]
        return max(found, key=lambda pair: understood.quality(pair[1]))

    def head(self, number: int) -> Head | None:
        return head_at(self.rows, number)


class Table:
    """The lines of one sheet under one heading, with the columns as they were understood."""

    def __init__(self, text: SheetText, head: Head, columns: dict[str, int]) -> None:
        self.text, self.head, self.columns = text, head, columns

    @cached_property
    def lines(self) -> list[GridLine]:
        told = [column for key, column in self.columns.items() if key != TITLE]
        return lines_below(self.text.rows, self.head, self.columns[TITLE], self.text.merged, told)

    @cached_property
    def benefit_scale(self) -> str:
        column = self.columns.get("benefit")
        return understood.scale_of(self.head.labels[column]) if column is not None else ""

    def value(self, line: GridLine, key: str) -> str:
        column = self.columns.get(key)
        return line.cells[column] if column is not None and column < len(line.cells) else ""


def columns_left_out(batch) -> list[str]:
    """The columns that are written in beside the rows and that nothing takes; a numbering of the rows says nothing."""
    sheet, rows = batch.sheets[batch.sheet], {row["number"] for row in batch.judged}
    head = SheetText.beginning(sheet, batch.encoding).head(batch.head_row)
    written = {at for number, cells in sheet["rows"] if number in rows for at, cell in enumerate(cells) if cell.strip()}
    free = sorted(written - set(batch.columns.values()))
    return [head.told(at) for at in free if at < len(head.labels) and bare(head.parts(at)[-1]) not in NUMBERINGS]


def table_of(batch) -> Table:
    """The table of an import as its person said it is to be read."""
    text = SheetText(batch.sheets[batch.sheet], batch.encoding)
    head = text.head(batch.head_row)
    if head is None:
        raise LookupError(f"No row {batch.head_row}")
    return Table(text, head, {key: column for key, column in batch.columns.items() if column < len(head.labels)})
