"""The council as a body: members, quorum, agenda, votes, ranking, papers."""

import io
from decimal import Decimal
from uuid import uuid4

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from common import installation
from evaluation import council, services, workflow
from evaluation.agenda import agenda_of
from evaluation.enums import Quorum, Rank
from evaluation.minutes import Ballot, problems
from evaluation.models import CouncilMember, Meeting, Round
from tests import builders
from tests.documents.test_word import words_of_docx, words_of_pdf
from tests.evaluation import builders as build

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"evaluation:{name}", args=args)


def post(client, address, position, **data):
    return client.post(address, {"position": position.pk, "token": str(uuid4()), **data})


def name(c, called, rank=Rank.MEMBER, **more):
    return services.name_member(by=c.officer, round=c.round, rank=rank, name=called, token=uuid4(), **more)


def seated(c, count=6):
    """A chair, a secretary and ordinary members."""
    ranks = [Rank.CHAIR, Rank.SECRETARY, *[Rank.MEMBER] * (count - 2)]
    return [name(c, f"Ông Số {place}", rank, duty="Huyện ủy") for place, rank in enumerate(ranks, 1)]


def rows_of_docx(data):
    tables = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def called(c):
    return services.call_meeting(
        by=c.officer, round=c.round, held_on=timezone.localdate(), place="Phòng họp số 2", token=uuid4()
    )


def write(c, meeting, *, absent=None, ballots=None, by=None):
    return services.record_meeting(
        by=by or c.officer, meeting=meeting, absent=absent or {}, ballots=ballots or {}, discussion="Thảo luận kỹ.",
        decided="Nhất trí.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quorum", "members", "needed"),
    [("2/3", 7, 5), ("2/3", 6, 4), ("2/3", 3, 2), ("2/3", 1, 1), ("1/2", 5, 3), ("3/4", 9, 7), ("1/1", 4, 4)],
)
def test_the_quorum_is_exact(quorum, members, needed):
    assert Quorum(quorum).of(members) == needed


@given(st.integers(0, 20), st.integers(1, 20), st.dictionaries(st.integers(1, 5), st.tuples(*[st.integers(0, 9)] * 3)))
def test_no_vote_is_larger_than_who_is_there_and_none_without_a_quorum(away, members, votes):
    absent = {key: "ốm" for key in range(min(away, members))}
    ballots = {key: Ballot(*numbers) for key, numbers in votes.items()}
    needed = Quorum.TWO_THIRDS.of(members)
    silent, wrong = problems(absent, ballots, members=members, needed=needed)
    present = members - len(absent)
    allowed = present if present >= needed else 0
    assert (silent, set(wrong)) == ({}, {key for key, one in ballots.items() if one.cast > allowed})


def test_a_council_has_one_chair_and_nobody_twice():
    c = build.council()
    name(c, "Bà Chủ Tịch", Rank.CHAIR)
    with pytest.raises(ValidationError) as caught:
        name(c, "Ông Chủ Tịch", Rank.CHAIR)
    assert caught.value.messages == ["Hội đồng đã có chủ tịch."]
    services.name_member(by=c.officer, round=c.round, rank=Rank.MEMBER, position=c.reviewer, token=uuid4())
    with pytest.raises(ValidationError):
        services.name_member(by=c.officer, round=c.round, rank=Rank.MEMBER, position=c.reviewer, token=uuid4())
    assert CouncilMember.objects.get(position=c.reviewer).name == c.reviewer.user.full_name


def test_the_scoring_team_is_put_on_the_council_at_once():
    c = build.council(dossiers=2)
    build.scoring(c, c.reviewer, c.other_reviewer)
    services.name_member(by=c.officer, round=c.round, rank=Rank.SECRETARY, position=c.reviewer, token=uuid4())
    assert [one.position for one in services.enlist_reviewers(by=c.officer, round=c.round)] == [c.other_reviewer]
    assert services.enlist_reviewers(by=c.officer, round=c.round) == []


@pytest.mark.parametrize("who", ["reviewer", "district_leader", "district_clerk", "province_officer"])
def test_who_does_not_hold_the_round_names_nobody(who):
    c = build.council()
    with pytest.raises(PermissionDenied):
        services.name_member(by=getattr(c.cast, who), round=c.round, rank=1, name="Ông A", token=uuid4())


def test_the_council_meets_only_while_it_moderates():
    c = build.council()
    build.scoring(c)
    seated(c)
    with pytest.raises(ValidationError) as caught:
        called(c)
    assert caught.value.code == "state"


def test_there_is_no_meeting_without_a_council():
    c = build.council()
    build.moderating(c)
    with pytest.raises(ValidationError) as caught:
        called(c)
    assert caught.value.messages == ["Chưa có hội đồng. Hãy cử các thành viên trước."]


def test_what_cannot_be_is_refused():
    c = build.council()
    build.moderating(c)
    members, (nomination,) = seated(c), c.nominations
    meeting = called(c)
    assert meeting.needed == 4
    three = {one.pk: "đi công tác" for one in members[3:]}
    for absent, ballot in (({members[0].pk: ""}, Ballot()), ({}, Ballot(5, 1, 1)), (three, Ballot(1))):
        with pytest.raises(ValidationError):
            write(c, meeting, absent=absent, ballots={nomination.pk: ballot})
    assert not meeting.attendances.exists()
    write(c, meeting, absent={members[5].pk: "ốm"}, ballots={nomination.pk: Ballot(3, 1, 1)})
    write(c, meeting, absent={members[5].pk: "ốm"}, ballots={nomination.pk: Ballot(4, 1)})
    (vote,) = meeting.votes.all()
    assert (vote.agreed, vote.against, vote.abstained, meeting.attendances.count()) == (4, 1, 0, 6)


def test_a_wanted_meeting_must_have_had_enough_members():
    c = build.council()
    Round.objects.update(needs_meeting=True)
    c.round.refresh_from_db()
    build.moderating(c)
    members = seated(c)
    meeting = called(c)
    write(c, meeting, absent={one.pk: "ốm" for one in members[:3]})
    with pytest.raises(ValidationError) as caught:
        build.move(c.round, workflow.CONCLUDE, c.officer)
    assert caught.value.messages == ["Chưa ghi cuộc họp nào của hội đồng có đủ số thành viên dự."]
    write(c, meeting)
    build.move(c.round, workflow.CONCLUDE, c.officer)
    with pytest.raises(ValidationError):
        write(c, meeting)
    with pytest.raises(ValidationError):
        name(c, "Ông Đến Muộn")


def test_a_member_of_the_minutes_stays():
    c = build.council()
    build.moderating(c)
    members = seated(c)
    services.dismiss_member(by=c.officer, member=members[-1])
    write(c, called(c))
    with pytest.raises(ValidationError):
        services.dismiss_member(by=c.officer, member=members[0])


def test_the_secretary_agrees_points_and_writes_the_minutes(as_position):
    c = build.council()
    build.moderating(c)
    clerk = c.cast.district_clerk
    seated(c)
    services.name_member(by=c.officer, round=c.round, rank=Rank.SECRETARY, position=clerk, token=uuid4())
    meeting = called(c)
    write(c, meeting, by=clerk)
    services.moderate(by=clerk, nomination=c.nominations[0], points=Decimal(81), reason="Thảo luận", token=uuid4())
    assert as_position(clerk).get(url("moderate", c.nominations[0].pk)).status_code == 200


def apart(c, *limits):
    """Three dossiers of two reviewers: 20, 0 and 5 points apart."""
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    points = (
        [build.FULL, ("12", "12", "16", "16", "24")]
        + [("12", "12", "16", "16", "24")] * 3
        + [("12", "12", "16", "16", "29")]
    )
    for sheet, own in zip(sheets, points, strict=True):
        build.send(sheet, *own)


def test_the_agenda_holds_the_widest_first_and_then_what_was_added():
    c = build.council(dossiers=3)
    apart(c)
    wide, agreed, near = c.nominations
    assert agenda_of(c.round, council.results_of([c.round])) == []
    services.set_agenda(by=c.officer, round=c.round, chosen=[agreed.pk])
    for limit, expected in (
        (Decimal("5"), [wide, agreed]),
        (Decimal("4.99"), [wide, near, agreed]),
        (Decimal(20), [agreed]),
    ):
        Round.objects.update(spread_limit=limit)
        c.round.refresh_from_db()
        items = agenda_of(c.round, council.results_of([c.round]))
        assert [item.result.nomination for item in items] == expected
    assert (items[0].why, agenda_of(c.round, [])) == ("cán bộ đưa thêm", [])


def test_the_minutes_tell_the_spread_once_and_why_the_others_are_there(as_position):
    c = build.council(dossiers=2)
    sheets = build.scoring(c, c.reviewer, c.other_reviewer)
    for sheet, own in zip(sheets, [build.FULL, *[("12", "12", "16", "16", "24")] * 3], strict=True):
        build.send(sheet, *own)
    Round.objects.update(spread_limit=5)
    build.move(c.round, workflow.END_SCORING, c.officer)
    wide, added = c.nominations
    services.set_agenda(by=c.officer, round=c.round, chosen=[added.pk])
    page = as_position(c.officer).get(url("agenda", c.round.pk)).text
    assert f'id="chon-{wide.pk}"' not in page and f'id="chon-{added.pk}" checked' in page
    seated(c)
    rows = rows_of_docx(as_position(c.officer).get(url("minutes_docx", called(c).pk)).getvalue())
    told = [row[1:4] for row in rows if row[0] in {"1", "2"} and len(row) == 6]
    assert told == [[wide.title, "90,00", "20,00"], [f"{added.title} (cán bộ đưa thêm)", "80,00", "0,00"]]


def test_a_single_sheet_has_no_spread_and_no_flag(as_position):
    """A spread needs two: one sheet shows a dash everywhere, and is within every limit, 0 included."""
    c = build.council()
    Round.objects.update(spread_limit=0)
    build.moderating(c)
    services.set_agenda(by=c.officer, round=c.round, chosen=[c.nominations[0].pk])
    seated(c)
    c.round.refresh_from_db()
    (result,) = council.results_of([c.round])
    (item,) = agenda_of(c.round, [result])
    assert (result.aggregate.spread, result.spread, item.why) == (None, "–", "cán bộ đưa thêm")
    meeting, client = called(c), as_position(c.officer)
    key = c.nominations[0].pk
    for named, shown in (("council", c.round.pk), ("agenda", c.round.pk)):
        assert 'data-label="Chênh lệch" class="num">–</td>' in client.get(url(named, shown)).text
    assert "<dt>Chênh lệch</dt><dd>–</dd>" in client.get(url("nomination", key)).text
    assert '<dt>Chênh lệch</dt><dd class="num">–</dd>' in client.get(url("moderate", key)).text
    papers = [(url("minutes_docx", meeting.pk), 3), (url("council_docx", c.round.pk), -2)]
    for address, column in papers:
        row = next(row for row in rows_of_docx(client.get(address).getvalue()) if c.nominations[0].title in row[1])
        assert row[column] == "–"
    sheet = load_workbook(io.BytesIO(client.get(url("council_xlsx", c.round.pk)).getvalue())).active
    (row,) = (row for row in sheet.iter_rows(values_only=True) if row[1] == c.nominations[0].title)
    assert row[-2] == "–"


def test_the_strictest_stands_first(as_position):
    c = build.council(dossiers=3)
    apart(c)
    rows = council.strictness(council.results_of([c.round]))
    assert [(one.reviewer, one.sent, round(one.apart, 2)) for one in rows] == [
        (c.other_reviewer, 3, Decimal("-5.00")), (c.reviewer, 3, Decimal("5.00")),
    ]  # fmt: skip
    page = as_position(c.officer).get(url("council", c.round.pk))
    assert "+5" in page.text
    assert as_position(c.reviewer).get(url("council", c.round.pk)).context["strictness"] == []


def test_the_ranking_is_total_and_does_not_hang_on_the_order_of_asking():
    c = build.council(dossiers=4)
    build.moderating(c)
    for nomination, points in zip(c.nominations, ("80", None, "79.99", "80.01"), strict=True):
        if points:
            services.moderate(by=c.officer, nomination=nomination, points=Decimal(points), reason="x", token=uuid4())
    first, second, third, fourth = c.nominations
    dossiers = c.round.nominations.for_results()
    expected = [fourth, first, second, third]
    for order in ("pk", "-pk", "title", "-title"):
        assert [one.nomination for one in council.results_for(dossiers.order_by(order))] == expected


def test_the_officer_holds_a_meeting_on_the_pages(as_position):
    c = build.council(dossiers=2)
    build.moderating(c)
    client = as_position(c.officer)
    bare = post(client, url("members", c.round.pk), c.officer, rank=4)
    assert bare.context["form"].errors == {"name": ["Chọn người có tài khoản hoặc ghi họ tên."]}
    for rank, who in ((1, "Nông Thị <i>Chủ</i>"), (3, "Lò Văn Thư"), (4, "Ma Văn Ủy")):
        post(client, url("members", c.round.pk), c.officer, rank=rank, name=who, duty="Huyện ủy")
    twice = post(client, url("members", c.round.pk), c.officer, rank=1, name="Người Khác")
    assert "Hội đồng đã có chủ tịch." in twice.text and 'value="Người Khác"' in twice.text
    post(client, url("enlist", c.round.pk), c.officer)
    assert c.round.members.count() == 4
    every = [one.pk for one in c.nominations]
    post(client, url("agenda", c.round.pk), c.officer, chon=[c.nominations[1].pk], hien=every)
    opened = post(client, url("call_meeting", c.round.pk), c.officer, held_on="26/11/2026", place="Hội trường")
    meeting = Meeting.objects.get()
    assert opened.url == url("meeting", meeting.pk)
    assert "Chưa ghi người dự" in client.get(opened.url).text
    chair, secretary, *others = c.round.members.all()
    there = {f"co-mat-{one.pk}": "on" for one in (chair, secretary, others[0])}
    key = c.nominations[1].pk
    wrong = post(client, opened.url, c.officer, **there, **{f"agreed-{key}": "9", "decided": "Giữ lời này"})
    assert wrong.context["form"].errors == {
        f"ly-do-{others[1].pk}": ["Ghi lý do vắng."], f"agreed-{key}": ["Tổng 9 phiếu, nhiều hơn 3 thành viên có mặt."],
    }  # fmt: skip
    assert "Giữ lời này" in wrong.text
    right = there | {f"ly-do-{others[1].pk}": "ốm", f"agreed-{key}": "2", f"against-{key}": "1", "discussion": "Kỹ."}
    assert post(client, opened.url, c.officer, **right).url == opened.url
    assert meeting.votes.get().agreed == 2
    assert as_position(c.cast.district_leader).get(opened.url).status_code == 200
    assert as_position(c.cast.commune_officer).get(opened.url).status_code == 404


def test_the_papers_say_the_same_in_pdf_and_word(as_position):
    c = build.council(dossiers=2)
    build.moderating(c)
    members = seated(c)
    services.set_agenda(by=c.officer, round=c.round, chosen=[c.nominations[0].pk])
    services.moderate(by=c.officer, nomination=c.nominations[0], points=Decimal("79.99"), reason="x", token=uuid4())
    meeting = called(c)
    write(c, meeting, absent={members[2].pk: "đi học"}, ballots={c.nominations[0].pk: Ballot(4, 0, 1)})
    client = as_position(c.officer)
    said = {
        "founding": ("thành lập Hội đồng", "Ông Số 1", "Chủ tịch Hội đồng", "ít nhất 2/3"),
        "minutes": ("BIÊN BẢN", "Phòng họp số 2", "Có mặt 5 trên 6", "đi học", "4 / 0 / 1", "79,99", "Nhất trí.",
                    "Xếp theo điểm kết luận"),
    }  # fmt: skip
    for paper, key in (("founding", c.round.pk), ("minutes", meeting.pk)):
        in_pdf = words_of_pdf(client.get(url(f"{paper}_pdf", key)).getvalue())
        in_word = words_of_docx(client.get(url(f"{paper}_docx", key)).getvalue())
        for phrase in said[paper]:
            assert phrase.replace(" ", "") in "".join(in_pdf).replace(" ", ""), phrase
            assert phrase.replace(" ", "") in "".join(in_word).replace(" ", ""), phrase


def test_a_council_of_the_party_is_founded_on_dashed_lines(as_position):
    c = build.council()
    seated(c)
    builders.writes_papers_of("party", c.officer.unit)
    paper = words_of_pdf(as_position(c.officer).get(url("founding_pdf", c.round.pk)).getvalue())
    assert "-CăncứKếhoạchsố32-KH/HU" in "".join(paper).replace(" ", "")


PAGES = ["members", "agenda", "meeting", "opinions", "moderate", "call_meeting"]


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("named", PAGES)
def test_a_page_of_the_council_asks_at_most_twelve_questions(as_position, named, count, django_assert_max_num_queries):
    c = build.council(dossiers=count)
    reviewers = [build.reviewer_in(c.tree.district_union) for _ in range(count)]
    build.moderating(c, *reviewers)
    seated(c, 2 + count)
    services.set_agenda(by=c.officer, round=c.round, chosen=[one.pk for one in c.nominations])
    meeting = called(c)
    write(c, meeting, ballots={one.pk: Ballot(1) for one in c.nominations})
    keys = {"meeting": meeting.pk, "moderate": c.nominations[0].pk}
    client = as_position(c.officer)
    client.get("/suc-khoe/")
    installation.is_demo()
    with django_assert_max_num_queries(12):
        assert client.get(url(named, keys.get(named, c.round.pk))).status_code == 200
