"""Form of the scheme: where each tile stands."""

from collections.abc import Iterable

from django import forms

from reports.dashboards.tiles import Places
from reports.frames import RowUnit

MOST_ROWS, MOST_COLUMNS = 30, 12


class TilesForm(forms.Form):
    """Two boxes a unit: row and column. Both or neither; no two units in one place."""

    def __init__(self, *args, rows: Iterable[RowUnit], places: Places, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            at = places.get(row.key, (None, None))
            self.fields[f"hang-{row.key}"] = _box(f"Hàng của {row.label}", at[0], MOST_ROWS)
            self.fields[f"cot-{row.key}"] = _box(f"Cột của {row.label}", at[1], MOST_COLUMNS)

    def lines(self):
        """(label, the boxes of row and column) of each unit, as the page shows them."""
        return [(row.label, [self[f"hang-{row.key}"], self[f"cot-{row.key}"]]) for row in self.rows]

    def clean(self):
        cleaned, taken = super().clean(), {}
        for row in self.rows:
            place = cleaned.get(f"hang-{row.key}"), cleaned.get(f"cot-{row.key}")
            if self.errors.keys() & {f"hang-{row.key}", f"cot-{row.key}"} or place == (None, None):
                continue
            if None in place:
                self.add_error(
                    f"{'hang' if place[0] is None else 'cot'}-{row.key}", "Ghi cả hàng và cột, hoặc để trống cả hai."
                )
            elif place in taken:
                self.add_error(f"hang-{row.key}", f"Hàng {place[0]}, cột {place[1]} đã có {taken[place]}.")
            else:
                taken[place] = row.label
        return cleaned | {"places": {}} if self.errors else {"places": self._places(cleaned)}

    def _places(self, cleaned) -> dict[int, tuple[int, int]]:
        given = {row.key: (cleaned[f"hang-{row.key}"], cleaned[f"cot-{row.key}"]) for row in self.rows}
        return {unit: place for unit, place in given.items() if None not in place}


def _box(label: str, initial: int | None, most: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"min": 1, "max": most, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=most, initial=initial, widget=widget,
        error_messages={"invalid": f"Ghi số từ 1 đến {most}.", "min_value": f"Ghi số từ 1 đến {most}.",
                        "max_value": f"Ghi số từ 1 đến {most}."},
    )  # fmt: skip
