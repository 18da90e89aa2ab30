"""Các dòng trên trang của hội đồng: the lines of the council's table and of its agenda, each page drawn in one piece."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from html import escape

from django.utils.safestring import SafeString, mark_safe

from common import numbers
from common.cells import address_by_key, cell, link, small, state
from evaluation import blind
from evaluation.council import NO_SPREAD, Result
from evaluation.counciltable import Line
from evaluation.sheetkeys import addresses_of

TOTAL = '<a class="nowrap" href="{to}" title="{name}">{total}<span class="visually-hidden"> điểm của {name}</span></a>'
NO_FIGURES = '<td class="num"></td>' * 4
OVER = state("back", "Vượt mức")
AGAIN = f'<small class="d-block">{state("wait", "Xem lại theo ý kiến")}</small>'
WIDE = f'<small class="d-block">{OVER}</small>'
BOX = (
    '<input type="hidden" name="hien" value="{0}">'
    '<input class="form-check-input" type="checkbox" name="chon" value="{0}" id="chon-{0}"{1}>'
)


def council_rows(lines: Sequence[Line], *, place_name: str, moderates: bool) -> SafeString:
    """Bảng tổng hợp. Who reads a part of it is told no places: `place_name` is empty. `moderates`: may agree on points."""
    dossier, moderate = address_by_key("evaluation:nomination"), address_by_key("evaluation:moderate")
    rows = []
    for line, totals in zip(lines, _totals(lines), strict=True):
        key = line.result.nomination.pk
        place = cell(place_name, str(line.place or "–"), "num") if place_name else ""
        figures = _figures(line, moderate(key) if moderates else "") if line.result.aggregate else NO_FIGURES
        rows.append(
            f"<tr>{place}{_named(line.result, dossier(key))}{cell('Phiếu', totals + _outstanding(line.result))}"
            f"{figures}{cell('Xếp loại', escape(line.result.verdict))}</tr>"
        )
    return _drawn(rows)


def _drawn(rows: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(rows))  # every part is escaped


def _totals(lines: Sequence[Line]) -> Iterator[str]:
    """Of each line the total of every sent sheet, leading to it."""
    sheets = [blind.by_number(line.result.sheets) for line in lines]
    people = {one.reviewer_id: one.reviewer for own in sheets for one in own}
    drawn = {key: partial(TOTAL.format, name=escape(one.user.full_name)) for key, one in people.items()}
    places = iter(addresses_of(one.pk for own in sheets for one in own))
    for own in sheets:
        yield " · ".join([drawn[one.reviewer_id](to=next(places), total=numbers.full_score(one.total)) for one in own])


def _outstanding(result: Result) -> str:
    return small(f"còn {result.outstanding} phiếu chưa gửi") if result.outstanding else ""


def _named(result: Result, address: str) -> str:
    one = result.nomination
    again = AGAIN if one.round.reopened_at and not one.is_settled else ""
    return f'<th scope="row">{link(address, one.title)}{small(one.owner)}{again}</th>'


def _figures(line: Line, moderate: str) -> str:
    """Mean, agreed total, median, spread; the points that decide stand out."""
    result = line.result
    mean, agreed = numbers.whole_score(result.shown_mean), ""
    if result.moderated is None:
        mean = f"<b>{mean}</b>"
    else:
        agreed = f"<b>{numbers.full_score(result.moderated)}</b>"
    if moderate and not result.nomination.is_settled:
        agreed += _moderating(result, moderate)
    return (
        f"{cell('Trung bình', mean, 'num')}{cell('Thống nhất', agreed, 'num')}"
        f"{cell('Trung vị', numbers.full_score(result.aggregate.median), 'num')}"
        f"{cell('Chênh lệch', _spread(result) + (WIDE if line.is_wide else ''), 'num')}"
    )


def _spread(result: Result) -> str:
    spread = result.aggregate.spread
    return NO_SPREAD if spread is None else numbers.full_score(spread)


def _moderating(result: Result, address: str) -> str:
    said = "Ghi điểm" if result.moderated is None else "Sửa"
    of_what = f'<span class="visually-hidden"> thống nhất của {escape(result.nomination.title)}</span>'
    return f'<small class="d-block"><a href="{address}">{said}{of_what}</a></small>'


def agenda_rows(results: Iterable[Result], flagged: Collection[int]) -> SafeString:
    """Đưa thêm hồ sơ vào chương trình: what stands there for its spread cannot be taken off."""
    return _drawn(_choice(one, is_flagged=one.nomination.pk in flagged) for one in results)


def _choice(result: Result, *, is_flagged: bool) -> str:
    one, told = result.nomination, bool(result.aggregate)
    box, title = OVER, escape(one.title)
    if not is_flagged:
        box, title = BOX.format(one.pk, " checked" if one.agenda_at else ""), _label(one.pk, title)
    return (
        f'<tr><td>{box}</td><th scope="row">{title}{small(one.owner)}</th>'
        f"{cell('Trung bình', numbers.whole_score(result.shown_mean) if told else '', 'num')}"
        f"{cell('Chênh lệch', _spread(result) if told else '', 'num')}{cell('Xếp loại', escape(result.verdict))}</tr>"
    )


def _label(key: int, title: str) -> str:
    return f'<label for="chon-{key}">{title}</label>'
