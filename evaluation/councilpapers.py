"""Giấy tờ của hội đồng: the decision that sets it up, and the minutes of a meeting, for PDF and Word."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone
from django.utils.text import capfirst

from common import dates, installation
from documents.document import BY_HAND, Document, Heading, Middle, Rows, Signature, Text, answered, grounds
from documents.letterhead import CHAIRMAN, Letterhead, authority, is_chaired
from documents.table import Column, Table
from evaluation.agenda import ORDER, AgendaItem, agenda_at, results_at
from evaluation.council import TIE_RULE, Result
from evaluation.enums import Quorum, Rank
from evaluation.models import CouncilMember, Meeting, Round, RoundEvent
from evaluation.telling import cell, notes
from evaluation.workflow import PUBLISH_AT_ONCE
from registrations.enums import Kind
from units.letterheads import letterhead_of

MEMBERS = (
    Column("number", "STT", width=8, align="center"),
    Column("name", "Họ và tên", width=30),
    Column("duty", "Chức vụ, đơn vị", width=40),
    Column("rank", "Chức danh trong Hội đồng", width=26),
)
DISCUSSED = (
    Column("number", "STT", width=8, align="center"),
    Column("title", "Hồ sơ", width=36),
    Column("mean", "Điểm trung bình", numeric=True, width=11, places=2),
    Column("spread", "Chênh lệch", numeric=True, width=11, places=2),
    Column("agreed_on", "Điểm thống nhất", numeric=True, width=11, places=2),
    Column("votes", "Đồng ý / không / không ý kiến", width=18, align="center"),
)
RANKED = (
    Column("number", "STT", width=8, align="center"),
    Column("title", "Tên mô hình, điển hình", width=40),
    Column("owner", "Đơn vị, cá nhân", width=30),
    Column("points", "Điểm kết luận", numeric=True, width=12, places=2),
    Column("grade", "Xếp loại", width=16),
)


def council_name(round: Round) -> str:
    """“Hội đồng đánh giá mô hình “Dân vận khéo” năm 2026”."""
    return f"Hội đồng đánh giá {round.plan.movement.model_phrase} năm {round.plan.year}"


def founding_decision(round: Round, members: list[CouncilMember]) -> Document:
    """Quyết định thành lập hội đồng; number and day are the clerk's."""
    head, plan = letterhead_of(round.present_unit, kind="QĐ"), round.plan
    name = council_name(round)
    rows = [_member(place, one) for place, one in enumerate(members, 1)]
    body = (
        Middle(authority(head)),
        *grounds(head, [f"Căn cứ {plan.cited}"]),
        Middle("QUYẾT ĐỊNH:"),
        Text(f"Thành lập {name}, gồm các ông, bà có tên sau:", lead="Điều 1. "),
        Rows(Table("Danh sách hội đồng", MEMBERS, rows)),
        Text(
            f"Hội đồng thẩm định, chấm điểm và kết luận các hồ sơ trong “{round.name}” theo bộ tiêu chí của Kế hoạch; "
            f"họp khi có {Quorum(round.quorum).label} số thành viên có mặt; tự giải thể sau khi hoàn thành nhiệm vụ.",
            lead="Điều 2. ",
        ),
        Text("Các đơn vị liên quan và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.", lead="Điều 3. "),
        Text("Quyết định này có hiệu lực kể từ ngày ký./.", lead="Điều 4. "),
    )  # fmt: skip
    return Document(
        letterhead=_to_members(head), kind="QUYẾT ĐỊNH", about=f"Về việc thành lập {name}", body=body,
        year=_drawn_up(round), is_demo=installation.is_demo(),
    )  # fmt: skip


def _drawn_up(round: Round) -> int:
    """The year in which it is likely to be signed: before the scoring begins, though the plan may be last year's."""
    return min(timezone.localdate(round.created_at).year, round.opens_on.year)


def _to_members(head: Letterhead) -> Letterhead:
    signs = (CHAIRMAN,) if is_chaired(head) else head.signature_lines
    return replace(head, recipients=("- Như Điều 1, Điều 3;",), signature_lines=signs)


def _member(place: int, member: CouncilMember) -> dict:
    return {"number": place, "name": member.name, "duty": member.duty, "rank": member.get_rank_display()}


def meeting_minutes(
    meeting: Meeting, members: list[CouncilMember], agenda: list[AgendaItem], results: list[Result],
    *, told_at_once: RoundEvent | None = None,
) -> Document:  # fmt: skip
    """Biên bản họp hội đồng: who was there, what was on the agenda, the votes, the ranking and its rule.

    `members` come `with_attendance_of` the meeting, the dossiers of `agenda` `with_votes_of` it. `told_at_once`: by
    what the result was published without being posted for opinion; its reason stands below as a note of later.
    """
    round = meeting.round
    body = [
        Text(
            f"{council_name(round)} họp ngày {dates.day(meeting.held_on)} tại {meeting.place}, xem xét “{round.name}”."
        ),
        Heading("I. Thành phần"),
        *_who_was_there(meeting, members),
        Heading("II. Hồ sơ đưa ra thảo luận"),
        *_discussed(agenda),
        Heading("III. Ý kiến thảo luận"),
        *answered(meeting.discussion),
        Heading("IV. Kết quả xếp loại"),
        *_ranking(results),
        Heading("V. Kết luận"),
        *answered(meeting.decided),
        Text("Biên bản được đọc lại cho các thành viên dự họp cùng nghe, thống nhất và ký tên dưới đây."),
        *_not_posted(told_at_once),
    ]
    return Document(
        letterhead=letterhead_of(round.present_unit, on=meeting.held_on, kind="BB"), kind="BIÊN BẢN",
        about=f"Họp {council_name(round)}", body=tuple(body), signatures=_signatures(members), day=meeting.held_on,
        is_draft=not round.is_concluded, is_demo=installation.is_demo(),
    )  # fmt: skip


def minutes_of(meeting: Meeting) -> Document:
    """The minutes as they stand; the meeting comes `with_present`."""
    results = results_at(meeting)
    members = [one for one in meeting.round.members.with_attendance_of(meeting) if one.was_present is not None]
    at_once = meeting.round.events.filter(move=PUBLISH_AT_ONCE.name).last()
    return meeting_minutes(meeting, members, agenda_at(meeting, results), results, told_at_once=at_once)


def _not_posted(event: RoundEvent | None) -> list[Text]:
    if event is None or not event.note:
        return []
    told = f"Kết quả công bố ngày {dates.day(timezone.localdate(event.at))}, không công khai lấy ý kiến. Lý do: {event.note}"
    return [Text(told, lead="Ghi sau cuộc họp: ", slanted=True)]


def _who_was_there(meeting: Meeting, members: list[CouncilMember]) -> list[Text]:
    there = [one for one in members if one.was_present]
    away = [one for one in members if not one.was_present]
    enough = "đủ" if len(there) >= meeting.needed else "chưa đủ"
    lines = [
        Text(f"{_called(one)} – {one.get_rank_display()}", lead=f"{place}. ") for place, one in enumerate(there, 1)
    ]
    gone = [Text(f"{_called(one)} – {one.why_absent}") for one in away]
    told = f"Có mặt {len(there)} trên {len(members)} thành viên, {enough} số thành viên phải có mặt ({meeting.needed})."
    return [*lines, *([Text("Vắng mặt:"), *gone] if gone else []), Text(told)]


def _called(member: CouncilMember) -> str:
    return f"{member.name}, {member.duty}" if member.duty else member.name


def _discussed(agenda: list[AgendaItem]) -> list[Text | Rows]:
    if not agenda:
        return [Text("Không có hồ sơ nào chênh lệch vượt mức cho phép hoặc được đưa thêm.")]
    rows = [_spoken_of(place, item) for place, item in enumerate(agenda, 1)]
    return [Text(ORDER), Rows(Table("Hồ sơ thảo luận", DISCUSSED, rows))]


def _spoken_of(place: int, item: AgendaItem) -> dict:
    """The spread has a column of its own; only what brought the other dossiers here is said beside the title."""
    result, vote = item.result, item.result.nomination
    return {
        "number": place, "title": f"{vote.title} ({item.why})" if item.is_added else vote.title,
        "mean": cell(result.shown_mean),
        "spread": result.spread, "agreed_on": result.moderated,
        "votes": f"{vote.agreed} / {vote.against} / {vote.abstained}" if vote.agreed is not None else "",
    }  # fmt: skip


def _ranking(results: list[Result]) -> Iterable[Heading | Text | Rows]:
    """Collective and individual dossiers apart, then the rule by which they stand in this order."""
    for kind in Kind:
        own = [one for one in results if one.nomination.kind == kind]
        if own:
            yield Heading(capfirst(kind.label))
            yield Rows(Table(f"Kết quả {kind.label}", RANKED, [ranked(place, one) for place, one in enumerate(own, 1)]))
    yield from map(Text, [TIE_RULE, *notes(results)])


def ranked(place: int, result: Result) -> dict:
    """A line under the columns `RANKED`."""
    return {
        "number": place if result.is_gradable else "–", "title": result.nomination.title,
        "owner": result.nomination.owner, "points": cell(result.shown_final),
        "grade": result.verdict,
    }  # fmt: skip


def _signatures(members: list[CouncilMember]) -> tuple[Signature, ...]:
    """The secretary, and who presided: the chair, else a deputy who was there."""
    there = [one for one in members if one.was_present]
    secretary = next((one.name for one in there if one.rank == Rank.SECRETARY), "")
    presided = next((one.name for one in there if one.rank in (Rank.CHAIR, Rank.DEPUTY)), "")
    return Signature(("THƯ KÝ",), secretary, BY_HAND), Signature(("CHỦ TỌA",), presided, BY_HAND)
