"""Phiếu chấm as a form: one field per criterion, in the order of the criteria set."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from common import numbers
from common.formfields import ScoreField, TextBlock
from evaluation import scoring
from evaluation.models import Criterion, Score

YES, NO = "co", "khong"


@dataclass(frozen=True)
class SheetRow:
    """One criterion on the screen: what it asks, and its field."""

    criterion: Criterion
    field: forms.BoundField
    opens_group: bool


class SheetForm(forms.Form):
    """May be saved unfinished: no field is required; an empty one is not 0."""

    def __init__(self, *args, criteria: list[Criterion], scores: dict[int, Score], comment: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            field = _gate_field(criterion) if criterion.is_gate else _points_field(criterion)
            field.initial = _initial(scores.get(criterion.pk))
            self.fields[_name(criterion)] = field
        self.fields["comment"] = TextBlock(label="Nhận xét chung", required=False, initial=comment, max_length=5_000)
        self.fields["comment"].widget.attrs["class"] = "form-control"

    def rows(self) -> list[SheetRow]:
        groups = [None, *(criterion.group_id for criterion in self.criteria)]
        return [
            SheetRow(criterion, self[_name(criterion)], criterion.group_id is not None and criterion.group_id != before)
            for criterion, before in zip(self.criteria, groups, strict=False)
        ]

    def answers(self) -> dict[int, Decimal | bool | None]:
        """What was answered, by criterion; a condition nobody has touched is left alone."""
        posted = [criterion for criterion in self.criteria if self.add_prefix(_name(criterion)) in self.data]
        return {criterion.pk: _answer(criterion, self.cleaned_data[_name(criterion)]) for criterion in posted}

    def marks(self) -> list[scoring.Mark]:
        """The lines as they stand on the screen: what was typed where it can be read, else nothing."""
        return [self._mark(criterion) for criterion in self.criteria]

    def _mark(self, criterion: Criterion) -> scoring.Mark:
        name = _name(criterion)
        value = self.cleaned_data.get(name) if self.is_bound else self.fields[name].initial
        answer = _answer(criterion, value)
        points, passed = (None, answer) if criterion.is_gate else (answer, None)
        return scoring.Mark(points, passed, is_bonus=criterion.is_bonus, is_gate=criterion.is_gate)


def _name(criterion: Criterion) -> str:
    return f"tieu-chi-{criterion.pk}"


def _points_field(criterion: Criterion) -> ScoreField:
    attrs = {
        "class": "form-control", "data-max": str(criterion.max_points), "maxlength": 8,
        **({"data-bonus": ""} if criterion.is_bonus else {}),
    }  # fmt: skip
    return ScoreField(
        max_points=criterion.max_points, label=str(criterion), required=False, help_text=criterion.guidance,
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip


def _gate_field(criterion: Criterion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(criterion), choices=[(YES, "Đạt"), (NO, "Không đạt")], required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Hãy chọn đạt hoặc không đạt."},
    )  # fmt: skip


def _initial(score: Score | None):
    if score is None or score.passed is None:
        return score.points if score else None
    return YES if score.passed else NO


def _answer(criterion: Criterion, value) -> Decimal | bool | None:
    if criterion.is_gate:
        return None if not value else value == YES
    return value


def missing_text(marks: list[scoring.Mark]) -> str:
    """“còn 2 tiêu chí”, as it stands beside the running total."""
    missing = sum(mark.is_missing for mark in marks)
    return f"còn {numbers.quantity(missing)} tiêu chí chưa chấm" if missing else "đã chấm đủ"
