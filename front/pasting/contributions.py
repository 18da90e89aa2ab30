"""Dán nguồn lực: each line is put to the very form in which one contribution is written."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from common.vietnamese import fold
from front.enums import Donor, Resource, Source
from front.forms.resources import MEASURED, SEEN, ContributionForm
from front.models import Contribution
from front.pasting.lines import Line, choice_of, contents_of, understood, with_year
from front.services.contributions import judge
from registrations.models import Content

COLUMNS = ("Ngày", "Loại", "Số tiền, số lượng", "Dùng vào việc", "Nguồn", "Ai đóng góp", "Tên tổ chức", "Nội dung số",
           "Giá trị quy tiền")  # fmt: skip
# By words an office writes, folded; the first that is found tells it.
WORDS_OF_RESOURCE = {
    Resource.GOODS: ("hien vat", "vat tu", "vat lieu"),
    Resource.LAND: ("dat",),
    Resource.LABOUR: ("ngay cong", "lao dong"),
    Resource.MONEY: ("tien",),
}
WORDS_OF_SOURCE = {Source.BUDGET: ("ngan sach",), Source.SOCIAL: ("xa hoi",)}
WORDS_OF_DONOR = {
    Donor.RELIGION: ("ton giao", "thien nguyen", "tu thien", "giao xu", "nha chua"),
    Donor.ENTERPRISE: ("doanh nghiep", "cong ty", "hop tac xa", "htx", "ngan hang"),
    Donor.HOUSEHOLD: ("ho gia dinh", "ho dan", "ca nhan", "nhan dan"),
    Donor.STATE: ("ngan sach",),
    Donor.BODY: ("co quan", "don vi", "doan the", "hoi"),
}
FOR_FUND = "quy"
MEASURE = re.compile(r"\s*(?:m2|m²|ngày công|công|ngày)$", re.IGNORECASE)
Mark = tuple[Any, ...]


def mark_of(one: Contribution) -> Mark:
    """What makes two contributions the same one."""
    return one.on, one.kind, one.amount, one.quantity, fold(one.goods), fold(one.purpose), fold(one.donor)


def understand(
    text: str, *, by, contents: Sequence[Content], year: int, known: set[Mark], confirmed: Iterable[str] = ()
) -> list[Line]:
    """Every line of the text; `year` for days without one, `known` are the marks of what is written already,
    `confirmed` those of unusual numbers somebody says are right."""
    seen = set(known)

    def read(line: Line, cells: list[str]) -> None:
        typed = _typed(line, cells, contents, year)
        if line.problems:
            return
        data = MultiValueDict({name: [value] for name, value in typed.items()} | {SEEN: [*confirmed]})
        line.form = ContributionForm(data, contents=contents, kind=typed["kind"], by=by, is_new=False)
        if _passes(line):
            line.refuse_twice(mark_of(line.row), seen, "Khoản")

    return understood(text, COLUMNS, read)


def _typed(line: Line, cells: list[str], contents: Sequence[Content], year: int) -> dict[str, str]:
    """The cells as somebody would have typed them into the form."""
    when, kind, measure, purpose, source, donor_kind, donor, number, worth = cells
    typed = {"on": with_year(when, year), "purpose": purpose, "donor": donor}
    line.take("Loại", lambda: typed.update(_of_kind(kind, measure, worth)))
    line.take("Nguồn", lambda: typed.update(_given(source, donor_kind)))
    line.take("Nội dung số", lambda: typed.update(content=_content(number, contents)))
    return typed


def _of_kind(text: str, measure: str, worth: str) -> dict[str, str]:
    kind = choice_of(text, Resource, WORDS_OF_RESOURCE)
    if not kind:
        raise ValueError(f"ghi một trong: {', '.join(Resource.labels)}; tiền cho Quỹ thì ghi “Tiền cho Quỹ”.")
    if kind == Resource.MONEY:
        return {"kind": kind, "amount": measure} | ({"for_fund": "on"} if FOR_FUND in fold(text).split() else {})
    told = {"quantity": MEASURE.sub("", measure)} if kind in MEASURED else {"goods": measure}
    return {"kind": kind, "amount": worth} | told


def _given(text: str, donor: str) -> dict[str, str]:
    """From which source and by whom; what is not said to be the State's was given."""
    source = choice_of(text, Source, WORDS_OF_SOURCE) if text else Source.SOCIAL
    if not source:
        raise ValueError(f"ghi “{Source.BUDGET.label}” hoặc “{Source.SOCIAL.label}”.")
    if not donor and source == Source.BUDGET:
        return {"source": source, "donor_kind": Donor.STATE}
    return {"source": source, "donor_kind": choice_of(donor, Donor, WORDS_OF_DONOR) or ""}


def _content(text: str, contents: Sequence[Content]) -> str:
    found = contents_of(text, contents)
    if len(found) > 1:
        raise ValueError("mỗi khoản chỉ ghi một nội dung.")
    return str(found[0].pk) if found else ""


def _passes(line: Line) -> bool:
    """Whether the form takes the line; each problem under the name of its field."""
    form = line.form
    if form.is_valid():
        line.facts = form.cleaned_data
        line.row = Contribution(**line.facts)
        try:
            judge(line.row)
        except ValidationError as problem:
            line.problems += problem.messages
    for name, problems in form.errors.items():
        line.problems += [f"{form.fields[name].label}: {problem}" for problem in problems]
    return line.is_good
