"""Trang ghép cột: the file read in one way, for the person to look at before any row is judged."""

from common.keys import key_in
from common.legacy_text import Encoding
from common.vietnamese import clean
from documents import sheet_letters
from documents.sheets_in import counts_columns
from registrations.enums import RowKind
from registrations.imports import services as importing
from registrations.imports.forms import UnderstandingForm
from registrations.imports.sheets import SheetText
from registrations.imports.sheets import columns as understood
from registrations.models import RegisterImport
from units.models import Level

SAMPLES, HEAD_ROWS = 3, 25


def _encodings(proposed: str) -> list[tuple[str, str]]:
    """Where the fonts say which cells are old, only whether to follow them is left to choose."""
    return [(Encoding.UNICODE, "Giữ nguyên mọi ô"), (proposed, "Chuyển các ô gõ bằng phông cũ, theo phông của từng ô")]


class Reading:
    """The file read in one way: as proposed, or as the person asks to see it."""

    def __init__(self, batch: RegisterImport, position, asked) -> None:
        self.batch, self.position = batch, position
        self.levels = list(Level.objects.order_by("-rank"))
        encoding = asked.get("encoding", "")
        self.encoding = encoding if encoding in Encoding.values else batch.encoding
        sheet = key_in(asked.get("sheet", ""))
        self.sheet = sheet if sheet is not None and sheet < len(batch.sheets) else batch.sheet
        self.text = SheetText.beginning(batch.sheets[self.sheet], self.encoding)
        self.head, self.columns = self._head(key_in(asked.get("head_row", "")))

    def _head(self, number: int | None):
        as_kept = (self.sheet, self.encoding) == (self.batch.sheet, self.batch.encoding)
        number = number or (self.batch.head_row if as_kept else None)
        head = self.text.head(number) if number else None
        if head is None:
            _, number, columns = importing.first_understanding(self.batch, self.position, self.sheet, self.encoding)
            return self.text.head(number), columns
        if as_kept and head.number == self.batch.head_row:
            return head, self.batch.columns
        return head, importing.remembered(head, self.position) or understood.propose(head, self.levels)

    def form(self, data) -> UnderstandingForm:
        kept = self.batch
        initial = {"encoding": self.encoding, "sheet": self.sheet, "head_row": self.head.number,
                   "kind": kept.kind if kept.plan_id else understood.proposed_kind(self.head, self.columns),
                   "becomes": kept.becomes}  # fmt: skip
        if kept.plan_id:
            initial["plan"] = kept.plan_id
        form = UnderstandingForm(
            data, position=self.position, head=self.head, targets=understood.targets(self.levels),
            sheets=len(kept.sheets), initial=initial,
        )  # fmt: skip
        if kept.plan_id:
            form.fields["plan"].initial = kept.plan_id
        return form

    def context(self) -> dict:
        proposed = sheet_letters.proposed(self.batch.sheets)
        by_fonts = any(map(sheet_letters.told_by_fonts, self.batch.sheets))
        is_kept = self.encoding == Encoding.UNICODE
        return {
            "columns": self._columns(), "targets": understood.targets(self.levels).items(), "encoding": self.encoding,
            "proposed": proposed, "encodings": _encodings(proposed) if by_fonts else Encoding.choices,
            "sample": self._sample(proposed if is_kept else self.encoding), "sheet": self.sheet,
            "sheets": [one["name"] for one in self.batch.sheets], "head": self.head, "rows": self._first_rows(),
            "remembered": bool(importing.remembered(self.head, self.position)), **self._who_decides(),
        }  # fmt: skip

    def _columns(self) -> list[tuple]:
        """(column, name, what it is, its first cells) of those that hold anything."""
        by_column = {column: key for key, column in self.columns.items()}
        below = [cells for number, cells in self.text.rows if number >= self.head.number + self.head.height]
        below = below[1:] if below and counts_columns([clean(cell) for cell in below[0]]) else below
        return [(at, self.head.told(at), by_column.get(at, ""), _examples(below, at))
                for at, label in enumerate(self.head.labels) if label or _examples(below, at)]  # fmt: skip

    def _sample(self, encoding: str) -> list[tuple[str, list]]:
        """(column, [(as it is, as it would be read)]) of every column that is converted."""
        text = SheetText.beginning(self.batch.sheets[self.sheet], encoding)
        found = [(self.head.told(at), text.changed(at, SAMPLES)) for at in range(len(self.head.labels))]
        return [(label, changed) for label, changed in found if changed]

    def _who_decides(self) -> dict:
        """Which columns say whether a row is of a unit or of a person, and which person is none who registers."""
        person = self.columns.get("person_name")
        said = [self.columns[key] for key in ("kind", "is_collective", "is_individual") if key in self.columns]
        leads = person is not None and understood.proposed_kind(self.head, self.columns) == RowKind.COLLECTIVE
        return {
            "deciders": [self.head.told(at) for at in said if at < len(self.head.labels)],
            "person": self.head.told(person) if person is not None and person < len(self.head.labels) else "",
            "person_leads": leads,
        }

    def _first_rows(self) -> list[tuple[int, str]]:
        """The rows from which the heading is chosen."""
        return [(number, " | ".join(cell for cell in map(clean, cells) if cell)[:90])
                for number, cells in self.text.rows[:HEAD_ROWS]]  # fmt: skip


def _examples(rows: list[list[str]], column: int) -> list[str]:
    found = (clean(cells[column])[:60] for cells in rows if column < len(cells))
    return list(dict.fromkeys(cell for cell in found if cell))[:SAMPLES]
