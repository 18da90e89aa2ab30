"""Rounds and sheets in any state, on top of tests.builders: a district council that scores models of its communes."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from accounts.enums import Role
from common.workflow import perform
from evaluation import services, workflow
from evaluation.enums import RoundState
from evaluation.models import CriteriaSet, Nomination, Round, Sheet
from evaluation.selfscores import beside
from evaluation.starters import add_starter_criteria
from registrations.models import Plan
from tests import builders
from tests.remembered import remembered


class Council:
    """A district with a plan, its criteria, effective registrations, reviewers and one round, as attributes."""


@remembered
def council(*, dossiers: int = 1, **changes) -> Council:
    """A round in preparation, with nothing nominated yet."""
    c = Council()
    c.tree = builders.tree()
    c.cast = builders.cast(c.tree)
    c.officer = c.cast.district_officer
    c.reviewer, c.other_reviewer = c.cast.reviewer, c.cast.other_reviewer
    c.plan, c.sets = _plan_and_criteria(c)
    c.registrations = [effective(c, title=f"Mô hình số {number}", **changes) for number in range(1, dossiers + 1)]
    c.round = open_round(c.officer, c.plan)
    return c


@remembered
def _plan_and_criteria(c: Council):
    plan = builders.plan(c.tree, c.officer, issuer=c.tree.district_desk, number="32-KH/HU")
    return plan, starter_sets(c.officer, plan)


@remembered
def starter_sets(by, plan: Plan) -> list[CriteriaSet]:
    """The reference scales, published."""
    return [issued(by, one) for one in add_starter_criteria(by=by, plan=plan)]


def issued(by, criteria_set: CriteriaSet) -> CriteriaSet:
    move(criteria_set, workflow.PUBLISH_CRITERIA, by)
    return criteria_set


@remembered
def effective(c: Council, **changes):
    return builders.effective(
        c.cast.registrant, c.plan, c.cast.commune_officer, levels=[c.tree.commune_level], **changes
    )


@remembered
def open_round(officer, plan: Plan, *, name="Đánh giá mô hình, cấp huyện", days=14) -> Round:
    today = timezone.localdate()
    return services.open_round(
        by=officer, plan=plan, name=name, opens_on=today, closes_on=today + timedelta(days=days), token=uuid4()
    )


@remembered
def nominated(c: Council) -> list[Nomination]:
    services.nominate(by=c.officer, round=c.round, registrations=c.registrations)
    c.nominations = list(c.round.nominations.order_by("pk"))
    return c.nominations


@remembered
def assigned(c: Council, *reviewers) -> list[Sheet]:
    """Every dossier to every reviewer."""
    nominations = nominated(c)
    pairs = [(nomination, reviewer) for nomination in nominations for reviewer in reviewers or [c.reviewer]]
    services.assign(by=c.officer, round=c.round, pairs=pairs)
    c.sheets = list(Sheet.objects.order_by("pk"))
    return c.sheets


@remembered
def asked(c: Council, *reviewers) -> list[Sheet]:
    """As `assigned`, and the round open: the reviewers are asked about conflicts."""
    sheets = assigned(c, *reviewers)
    move(c.round, workflow.OPEN, c.officer)
    return sheets


@remembered
def scoring(c: Council, *reviewers) -> list[Sheet]:
    """As `asked`, and nothing binds anybody."""
    asked(c, *reviewers)
    for reviewer in reviewers or [c.reviewer]:
        clear(reviewer, *c.nominations)
    c.sheets = list(Sheet.objects.order_by("pk"))
    return c.sheets


def clear(reviewer, *nominations: Nomination) -> None:
    """Nothing binds the reviewer to these dossiers of a round."""
    services.answer_conflicts(by=reviewer, round=nominations[0].round, shown=nominations)


@remembered
def move(obj, step, by, **data):
    event = perform(step, obj, by=by, data=data, token=uuid4())
    obj.refresh_from_db()
    return event


def answers(sheet: Sheet, *points) -> dict:
    """Criterion → points in their order; a text is a Decimal."""
    criteria = sheet.nomination.criteria_set.criteria.all()
    return {
        criterion.pk: Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else value
        for criterion, value in zip(criteria, points, strict=False)
    }


FULL = (15, 15, 20, 20, 30)


@remembered
def send(sheet: Sheet, *points, comment="") -> Sheet:
    """Score and send; without points, 80 of 100. Nothing binds the reviewer."""
    if not sheet.cleared_at:
        clear(sheet.reviewer, sheet.nomination)
    points = points or ("12", "12", "16", "16", "24")
    services.send_sheet(
        by=sheet.reviewer, sheet=sheet, answers=answers(sheet, *points), notes=words(sheet), comment=comment,
        token=uuid4(),
    )  # fmt: skip
    sheet.refresh_from_db()
    return sheet


def words(sheet: Sheet) -> dict[int, str]:
    """A reason wherever the owner has scored as well."""
    criteria = list(sheet.nomination.criteria_set.criteria.all())
    return dict.fromkeys(beside(sheet.nomination, criteria), "Theo minh chứng của hồ sơ.")


@remembered
def concluded(c: Council, *reviewers) -> list[Sheet]:
    sheets = scoring(c, *reviewers)
    for sheet in sheets:
        send(sheet)
    move(c.round, workflow.CONCLUDE, c.officer)
    return sheets


@remembered
def published(c: Council, *reviewers) -> list[Sheet]:
    """As `concluded`, and told at once."""
    sheets = concluded(c, *reviewers)
    move(c.round, workflow.PUBLISH_AT_ONCE, c.officer)
    return sheets


@remembered
def moderating(c: Council, *reviewers) -> list[Sheet]:
    """Every sheet sent, the scoring ended."""
    sheets = scoring(c, *reviewers)
    for sheet in sheets:
        send(sheet)
    move(c.round, workflow.END_SCORING, c.officer)
    return sheets


@remembered
def posted(c: Council, *reviewers, days: int = 0) -> list[Sheet]:
    """Concluded and hung out for opinions, the last day `days` from today."""
    sheets = concluded(c, *reviewers)
    hang_out(c, days=days)
    return sheets


def hang_out(c: Council, *, days: int = 0):
    today = timezone.localdate()
    last = today + timedelta(days=days)
    move(c.round, workflow.POST, c.officer, posted_on=min(today, last), posted_until=last, posted_at="Trụ sở xã")


@remembered
def upheld(c: Council, nomination: Nomination):
    """An opinion on the posted result, accepted."""
    said = services.receive_opinion(
        by=c.officer, round=c.round, said_by="Ông Bình", received_on=timezone.localdate(), text="Chấm thấp.",
        token=uuid4(),
    )  # fmt: skip
    return services.answer_opinion(by=c.officer, opinion=said, answer="Đúng, xem lại.", upheld_for=nomination)


def brought_back(c: Council, *, points: str, through=(RoundState.MODERATING,)):
    """The posted result back before the council, its first dossier agreed anew; and on through these phases."""
    first = c.round.nominations.order_by("pk").first()
    upheld(c, first)
    move(c.round, workflow.REOPEN, c.cast.district_leader, note="Có ý kiến đúng.")
    services.moderate(by=c.officer, nomination=first, points=Decimal(points), reason="Xem lại.", token=uuid4())
    if RoundState.CONCLUDED in through:
        move(c.round, workflow.CONCLUDE, c.officer)
    if RoundState.CONSULTING in through:
        hang_out(c, days=-1)
    if RoundState.PUBLISHED in through:
        move(c.round, workflow.PUBLISH, c.officer)


def reviewer_in(unit, **fields):
    return builders.position(Role.REVIEWER, unit, **fields)
