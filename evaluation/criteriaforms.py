"""Bộ tiêu chí as a form: the set, its criteria row by row, its grades. An emptied name takes a row out."""

import re

from django import forms

from common import numbers
from common.formfields import ScoreField, TextBlock, TextLine
from evaluation.scales import BandSpec, CriterionSpec, GradeSpec, ScaleSpec

POINTS, BONUS, GATE = "diem", "thuong", "dieu-kien"
NATURES = [(POINTS, "Chấm điểm"), (BONUS, "Điểm thưởng"), (GATE, "Điều kiện đạt hay không đạt")]
MOST_POINTS = 999
_BAND = re.compile(r"\s*([\d.,]+)\s*(?:-|–|đến)\s*([\d.,]+)\s*:\s*(\S.*)")


class BandLinesField(TextBlock):
    """Các mức điểm: one line per band, “13–15: mô tả”; the value is a tuple of BandSpec, best first."""

    def clean(self, value):
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        return tuple(_band(number, line) for number, line in enumerate(lines, 1))


def _band(number: int, line: str) -> BandSpec:
    match = _BAND.fullmatch(line)
    try:
        lower, upper = (numbers.parse_score(match[part]) for part in (1, 2)) if match else (None, None)
    except ValueError as problem:
        raise forms.ValidationError(f"Dòng {number}: {problem}") from problem
    if match is None or lower > upper or len(match[3]) > 300:
        raise forms.ValidationError(
            f"Dòng {number} chưa rõ: ghi “13–15: mô tả”, từ điểm thấp đến điểm cao, mô tả tối đa 300 ký tự."
        )
    return BandSpec(lower, upper, match[3].strip())


def band_lines(bands) -> str:
    """The bands as one types them."""
    return "\n".join(f"{numbers.score(band.lower)}–{numbers.score(band.upper)}: {band.text}" for band in bands)


class SetForm(forms.Form):
    """The set itself."""

    name = TextLine(label="Tên bộ tiêu chí", max_length=200)
    note = TextLine(label="Ghi chú in trên phiếu chấm", max_length=300, required=False)
    bonus_cap = ScoreField(
        label="Điểm thưởng tối đa",
        max_points=MOST_POINTS,
        required=False,
        help_text="Để trống nếu không có điểm thưởng.",
    )


class CriterionForm(forms.Form):
    """One criterion."""

    name = TextLine(label="Tên tiêu chí", max_length=300, required=False)
    nature = forms.ChoiceField(label="Cách chấm", choices=NATURES, required=False, initial=POINTS)
    max_points = ScoreField(label="Điểm tối đa", max_points=MOST_POINTS, required=False)
    group = TextLine(label="Nhóm", max_length=200, required=False)
    guidance = TextBlock(label="Hướng dẫn chấm", max_length=2_000, required=False)
    bands = BandLinesField(
        label="Các mức điểm",
        required=False,
        help_text="Mỗi dòng một mức, ví dụ: 13–15: có kế hoạch riêng, đăng ký đúng hạn.",
    )
    superior_only = forms.BooleanField(label="Chỉ cấp ban hành kế hoạch trở lên chấm", required=False)
    breaks_ties = forms.BooleanField(label="Xét khi bằng điểm", required=False)

    def clean(self):
        cleaned = super().clean()
        points = cleaned.get("max_points")
        if not cleaned.get("name"):
            if points or cleaned.get("guidance"):
                self.add_error("name", "Ghi tên tiêu chí, hoặc xóa hết dòng này.")
        elif cleaned.get("nature") != GATE and not points and "max_points" not in self.errors:
            self.add_error("max_points", "Ghi điểm tối đa lớn hơn 0.")
        if points and any(band.upper > points for band in cleaned.get("bands") or ()):
            self.add_error("bands", "Có mức điểm cao hơn điểm tối đa của tiêu chí.")
        return cleaned

    def spec(self) -> CriterionSpec | None:
        data = self.cleaned_data
        if not data.get("name"):
            return None
        is_gate = data["nature"] == GATE
        return CriterionSpec(
            name=data["name"], max_points=0 if is_gate else data["max_points"], guidance=data["guidance"],
            group=data["group"], is_bonus=data["nature"] == BONUS, is_gate=is_gate, bands=() if is_gate else data["bands"],
            superior_only=data["superior_only"], breaks_ties=data["breaks_ties"] and not is_gate,
        )  # fmt: skip


class GradeForm(forms.Form):
    """One grade."""

    name = TextLine(label="Xếp loại", max_length=60, required=False)
    lower = ScoreField(label="Từ điểm", max_points=MOST_POINTS, required=False)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("name") and cleaned.get("lower") is None and "lower" not in self.errors:
            self.add_error("lower", "Ghi mức điểm thấp nhất của xếp loại này.")
        return cleaned


CriterionFormSet = forms.formset_factory(CriterionForm, extra=2, max_num=40, absolute_max=40)
GradeFormSet = forms.formset_factory(GradeForm, extra=1, max_num=12, absolute_max=12)


class ScaleForm:
    """The three parts as one: valid together, written together."""

    def __init__(self, data=None, *, scale: ScaleSpec):
        self.head = SetForm(
            data, initial={"name": scale.name, "note": scale.note, "bonus_cap": scale.bonus_cap or None}
        )
        self.criteria = CriterionFormSet(data, prefix="tieu-chi", initial=[_typed(one) for one in scale.criteria])
        grades = [{"name": grade.name, "lower": grade.lower} for grade in scale.grades]
        self.grades = GradeFormSet(data, prefix="xep-loai", initial=grades)
        self.problems: list[str] = []

    def parts(self) -> list[forms.Form]:
        return [self.head, *self.criteria, *self.grades]

    def is_valid(self) -> bool:
        for formset in (self.criteria, self.grades):
            self.problems += formset.non_form_errors()
        return all([form.is_valid() for form in self.parts()]) and not self.problems

    def refuse(self, problem: forms.ValidationError) -> None:
        self.problems += problem.messages

    def scale(self) -> ScaleSpec:
        head = self.head.cleaned_data
        return ScaleSpec(
            name=head["name"],
            note=head["note"],
            bonus_cap=head["bonus_cap"] or 0,
            criteria=tuple(spec for form in self.criteria if (spec := form.spec())),
            grades=tuple(
                GradeSpec(form.cleaned_data["name"], form.cleaned_data["lower"])
                for form in self.grades
                if form.cleaned_data.get("name")
            ),
        )


def _typed(spec: CriterionSpec) -> dict:
    nature = GATE if spec.is_gate else BONUS if spec.is_bonus else POINTS
    return {
        "name": spec.name, "nature": nature, "max_points": spec.max_points or None, "group": spec.group,
        "guidance": spec.guidance, "bands": band_lines(spec.bands), "superior_only": spec.superior_only,
        "breaks_ties": spec.breaks_ties,
    }  # fmt: skip
