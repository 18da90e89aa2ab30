"""Bộ tiêu chí trong Excel: one table with a line per criterion and grade, the same out and in.

What comes in is judged by the forms of the screen, so that a file and a form can never disagree about a criterion.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from common.numbers import score
from common.vietnamese import fold, lower_first
from documents.sheet_template import template_workbook
from documents.sheets_in import Heading, Line
from evaluation.criteriaforms import BONUS, GATE, POINTS, CriterionForm, GradeForm, SetForm, band_lines
from evaluation.scales import CriterionSpec, GradeSpec, ScaleSpec
from registrations.enums import Kind

MOST_LINES = 60
HEADINGS = (
    Heading("kind", ("Loại dòng",)),
    Heading("group", ("Nhóm",), required=False),
    Heading("name", ("Nội dung", "Tên tiêu chí")),
    Heading("points", ("Điểm", "Điểm tối đa")),
    Heading("guidance", ("Hướng dẫn chấm", "Hướng dẫn, ghi chú"), required=False),
    Heading("bands", ("Các mức điểm",), required=False),
    Heading("evidence", ("Cần minh chứng riêng",), required=False),
    Heading("superior", ("Chỉ cấp trên chấm",), required=False),
    Heading("ties", ("Xét khi bằng điểm",), required=False),
)
LABELS = {one.key: one.names[0] for one in HEADINGS}
WIDTHS = (13, 16, 32, 8, 44, 50, 13, 12, 12)
SET, GRADE = "Bộ tiêu chí", "Xếp loại"
NATURES = {POINTS: "Tiêu chí", BONUS: "Điểm thưởng", GATE: "Điều kiện"}
YES = "có"
NOTES = (
    "Ghi ở trang đầu, mỗi dòng một tiêu chí, đúng thứ tự trên phiếu. Không đổi tên các cột.",
    "Loại dòng “Bộ tiêu chí”: Nhóm là “tập thể” hoặc “cá nhân”, Nội dung là tên bộ, Điểm là điểm thưởng tối đa (trống nếu không có), Hướng dẫn là ghi chú.",
    "Loại dòng “Tiêu chí”, “Điểm thưởng”: Điểm là điểm tối đa, tối đa hai chữ số thập phân, ví dụ 12,5.",
    "Loại dòng “Điều kiện”: chấm đạt hoặc không đạt, để trống Điểm.",
    "Loại dòng “Xếp loại”: Nội dung là tên mức, Điểm là điểm thấp nhất của mức đó.",
    "Các mức điểm: mỗi mức một dòng trong ô (Alt+Enter), ví dụ 13–15: có kế hoạch riêng, đăng ký đúng hạn.",
    "Ba cột cuối: ghi “có” hoặc để trống. Chỉ điểm thưởng mới cần minh chứng riêng; chỉ một tiêu chí xét khi bằng điểm.",
    "Số, ngày văn bản, nơi ban hành, hiệu lực ghi trên màn hình sau khi nhập.",
)  # fmt: skip


def workbook_of(scale: ScaleSpec, kind: str) -> bytes:
    """The set as a workbook that can be changed and brought in again."""
    title = f"BỘ TIÊU CHÍ: {Kind(kind).label}".upper()
    rows = list(_rows(scale, Kind(kind).label))
    return template_workbook(HEADINGS, title=title, examples=rows, notes=NOTES, widths=WIDTHS)


def _rows(scale: ScaleSpec, of_kind: str) -> Iterator[tuple[str, ...]]:
    cap = score(scale.bonus_cap) if scale.bonus_cap else ""
    yield _row(kind=SET, group=of_kind, name=scale.name, points=cap, guidance=scale.note)
    for one in scale.criteria:
        yield _criterion_row(one)
    for grade in scale.grades:
        yield _row(kind=GRADE, name=grade.name, points=score(grade.lower))


def _criterion_row(one: CriterionSpec) -> tuple[str, ...]:
    nature = GATE if one.is_gate else BONUS if one.is_bonus else POINTS
    return _row(
        kind=NATURES[nature], group=one.group, name=one.name, points="" if one.is_gate else score(one.max_points),
        guidance=one.guidance, bands=band_lines(one.bands), evidence=_said(one.needs_evidence),
        superior=_said(one.superior_only), ties=_said(one.breaks_ties),
    )  # fmt: skip


def _row(**values: str) -> tuple[str, ...]:
    return tuple(values.get(one.key, "") for one in HEADINGS)


def _said(holds: bool) -> str:
    return YES if holds else ""


@dataclass
class ReadScale:
    """What a file holds for models or persons: a whole scale, or what is wrong with it, row by row."""

    of_kind: str
    head: dict = field(default_factory=dict)
    criteria: list[CriterionSpec] = field(default_factory=list)
    grades: list[GradeSpec] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def scale(self) -> ScaleSpec:
        return ScaleSpec(
            name=self.head["name"], note=self.head["note"], bonus_cap=self.head["bonus_cap"] or 0,
            criteria=tuple(self.criteria), grades=tuple(self.grades),
        )  # fmt: skip


def read_scale(lines: Iterable[Line], of_kind: str) -> ReadScale:
    """Every line judged; nothing is written."""
    read, seen = ReadScale(of_kind), []
    for line in lines:
        kind = _kind_of(line.values["kind"])
        seen.append(kind)
        _READ.get(kind, _unknown)(read, line)
    if seen.count(SET) != 1:
        read.problems.append(f"Cần đúng một dòng loại “{SET}” ghi tên bộ tiêu chí; hiện có {seen.count(SET)}.")
    if not read.problems and not any(not one.is_gate and not one.is_bonus for one in read.criteria):
        read.problems.append("Bộ tiêu chí cần ít nhất một tiêu chí chấm điểm.")
    return read


def _kind_of(text: str) -> str:
    return next((label for label in (SET, GRADE, *NATURES.values()) if fold(label) == fold(text)), "")


def _unknown(read: ReadScale, line: Line) -> None:
    known = ", ".join(f"“{one}”" for one in (SET, *NATURES.values(), GRADE))
    written = line.values["kind"][:40]
    read.problems.append(
        _at(
            line,
            "kind",
            f"“{written}” chưa rõ, ghi một trong: {known}." if written else f"chưa ghi, ghi một trong: {known}.",
        )
    )


def _read_set(read: ReadScale, line: Line) -> None:
    form = SetForm({"name": line.values["name"], "note": line.values["guidance"], "bonus_cap": line.values["points"]})
    if _is_good(read, line, form, {"note": "guidance", "bonus_cap": "points"}):
        read.head = form.cleaned_data
    told = next((kind for kind in Kind if fold(kind.label) == fold(line.values["group"])), read.of_kind)
    if told != read.of_kind:
        label = Kind(told).label
        read.problems.append(
            _at(line, "group", f"Tệp ghi là bộ tiêu chí “{label}”; chọn loại “{label}” hoặc chọn tệp khác.")
        )


def _read_criterion(read: ReadScale, line: Line) -> None:
    values = line.values
    nature = next(key for key, label in NATURES.items() if fold(label) == fold(values["kind"]))
    flags = {"evidence": "needs_evidence", "superior": "superior_only", "ties": "breaks_ties"}
    told = {name: _is_yes(read, line, key) for key, name in flags.items()}
    typed = {name: "on" for name, holds in told.items() if holds}
    form = CriterionForm({
        "nature": nature, "name": values["name"], "max_points": values["points"], "group": values["group"],
        "guidance": values["guidance"], "bands": values["bands"], **typed,
    })  # fmt: skip
    columns = {"max_points": "points", **{name: key for key, name in flags.items()}}
    if _is_good(read, line, form, columns) and _has_name(read, line) and (spec := form.spec()):
        if spec.breaks_ties and any(one.breaks_ties for one in read.criteria):
            read.problems.append(_at(line, "ties", "chỉ một tiêu chí được xét khi bằng điểm."))
        read.criteria.append(spec)


def _read_grade(read: ReadScale, line: Line) -> None:
    form = GradeForm({"name": line.values["name"], "lower": line.values["points"]})
    if _is_good(read, line, form, {"lower": "points"}) and _has_name(read, line):
        grade = GradeSpec(form.cleaned_data["name"], form.cleaned_data["lower"])
        if any(one.lower == grade.lower for one in read.grades):
            read.problems.append(_at(line, "points", "hai mức xếp loại không được cùng một điểm."))
        read.grades.append(grade)


_READ = {SET: _read_set, GRADE: _read_grade, **dict.fromkeys(NATURES.values(), _read_criterion)}


def _has_name(read: ReadScale, line: Line) -> bool:
    if not line.values["name"]:
        read.problems.append(_at(line, "name", "chưa ghi."))
    return bool(line.values["name"])


def _is_yes(read: ReadScale, line: Line, key: str) -> bool:
    typed = fold(line.values[key])
    if typed not in ("", "co", "x", "khong"):
        read.problems.append(_at(line, key, "ghi “có” hoặc để trống."))
    return typed in ("co", "x")


def _is_good(read: ReadScale, line: Line, form, columns: dict[str, str]) -> bool:
    """Whether the form of the screen takes the line; what it says is told under the column of the file."""
    for name, errors in form.errors.items():
        read.problems += [_at(line, columns.get(name, name), error) for error in errors]
    return not form.errors


def _at(line: Line, key: str, problem: str) -> str:
    return f"Dòng {line.number}, cột “{LABELS[key]}”: {lower_first(problem)}"
