"""One round, led phase by phase from preparation to publication, in which everything that may be told is unmistakable.

Two dossiers: the one that is looked for (of a village) and one beside it. Of the reviewers of the first one has sent, one
has begun, and a colleague has sent whose name and points are looked for.
"""

from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from accounts.enums import Role
from evaluation import services, workflow
from evaluation.enums import Rank
from evaluation.models import Sheet
from evaluation.sheetkeys import SheetKeyConverter
from recognition import services as recognition
from recognition.enums import Act
from tests import builders
from tests.evaluation import builders as build
from tests.remembered import remembered
from units.enums import Line

TITLE, COLLEAGUE = "Mật Danh mô hình", "Khổng Thị Ẩn Danh"
# Totals 90,11; 79,37; 80,75. Of the first two the mean is 84,74, of all three 83,41.
OWN, OF_COLLEAGUE = ("14", "14", "18", "18", "26.11"), ("11.37", "12", "16", "16", "24")
BEGUN, ENDED = ("7.19", "12", "16", "16", "24.75"), ("12", "12", "16", "16", "24.75")
AGREED, AGREED_ANEW = "81.29", "82.63"


@remembered
def preparing(blind: tuple[str, ...]) -> build.Council:
    """Dossiers chosen, sheets given, a council named, a team formed; `blind`: what the round covers."""
    c = build.council(dossiers=0)
    _seat(c)
    services.correct_round(by=c.officer, round=c.round, plan=c.plan, **dict.fromkeys(blind, True))
    c.round.refresh_from_db()
    known = {"levels": [c.tree.commune_level]}
    beside = builders.effective(c.cast.women_registrant, c.plan, c.cast.commune_officer, title="Bên cạnh", **known)
    c.registrations = [build.effective(c, title=TITLE), beside]
    build.nominated(c)
    c.looked_for, c.beside = (c.round.nominations.get(registration=one) for one in c.registrations)
    pairs = [(c.looked_for, one) for one in (c.sent, c.colleague, c.waiting)]
    services.assign(by=c.officer, round=c.round, pairs=[*pairs, (c.beside, c.aside)])
    given = {one.reviewer: one for one in Sheet.objects.select_related("reviewer")}
    c.own, c.of_colleague, c.begun, c.of_beside = (given[one] for one in (c.sent, c.colleague, c.waiting, c.aside))
    _council(c)
    _another_round(c, beside)
    return c


def _seat(c) -> None:
    def reviewer(name, unit):
        return builders.position(Role.REVIEWER, unit, user=builders.person(name))

    c.sent = c.reviewer
    c.colleague = reviewer(COLLEAGUE, c.tree.district_desk)
    c.waiting = reviewer("Tăng Văn Chờ", c.tree.district_union)
    c.aside = reviewer("Lý Thị Bên", c.tree.district_union)
    c.elsewhere = reviewer("Triệu Văn Khác", c.tree.district_union)
    c.extra = reviewer("Đàm Văn Rỗi", c.tree.district_union)
    front = builders.body("Ủy ban MTTQ Việt Nam huyện Lam Khê", c.tree.district, Line.FRONT)
    c.front = builders.position(Role.FRONT, front, user=builders.person("Nông Văn Trận"))


def _council(c) -> None:
    """People of its own, so that whoever reads of the council reads of no reviewer; its secretary is the clerk."""
    by, seat = c.officer, c.cast.district_clerk
    services.name_member(by=by, round=c.round, rank=Rank.CHAIR, name="Ông Chủ Tịch", token=uuid4())
    services.name_member(by=by, round=c.round, rank=Rank.SECRETARY, name="Bà Thư Ký", token=uuid4(), position=seat)
    c.team = services.form_team(
        by=by, round=c.round, name="Tổ một", leader=c.colleague, members=[], areas=[], sectors=[], token=uuid4()
    )


def _another_round(c, registration) -> None:
    """That of another reviewer."""
    other = build.open_round(c.officer, c.plan, name="Đợt khác")
    services.nominate(by=c.officer, round=other, registrations=[registration])
    services.assign(by=c.officer, round=other, pairs=[(other.nominations.get(), c.elsewhere)])
    build.move(other, workflow.OPEN, c.officer)


@remembered
def scoring(c) -> None:
    """Two have sent; one has begun."""
    build.move(c.round, workflow.OPEN, c.officer)
    build.send(c.own, *OWN)
    build.send(c.of_colleague, *OF_COLLEAGUE)
    build.clear(c.waiting, c.looked_for)
    services.save_scores(
        by=c.waiting, sheet=c.begun, answers=build.answers(c.begun, *BEGUN), notes=build.words(c.begun), comment=""
    )
    c.begun.refresh_from_db()


@remembered
def moderating(c) -> None:
    """Every sheet sent; a meeting held, a total agreed."""
    build.send(c.begun, *ENDED)
    build.send(c.of_beside)
    build.move(c.round, workflow.END_SCORING, c.officer)
    c.meeting = services.call_meeting(
        by=c.officer, round=c.round, held_on=timezone.localdate(), place="Phòng họp", token=uuid4()
    )
    services.record_meeting(
        by=c.officer, meeting=c.meeting, absent={}, ballots={}, discussion="Thảo luận.", decided="Nhất trí."
    )
    _agree(c, AGREED)


def _agree(c, points: str) -> None:
    services.moderate(
        by=c.officer, nomination=c.looked_for, points=Decimal(points), reason="Hội đồng thảo luận.", token=uuid4()
    )


@remembered
def concluded(c) -> None:
    """The decision that is to follow is being drawn up."""
    build.move(c.round, workflow.CONCLUDE, c.officer)
    c.decision = recognition.draft_decision(by=c.officer, act=Act.REWARD, plan=c.plan, token=uuid4(), round=c.round)


@remembered
def posted(c) -> None:
    """Hanging out, with an opinion that was accepted."""
    build.hang_out(c)
    c.opinion = services.receive_opinion(
        by=c.officer, round=c.round, said_by="Ông Góp", received_on=timezone.localdate(), text="Chấm thấp.",
        token=uuid4(),
    )  # fmt: skip


@remembered
def brought_back(c) -> None:
    """Before the council again."""
    services.answer_opinion(by=c.officer, opinion=c.opinion, answer="Đúng, xem lại.", upheld_for=c.looked_for)
    build.move(c.round, workflow.REOPEN, c.cast.district_leader, note="Có ý kiến đúng.")
    _agree(c, AGREED_ANEW)


@remembered
def published(c) -> None:
    """Concluded anew, hung out anew, told."""
    build.move(c.round, workflow.CONCLUDE, c.officer)
    build.hang_out(c, days=-1)
    build.move(c.round, workflow.PUBLISH, c.officer)


LATER = (scoring, moderating, concluded, posted, brought_back, published)
PHASES = ("preparing", *(step.__name__ for step in LATER))


def brought_to(phase: str, blind: tuple[str, ...] = ()):
    """The round in this phase."""
    c = preparing(blind)
    for step in LATER[: PHASES.index(phase)]:
        step(c)
    return c


def readers(c) -> dict:
    """By the name by which the table calls them."""
    return {
        "owner": c.cast.registrant, "stranger": c.cast.other_registrant,
        "waiting": c.waiting, "sent": c.sent, "aside": c.aside, "elsewhere": c.elsewhere,
        "officer": c.officer, "leader": c.cast.district_leader, "clerk": c.cast.district_clerk, "front": c.front,
        "above": c.cast.province_officer, "neighbour": c.cast.other_district_officer,
        "below": c.cast.commune_officer, "below_leader": c.cast.commune_leader, "below_front": c.cast.commune_front,
        "admin": c.cast.admin,
    }  # fmt: skip


def names_of(c) -> dict:
    """What stands in the addresses of the table; 0 where there is none yet."""
    later = {name: getattr(c, name).pk if hasattr(c, name) else 0 for name in ("meeting", "opinion", "decision")}
    sheets = {"own": c.own, "colleague": c.of_colleague, "begun": c.begun}
    in_address = SheetKeyConverter().to_url
    return later | {name: in_address(sheet.pk) for name, sheet in sheets.items()} | {
        "round": c.round.pk, "dossier": c.looked_for.pk, "team": c.team.pk, "year": c.plan.year,
    }  # fmt: skip


def one_more_sheet(c) -> None:
    """Another sheet of the dossier waits for a reviewer, of whom no page is asked."""
    services.assign(by=c.officer, round=c.round, pairs=[(c.looked_for, c.extra)])


def told_apart(c) -> dict[str, set[str]]:
    """By what each kind of thing is known on a page."""

    def written(*points):
        return {form for one in points for form in (one, one.replace(".", ","))}

    return {
        "O": {TITLE, c.registrations[0].code},
        "R": {COLLEAGUE, c.colleague.user.username},
        "S": written("11.37", "79.37"),
        "A": written("84.74", "83.41", "10.74", AGREED, AGREED_ANEW),
        "D": written("7.19"),
    }
