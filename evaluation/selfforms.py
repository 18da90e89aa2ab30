"""Bản tự chấm as a form: points, evidence and files of the record for each criterion."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from common.formfields import TextLine
from common.rowfields import RowMultipleChoiceField
from evaluation import scoring
from evaluation.models import Criterion, SelfScore
from evaluation.services import Given
from evaluation.sheetforms import answer_of, answer_shown, gate_field, points_field
from registrations.models import Attachment


@dataclass(frozen=True)
class SelfRow:
    """One criterion on the screen."""

    criterion: Criterion
    field: forms.BoundField
    evidence: forms.BoundField
    file: forms.BoundField | None
    opens_group: bool

    @property
    def chosen(self) -> int:
        """How many files stand beside it."""
        return len(self.file.value() or []) if self.file else 0


class SelfForm(forms.Form):
    """May be saved unfinished: no field is required; an empty one is not 0."""

    def __init__(
        self, *args, criteria: list[Criterion], scores: dict[int, SelfScore], files: list[Attachment], **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.criteria, self.files = criteria, files
        for one in criteria:
            self._add(one, scores.get(one.pk))

    def _add(self, one: Criterion, score: SelfScore | None) -> None:
        points, evidence, file = names_of(one)
        self.fields[points] = gate_field(one) if one.is_gate else points_field(one)
        self.fields[points].initial = answer_shown(score)
        self.fields[evidence] = TextLine(
            label=f"Minh chứng (tiêu chí {one.number})", max_length=500, required=False,
            initial=score.evidence if score else "", widget=forms.TextInput(attrs={"class": "form-control", "data-note": ""}),
        )  # fmt: skip
        if self.files:
            choice = RowMultipleChoiceField(
                label=f"Tệp (tiêu chí {one.number})",
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(file.pk) for file in score.files.all()] if score else [],
            )
            choice.offer(self.files)
            self.fields[file] = choice

    def rows(self) -> list[SelfRow]:
        found, before = [], None
        for one in self.criteria:
            points, evidence, file = names_of(one)
            opens = one.group_id is not None and one.group_id != before
            found.append(SelfRow(one, self[points], self[evidence], self[file] if self.files else None, opens))
            before = one.group_id
        return found

    def given(self) -> dict[int, Given]:
        """What can be read, by criterion; one with something unclear in it is left as it was saved."""
        return {
            one.pk: self._given(one)
            for one in self.criteria
            if not any(name in self.errors for name in names_of(one)) and names_of(one)[1] in self.data
        }

    def _given(self, one: Criterion) -> Given:
        points, evidence, files = (self.cleaned_data.get(name) for name in names_of(one))
        return Given(answer_of(one, points), evidence or "", tuple(files or ()))

    def marks(self) -> list[scoring.Mark]:
        return [self._mark(one) for one in self.criteria]

    def _mark(self, one: Criterion) -> scoring.Mark:
        name = names_of(one)[0]
        value = self.cleaned_data.get(name) if self.is_bound else self.fields[name].initial
        answer: Decimal | bool | None = answer_of(one, value)
        points, passed = (None, answer) if one.is_gate else (answer, None)
        return scoring.Mark(points, passed, is_bonus=one.is_bonus, is_gate=one.is_gate)

    def require_evidence(self) -> None:
        """Say beside a bonus that it needs evidence."""
        for one, mark in zip(self.criteria, self.marks(), strict=True):
            name = names_of(one)[1]
            if one.needs_evidence and mark.points and not self.cleaned_data.get(name):
                self.add_error(name, "Ghi minh chứng cho điểm thưởng này.")


def names_of(one: Criterion) -> tuple[str, str, str]:
    """The names of the three fields of a criterion."""
    return f"tieu-chi-{one.pk}", f"minh-chung-{one.pk}", f"tep-{one.pk}"
