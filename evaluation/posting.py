"""Danh sách niêm yết: what hangs out while opinions are taken. Nobody's single score stands on it."""

from collections.abc import Iterator

from django.utils import timezone

from common import dates, installation
from documents.annex import Annex, SignedList
from documents.letterhead import place_and_date
from documents.table import GROUP, Table
from evaluation.council import Result, results_of_kind
from evaluation.councilpapers import RANKED, ranked
from evaluation.enums import TOLD_STATES
from evaluation.models import Round
from evaluation.telling import notes
from registrations.enums import Kind
from units.letterheads import letterhead_of


def posting_list(round: Round, results: list[Result], by) -> Annex:
    """The results of a concluded round; before the posting is written down, without its days."""
    head, hung_on = letterhead_of(round.present_unit), round.posted_on if _hangs(round) else None
    table = Table(
        "KẾT QUẢ ĐÁNH GIÁ CÔNG KHAI, LẤY Ý KIẾN", RANKED, list(_rows(results)), subtitle=round.name,
        notes=[*_asked(round), *notes(results)], empty="Không có hồ sơ nào.",
    )  # fmt: skip
    return SignedList(
        table=table, number="", letterhead=head,
        place_line=place_and_date(head.place, hung_on, year=timezone.localdate(round.concluded_at).year),
        compiler_name=str(by.user), head_office=head.signature_lines, is_demo=installation.is_demo(),
    )  # fmt: skip


def _rows(results: list[Result]) -> Iterator[dict]:
    for kind in Kind:
        own = results_of_kind(results, kind)
        if own:
            yield {GROUP: kind.label.capitalize()}
        yield from (ranked(place, one) for place, one in enumerate(own, 1))


def _hangs(round: Round) -> bool:
    """Concluded anew after an opinion, it still holds the days of the first posting."""
    return round.posted_on is not None and round.state in TOLD_STATES


def _asked(round: Round) -> list[str]:
    if not _hangs(round):
        return []
    days = f"từ ngày {dates.day(round.posted_on)} đến hết ngày {dates.day(round.posted_until)}"
    return [
        f"Niêm yết {days} tại: {round.posted_at}. Trong thời gian này, ý kiến về kết quả gửi về {round.present_unit}."
    ]
