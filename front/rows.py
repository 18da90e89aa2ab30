"""Các dòng của danh sách trên trang: what the lists of the room say of each of their rows."""

from collections.abc import Callable, Iterable
from html import escape

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from common import dates, numbers
from common.cells import address_by_key, cell, link, small, state
from front.calendars import Day, Shown
from front.enums import ActivityKind, Flow, Source, Work
from front.fundbook import Book, Line
from front.models import Activity, Contribution, Finding, FundEntry, WorkItem, WorkTask
from front.models.contributions import Helped
from front.plans import Given, Plan, Progress, progress
from front.rights import keeps, writes

NONE = "–"
FOR_FUND = "cho Quỹ “Vì người nghèo”"


def _drawn(rows: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(rows))  # every part is escaped


def activity_rows(activities: Iterable[Activity]) -> SafeString:
    """Hoạt động, as the list shows them."""
    address = address_by_key("front:activity")
    return _drawn(_activity(one, address(one.pk)) for one in activities)


def _activity(one: Activity, address: str) -> str:
    until = small(f"đến {dates.day(one.ends_on)}") if one.ends_on else ""
    people = NONE if one.participants is None else numbers.quantity(one.participants)
    return (
        f"<tr>{cell('Ngày', dates.day(one.starts_on) + until, 'nowrap')}"
        f'<th scope="row">{link(address, one.name)}{small(ActivityKind(one.kind).label)}</th>'
        f"{cell('Đơn vị', escape(str(one.unit)))}{cell('Nội dung cuộc vận động', escape(one.told_contents))}"
        f"{cell('Số người', people, 'num')}{cell('Tình trạng', state(*one.mark), 'nowrap')}</tr>"
    )


def contribution_rows(given: Iterable[Contribution], position) -> SafeString:
    """Nguồn lực, with what whoever keeps the book may do."""
    may_write = writes(position)
    edit, strike = address_by_key("front:edit_contribution"), address_by_key("front:strike_contribution")
    rows = []
    for one in given:
        is_mine = may_write and keeps(position, one)
        purpose = capfirst(one.purpose)
        named = link(edit(one.pk), purpose) if is_mine else escape(purpose)
        further = _striking(one, strike(one.pk)) if is_mine else "<td></td>" if may_write else ""
        rows.append(_contribution(one, named, further))
    return _drawn(rows)


def _striking(one: Contribution, address: str) -> str:
    return f'<td><a href="{address}">Hủy<span class="visually-hidden"> {escape(one.purpose)}</span></a></td>'


def _contribution(one: Contribution, named: str, further: str) -> str:
    remarks = f"{small(str(one.content)) if one.content else ''}{small(FOR_FUND) if one.for_fund else ''}{helped(one)}"
    whence = escape(Source(one.source).label) + small(one.from_whom)
    return (
        f'<tr>{cell("Ngày", dates.day(one.on), "nowrap")}<th scope="row">{named}{remarks}</th>'
        f"{cell('Số tiền, số lượng', measured(one), 'num')}{cell('Nguồn, ai đóng góp', whence)}"
        f"{cell('Đơn vị', escape(str(one.unit)))}{further}</tr>"
    )


def measured(one: Contribution) -> SafeString:
    """Số tiền, số lượng of a contribution."""
    quantity = f'<span class="nowrap">{numbers.quantity(one.quantity)} {one.measure}</span>' if one.quantity else ""
    amount = f'<span class="d-block nowrap">{numbers.amount(one.amount)} đồng</span>' if one.amount else ""
    return mark_safe(f"{quantity}{escape(one.goods)}{amount}")  # every part is escaped


def helped(one: Helped) -> SafeString:
    """Đã giúp được gì, counted."""
    counts = (
        (one.houses_built, "nhà xây mới"), (one.houses_repaired, "nhà sửa chữa"), (one.households, "hộ được giúp"),
    )  # fmt: skip
    return mark_safe("".join(small(f"{numbers.quantity(number)} {what}") for number, what in counts if number))


def entry_rows(book: Book, *, keeps: bool) -> SafeString:
    """Sổ quỹ, with what whoever `keeps` it may do."""
    strike = address_by_key("front:strike_entry", book.fund.pk)
    return _drawn(_entry(line, strike(line.entry.pk) if keeps else "") for line in book.lines)


def _entry(line: Line, strike: str) -> str:
    one = line.entry
    on, about = dates.day(one.on), escape(one.about)
    remarks = f"{small(one.note) if one.note else ''}{helped(one)}{_struck(one)}"
    further = ""
    if strike:
        named = f'<span class="visually-hidden"> {about} {on}</span>'
        further = "<td></td>" if one.is_struck else f'<td><a href="{strike}">Hủy{named}</a></td>'
    return (
        f"<tr>{cell('Ngày', on + (small(one.voucher) if one.voucher else ''), 'nowrap')}"
        f'<th scope="row">{about}{remarks}</th>{cell("Thu", _sum(one, Flow.IN), "num")}'
        f"{cell('Chi', _sum(one, Flow.OUT), 'num')}{cell('Còn lại', numbers.amount(line.left), 'num')}{further}</tr>"
    )


def _struck(one: FundEntry) -> str:
    return small(f"Đã hủy ngày {dates.day(one.struck_at)}: {one.struck_for}", "due") if one.struck_at else ""


def _sum(one: FundEntry, flow: str) -> str:
    if one.flow != flow:
        return NONE
    told = numbers.amount(one.amount)
    return f"<s>{told}</s>" if one.is_struck else told


def finding_rows(findings: Iterable[Finding]) -> SafeString:
    """Kiến nghị, each with the inspection it came of."""
    address = address_by_key("front:activity")
    return _drawn(_finding(one, address(one.activity_id)) for one in findings)


def _finding(one: Finding, address: str) -> str:
    seen = one.activity
    where = escape(seen.name) + small(f"{seen.unit}, {dates.day(seen.starts_on)}")
    return (
        f'<tr><th scope="row">{link(address, one.text)}</th>{cell("Kiến nghị với", escape(one.addressee))}'
        f"{cell('Qua cuộc kiểm tra, giám sát', where)}{cell('Hạn', dates.day(one.due_on), 'nowrap')}"
        f"{cell('Tình trạng', state(*one.mark), 'nowrap')}</tr>"
    )


def calendar_rows(weeks: Iterable[Iterable[Day]]) -> SafeString:
    """The weeks of a calendar with what is on in each day."""
    address, today = address_by_key("front:activity"), timezone.localdate()
    return _drawn(f"<tr>{''.join(_day(day, day.on == today, address) for day in week)}</tr>" for week in weeks)


def _day(day: Day, is_today: bool, address: Callable[[int], str]) -> str:
    marks = (("outside", day.outside), ("today", is_today), ("free", day.is_free))
    css = " ".join(mark for mark, is_so in marks if is_so)
    now = " <small>hôm nay</small>" if is_today else ""
    shown = "".join(_on_that_day(one, address(one.activity.pk)) for one in day.shown)
    return (
        f'<td class="{css}"><p class="on"><span class="short">{day.on.day}</span>'
        f'<span class="long">{day.name}</span>{now}</p>{f"<ul>{shown}</ul>" if shown else ""}</td>'
    )


def _on_that_day(shown: Shown, address: str) -> str:
    one = shown.activity
    begins = f"{one.starts_at:%H:%M} " if one.starts_at and one.starts_on == shown.on else ""
    tone, standing = one.mark
    told = [shown.part, str(one.unit), "" if one.is_held else standing.lower()]
    return (
        f'<li class="mark-{tone}{"" if shown.leads else " goes-on"}">{link(address, begins + one.name)}'
        f"{small(' · '.join(filter(None, told)))}</li>"
    )


def plan_rows(plan: Plan, position) -> SafeString:
    """Việc trong kế hoạch năm; of the reader's own task, whether it is done, and where to tell it."""
    address, tell = address_by_key("front:work_item"), address_by_key("front:tell_done")
    may_tell, given, rows = writes(position), plan.by_item, []
    for one in plan.items:
        mine = next((task for task in given[one.pk] if task.unit == position.unit_id), None)
        own = _own_task(one, mine, tell(mine.pk) if may_tell else "") if mine else NONE
        rows.append(_item(one, progress(one.title, given[one.pk]), address(one.pk), own))
    return _drawn(rows)


def _item(one: WorkItem, made: Progress, address: str, own: str) -> str:
    late = small(f"{made.late} nơi quá hạn", "due") if made.late else ""
    return (
        f"<tr>{cell('Hạn', dates.day(one.due_on), 'nowrap')}"
        f'<th scope="row">{link(address, one.title)}{small(Work(one.kind).label)}</th>'
        f"{cell('Kế hoạch của', escape(str(one.issuer)))}{cell('Đã làm', f'{made.done} trên {made.total} nơi{late}')}"
        f"{cell('Đơn vị tôi', own)}</tr>"
    )


def _own_task(item: WorkItem, given: Given, tell: str) -> str:
    task = WorkTask(item=item, done_on=given.done_on)
    told = f'<span class="visually-hidden"> {escape(item.title)}</span></a>'
    further = f'<a class="d-block" href="{tell}">Báo đã làm{told}' if tell and not task.is_done else ""
    return state(*task.mark) + further


def progress_rows(bodies: Iterable[Progress]) -> SafeString:
    """Tiến độ từng nơi."""
    return _drawn(_body(one) for one in bodies)


def _body(one: Progress) -> str:
    name = escape(one.name)
    late = f'<span class="due">{one.late}</span>' if one.late else "0"
    bar = (
        f'<span class="progress-cell"><progress max="{one.total}" value="{one.done}" '
        f'aria-label="{name}: đã làm {one.done} trên {one.total} việc"></progress> '
        f'<span class="nowrap">{one.percent}%</span></span>'
    )
    counts = (
        cell("Số việc", str(one.total), "num") + cell("Đã làm", str(one.done), "num") + cell("Quá hạn", late, "num")
    )
    return f'<tr><th scope="row">{name}</th>{counts}{cell("Tiến độ", bar)}</tr>'
