"""Phiếu chấm as a form: one field per criterion, in the order of the criteria set."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms

from common import numbers
from common.formfields import ScoreField, TextBlock, TextLine
from common.vietnamese import lower_first
from evaluation import scoring
from evaluation.models import Criterion, Score, SelfScore
from evaluation.selfscores import told, word_wanted

YES, NO = "co", "khong"


@dataclass(frozen=True)
class SheetRow:
    """One criterion on the screen: what it asks, its field, the word that may go with it, what the owner gave it."""

    criterion: Criterion
    field: forms.BoundField
    opens_group: bool
    note: forms.BoundField | None = None
    own: SelfScore | None = None

    @property
    def own_text(self) -> str:
        return told(self.own.points, self.own.passed) if self.own else ""


class SheetForm(forms.Form):
    """May be saved unfinished: no field is required; an empty one is not 0."""

    def __init__(
        self, *args, criteria: list[Criterion], scores: dict[int, Score], own: dict[int, SelfScore] | None = None,
        comment: str = "", **kwargs,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.criteria, self.own = criteria, own or {}
        for criterion in criteria:
            score = scores.get(criterion.pk)
            field = gate_field(criterion) if criterion.is_gate else points_field(criterion)
            field.initial = answer_shown(score)
            self.fields[_name(criterion)] = field
            if criterion.needs_evidence or criterion.pk in self.own:
                self.fields[_note_name(criterion)] = _note_field(criterion, score.note if score else "")
        self.fields["comment"] = TextBlock(label="Nhận xét chung", required=False, initial=comment, max_length=5_000)
        self.fields["comment"].widget.attrs["class"] = "form-control"

    def rows(self) -> list[SheetRow]:
        groups = [None, *(criterion.group_id for criterion in self.criteria)]
        return [
            SheetRow(
                criterion, self[_name(criterion)], criterion.group_id is not None and criterion.group_id != before,
                self[_note_name(criterion)] if _note_name(criterion) in self.fields else None,
                self.own.get(criterion.pk),
            )
            for criterion, before in zip(self.criteria, groups, strict=False)
        ]  # fmt: skip

    def answers(self) -> dict[int, Decimal | bool | None]:
        """What was answered and can be read, by criterion; a condition nobody has touched is left alone."""
        names = {criterion: _name(criterion) for criterion in self.criteria}
        posted = [one for one, name in names.items() if self.add_prefix(name) in self.data and name not in self.errors]
        return {criterion.pk: answer_of(criterion, self.cleaned_data[names[criterion]]) for criterion in posted}

    def notes(self) -> dict[int, str]:
        """The words beside the scores, by criterion."""
        names = {one.pk: _note_name(one) for one in self.criteria}
        return {key: self.cleaned_data[name] for key, name in names.items() if name in self.cleaned_data}

    def comment(self) -> str | None:
        return self.cleaned_data.get("comment")

    def agreed(self, *, whole: bool) -> tuple[dict[int, Decimal | bool | None], int]:
        """The answers with the owner's own where nothing was scored yet, `whole`: everywhere; how many that changes."""
        answers = self.answers()
        own = {key: _owner_gave(one) for key, one in self.own.items() if whole or answers.get(key) is None}
        return answers | own, sum(answers.get(key) != value for key, value in own.items())

    def require_words(self) -> None:
        """Say beside each score that may not go without a word what is wanted."""
        for row, mark in zip(self.rows(), self.marks(), strict=True):
            wanted = word_wanted(row.criterion, mark, row.own)
            if wanted and row.note and not self.cleaned_data.get(row.note.name):
                self.add_error(row.note.name, wanted)

    def marks(self) -> list[scoring.Mark]:
        """The lines as they stand on the screen: what was typed where it can be read, else nothing."""
        return [self._mark(criterion) for criterion in self.criteria]

    def _mark(self, criterion: Criterion) -> scoring.Mark:
        name = _name(criterion)
        value = self.cleaned_data.get(name) if self.is_bound else self.fields[name].initial
        answer = answer_of(criterion, value)
        points, passed = (None, answer) if criterion.is_gate else (answer, None)
        return scoring.Mark(points, passed, is_bonus=criterion.is_bonus, is_gate=criterion.is_gate)


def _name(criterion: Criterion) -> str:
    return f"tieu-chi-{criterion.pk}"


def _note_name(criterion: Criterion) -> str:
    return f"ly-do-{criterion.pk}"


def _note_field(criterion: Criterion, note: str) -> TextLine:
    label = "Minh chứng" if criterion.needs_evidence else "Lý do nếu khác điểm tự chấm"
    attrs = {"class": "form-control", "data-note": ""}
    return TextLine(
        label=f"{label} (tiêu chí {criterion.number})", max_length=300, required=False, initial=note,
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip


def _owner_gave(own: SelfScore) -> Decimal | bool | None:
    return own.points if own.passed is None else own.passed


def points_field(criterion: Criterion) -> ScoreField:
    attrs = {
        "class": "form-control", "data-max": str(criterion.max_points), "maxlength": 8,
        **({"data-bonus": ""} if criterion.is_bonus else {}),
    }  # fmt: skip
    return ScoreField(
        max_points=criterion.max_points, label=str(criterion), required=False, help_text=criterion.guidance,
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip


def gate_field(criterion: Criterion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=str(criterion), choices=[(YES, "Đạt"), (NO, "Không đạt")], required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Hãy chọn đạt hoặc không đạt."},
    )  # fmt: skip


def answer_shown(score: Score | SelfScore | None):
    """What a field shows of a stored score."""
    if score is None or score.passed is None:
        return score.points if score else None
    return YES if score.passed else NO


def answer_of(criterion: Criterion, value) -> Decimal | bool | None:
    """What a field brought: points, or whether a condition is met."""
    if criterion.is_gate:
        return None if not value else value == YES
    return value


def missing_text(marks: list[scoring.Mark]) -> str:
    """“còn 2 tiêu chí”, as it stands beside the running total."""
    missing = sum(mark.is_missing for mark in marks)
    return f"còn {numbers.quantity(missing)} tiêu chí chưa chấm" if missing else "đã chấm đủ"


def unclear(form: forms.Form) -> list[str]:
    """What could not be read, each with the reason: “1. Tính mới: điểm từ 0 đến 15 …”."""
    fields = [form[name] for name in form.errors if name in form.fields]
    return [f"{field.label}: {_begun_small(field.errors[0])}" for field in fields]


def _begun_small(sentence: str) -> str:
    return lower_first(sentence).rstrip(".")
