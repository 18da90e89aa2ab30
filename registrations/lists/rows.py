"""Các dòng của danh sách trên trang: what the columns say of a registration, drawn as one piece for table and card."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.enums import Role
from common import dates
from common.cells import link, small, state
from registrations.enums import TONES, Kind, State
from registrations.lists.columns import STATE
from registrations.lists.listing import Listing
from registrations.models import Registration

BOX = '<td class="pick"><input class="form-check-input" type="checkbox" name="hs" value="{0}" aria-label="Chọn {0}"{1}></td>'
# Where it lies is told of what lies with somebody else.
LIES_SOMEWHERE = {State.SUBMITTED, State.RECEIVED, State.RESULT_SENT}


def rows_of(records: Iterable[Registration], listing: Listing, *, ticked: Collection[str]) -> SafeString:
    """The lines of one page of the listing. Drafts have no paper to print and nothing to be decided: no box."""
    here = reverse("registrations:list")
    rows = []
    for one in listing.completed(records):
        box = "" if listing.tab == "nhap" else BOX.format(escape(one.code), " checked" if one.code in ticked else "")
        rows.append(f"<tr>{box}{_named(one, here)}{_cells(one, listing)}</tr>")
    return mark_safe("\n".join(rows))  # every part is escaped


def _named(one: Registration, here: str) -> str:
    code = escape(one.code)
    return f'<th scope="row">{link(f"{here}{code}/", one.heading)}{small(f"{one.code} · {Kind(one.kind).label}")}</th>'


def _cells(one: Registration, listing: Listing) -> str:
    desk = listing.position.unit_id
    return "".join(
        [
            f"{column.opening}{_state(one, listing) if column.slug == STATE else escape(column.text(one, desk))}</td>"
            for column in listing.columns
        ]
    )


def _state(one: Registration, listing: Listing) -> str:
    """The state as a mark, and under it what one needs to know of the record today."""
    now = State(one.state)
    return state(TONES[now], now.label) + "".join(small(text, css) for css, text in _remarks(one, listing))


def _remarks(one: Registration, listing: Listing) -> Iterator[tuple[str, str]]:
    """What stands under the state: (further class, words)."""
    if one.desk_id and one.desk_id != listing.position.unit_id and one.state in LIES_SOMEWHERE:
        yield "", f"tại {one.desk_name}"
    if listing.tab == "cho" and one.sent_at:
        yield from _waiting(dates.day_of(one.sent_at), listing)
    if listing.tab == "nhap" and one.state == State.CONFIRMED:
        yield "due", "đề nghị điều chỉnh chưa gửi"
    if one.asks_owner_at if listing.position.role == Role.REGISTRANT else one.asks_desk_at:
        yield "due", "có trao đổi chưa đọc"
    if one.due_on:
        yield "due", f"hạn {dates.day(one.due_on)}"


def _waiting(since: date, listing: Listing) -> Iterator[tuple[str, str]]:
    """How long it has waited, and until when the desk has set itself to be done with it."""
    days = dates.days_since(since)
    yield "", f"chờ {days} ngày" if days else "mới đến hôm nay"
    if due_on := listing.position.unit.handled_by(since):
        late = dates.days_since(due_on) > 0
        yield "due" if late else "", f"{'quá ' if late else ''}hạn {dates.day(due_on)}"
