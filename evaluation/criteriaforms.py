"""Bộ tiêu chí as a form: the set, its criteria row by row, its grades. An emptied name takes a row out."""

import re
from datetime import timedelta

from django import forms
from django.db.models import F, Q
from django.utils import timezone

from common import numbers
from common.formfields import DateField, ScoreField, TextBlock, TextLine, not_in_future
from common.rowfields import RowChoiceField
from evaluation.scales import BandSpec, CriterionSpec, GradeSpec, Issue, ScaleSpec, issued_with
from registrations.models import Plan
from units.enums import Line, Nature
from units.models import Level, Unit

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


# Who issues documents on the movement: schools, police, mass organisations follow them.
ISSUING_LINES = (Line.PARTY, Line.STATE, Line.FRONT)


def issuers_of(plan: Plan, unit: Unit) -> list[Unit]:
    """Whoever may have issued criteria for a plan: its issuer, the office of whoever writes them down, and the Party,
    State and Front bodies of the areas above, nearest level first.
    """
    path = plan.issuer.path
    above = [path[: end + 1] for end, sign in enumerate(path) if sign == "/" and end]
    governing = Q(parent__path__in=above, line__in=ISSUING_LINES, nature=Nature.BODY, level__isnull=False)
    around = Unit.objects.filter(governing | Q(pk__in=(plan.issuer_id, unit.pk)))
    return list(
        around.in_force_on(timezone.localdate()).order_by(F("level__rank").desc(nulls_first=True), "sort_key", "pk")
    )


class IssueForm(forms.Form):
    """Văn bản ban hành. What is still open may stay empty until the set is published."""

    issuer = RowChoiceField(label="Nơi ban hành", required=False, empty_label="— chưa rõ —")
    number = TextLine(
        label="Số, ký hiệu văn bản",
        max_length=60,
        required=False,
        help_text="Ví dụ: 15-HD/BDVTU; số của kế hoạch nếu ban hành kèm theo.",
    )
    issued_on = DateField(label="Ngày văn bản", required=False, validators=[not_in_future])
    level = RowChoiceField(label="Dùng cho cấp", required=False, empty_label="Mọi cấp")
    valid_from = DateField(label="Có hiệu lực từ ngày", required=False, help_text="Để trống: không giới hạn.")
    last_day = DateField(label="Có hiệu lực đến hết ngày", required=False, help_text="Để trống: đến khi có bản mới.")
    self_scored = forms.BooleanField(
        label="Đơn vị tự chấm theo bộ tiêu chí này", required=False,
        help_text="Điểm tự chấm và minh chứng đứng cạnh từng tiêu chí trên phiếu của thành viên.",
    )  # fmt: skip

    def __init__(self, data=None, *, issue: Issue, plan: Plan, unit: Unit):
        last_day = issue.valid_to - timedelta(days=1) if issue.valid_to else None
        initial = vars(issue) | {"issuer": _key(issue.issuer), "level": _key(issue.level), "last_day": last_day}
        super().__init__(data, initial=initial)
        self.fields["issuer"].offer(lambda: _with(issuers_of(plan, unit), issue.issuer))
        levels = Level.objects.offered_on(timezone.localdate())
        self.fields["level"].offer(lambda: _with(list(levels), issue.level))

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("valid_from"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Ngày cuối có hiệu lực không được trước ngày đầu.")
        return cleaned

    def issue(self) -> Issue:
        data = dict(self.cleaned_data)
        last_day = data.pop("last_day")
        return Issue(**data, valid_to=last_day + timedelta(days=1) if last_day else None)


def _key(row):
    return row.pk if row else None


def _with(rows: list, row) -> list:
    """What was chosen once stays on offer, although it may have ended since."""
    return rows if row is None or row in rows else [*rows, row]


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
    needs_evidence = forms.BooleanField(
        label="Điểm thưởng cần minh chứng riêng", required=False,
        help_text="Cho điểm lớn hơn 0 thì phải ghi minh chứng ngay bên điểm.",
    )  # fmt: skip
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
        if cleaned.get("needs_evidence") and cleaned.get("nature") != BONUS:
            self.add_error("needs_evidence", "Chỉ điểm thưởng mới cần minh chứng riêng.")
        return cleaned

    def spec(self) -> CriterionSpec | None:
        data = self.cleaned_data
        if not data.get("name"):
            return None
        is_gate = data["nature"] == GATE
        return CriterionSpec(
            name=data["name"], max_points=0 if is_gate else data["max_points"], guidance=data["guidance"],
            group=data["group"], is_bonus=data["nature"] == BONUS, is_gate=is_gate, bands=() if is_gate else data["bands"],
            needs_evidence=data["needs_evidence"], superior_only=data["superior_only"],
            breaks_ties=data["breaks_ties"] and not is_gate,
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
    """The parts as one: valid together, written together. `unit`: the office that writes them."""

    def __init__(self, data=None, *, scale: ScaleSpec, plan: Plan, unit: Unit):
        self.issue = IssueForm(data, issue=scale.issue or issued_with(plan), plan=plan, unit=unit)
        self.head = SetForm(
            data, initial={"name": scale.name, "note": scale.note, "bonus_cap": scale.bonus_cap or None}
        )
        self.criteria = CriterionFormSet(data, prefix="tieu-chi", initial=[_typed(one) for one in scale.criteria])
        grades = [{"name": grade.name, "lower": grade.lower} for grade in scale.grades]
        self.grades = GradeFormSet(data, prefix="xep-loai", initial=grades)
        self.problems: list[str] = []

    def parts(self) -> list[forms.Form]:
        return [self.head, self.issue, *self.criteria, *self.grades]

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
            issue=self.issue.issue(),
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
        "guidance": spec.guidance, "bands": band_lines(spec.bands), "needs_evidence": spec.needs_evidence,
        "superior_only": spec.superior_only, "breaks_ties": spec.breaks_ties,
    }  # fmt: skip
