"""Bảng tổng hợp của hội đồng: whose results a position reads, line by line; on the page and as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Position
from common import installation, numbers
from documents.annex import Annex
from documents.letterhead import CHAIRMAN, Letterhead, place_and_date
from documents.table import GROUP, Column, Table
from evaluation import blind
from evaluation.agenda import is_flagged
from evaluation.council import TIE_RULE, Result, results_of_kind, results_within
from evaluation.enums import Rank
from evaluation.models import Nomination, Round
from evaluation.telling import cell, notes
from registrations.enums import Kind
from units.letterheads import letterhead_of

# With more members than columns find room, the totals of a dossier stand together in one cell.
MOST_COLUMNS = 10
TOTALS = "Điểm của từng thành viên"
PLACE, PLACE_SO_FAR = "Thứ tự", "Thứ tự tạm thời"
SO_FAR = "Thứ tự tạm thời chỉ xếp giữa các hồ sơ đã gửi đủ phiếu; hồ sơ còn phiếu chưa gửi chưa có thứ tự và đứng sau."
COUNTED = (
    Column("mean", "Trung bình", numeric=True, width=10, places=2),
    Column("agreed_on", "Thống nhất", numeric=True, width=10, places=2),
    Column("median", "Trung vị", numeric=True, width=10, places=2),
    Column("spread", "Chênh lệch", numeric=True, width=10, places=2),
    Column("grade", "Xếp loại", width=18),
)


@dataclass(frozen=True)
class Line:
    """One dossier in its place among those of its kind; `place` 0 where it is not ranked."""

    place: int
    result: Result
    is_wide: bool


def results_read_by(position: Position, round: Round) -> list[Result]:
    """Best first. A reviewer sees a dossier only after sending the own sheet; covered names are covered."""
    results = results_within(round, _read_by, position, round.is_concluded)
    blind.cover_owners(position, [one.nomination for one in results])
    scored = {sheet.reviewer_id: sheet for one in results for sheet in one.sheets}
    blind.cover_reviewers(position, round, scored.values())
    return results


def _read_by(position: Position, is_concluded: bool, round: int) -> QuerySet[Nomination]:
    shown = Nomination.objects.visible_to(position).filter(round=round)
    return shown if is_concluded or not position.has_role(Role.REVIEWER) else shown.scored_by(position)


def lines_of(round: Round, results: list[Result]) -> list[Line]:
    """Every dossier, collective ones before individual ones; they are ranked apart."""
    return [line for kind in Kind for line in _ranked(round, results_of_kind(results, kind))]


def _ranked(round: Round, results: list[Result]) -> Iterator[Line]:
    """Places among the dossiers whose sheets have all been sent; the others stand behind them by number, without one."""
    complete = [one for one in results if not one.outstanding]
    for place, one in enumerate(complete, 1):
        yield Line(place if one.is_gradable else 0, one, is_flagged(round, one))
    for one in sorted((one for one in results if one.outstanding), key=lambda one: one.nomination.number):
        yield Line(0, one, is_flagged(round, one))


def place_name(round: Round) -> str:
    """What a place is called: until the conclusion it may still change."""
    return PLACE if round.is_concluded else PLACE_SO_FAR


def _notes(round: Round) -> list[str]:
    return [TIE_RULE] if round.is_concluded else [SO_FAR, TIE_RULE]


def by_kind(lines: Sequence[Line], results: list[Result]) -> list[tuple[str, int, list[Line]]]:
    """(loại, how many there are of it in all, its lines on this page)."""
    shown = [(kind, [one for one in lines if one.result.nomination.kind == kind]) for kind in Kind]
    return [(kind.label, len(results_of_kind(results, kind)), own) for kind, own in shown if own]


def council_annex(round: Round, results: list[Result], *, is_ranked: bool) -> Annex:
    """The whole table; a position that reads a part of the dossiers is told no places."""
    reviewers = {one.reviewer_id: one.reviewer for result in results for one in result.sheets}
    people = sorted(reviewers.values(), key=lambda one: (one.user.full_name, one.pk))
    totals = [Column(f"r{one.pk}", one.user.full_name, numeric=True, width=9, places=2, group=TOTALS) for one in people]
    if len(totals) > MOST_COLUMNS:
        totals = [Column("totals", TOTALS, width=24)]
    columns = [
        *([Column("number", place_name(round), width=7, align="center")] if is_ranked else []),
        Column("title", "Tên mô hình, điển hình", width=36), Column("owner", "Đơn vị, cá nhân", width=26),
        *totals, *COUNTED,
    ]  # fmt: skip
    table = Table(
        "BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM", columns, _rows(round, results), subtitle=round.name,
        notes=[*(_notes(round) if is_ranked else []), *notes(results)], empty="Chưa có hồ sơ nào.",
    )  # fmt: skip
    head = letterhead_of(round.present_unit)
    chair = round.members.filter(rank=Rank.CHAIR).first()
    year = timezone.localdate(round.concluded_at).year
    return Annex(
        table=table, number="", letterhead=head, head_office=_council_office(head) if chair else (),
        head_name=chair.name if chair else "", place_line=place_and_date(head.place, None, year=year),
        is_demo=installation.is_demo(), is_draft=not round.is_concluded,
    )  # fmt: skip


def _council_office(head: Letterhead) -> tuple[str, ...]:
    """In whose name and office the chair signs what is the council's own."""
    return ("T/M HỘI ĐỒNG" if head.family == "party" else "TM. HỘI ĐỒNG", CHAIRMAN)


def _rows(round: Round, results: list[Result]) -> list[dict]:
    rows: list[dict] = []
    kind = None
    for line in lines_of(round, results):
        if line.result.nomination.kind != kind:
            kind = line.result.nomination.kind
            rows.append({GROUP: Kind(kind).label.capitalize()})
        rows.append(_row(line))
    return rows


def _row(line: Line) -> dict:
    result, points = line.result, line.result.aggregate
    return {
        "number": line.place or "–", "title": result.nomination.title, "owner": result.nomination.owner,
        "totals": "; ".join(numbers.full_score(one.total) for one in blind.by_number(result.sheets)),
        **{f"r{one.reviewer_id}": one.total for one in result.sheets},
        "mean": cell(result.shown_mean), "agreed_on": result.moderated,
        "median": points and numbers.hundredths(points.median), "spread": result.spread,
        "grade": result.verdict,
    }  # fmt: skip
